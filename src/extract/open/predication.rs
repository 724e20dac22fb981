//! Tuples of verbs and copulas.

use super::arguments::{bare, clause_words, joined, marked, marker, trim};
use super::be::{be, is_past, is_plural};
use super::confidence;
use super::relation::{chain, group, is_continuation, without_dependents};
use super::tuple::{OpenTuple, Pattern, Term, Words};
use crate::extract::clauses::{Argument, Clause, Construction, Role};
use crate::extract::{FineTag, Relation, Sentence, UniversalTag};

/// The tuples of a clause of a verb or copula: one for each of joined objects.
pub(super) fn tuples(sentence: &Sentence<'_>, clauses: &[Clause], index: usize) -> Vec<OpenTuple> {
    let clause = &clauses[index];
    let heads: Vec<usize> = clause.heads(Role::Subject).collect();
    if heads.is_empty() || is_continuation(clauses, index) {
        return Vec::new();
    }
    let chain = chain(clauses, index);
    let mut arguments = arguments(clauses, &chain);
    if last_is_adjective_with_preposition(sentence, clauses, &chain) {
        arguments.retain(|argument| argument.role != Role::Attribute);
    }
    let Some(role) = arguments.iter().map(|argument| argument.role).min_by_key(|&role| rank(role))
    else {
        return Vec::new();
    };
    let subject = subject_words(sentence, clause, &heads);
    let firsts = alternatives(sentence, &arguments, role, clauses[index].predicate);
    let makes = firsts.iter().map(|first| {
        let mut relation = relation_words(sentence, clauses, &chain, first);
        let mut found = vec![subject.clone()];
        found.push(first_words(sentence, first, &mut relation).into());
        let others = arguments.iter().filter(|other| !firsts.contains(other));
        found.extend(others.map(|other| Words::from(other_words(sentence, other))));
        let pattern = pattern(sentence, clauses, &chain, first);
        OpenTuple {
            clause: index,
            pattern,
            relation: Words(added_be(sentence, clauses, clause, heads[0]).chain(relation.into_iter().map(Term::Word)).collect()),
            confidence: confidence::of(pattern, found.len()),
            arguments: found,
        }
    });
    makes.collect()
}

/// `is aware of the risk`: the adjective is part of the relation.
fn last_is_adjective_with_preposition(
    sentence: &Sentence<'_>,
    clauses: &[Clause],
    chain: &[usize],
) -> bool {
    let Some(last) = chain.last().map(|&last| &clauses[last]) else {
        return false;
    };
    let is_adjective = sentence.words[last.predicate].tag == UniversalTag::Adjective
        && !last.verb_group.contains(&last.predicate);
    let has_preposition = last.arguments.iter().any(|argument| {
        argument.role == Role::Oblique && argument.marker.is_some() && argument.head > last.predicate
    });
    is_adjective && has_preposition
}

/// The subjects, what is joined together, without what the clause itself says of them.
fn subject_words(sentence: &Sentence<'_>, clause: &Clause, heads: &[usize]) -> Words {
    let mut words = joined(sentence, heads);
    let span = sentence.subtree_span(clause.predicate);
    if !heads.iter().any(|head| span.contains(head)) {
        words.retain(|word| !span.contains(word));
    }
    words.into()
}

/// A participle after a noun says that it is so: `the junta, led by Ann` as `was led by`.
fn added_be(
    sentence: &Sentence<'_>,
    clauses: &[Clause],
    clause: &Clause,
    subject: usize,
) -> std::option::IntoIter<Term> {
    let is_participle = matches!(
        sentence.words[clause.predicate].fine_tag,
        FineTag::VBN | FineTag::VBG | FineTag::VBD
    );
    let is_bare = clause.construction == Construction::Participle
        && clause.verb_group.len() == 1
        && is_participle;
    let past = is_past(sentence, clauses, subject);
    let be = Term::Added(be(past, is_plural(sentence, subject)));
    is_bare.then_some(be).into_iter()
}

/// Arguments in the order in which a tuple has them: the closest first.
fn rank(role: Role) -> u8 {
    match role {
        Role::Subject => 0,
        Role::IndirectObject => 1,
        Role::Object => 2,
        Role::Attribute => 3,
        Role::Agent => 4,
        Role::Complement => 5,
        Role::Oblique => 6,
        Role::Time => 7,
    }
}

