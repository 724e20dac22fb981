//! Arguments that depend on the predicate in the tree.

use super::clause::{Argument, Clause, Role};
use super::conjuncts::conjuncts;
use super::predicate::{infinitive_of, is_verb_taken_for_noun};
use super::words::{is_time, preposition, small};
use crate::extract::{Relation, Sentence, UniversalTag};

/// Adds the dependents of the predicate that are arguments, conjuncts each by itself.
pub(super) fn fill(sentence: &Sentence<'_>, clause: &mut Clause) {
    let predicate = clause.predicate;
    let has_copula = sentence.child_by(predicate, Relation::Cop).is_some();
    for child in sentence.children(predicate) {
        if let Some((role, marker)) = role(sentence, clause, child) {
            push(sentence, clause, role, child, marker);
        }
    }
    if has_copula && !clause.verb_group.contains(&predicate) {
        let marker = preposition(sentence, predicate);
        let role = match marker {
            Some(_) if is_time(sentence, predicate) => Role::Time,
            Some(_) => Role::Oblique,
            None => Role::Attribute,
        };
        push(sentence, clause, role, predicate, marker);
    }
}

fn push(
    sentence: &Sentence<'_>,
    clause: &mut Clause,
    role: Role,
    head: usize,
    marker: Option<usize>,
) {
    let heads = if role == Role::Complement {
        vec![head]
    } else {
        conjuncts(sentence, head)
    };
    clause
        .arguments
        .extend(heads.into_iter().map(|head| Argument {
            role,
            head,
            marker: preposition(sentence, head).or(marker),
            is_shared: false,
        }));
}

/// What a dependent is to the predicate, and its marker; `None` if it is no argument.
fn role(sentence: &Sentence<'_>, clause: &Clause, child: usize) -> Option<(Role, Option<usize>)> {
    let word = &sentence.words[child];
    let marker = preposition(sentence, child);
    let is_nominal = !matches!(word.tag, UniversalTag::Verb | UniversalTag::Auxiliary);
    let is_taken_for_noun = is_verb_taken_for_noun(sentence, clause.predicate);
    let role = match word.relation {
        Relation::Compound if is_taken_for_noun && child < clause.predicate => Role::Subject,
        Relation::Acl if is_taken_for_noun => {
            let infinitive = infinitive_of(sentence, clause.predicate);
            let is_complement = infinitive == Some(child);
            let mark = sentence.child_by(child, Relation::Mark);
            return is_complement.then_some((Role::Complement, mark));
        }
        Relation::Nsubj
        | Relation::NsubjPass
        | Relation::NsubjOuter
        | Relation::Csubj
        | Relation::CsubjPass
        | Relation::CsubjOuter => Role::Subject,
        Relation::Obj => Role::Object,
        Relation::Iobj => Role::IndirectObject,
        Relation::OblAgent => Role::Agent,
        // `By the end of the year` stands in front; who acts does not.
        Relation::Obl
            if clause.is_passive
                && is_by(sentence, marker)
                && child > clause.predicate
                && !is_time(sentence, child) =>
        {
            Role::Agent
        }
        // After a copula the prepositions of its noun belong to the noun.
        Relation::Nmod | Relation::NmodUnmarked
            if !clause.verb_group.contains(&clause.predicate) =>
        {
            return None;
        }
        Relation::Obl | Relation::OblUnmarked | Relation::Nmod | Relation::NmodUnmarked => {
            if is_time(sentence, child) {
                Role::Time
            } else {
                Role::Oblique
            }
        }
        Relation::Advmod if is_time(sentence, child) => Role::Time,
        Relation::Xcomp if is_nominal && sentence.child_by(child, Relation::Cop).is_none() => {
            Role::Attribute
        }
        Relation::Xcomp | Relation::Ccomp => {
            let mark = sentence.child_by(child, Relation::Mark);
            return Some((Role::Complement, mark));
        }
        _ => return None,
    };
    Some((role, marker))
}

fn is_by(sentence: &Sentence<'_>, marker: Option<usize>) -> bool {
    marker.is_some_and(|marker| small(sentence, marker) == "by")
}
