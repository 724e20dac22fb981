//! The inside of a chunk: addresses stay whole; dashes, hyphens, slashes, units and contractions part.

use std::ops::Range;

/// Splits what is left of a chunk when its outer punctuation is gone.
pub(super) fn split(text: &str, core: Range<usize>, pieces: &mut Vec<Range<usize>>) {
    let word = &text[core.clone()];
    if is_address(word) {
        pieces.push(core);
        return;
    }
    let mut start = 0;
    let mut at = 0;
    let is_numeric = is_number_code(word);
    while let Some(letter) = word[at..].chars().next() {
        let length = separator(word, start, at, letter, is_numeric);
        if length == 0 {
            at += letter.len_utf8();
            continue;
        }
        if at > start {
            part(text, core.start + start..core.start + at, pieces);
        }
        pieces.push(core.start + at..core.start + at + length);
        at += length;
        start = at;
    }
    if start < word.len() {
        part(text, core.start + start..core.end, pieces);
    }
}

/// The bytes of the separator at `at`; 0 if the character belongs to the word that began at `start`.
fn separator(word: &str, start: usize, at: usize, letter: char, is_numeric: bool) -> usize {
    let after = &word[at + letter.len_utf8()..];
    let before = &word[start..at];
    let next = after.chars().next();
    match letter {
        '–' | '—' | '―' | '…' | '"' | '“' | '”' | '(' | ')' | '[' | ']' | ';' => {
            letter.len_utf8()
        }
        '-' | '.' if next == Some(letter) => {
            1 + after
                .bytes()
                .take_while(|&byte| byte == letter as u8)
                .count()
        }
        '-' | '‐' | '‑' => {
            let keeps = is_numeric || before.is_empty() || is_prefix(before) || next.is_none();
            if keeps { 0 } else { letter.len_utf8() }
        }
        '/' => {
            let is_date = is_numeric || before.bytes().all(|byte| byte.is_ascii_digit());
            usize::from(
                !is_date
                    && !before.is_empty()
                    && next.is_some_and(char::is_alphanumeric)
                    && !is_slashed(word),
            )
        }
        ',' | ':' => usize::from(
            before.chars().next_back().is_some_and(char::is_alphabetic)
                && next.is_some_and(|next| next.is_alphabetic() || next == '"' || next == '\''),
        ),
        '?' | '!' => usize::from(!before.is_empty() && next.is_some_and(char::is_alphabetic)),
        '.' => {
            let lower = before.len() > 2 && before.bytes().all(|byte| byte.is_ascii_lowercase());
            usize::from(lower && next.is_some_and(char::is_uppercase))
        }
        '$' | '€' | '£' => {
            let currency = letter != '$' || next.is_some_and(|next| next.is_ascii_digit());
            if currency { letter.len_utf8() } else { 0 }
        }
        _ => 0,
    }
}

/// Prefixes that keep their hyphen, in order.
const PREFIXES: &[&str] = &[
    "al", "anti", "arch", "bi", "co", "counter", "cross", "de", "e", "el", "ex", "extra", "hyper",
    "inter", "intra", "mega", "micro", "mid", "mini", "multi", "neo", "non", "over", "post", "pre",
    "pro", "proto", "pseudo", "psycho", "quasi", "re", "semi", "socio", "sub", "super", "trans",
    "ultra", "un", "under",
];

fn is_prefix(before: &str) -> bool {
    if before.len() > 7 {
        return false;
    }
    // `Al-Qaeda` is three words in the treebank, `al-Zawahiri` too; the article is no prefix.
    if before.eq_ignore_ascii_case("al") || before.eq_ignore_ascii_case("el") {
        return false;
    }
    PREFIXES
        .binary_search(&before.to_ascii_lowercase().as_str())
        .is_ok()
}

/// Abbreviations with a slash inside.
fn is_slashed(word: &str) -> bool {
    matches!(
        word.to_ascii_lowercase().as_str(),
        "w/o" | "n/a" | "l/c" | "i/c" | "a/c"
    )
}

