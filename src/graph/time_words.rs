//! What the words for a time say as dates.
//!
//! The words are read as they stand in texts and in other tools' output: ISO 8601 (`2024-06`, `2024-06-30`, a date and
//! time, an interval `2022/2024`), English dates (`6 June 2024`, `June 6, 2024`, `June 2024`), decades (`the 1990s`),
//! years that are joined (`2020-2022`, `from 2020 to 2022`, `between 2020 and 2022`), and one side of a date
//! (`since`, `after`, `until`, `by`, `before`). Whatever else stands among them makes them nothing that could be
//! compared; only after a word for one side may it be anything, as in `since a 2022 coup`.

use crate::graph::time::{TimePoint, is_date_time};

/// English months; three letters are enough, a full stop may follow.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
/// Words that leave a date as it is.
const FILLERS: [&str; 10] = [
    "in", "on", "during", "the", "of", "early", "mid", "late", "year", "around",
];
/// Words between two dates that are the ends of a time.
const JOINTS: [&str; 7] = ["to", "and", "until", "till", "through", "-", "–"];

/// A first and a last date.
type Span = (TimePoint, TimePoint);

/// A piece of the words.
enum Piece {
    Time(Span),
    Word(String),
}

/// The earliest and the latest time that words give, as far as they are plain; nothing where they are not. The words
/// themselves are kept beside.
pub fn time_bounds(words: &str) -> (Option<TimePoint>, Option<TimePoint>) {
    let words = words.trim();
    if let Some((start, end)) = words.split_once('/')
        && let (Some(start), Some(end)) = (iso(start), iso(end))
    {
        return (Some(start), Some(end));
    }
    let pieces = pieces(words);
    let first = match pieces.first() {
        Some(Piece::Word(word)) => word.as_str(),
        _ => "",
    };
    let mut spans = pieces.iter().filter_map(|piece| match piece {
        Piece::Time(span) => Some(span.clone()),
        Piece::Word(_) => None,
    });
    match (spans.next(), spans.next(), spans.next()) {
        (Some(only), None, None) => one_span(first, only, &pieces),
        (Some((start, _)), Some((_, end)), None) if are_joined(&pieces) => (Some(start), Some(end)),
        _ => (None, None),
    }
}

fn one_span(
    first: &str,
    (start, end): Span,
    pieces: &[Piece],
) -> (Option<TimePoint>, Option<TimePoint>) {
    match first {
        "since" | "after" | "from" => (Some(start), None),
        "until" | "till" | "by" => (None, Some(end)),
        "before" => (None, start.previous()),
        _ if has_only(pieces, &FILLERS) => (Some(start), Some(end)),
        _ => (None, None),
    }
}

/// Whether all words among the pieces are some of these.
fn has_only(pieces: &[Piece], known: &[&str]) -> bool {
    pieces.iter().all(|piece| match piece {
        Piece::Time(_) => true,
        Piece::Word(word) => known.contains(&word.as_str()),
    })
}

/// Whether two dates are the ends of a time: `2020 to 2022`, `between early 2020 and 2022`.
fn are_joined(pieces: &[Piece]) -> bool {
    let is_time = |piece: &Piece| matches!(piece, Piece::Time(_));
    let (Some(first), Some(last)) = (
        pieces.iter().position(is_time),
        pieces.iter().rposition(is_time),
    ) else {
        return false;
    };
    let (before, between) = (&pieces[..first], &pieces[first + 1..last]);
    let Some((Piece::Word(joint), rest)) = between.split_first() else {
        return false;
    };
    let is_between = matches!(before.first(), Some(Piece::Word(word)) if word == "between");
    let before = match before {
        [Piece::Word(word), rest @ ..] if word == "between" || word == "from" => rest,
        all => all,
    };
    // "2020 and 2022" are two years, and "between 2020 and 2022" is one time.
    let fits = JOINTS.contains(&joint.as_str()) && (joint == "and") == is_between;
    let others = [before, rest, &pieces[last + 1..]];
    fits && others.iter().all(|some| has_only(some, &FILLERS))
}

fn pieces(words: &str) -> Vec<Piece> {
    let tokens: Vec<String> = words
        .split_whitespace()
        .map(|token| token.trim_matches([',', '.', ';']).to_lowercase())
        .filter(|token| !token.is_empty())
        .collect();
    let mut pieces = Vec::new();
    let mut rest = tokens.as_slice();
    while let Some(token) = rest.first() {
        let (piece, n_tokens) = match time(rest) {
            Some((span, n_tokens)) => (Piece::Time(span), n_tokens),
            None => (Piece::Word(token.clone()), 1),
        };
        pieces.push(piece);
        rest = &rest[n_tokens..];
    }
    pieces
}

