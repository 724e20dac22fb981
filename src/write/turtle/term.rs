//! How a literal stands in Turtle.

use crate::write::text::quote;
use oxigraph::model::LiteralRef;
use oxigraph::model::vocab::xsd;
use std::fmt::Write;

/// How a literal can be spelt without losing anything of its lexical form.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Shorthand {
    Bare,
    Quoted,
    Language,
    Datatype,
}

pub(super) fn shorthand(literal: LiteralRef<'_>) -> Shorthand {
    if literal.language().is_some() {
        return Shorthand::Language;
    }
    if literal.datatype() == xsd::STRING {
        return Shorthand::Quoted;
    }
    let text = literal.value();
    let datatype = literal.datatype();
    let is_bare = match datatype {
        xsd::BOOLEAN => matches!(text, "true" | "false"),
        xsd::INTEGER => is_integer(text),
        xsd::DECIMAL => is_decimal(text),
        xsd::DOUBLE => is_double(text),
        _ => false,
    };
    if is_bare {
        Shorthand::Bare
    } else {
        Shorthand::Datatype
    }
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

fn unsigned(text: &str) -> &str {
    text.strip_prefix(['+', '-']).unwrap_or(text)
}

/// The grammar's INTEGER.
fn is_integer(text: &str) -> bool {
    !unsigned(text).is_empty() && is_digits(unsigned(text))
}

/// The grammar's DECIMAL: a point with a digit after it.
fn is_decimal(text: &str) -> bool {
    unsigned(text)
        .split_once('.')
        .is_some_and(|(whole, fraction)| {
            is_digits(whole) && !fraction.is_empty() && is_digits(fraction)
        })
}

/// The grammar's DOUBLE: an exponent after an integer or decimal.
fn is_double(text: &str) -> bool {
    unsigned(text)
        .split_once(['e', 'E'])
        .is_some_and(|(mantissa, exponent)| {
            let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
            let has_digits = !whole.is_empty() || !fraction.is_empty();
            has_digits && is_digits(whole) && is_digits(fraction) && is_integer(exponent)
        })
}

/// A literal in its shortest form; `iri` spells out a datatype.
pub(super) fn literal(
    literal: LiteralRef<'_>,
    buffer: &mut String,
    iri: impl FnOnce(&str, &mut String),
) {
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
            iri(literal.datatype().as_str(), buffer);
        }
    }
}

/// A string in quotation marks on one line, whatever is in it.
pub(super) fn quoted(text: &str, buffer: &mut String) {
    quote(text, buffer, may_need_escape, escape);
}

/// Bytes from 0xC2 to 0xEF begin characters some of which need an escape: U+0080 to U+009F, U+2028 to U+202E,
/// U+2066 to U+2069, U+FEFF, U+FFFE and U+FFFF.
fn may_need_escape(byte: u8) -> bool {
    byte < 0x20 || matches!(byte, b'"' | b'\\' | 0x7F | 0xC2 | 0xE2 | 0xEF)
}

fn escape(character: char, buffer: &mut String) -> bool {
    let short = match character {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        '\u{8}' => "\\b",
        '\u{C}' => "\\f",
        other if needs_escape(other) => {
            // Writing to a string cannot fail.
            let _ = match u32::from(other) {
                code @ 0..=0xFFFF => write!(buffer, "\\u{code:04X}"),
                code => write!(buffer, "\\U{code:08X}"),
            };
            return true;
        }
        _ => return false,
    };
    buffer.push_str(short);
    true
}

/// What an editor or a terminal would not show, or would act on, is better seen as an escape.
fn needs_escape(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_grammar_s_numbers_stand_bare() {
        for (text, expected) in [
            ("1", true),
            ("+01", true),
            ("-", false),
            ("1.", false),
            ("", false),
            ("1e0", false),
        ] {
            assert_eq!(is_integer(text), expected, "{text}");
        }
        for (text, expected) in [
            ("1.0", true),
            (".5", true),
            ("-0.5", true),
            ("1.", false),
            ("1", false),
        ] {
            assert_eq!(is_decimal(text), expected, "{text}");
        }
        for (text, expected) in [
            ("1e0", true),
            ("1.E3", true),
            (".5e-1", true),
            (".e1", false),
            ("INF", false),
            ("1.5", false),
        ] {
            assert_eq!(is_double(text), expected, "{text}");
        }
    }

    #[test]
    fn strings_stay_on_one_line() {
        let mut text = String::new();
        quoted("a\"b\\c\nd\u{1b}\u{202e}é", &mut text);
        assert_eq!(text, r#""a\"b\\c\nd\u001B\u202Eé""#);
    }

    #[test]
    fn no_character_that_needs_an_escape_is_copied_unseen() {
        for character in '\0'..=char::MAX {
            let mut bytes = [0; 4];
            let mut escaped = String::new();
            let is_seen = character
                .encode_utf8(&mut bytes)
                .bytes()
                .any(may_need_escape);
            assert!(is_seen || !escape(character, &mut escaped), "{character:?}");
        }
    }
}
