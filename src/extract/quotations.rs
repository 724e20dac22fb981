//! Words between quotation marks and who speaks them.
//!
//! The speaker is the subject of a verb of saying beside the quotation, or a bare name on a line of its own after it.
//! A quotation that follows another in the next sentence without a speaker of its own goes on with the same one.

use crate::extract::mentions::{MentionKind, Mentions};
use crate::extract::reading::{Reading, WordPlace};
use crate::extract::{Relation, UniversalTag};
use crate::ontology::Lexicon;

/// Words between quotation marks.
#[derive(Debug, Clone)]
pub struct Quotation {
    /// The opening mark.
    pub start: WordPlace,
    /// The closing mark, or the last word where it is missing.
    pub end: WordPlace,
    /// The mention of the speaker.
    pub speaker: Option<usize>,
    /// The verb of saying.
    pub cue: Option<WordPlace>,
}

/// The quotations of a document, in its order.
#[derive(Debug, Clone, Default)]
pub struct Quotations {
    /// The quotations.
    pub all: Vec<Quotation>,
}

impl Quotations {
    /// The quotation in which a word stands.
    pub fn around(&self, sentence: usize, word: usize) -> Option<&Quotation> {
        let place = (sentence, word);
        let next = self
            .all
            .partition_point(|quotation| quotation.start < place);
        let quotation = self.all.get(next.checked_sub(1)?)?;
        (place < quotation.end).then_some(quotation)
    }

    /// Finds marks and speakers. Short quotations of a few words within a sentence are none of their own.
    pub fn find(reading: &Reading<'_>, mentions: &Mentions, lexicon: &Lexicon) -> Self {
        let mut found = Self {
            all: marks(reading),
        };
        for index in 0..found.all.len() {
            let (speaker, cue) = found.speaker(reading, mentions, lexicon, index);
            found.all[index].speaker = speaker;
            found.all[index].cue = cue;
        }
        found
    }

    fn speaker(
        &self,
        reading: &Reading<'_>,
        mentions: &Mentions,
        lexicon: &Lexicon,
        index: usize,
    ) -> (Option<usize>, Option<WordPlace>) {
        let quotation = &self.all[index];
        for sentence in [quotation.end.0, quotation.start.0] {
            if let Some((speaker, cue)) = self.saying(reading, mentions, lexicon, sentence) {
                return (Some(speaker), Some(cue));
            }
        }
        let next = quotation.end.0 + 1;
        if quotation.end.1 + 1 >= reading.sentences[quotation.end.0].words.len()
            && next < reading.sentences.len()
        {
            let words = &reading.sentences[next].words;
            let is_bare = words.len() <= 8
                && words.iter().all(|word| {
                    matches!(
                        word.tag,
                        UniversalTag::ProperNoun
                            | UniversalTag::Punctuation
                            | UniversalTag::Determiner
                    )
                });
            let bare = (0..words.len()).find_map(|head| {
                let at = mentions.at(next, head)?;
                (mentions.all[at].kind == MentionKind::Name).then_some(at)
            });
            if let Some(bare) = bare.filter(|_| is_bare) {
                return (Some(bare), None);
            }
            if words.len() <= 8
                && let Some((speaker, cue)) = self.saying(reading, mentions, lexicon, next)
            {
                return (Some(speaker), Some(cue));
            }
        }
        let before = index.checked_sub(1).map(|before| &self.all[before]);
        match before {
            Some(before) if before.end.0 + 1 >= quotation.start.0 => (before.speaker, before.cue),
            _ => (None, None),
        }
    }

    /// A verb of saying in a sentence, outside quotation marks, with its subject.
    fn saying(
        &self,
        reading: &Reading<'_>,
        mentions: &Mentions,
        lexicon: &Lexicon,
        sentence: usize,
    ) -> Option<(usize, WordPlace)> {
        let tree = &reading.sentences[sentence];
        (0..tree.words.len()).find_map(|verb| {
            let word = &tree.words[verb];
            if word.tag != UniversalTag::Verb
                || lexicon.report_cues(&word.lemma).is_empty()
                || self.around(sentence, verb).is_some()
            {
                return None;
            }
            let subject = tree.children(verb).find(|&child| {
                tree.words[child].relation.universal() == Relation::Nsubj
                    || tree.words[child].tag == UniversalTag::ProperNoun
                        && child.abs_diff(verb) == 1
            })?;
            if self.around(sentence, subject).is_some() {
                return None;
            }
            Some((mentions.at(sentence, subject)?, (sentence, verb)))
        })
    }
}

/// The fewest words that make a quotation.
const FEWEST: usize = 4;

fn marks(reading: &Reading<'_>) -> Vec<Quotation> {
    let mut found = Vec::new();
    let mut open: Option<WordPlace> = None;
    let mut n_words = 0;
    for (sentence, tree) in reading.sentences.iter().enumerate() {
        for (index, word) in tree.words.iter().enumerate() {
            let place = (sentence, index);
            n_words += 1;
            match &reading.text[word.range.clone()] {
                "“" | "„" => {
                    open = Some(place);
                    n_words = 0;
                }
                "\"" if open.is_none() => {
                    open = Some(place);
                    n_words = 0;
                }
                "”" | "\"" => {
                    if let Some(start) = open.take()
                        && n_words > FEWEST
                    {
                        found.push(Quotation {
                            start,
                            end: place,
                            speaker: None,
                            cue: None,
                        });
                    }
                }
                _ => {}
            }
        }
        // A mark that is never closed does not quote the rest of the text.
        if open.is_some_and(|start| sentence > start.0 + 6) {
            open = None;
        }
    }
    found
}
