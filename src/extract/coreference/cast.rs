//! The entities found so far, and what of them is fresh in mind.

use crate::extract::coreference::Context;
use crate::extract::mentions::{Mention, MentionKind};
use crate::ontology::{EntryId, Gender};
use std::collections::{BTreeMap, VecDeque};

/// Something that a document speaks of.
#[derive(Debug, Clone, Default)]
pub struct Entity {
    /// What it is called.
    pub label: String,
    /// Its other names in this document.
    pub aliases: Vec<String>,
    /// Its classes, the likeliest first: IRIs.
    pub classes: Vec<String>,
    /// What the gazetteer takes it for.
    pub entry: Option<EntryId>,
    /// Where its names tell.
    pub gender: Option<Gender>,
    /// Whether it is several.
    pub is_plural: bool,
    /// Whether a name refers to it.
    pub is_named: bool,
    /// Its mentions, by number.
    pub mentions: Vec<usize>,
}

/// All entities of a document.
#[derive(Debug, Clone, Default)]
pub struct Cast {
    /// The entities.
    pub entities: Vec<Entity>,
    /// The entity of each mention.
    pub of_mention: Vec<Option<usize>>,
}

impl Cast {
    pub(super) fn new(n_mentions: usize) -> Self {
        Self {
            entities: Vec::new(),
            of_mention: vec![None; n_mentions],
        }
    }

    pub(super) fn add(&mut self, entity: Entity) -> usize {
        self.entities.push(entity);
        self.entities.len() - 1
    }

    /// A mention belongs to an entity and tells about it.
    pub(super) fn join(&mut self, index: usize, entity: usize, mention: &Mention) {
        self.of_mention[index] = Some(entity);
        let known = &mut self.entities[entity];
        known.mentions.push(index);
        known.gender = known.gender.or(mention.gender);
        if known.classes.is_empty() {
            known.classes.clone_from(&mention.classes);
        }
    }
}

/// How many recent mentions a pronoun may look at.
const SPAN: usize = 40;

/// A recent mention.
#[derive(Debug, Clone, Copy)]
pub(super) struct Recent {
    pub(super) entity: usize,
    pub(super) sentence: usize,
    pub(super) head: usize,
    pub(super) is_subject: bool,
    pub(super) is_demonym: bool,
    pub(super) is_quoted: bool,
}

/// What is fresh in mind.
#[derive(Debug, Default)]
pub(super) struct Memory {
    pub(super) recent: VecDeque<Recent>,
    pub(super) by_entry: BTreeMap<EntryId, usize>,
    pub(super) by_name: BTreeMap<String, usize>,
    /// Persons by the last word of their name.
    pub(super) surnames: BTreeMap<String, Vec<usize>>,
    /// By the last word of a description, or a word of a name in small letters.
    pub(super) by_word: BTreeMap<String, usize>,
    /// The last entity of each class that has a name.
    pub(super) by_class: BTreeMap<String, usize>,
    /// The last person called by a role noun: `the mayor`.
    pub(super) holders: BTreeMap<String, usize>,
    /// By the first and the last word of the own words of a description.
    pub(super) by_ends: BTreeMap<(String, String), usize>,
    /// By the label of a description.
    pub(super) by_label: BTreeMap<String, usize>,
}

impl Memory {
    pub(super) fn note(&mut self, context: &Context<'_, '_>, cast: &Cast, entity: usize) {
        let mention = &context.mentions.all[context.index];
        self.recent.push_front(Recent {
            entity,
            sentence: mention.sentence,
            head: mention.head,
            is_subject: context.is_subject(),
            is_demonym: mention.kind == MentionKind::Demonym,
            is_quoted: context
                .quotations
                .around(mention.sentence, mention.head)
                .is_some(),
        });
        self.recent.truncate(SPAN);
        let known = &cast.entities[entity];
        if mention.kind != MentionKind::Demonym && known.is_named {
            for class in &known.classes {
                self.by_class.insert(class.clone(), entity);
            }
        }
        if mention.kind == MentionKind::Nominal {
            let word = &context.reading.sentences[mention.sentence].words[mention.head];
            self.by_word.insert(word.lemma.clone(), entity);
        }
    }
}
