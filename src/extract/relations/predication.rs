//! What a verb says of whom: subjects, objects and obliques, with those that are understood.

use crate::extract::mentions::conjuncts;
use crate::extract::relations::subjects::{is_passive, surface_subjects};
use crate::extract::{Relation, Sentence, UniversalTag};
use crate::ontology::Slot;

/// A verb with its arguments.
#[derive(Debug, Clone)]
pub struct Predication {
    /// The verb.
    pub predicate: usize,
    /// Whether it is passive.
    pub is_passive: bool,
    /// Arguments by slot: heads, conjuncts each by itself.
    pub arguments: Vec<(Slot, usize)>,
}

impl Predication {
    /// The heads in a slot.
    pub fn heads(&self, slot: &Slot) -> impl Iterator<Item = usize> + '_ {
        let slot = slot.clone();
        self.arguments
            .iter()
            .filter(move |(of, _)| *of == slot)
            .map(|(_, head)| *head)
    }
}

/// How many verbs up an understood subject is looked for.
const DEPTH: usize = 5;

/// The arguments of a verb.
pub fn predication(sentence: &Sentence<'_>, verb: usize) -> Predication {
    let is_passive = is_passive(sentence, verb);
    let mut arguments = Vec::new();
    let slot = if is_passive {
        Slot::Object
    } else {
        Slot::Subject
    };
    arguments.extend(
        surface_subjects(sentence, verb, DEPTH)
            .into_iter()
            .map(|head| (slot.clone(), head)),
    );
    for child in sentence.children(verb) {
        add_dependent(sentence, child, is_passive, &mut arguments);
    }
    if sentence.words[verb].relation == Relation::AclRelcl {
        add_antecedent(sentence, verb, &mut arguments);
    }
    share_object(sentence, verb, &mut arguments);
    Predication {
        predicate: verb,
        is_passive,
        arguments,
    }
}

fn add_dependent(
    sentence: &Sentence<'_>,
    child: usize,
    is_passive: bool,
    arguments: &mut Vec<(Slot, usize)>,
) {
    let word = &sentence.words[child];
    match word.relation {
        Relation::Obj if marker(sentence, child).is_some() => {
            let marker = marker(sentence, child).unwrap_or_default();
            let heads = conjuncts(sentence, child).into_iter();
            arguments.extend(heads.map(|head| (Slot::Marker(marker.clone()), head)));
        }
        Relation::Obj => {
            let slot = if is_passive {
                Slot::Complement
            } else {
                Slot::Object
            };
            arguments.extend(
                conjuncts(sentence, child)
                    .into_iter()
                    .map(|head| (slot.clone(), head)),
            );
        }
        Relation::Iobj => {
            // The only one is the object: `urged Norway to act`, `accused Norway of`; not with what is said: `told Oslo that`.
            let is_only = word.head.is_none_or(|verb| {
                sentence.child_by(verb, Relation::Obj).is_none()
                    && sentence.child_by(verb, Relation::Ccomp).is_none()
            });
            for head in conjuncts(sentence, child) {
                arguments.push((Slot::IndirectObject, head));
                if is_only {
                    arguments.push((Slot::Object, head));
                }
            }
        }
        Relation::Obl | Relation::OblAgent | Relation::OblUnmarked | Relation::Nmod => {
            let Some(marker) = marker(sentence, child) else {
                // `named the country a crisis`: what is predicated of an object is no circumstance.
                let is_time = sentence.words[child].relation == Relation::OblUnmarked;
                if !is_time && word.tag == UniversalTag::Noun {
                    arguments.push((Slot::Complement, child));
                }
                return;
            };
            let slot = if marker == "by" && is_passive {
                Slot::Subject
            } else {
                Slot::Marker(marker)
            };
            arguments.extend(
                conjuncts(sentence, child)
                    .into_iter()
                    .map(|head| (slot.clone(), head)),
            );
        }
        Relation::Xcomp if marker(sentence, child).is_some() => {
            let marker = marker(sentence, child).unwrap_or_default();
            arguments.push((Slot::Marker(marker), child));
        }
        Relation::Xcomp
            if matches!(
                word.tag,
                UniversalTag::Noun | UniversalTag::ProperNoun | UniversalTag::Adjective
            ) =>
        {
            arguments.push((Slot::Complement, child));
        }
        Relation::Ccomp => {
            let subjects = surface_subjects(sentence, child, 0);
            arguments.extend(subjects.into_iter().map(|head| (Slot::ClauseSubject, head)));
        }
        Relation::Advmod
            if matches!(
                word.form.to_lowercase().as_str(),
                "here" | "there" | "where"
            ) =>
        {
            arguments.push((Slot::Marker("in".to_owned()), child));
            arguments.push((Slot::Marker("to".to_owned()), child));
        }
        _ => {}
    }
}

/// The preposition of an oblique, with all its words: `due to`.
pub(super) fn marker(sentence: &Sentence<'_>, word: usize) -> Option<String> {
    let case = sentence.child_by(word, Relation::Case)?;
    let mut marker = sentence.words[case].form.to_lowercase();
    for fixed in sentence.children_by(case, Relation::Fixed) {
        marker.push(' ');
        marker.push_str(&sentence.words[fixed].form.to_lowercase());
    }
    Some(marker)
}

/// A relative clause without an object of its own says it of its noun: `the stability they need`.
fn add_antecedent(sentence: &Sentence<'_>, verb: usize, arguments: &mut Vec<(Slot, usize)>) {
    let has = |slot: &Slot| arguments.iter().any(|(of, _)| of == slot);
    let (has_subject, has_object) = (has(&Slot::Subject), has(&Slot::Object));
    let relative = sentence
        .children(verb)
        .find(|&child| is_relative(sentence, child));
    let Some(noun) = sentence.words[verb].head else {
        return;
    };
    if relative.is_none() && !has_object {
        arguments.push((Slot::Object, noun));
    }
    let subject_is_relative = sentence
        .child_by(verb, Relation::Nsubj)
        .is_some_and(|subject| is_relative(sentence, subject));
    if let Some(relative) = relative
        && sentence.words[relative].form.eq_ignore_ascii_case("where")
    {
        arguments.push((Slot::Marker("in".to_owned()), noun));
    } else if relative.is_some() && !subject_is_relative && !has_object && has_subject {
        arguments.push((Slot::Object, noun));
    }
}

fn is_relative(sentence: &Sentence<'_>, word: usize) -> bool {
    matches!(
        sentence.words[word].form.to_lowercase().as_str(),
        "who" | "which" | "that" | "whom" | "whose" | "where"
    ) && matches!(
        sentence.words[word].tag,
        UniversalTag::Pronoun | UniversalTag::Adverb | UniversalTag::Subordinator
    )
}

/// `triggered and worsened the crisis`: the first verb shares the object of the second where it has none.
fn share_object(sentence: &Sentence<'_>, verb: usize, arguments: &mut Vec<(Slot, usize)>) {
    if arguments
        .iter()
        .any(|(slot, _)| matches!(slot, Slot::Object | Slot::Marker(_) | Slot::ClauseSubject))
    {
        return;
    }
    let next = sentence
        .children_by(verb, Relation::Conj)
        .find(|&conj| sentence.words[conj].tag == UniversalTag::Verb && conj <= verb + 3);
    if let Some(object) = next.and_then(|next| sentence.child_by(next, Relation::Obj)) {
        arguments.extend(
            conjuncts(sentence, object)
                .into_iter()
                .map(|head| (Slot::Object, head)),
        );
    }
}
