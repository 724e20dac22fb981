use std::borrow::Cow;
use std::fmt::Write;
use unicode_width::UnicodeWidthStr;

/// A text fit for a terminal: control characters and the marks that turn the writing direction are replaced
/// by signs that show them, newlines by `⏎`.
///
/// ```
/// use graphwright::query::visible;
/// assert_eq!(visible("a\u{1b}[31mb\nc"), "a␛[31mb⏎c");
/// ```
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' if characters.peek() == Some(&'\n') => {}
            '\n' => shown.push('⏎'),
            '\u{0}'..='\u{1f}' => shown.push(control_picture(character)),
            '\u{7f}' => shown.push('␡'),
            hidden if is_hidden(hidden) => {
                // Writing to a string cannot fail.
                let _ = write!(shown, "\\u{{{:x}}}", u32::from(hidden));
            }
            other => shown.push(other),
        }
    }
    Cow::Owned(shown)
}

/// Characters that move the cursor, change the terminal or turn the text around: the control characters, the
/// line separators, and the embeddings, overrides and isolates of Unicode Standard Annex 9.
fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// U+2400 and the following show the control characters from U+0000 on.
fn control_picture(control: char) -> char {
    char::from_u32(0x2400 + u32::from(control)).unwrap_or('\u{fffd}')
}

/// The text, cut to so many columns of a terminal; what was cut off is shown as `…`.
pub(super) fn cut(text: &str, columns: usize) -> Cow<'_, str> {
    // Marks without width can follow each other for ever: so many characters no column needs.
    let most_characters = columns.saturating_mul(4).saturating_add(16);
    let measured = first_characters(text, most_characters);
    if measured.len() == text.len() && text.width() <= columns {
        return Cow::Borrowed(text);
    }
    let mut kept = longest_prefix(measured, columns.saturating_sub(1));
    // A joiner at the end would swallow the sign that follows.
    while let Some(shorter) = kept.strip_suffix('\u{200d}') {
        kept = shorter;
    }
    let sign = if columns == 0 { "" } else { "…" };
    Cow::Owned(format!("{kept}{sign}"))
}

/// The first so many characters.
pub(super) fn first_characters(text: &str, count: usize) -> &str {
    let end = text.char_indices().nth(count);
    &text[..end.map_or(text.len(), |(end, _)| end)]
}

/// The longest beginning that takes no more than so many columns.
fn longest_prefix(text: &str, columns: usize) -> &str {
    let mut end = 0;
    for (start, character) in text.char_indices() {
        let next = start + character.len_utf8();
        // The width of a text is not the sum of its characters' (emoji sequences), so the whole is measured.
        if text[..next].width() > columns {
            break;
        }
        end = next;
    }
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_escape_sequence_reaches_no_terminal() {
        assert_eq!(visible("\u{1b}]0;title\u{7}"), "␛]0;title␇");
        assert_eq!(visible("\u{9b}31m"), "\\u{9b}31m");
        assert_eq!(visible("\u{7f}"), "␡");
    }

    #[test]
    fn a_direction_override_is_shown() {
        assert_eq!(visible("a\u{202e}b\u{2066}"), "a\\u{202e}b\\u{2066}");
    }

    #[test]
    fn a_line_break_is_one_sign() {
        assert_eq!(visible("a\r\nb\nc\rd\te"), "a⏎b⏎c␍d␉e");
        assert!(matches!(visible("Traoré 中国 👩‍👩‍👧 עברית"), Cow::Borrowed(_)));
    }

    #[test]
    fn a_text_is_cut_at_columns() {
        assert_eq!(cut("abcdef", 6), "abcdef");
        assert_eq!(cut("abcdefg", 6), "abcde…");
        assert_eq!(cut("中国人民", 6), "中国…");
        assert_eq!(cut("中国人民", 5), "中国…");
        assert_eq!(cut("ab", 1), "…");
        assert_eq!(cut("ab", 0), "");
        assert_eq!(cut("👩‍👩‍👧 family", 4), "👩‍👩‍👧 …");
    }
}
