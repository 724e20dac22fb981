//! Whether a quote stands in its source, and where.

use crate::check::approximate::nearest;
use crate::check::normal::{NormalText, normal};
use crate::model::SourceText;
use std::cell::OnceCell;
use std::ops::Range;

/// Of how many characters of a quote one may differ. Other sentences of the same text differ in more than half.
const ONE_IN: usize = 4;
/// What may surround a quote that its source has without it.
const AROUND: [char; 5] = ['"', '\'', '.', ' ', ','];

/// What was found of a quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum QuoteVerdict {
    /// It stands where its offsets say, or stands in the source and has no offsets.
    Exact,
    /// It stands in the source word by word, but elsewhere than its offsets say.
    Moved,
    /// It stands there once white space, quotation marks, dashes and case are made alike.
    Spelling,
    /// Something near stands there.
    Near,
    /// It stands nowhere.
    Nowhere,
    /// The text or the quote is not at hand.
    NotChecked,
}

impl QuoteVerdict {
    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Moved => "moved",
            Self::Spelling => "spelling",
            Self::Near => "near",
            Self::Nowhere => "nowhere",
            Self::NotChecked => "not-checked",
        }
    }
}

/// Where a quote was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Located {
    pub(super) verdict: QuoteVerdict,
    /// In code points.
    pub(super) place: Option<Range<u64>>,
    /// By how many edits what stands there differs from the quote, both in one spelling.
    pub(super) distance: usize,
}

/// A text to look for quotes in; its one spelling is made when the first quote asks for it.
#[derive(Debug)]
pub(super) struct Haystack<'a> {
    pub(super) text: &'a SourceText,
    normal: OnceCell<NormalText>,
}

impl<'a> Haystack<'a> {
    pub(super) fn new(text: &'a SourceText) -> Self {
        Self {
            text,
            normal: OnceCell::new(),
        }
    }

    pub(super) fn normal(&self) -> &NormalText {
        self.normal
            .get_or_init(|| NormalText::of(self.text.as_str()))
    }

    /// Looks for a quote that is said to stand at `stated`.
    pub(super) fn locate(&self, quote: &str, stated: Option<&Range<u64>>) -> Located {
        let found = |verdict, place, distance| Located {
            verdict,
            place,
            distance,
        };
        if let Some(stated) = stated
            && self.text.slice(stated.start, stated.end) == Some(quote)
        {
            return found(QuoteVerdict::Exact, Some(stated.clone()), 0);
        }
        let start = stated.map(|stated| stated.start);
        if let Some(place) = self.exactly(quote, start) {
            let verdict = match stated {
                Some(_) => QuoteVerdict::Moved,
                None => QuoteVerdict::Exact,
            };
            return found(verdict, Some(place), 0);
        }
        let words = normal(quote);
        let bare = words.trim_matches(AROUND);
        if bare.is_empty() {
            return found(QuoteVerdict::Nowhere, None, 0);
        }
        let text = self.normal();
        let spelt = text.find(&words, start).or_else(|| text.find(bare, start));
        if let Some(place) = spelt.and_then(|place| text.original(&place)) {
            return found(QuoteVerdict::Spelling, Some(place), 0);
        }
        let limit = (bare.chars().count() / ONE_IN).max(1);
        match nearest(bare, text.as_str(), limit) {
            Some(near) => found(
                QuoteVerdict::Near,
                text.original(&near.place),
                near.distance,
            ),
            None => found(QuoteVerdict::Nowhere, None, 0),
        }
    }

    /// The place of the very words that is nearest to where they are said to be.
    fn exactly(&self, quote: &str, near: Option<u64>) -> Option<Range<u64>> {
        if quote.is_empty() {
            return None;
        }
        let places = self.text.find(quote);
        let start = places
            .into_iter()
            .min_by_key(|place| near.map_or(0, |near| near.abs_diff(*place)))?;
        Some(start..start + quote.chars().count() as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "“Our instructors are at work  here,” Lavrov said. They expelled French troops in 2023.";

    fn locate(quote: &str, stated: Option<&Range<u64>>) -> (QuoteVerdict, Option<String>, usize) {
        let text = SourceText::new(TEXT);
        let found = Haystack::new(&text).locate(quote, stated);
        let words = found
            .place
            .and_then(|place| Some(text.slice(place.start, place.end)?.to_owned()));
        (found.verdict, words, found.distance)
    }

    #[test]
    fn a_quote_is_exact_moved_spelt_otherwise_near_or_nowhere() {
        use QuoteVerdict::{Exact, Moved, Near, Nowhere, Spelling};
        for (quote, stated, verdict, words, distance) in [
            ("Our", Some(1..4), Exact, Some("Our"), 0),
            ("Our", None, Exact, Some("Our"), 0),
            ("Our", Some(5..8), Moved, Some("Our"), 0),
            ("Our", Some(500..503), Moved, Some("Our"), 0),
            (
                "our instructors are at work here",
                None,
                Spelling,
                Some("Our instructors are at work  here"),
                0,
            ),
            (
                "\"Our instructors…\"",
                None,
                Spelling,
                Some("Our instructors"),
                0,
            ),
            (
                "They expelled Dutch troops in 2023",
                Some(50..84),
                Near,
                Some("They expelled French troops in 2023"),
                4,
            ),
            ("They expelled the moon", None, Nowhere, None, 0),
            ("", None, Nowhere, None, 0),
            ("…", None, Nowhere, None, 0),
        ] {
            let expected = (verdict, words.map(str::to_owned), distance);
            assert_eq!(locate(quote, stated.as_ref()), expected, "{quote}");
        }
    }

    #[test]
    fn a_long_text_is_searched_in_little_time() {
        let sentence =
            "The envoys of both sides met again in the old harbour town to talk about grain. ";
        let text =
            SourceText::new(sentence.repeat(12_500) + "They expelled French troops in 2023.");
        let haystack = Haystack::new(&text);
        let start = std::time::Instant::now();
        let near = haystack.locate("They expelled Dutch troops in 2023", None);
        assert_eq!(near.verdict, QuoteVerdict::Near);
        for quote in [
            "a quote of some length that nobody has ever written in that text",
            &"zebra ".repeat(100),
        ] {
            assert_eq!(haystack.locate(quote, None).verdict, QuoteVerdict::Nowhere);
        }
        // A million characters: three searches of the whole take a good tenth of a second.
        assert!(start.elapsed().as_secs() < 5, "{:?}", start.elapsed());
    }
}
