//! Noun phrases, names, pronouns and demonyms: the places of a text that refer to something.

mod find;
mod label;
mod name;
mod phrase;
mod typing;

pub use find::{Knowledge, find};
pub use label::{label, own_words};
pub use phrase::{anchor, apposition, conjuncts, owner, phrase, title_of};

use crate::extract::reading::WordPlace;
use crate::ontology::{EntryId, Gender};
use std::collections::BTreeMap;
use std::ops::Range;

/// How a mention refers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MentionKind {
    /// A name: `Burkina Faso`.
    Name,
    /// A description: `the country`, `armed groups`.
    Nominal,
    /// A pronoun, or an adverb of place: `he`, `its`, `here`.
    Pronoun,
    /// An adjective of a place: `Russian`.
    Demonym,
}

/// A place in a text that refers to something.
#[derive(Debug, Clone)]
pub struct Mention {
    /// Its sentence.
    pub sentence: usize,
    /// Its most important word.
    pub head: usize,
    /// Its words.
    pub words: Range<usize>,
    /// How it refers.
    pub kind: MentionKind,
    /// What the gazetteer takes it for.
    pub entry: Option<EntryId>,
    /// The classes that its own words point to, the likeliest first: IRIs.
    pub classes: Vec<String>,
    /// Whether it stands for several.
    pub is_plural: bool,
    /// The gender of a person where the words tell.
    pub gender: Option<Gender>,
    /// Whether it begins with `the`, `this` or `that`.
    pub is_definite: bool,
}

/// All mentions of a document in its order, found by their head.
#[derive(Debug, Clone, Default)]
pub struct Mentions {
    /// The mentions.
    pub all: Vec<Mention>,
    by_head: BTreeMap<WordPlace, usize>,
    /// Mentions that stand inside the name of another, such as `US` in `US Africa Command`.
    pub inner: Vec<(usize, usize)>,
}

impl Mentions {
    /// The mention with this head.
    pub fn at(&self, sentence: usize, head: usize) -> Option<usize> {
        self.by_head.get(&(sentence, head)).copied()
    }

    fn add(&mut self, mention: Mention) -> usize {
        let place = (mention.sentence, mention.head);
        self.by_head.entry(place).or_insert(self.all.len());
        self.all.push(mention);
        self.all.len() - 1
    }
}
