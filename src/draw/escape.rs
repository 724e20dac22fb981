//! How words from the data enter a picture. Nothing else in this folder lets data out.
//!
//! Graphviz reads two kinds of text. In both it expands a backslash and a letter (`\N` is the node's name),
//! and in both it decodes entities such as `&lt;`; an HTML-like label is XML besides.

use std::fmt::Write;

/// Text that is safe to draw: control characters, bidirectional controls (which reorder what stands around
/// them) and characters that XML 1.0 forbids are dropped, runs of white space become one space.
pub(super) fn clean(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_whitespace() {
            if !clean.ends_with(' ') {
                clean.push(' ');
            }
        } else if !is_harmful(character) {
            clean.push(character);
        }
    }
    clean.trim_matches(' ').to_owned()
}

/// Control characters other than white space, those that reorder what stands around them, and what XML forbids.
pub(super) fn is_harmful(character: char) -> bool {
    let bidirectional = matches!(
        character,
        '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
    );
    let noncharacter =
        matches!(character, '\u{FDD0}'..='\u{FDEF}') || u32::from(character) & 0xFFFE == 0xFFFE;
    character.is_control() || bidirectional || noncharacter
}

/// A quoted string of DOT; each item is a line of its own.
pub(super) fn quoted<'a>(lines: impl IntoIterator<Item = &'a str>) -> String {
    string(lines, r"\\")
}

/// A quoted string of DOT for a tooltip, where Graphviz (2.43 to 16.1) expands backslashes twice.
pub(super) fn tooltip<'a>(lines: impl IntoIterator<Item = &'a str>) -> String {
    string(lines, r"\\\\")
}

fn string<'a>(lines: impl IntoIterator<Item = &'a str>, backslash: &str) -> String {
    let mut string = String::from("\"");
    for (number, line) in lines.into_iter().enumerate() {
        if number > 0 {
            string.push_str("\\n");
        }
        for character in clean(line).chars() {
            match character {
                '\\' => string.push_str(backslash),
                '"' => string.push_str("\\\""),
                // Graphviz decodes entities in plain strings too.
                '&' => string.push_str("&amp;"),
                other => string.push(other),
            }
        }
    }
    string.push('"');
    string
}

/// The inside of an HTML-like label. Never empty, since Graphviz takes an empty element for a syntax error.
pub(super) fn html(text: &str) -> String {
    let mut escaped = String::new();
    for character in clean(text).chars() {
        match character {
            '\\' => escaped.push_str("\\\\"),
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            other => escaped.push(other),
        }
    }
    if escaped.is_empty() {
        escaped.push_str("&#160;");
    }
    escaped
}

