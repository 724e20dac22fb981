//! Labels in lines of even length.

use crate::draw::escape::clean;
use std::iter::once;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The most characters of a label that are drawn.
const LONGEST_LABEL: usize = 80;

/// The most columns of a line of an entity's label.
pub(super) const NODE_COLUMNS: usize = 18;
/// The most columns of a line on an arrow.
pub(super) const ARROW_COLUMNS: usize = 22;

/// A label as it is drawn: at most 80 characters, the last an ellipsis where it was longer.
pub(super) fn cut_label(label: &str) -> String {
    cut(label, LONGEST_LABEL)
}

/// A label where no shape would show that there is one: what is left of an empty one would look like a mistake.
pub(super) fn or_no_name(label: String) -> String {
    if label.trim().is_empty() {
        "(no name)".to_owned()
    } else {
        label
    }
}

/// At most so many of the characters that can be drawn, the last an ellipsis where there were more.
pub(super) fn cut(text: &str, most: usize) -> String {
    let text = clean(text);
    if text.chars().nth(most).is_none() {
        return text;
    }
    let kept: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// Breaks at spaces into as few lines as fit `columns`, and these as narrow as they can be. A word that is
/// wider than that is broken too. There is always one line.
pub(super) fn wrap(text: &str, columns: usize) -> Vec<String> {
    let lines_of = |narrower| {
        let words = text.split_whitespace().flat_map(|word| {
            if word.width() > columns {
                pieces(word, narrower)
            } else {
                vec![word.to_owned()]
            }
        });
        fill(words, narrower)
    };
    let mut narrowest = lines_of(columns);
    let n_lines = narrowest.len();
    for narrower in (1..columns).rev() {
        let lines = lines_of(narrower);
        if lines.len() > n_lines || lines.iter().any(|line| line.width() > narrower) {
            break;
        }
        narrowest = lines;
    }
    narrowest
}

/// Puts as many words on each line as fit.
fn fill(words: impl Iterator<Item = String>, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in words {
        if !line.is_empty() && line.width() + 1 + word.width() > columns {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&word);
    }
    lines.extend(once(line));
    lines
}

/// A word in pieces of at most so many columns. What joins to the character before it stays there.
fn pieces(word: &str, columns: usize) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut piece = String::new();
    for character in word.chars() {
        let width = character.width().unwrap_or(0);
        let joined = width == 0 || piece.ends_with('\u{200D}');
        if !joined && !piece.is_empty() && piece.width() + width > columns {
            pieces.push(std::mem::take(&mut piece));
        }
        piece.push(character);
    }
    pieces.extend(once(piece));
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_few_first_and_even_second() {
        assert_eq!(
            wrap("law enforcement agencies of Burkina Faso", 18),
            ["law enforcement", "agencies of", "Burkina Faso"]
        );
        assert_eq!(
            wrap("cooperates militarily with", 22),
            ["cooperates", "militarily with"]
        );
        assert_eq!(wrap("short", 18), ["short"]);
        assert_eq!(wrap(" ", 18), [""]);
    }

    #[test]
    fn width_counts_columns_not_characters() {
        assert_eq!(
            wrap("布基纳法索的武装部队", 18),
            ["布基纳法索", "的武装部队"]
        );
        assert_eq!(wrap("布基纳 法索 武装", 12), ["布基纳", "法索 武装"]);
    }

    #[test]
    fn a_word_without_end_is_broken() {
        assert_eq!(wrap("aaaaaaaa b", 3), ["aaa", "aaa", "aa", "b"]);
        assert_eq!(
            wrap("e\u{301}e\u{301}e\u{301}", 2),
            ["e\u{301}e\u{301}", "e\u{301}"]
        );
    }

    #[test]
    fn a_long_label_is_cut_at_80_characters() {
        let cut = cut_label(&"x".repeat(10_000));
        assert_eq!(cut.chars().count(), 80);
        assert!(cut.ends_with("x…"));
        assert_eq!(cut_label(&"é".repeat(80)), "é".repeat(80));
    }
}
