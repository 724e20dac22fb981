//! Clauses that nouns make: appositions, possessives, nouns with prepositions, titles before names.

use super::clause::{Argument, Clause, Construction, Role};
use super::conjuncts::conjuncts;
use super::title::titles;
use super::words::{is_time, preposition, small};
use crate::extract::{FineTag, Relation, Sentence, UniversalTag};

/// The clauses of nouns, in the order of their predicates.
pub(super) fn clauses(sentence: &Sentence<'_>) -> Vec<Clause> {
    let mut found = Vec::new();
    for word in 0..sentence.words.len() {
        if !is_noun(sentence, word) {
            continue;
        }
        found.extend(apposition(sentence, word));
        found.extend(titles(sentence, word));
        found.extend(relation_of_noun(sentence, word));
    }
    found
}

fn is_noun(sentence: &Sentence<'_>, word: usize) -> bool {
    matches!(
        sentence.words[word].tag,
        UniversalTag::Noun | UniversalTag::ProperNoun
    )
}

pub(super) fn is_name(sentence: &Sentence<'_>, word: usize) -> bool {
    sentence.words[word].tag == UniversalTag::ProperNoun
}

pub(super) fn argument(role: Role, head: usize, marker: Option<usize>) -> Argument {
    Argument {
        role,
        head,
        marker,
        is_shared: false,
    }
}

/// `Ann Ng, the judge`. Parsers take many things for appositions: they are believed with a name on one side, or
/// between two commas.
fn apposition(sentence: &Sentence<'_>, word: usize) -> Option<Clause> {
    let head = sentence.words[word].head?;
    let is_apposition = sentence.words[word].relation == Relation::Appos && is_noun(sentence, head);
    let (first_is_name, second_is_name) = (is_name(sentence, head), is_name(sentence, word));
    if !is_apposition || !(first_is_name || second_is_name || is_set_off(sentence, word)) {
        return None;
    }
    // `third - largest`, `Spider-Man`: what a hyphen joins is one word.
    let start = sentence.subtree_span(word).start;
    let hyphen = start
        .checked_sub(1)
        .filter(|&before| sentence.words[before].fine_tag == FineTag::Hyphen);
    if hyphen.is_some() {
        return None;
    }
    let (subject, attribute) = if second_is_name && !first_is_name {
        (word, head)
    } else {
        (head, word)
    };
    let mut clause = Clause::new(word, Construction::Apposition);
    clause
        .arguments
        .push(argument(Role::Subject, subject, None));
    clause
        .arguments
        .push(argument(Role::Attribute, attribute, None));
    Some(clause)
}

/// Whether commas, brackets or dashes stand on both sides, or the sentence ends behind.
fn is_set_off(sentence: &Sentence<'_>, word: usize) -> bool {
    let span = sentence.subtree_span(word);
    let is_punctuation = |word: usize| sentence.words[word].tag == UniversalTag::Punctuation;
    let before =
        is_punctuation(span.start) || span.start.checked_sub(1).is_some_and(is_punctuation);
    let after = is_punctuation(span.end - 1)
        || span.end == sentence.words.len()
        || is_punctuation(span.end);
    before && after
}

/// `its invasion of Ukraine`, `Ann's visit to Bern`, `cooperation with Russia`.
fn relation_of_noun(sentence: &Sentence<'_>, noun: usize) -> Option<Clause> {
    let mut subjects = Vec::new();
    let mut others = Vec::new();
    for child in sentence.children(noun) {
        match sentence.words[child].relation {
            Relation::NmodPoss => subjects.extend(conjuncts(sentence, child)),
            Relation::Nmod => {
                let Some(marker) = preposition(sentence, child) else {
                    continue;
                };
                for head in conjuncts(sentence, child) {
                    let marker = preposition(sentence, head).unwrap_or(marker);
                    let role = role(sentence, head, marker);
                    others.push(argument(role, head, Some(marker)));
                }
            }
            _ => {}
        }
    }
    let construction = if subjects.is_empty() {
        Construction::NounPreposition
    } else {
        Construction::Possessive
    };
    if subjects.is_empty() && others.is_empty() {
        return None;
    }
    let mut clause = Clause::new(noun, construction);
    let subjects = subjects.into_iter();
    clause
        .arguments
        .extend(subjects.map(|head| argument(Role::Subject, head, None)));
    let has_agent = others.iter().any(|other| other.role == Role::Agent);
    if clause.arguments.is_empty() && !has_agent {
        clause.arguments.push(argument(Role::Subject, noun, None));
    }
    clause.arguments.extend(others);
    Some(clause)
}

fn role(sentence: &Sentence<'_>, head: usize, marker: usize) -> Role {
    if is_time(sentence, head) {
        Role::Time
    } else if small(sentence, marker) == "by" && sentence.words[head].fine_tag != FineTag::VBG {
        Role::Agent
    } else {
        Role::Oblique
    }
}
