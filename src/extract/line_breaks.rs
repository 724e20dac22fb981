//! Single line breaks: whether a line goes on in the next one, as in a text that was wrapped at a margin, or stands for
//! itself, as headings, bylines, items and the names of speakers do.

/// Small words that stand between others: a line that ends with one goes on, and a sentence of its own has none right
/// after the name that it begins with.
const JOINING: [&str; 58] = [
    "a", "an", "the", "of", "in", "on", "at", "by", "for", "from", "with", "without", "to", "into",
    "onto", "over", "under", "between", "among", "against", "after", "before", "during", "since",
    "until", "and", "or", "but", "nor", "that", "which", "who", "whose", "whom", "where", "as",
    "than", "if", "when", "while", "because", "although", "about", "across", "through", "near",
    "its", "his", "her", "their", "our", "my", "this", "these", "those", "such", "very", "no",
];
/// Verbs that a line does not end with, unless it goes on.
const OPEN_VERBS: [&str; 27] = [
    "is",
    "are",
    "was",
    "were",
    "be",
    "been",
    "being",
    "has",
    "have",
    "had",
    "will",
    "would",
    "can",
    "could",
    "may",
    "might",
    "must",
    "shall",
    "should",
    "does",
    "did",
    "not",
    "said",
    "says",
    "told",
    "tells",
    "including",
];
/// Small words inside names.
const PARTICLES: [&str; 13] = [
    "de", "la", "le", "du", "di", "da", "von", "van", "der", "den", "bin", "al", "el",
];
/// Small words that begin a sentence where they have a capital.
const BEGINNING: [&str; 42] = [
    "The", "A", "An", "This", "That", "These", "Those", "He", "She", "It", "They", "We", "You",
    "His", "Her", "Its", "Their", "Our", "My", "In", "On", "At", "By", "For", "From", "With",
    "After", "Before", "When", "While", "As", "If", "But", "And", "So", "Then", "There", "Here",
    "Since", "Because", "What", "Why",
];

/// A line without the blanks around it.
#[derive(Debug, Clone, Copy)]
struct Line<'text> {
    /// Where its first word starts in the text, in bytes.
    start: usize,
    text: &'text str,
    n_letters: usize,
}

/// The lines that go on from the line before: where their first words start, in bytes, in order.
#[must_use]
pub(super) fn continued(text: &str) -> Vec<usize> {
    let mut found = Vec::new();
    let mut block: Vec<Line<'_>> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim();
        if trimmed.is_empty() {
            judge(&block, &mut found);
            block.clear();
        } else {
            block.push(Line {
                start: start + (line.len() - line.trim_start().len()),
                text: trimmed,
                n_letters: trimmed.chars().count(),
            });
        }
        start += line.len();
    }
    judge(&block, &mut found);
    found
}

