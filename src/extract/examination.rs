//! A text clause by clause: what facts that somebody else drew from it can be held against.

use crate::extract::facts::{Made, Maker};
use crate::extract::relations::{Scene, standing};
use crate::extract::{Relation, Sentence, UniversalTag};
use crate::model::{EntityRecord, Modality, RelationRecord};
use std::ops::Range;

/// What was understood of a text. Places are code points of the text, end excluded.
#[derive(Debug, Clone, Default)]
pub struct Examination {
    /// Everything that the text speaks of, with its mentions: names, pronouns and descriptions.
    pub entities: Vec<EntityRecord>,
    /// The relations that were found, those of words that the lexicon does not know included.
    pub relations: Vec<ExaminedRelation>,
    /// The sentences, in their order.
    pub sentences: Vec<Range<u64>>,
    /// The clauses, in their order.
    pub clauses: Vec<ExaminedClause>,
    /// What stands between quotation marks, in its order.
    pub quotations: Vec<ExaminedQuotation>,
}

/// A relation and how its clause stands in the sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct ExaminedRelation {
    /// The relation.
    pub record: RelationRecord,
    /// Whether a clause puts it forward. What a noun, a participle or a relative clause says is taken as given there,
    /// so that negation, hedges and reports above it need not touch it.
    pub is_stated: bool,
}

/// A clause and how it is put forward.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExaminedClause {
    /// Where its verb stands, or the word that a copula predicates.
    pub place: Range<u64>,
    /// The dictionary form of that word.
    pub lemma: String,
    /// Whether it is negated or denied.
    pub is_negative: bool,
    /// The modality that its words give, if any.
    pub modality: Option<Modality>,
    /// Who says it, the innermost first: places in [`Examination::entities`].
    pub speakers: Vec<usize>,
}

/// Words between quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExaminedQuotation {
    /// Where they stand, from mark to mark.
    pub place: Range<u64>,
    /// Who speaks them: a place in [`Examination::entities`].
    pub speaker: Option<usize>,
}

/// What came of a document.
pub(super) fn of(scene: &Scene<'_, '_>, made: Made, maker: &Maker<'_, '_>) -> Examination {
    let reading = scene.reading;
    let mut found = Examination {
        entities: (0..scene.cast.entities.len())
            .map(|entity| maker.entity(entity))
            .collect(),
        relations: relations(scene, made),
        ..Examination::default()
    };
    for (number, sentence) in reading.sentences.iter().enumerate() {
        if sentence.words.is_empty() {
            continue;
        }
        let words = 0..sentence.words.len();
        found
            .sentences
            .push(maker.place(&reading.bytes(number, &words)));
        for word in words {
            if !is_clause(sentence, word) {
                continue;
            }
            let standing = standing(scene, number, word);
            found.clauses.push(ExaminedClause {
                place: maker.place(&sentence.words[word].range),
                lemma: sentence.words[word].lemma.clone(),
                is_negative: standing.is_negative,
                modality: standing.modality,
                speakers: standing.reports.iter().map(|said| said.speaker).collect(),
            });
        }
    }
    for quotation in &scene.quotations.all {
        let byte = |(sentence, word): (usize, usize)| {
            let words = &reading.sentences[sentence].words;
            words.get(word).map(|word| word.range.clone())
        };
        let (Some(start), Some(end)) = (byte(quotation.start), byte(quotation.end)) else {
            continue;
        };
        let speaker = quotation.speaker.and_then(|at| scene.cast.of_mention[at]);
        found.quotations.push(ExaminedQuotation {
            place: maker.place(&(start.start..end.end)),
            speaker,
        });
    }
    found
}

fn relations(scene: &Scene<'_, '_>, made: Made) -> Vec<ExaminedRelation> {
    let relations = made.facts.relations.into_iter().zip(made.explanations);
    let examined = relations.map(|(record, why)| ExaminedRelation {
        record,
        is_stated: is_stated(&scene.reading.sentences[why.sentence], why.word_number),
    });
    examined.collect()
}

fn is_clause(sentence: &Sentence<'_>, word: usize) -> bool {
    sentence.words[word].tag == UniversalTag::Verb
        || sentence.child_by(word, Relation::Cop).is_some()
}

fn is_stated(sentence: &Sentence<'_>, predicate: usize) -> bool {
    let mut word = predicate;
    loop {
        if !is_clause(sentence, word) {
            return false;
        }
        let above = sentence.words[word].head;
        match (sentence.words[word].relation, above) {
            (Relation::Conj | Relation::Xcomp, Some(above)) => word = above,
            // `the hope that`: what a noun or adjective has for its content is put forward as what a verb has.
            (Relation::Acl | Relation::Advcl, _) => {
                let mark = sentence.child_by(word, Relation::Mark);
                return mark.is_some_and(|mark| sentence.words[mark].form == "that");
            }
            (relation, _) => {
                return matches!(
                    relation,
                    Relation::Root | Relation::Ccomp | Relation::Parataxis
                );
            }
        }
    }
}
