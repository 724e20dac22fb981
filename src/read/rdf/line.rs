//! One line of N-Triples or N-Quads.

use crate::rdf::{Dictionary, Kind, Sought};
use memchr::{memchr, memchr2};
use std::ops::Range;

/// It is wrong, or right in a way that is rare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unusual;

/// A term as it was written, which no dictionary has numbered yet.
#[derive(Debug, Clone)]
pub(super) struct Scanned<'b> {
    kind: Kind,
    text: Text<'b>,
    sought: Sought,
}

impl Scanned<'_> {
    pub(super) fn kind(&self) -> Kind {
        self.kind
    }

    /// What a dictionary looks for it by.
    pub(super) fn sought(&self) -> Sought {
        self.sought
    }
}

/// The text of a term.
#[derive(Debug, Clone)]
enum Text<'b> {
    /// It stands in the line.
    Written(&'b [u8]),
    /// It had escapes, and stands without them here in [`Scanner::unescaped`].
    Unescaped(Range<usize>),
}

/// The terms of a line.
#[derive(Debug, Clone)]
pub(super) struct Line<'b> {
    /// `None` where it is that of the line before.
    pub(super) subject: Option<Scanned<'b>>,
    pub(super) predicate: Scanned<'b>,
    pub(super) object: Scanned<'b>,
    pub(super) graph: Option<Scanned<'b>>,
}

/// Scans lines.
///
/// It takes less than the grammar does (<https://www.w3.org/TR/n-triples/#n-triples-grammar>): no escapes in
/// IRIs, labels of ASCII letters, no triple terms. Whether a text is UTF-8 and an IRI an IRI is looked at when
/// the dictionary sees it for the first time; datatypes and languages are those it has seen already.
pub(super) struct Scanner {
    with_graph: bool,
    /// What followed literals, as it was written.
    suffixes: Vec<(Vec<u8>, Kind)>,
    /// Literals without their escapes.
    unescaped: Vec<u8>,
}

/// How many kinds of literal are remembered by how they are written.
const REMEMBERED: usize = 8;

impl Scanner {
    pub(super) fn new(with_graph: bool) -> Self {
        Self {
            with_graph,
            suffixes: Vec::new(),
            unescaped: Vec::new(),
        }
    }

    /// The terms of a line, which comes without its end; `None` for a blank line or a comment.
    ///
    /// `before` is the subject of the line before with its brackets, and becomes that of this line: the same
    /// subject is often said again.
    pub(super) fn scan<'b>(
        &mut self,
        line: &'b [u8],
        before: &mut &'b [u8],
        dictionary: &Dictionary,
    ) -> Result<Option<Line<'b>>, Unusual> {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if memchr(b'\r', line).is_some() {
            return Err(Unusual);
        }
        let mut rest = blanks(line);
        if matches!(rest.first(), None | Some(b'#')) {
            return Ok(None);
        }
        let subject = subject(&mut rest, before)?;
        let predicate = iri(&mut rest)?;
        let object = match rest.first() {
            Some(b'"') => self.literal(&mut rest, dictionary)?,
            _ => node(&mut rest)?,
        };
        let graph = match rest.first() {
            Some(b'<' | b'_') if self.with_graph => Some(node(&mut rest)?),
            _ => None,
        };
        let end = rest.strip_prefix(b".").map(blanks);
        if !end.is_some_and(|end| matches!(end.first(), None | Some(b'#'))) {
            return Err(Unusual);
        }
        Ok(Some(Line {
            subject,
            predicate,
            object,
            graph,
        }))
    }

    /// The text of a term that was scanned since the last [`Scanner::forget`].
    #[inline]
    pub(super) fn text<'t>(&'t self, term: &Scanned<'t>) -> &'t [u8] {
        match &term.text {
            Text::Written(text) => text,
            Text::Unescaped(range) => &self.unescaped[range.clone()],
        }
    }

    /// Lets go of the texts of terms that have been numbered.
    pub(super) fn forget(&mut self) {
        self.unescaped.clear();
    }

    fn literal<'b>(
        &mut self,
        rest: &mut &'b [u8],
        dictionary: &Dictionary,
    ) -> Result<Scanned<'b>, Unusual> {
        let text = &rest[1..];
        let end = memchr2(b'"', b'\\', text).ok_or(Unusual)?;
        if text[end] == b'"' {
            *rest = &text[end + 1..];
            let kind = self.kind(rest, dictionary)?;
            return Ok(written(kind, &text[..end]));
        }
        let start = self.unescaped.len();
        *rest = unescape(text, &mut self.unescaped).ok_or(Unusual)?;
        let kind = self.kind(rest, dictionary)?;
        let range = start..self.unescaped.len();
        Ok(Scanned {
            kind,
            sought: Sought::new(kind, &self.unescaped[range.clone()]),
            text: Text::Unescaped(range),
        })
    }

    /// The kind of literal by what follows its closing quotation mark.
    fn kind(&mut self, rest: &mut &[u8], dictionary: &Dictionary) -> Result<Kind, Unusual> {
        let size = match rest {
            [b'@', ..] => {
                1 + rest[1..]
                    .iter()
                    .take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'-')
                    .count()
            }
            [b'^', b'^', b'<', ..] => 1 + memchr(b'>', rest).ok_or(Unusual)?,
            _ => 0,
        };
        let (suffix, after) = rest.split_at(size);
        let known = self.suffixes.iter().find(|(known, _)| known == suffix);
        let kind = if let Some((_, kind)) = known {
            *kind
        } else {
            let kind = known_kind(suffix, dictionary).ok_or(Unusual)?;
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

/// The subject, or `None` where it is that of the line before.
fn subject<'b>(rest: &mut &'b [u8], before: &mut &'b [u8]) -> Result<Option<Scanned<'b>>, Unusual> {
    if !before.is_empty()
        && let Some(after) = rest.strip_prefix(*before)
    {
        *rest = blanks(after);
        return Ok(None);
    }
    let line = *rest;
    let found = node(rest)?;
    *before = match (line.first(), &found.text) {
        (Some(b'<'), Text::Written(text)) => &line[..text.len() + 2],
        _ => b"",
    };
    Ok(Some(found))
}

/// An IRI or a blank node, and the blanks behind it.
fn node<'b>(rest: &mut &'b [u8]) -> Result<Scanned<'b>, Unusual> {
    match rest.strip_prefix(b"_:") {
        None => iri(rest),
        Some(text) => {
            let label = label(text).ok_or(Unusual)?;
            *rest = blanks(&text[label.len()..]);
            Ok(written(Kind::BLANK, label))
        }
    }
}

#[inline]
fn iri<'b>(rest: &mut &'b [u8]) -> Result<Scanned<'b>, Unusual> {
    let text = rest.strip_prefix(b"<").ok_or(Unusual)?;
    let end = memchr(b'>', text).ok_or(Unusual)?;
    *rest = blanks(&text[end + 1..]);
    Ok(written(Kind::IRI, &text[..end]))
}

#[inline]
fn written(kind: Kind, text: &[u8]) -> Scanned<'_> {
    Scanned {
        kind,
        sought: Sought::new(kind, text),
        text: Text::Written(text),
    }
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
