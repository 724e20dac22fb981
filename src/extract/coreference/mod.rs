//! Which mentions refer to the same thing: names and their short forms, appositions, pronouns, descriptions.
//!
//! One pass in the order of the text. What was mentioned is looked up by name, by last word and by class; pronouns look
//! at a bounded number of recent mentions, so the time grows with the text and no faster.

mod cast;
mod description;
mod names;
mod pronoun;
mod quoted;

pub use cast::{Cast, Entity};
pub use quoted::resolve_quoted;

use crate::extract::Relation;
use crate::extract::classes::Classes;
use crate::extract::mentions::{MentionKind, Mentions};
use crate::extract::quotations::Quotations;
use crate::extract::reading::Reading;
use crate::ontology::{Gazetteer, Lexicon};

/// What resolving needs to know.
pub struct Knowledge<'a> {
    /// Names.
    pub gazetteer: &'a Gazetteer,
    /// Words for relations.
    pub lexicon: &'a Lexicon,
    /// Classes.
    pub classes: &'a Classes,
}

/// The entities of a document. Pronouns of the first person and `here` are left for [`resolve_quoted`].
pub fn resolve(
    reading: &Reading<'_>,
    mentions: &Mentions,
    quotations: &Quotations,
    knowledge: &Knowledge<'_>,
) -> Cast {
    let mut cast = Cast::new(mentions.all.len());
    let mut memory = cast::Memory::default();
    for index in 0..mentions.all.len() {
        let mention = &mentions.all[index];
        let context = Context {
            reading,
            mentions,
            knowledge,
            quotations,
            index,
        };
        let found = match mention.kind {
            MentionKind::Name | MentionKind::Demonym => {
                Some(names::resolve(&context, &mut cast, &mut memory))
            }
            MentionKind::Nominal => Some(description::resolve(&context, &mut cast, &mut memory)),
            MentionKind::Pronoun => pronoun::resolve(&context, &mut cast, &memory),
        };
        if let Some(entity) = found {
            cast.join(index, entity, mention);
            memory.note(&context, &cast, entity);
        }
    }
    cast
}

/// One mention with all around it.
pub(super) struct Context<'a, 'text> {
    pub(super) reading: &'a Reading<'text>,
    pub(super) mentions: &'a Mentions,
    pub(super) knowledge: &'a Knowledge<'a>,
    pub(super) quotations: &'a Quotations,
    pub(super) index: usize,
}

impl Context<'_, '_> {
    pub(super) fn is_subject(&self) -> bool {
        let mention = &self.mentions.all[self.index];
        let words = &self.reading.sentences[mention.sentence].words;
        words[mention.head].relation.universal() == Relation::Nsubj
    }
}