/// Text in XML, between tags or in an attribute.
pub(super) fn xml(text: &str) -> String {
    let mut escaped = String::new();
    for character in clean(text).chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

/// The inside of a quoted label of Mermaid. It knows no backslash but codes of characters (`#35;`), which it
/// makes after it has looked for its own syntax, for Markdown, for directives and for HTML.
pub(super) fn mermaid_label(text: &str) -> String {
    let mut escaped = String::new();
    let mut before = ' ';
    for character in clean(text).chars() {
        if [('$', '$'), (':', 'f')].contains(&(before, character)) {
            // `$$` starts a formula and `fa:fa-car` is an icon even as codes; a space of no width does not show.
            escaped.push_str("#8203;");
        }
        // A full stop or a hyphen is the mark of a list only at the start or after a number. ﬂ and ¶ are what
        // Mermaid itself marks codes with while it works.
        let is_plain = match character {
            '.' | '-' => before.is_alphabetic(),
            ' ' | ',' | '(' | ')' | '\'' => true,
            '\u{FB02}' | '¶' => false,
            other => !other.is_ascii_punctuation(),
        };
        if is_plain {
            escaped.push(character);
        } else {
            escaped.push('#');
            escaped.push_str(&u32::from(character).to_string());
            escaped.push(';');
        }
        before = character;
    }
    if escaped.is_empty() {
        escaped.push_str("#160;");
    }
    escaped
}

/// The inside of a quoted string of YAML, which Mermaid's titles are: all but letters, digits and spaces as
/// codes, so that no directive is found in it either.
pub(super) fn mermaid_title(text: &str) -> String {
    let mut escaped = String::new();
    for character in clean(text).chars() {
        if character.is_ascii_punctuation() {
            // Writing to a string cannot fail.
            let _ = write!(escaped, "\\x{:02X}", u32::from(character));
        } else {
            escaped.push(character);
        }
    }
    escaped
}

/// An IRI that may be linked to: one of the web, with everything percent-encoded that could end the
/// attribute it stands in.
pub(super) fn web_address(iri: &str) -> Option<String> {
    let (scheme, _) = iri.split_once("://")?;
    if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
        return None;
    }
    let mut address = String::with_capacity(iri.len());
    for character in iri.chars() {
        let unsafe_here = r#""'<>\^`{|}"#.contains(character);
        if unsafe_here || character.is_whitespace() || is_harmful(character) {
            let mut buffer = [0; 4];
            for byte in character.encode_utf8(&mut buffer).bytes() {
                address.push('%');
                for half in [byte >> 4, byte & 15] {
                    address.push(char::from(b"0123456789ABCDEF"[usize::from(half)]));
                }
            }
        } else {
            address.push(character);
        }
    }
    Some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quoted_string_ends_where_it_should() {
        let label = r#"a "b" \N \ <i> & &lt; */ // \"#;
        assert_eq!(
            quoted([label]),
            r#""a \"b\" \\N \\ <i> &amp; &amp;lt; */ // \\""#
        );
        assert_eq!(tooltip([r"\N"]), r#""\\\\N""#);
        assert_eq!(quoted(["one", "two\nthree"]), r#""one\ntwo three""#);
    }

    #[test]
    fn markup_in_an_html_label_stays_words() {
        assert_eq!(
            html(r#"<b>x</b> & "\G""#),
            "&lt;b&gt;x&lt;/b&gt; &amp; &quot;\\\\G&quot;"
        );
        assert_eq!(html("\u{1b}\0 \u{202e}"), "&#160;");
    }

    #[test]
    fn markup_in_xml_stays_words() {
        assert_eq!(
            xml("</text><script>'x' & \"y\"\u{202e}\u{0}]]>"),
            "&lt;/text&gt;&lt;script&gt;&#39;x&#39; &amp; &quot;y&quot;]]&gt;"
        );
    }

    #[test]
    fn syntax_in_a_mermaid_label_stays_words() {
        assert_eq!(
            mermaid_label(r#"say "end"; <b> #35; `x` %% U.S."#),
            "say #34;end#34;#59; #60;b#62; #35;35#59; #96;x#96; #37;#37; U.S."
        );
        assert_eq!(mermaid_label("1. -x"), "1#46; #45;x");
        assert_eq!(mermaid_label("$$x$"), "#36;#8203;#36;x#36;");
        assert_eq!(mermaid_label("fa:fa-car"), "fa#58;#8203;fa-car");
        assert_eq!(mermaid_label("\u{1b}\0"), "#160;");
        assert_eq!(
            mermaid_title("a: \"b\"\n---"),
            r"a\x3A \x22b\x22 \x2D\x2D\x2D"
        );
    }

    #[test]
    fn what_no_picture_may_hold_is_dropped() {
        assert_eq!(clean("a\0b\u{1b}[31mc\u{9b}d\u{7f}"), "ab[31mcd");
        assert_eq!(clean("\u{202e}abc\u{2069}\u{200f}\u{61c}"), "abc");
        assert_eq!(clean("x\u{fffe}y\u{fdd0}z\u{1ffff}"), "xyz");
        assert_eq!(
            clean(" tab\there\r\nnow\u{2028}line\u{85}end "),
            "tab here now line end"
        );
        assert_eq!(clean("👩‍🚀 אבג"), "👩‍🚀 אבג");
    }

    #[test]
    fn only_web_addresses_become_links() {
        assert_eq!(web_address("javascript:alert(1)"), None);
        assert_eq!(web_address("javascript://x.org/%0aalert(1)"), None);
        assert_eq!(web_address("data:text/html,x"), None);
        assert_eq!(
            web_address("HTTPS://x.org/\" onclick=\"a\\N<b>\u{202e}é?x=1&y=%22").unwrap(),
            "HTTPS://x.org/%22%20onclick=%22a%5CN%3Cb%3E%E2%80%AEé?x=1&y=%22"
        );
    }
}
