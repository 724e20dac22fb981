//! Which words stand for which property, and which words plan, deny or report.
//!
//! A frame says where the two ends of a relation stand around a word: `acquire` has the buyer as its subject
//! and what is bought as its object, `takeover` has the buyer as its possessor and what is bought after `of`.
//! One entry of `ontology/lexicon-en.ttl` may name several lemmas and several markers; here each combination
//! is a [`Frame`] of its own that knows the entry it came from.

mod frame;
mod load;

pub use frame::{Construction, Frame, Operator, ReportCue, Slot};
pub use load::LexiconError;

use indexmap::IndexMap;

/// The lexicon in effect: the one in the program and what added files hold.
///
/// Entries are found by the lemma of their head: the first word of a verb (`take` for `take over`), the last
/// word before an `of` of a noun, adjective or role (`executive` for `chief executive`, `head` for
/// `head of state`). [`Frame::words`] has all words, which the caller compares.
///
/// ```
/// use graphwright::ontology::{Lexicon, Ontology, Slot};
///
/// let lexicon = Lexicon::of(&Ontology::built_in()?)?;
/// let takeover = &lexicon.verb_frames("take")
///     .iter()
///     .find(|frame| frame.words == ["take", "over"] && frame.property.ends_with("acquires"))
///     .unwrap();
/// assert_eq!((&takeover.subject, &takeover.object), (&Slot::Subject, &Slot::Object));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    verbs: IndexMap<String, Vec<Frame>>,
    nouns: IndexMap<String, Vec<Frame>>,
    roles: IndexMap<String, Vec<Frame>>,
    adjectives: IndexMap<String, Vec<Frame>>,
    structures: Vec<(Construction, Frame)>,
    operators: IndexMap<String, Vec<Operator>>,
    report_cues: IndexMap<String, Vec<ReportCue>>,
}

impl Lexicon {
    /// Frames whose verb starts with the lemma, in the order of the files.
    pub fn verb_frames(&self, lemma: &str) -> &[Frame] {
        slice(&self.verbs, lemma)
    }

    /// Frames of nouns for relations, such as `invasion`, by head.
    pub fn noun_frames(&self, lemma: &str) -> &[Frame] {
        slice(&self.nouns, lemma)
    }

    /// Frames of nouns for holders of a role, such as `leader`, by head.
    pub fn role_frames(&self, lemma: &str) -> &[Frame] {
        slice(&self.roles, lemma)
    }

    /// Frames of adjectives and participles, such as `embroiled`.
    pub fn adjective_frames(&self, lemma: &str) -> &[Frame] {
        slice(&self.adjectives, lemma)
    }

    /// Frames of a construction that has no word of its own, the first that fits the classes of its ends
    /// being the one to take.
    pub fn structure_frames(&self, construction: Construction) -> impl Iterator<Item = &Frame> {
        let of_it = move |(kind, _): &&(Construction, Frame)| *kind == construction;
        self.structures.iter().filter(of_it).map(|(_, frame)| frame)
    }

    /// Words that change the modality or polarity of what they govern, by their first word.
    pub fn operators(&self, lemma: &str) -> &[Operator] {
        slice(&self.operators, lemma)
    }

    /// Words that say that somebody holds a claim, by their first word.
    pub fn report_cues(&self, lemma: &str) -> &[ReportCue] {
        slice(&self.report_cues, lemma)
    }

    /// Every frame with its kind, in the order of the files: for lists and for checks.
    pub fn frames(&self) -> impl Iterator<Item = &Frame> {
        let worded = [&self.verbs, &self.nouns, &self.roles, &self.adjectives];
        let worded = worded
            .into_iter()
            .flat_map(|table| table.values().flatten());
        worded.chain(self.structures.iter().map(|(_, frame)| frame))
    }

    /// Every operator, in the order of the files.
    pub fn all_operators(&self) -> impl Iterator<Item = &Operator> {
        self.operators.values().flatten()
    }

    /// Every report cue, in the order of the files.
    pub fn all_report_cues(&self) -> impl Iterator<Item = &ReportCue> {
        self.report_cues.values().flatten()
    }
}

fn slice<'a, T>(table: &'a IndexMap<String, Vec<T>>, lemma: &str) -> &'a [T] {
    table.get(lemma).map_or(&[], Vec::as_slice)
}
