//! Lines whose terms are numbered together.
//!
//! A dictionary of millions of terms lies beyond every cache. Numbered one by one, each term waits for memory by
//! itself; looked up together, many wait at once.

use crate::rdf::{Dictionary, Kind, Quad, Refused, Sought, TermId};
use crate::read::rdf::iri::is_iri;
use crate::read::rdf::line::{Line, Scanned, Scanner};

/// How many lines are numbered together: what is fetched for them has to stay in the nearest cache.
const AT_ONCE: usize = 32;

/// A line that was scanned.
pub(super) struct WaitingLine<'b> {
    /// Counted from 0 within its block.
    pub(super) number: u64,
    /// With its end.
    pub(super) written: &'b [u8],
    line: Line<'b>,
    /// The place of its first term among all that wait.
    first: usize,
}

/// The lines, in their order.
pub(super) struct Waiting<'b> {
    lines: Vec<WaitingLine<'b>>,
    /// Their terms: subject if there is one, predicate, object, graph if there is one.
    terms: Vec<Sought>,
    /// The subject of the last line that was numbered.
    subject: Option<TermId>,
}

impl<'b> Waiting<'b> {
    pub(super) fn new() -> Self {
        Self {
            lines: Vec::with_capacity(AT_ONCE),
            terms: Vec::with_capacity(4 * AT_ONCE),
            subject: None,
        }
    }

    pub(super) fn is_full(&self) -> bool {
        self.lines.len() >= AT_ONCE
    }

    pub(super) fn push(&mut self, number: u64, written: &'b [u8], line: Line<'b>) {
        let first = self.terms.len();
        self.terms.extend(line.subject.iter().map(Scanned::sought));
        self.terms.push(line.predicate.sought());
        self.terms.push(line.object.sought());
        self.terms.extend(line.graph.iter().map(Scanned::sought));
        self.lines.push(WaitingLine {
            number,
            written,
            line,
            first,
        });
    }

    /// Takes the lines, whose terms lie close to the processor then.
    pub(super) fn take(&mut self, dictionary: &Dictionary) -> Vec<WaitingLine<'b>> {
        dictionary.seek(&mut self.terms);
        std::mem::take(&mut self.lines)
    }

    /// Gives the room of lines back.
    pub(super) fn put_back(&mut self, mut lines: Vec<WaitingLine<'b>>) {
        lines.clear();
        self.lines = lines;
        self.terms.clear();
    }

    /// Numbers the terms of a line.
    pub(super) fn quad(
        &mut self,
        waiting: &WaitingLine<'b>,
        scanner: &Scanner,
        dictionary: &mut Dictionary,
    ) -> Result<Quad, Refused> {
        let line = &waiting.line;
        let mut sought = self.terms[waiting.first..].iter();
        let before = self.subject.take();
        let mut intern = |term: &Scanned<'_>| {
            let sought = sought.next().copied().unwrap_or(term.sought());
            let is_valid = |text: &str| term.kind() != Kind::IRI || is_iri(text);
            dictionary.intern_sought(sought, term.kind(), scanner.text(term), is_valid)
        };
        let subject = match &line.subject {
            Some(subject) => intern(subject)?,
            // The line before was refused, and what it said is not known.
            None => before.ok_or(Refused::Text)?,
        };
        let predicate = intern(&line.predicate)?;
        let object = intern(&line.object)?;
        let graph = match &line.graph {
            Some(graph) => intern(graph)?,
            None => TermId::DEFAULT_GRAPH,
        };
        self.subject = Some(subject);
        Ok(Quad {
            graph,
            subject,
            predicate,
            object,
        })
    }
}
