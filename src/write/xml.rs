//! How words from the data enter an XML file. The XML formats let data out nowhere else.

use std::borrow::Cow;

/// What stands in place of a character that XML 1.0 forbids, so that the loss can be seen.
const REPLACEMENT: char = '\u{FFFD}';

/// The text with each character that XML 1.0 forbids, such as a control character, replaced by U+FFFD. No
/// form of escaping lets those in: `&#1;` is ill-formed too.
pub(super) fn allowed(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_allowed) {
        return Cow::Borrowed(text);
    }
    let replaced = text.chars().map(|character| {
        if is_allowed(character) {
            character
        } else {
            REPLACEMENT
        }
    });
    Cow::Owned(replaced.collect())
}

/// The production `Char` of XML 1.0, fifth edition.
fn is_allowed(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | '\u{20}'..='\u{FFFD}' | '\u{1_0000}'..)
}

/// A text for an element or an attribute in double quotes. White space other than spaces is written by
/// number, because a parser would make spaces of it in attributes and line feeds of CR in elements.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in allowed(text).chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' => escaped.push_str("&#9;"),
            '\n' => escaped.push_str("&#10;"),
            '\r' => escaped.push_str("&#13;"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_and_white_space_come_back_as_written() {
        assert_eq!(
            escape("a & <b c='d' e=\"f\"> ]]>\t\r\n"),
            "a &amp; &lt;b c='d' e=&quot;f&quot;&gt; ]]&gt;&#9;&#13;&#10;"
        );
    }

    #[test]
    fn what_xml_forbids_is_replaced_and_nothing_else() {
        for forbidden in [
            '\0', '\u{1}', '\u{8}', '\u{B}', '\u{1B}', '\u{1F}', '\u{FFFE}', '\u{FFFF}',
        ] {
            assert_eq!(
                escape(&format!("a{forbidden}b")),
                "a\u{FFFD}b",
                "{forbidden:?}"
            );
        }
        for kept in ["\u{7F}", "\u{85}", "\u{202E}", "😀", "漢", "\u{1FFFE}"] {
            assert_eq!(escape(kept), kept);
        }
    }
}
