//! Finds every mention of a document.

use crate::extract::classes::{Classes, core};
use crate::extract::mentions::name::{add_inner, demonym, name};
use crate::extract::mentions::{Mention, MentionKind, Mentions, phrase, typing};
use crate::extract::reading::Reading;
use crate::extract::{English, FineTag, Relation, Sentence, UniversalTag};
use crate::ontology::{Gazetteer, Gender, SurfaceKind};
use std::ops::Range;

/// What finding mentions needs to know.
pub struct Knowledge<'a> {
    /// Names.
    pub gazetteer: &'a Gazetteer,
    /// Classes.
    pub classes: &'a Classes,
    /// Dictionary.
    pub english: &'a English,
}

/// The mentions of a document, in its order.
pub fn find(reading: &Reading<'_>, knowledge: &Knowledge<'_>) -> Mentions {
    let mut mentions = Mentions::default();
    for sentence in 0..reading.sentences.len() {
        for head in 0..reading.sentences[sentence].words.len() {
            if let Some(mention) = mention(reading, knowledge, sentence, head) {
                let index = mentions.add(mention);
                add_inner(reading, knowledge, &mut mentions, index);
            }
        }
    }
    mentions
}

fn mention(
    reading: &Reading<'_>,
    knowledge: &Knowledge<'_>,
    sentence: usize,
    head: usize,
) -> Option<Mention> {
    let tree = &reading.sentences[sentence];
    let word = &tree.words[head];
    let is_part = matches!(
        word.relation,
        Relation::Flat | Relation::Fixed | Relation::Goeswith
    );
    if is_part {
        return None;
    }
    match word.tag {
        UniversalTag::Pronoun => pronoun(reading, sentence, head),
        UniversalTag::Adverb if matches!(word.form.to_lowercase().as_str(), "here" | "there") => {
            Some(empty(sentence, head, head..head + 1, MentionKind::Pronoun))
        }
        UniversalTag::ProperNoun => name(reading, knowledge, sentence, head),
        UniversalTag::Adjective | UniversalTag::Noun
            if demonym(reading, knowledge, sentence, head).is_some() =>
        {
            demonym(reading, knowledge, sentence, head)
        }
        // An added gazetteer has names in small letters too: `bigos`.
        UniversalTag::Adjective | UniversalTag::Noun | UniversalTag::Other
            if is_known_name(reading, sentence, head) =>
        {
            name(reading, knowledge, sentence, head)
        }
        UniversalTag::Noun if word.relation == Relation::Compound => {
            let body = nominal(reading, knowledge, sentence, head);
            knowledge
                .classes
                .any_is(&body.classes, "GovernmentBody")
                .then_some(body)
        }
        UniversalTag::Noun => Some(nominal(reading, knowledge, sentence, head)),
        UniversalTag::Numeral if is_money(tree, head) => None,
        UniversalTag::Adjective | UniversalTag::Verb | UniversalTag::Numeral
            if is_argument(word.relation) && word.tag != UniversalTag::Verb =>
        {
            let mut mention = nominal(reading, knowledge, sentence, head);
            mention.is_plural = true;
            mention.classes = vec![core("Group")];
            Some(mention)
        }
        _ => None,
    }
}

/// Whether the gazetteer has words that start here as a name.
fn is_known_name(reading: &Reading<'_>, sentence: usize, head: usize) -> bool {
    let known = reading.names[sentence].get(&head);
    known.is_some_and(|known| {
        let mut senses = known.senses.iter();
        senses.any(|sense| sense.kind == SurfaceKind::Name)
    })
}

/// Sums of money are no entities.
fn is_money(tree: &Sentence<'_>, number: usize) -> bool {
    let is_currency = |at: usize| {
        let word = &tree.words[at];
        word.fine_tag == FineTag::Currency || word.form.contains(['€', '£', '$', '¥'])
    };
    number.checked_sub(1).is_some_and(is_currency) || tree.children(number).any(is_currency)
}

fn is_argument(relation: Relation) -> bool {
    matches!(
        relation.universal(),
        Relation::Nsubj | Relation::Obj | Relation::Iobj
    )
}

pub(super) fn empty(
    sentence: usize,
    head: usize,
    words: Range<usize>,
    kind: MentionKind,
) -> Mention {
    Mention {
        sentence,
        head,
        words,
        kind,
        entry: None,
        classes: Vec::new(),
        is_plural: false,
        gender: None,
        is_definite: false,
    }
}

fn pronoun(reading: &Reading<'_>, sentence: usize, head: usize) -> Option<Mention> {
    let word = &reading.sentences[sentence].words[head];
    let form = word.form.to_lowercase();
    let mut mention = empty(sentence, head, head..head + 1, MentionKind::Pronoun);
    match form.as_str() {
        "he" | "him" | "his" | "himself" => mention.gender = Some(Gender::Male),
        "she" | "her" | "hers" | "herself" => mention.gender = Some(Gender::Female),
        "they" | "them" | "their" | "themselves" | "both" | "we" | "us" | "our" | "ourselves" => {
            mention.is_plural = true;
        }
        "it" | "its" | "itself" | "i" | "me" | "my" | "who" | "which" | "that" | "whose"
        | "whom" | "this" => {}
        _ => return None,
    }
    if word.relation == Relation::Expl {
        return None;
    }
    Some(mention)
}

fn nominal(
    reading: &Reading<'_>,
    knowledge: &Knowledge<'_>,
    sentence: usize,
    head: usize,
) -> Mention {
    let tree = &reading.sentences[sentence];
    let word = &tree.words[head];
    // A quantity in front belongs to the phrase: `hundreds of civilians`.
    let outer = word.head.filter(|&above| {
        crate::extract::reading::semantic_head(tree, above) == head && above != head
    });
    let words = outer.map_or_else(|| phrase(tree, head), |above| phrase(tree, above));
    let mut mention = empty(sentence, head, words, MentionKind::Nominal);
    mention.is_plural = matches!(word.fine_tag, FineTag::NNS | FineTag::NNPS)
        || matches!(word.lemma.as_str(), "people" | "police" | "staff");
    let determiner = tree.child_by(head, Relation::Det);
    mention.is_definite = determiner.is_some_and(|determiner| {
        let form = tree.words[determiner].form.to_lowercase();
        matches!(
            form.as_str(),
            "the" | "this" | "that" | "these" | "those" | "both"
        )
    });
    let dictionary = knowledge.english.model().classes.look_up(&word.form);
    mention.classes = typing::of_noun(reading, knowledge.gazetteer, sentence, head, dictionary);
    mention
}
