//! Links to the very words on a page (WICG URL Fragment Text Directives).

use crate::draw::escape::web_address;
use std::fmt::Write;

/// The most words of a quote that a link holds whole.
const MOST_WORDS: usize = 12;
/// How many words of a longer one stand for its beginning and its end.
const END_WORDS: usize = 5;

/// A link to a quote on a page of the web; `None` where the address is none of the web.
pub(super) fn link_to_quote(url: &str, quote: &str) -> Option<String> {
    let address = web_address(url)?;
    let (page, _) = address.split_once(":~:").unwrap_or((&address, ""));
    let Some(directive) = directive(quote) else {
        return Some(page.to_owned());
    };
    let mark = if page.contains('#') { "" } else { "#" };
    Some(format!("{page}{mark}:~:text={directive}"))
}

/// The words to look for: all, or the first and the last ones. A browser finds what lies between two of a
/// page's blocks only by its beginning and its end.
fn directive(quote: &str) -> Option<String> {
    let lines = quote.lines().map(|line| line.split_whitespace().collect());
    let lines: Vec<Vec<&str>> = lines
        .filter(|words: &Vec<&str>| !words.is_empty())
        .collect();
    let (first, last) = (lines.first()?, lines.last()?);
    if lines.len() == 1 && first.len() <= MOST_WORDS {
        return Some(encoded(first));
    }
    let start = &first[..first.len().min(END_WORDS)];
    let end = &last[last.len() - last.len().min(END_WORDS)..];
    Some(format!("{},{}", encoded(start), encoded(end)))
}

/// Words with one space between, percent-encoded. `-`, `,` and `&` have a meaning in a directive.
fn encoded(words: &[&str]) -> String {
    let mut encoded = String::new();
    for byte in words.join(" ").bytes() {
        if byte.is_ascii_alphanumeric() || b"._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_quote_stands_whole_and_encoded() {
        assert_eq!(
            link_to_quote("https://x.org/a?b=1", "so-called “aid”, food & arms").unwrap(),
            "https://x.org/a?b=1#:~:text=so%2Dcalled%20%E2%80%9Caid%E2%80%9D%2C%20food%20%26%20arms"
        );
    }

    #[test]
    fn a_long_quote_and_one_over_two_paragraphs_are_found_by_their_ends() {
        let words: Vec<String> = (1..=20).map(|number| number.to_string()).collect();
        assert_eq!(
            link_to_quote("http://x.org/", &words.join(" ")).unwrap(),
            "http://x.org/#:~:text=1%202%203%204%205,16%2017%2018%2019%2020"
        );
        assert_eq!(
            link_to_quote("http://x.org/", "one two\n\nthree\n").unwrap(),
            "http://x.org/#:~:text=one%20two,three"
        );
    }

    #[test]
    fn an_address_keeps_its_own_fragment_and_loses_its_own_directive() {
        assert_eq!(
            link_to_quote("http://x.org/#part", "a").unwrap(),
            "http://x.org/#part:~:text=a"
        );
        assert_eq!(
            link_to_quote("http://x.org/#:~:text=b", "a").unwrap(),
            "http://x.org/#:~:text=a"
        );
        assert_eq!(
            link_to_quote("http://x.org/", " ").unwrap(),
            "http://x.org/"
        );
    }

    #[test]
    fn only_pages_of_the_web_are_linked_to() {
        assert_eq!(link_to_quote("javascript:alert(1)", "a"), None);
        assert_eq!(link_to_quote("file:///etc/passwd", "a"), None);
    }
}