/// All arguments of a chain of verbs but its subjects and the verbs themselves, in the order of the text.
fn arguments(clauses: &[Clause], chain: &[usize]) -> Vec<Argument> {
    let predicates: Vec<usize> = chain.iter().map(|&index| clauses[index].predicate).collect();
    let last = chain.last().copied();
    let mut found: Vec<Argument> = Vec::new();
    for &index in chain {
        let is_last = Some(index) == last;
        found.extend(clauses[index].arguments.iter().filter(|argument| {
            let is_inner = matches!(argument.role, Role::Oblique | Role::Time);
            let is_verb = !is_last && predicates.contains(&argument.head);
            argument.role != Role::Subject && !is_verb && (is_last || is_inner)
        }));
    }
    found.sort_by_key(|argument| argument.head);
    found.dedup_by_key(|argument| argument.head);
    found
}

/// The first argument in a role and those joined to it: each makes a tuple.
/// What stands behind the verb comes first.
fn alternatives(
    sentence: &Sentence<'_>,
    arguments: &[Argument],
    role: Role,
    behind: usize,
) -> Vec<Argument> {
    let mut in_role: Vec<&Argument> = arguments
        .iter()
        .filter(|argument| argument.role == role)
        .collect();
    in_role.sort_by_key(|argument| (argument.head < behind, argument.head));
    let mut in_role = in_role.into_iter();
    let Some(first) = in_role.next() else {
        return Vec::new();
    };
    let is_joined = |argument: &&Argument| {
        sentence.words[argument.head].relation == Relation::Conj
            && sentence.is_within(argument.head, first.head)
    };
    let others = in_role.filter(is_joined);
    std::iter::once(first).chain(others).copied().collect()
}

/// The words of all verbs of the chain, and the adjective of a copula whose first argument is another word.
fn relation_words(
    sentence: &Sentence<'_>,
    clauses: &[Clause],
    chain: &[usize],
    first: &Argument,
) -> Vec<usize> {
    let mut words = Vec::new();
    for (place, &index) in chain.iter().enumerate() {
        let clause = &clauses[index];
        words.extend(group(sentence, clause, place == 0));
        let is_attribute = !clause.verb_group.contains(&clause.predicate);
        if is_attribute && first.head != clause.predicate {
            words.extend(without_dependents(sentence, clause.predicate));
        }
    }
    words
}

/// The words of the first argument; its preposition or conjunction goes to the relation.
fn first_words(
    sentence: &Sentence<'_>,
    argument: &Argument,
    relation: &mut Vec<usize>,
) -> Vec<usize> {
    match argument.role {
        Role::Complement => {
            let that = argument.marker.filter(|&that| !relation.contains(&that));
            relation.extend(that);
            let mut words = clause_words(sentence, argument.head, that);
            leave_out_report(sentence, argument, relation, &mut words);
            words
        }
        Role::Time => marked(sentence, argument),
        _ => {
            relation.extend(marker(sentence, argument));
            bare(sentence, argument.head)
        }
    }
}

/// A clause that surrounds the verb that reports it: without the reporting clause, and the punctuation around it.
fn leave_out_report(
    sentence: &Sentence<'_>,
    argument: &Argument,
    relation: &[usize],
    words: &mut Vec<usize>,
) {
    let Some(&verb) = relation.first().filter(|_| argument.is_shared) else {
        return;
    };
    let up = std::iter::once(verb).chain(sentence.ancestors(verb));
    let report = up.take_while(|&word| word != argument.head).find(|&word| {
        sentence.words[word].relation == Relation::Parataxis
    });
    if let Some(report) = report {
        let span = sentence.subtree_span(report);
        words.retain(|word| !span.contains(word));
        trim(sentence, words);
    }
}

fn other_words(sentence: &Sentence<'_>, argument: &Argument) -> Vec<usize> {
    if argument.role == Role::Complement {
        clause_words(sentence, argument.head, None)
    } else {
        marked(sentence, argument)
    }
}

fn pattern(
    sentence: &Sentence<'_>,
    clauses: &[Clause],
    chain: &[usize],
    first: &Argument,
) -> Pattern {
    let Some(last) = chain.last().map(|&index| &clauses[index]) else {
        return Pattern::Setting;
    };
    if sentence.child_by(last.predicate, Relation::Expl).is_some() {
        return Pattern::Existence;
    }
    let is_copula = !last.verb_group.contains(&last.predicate);
    let is_noun = matches!(
        sentence.words[last.predicate].tag,
        UniversalTag::Noun | UniversalTag::ProperNoun | UniversalTag::Pronoun
    );
    match first.role {
        Role::Attribute if is_copula && is_noun => Pattern::Copula,
        _ if is_copula && !is_noun => Pattern::Adjective,
        _ if is_copula => Pattern::Location,
        Role::Complement => Pattern::Complement,
        Role::Agent => Pattern::Agent,
        Role::Time => Pattern::Setting,
        Role::Oblique if last.is_passive => Pattern::Passive,
        Role::Oblique => Pattern::Oblique,
        _ => Pattern::Object,
    }
}
