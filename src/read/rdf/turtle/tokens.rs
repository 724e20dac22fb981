//! The tokens of Turtle that take no state.

use crate::rdf::is_name_character;
use crate::read::rdf::line::escape;
use memchr::{memchr, memchr2, memchr3};

/// What comes after white space and comments.
#[inline]
pub(super) fn space(mut text: &[u8]) -> &[u8] {
    loop {
        let size = text
            .iter()
            .take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r'))
            .count();
        text = &text[size..];
        if text.first() != Some(&b'#') {
            return text;
        }
        // A carriage return alone ends a line too.
        text = &text[memchr2(b'\n', b'\r', text).unwrap_or(text.len())..];
    }
}

/// How many bytes a prefix has, without its colon, if one stands here. It is of ASCII letters.
#[inline]
pub(super) fn prefix(text: &[u8]) -> Option<usize> {
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
    let size = text.iter().take_while(|byte| is_name(byte)).count();
    let is_right = match text[..size] {
        [] => true,
        [first, ..] => first.is_ascii_alphabetic() && text[size - 1] != b'.',
    };
    (is_right && text.get(size) == Some(&b':')).then_some(size)
}

/// How many bytes the local part of a prefixed name has, and whether an escape is in it.
#[inline]
pub(super) fn local(text: &[u8]) -> Option<(usize, bool)> {
    let mut size = 0;
    let mut has_escape = false;
    // A dot at the end belongs to the statement, unless it is escaped.
    let mut end = 0;
    while let Some(byte) = text.get(size) {
        size += match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b':' => 1,
            b'-' | b'.' if size > 0 => 1,
            b'%' => {
                let digits = text.get(size + 1..size + 3)?;
                digits.iter().all(u8::is_ascii_hexdigit).then_some(3)?
            }
            b'\\' => {
                has_escape = true;
                b"_~.-!$&'()*+,;="
                    .contains(text.get(size + 1)?)
                    .then_some(2)?
            }
            0x80.. => {
                let character = character(&text[size..])?;
                is_name_character(character).then_some(character.len_utf8())?
            }
            _ => break,
        };
        if *byte != b'.' {
            end = size;
        }
    }
    Some((end, has_escape))
}

/// The character that a text begins with.
fn character(text: &[u8]) -> Option<char> {
    let bytes = &text[..text.len().min(4)];
    match std::str::from_utf8(bytes) {
        Ok(text) => text.chars().next(),
        Err(error) => {
            let valid = std::str::from_utf8(&bytes[..error.valid_up_to()]).ok()?;
            valid.chars().next()
        }
    }
}

/// What a quoted text holds.
pub(super) enum Quoted<'t> {
    /// It stands in the input as it is.
    Plain(&'t [u8]),
    /// It was put down without its escapes.
    Unescaped,
    /// The input ends inside.
    Open,
}

/// A literal's text, its quotation marks included; gives what comes after. `None` if it is not right.
pub(super) fn quoted<'t>(
    text: &'t [u8],
    unescaped: &mut Vec<u8>,
) -> Option<(Quoted<'t>, &'t [u8])> {
    let mark = text[0];
    let is_long = text.get(1..3) == Some(&[mark, mark]);
    let rest = &text[if is_long { 3 } else { 1 }..];
    if !is_long && text.get(1) == Some(&mark) && text.len() == 2 {
        return Some((Quoted::Open, &[]));
    }
    unescaped.clear();
    let mut is_plain = true;
    let mut from = 0;
    let mut at = 0;
    loop {
        let Some(found) = memchr3(mark, b'\\', b'\r', &rest[at..]) else {
            let is_over = !is_long && memchr(b'\n', rest).is_some();
            return (!is_over).then_some((Quoted::Open, &[]));
        };
        at += found;
        match rest[at] {
            b'\\' => {
                is_plain = false;
                unescaped.extend_from_slice(&rest[from..at]);
                if rest.len() - at < 10 {
                    return Some((Quoted::Open, &[]));
                }
                let after = escape(&rest[at + 1..], unescaped)?;
                at = rest.len() - after.len();
                from = at;
            }
            // The reference says what becomes of it.
            b'\r' => return None,
            _ if is_long && rest.len() - at < 3 => return Some((Quoted::Open, &[])),
            _ if is_long && !rest[at..].starts_with(&[mark, mark, mark]) => at += 1,
            _ => break,
        }
    }
    // Of four or five marks the last three end the text.
    let mut after = at + if is_long { 3 } else { 1 };
    if is_long && rest.get(after) == Some(&mark) {
        return None;
    }
    if !is_long && memchr(b'\n', &rest[..at]).is_some() {
        return None;
    }
    if after > rest.len() {
        after = rest.len();
    }
    if is_plain {
        return Some((Quoted::Plain(&rest[..at]), &rest[after..]));
    }
    unescaped.extend_from_slice(&rest[from..at]);
    Some((Quoted::Unescaped, &rest[after..]))
}

/// How many bytes a number has, and its datatype in XML Schema.
pub(super) fn number(text: &[u8]) -> Option<(usize, &'static str)> {
    let digits = |from: usize| {
        text[from..]
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count()
    };
    let sign = usize::from(matches!(text.first(), Some(b'+' | b'-')));
    let whole = digits(sign);
    let mut size = sign + whole;
    let mut datatype = "integer";
    let mut fraction = 0;
    if text.get(size) == Some(&b'.') {
        fraction = digits(size + 1);
        let has_exponent = matches!(text.get(size + 1 + fraction), Some(b'e' | b'E'));
        if fraction > 0 || has_exponent && whole > 0 {
            size += 1 + fraction;
            datatype = "decimal";
        }
    }
    (whole + fraction > 0).then_some(())?;
    if matches!(text.get(size), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(text.get(size + 1), Some(b'+' | b'-')));
        let exponent = digits(size + 1 + sign);
        (exponent > 0).then_some(())?;
        size += 1 + sign + exponent;
        datatype = "double";
    }
    // Whatever else stands right behind is not what it looks like.
    let is_end = matches!(
        text.get(size),
        Some(b' ' | b'\t' | b'\n' | b'\r' | b'.' | b',' | b';' | b')' | b']' | b'#')
    );
    is_end.then_some((size, datatype))
}
