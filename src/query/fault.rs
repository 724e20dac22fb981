use crate::query::visible::{first_characters, visible};
use std::fmt;
use std::ops::Range;
use unicode_width::UnicodeWidthStr;

/// How much of the offending line is shown, and how much of that at most before the place.
const CHARACTERS_SHOWN: usize = 100;
const CHARACTERS_BEFORE: usize = 60;

/// Longer messages are cut, so that a hostile query cannot fill the screen.
const MAX_MESSAGE_CHARACTERS: usize = 500;

/// The same for a name in a message.
const MAX_NAME_CHARACTERS: usize = 60;

/// Where something stands in a query, counted from 1; columns are characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

impl Place {
    /// The place of a byte.
    pub(super) fn of(query: &str, byte: usize) -> Self {
        let before = &query[..byte];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Self {
            line: before.bytes().filter(|byte| *byte == b'\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// Something wrong at a place of a query. Displayed with the line and a caret; nothing in it moves a cursor.
///
/// ```text
/// 1:15: unknown prefix "sek"; did you mean "sec"?
///   SELECT * { ?s sek:trains ?o }
///                 ^^^^^^^^^^
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    place: Place,
    message: String,
    excerpt: String,
    caret_column: usize,
    caret_columns: usize,
}

impl Fault {
    /// A message about some bytes of a query.
    pub(super) fn new(query: &str, span: Range<usize>, message: impl AsRef<str>) -> Self {
        let line_start = query[..span.start]
            .rfind('\n')
            .map_or(0, |newline| newline + 1);
        let line_end = query[span.start..]
            .find('\n')
            .map_or(query.len(), |length| span.start + length);
        let before = &query[line_start..span.start];
        let after = query[span.start..line_end].trim_end_matches('\r');
        let shown_before = window_before(before);
        let room = CHARACTERS_SHOWN - shown_before.chars().count();
        let shown_after = first_characters(after, room);
        let start_sign = if shown_before.len() < before.len() {
            "…"
        } else {
            ""
        };
        let end_sign = if shown_after.len() < after.len() {
            "…"
        } else {
            ""
        };
        let lead = format!("{start_sign}{}", visible(shown_before));
        let marked = &shown_after[..shown_after.len().min(span.len())];
        Self {
            place: Place::of(query, span.start),
            message: shortened(&visible(message.as_ref()), MAX_MESSAGE_CHARACTERS),
            caret_column: lead.width(),
            caret_columns: visible(marked).width().max(1),
            excerpt: format!("{lead}{}{end_sign}", visible(shown_after)),
        }
    }

    /// Where.
    pub fn place(&self) -> Place {
        self.place
    }

    /// What was found and what would be right, without the place.
    pub fn message(&self) -> &str {
        &self.message
    }
}

/// A name of the query as messages show it: in quotes, cut, with nothing in it that moves a cursor.
pub(super) fn quoted(name: &str) -> String {
    let name = first_characters(name, MAX_NAME_CHARACTERS + 1);
    format!("\"{}\"", shortened(&visible(name), MAX_NAME_CHARACTERS))
}

fn shortened(text: &str, characters: usize) -> String {
    let kept = first_characters(text, characters);
    let sign = if kept.len() < text.len() { "…" } else { "" };
    format!("{kept}{sign}")
}

/// The last characters of the text before a place.
fn window_before(before: &str) -> &str {
    let start = before
        .char_indices()
        .rev()
        .take(CHARACTERS_BEFORE)
        .last()
        .map_or(before.len(), |(start, _)| start);
    &before[start..]
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            place,
            message,
            excerpt,
            caret_column,
            caret_columns,
        } = self;
        let carets = "^".repeat(*caret_columns);
        writeln!(f, "{place}: {message}")?;
        writeln!(f, "  {excerpt}")?;
        write!(f, "  {:caret_column$}{carets}", "")
    }
}

impl std::error::Error for Fault {}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(query: &str, marked: &str) -> String {
        let start = query.find(marked).unwrap();
        Fault::new(query, start..start + marked.len(), "wrong").to_string()
    }

    #[test]
    fn the_caret_stands_under_wide_characters() {
        insta::assert_snapshot!(shown("# 1\nSELECT '中国' ?x {\r\n}", "?x"), @"
        2:13: wrong
          SELECT '中国' ?x {
                        ^^
        ");
    }

    #[test]
    fn a_long_line_is_cut_and_shows_no_control_character() {
        let query = format!(
            "{}\u{1b}[2J\u{202e}bad {}",
            "a".repeat(500),
            "b".repeat(500)
        );
        insta::assert_snapshot!(shown(&query, "bad"), @r"
        1:506: wrong
          …aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa␛[2J\u{202e}bad bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb…
                                                                              ^^^
        ");
    }

    #[test]
    fn a_message_stays_below_4_kib() {
        let query = "\u{202e}".repeat(100_000);
        let fault = Fault::new(&query, 0..query.len(), "\u{202e}".repeat(100_000));
        assert!(fault.to_string().len() < 4096);
    }
}
