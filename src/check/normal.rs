//! A text with white space, quotation marks, dashes and case made alike, and where it stood.

use std::ops::Range;
use unicode_normalization::char::decompose_compatible;

/// A text in one spelling. It is decomposed after Unicode's NFKD, since ligatures and accents are written both ways.
#[derive(Debug, Clone, Default)]
pub(super) struct NormalText {
    text: String,
    /// For each character of it the code point of the original that it came from.
    places: Vec<u32>,
}

impl NormalText {
    pub(super) fn of(original: &str) -> Self {
        let mut found = Self::default();
        let mut blank = None;
        for (place, character) in (0..).zip(original.chars()) {
            if character.is_whitespace() {
                blank = blank.or(Some(place));
                continue;
            }
            decompose_compatible(character, |part| {
                if part.is_whitespace() {
                    blank = blank.or(Some(place));
                    return;
                }
                let Some(part) = alike(part) else {
                    return;
                };
                if let Some(blank) = blank.take().filter(|_| !found.text.is_empty()) {
                    found.push(' ', blank);
                }
                part.to_lowercase()
                    .for_each(|letter| found.push(letter, place));
            });
        }
        found
    }

    fn push(&mut self, character: char, place: u32) {
        self.text.push(character);
        self.places.push(place);
    }

    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    /// Where some words stand, in characters of this text; the place nearest to a code point of the original.
    pub(super) fn find(&self, words: &str, near: Option<u64>) -> Option<Range<usize>> {
        let length = words.chars().count();
        let mut counted = (0, 0);
        let mut best: Option<(u64, usize)> = None;
        for (byte, _) in self.text.match_indices(words) {
            counted = (byte, counted.1 + self.text[counted.0..byte].chars().count());
            let place = counted.1;
            let far = near.map_or(0, |near| near.abs_diff(u64::from(self.places[place])));
            if best.is_none_or(|(least, _)| far < least) {
                best = Some((far, place));
            }
            if near.is_none() {
                break;
            }
        }
        best.map(|(_, place)| place..place + length)
    }

    /// Characters of this text as code points of the original.
    pub(super) fn original(&self, characters: &Range<usize>) -> Option<Range<u64>> {
        let start = self.places.get(characters.start)?;
        let last = self.places.get(characters.end.checked_sub(1)?)?;
        Some(u64::from(*start)..u64::from(*last) + 1)
    }
}

/// The one spelling of a character; `None` for what nobody sees.
fn alike(character: char) -> Option<char> {
    Some(match character {
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}' => {
            return None;
        }
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '〝' | '〞' | '＂' => '"',
        '‘' | '’' | '‚' | '‛' | '‹' | '›' | '′' | '`' | 'ʼ' => '\'',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '⸺' | '⸻' => '-',
        other => other,
    })
}

/// Some words in one spelling.
pub(super) fn normal(words: &str) -> String {
    NormalText::of(words).text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spellings_of_one_text_are_alike() {
        for (one, other) in [
            ("“We” —  said\n\tTraore\u{301}", "\"we\" - said traoré"),
            ("Burkina Faso’s", "BURKINA FASO's"),
            ("co\u{ad}operate", "cooperate"),
            ("ﬁnal … word", "final ... word"),
            ("«non»", "\"non\""),
        ] {
            assert_eq!(normal(one), normal(other), "{one}");
        }
        assert_ne!(normal("resume"), normal("résumé"));
        assert_eq!(normal("  \n "), "");
    }

    #[test]
    fn a_place_is_that_of_the_original() {
        let original = "He  said:\u{a0}“Né ﬁrst”";
        let text = NormalText::of(original);
        let found = text.find(&normal("\"né first\""), None).unwrap();
        let place = text.original(&found).unwrap();
        let start = usize::try_from(place.start).unwrap();
        let length = usize::try_from(place.end - place.start).unwrap();
        let words: String = original.chars().skip(start).take(length).collect();
        assert_eq!(words, "“Né ﬁrst”");
    }

    #[test]
    fn of_several_places_the_nearest_is_taken() {
        let text = NormalText::of("aid and AID and Aid");
        assert_eq!(text.find("aid", Some(9)), Some(8..11));
        assert_eq!(text.find("aid", None), Some(0..3));
        assert_eq!(text.find("aids", None), None);
    }

    proptest! {
        #[test]
        fn every_character_knows_a_place_and_places_grow(original in "\\PC{0,40}") {
            let text = NormalText::of(&original);
            prop_assert_eq!(text.text.chars().count(), text.places.len());
            prop_assert!(text.places.is_sorted());
            let length = original.chars().count();
            prop_assert!(text.places.iter().all(|place| (*place as usize) < length));
            // What is in one spelling stays so.
            prop_assert_eq!(normal(&text.text), text.text);
        }
    }
}
