//! One line of N-Triples or N-Quads.

use crate::rdf::{Dictionary, Kind, Quad, Refused, TermId};
use crate::read::rdf::iri::is_iri;
use memchr::{memchr, memchr2};

/// Why a line was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NotTaken {
    /// It is wrong, or right in a way that is rare.
    Unusual,
    /// There are too many terms.
    Full,
}

impl From<Refused> for NotTaken {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Text => Self::Unusual,
            Refused::Full => Self::Full,
        }
    }
}

/// Scans lines into a dictionary.
///
/// It takes less than the grammar does (<https://www.w3.org/TR/n-triples/#n-triples-grammar>): no escapes in
/// IRIs, labels of ASCII letters, no triple terms. Whether a text is UTF-8 and an IRI an IRI is looked at when
/// the dictionary sees it for the first time; datatypes and languages are those it has seen already.
pub(super) struct Scanner {
    with_graph: bool,
    /// The IRI that the last line began with, brackets included, and its number.
    subject: (Vec<u8>, TermId),
    /// What followed literals, as it was written.
    suffixes: Vec<(Vec<u8>, Kind)>,
    /// A literal without its escapes.
    unescaped: Vec<u8>,
}

/// How many kinds of literal are remembered by how they are written.
const REMEMBERED: usize = 8;

impl Scanner {
    pub(super) fn new(with_graph: bool) -> Self {
        Self {
            with_graph,
            subject: (Vec::new(), TermId::DEFAULT_GRAPH),
            suffixes: Vec::new(),
            unescaped: Vec::new(),
        }
    }

    /// The quad of a line, which comes without its end; `None` for a blank line or a comment.
    pub(super) fn scan(
        &mut self,
        line: &[u8],
        dictionary: &mut Dictionary,
    ) -> Result<Option<Quad>, NotTaken> {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if memchr(b'\r', line).is_some() {
            return Err(NotTaken::Unusual);
        }
        let mut rest = blanks(line);
        if matches!(rest.first(), None | Some(b'#')) {
            return Ok(None);
        }
        let subject = self.subject(&mut rest, dictionary)?;
        let predicate = iri(&mut rest, dictionary)?;
        let object = match rest.first() {
            Some(b'"') => self.literal(&mut rest, dictionary)?,
            _ => node(&mut rest, dictionary)?,
        };
        let graph = match rest.first() {
            Some(b'<' | b'_') if self.with_graph => node(&mut rest, dictionary)?,
            _ => TermId::DEFAULT_GRAPH,
        };
        let end = rest.strip_prefix(b".").map(blanks);
        if !end.is_some_and(|end| matches!(end.first(), None | Some(b'#'))) {
            return Err(NotTaken::Unusual);
        }
        Ok(Some(Quad {
            graph,
            subject,
            predicate,
            object,
        }))
    }

    /// The subject, which is often that of the line before.
    fn subject(
        &mut self,
        rest: &mut &[u8],
        dictionary: &mut Dictionary,
    ) -> Result<TermId, NotTaken> {
        let (known, id) = &mut self.subject;
        if !known.is_empty()
            && let Some(after) = rest.strip_prefix(&known[..])
        {
            *rest = blanks(after);
            return Ok(*id);
        }
        let before = *rest;
        let found = node(rest, dictionary)?;
        known.clear();
        if before.first() == Some(&b'<')
            && let Some(end) = memchr(b'>', before)
        {
            known.extend_from_slice(&before[..=end]);
            *id = found;
        }
        Ok(found)
    }

    fn literal(
        &mut self,
        rest: &mut &[u8],
        dictionary: &mut Dictionary,
    ) -> Result<TermId, NotTaken> {
        let text = &rest[1..];
        let end = memchr2(b'"', b'\\', text).ok_or(NotTaken::Unusual)?;
        if text[end] == b'"' {
            *rest = &text[end + 1..];
            let kind = self.kind(rest, dictionary)?;
            return Ok(dictionary.intern_bytes(kind, &text[..end], |_| true)?);
        }
        self.unescaped.clear();
        *rest = unescape(text, &mut self.unescaped).ok_or(NotTaken::Unusual)?;
        let kind = self.kind(rest, dictionary)?;
        Ok(dictionary.intern_bytes(kind, &self.unescaped, |_| true)?)
    }

