//! Statements of Turtle.

use crate::rdf::{Dictionary, Kind, Quad, Refused, TermId, TooManyTerms};
use crate::read::rdf::iri::is_iri;
use crate::read::rdf::line::{escape, label};
use crate::read::rdf::turtle::names::Names;
use crate::read::rdf::turtle::tokens::{local, prefix, space};
use memchr::memchr2;
use oxigraph::model::vocab::rdf;

/// Why statements are read no further.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    /// The input ends between two statements.
    End,
    /// The input ends inside a statement.
    Open,
    /// A directive that gives names another meaning, where that is not allowed.
    Directive,
    /// Wrong, or right in a way that is rare.
    Unusual,
    /// There are too many terms.
    Full,
}

impl From<Refused> for Stop {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Text => Self::Unusual,
            Refused::Full => Self::Full,
        }
    }
}

impl From<TooManyTerms> for Stop {
    fn from(_: TooManyTerms) -> Self {
        Self::Full
    }
}

pub(super) type Scanned<T> = Result<T, Stop>;

/// How deep brackets may be nested; the reference goes deeper without using the stack.
const MAX_DEPTH: usize = 64;

/// Reads statements into a dictionary.
///
/// It takes Turtle of RDF 1.1 (<https://www.w3.org/TR/turtle/#sec-grammar>) with prefixes and labels of ASCII
/// letters. What it takes the reference takes too, and reads it so.
pub(super) struct Parser<'p> {
    pub(super) names: &'p mut Names,
    /// Whether directives may change the names.
    pub(super) may_declare: bool,
    pub(super) dictionary: &'p mut Dictionary,
    pub(super) quads: Vec<Quad>,
    /// What the labels of nodes without one begin with, so that no two pieces of an input make the same.
    pub(super) section: usize,
    n_anonymous: usize,
    pub(super) depth: usize,
    pub(super) text: Vec<u8>,
    pub(super) suffixes: Vec<(Vec<u8>, Kind)>,
    pub(super) rest: &'p [u8],
}

impl<'p> Parser<'p> {
    pub(super) fn new(
        input: &'p [u8],
        section: usize,
        names: &'p mut Names,
        may_declare: bool,
        dictionary: &'p mut Dictionary,
    ) -> Self {
        Self {
            names,
            may_declare,
            dictionary,
            quads: Vec::with_capacity(input.len() / 32),
            section,
            n_anonymous: 0,
            depth: 0,
            text: Vec::new(),
            suffixes: Vec::new(),
            rest: input,
        }
    }

    /// Reads what it can; gives how much of the input is left, from the beginning of a statement, and why.
    pub(super) fn statements(&mut self) -> (usize, Stop) {
        loop {
            self.rest = space(self.rest);
            if self.rest.is_empty() {
                return (0, Stop::End);
            }
            let (n_left, n_quads) = (self.rest.len(), self.quads.len());
            self.depth = 0;
            if let Err(stop) = self.statement() {
                self.quads.truncate(n_quads);
                return (n_left, stop);
            }
        }
    }

    fn statement(&mut self) -> Scanned<()> {
        if self.directive()? {
            return Ok(());
        }
        let subject = match self.first()? {
            b'[' => {
                let n_quads = self.quads.len();
                let node = self.brackets()?;
                self.skip();
                if self.first()? == b'.' && self.quads.len() > n_quads {
                    return self.sign(b'.');
                }
                node
            }
            b'(' => self.collection()?,
            _ => self.node()?,
        };
        self.skip();
        self.facts(subject)?;
        self.sign(b'.')
    }

    pub(super) fn skip(&mut self) {
        self.rest = space(self.rest);
    }

    pub(super) fn first(&self) -> Scanned<u8> {
        self.rest.first().copied().ok_or(Stop::Open)
    }

    pub(super) fn sign(&mut self, sign: u8) -> Scanned<()> {
        if self.first()? != sign {
            return Err(Stop::Unusual);
        }
        self.rest = &self.rest[1..];
        Ok(())
    }

    /// Predicates and objects of a subject, up to the sign that ends them.
    fn facts(&mut self, subject: TermId) -> Scanned<()> {
        loop {
            let predicate = self.predicate()?;
            loop {
                self.skip();
                let object = self.object()?;
                self.say(subject, predicate, object);
                self.skip();
                if self.first()? != b',' {
                    break;
                }
                self.rest = &self.rest[1..];
            }
            match self.first()? {
                b';' => {
                    while self.first()? == b';' {
                        self.rest = space(&self.rest[1..]);
                    }
                }
                b'.' | b']' => {}
                _ => return Err(Stop::Unusual),
            }
            if matches!(self.first()?, b'.' | b']') {
                return Ok(());
            }
        }
    }

    fn say(&mut self, subject: TermId, predicate: TermId, object: TermId) {
        self.quads.push(Quad {
            graph: TermId::DEFAULT_GRAPH,
            subject,
            predicate,
            object,
        });
    }

    fn predicate(&mut self) -> Scanned<TermId> {
        if let [b'a', b' ' | b'\t' | b'\n' | b'\r' | b'<' | b'"', ..] = self.rest {
            self.rest = &self.rest[1..];
            return Ok(self.dictionary.intern(Kind::IRI, rdf::TYPE.as_str())?);
        }
        match self.first()? {
            b'<' => self.iri(),
            _ => self.prefixed(),
        }
    }

