//! A relation before it becomes a fact, and what all rules need to know.

use crate::extract::classes::Classes;
use crate::extract::coreference::Cast;
use crate::extract::mentions::{Mentions, apposition};
use crate::extract::quotations::Quotations;
use crate::extract::reading::{Reading, semantic_head};
use crate::ontology::{Frame, Gazetteer, Lexicon, Ontology};
use std::collections::BTreeMap;

/// A document with all that is known before relations are looked for.
pub struct Scene<'a, 'text> {
    /// Sentences.
    pub reading: &'a Reading<'text>,
    /// Mentions.
    pub mentions: &'a Mentions,
    /// Entities.
    pub cast: &'a Cast,
    /// Quotations.
    pub quotations: &'a Quotations,
    /// Words for relations.
    pub lexicon: &'a Lexicon,
    /// Names.
    pub gazetteer: &'a Gazetteer,
    /// Classes.
    pub classes: &'a Classes,
    /// The ontology itself: domains and ranges.
    pub ontology: &'a Ontology,
    /// Whom persons act for.
    pub sides: BTreeMap<usize, usize>,
}

impl Scene<'_, '_> {
    /// The entity that a word stands for.
    pub fn entity(&self, sentence: usize, word: usize) -> Option<usize> {
        let head = semantic_head(&self.reading.sentences[sentence], word);
        let at = self.mentions.at(sentence, head)?;
        let entity = self.cast.of_mention[at]?;
        // Who holds an office acts, not the office: `met the president, Ibrahim Traoré`.
        let is_office = self.cast.entities[entity]
            .classes
            .first()
            .is_some_and(|class| class.ends_with("#Role"));
        let holder = apposition(&self.reading.sentences[sentence], head).filter(|_| is_office);
        let holder = holder
            .and_then(|name| self.mentions.at(sentence, name))
            .and_then(|at| self.cast.of_mention[at]);
        Some(holder.unwrap_or(entity))
    }

    /// The entity that a word itself stands for, the office where it is one.
    pub fn office(&self, sentence: usize, word: usize) -> Option<usize> {
        let at = self.mentions.at(sentence, word)?;
        self.cast.of_mention[at]
    }

    /// Whether an entity is of one of these classes; none asks for nothing.
    pub fn is_one_of(&self, entity: usize, wanted: &[String]) -> bool {
        let known = &self.cast.entities[entity];
        wanted.is_empty()
            || known.classes.is_empty()
            || known
                .classes
                .iter()
                .any(|class| wanted.iter().any(|one| self.classes.is_a(class, one)))
    }

    /// Whether an entity is of a class of the core.
    pub fn is(&self, entity: usize, name: &str) -> bool {
        self.classes
            .any_is(&self.cast.entities[entity].classes, name)
    }

    /// Whether the ends of a frame fit: its own classes, then domain and range of its property.
    pub fn fits(&self, frame: &Frame, subject: usize, object: usize) -> bool {
        if subject == object
            || !self.is_one_of(subject, &frame.subject_classes)
            || !self.is_one_of(object, &frame.object_classes)
        {
            return false;
        }
        let Some(property) = self.ontology.properties().get(&frame.property) else {
            return true;
        };
        let is_of = |entity: usize, class: &Option<String>| {
            class.as_ref().is_none_or(|class| {
                !self.ontology.classes().contains_key(class)
                    || self.is_one_of(entity, std::slice::from_ref(class))
                    // A state is a place and acts all the same; so do museums, and floods block roads.
                    || class.ends_with("#Agent")
                        && ["GeopoliticalEntity", "Facility", "Event"].iter().any(|name| self.is(entity, name))
            })
        };
        is_of(subject, &property.domain) && is_of(object, &property.range)
    }
}

/// Which kind of rule made a relation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// A verb with subject and object.
    Verb,
    /// A verb with a fixed object: `take control of`.
    FixedObject,
    /// A noun for an event or a state: `invasion`.
    Noun,
    /// A noun for a holder: `leader`.
    Role,
    /// An adjective or participle.
    Adjective,
    /// A construction without a word of its own.
    Structure,
    /// A verb that the lexicon does not know.
    Open,
}

impl Rule {
    /// Its name for explanations.
    pub fn name(self) -> &'static str {
        match self {
            Self::Verb => "verb",
            Self::FixedObject => "verb with a fixed object",
            Self::Noun => "noun",
            Self::Role => "role noun",
            Self::Adjective => "adjective",
            Self::Structure => "construction",
            Self::Open => "open",
        }
    }
}

/// A relation with its words.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// The entity it starts from.
    pub subject: usize,
    /// The IRI of the property.
    pub property: String,
    /// The entity it ends at.
    pub object: usize,
    /// Its sentence.
    pub sentence: usize,
    /// The word that stands for it.
    pub predicate: usize,
    /// The words of its ends that stand in the sentence.
    pub ends: Vec<usize>,
    /// The rule.
    pub rule: Rule,
    /// The IRI of the lexical entry.
    pub entry: String,
    /// The modality and polarity that the entry brings along.
    pub brings: (
        Option<crate::model::Modality>,
        Option<crate::model::Polarity>,
    ),
}

/// All relations found so far.
#[derive(Debug, Clone, Default)]
pub struct Candidates {
    /// The relations, in the order of the text.
    pub all: Vec<Candidate>,
    last: std::collections::BTreeSet<(usize, usize, usize, usize)>,
    predicates: std::collections::BTreeSet<(usize, usize)>,
}

impl Candidates {
    /// Adds a relation, unless the same word already joins the same ends.
    pub fn add(&mut self, candidate: Candidate) -> bool {
        let key = (
            candidate.sentence,
            candidate.predicate,
            candidate.subject,
            candidate.object,
        );
        let is_new = self.last.insert(key);
        if is_new {
            self.predicates
                .insert((candidate.sentence, candidate.predicate));
            self.all.push(candidate);
        }
        is_new
    }

    /// Whether a word of a sentence stands for some relation.
    pub fn has(&self, sentence: usize, predicate: usize) -> bool {
        self.predicates.contains(&(sentence, predicate))
    }

    /// Whether a word of a sentence joins two ends, in either direction.
    pub fn joins(&self, sentence: usize, predicate: usize, one: usize, other: usize) -> bool {
        self.last.contains(&(sentence, predicate, one, other))
            || self.last.contains(&(sentence, predicate, other, one))
    }
}