    /// The kind of literal by what follows its closing quotation mark.
    fn kind(&mut self, rest: &mut &[u8], dictionary: &Dictionary) -> Result<Kind, NotTaken> {
        let size = match rest {
            [b'@', ..] => {
                1 + rest[1..]
                    .iter()
                    .take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'-')
                    .count()
            }
            [b'^', b'^', b'<', ..] => 1 + memchr(b'>', rest).ok_or(NotTaken::Unusual)?,
            _ => 0,
        };
        let (suffix, after) = rest.split_at(size);
        let known = self.suffixes.iter().find(|(known, _)| known == suffix);
        let kind = if let Some((_, kind)) = known {
            *kind
        } else {
            let kind = known_kind(suffix, dictionary).ok_or(NotTaken::Unusual)?;
            if self.suffixes.len() < REMEMBERED {
                self.suffixes.push((suffix.to_vec(), kind));
            }
            kind
        };
        *rest = blanks(after);
        Ok(kind)
    }
}

/// A kind of literal that the dictionary has seen, and that therefore is right.
fn known_kind(suffix: &[u8], dictionary: &Dictionary) -> Option<Kind> {
    let suffix = std::str::from_utf8(suffix).ok()?;
    match suffix.strip_prefix("^^<") {
        Some("http://www.w3.org/2001/XMLSchema#string>") => dictionary.known_kind(""),
        Some(datatype) => dictionary.known_kind(&format!("^^{}", datatype.strip_suffix('>')?)),
        None => dictionary.known_kind(&suffix.to_ascii_lowercase()),
    }
}

/// What comes after spaces and tabs.
#[inline]
fn blanks(text: &[u8]) -> &[u8] {
    let size = text.iter().take_while(|byte| matches!(byte, b' ' | b'\t'));
    &text[size.count()..]
}

/// An IRI or a blank node, and the blanks behind it.
fn node(rest: &mut &[u8], dictionary: &mut Dictionary) -> Result<TermId, NotTaken> {
    match rest.strip_prefix(b"_:") {
        None => iri(rest, dictionary),
        Some(text) => {
            let label = label(text).ok_or(NotTaken::Unusual)?;
            *rest = blanks(&text[label.len()..]);
            Ok(dictionary.intern_bytes(Kind::BLANK, label, |_| true)?)
        }
    }
}

fn iri(rest: &mut &[u8], dictionary: &mut Dictionary) -> Result<TermId, NotTaken> {
    let text = rest.strip_prefix(b"<").ok_or(NotTaken::Unusual)?;
    let end = memchr(b'>', text).ok_or(NotTaken::Unusual)?;
    *rest = blanks(&text[end + 1..]);
    Ok(dictionary.intern_bytes(Kind::IRI, &text[..end], is_iri)?)
}

/// The label of a blank node at the beginning of a text, if it is of ASCII letters.
pub(super) fn label(text: &[u8]) -> Option<&[u8]> {
    let is_first = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    let is_further = |byte: u8| is_first(byte) || matches!(byte, b'-' | b'.');
    text.first().copied().filter(|byte| is_first(*byte))?;
    let mut size = text.iter().take_while(|byte| is_further(**byte)).count();
    // A letter beyond ASCII may belong to the label.
    text.get(size).is_none_or(u8::is_ascii).then_some(())?;
    while text[size - 1] == b'.' {
        size -= 1;
    }
    Some(&text[..size])
}

/// Copies a literal up to its closing quotation mark without escapes; gives what comes after.
fn unescape<'t>(text: &'t [u8], unescaped: &mut Vec<u8>) -> Option<&'t [u8]> {
    let mut rest = text;
    loop {
        let end = memchr2(b'"', b'\\', rest)?;
        unescaped.extend_from_slice(&rest[..end]);
        if rest[end] == b'"' {
            return Some(&rest[end + 1..]);
        }
        rest = escape(&rest[end + 1..], unescaped)?;
    }
}

/// Puts down what an escape stands for; gives what comes after. The backslash is not part of it.
pub(super) fn escape<'t>(text: &'t [u8], unescaped: &mut Vec<u8>) -> Option<&'t [u8]> {
    let (letter, rest) = text.split_first()?;
    let size = match letter {
        b'u' => 4,
        b'U' => 8,
        _ => {
            unescaped.push(match letter {
                b't' => b'\t',
                b'b' => 8,
                b'n' => b'\n',
                b'r' => b'\r',
                b'f' => 12,
                b'"' | b'\'' | b'\\' => *letter,
                _ => return None,
            });
            return Some(rest);
        }
    };
    let (digits, rest) = rest.split_at_checked(size)?;
    digits.iter().all(u8::is_ascii_hexdigit).then_some(())?;
    let code = u32::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?;
    let mut bytes = [0; 4];
    unescaped.extend_from_slice(char::from_u32(code)?.encode_utf8(&mut bytes).as_bytes());
    Some(rest)
}
