//! Where sentences begin: a perceptron decides at each white space from the words around it; an empty line always
//! ends a sentence, and so does a single line break, unless the line goes on in the next or the text is wrapped at a
//! margin.

use crate::extract::line_breaks::continued;
use crate::extract::parser::atoms::word;
use crate::extract::sentence::Token;
use crate::extract::tokens::is_abbreviation;
use crate::extract::weights::{MAX_LABELS, Scorer, hash_bytes, key, mix};
use std::ops::Range;

/// How many features a place has.
pub const N_FEATURES: usize = 20;

/// No sentence has more words; the parser's time and memory stay bounded on text without an end.
pub const LONGEST_SENTENCE: usize = 400;

/// Whether a sentence may begin at this word: never inside a chunk, always after an empty line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Boundary {
    /// The text says so.
    Always,
    /// The text says not.
    Never,
    /// The words decide.
    Perhaps,
}

/// What layout and punctuation say about each word.
pub fn boundaries(text: &str, tokens: &[Token<'_>]) -> Vec<Boundary> {
    let (wrapped, careful) = (is_wrapped(text), is_careful(text));
    let continued = continued(text);
    let goes_on = |token: &Token<'_>| continued.binary_search(&token.range.start).is_ok();
    let mut found = Vec::with_capacity(tokens.len());
    for (index, token) in tokens.iter().enumerate() {
        let begins_small = token.form.starts_with(char::is_lowercase);
        found.push(match token.line_breaks_before {
            _ if index == 0 => Boundary::Always,
            0 if token.space_before => by_punctuation(tokens, index, careful),
            0 => Boundary::Never,
            1 if goes_on(token) => Boundary::Never,
            1 if wrapped || begins_small => by_punctuation(tokens, index, careful),
            _ => Boundary::Always,
        });
    }
    found
}

/// Within a line a sentence surely ends at a full stop in front of a capital; in a text that is careful with its marks
/// it ends only at one that may end a sentence.
fn by_punctuation(tokens: &[Token<'_>], index: usize, careful: bool) -> Boundary {
    // Closing quotation marks and brackets stand between the mark and the next sentence.
    let closes = |at: &usize| {
        !tokens[*at].space_before
            && matches!(tokens[*at].form.as_ref(), "\"" | "'" | "''" | ")" | "]")
    };
    let n_closing = (1..index).rev().take_while(closes).take(4).count();
    let last = tokens[index - 1 - n_closing].form.as_ref();
    let mut next = tokens[index..].iter().map(|token| token.form.as_ref());
    let is_opening = |form: &&str| matches!(*form, "\"" | "'" | "``" | "(" | "[");
    let begins_large = next
        .find(|form| !is_opening(form))
        .is_some_and(|form| form.starts_with(char::is_uppercase));
    if is_month(last)
        && tokens[index]
            .form
            .starts_with(|letter: char| letter.is_ascii_digit())
    {
        return Boundary::Never;
    }
    match last {
        "." if begins_large => Boundary::Always,
        "!" | "?" if begins_large && n_closing == 0 => Boundary::Always,
        _ if last.ends_with(['.', '!', '?', ':', ';', ')']) || n_closing > 0 => Boundary::Perhaps,
        _ if careful => Boundary::Never,
        _ => Boundary::Perhaps,
    }
}

/// Whether a word is a month cut short, which a day or a year completes: `Jan. 5`.
fn is_month(word: &str) -> bool {
    const MONTHS: [&str; 10] = [
        "Jan.", "Feb.", "Mar.", "Apr.", "Aug.", "Sep.", "Sept.", "Oct.", "Nov.", "Dec.",
    ];
    MONTHS.contains(&word)
}

/// Whether the longer lines of a text end with a mark, at least four in five: news does, mail and forums do not.
fn is_careful(text: &str) -> bool {
    let long = text
        .lines()
        .map(str::trim_end)
        .filter(|line| line.len() > 60);
    let (mut n_long, mut n_marked) = (0_usize, 0_usize);
    for line in long {
        n_long += 1;
        let line = line.trim_end_matches(|letter: char| letter.is_ascii_digit());
        n_marked +=
            usize::from(line.ends_with(['.', '!', '?', ':', '"', '”', '’', '\'', ')', ']', '…']));
    }
    n_long > 0 && n_marked * 5 >= n_long * 4
}

/// Whether lines end at a margin rather than where a paragraph does: most lines that are not the last of their
/// paragraph are between 50 and 100 characters long and do not end as sentences do.
fn is_wrapped(text: &str) -> bool {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let (mut n_inner, mut n_wrapped) = (0_usize, 0_usize);
    for pair in lines
        .windows(2)
        .filter(|pair| !pair[0].is_empty() && !pair[1].is_empty())
    {
        n_inner += 1;
        let ends = pair[0].ends_with(['.', '!', '?', '"', '”', ':']);
        n_wrapped += usize::from((50..=100).contains(&pair[0].len()) && !ends);
    }
    n_inner >= 2 && n_wrapped * 4 >= n_inner * 3
}

/// The keys of the features of a sentence's beginning at `index`.
#[must_use]
pub fn features(tokens: &[Token<'_>], index: usize, sentence_start: usize) -> [u32; N_FEATURES] {
    let form = |at: Option<usize>| {
        at.and_then(|at| tokens.get(at))
            .map_or("", |token| token.form.as_ref())
    };
    let [before, before2, here, next] = [
        form(index.checked_sub(1)),
        form(index.checked_sub(2)),
        form(Some(index)),
        form(Some(index + 1)),
    ];
    let small = [before, before2, here, next].map(word);
    let shape = [before, before2, here, next].map(shape);
    let ends = u32::from(ends_sentence(before)) * 2 + u32::from(ends_sentence(before2));
    let is_short = u32::from(is_abbreviation(before)) + 1;
    let so_far = match index - sentence_start {
        length @ 0..=4 => length,
        5..=8 => 5,
        9..=16 => 6,
        17..=32 => 7,
        33..=64 => 8,
        _ => 9,
    };
    let so_far = u32::try_from(so_far).unwrap_or(9);
    let breaks = u32::from(tokens[index].line_breaks_before.min(2)) + 3;
    let pairs: [[u32; 3]; N_FEATURES] = [
        [small[0], 0, 0],
        [small[2], 0, 0],
        [small[0], shape[2], 0],
        [small[0], small[2], 0],
        [shape[0], shape[2], 0],
        [shape[0], small[2], 0],
        [ends, shape[2], 0],
        [ends, small[2], 0],
        [ends, so_far, 0],
        [ends, so_far, shape[2]],
        [is_short, small[0], shape[2]],
        [is_short, ends, shape[2]],
        [small[0], small[1], 0],
        [shape[0], shape[1], shape[2]],
        [shape[0], shape[2], shape[3]],
        [small[2], small[3], 0],
        [shape[2], breaks, ends],
        [small[0], shape[1], shape[2]],
        [ends, shape[2], shape[3]],
        [7, 0, 0],
    ];
    let mut keys = [0; N_FEATURES];
    for ((slot, atoms), template) in keys.iter_mut().zip(pairs).zip(1_u64..) {
        let start = template.wrapping_mul(0xe703_7ed1_a0b4_28db);
        *slot = key(atoms.iter().fold(start, |hash, &atom| mix(hash, atom)));
    }
    keys
}

/// Whether the word closes a sentence by itself.
fn ends_sentence(form: &str) -> bool {
    form.ends_with(['.', '!', '?'])
}

/// Its first letters' kinds and its length, up to four.
fn shape(form: &str) -> u32 {
    let kinds = form.chars().take(4).map(|letter| match letter {
        _ if letter.is_uppercase() => b'X',
        _ if letter.is_alphabetic() => b'x',
        _ if letter.is_numeric() => b'd',
        _ if letter.is_ascii() => letter as u8,
        _ => b'?',
    });
    hash_bytes(kinds)
}

/// The label that begins a sentence.
pub const BEGIN: usize = 1;

/// The sentences as ranges of tokens.
pub fn split(text: &str, tokens: &[Token<'_>], scorer: &impl Scorer) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (index, boundary) in boundaries(text, tokens).into_iter().enumerate().skip(1) {
        let begins = match boundary {
            Boundary::Always => true,
            Boundary::Never => index - start >= LONGEST_SENTENCE,
            Boundary::Perhaps => {
                let mut sums = [0; MAX_LABELS];
                scorer.add_scores(&features(tokens, index, start), &mut sums);
                sums[BEGIN] > sums[0] || index - start >= LONGEST_SENTENCE
            }
        };
        if begins {
            found.push(start..index);
            start = index;
        }
    }
    if start < tokens.len() {
        found.push(start..tokens.len());
    }
    found
}
