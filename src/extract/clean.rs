//! A text without what nobody sees and without symbols that are no words, and where its words stand in the source.

use std::borrow::Cow;
use std::ops::Range;

/// A text as the stages of extraction read it. What they find is led back to the source, which is quoted exactly.
///
/// ```
/// use graphwright::extract::CleanText;
///
/// let clean = CleanText::of("Ken\u{ad}ya 🇰🇪 left.");
/// assert_eq!(clean.as_str(), "Kenya  left.");
/// assert_eq!(clean.in_source(&(0..5)), 0..7);
/// ```
#[derive(Debug, Clone)]
pub struct CleanText<'text> {
    text: Cow<'text, str>,
    /// Where stretches that were taken over as they are start: in the clean text and in the source, in order.
    stretches: Vec<(usize, usize)>,
}

/// What becomes of a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Stays,
    /// It goes without a trace.
    Goes,
    /// It parts words; at the start of a line it marks an item.
    Parts,
}

impl<'text> CleanText<'text> {
    /// Cleans a text.
    pub fn of(source: &'text str) -> Self {
        if source.chars().all(|letter| fate(letter) == Fate::Stays) {
            return Self {
                text: Cow::Borrowed(source),
                stretches: Vec::new(),
            };
        }
        let mut text = String::with_capacity(source.len());
        let mut stretches = vec![(0, 0)];
        let (mut clean_start, mut source_start) = (0, 0);
        let (mut begins_line, mut has_words) = (true, false);
        for (at, letter) in source.char_indices() {
            match fate(letter) {
                Fate::Stays => {
                    if text.len() - clean_start != at - source_start {
                        (clean_start, source_start) = (text.len(), at);
                        stretches.push((clean_start, source_start));
                    }
                    begins_line = letter == '\n' || begins_line && letter.is_whitespace();
                    has_words |= !begins_line;
                    text.push(letter);
                }
                Fate::Parts if begins_line && has_words => text.push('\n'),
                Fate::Parts if text.ends_with(|last: char| !last.is_whitespace()) => text.push(' '),
                Fate::Parts | Fate::Goes => {}
            }
        }
        Self {
            text: Cow::Owned(text),
            stretches,
        }
    }

    /// The clean text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Where words of the clean text stand in the source, in bytes: what goes lies inside them, never at their ends.
    pub fn in_source(&self, words: &Range<usize>) -> Range<usize> {
        if words.is_empty() || self.stretches.is_empty() {
            return words.clone();
        }
        self.byte(words.start)..self.byte(words.end - 1) + 1
    }

    fn byte(&self, clean: usize) -> usize {
        let after = self.stretches.partition_point(|start| start.0 <= clean);
        let stretch = after.checked_sub(1).map(|at| self.stretches[at]);
        stretch.map_or(clean, |(start, source)| source + (clean - start))
    }
}

fn fate(letter: char) -> Fate {
    match letter {
        ' '..='~' | '\n' | '\r' | '\t' | '\u{85}' => Fate::Stays,
        _ if letter.is_control() => Fate::Parts,
        // Soft hyphens, joiners, marks of direction, variants of characters, tags; signs that follow a name.
        '\u{ad}'
        | '\u{34f}'
        | '\u{61c}'
        | '\u{180e}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}'
        | '\u{20e3}'
        | '\u{1f3fb}'..='\u{1f3ff}'
        | '©'
        | '®'
        | '™'
        | '℠' => Fate::Goes,
        // Arrows, signs of machines, boxes and shapes, dingbats, pictures.
        '\u{2190}'..='\u{21ff}'
        | '\u{2300}'..='\u{23ff}'
        | '\u{2460}'..='\u{27bf}'
        | '\u{2900}'..='\u{297f}'
        | '\u{2b00}'..='\u{2bff}'
        | '\u{3030}'
        | '\u{303d}'
        | '\u{3297}'
        | '\u{3299}'
        | '\u{1f000}'..='\u{1faff}' => Fate::Parts,
        _ => Fate::Stays,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_clean_text_are_found_in_the_source() {
        let source = "⚡ \u{202a}Ken\u{ad}ya\u{202c} 🇰🇪 & Ma\u{200b}li™ won💥.\n👉🏽 \u{200e}Chad\x07lost ❤\u{fe0f}";
        let clean = CleanText::of(source);
        assert_eq!(clean.as_str(), " Kenya  & Mali won .\n\n Chad lost ");
        let found: Vec<&str> = ["Kenya", "&", "Mali", "won", ".", "Chad", "lost"]
            .iter()
            .map(|word| {
                let start = clean.as_str().find(word).unwrap();
                &source[clean.in_source(&(start..start + word.len()))]
            })
            .collect();
        assert_eq!(
            found,
            [
                "Ken\u{ad}ya",
                "&",
                "Ma\u{200b}li",
                "won",
                ".",
                "Chad",
                "lost"
            ]
        );
    }

    #[test]
    fn a_text_without_them_stays_as_it_is() {
        let source = "“Côte d’Ivoire” — 5 €\u{a0}a litre • 北京";
        let clean = CleanText::of(source);
        assert!(matches!(clean.text, Cow::Borrowed(_)));
        assert_eq!(clean.in_source(&(3..8)), 3..8);
        assert_eq!(CleanText::of("\u{ad}").as_str(), "");
    }
}
