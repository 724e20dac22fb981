//! Turtle in the order of the quads, for what is written while it is read.

use crate::rdf::Prefixes;
use crate::write::text::Text;
use crate::write::turtle::shorten::{Shortening, WHOLE};
use crate::write::turtle::term::literal;
use oxigraph::model::vocab::rdf;
use oxigraph::model::{NamedOrBlankNodeRef, TermRef};
use std::fmt::Write as _;

/// What has to be known of the triples before.
pub(in crate::write) struct Statements {
    shortening: Shortening,
    /// What shortened the last subject, predicate, object and datatype.
    before: [u16; 4],
    /// Subject and predicate of the triple before, spelt out.
    subject: String,
    predicate: String,
    scratch: String,
}

const SUBJECT: usize = 0;
const PREDICATE: usize = 1;
const OBJECT: usize = 2;
const DATATYPE: usize = 3;

impl Statements {
    /// Declares the prefixes.
    pub(in crate::write) fn new(prefixes: Prefixes, text: &mut Text<'_>) -> Self {
        for (prefix, namespace) in prefixes.iter() {
            // Writing to a string cannot fail.
            let _ = writeln!(text.buffer(), "@prefix {prefix}: <{namespace}> .");
        }
        Self {
            shortening: Shortening::new(prefixes),
            before: [WHOLE; 4],
            subject: String::new(),
            predicate: String::new(),
            scratch: String::new(),
        }
    }

    /// Writes one more triple; what the one before has too is not written again.
    pub(in crate::write) fn triple(
        &mut self,
        [subject, predicate, object]: [TermRef<'_>; 3],
        text: &mut Text<'_>,
    ) {
        let mut spelt = std::mem::take(&mut self.scratch);
        spelt.clear();
        self.term(subject, SUBJECT, &mut spelt);
        let is_new = spelt != self.subject;
        if is_new {
            text.push(if self.subject.is_empty() { "" } else { " .\n" });
            text.push(&spelt);
            std::mem::swap(&mut self.subject, &mut spelt);
        }
        spelt.clear();
        match predicate {
            TermRef::NamedNode(node) if node == rdf::TYPE => spelt.push('a'),
            other => self.term(other, PREDICATE, &mut spelt),
        }
        if is_new || spelt != self.predicate {
            text.push(if is_new { " " } else { " ;\n\t" });
            text.push(&spelt);
            text.push(" ");
            std::mem::swap(&mut self.predicate, &mut spelt);
        } else {
            text.push(" , ");
        }
        self.term(object, OBJECT, text.buffer());
        self.scratch = spelt;
    }

    /// Ends the last triple.
    pub(in crate::write) fn finish(&self, text: &mut Text<'_>) {
        if !self.subject.is_empty() {
            text.push(" .\n");
        }
    }

    fn term(&mut self, term: TermRef<'_>, place: usize, buffer: &mut String) {
        match term {
            TermRef::NamedNode(node) => self.iri(node.as_str(), place, buffer),
            TermRef::BlankNode(node) => {
                buffer.push_str("_:");
                buffer.push_str(node.as_str());
            }
            TermRef::Literal(found) => {
                literal(found, buffer, |iri, buffer| self.iri(iri, DATATYPE, buffer));
            }
            TermRef::Triple(triple) => {
                buffer.push_str("<<( ");
                let subject = NamedOrBlankNodeRef::from(&triple.subject);
                self.term(subject.into(), SUBJECT, buffer);
                buffer.push(' ');
                self.iri(triple.predicate.as_str(), PREDICATE, buffer);
                buffer.push(' ');
                self.term((&triple.object).into(), OBJECT, buffer);
                buffer.push_str(" )>>");
            }
        }
    }

    fn iri(&mut self, iri: &str, place: usize, buffer: &mut String) {
        let before = &mut self.before[place];
        *before = self.shortening.place(iri, *before);
        self.shortening.spell(iri, *before, buffer);
    }
}