/// Judges the line breaks of a block of lines without an empty one between them.
fn judge(block: &[Line<'_>], found: &mut Vec<usize>) {
    // What comes to no end of a sentence is a list or an address.
    let Some(last) = block.iter().rposition(|line| ends_sentence(line.text)) else {
        return;
    };
    let block = &block[..=last];
    let width = block.iter().map(|line| line.n_letters).max().unwrap_or(0);
    let at_margin = |pair: &[Line<'_>]| {
        let next = pair[1].text.split_whitespace().next().unwrap_or_default();
        pair[0].n_letters + 1 + next.chars().count() > width
    };
    let n_at_margin = block
        .windows(2)
        .filter(|pair| at_margin(pair) && !ends_sentence(pair[0].text) && !is_title(pair[0].text))
        .count();
    let mut is_inside = false;
    for pair in block.windows(2) {
        let [line, next] = [pair[0].text, pair[1].text];
        is_inside = !ends_sentence(line)
            && !is_item(next)
            && (is_open(line)
                || (is_inside || !is_title(line))
                    && (line.ends_with(',')
                        || !begins_sentence(next)
                            && at_margin(pair)
                            && (n_at_margin > 1 || !is_sentence(next))));
        if is_inside {
            found.push(pair[1].start);
        }
    }
}

/// Whether a line ends as a sentence, a quotation or an announcement does.
fn ends_sentence(line: &str) -> bool {
    line.ends_with(['.', '!', '?', '…', ':', '"', '”', '’', '\'', '»', ')', ']'])
}

/// Whether something has to follow: a line that ends with `of the` or with a dash.
fn is_open(line: &str) -> bool {
    let last = line.split_whitespace().next_back().unwrap_or_default();
    line.ends_with(['-', '–', '—', '(', '/', '&'])
        || JOINING.contains(&last)
        || OPEN_VERBS.contains(&last)
}

/// Whether all words have a capital or a digit but small ones: a title, a name, a byline. A salutation is one too.
fn is_title(line: &str) -> bool {
    let belongs = |word: &str| {
        !word.starts_with(char::is_lowercase)
            || JOINING.contains(&word)
            || PARTICLES.contains(&word)
    };
    line.starts_with("Dear ") || line.split_whitespace().all(belongs)
}

/// Whether a line begins with the mark of an item: `- `, `• `, `1.`, `(b)`.
fn is_item(line: &str) -> bool {
    let first = line.split_whitespace().next().unwrap_or_default();
    let is_mark = matches!(first, "-" | "–" | "—" | "*" | "+" | "•" | "·" | "‣" | "◦");
    let is_number = first.len() <= 4
        && first.ends_with(['.', ')'])
        && first
            .trim_matches(['(', ')', '.'])
            .chars()
            .all(|letter| letter.is_ascii_digit() || letter.is_ascii_lowercase());
    is_mark || is_number || line.starts_with(['•', '·'])
}

/// Whether a capital is there because a sentence begins.
fn begins_sentence(line: &str) -> bool {
    let first = line.split_whitespace().next().unwrap_or_default();
    let begins_quotation = first.starts_with(['"', '“', '«', '(']);
    BEGINNING.contains(&first) || begins_quotation && first.contains(char::is_uppercase)
}

/// Whether a line begins with a name and what seems to be its verb: `Kenya invaded Mali`, not `Ukraine on Monday`.
fn is_sentence(line: &str) -> bool {
    let mut after_name = line
        .split_whitespace()
        .skip_while(|word| word.starts_with(char::is_uppercase) && word.ends_with(is_inner));
    let begins_large = line.starts_with(char::is_uppercase);
    after_name.next().is_some_and(|word| {
        begins_large && word.starts_with(char::is_lowercase) && !JOINING.contains(&word)
    })
}

/// Whether a word that ends so does not end a phrase.
fn is_inner(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '\''
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines as they are read: those that go on are joined.
    fn read(text: &str) -> Vec<String> {
        let continued = continued(text);
        let mut lines: Vec<String> = Vec::new();
        for line in text.lines() {
            let start = line.as_ptr() as usize - text.as_ptr() as usize;
            match lines.last_mut().filter(|_| continued.contains(&start)) {
                Some(last) => *last = format!("{last} {line}"),
                None => lines.push(line.to_owned()),
            }
        }
        lines
    }

    #[test]
    fn a_sentence_goes_on_over_line_breaks() {
        for text in [
            "Russia attacked\nUkraine.",
            "Russia attacked\nUkraine on Monday.",
            "Officials said\nRussia attacked Mali.",
            "The president of the Republic of\nKenya left.",
            "In Nairobi, the old capital of the country,\nKenya opened an embassy.",
            "Russia has attacked\n15 villages.",
            "Troops of Russia attacked\nUkraine on Monday and killed\nKenyan nurses in a hospital.",
            "The envoys of both countries met\nSergey Lavrov and Foreign Minister\nDmytro Kuleba in Oslo.",
        ] {
            assert_eq!(read(text), [text.replace('\n', " ")]);
        }
    }

    #[test]
    fn headings_bylines_items_and_speakers_are_lines_of_their_own() {
        for text in [
            "Talks open in Kampala\nKenya invaded Mali.",
            "Russia attacks Ukraine\nThe war began on Monday.",
            "Talks open\nBy John Smith\nKenya and its allies invaded Mali on Monday.",
            "Sergey Lavrov\nWe will stay.",
            "“We stay,”\nLavrov\nMr. Smith met Joe Biden.",
            "Kenya invaded Mali.\nChad left.",
            "Kenya\nMali\nChad",
            "Those who left:\n- Kenya\n- Mali, an ally\n- Chad.",
            "Dear John,\nKenya invaded Mali.",
            "The parties\n1. Kenya\n2. Mali.",
        ] {
            assert_eq!(read(text), text.lines().collect::<Vec<_>>());
        }
    }
}
