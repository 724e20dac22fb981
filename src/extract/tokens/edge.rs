//! Punctuation at the ends of a chunk.

use crate::extract::tokens::abbreviation::is_abbreviation;
use crate::extract::tokens::core;
use std::ops::Range;

/// Splits a chunk without white space into words, in order.
pub(super) fn split(text: &str, chunk: Range<usize>, pieces: &mut Vec<Range<usize>>) {
    let mut rest = chunk;
    if is_emoticon(&text[rest.clone()]) {
        pieces.push(rest);
        return;
    }
    while let Some(length) = opening(&text[rest.clone()]) {
        pieces.push(rest.start..rest.start + length);
        rest.start += length;
    }
    let mut closed: Vec<Range<usize>> = Vec::new();
    while let Some(length) = closing(&text[rest.clone()]) {
        closed.push(rest.end - length..rest.end);
        rest.end -= length;
    }
    if !rest.is_empty() {
        core::split(text, rest, pieces);
    }
    pieces.extend(closed.into_iter().rev());
}

fn is_emoticon(chunk: &str) -> bool {
    matches!(
        chunk,
        ":)" | ":-)"
            | ":("
            | ":-("
            | ";)"
            | ";-)"
            | ":D"
            | ":-D"
            | ":P"
            | ":-P"
            | ";P"
            | ":/"
            | ":-/"
            | "=)"
            | "=("
            | ":O"
            | ":o"
            | "(:"
            | "<3"
            | "XD"
            | "^_^"
    )
}

/// The bytes of the punctuation mark that opens the chunk; `None` if it opens with something else.
fn opening(chunk: &str) -> Option<usize> {
    let first = chunk.chars().next()?;
    let length = match first {
        '.' | '!' | '?' | '…' => run(chunk.chars(), is_stop),
        '-' | '=' | '*' | '_' | '~' | '+' | '|' | '^' | '–' | '—' | '―' => {
            run(chunk.chars(), |letter| letter == first)
        }
        '<' | '>' => run(chunk.chars(), |letter| letter == first).min(2),
        '\'' | '‘' | '’' if begins_short_form(&chunk[first.len_utf8()..]) => return None,
        '\'' if chunk.starts_with("''") => 2,
        '`' if chunk.starts_with("``") => 2,
        '#' | '/' | '\\' | '&' | '@' => first.len_utf8(),
        _ if is_mark(first) => first.len_utf8(),
        _ => return None,
    };
    // A decimal fraction or a negative number keeps its sign.
    let rest = &chunk[length..];
    let is_number =
        matches!(first, '.') && length == 1 && rest.starts_with(|next: char| next.is_ascii_digit());
    (!is_number).then_some(length)
}

/// The bytes of the punctuation mark that closes the chunk; `None` if it closes with a letter, a digit, or a
/// full stop that belongs to the word.
fn closing(chunk: &str) -> Option<usize> {
    let last = chunk.chars().next_back()?;
    match last {
        '.' | '!' | '?' | '…' => {
            let length = run(chunk.chars().rev(), is_stop);
            let keeps = last == '.' && length == 1 && is_abbreviation(chunk);
            (!keeps).then_some(length)
        }
        '-' | '=' | '*' | '_' | '~' | '+' | '|' | '–' | '—' | '―' => {
            Some(run(chunk.chars().rev(), |letter| letter == last))
        }
        '>' | '<' => Some(run(chunk.chars().rev(), |letter| letter == last).min(2)),
        '\'' if chunk.ends_with("''") => Some(2),
        '/' if chunk.contains("://") => None,
        '/' | '\\' | '&' | '@' | '#' => Some(1),
        _ if is_mark(last) => Some(last.len_utf8()),
        _ => None,
    }
}

fn run(letters: impl Iterator<Item = char>, belongs: impl Fn(char) -> bool) -> usize {
    letters
        .take_while(|&letter| belongs(letter))
        .map(char::len_utf8)
        .sum()
}

fn is_stop(letter: char) -> bool {
    matches!(letter, '.' | '!' | '?' | '…')
}

/// Punctuation and symbols that are words of their own at either end of a chunk.
fn is_mark(letter: char) -> bool {
    if letter.is_ascii() {
        return matches!(
            letter,
            '"' | '\'' | '`' | '(' | ')' | '[' | ']' | '{' | '}' | ',' | ';' | ':' | '$' | '%'
        );
    }
    matches!(
        letter,
        '‘' | '’'
            | '‚'
            | '“'
            | '”'
            | '„'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '…'
            | '–'
            | '—'
            | '―'
            | '•'
            | '·'
            | '¿'
            | '¡'
            | '€'
            | '£'
            | '¥'
            | '₹'
            | '₽'
            | '₦'
            | '₺'
            | '₩'
            | '₪'
            | '§'
            | '¶'
            | '†'
            | '‡'
            | '′'
            | '″'
            | '°'
    ) || matches!(u32::from(letter), 0x3001..=0x3011 | 0xff01..=0xff0f | 0xff1a..=0xff1b)
}

/// What follows an apostrophe that belongs to it: `'s`, `'ll`, `'90s`.
fn begins_short_form(rest: &str) -> bool {
    let mut rest = rest.bytes();
    match (rest.next(), rest.next(), rest.next()) {
        (Some(b'0'..=b'9'), Some(b'0'..=b'9'), None | Some(b's'))
        | (Some(b's' | b'S' | b'm' | b'd'), None, _) => true,
        (Some(first), Some(second), None) => matches!(
            [first.to_ascii_lowercase(), second.to_ascii_lowercase()],
            [b'l', b'l'] | [b'r' | b'v', b'e']
        ),
        _ => false,
    }
}
