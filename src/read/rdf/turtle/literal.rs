//! Literals: quoted, numbers, truth values.

use crate::rdf::{Kind, TermId};
use crate::read::rdf::iri::is_iri;
use crate::read::rdf::turtle::parser::{Parser, Scanned, Stop};
use crate::read::rdf::turtle::tokens::{Quoted, local, number, prefix, quoted};
use oxigraph::model::Literal;
use oxigraph::model::vocab::{rdf, xsd};

/// How many kinds of literal are remembered by how they are written.
const REMEMBERED: usize = 8;

impl Parser<'_> {
    pub(super) fn truth(&mut self) -> Scanned<TermId> {
        for word in ["true", "false"] {
            if let Some(after) = self.rest.strip_prefix(word.as_bytes())
                && matches!(
                    after.first(),
                    Some(b' ' | b'\t' | b'\n' | b'\r' | b',' | b';' | b']' | b')')
                )
            {
                self.rest = after;
                return self.of_schema(word.as_bytes(), "boolean");
            }
        }
        Err(Stop::Unusual)
    }

    pub(super) fn number(&mut self) -> Scanned<TermId> {
        let (size, datatype) = number(self.rest).ok_or(Stop::Unusual)?;
        let (text, after) = self.rest.split_at(size);
        self.rest = after;
        self.of_schema(text, datatype)
    }

    fn of_schema(&mut self, text: &[u8], datatype: &'static str) -> Scanned<TermId> {
        let known = self
            .suffixes
            .iter()
            .find(|(known, _)| known == datatype.as_bytes());
        let kind = if let Some((_, kind)) = known {
            *kind
        } else {
            let suffix = format!("^^http://www.w3.org/2001/XMLSchema#{datatype}");
            let kind = self.dictionary.literal_kind(&suffix);
            self.suffixes.push((datatype.as_bytes().to_vec(), kind));
            kind
        };
        Ok(self.dictionary.intern_bytes(kind, text, |_| true)?)
    }

    pub(super) fn literal(&mut self) -> Scanned<TermId> {
        let mut text = std::mem::take(&mut self.text);
        let result = match quoted(self.rest, &mut text) {
            None => Err(Stop::Unusual),
            Some((Quoted::Open, _)) => Err(Stop::Open),
            Some((found, after)) => {
                self.rest = after;
                let literal = match found {
                    Quoted::Plain(plain) => plain,
                    _ => &text,
                };
                self.kind()
                    .and_then(|kind| Ok(self.dictionary.intern_bytes(kind, literal, |_| true)?))
            }
        };
        self.text = text;
        result
    }

    /// The kind of literal by what follows its closing quotation mark.
    fn kind(&mut self) -> Scanned<Kind> {
        let rest = self.rest;
        let is_language = match rest {
            [b'@', ..] => true,
            [b'^', b'^', ..] => false,
            [] => return Err(Stop::Open),
            _ => return Ok(self.dictionary.literal_kind("")),
        };
        let size = if is_language {
            let tag = rest[1..].iter();
            1 + tag
                .take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'-')
                .count()
        } else if rest.get(2) == Some(&b'<') {
            1 + memchr::memchr(b'>', rest).ok_or(Stop::Open)?
        } else {
            let size = prefix(&rest[2..]).ok_or(Stop::Unusual)?;
            let (local, _) = local(&rest[2 + size + 1..]).ok_or(Stop::Unusual)?;
            2 + size + 1 + local
        };
        let suffix = &rest[..size];
        if let Some((_, kind)) = self.suffixes.iter().find(|(known, _)| known == suffix) {
            self.rest = &rest[size..];
            return Ok(*kind);
        }
        let kind = if is_language {
            let tag = std::str::from_utf8(&suffix[1..]).map_err(|_| Stop::Unusual)?;
            let starts_right = tag.starts_with(|first: char| first.is_ascii_alphabetic());
            if !starts_right
                || tag.contains("--")
                || Literal::new_language_tagged_literal("", tag).is_err()
            {
                return Err(Stop::Unusual);
            }
            self.rest = &rest[size..];
            self.dictionary.literal_kind(&suffix_of_language(tag))
        } else {
            self.rest = &rest[2..];
            self.datatype()?
        };
        if self.suffixes.len() < REMEMBERED {
            self.suffixes.push((suffix.to_vec(), kind));
        }
        Ok(kind)
    }

    fn datatype(&mut self) -> Scanned<Kind> {
        let datatype = match self.first()? {
            b'<' => self.iri_text()?,
            _ => self.prefixed_text()?,
        };
        let datatype = String::from_utf8(datatype).map_err(|_| Stop::Unusual)?;
        let is_of_language =
            datatype == rdf::LANG_STRING.as_str() || datatype == rdf::DIR_LANG_STRING.as_str();
        if is_of_language || !is_iri(&datatype) {
            return Err(Stop::Unusual);
        }
        Ok(if datatype == xsd::STRING.as_str() {
            self.dictionary.literal_kind("")
        } else {
            self.dictionary.literal_kind(&format!("^^{datatype}"))
        })
    }
}

fn suffix_of_language(tag: &str) -> String {
    format!("@{}", tag.to_ascii_lowercase())
}
