//! How terms are spelt in one file.

use crate::rdf::{Index, Prefixes, Quad, TermId, is_local_name};
use crate::write::turtle::layout::Nesting;
use crate::write::turtle::term::{Shorthand, quoted, shorthand};
use oxigraph::model::vocab::rdf;
use oxigraph::model::{LiteralRef, NamedOrBlankNodeRef, TermRef};
use std::fmt::Write;

/// The prefixes of one file and which of them each IRI takes.
pub(super) struct Names {
    prefixes: Vec<Prefix>,
    /// For each term what an IRI is shortened by: the place of a prefix, or one of the two below.
    shortened: Vec<u16>,
    /// What the IRI before was shortened by.
    last: u16,
    all: Prefixes,
}

struct Prefix {
    name: String,
    namespace: String,
    is_used: bool,
    /// Whether no other namespace begins with this one.
    is_last: bool,
}

/// Nobody has asked yet.
const UNKNOWN: u16 = u16::MAX;
/// The IRI stands in angle brackets.
const WHOLE: u16 = u16::MAX - 1;

/// The prefixes of `preferred` and of the index, with a note of those that the text will use.
pub(super) fn names(index: &Index, preferred: &Prefixes, nesting: &Nesting) -> Names {
    let mut all = preferred.clone();
    all.merge(index.prefixes().clone());
    let longer = |name: &str, namespace: &str| {
        let mut others = all.iter().filter(|(other, _)| *other != name);
        others.any(|(_, other)| other.starts_with(namespace))
    };
    let prefixes = all.iter().map(|(prefix, namespace)| Prefix {
        name: prefix.to_owned(),
        namespace: namespace.to_owned(),
        is_used: false,
        is_last: !longer(prefix, namespace),
    });
    let mut names = Names {
        prefixes: prefixes.collect(),
        shortened: vec![UNKNOWN; index.n_terms()],
        last: WHOLE,
        all,
    };
    let special = Special {
        class: index.find(rdf::TYPE),
        rest: index.find(rdf::REST),
    };
    for quad in index.quads() {
        for id in special.spelt(&quad, nesting).into_iter().flatten() {
            let shortened = names.shortened[index.rank(id)];
            if shortened == UNKNOWN {
                names.shortened[index.rank(id)] = names.note(index.term(id));
            }
        }
    }
    names
}

/// Predicates that are not always spelt out.
struct Special {
    class: Option<TermId>,
    rest: Option<TermId>,
}

impl Special {
    /// The terms of a quad that are spelt out: not `a`, not what parentheses and brackets stand for.
    fn spelt(&self, quad: &Quad, nesting: &Nesting) -> [Option<TermId>; 4] {
        let is_type = Some(quad.predicate) == self.class;
        let in_list = nesting.is_list_cell(quad.subject);
        let is_rest = in_list && Some(quad.predicate) == self.rest;
        [
            (quad.graph != TermId::DEFAULT_GRAPH).then_some(quad.graph),
            Some(quad.subject),
            (!is_type && !in_list).then_some(quad.predicate),
            (!is_rest).then_some(quad.object),
        ]
    }
}

impl Names {
    pub(super) fn used_prefixes(&self) -> impl Iterator<Item = (&str, &str)> {
        let used = self.prefixes.iter().filter(|prefix| prefix.is_used);
        used.map(|prefix| (prefix.name.as_str(), prefix.namespace.as_str()))
    }

    /// Marks the prefixes that a term will use; gives what its IRI is shortened by.
    fn note(&mut self, term: TermRef<'_>) -> u16 {
        match term {
            TermRef::NamedNode(node) => self.note_iri(node.as_str()),
            TermRef::Literal(literal) => {
                if shorthand(literal) == Shorthand::Datatype {
                    self.note_iri(literal.datatype().as_str());
                }
                WHOLE
            }
            TermRef::Triple(triple) => {
                self.note_iri(triple.predicate.as_str());
                self.note(NamedOrBlankNodeRef::from(&triple.subject).into());
                self.note((&triple.object).into());
                WHOLE
            }
            TermRef::BlankNode(_) => WHOLE,
        }
    }

    fn note_iri(&mut self, iri: &str) -> u16 {
        // IRIs of one kind stand together.
        if let Some(prefix) = self.prefixes.get(usize::from(self.last))
            && prefix.is_last
            && iri
                .strip_prefix(prefix.namespace.as_str())
                .is_some_and(is_local_name)
        {
            return self.last;
        }
        let Some((name, _)) = self.all.compact(iri) else {
            return WHOLE;
        };
        // Both lists are in the order of the prefixes.
        let found = self
            .prefixes
            .binary_search_by(|prefix| prefix.name.as_str().cmp(name));
        match found.map(|place| (place, u16::try_from(place))) {
            Ok((place, Ok(short))) if short < WHOLE => {
                self.prefixes[place].is_used = true;
                self.last = short;
                short
            }
            _ => WHOLE,
        }
    }

    /// Spells out a term of the index.
    #[inline]
    pub(super) fn term(&self, index: &Index, id: TermId, buffer: &mut String) {
        let term = index.term(id);
        match term {
            TermRef::NamedNode(node) => {
                let iri = node.as_str();
                match self
                    .prefixes
                    .get(usize::from(self.shortened[index.rank(id)]))
                {
                    Some(prefix) => {
                        buffer.push_str(&prefix.name);
                        buffer.push(':');
                        buffer.push_str(&iri[prefix.namespace.len()..]);
                    }
                    None => whole(iri, buffer),
                }
            }
            other => self.spell(other, buffer),
        }
    }

    fn spell(&self, term: TermRef<'_>, buffer: &mut String) {
        match term {
            TermRef::NamedNode(node) => self.iri(node.as_str(), buffer),
            TermRef::BlankNode(node) => {
                buffer.push_str("_:");
                buffer.push_str(node.as_str());
            }
            TermRef::Literal(literal) => self.literal(literal, buffer),
            TermRef::Triple(triple) => {
                buffer.push_str("<<( ");
                self.spell(NamedOrBlankNodeRef::from(&triple.subject).into(), buffer);
                buffer.push(' ');
                self.iri(triple.predicate.as_str(), buffer);
                buffer.push(' ');
                self.spell((&triple.object).into(), buffer);
                buffer.push_str(" )>>");
            }
        }
    }

    /// An IRI that is no term of the index by itself: a datatype, or inside a triple term.
    fn iri(&self, iri: &str, buffer: &mut String) {
        match self.all.compact(iri) {
            Some((prefix, local)) => {
                buffer.push_str(prefix);
                buffer.push(':');
                buffer.push_str(local);
            }
            None => whole(iri, buffer),
        }
    }

    fn literal(&self, literal: LiteralRef<'_>, buffer: &mut String) {
        let spelling = shorthand(literal);
        if spelling == Shorthand::Bare {
            buffer.push_str(literal.value());
            return;
        }
        quoted(literal.value(), buffer);
        match spelling {
            Shorthand::Bare | Shorthand::Quoted => {}
            Shorthand::Language => {
                buffer.push('@');
                buffer.push_str(literal.language().unwrap_or_default());
                if let Some(direction) = literal.direction() {
                    // Writing to a string cannot fail.
                    let _ = write!(buffer, "--{direction}");
                }
            }
            Shorthand::Datatype => {
                buffer.push_str("^^");
                self.iri(literal.datatype().as_str(), buffer);
            }
        }
    }
}

fn whole(iri: &str, buffer: &mut String) {
    buffer.push('<');
    buffer.push_str(iri);
    buffer.push('>');
}