/// The time that tokens start with, and how many they are.
fn time(tokens: &[String]) -> Option<(Span, usize)> {
    let one = |point: TimePoint, n_tokens| Some(((point.clone(), point), n_tokens));
    let token = |at: usize| tokens.get(at).map_or("", String::as_str);
    if let (Some(day), Some(month), Some(year)) = (day(token(0)), month(token(1)), year(token(2))) {
        return one(TimePoint::of_month(year, month, Some(day))?, 3);
    }
    if let (Some(month), Some(day), Some(year)) = (month(token(0)), day(token(1)), year(token(2))) {
        return one(TimePoint::of_month(year, month, Some(day))?, 3);
    }
    if let (Some(month), Some(year)) = (month(token(0)), year(token(1))) {
        return one(TimePoint::of_month(year, month, None)?, 2);
    }
    if let Some(point) = iso(token(0)) {
        return one(point, 1);
    }
    decade(token(0))
        .or_else(|| years(token(0)))
        .map(|span| (span, 1))
}

/// A year, month or day, or the day of a date and time.
fn iso(text: &str) -> Option<TimePoint> {
    let text = text.trim().to_uppercase();
    match text.split_once('T') {
        Some((date, _)) if is_date_time(&text) => TimePoint::read(date),
        _ => TimePoint::read(&text),
    }
}

fn year(text: &str) -> Option<u32> {
    (text.len() == 4).then(|| number(text)).flatten()
}

fn day(text: &str) -> Option<u32> {
    let digits = ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|ending| text.strip_suffix(ending))
        .unwrap_or(text);
    (digits.len() <= 2).then(|| number(digits)).flatten()
}

fn number(text: &str) -> Option<u32> {
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

fn month(text: &str) -> Option<u32> {
    let text = if text == "sept" { "sep" } else { text };
    if text.len() < 3 {
        return None;
    }
    let at = MONTHS.iter().position(|month| month.starts_with(text))?;
    u32::try_from(at + 1).ok()
}

/// `1990s`.
fn decade(text: &str) -> Option<Span> {
    let first = year(text.strip_suffix('s')?)?;
    let span = first.is_multiple_of(10).then_some(first)?;
    Some((TimePoint::year(span)?, TimePoint::year(span + 9)?))
}

/// `2020-2022` or `2020–22`.
fn years(text: &str) -> Option<Span> {
    let (first, last) = text.split_once(['-', '–'])?;
    let first = year(first)?;
    let last = match last.len() {
        // With a hyphen this would be a month.
        2 if text.contains('–') => first / 100 * 100 + number(last)?,
        _ => year(last)?,
    };
    (first < last).then_some(())?;
    Some((TimePoint::year(first)?, TimePoint::year(last)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Start and end, an empty string for none.
    fn bounds(words: &str) -> (String, String) {
        let (start, end) = time_bounds(words);
        let lexical = |point: Option<TimePoint>| point.map_or(String::new(), |point| point.lexical);
        (lexical(start), lexical(end))
    }

    #[test]
    fn a_date_is_its_own_start_and_end() {
        for (words, date) in [
            ("2024", "2024"),
            ("2024-06", "2024-06"),
            ("2024-02-29", "2024-02-29"),
            ("2024-06-06T10:00:00Z", "2024-06-06"),
            ("June 2024", "2024-06"),
            ("in Sept. 2024", "2024-09"),
            ("6 June 2024", "2024-06-06"),
            ("on June 6th, 2024", "2024-06-06"),
            ("in 2020", "2020"),
            ("in late 2020", "2020"),
        ] {
            assert_eq!(bounds(words), (date.into(), date.into()), "{words}");
        }
    }

    #[test]
    fn a_span_has_two_ends() {
        for (words, start, end) in [
            ("2022/2024-05", "2022", "2024-05"),
            ("the 1990s", "1990", "1999"),
            ("2020-2022", "2020", "2022"),
            ("2020–22", "2020", "2022"),
            ("from 2020 to June 2022", "2020", "2022-06"),
            ("between early 2020 and 2022", "2020", "2022"),
            ("2020 - 2022", "2020", "2022"),
        ] {
            assert_eq!(bounds(words), (start.into(), end.into()), "{words}");
        }
    }

    #[test]
    fn words_for_one_side_give_one_side() {
        for (words, start, end) in [
            ("since a 2022 coup", "2022", ""),
            ("from May 2022", "2022-05", ""),
            ("after 1 May 2022", "2022-05-01", ""),
            ("until 2024-05-01.", "", "2024-05-01"),
            ("by 2030", "", "2030"),
            ("before 2019", "", "2018"),
            ("before the 1990s", "", "1989"),
        ] {
            assert_eq!(bounds(words), (start.into(), end.into()), "{words}");
        }
    }

    #[test]
    fn what_is_not_plain_gives_nothing() {
        for words in [
            "",
            "recent",
            "Cold War",
            "2023-02-29",
            "30 February 2024",
            "2024-13",
            "since 2020 or 2022",
            "2020 and 2022",
            "20245",
            "2022-2020",
            "a 2024 coup",
            "may",
        ] {
            assert_eq!(bounds(words), (String::new(), String::new()), "{words}");
        }
    }
}
