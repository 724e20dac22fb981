//! What joined verbs share beside their subject: auxiliaries and objects.

use super::clause::{Clause, Construction, Link, Role};
use super::understood::share;
use super::words::small;
use crate::extract::{FineTag, Relation, Sentence};

/// Joined verbs share auxiliaries: `will come and see`, `was arrested and jailed`.
pub(super) fn inherit(sentence: &Sentence<'_>, clause: &mut Clause, above: &Clause) {
    let is_joined = sentence.words[clause.predicate].relation == Relation::Conj
        && sentence.words[clause.predicate].head == Some(above.predicate);
    if !is_joined || clause.has(Role::Subject) {
        return;
    }
    let fine = |word: usize| sentence.words[word].fine_tag;
    if clause.modals.is_empty() && fine(clause.predicate) == FineTag::VB {
        clause.modals.clone_from(&above.modals);
    }
    let same_form = fine(clause.predicate) == fine(above.predicate);
    let is_participle = fine(clause.predicate) == FineTag::VBN;
    if is_participle && same_form && clause.verb_group.len() == 1 && above.is_passive {
        clause.is_passive = true;
        for argument in &mut clause.arguments {
            let is_by = argument
                .marker
                .is_some_and(|by| small(sentence, by) == "by");
            if argument.role == Role::Oblique && is_by {
                argument.role = Role::Agent;
            }
        }
    }
    let needs_auxiliary = matches!(
        fine(clause.predicate),
        FineTag::VB | FineTag::VBN | FineTag::VBG
    );
    if same_form && needs_auxiliary && clause.verb_group.first() == Some(&clause.predicate) {
        let before = above.verb_group.iter().copied();
        let shared: Vec<usize> = before.take_while(|&word| word != above.predicate).collect();
        clause.verb_group.splice(0..0, shared);
    }
    if above.construction == Construction::Participle {
        clause.construction = Construction::Participle;
    }
}

/// `bought and sold shares`: the object stands behind the last verb and is everybody's.
pub(super) fn share_objects(sentence: &Sentence<'_>, clauses: &mut [Clause]) {
    for index in 0..clauses.len() {
        let Some(parent) = clauses[index].parent else {
            continue;
        };
        let is_joined =
            sentence.words[clauses[index].predicate].head == Some(clauses[parent.clause].predicate);
        if parent.link != Link::Conjunct || !is_joined {
            continue;
        }
        let (first, second) = (parent.clause, index);
        let shared = |from: &Clause, to: &Clause| -> Vec<usize> {
            if has_complement(to) || to.is_passive || from.is_passive {
                return Vec::new();
            }
            let behind = to.predicate.max(from.predicate);
            let objects = from.in_role(Role::Object);
            objects
                .filter(|object| !object.is_shared && object.head > behind)
                .map(|object| object.head)
                .collect()
        };
        let to_second = shared(&clauses[first], &clauses[second]);
        let is_near = clauses[second].predicate <= clauses[first].predicate + 3;
        let to_first = if is_near
            && !clauses[second]
                .arguments
                .iter()
                .any(|argument| argument.role == Role::Subject && !argument.is_shared)
        {
            shared(&clauses[second], &clauses[first])
        } else {
            Vec::new()
        };
        share(&mut clauses[second], Role::Object, to_second);
        share(&mut clauses[first], Role::Object, to_first);
    }
}

fn has_complement(clause: &Clause) -> bool {
    clause.arguments.iter().any(|argument| {
        matches!(
            argument.role,
            Role::Object | Role::Oblique | Role::Complement | Role::Attribute
        ) && argument.head > clause.predicate
    })
}
