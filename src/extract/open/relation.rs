//! The words of a relation.

use crate::extract::clauses::phrase::{Extent, phrase};
use crate::extract::clauses::{Clause, Link, Role};
use crate::extract::{FineTag, Relation, Sentence};

/// The clauses whose verbs make one relation, `plans to increase`: from `index` down through infinitives that share
/// its subject and have no object of its own between.
pub(super) fn chain(sentence: &Sentence<'_>, clauses: &[Clause], index: usize) -> Vec<usize> {
    let mut chain = vec![index];
    let mut last = index;
    while let Some(next) = continued(sentence, clauses, last) {
        chain.push(next);
        last = next;
    }
    chain
}

fn continued(sentence: &Sentence<'_>, clauses: &[Clause], index: usize) -> Option<usize> {
    let clause = &clauses[index];
    if clause.has(Role::Object)
        || clause.has(Role::Attribute) && !clause.verb_group.is_empty() && !is_adjective(clause)
    {
        return None;
    }
    clauses
        .iter()
        .enumerate()
        .skip(index)
        .find_map(|(place, next)| {
            let parent = next.parent.filter(|parent| parent.clause == index)?;
            let is_open = match parent.link {
                Link::OpenComplement => next.predicate > clause.predicate,
                // `is equipped to sail`
                Link::Adverbial(Some(to)) => {
                    to == clause.predicate + 1 && sentence.words[to].fine_tag == FineTag::TO
                }
                _ => false,
            };
            is_open.then_some(place)
        })
}

fn is_adjective(clause: &Clause) -> bool {
    clause
        .heads(Role::Attribute)
        .any(|head| head == clause.predicate)
}

/// Whether another clause's relation takes up this clause.
pub(super) fn is_continuation(sentence: &Sentence<'_>, clauses: &[Clause], index: usize) -> bool {
    clauses[index]
        .parent
        .is_some_and(|parent| continued(sentence, clauses, parent.clause) == Some(index))
}

/// The verbs that govern a joined one because they govern the first: `is able to` for `win` in `is able to fight and
/// win`, with the `to`.
pub(super) fn prefix(sentence: &Sentence<'_>, clauses: &[Clause], index: usize) -> Vec<usize> {
    let fine = |clause: usize| sentence.words[clauses[clause].predicate].fine_tag;
    let joined_to = |clause: usize| {
        let parent = clauses[clause].parent?;
        let mut subjects = clauses[clause].in_role(Role::Subject);
        let is_joined = parent.link == Link::Conjunct
            && fine(parent.clause) == fine(clause)
            && subjects.all(|subject| subject.is_shared);
        is_joined.then_some(parent.clause)
    };
    let Some(first) = std::iter::successors(joined_to(index), |&clause| joined_to(clause)).last()
    else {
        return Vec::new();
    };
    let mut above = Vec::new();
    let mut last = first;
    while is_continuation(sentence, clauses, last)
        && let Some(parent) = clauses[last].parent
    {
        last = parent.clause;
        above.push(last);
    }
    let mut words = Vec::new();
    for (place, &clause) in above.iter().rev().enumerate() {
        words.extend(group(sentence, &clauses[clause], place == 0));
        if !clauses[clause]
            .verb_group
            .contains(&clauses[clause].predicate)
        {
            words.extend(without_dependents(sentence, clauses[clause].predicate));
        }
    }
    let mark = sentence.child_by(clauses[first].predicate, Relation::Mark);
    let has_own = sentence
        .child_by(clauses[index].predicate, Relation::Mark)
        .is_some();
    words.extend(mark.filter(|_| !above.is_empty() && !has_own));
    words
}

/// The verb group with negation, adverbs that stand before the verb, and the `to` of infinitives.
pub(super) fn group(sentence: &Sentence<'_>, clause: &Clause, is_first: bool) -> Vec<usize> {
    let predicate = clause.predicate;
    let mut words = clause.verb_group.clone();
    let start = words.first().copied().unwrap_or(predicate);
    for child in sentence.children(predicate) {
        let word = &sentence.words[child];
        let is_taken = match word.relation {
            Relation::Mark => word.fine_tag == FineTag::TO && (!is_first || child > start),
            Relation::Advmod if child > predicate => {
                let is_next =
                    child == words.last().map_or(predicate, |&last| last.max(predicate)) + 1;
                is_next && matches!(word.fine_tag, FineTag::RB | FineTag::RBR)
            }
            Relation::Advmod => child < predicate && is_near(sentence, clause, child, start),
            _ => false,
        };
        if is_taken && sentence.subtree_span(child).len() <= 2 {
            words.extend(sentence.subtree(child));
        }
    }
    words.extend(clause.negation.filter(|&no| no > start && no < predicate));
    words.sort_unstable();
    words.dedup();
    words
}

/// Adverbs within the group, or between subject and verb.
fn is_near(sentence: &Sentence<'_>, clause: &Clause, adverb: usize, start: usize) -> bool {
    let is_adverb = matches!(
        sentence.words[adverb].fine_tag,
        FineTag::RB | FineTag::RBR | FineTag::RBS
    );
    let after_subject = clause.heads(Role::Subject).any(|subject| subject < adverb);
    let touches = adverb + 1 == start || adverb > start;
    is_adverb && touches && after_subject
}

/// An adjective or noun with its adverbs and adjectives, but nothing that stands behind it.
pub(super) fn without_dependents(sentence: &Sentence<'_>, head: usize) -> Vec<usize> {
    let mut words = phrase(sentence, head, Extent::Plain);
    words.retain(|&word| word <= head);
    words
}
