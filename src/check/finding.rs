//! What a check may find, each with the name that options and reports call it by.

use crate::ontology::vocabulary::gw;
use crate::order::CompactCollect;
use std::collections::BTreeSet;

/// What speaks against a relation, or keeps it from being checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FindingKind {
    /// The quote stands nowhere in its source.
    QuoteNowhere,
    /// The source has nearly these words, but others.
    QuoteAltered,
    /// The quote stands elsewhere than its offsets say.
    QuoteMoved,
    /// The subject runs the way of the object.
    EndsSwapped,
    /// The text negates what the relation affirms.
    NegationDropped,
    /// The text affirms what the relation negates.
    NegationAdded,
    /// The text plans, expects or allows for what the relation asserts.
    HedgeDropped,
    /// The text asserts what the relation plans, expects or allows for, or puts it forward in another way.
    ModalityDiffers,
    /// The text has a speaker for it, the relation has none.
    SpeakerDropped,
    /// The relation has a speaker, the text says it in its own voice or another's.
    SpeakerDiffers,
    /// Nothing of an end's names stands in the source.
    EndNowhere,
    /// An end stands in the source, but not in or near the quote.
    EndNotNear,
    /// All clauses of the quote are negated, the relation is affirmed.
    SentenceNegated,
    /// All clauses of the quote are hedged, the relation is asserted.
    SentenceHedged,
    /// All clauses of the quote are somebody's words, the relation is the source's own.
    SentenceReported,
    /// A source that is cited has changed since: its hash is another.
    SourceChanged,
    /// The subject is of no class that the predicate is declared for.
    OutsideDomain,
    /// The object is of no class, or the value of no datatype, that the predicate is declared to lead to.
    OutsideRange,
    /// The relation has no quote.
    NoQuote,
    /// The text of the source is not at hand.
    NotChecked,
}

impl FindingKind {
    /// Every kind with its name, its term and whether it fails a relation unless told otherwise.
    ///
    /// Those that fail by default are the ones that never flagged a good fact: the article and the ten texts that a
    /// person marked, in `tests/suite/checking`.
    #[rustfmt::skip]
    pub const ALL: [(Self, &'static str, &'static str, bool); 20] = [
        (Self::QuoteNowhere, "quote-nowhere", gw::QUOTE_NOWHERE, true),
        (Self::QuoteAltered, "quote-altered", gw::QUOTE_ALTERED, true),
        (Self::QuoteMoved, "quote-moved", gw::QUOTE_MOVED, true),
        (Self::EndsSwapped, "ends-swapped", gw::ENDS_SWAPPED, true),
        (Self::NegationDropped, "negation-dropped", gw::NEGATION_DROPPED, true),
        (Self::NegationAdded, "negation-added", gw::NEGATION_ADDED, false),
        (Self::HedgeDropped, "hedge-dropped", gw::HEDGE_DROPPED, true),
        (Self::ModalityDiffers, "modality-differs", gw::MODALITY_DIFFERS, false),
        (Self::SpeakerDropped, "speaker-dropped", gw::SPEAKER_DROPPED, true),
        (Self::SpeakerDiffers, "speaker-differs", gw::SPEAKER_DIFFERS, false),
        (Self::EndNowhere, "end-nowhere", gw::END_NOWHERE, true),
        (Self::EndNotNear, "end-not-near", gw::END_NOT_NEAR, false),
        (Self::SentenceNegated, "sentence-negated", gw::SENTENCE_NEGATED, false),
        (Self::SentenceHedged, "sentence-hedged", gw::SENTENCE_HEDGED, false),
        (Self::SentenceReported, "sentence-reported", gw::SENTENCE_REPORTED, false),
        (Self::SourceChanged, "source-changed", gw::SOURCE_CHANGED, false),
        (Self::OutsideDomain, "outside-domain", gw::OUTSIDE_DOMAIN, true),
        (Self::OutsideRange, "outside-range", gw::OUTSIDE_RANGE, true),
        (Self::NoQuote, "no-quote", gw::NO_QUOTE, false),
        (Self::NotChecked, "not-checked", gw::NOT_CHECKED, false),
    ];

    fn row(self) -> &'static (Self, &'static str, &'static str, bool) {
        // The table is in the order of the kinds, as a test has it.
        &Self::ALL[self as usize]
    }

    /// Its name for options and reports.
    pub fn name(self) -> &'static str {
        self.row().1
    }

    /// Its IRI.
    pub fn term(self) -> &'static str {
        self.row().2
    }

    /// The kind of a name.
    pub fn by_name(name: &str) -> Option<Self> {
        let row = Self::ALL.iter().find(|row| row.1 == name);
        row.map(|row| row.0)
    }

    /// Those that fail a relation unless told otherwise.
    pub fn failing() -> BTreeSet<Self> {
        let failing = Self::ALL.iter().filter(|row| row.3);
        failing.map(|row| row.0).into_set()
    }
}

/// One thing that was found, in words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// Which kind of thing.
    pub kind: FindingKind,
    /// What was found and what would be right: lower case, no full stop.
    pub message: String,
}

impl Finding {
    pub(super) fn new(kind: FindingKind, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: message.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_the_order_of_the_kinds() {
        for (number, row) in FindingKind::ALL.iter().enumerate() {
            assert_eq!(row.0 as usize, number, "{}", row.1);
            assert_eq!(FindingKind::by_name(row.1), Some(row.0));
        }
    }
}
