//! Line breaks that an author set inside a paragraph of a page: most are for the look, some part lines of their own.

/// Paragraphs, parted by empty lines, of text in which a single line break is one that the author set: it becomes a
/// space where the line goes on in the next and else parts paragraphs.
pub(super) fn settle(text: &str) -> String {
    let mut settled = String::with_capacity(text.len());
    let mut before = "";
    for line in text.lines().map(str::trim_end) {
        if line.is_empty() {
            before = "";
            continue;
        }
        if !settled.is_empty() {
            settled.push_str(if goes_on(before, line) { " " } else { "\n\n" });
        }
        settled.push_str(line);
        before = line;
    }
    settled
}

/// Words with which a sentence begins where they have a capital.
const BEGINNING: [&str; 18] = [
    "The", "A", "An", "This", "That", "These", "He", "She", "It", "They", "We", "You", "In", "On",
    "At", "But", "And", "I",
];

/// Whether a line goes on in the next: it ends with no mark, is no name or title, and no sentence or item begins.
fn goes_on(line: &str, next: &str) -> bool {
    let ends = ['.', '!', '?', '…', ':', '"', '”', '’', '\'', '»', ')', ']'];
    // A title has a capital on all words but the smallest.
    let is_small = |word: &str| word.starts_with(char::is_lowercase);
    let is_title = line
        .split_whitespace()
        .all(|word| !is_small(word) || word.len() <= 3);
    let first = next.split_whitespace().next().unwrap_or_default();
    let is_item = !first.contains(char::is_alphanumeric)
        || first.len() <= 4
            && first.starts_with(|letter: char| letter.is_ascii_digit())
            && first.ends_with(['.', ')']);
    let continues = !line.is_empty() && !line.ends_with(ends) && !is_item;
    continues && (is_small(first) || !is_title && !BEGINNING.contains(&first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_go_on_and_lines_of_their_own_stay() {
        let text = "Russia attacked\nUkraine on Monday,\nofficials said.\nThey left.\n\n\nBy Ann Lee\nNairobi\n\
            Talks in the capital\nThe ministers met\n- again";
        let settled = "Russia attacked Ukraine on Monday, officials said.\n\nThey left.\n\nBy Ann Lee\n\nNairobi\n\n\
            Talks in the capital\n\nThe ministers met\n\n- again";
        assert_eq!(settle(text), settled);
    }
}
