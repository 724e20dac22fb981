//! N-Triples and N-Quads: a quad a line.

use crate::rdf::{Index, Quad, TermId};
use crate::write::text::{Text, quote};
use oxigraph::model::vocab::xsd;
use oxigraph::model::{LiteralRef, NamedNodeRef, NamedOrBlankNode, TermRef};
use std::fmt::Write as _;
use std::io::{self, Write};

/// Writes the quads in the index's order, terms as they are.
///
/// # Errors
/// Those of `out`.
pub(super) fn write_lines(index: &Index, out: &mut dyn Write) -> io::Result<()> {
    let mut text = Text::new(out);
    // The quads of a subject stand together; its name is put down once and copied.
    let mut subject = TermId::DEFAULT_GRAPH;
    let mut name = String::new();
    let mut quads = index.quads();
    let mut block: Vec<Quad> = Vec::with_capacity(FETCHED);
    let mut objects = Vec::with_capacity(FETCHED);
    loop {
        block.clear();
        block.extend(quads.by_ref().take(FETCHED));
        if block.is_empty() {
            return text.finish();
        }
        objects.clear();
        objects.extend(block.iter().map(|quad| quad.object));
        index.fetch(&objects);
        for quad in &block {
            if quad.subject != subject {
                subject = quad.subject;
                name.clear();
                term(index.term(subject), &mut name);
                name.push(' ');
            }
            text.push(&name);
            line(index, quad, text.buffer());
            text.relieve()?;
        }
    }
}

/// How many objects are fetched together.
const FETCHED: usize = 256;

/// A quad behind its subject.
fn line(index: &Index, quad: &Quad, buffer: &mut String) {
    term(index.term(quad.predicate), buffer);
    buffer.push(' ');
    term(index.term(quad.object), buffer);
    if quad.graph != TermId::DEFAULT_GRAPH {
        buffer.push(' ');
        term(index.term(quad.graph), buffer);
    }
    buffer.push_str(" .\n");
}

/// Spells a term out.
pub(super) fn term(term: TermRef<'_>, buffer: &mut String) {
    match term {
        TermRef::NamedNode(node) => iri(node, buffer),
        TermRef::BlankNode(node) => {
            buffer.push_str("_:");
            buffer.push_str(node.as_str());
        }
        TermRef::Literal(found) => literal(found, buffer),
        TermRef::Triple(triple) => {
            buffer.push_str("<<( ");
            match &triple.subject {
                NamedOrBlankNode::NamedNode(node) => iri(node.as_ref(), buffer),
                NamedOrBlankNode::BlankNode(node) => self::term(node.into(), buffer),
            }
            buffer.push(' ');
            iri(triple.predicate.as_ref(), buffer);
            buffer.push(' ');
            self::term((&triple.object).into(), buffer);
            buffer.push_str(" )>>");
        }
    }
}

fn iri(node: NamedNodeRef<'_>, buffer: &mut String) {
    buffer.push('<');
    buffer.push_str(node.as_str());
    buffer.push('>');
}

fn literal(literal: LiteralRef<'_>, buffer: &mut String) {
    quote(literal.value(), buffer, may_need_escape, escape);
    if let Some(language) = literal.language() {
        buffer.push('@');
        buffer.push_str(language);
        if let Some(direction) = literal.direction() {
            // Writing to a string cannot fail.
            let _ = write!(buffer, "--{direction}");
        }
    } else if literal.datatype() != xsd::STRING {
        buffer.push_str("^^");
        iri(literal.datatype(), buffer);
    }
}

/// 0xEF begins U+FFFE and U+FFFF.
fn may_need_escape(byte: u8) -> bool {
    byte < 0x20 || matches!(byte, b'"' | b'\\' | 0x7F | 0xEF)
}

/// The escapes of canonical N-Triples (<https://www.w3.org/TR/rdf12-n-triples/#canonical-ntriples>).
fn escape(character: char, buffer: &mut String) -> bool {
    let short = match character {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        '\u{8}' => "\\b",
        '\u{C}' => "\\f",
        '\0'..='\u{1F}' | '\u{7F}' | '\u{FFFE}' | '\u{FFFF}' => {
            let _ = write!(buffer, "\\u{:04X}", u32::from(character));
            return true;
        }
        _ => return false,
    };
    buffer.push_str(short);
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxigraph::model::{Literal, NamedNode, Term, Triple};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn terms_are_spelt_as_oxigraph_spells_them(text in any::<String>(), tag in "(|@|d)") {
            let object: Term = match tag.as_str() {
                "@" => Literal::new_language_tagged_literal_unchecked(text, "en-gb").into(),
                "d" => Literal::new_typed_literal(text, NamedNode::new_unchecked("x:y")).into(),
                _ => Literal::from(text).into(),
            };
            let inside = NamedNode::new_unchecked("x:s");
            let triple: Term = Triple::new(inside.clone(), inside, object.clone()).into();
            for one in [object, triple] {
                let mut spelt = String::new();
                term((&one).into(), &mut spelt);
                prop_assert_eq!(spelt, one.to_string());
            }
        }
    }
}