    fn node(&mut self) -> Scanned<TermId> {
        match self.first()? {
            b'<' => self.iri(),
            b'_' => {
                let text = self.rest.strip_prefix(b"_:").ok_or(Stop::Unusual)?;
                let label = label(text).ok_or(Stop::Unusual)?;
                self.rest = &text[label.len()..];
                Ok(self.dictionary.intern_bytes(Kind::BLANK, label, |_| true)?)
            }
            _ => self.prefixed(),
        }
    }

    fn object(&mut self) -> Scanned<TermId> {
        match self.first()? {
            b'"' | b'\'' => self.literal(),
            b'[' => self.brackets(),
            b'(' => self.collection(),
            b'0'..=b'9' | b'+' | b'-' | b'.' => self.number(),
            b't' | b'f' if prefix(self.rest).is_none() => self.truth(),
            _ => self.node(),
        }
    }

    /// An IRI in angle brackets.
    fn iri(&mut self) -> Scanned<TermId> {
        if self.names.base().is_none() {
            let text = &self.rest[1..];
            let end = memchr2(b'>', b'\\', text).ok_or(Stop::Unusual)?;
            if text[end] == b'>' {
                self.rest = &text[end + 1..];
                return Ok(self
                    .dictionary
                    .intern_bytes(Kind::IRI, &text[..end], is_iri)?);
            }
        }
        let text = self.iri_text()?;
        Ok(self.dictionary.intern_bytes(Kind::IRI, &text, is_iri)?)
    }

    /// An IRI in angle brackets without its escapes, and against the base.
    pub(super) fn iri_text(&mut self) -> Scanned<Vec<u8>> {
        let mut text = self.rest.strip_prefix(b"<").ok_or(Stop::Unusual)?;
        let mut iri = Vec::new();
        loop {
            let end = memchr2(b'>', b'\\', text).ok_or(Stop::Unusual)?;
            iri.extend_from_slice(&text[..end]);
            if text[end] == b'>' {
                self.rest = &text[end + 1..];
                break;
            }
            if !matches!(text.get(end + 1), Some(b'u' | b'U')) {
                return Err(Stop::Unusual);
            }
            text = escape(&text[end + 1..], &mut iri).ok_or(Stop::Unusual)?;
        }
        let Some(base) = self.names.base() else {
            return Ok(iri);
        };
        let iri = std::str::from_utf8(&iri).map_err(|_| Stop::Unusual)?;
        let resolved = base.resolve(iri).map_err(|_| Stop::Unusual)?;
        Ok(resolved.into_inner().into_bytes())
    }

    /// A prefixed name.
    fn prefixed(&mut self) -> Scanned<TermId> {
        let text = self.prefixed_text()?;
        let id = self.dictionary.intern_bytes(Kind::IRI, &text, is_iri);
        // The next name takes the same memory.
        self.text = text;
        Ok(id?)
    }

    pub(super) fn prefixed_text(&mut self) -> Scanned<Vec<u8>> {
        let size = prefix(self.rest).ok_or(Stop::Unusual)?;
        let (name, rest) = (&self.rest[..size], &self.rest[size + 1..]);
        let (end, has_escape) = local(rest).ok_or(Stop::Unusual)?;
        let namespace = self.names.namespace(name).ok_or(Stop::Unusual)?;
        let mut text = std::mem::take(&mut self.text);
        text.clear();
        text.extend_from_slice(namespace.as_bytes());
        if has_escape {
            text.extend(rest[..end].iter().filter(|byte| **byte != b'\\'));
        } else {
            text.extend_from_slice(&rest[..end]);
        }
        self.rest = &rest[end..];
        Ok(text)
    }

    /// A node that has no label.
    fn anonymous(&mut self) -> Scanned<TermId> {
        self.n_anonymous += 1;
        // No label of an input begins with a dot.
        let label = format!(".{}.{}", self.section, self.n_anonymous);
        Ok(self.dictionary.intern(Kind::BLANK, &label)?)
    }

    fn deeper(&mut self) -> Scanned<()> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(Stop::Unusual);
        }
        Ok(())
    }

    fn brackets(&mut self) -> Scanned<TermId> {
        self.deeper()?;
        self.rest = space(&self.rest[1..]);
        let node = self.anonymous()?;
        if self.first()? != b']' {
            self.facts(node)?;
        }
        self.sign(b']')?;
        self.depth -= 1;
        Ok(node)
    }

    fn collection(&mut self) -> Scanned<TermId> {
        self.deeper()?;
        self.rest = space(&self.rest[1..]);
        let [first, rest, nil] = [rdf::FIRST, rdf::REST, rdf::NIL]
            .map(|iri| self.dictionary.intern(Kind::IRI, iri.as_str()));
        let (first, rest, nil) = (first?, rest?, nil?);
        let mut head = nil;
        let mut before: Option<TermId> = None;
        while self.first()? != b')' {
            let item = self.object()?;
            let cell = self.anonymous()?;
            match before {
                None => head = cell,
                Some(before) => self.say(before, rest, cell),
            }
            self.say(cell, first, item);
            before = Some(cell);
            self.skip();
        }
        if let Some(last) = before {
            self.say(last, rest, nil);
        }
        self.sign(b')')?;
        self.depth -= 1;
        Ok(head)
    }
}
