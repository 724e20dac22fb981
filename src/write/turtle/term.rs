use crate::rdf::{Index, Prefixes, Quad, TermId};
use crate::write::turtle::layout::Nesting;
use oxigraph::model::vocab::{rdf, xsd};
use oxigraph::model::{Literal, NamedNodeRef, NamedOrBlankNode, Term};
use std::collections::BTreeSet;
use std::fmt::Write;

/// The predicate that Turtle writes as `a`.
pub(super) const RDF_TYPE: NamedNodeRef<'static> = rdf::TYPE;

/// How terms are spelt in one file.
pub(super) struct Names {
    prefixes: Prefixes,
    used: BTreeSet<String>,
}

/// The prefixes of `preferred` and of the index, with a note of those that the text will use.
pub(super) fn names(index: &Index, preferred: &Prefixes, nesting: &Nesting) -> Names {
    let mut prefixes = preferred.clone();
    prefixes.merge(index.prefixes().clone());
    let mut names = Names {
        prefixes,
        used: BTreeSet::new(),
    };
    let mut used = BTreeSet::new();
    let mut noted = vec![false; index.terms().len()];
    for quad in index.quads() {
        for id in spelt(index, quad, nesting).into_iter().flatten() {
            if !std::mem::replace(&mut noted[index.rank(id)], true) {
                names.note(index.term(id), &mut used);
            }
        }
    }
    names.used = used;
    names
}

/// The terms of a quad that are spelt out: not `a`, not what parentheses and brackets stand for.
fn spelt(index: &Index, quad: &Quad, nesting: &Nesting) -> [Option<TermId>; 4] {
    let is_type =
        matches!(index.term(quad.predicate), Term::NamedNode(node) if node.as_ref() == RDF_TYPE);
    let in_list = nesting.is_list_cell(quad.subject);
    let is_rest = in_list
        && matches!(index.term(quad.predicate), Term::NamedNode(node) if node.as_ref() == rdf::REST);
    [
        (quad.graph != TermId::DEFAULT_GRAPH).then_some(quad.graph),
        Some(quad.subject),
        (!is_type && !in_list).then_some(quad.predicate),
        (!is_rest).then_some(quad.object),
    ]
}

impl Names {
    pub(super) fn used_prefixes(&self) -> impl Iterator<Item = (&str, &str)> {
        self.prefixes
            .iter()
            .filter(|(prefix, _)| self.used.contains(*prefix))
    }

    fn note(&self, term: &Term, used: &mut BTreeSet<String>) {
        let mut iri = |iri: &str| {
            if let Some((prefix, _)) = self.prefixes.compact(iri)
                && !used.contains(prefix)
            {
                used.insert(prefix.to_owned());
            }
        };
        match term {
            Term::NamedNode(node) => iri(node.as_str()),
            Term::Literal(literal) if shorthand(literal) == Shorthand::Datatype => {
                iri(literal.datatype().as_str());
            }
            Term::Triple(triple) => {
                iri(triple.predicate.as_str());
                self.note(&triple.subject.clone().into(), used);
                self.note(&triple.object, used);
            }
            Term::Literal(_) | Term::BlankNode(_) => {}
        }
    }

    pub(super) fn predicate(&self, term: &Term) -> String {
        match term {
            Term::NamedNode(node) if node.as_ref() == RDF_TYPE => "a".to_owned(),
            other => self.term(other),
        }
    }

    pub(super) fn term(&self, term: &Term) -> String {
        match term {
            Term::NamedNode(node) => self.iri(node.as_str()),
            Term::BlankNode(node) => format!("_:{}", node.as_str()),
            Term::Literal(literal) => self.literal(literal),
            Term::Triple(triple) => {
                let subject = match &triple.subject {
                    NamedOrBlankNode::NamedNode(node) => self.iri(node.as_str()),
                    NamedOrBlankNode::BlankNode(node) => format!("_:{}", node.as_str()),
                };
                let predicate = self.iri(triple.predicate.as_str());
                format!(
                    "<<( {subject} {predicate} {} )>>",
                    self.term(&triple.object)
                )
            }
        }
    }