/// Telephone numbers, dates and fractions: groups of digits with hyphens or slashes, unless two short groups make
/// a range (`5-10`, `1969-1970`).
fn is_number_code(word: &str) -> bool {
    if !word
        .bytes()
        .all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'/' | b'.' | b'(' | b')'))
    {
        return false;
    }
    let mut groups = word.split('-');
    match (groups.next(), groups.next(), groups.next()) {
        (Some(first), Some(second), None) => first.len() == 3 && second.len() == 4,
        _ => true,
    }
}

/// Pages, mailboxes, files: what has a scheme, a host with a known end, or an `@`.
fn is_address(word: &str) -> bool {
    if word.contains("://") || word.starts_with("www.") || word.starts_with("WWW.") {
        return true;
    }
    if let Some((name, host)) = word.split_once('@') {
        return !name.is_empty() && host.contains('.');
    }
    if !word.is_ascii() || !word.contains('.') {
        return false;
    }
    let host = word.split('/').next().unwrap_or(word);
    let Some((name, end)) = host.rsplit_once('.') else {
        return false;
    };
    let ends = [
        "com", "org", "net", "edu", "gov", "mil", "info", "int", "uk", "htm", "html", "pdf", "doc",
        "xls", "txt", "jpg",
    ];
    name.len() > 1 && ends.contains(&end.to_ascii_lowercase().as_str())
}

/// A part without separators: a number with its unit, or a word with its contraction.
fn part(text: &str, range: Range<usize>, pieces: &mut Vec<Range<usize>>) {
    let word = &text[range.clone()];
    let cut = unit(word)
        .or_else(|| contraction(word))
        .filter(|&cut| cut > 0 && cut < word.len());
    match cut {
        Some(cut) => {
            pieces.push(range.start..range.start + cut);
            pieces.push(range.start + cut..range.end);
        }
        None => pieces.push(range),
    }
}

/// Where the unit of a number begins: `10am`, `35mm`, `6.3m`, `5%`.
fn unit(word: &str) -> Option<usize> {
    if !word.starts_with(|first: char| first.is_ascii_digit()) || word.len() > 24 {
        return None;
    }
    let cut =
        word.find(|letter: char| !(letter.is_ascii_digit() || matches!(letter, '.' | ',' | ':')))?;
    let units = [
        "am", "pm", "a.m.", "p.m.", "mm", "cm", "m", "km", "kg", "g", "k", "ft", "mph", "kph",
        "bn", "mn", "tn", "mins", "min", "hrs", "hr", "lb", "lbs", "gb", "mb", "kb", "ghz", "mhz",
        "hz", "mw", "kw", "gw", "%", "c", "f", "x", "°", "°c", "°f", "km2", "m2",
    ];
    units
        .contains(&word[cut..].to_lowercase().as_str())
        .then_some(cut)
}

/// Where the second word of a contraction begins.
fn contraction(word: &str) -> Option<usize> {
    let mut ending = word.char_indices().rev();
    let (last_at, last) = ending.next()?;
    let (before_at, before) = ending.next()?;
    if is_apostrophe(before) && matches!(last, 's' | 'S' | 'm' | 'M' | 'd' | 'D') {
        return Some(before_at);
    }
    if is_apostrophe(before) && matches!(last, 't' | 'T') {
        return ending
            .next()
            .filter(|(_, letter)| matches!(letter, 'n' | 'N'))
            .map(|(at, _)| at);
    }
    let third = ending.next();
    if let Some((third_at, third)) = third
        && is_apostrophe(third)
        && matches!(
            word[before_at..].to_ascii_lowercase().as_str(),
            "ll" | "re" | "ve"
        )
    {
        return Some(third_at);
    }
    if !(4..=7).contains(&word.len()) {
        return None;
    }
    match word.to_ascii_lowercase().as_str() {
        "cannot" | "gonna" | "gotta" | "wanna" => Some(3),
        "dont" | "cant" | "didnt" | "doesnt" | "isnt" | "wasnt" | "couldnt" | "wouldnt"
        | "arent" | "hasnt" | "havent" | "shouldnt" | "wont" | "aint" => Some(last_at - 1),
        _ => None,
    }
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’' | '‘' | '`' | 'ʼ')
}
