//! Directives: what names stand for from here on.

use crate::read::rdf::iri::is_iri;
use crate::read::rdf::turtle::parser::{Parser, Scanned, Stop};
use crate::read::rdf::turtle::tokens::{prefix, space};

impl Parser<'_> {
    /// `@prefix`, `@base` and the forms of SPARQL.
    pub(super) fn directive(&mut self) -> Scanned<bool> {
        let is_word = |word: &[u8]| {
            let (start, after) = (self.rest.get(..word.len()), self.rest.get(word.len()));
            let is_there = start.is_some_and(|start| start.eq_ignore_ascii_case(word));
            is_there && after.is_some_and(u8::is_ascii_whitespace)
        };
        let (size, is_prefix, has_dot) = if self.rest.starts_with(b"@") {
            if is_word(b"@prefix") && self.rest.starts_with(b"@prefix") {
                (7, true, true)
            } else if is_word(b"@base") && self.rest.starts_with(b"@base") {
                (5, false, true)
            } else {
                return Err(Stop::Unusual);
            }
        } else if is_word(b"PREFIX") {
            (6, true, false)
        } else if is_word(b"BASE") {
            (4, false, false)
        } else {
            return Ok(false);
        };
        self.rest = space(&self.rest[size..]);
        let mut declared: &[u8] = &[];
        if is_prefix {
            let size = prefix(self.rest).ok_or(Stop::Unusual)?;
            declared = &self.rest[..size];
            self.rest = space(&self.rest[size + 1..]);
        }
        let iri = self.iri_text()?;
        let iri = String::from_utf8(iri).map_err(|_| Stop::Unusual)?;
        if !is_iri(&iri) {
            return Err(Stop::Unusual);
        }
        if has_dot {
            self.skip();
            self.sign(b'.')?;
        }
        let is_known = if is_prefix {
            self.names.namespace(declared) == Some(iri.as_str())
        } else {
            self.names.base().is_some_and(|base| base.as_str() == iri)
        };
        if is_known {
            return Ok(true);
        }
        if !self.may_declare {
            return Err(Stop::Directive);
        }
        self.suffixes.clear();
        if is_prefix {
            self.names.declare(declared, iri);
        } else {
            self.names.set_base(&iri).ok_or(Stop::Unusual)?;
        }
        Ok(true)
    }
}