    fn iri(&self, iri: &str) -> String {
        match self.prefixes.compact(iri) {
            Some((prefix, local)) => format!("{prefix}:{local}"),
            None => format!("<{iri}>"),
        }
    }

    fn literal(&self, literal: &Literal) -> String {
        match shorthand(literal) {
            Shorthand::Bare => literal.value().to_owned(),
            Shorthand::Quoted => quoted(literal.value()),
            Shorthand::Language => {
                let tag = literal.language().unwrap_or_default();
                let direction = literal
                    .direction()
                    .map(|direction| format!("--{direction}"));
                format!(
                    "{}@{tag}{}",
                    quoted(literal.value()),
                    direction.unwrap_or_default()
                )
            }
            Shorthand::Datatype => {
                format!(
                    "{}^^{}",
                    quoted(literal.value()),
                    self.iri(literal.datatype().as_str())
                )
            }
        }
    }
}

/// How a literal can be spelt without losing anything of its lexical form.
#[derive(Debug, PartialEq, Eq)]
enum Shorthand {
    Bare,
    Quoted,
    Language,
    Datatype,
}

fn shorthand(literal: &Literal) -> Shorthand {
    if literal.language().is_some() {
        return Shorthand::Language;
    }
    let text = literal.value();
    let datatype = literal.datatype();
    let is_bare = match datatype {
        xsd::STRING => return Shorthand::Quoted,
        xsd::BOOLEAN => matches!(text, "true" | "false"),
        xsd::INTEGER => is_integer(text),
        xsd::DECIMAL => is_decimal(text),
        xsd::DOUBLE => is_double(text),
        _ => false,
    };
    if is_bare {
        Shorthand::Bare
    } else {
        Shorthand::Datatype
    }
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

fn unsigned(text: &str) -> &str {
    text.strip_prefix(['+', '-']).unwrap_or(text)
}

/// The grammar's INTEGER.
fn is_integer(text: &str) -> bool {
    !unsigned(text).is_empty() && is_digits(unsigned(text))
}

/// The grammar's DECIMAL: a point with a digit after it.
fn is_decimal(text: &str) -> bool {
    unsigned(text)
        .split_once('.')
        .is_some_and(|(whole, fraction)| {
            is_digits(whole) && !fraction.is_empty() && is_digits(fraction)
        })
}

/// The grammar's DOUBLE: an exponent after an integer or decimal.
fn is_double(text: &str) -> bool {
    unsigned(text)
        .split_once(['e', 'E'])
        .is_some_and(|(mantissa, exponent)| {
            let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
            let has_digits = !whole.is_empty() || !fraction.is_empty();
            has_digits && is_digits(whole) && is_digits(fraction) && is_integer(exponent)
        })
}

/// A string in quotation marks on one line, whatever is in it.
fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            '\u{8}' => quoted.push_str("\\b"),
            '\u{C}' => quoted.push_str("\\f"),
            other if needs_escape(other) => {
                // Writing to a string cannot fail.
                let _ = match u32::from(other) {
                    code @ 0..=0xFFFF => write!(quoted, "\\u{code:04X}"),
                    code => write!(quoted, "\\U{code:08X}"),
                };
            }
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

/// What an editor or a terminal would not show, or would act on, is better seen as an escape.
fn needs_escape(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_grammar_s_numbers_stand_bare() {
        for (text, expected) in [
            ("1", true),
            ("+01", true),
            ("-", false),
            ("1.", false),
            ("", false),
            ("1e0", false),
        ] {
            assert_eq!(is_integer(text), expected, "{text}");
        }
        for (text, expected) in [
            ("1.0", true),
            (".5", true),
            ("-0.5", true),
            ("1.", false),
            ("1", false),
        ] {
            assert_eq!(is_decimal(text), expected, "{text}");
        }
        for (text, expected) in [
            ("1e0", true),
            ("1.E3", true),
            (".5e-1", true),
            (".e1", false),
            ("INF", false),
            ("1.5", false),
        ] {
            assert_eq!(is_double(text), expected, "{text}");
        }
    }

    #[test]
    fn strings_stay_on_one_line() {
        assert_eq!(
            quoted("a\"b\\c\nd\u{1b}\u{202e}é"),
            r#""a\"b\\c\nd\u001B\u202Eé""#
        );
    }
}
