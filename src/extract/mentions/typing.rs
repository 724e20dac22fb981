//! Classes of mentions: gazetteer, titles, given names, words inside names, head nouns, and the dictionary for the rest.

use crate::extract::classes::core;
use crate::extract::reading::Reading;
use crate::extract::word_classes::WordClass;
use crate::extract::{FineTag, UniversalTag};
use crate::ontology::Gazetteer;
use std::ops::Range;

/// The classes that the words of a name point to.
pub(super) fn of_name(
    reading: &Reading<'_>,
    gazetteer: &Gazetteer,
    sentence: usize,
    words: &Range<usize>,
) -> Vec<String> {
    let forms: Vec<&str> = reading.sentences[sentence].words[words.clone()]
        .iter()
        .map(|word| word.form.as_ref())
        .collect();
    let first_is_given = forms
        .first()
        .is_some_and(|form| gazetteer.is_given_name(form));
    // `Glen Moray Distillers`: a body may be called after a person.
    let last = forms
        .last()
        .map(|form| gazetteer.classes_of_name_word(form));
    let body = [
        "Company",
        "ResearchBody",
        "NonProfit",
        "GovernmentBody",
        "Facility",
    ];
    if let Some(classes) = last.filter(|classes| {
        forms.len() > 2
            && classes
                .iter()
                .any(|class| body.iter().any(|name| *class == core(name)))
    }) {
        return classes.to_vec();
    }
    if forms.len() > 1 && first_is_given {
        return vec![core("Person")];
    }
    if forms.len() > 1 {
        let found = forms.iter().rev().find_map(|form| {
            let classes = gazetteer.classes_of_name_word(form);
            (!classes.is_empty()).then(|| classes.to_vec())
        });
        if let Some(classes) = found {
            return classes;
        }
    }
    let head = forms
        .last()
        .map(|form| form.to_lowercase())
        .unwrap_or_default();
    let classes = gazetteer.classes_of_noun(&head);
    if forms.len() > 1 && !classes.is_empty() {
        return classes.to_vec();
    }
    if first_is_given
        || (2..=3).contains(&forms.len()) && forms.iter().all(|form| is_plain_name(form))
    {
        return vec![core("Person")];
    }
    Vec::new()
}

fn is_plain_name(form: &str) -> bool {
    let mut letters = form.chars();
    letters.next().is_some_and(char::is_uppercase)
        && letters.all(|letter| letter.is_lowercase() || letter == '-' || letter == '\'')
}

/// The classes that a common noun points to, its modifiers taken in first: `armed forces`, `prime minister`.
pub(super) fn of_noun(
    reading: &Reading<'_>,
    gazetteer: &Gazetteer,
    sentence: usize,
    head: usize,
    dictionary: WordClass,
) -> Vec<String> {
    let words = &reading.sentences[sentence].words;
    let word = &words[head];
    let form = word.form.to_lowercase();
    let mut phrases = Vec::new();
    if head > 0 {
        let before = words[head - 1].form.to_lowercase();
        phrases.push(format!("{before} {form}"));
        phrases.push(format!("{before} {}", word.lemma));
    }
    phrases.push(form);
    for phrase in &phrases {
        let classes = gazetteer.classes_of_noun(phrase);
        if !classes.is_empty() {
            return classes.to_vec();
        }
    }
    let is_plural = word.fine_tag == FineTag::NNS;
    let classes = gazetteer.classes_of_noun(&word.lemma);
    if !classes.is_empty() {
        return classes.iter().map(|class| many(class, is_plural)).collect();
    }
    if word.tag != UniversalTag::Noun {
        return Vec::new();
    }
    vec![core(by_dictionary(dictionary, is_plural))]
}

/// Several persons are a group.
fn many(class: &str, is_plural: bool) -> String {
    if is_plural && class == core("Person") {
        core("Group")
    } else {
        class.to_owned()
    }
}

/// By the lexicographer's file of the first sense in `WordNet`, which the dictionary counts from 1.
fn by_dictionary(known: WordClass, is_plural: bool) -> &'static str {
    match known.noun.saturating_sub(1) {
        18 if is_plural => "Group",
        18 => "Person",
        14 => "Organization",
        15 => "Region",
        6 => "Artifact",
        4 | 11 | 19 | 22 => "Event",
        13 | 21 | 27 => "Resource",
        _ => "Topic",
    }
}
