//! Text becomes words after the conventions of the English Web Treebank (release 2.14 and later): `don’t` is `do`
//! and `n’t`, `Russia’s` is `Russia` and `’s`, `15-year` is three words while `anti-American` is one, `$5` is two.
//!
//! A chunk between white space is peeled from both ends, and what remains is split at hyphens, slashes and
//! contractions. Every character is looked at a fixed number of times, so hostile text takes linear time too.

mod abbreviation;
mod core;
mod edge;
mod form;

pub use abbreviation::is_abbreviation;
pub use form::plain;

use crate::extract::sentence::Token;
use std::ops::Range;

/// The words of a text in its order. Every character that is not white space belongs to exactly one of them.
#[must_use]
pub fn tokenize(text: &str) -> Vec<Token<'_>> {
    let mut pieces: Vec<Range<usize>> = Vec::new();
    let mut tokens = Vec::with_capacity(text.len() / 5);
    let mut line_breaks: u8 = 0;
    let mut chunk_start: Option<usize> = None;
    let mut finish = |chunk: Range<usize>, line_breaks: u8| {
        pieces.clear();
        edge::split(text, chunk, &mut pieces);
        for (index, range) in pieces.drain(..).enumerate() {
            tokens.push(Token {
                form: plain(&text[range.clone()]),
                range,
                space_before: index == 0,
                line_breaks_before: if index == 0 { line_breaks } else { 0 },
            });
        }
    };
    for (at, letter) in text.char_indices() {
        if !is_blank(letter) {
            chunk_start.get_or_insert(at);
            continue;
        }
        if let Some(start) = chunk_start.take() {
            finish(start..at, line_breaks);
            line_breaks = 0;
        }
        if matches!(letter, '\n' | '\u{2028}' | '\u{85}') {
            line_breaks = line_breaks.saturating_add(1);
        } else if letter == '\u{2029}' {
            line_breaks = line_breaks.saturating_add(2);
        }
    }
    if let Some(start) = chunk_start {
        finish(start..text.len(), line_breaks);
    }
    tokens
}

/// White space, and characters that are not seen: the byte order mark, the zero-width space, controls.
fn is_blank(letter: char) -> bool {
    letter.is_whitespace() || letter.is_control() || matches!(letter, '\u{feff}' | '\u{200b}')
}
