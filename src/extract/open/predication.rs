//! Tuples of verbs and copulas.

use super::arguments::{joined, marker};
use super::be::{be, is_past, is_plural};
use super::confidence;
use super::pieces::{Piece, is_joined, pieces, second_words, seconds, words_with_joined};
use super::relation::{chain, group, is_continuation, prefix, without_dependents};
use super::tuple::{OpenTuple, Pattern, Term, Words};
use crate::extract::clauses::{Clause, Construction, Role};
use crate::extract::{FineTag, Relation, Sentence, UniversalTag};

/// The tuples of a clause of a verb or copula: one for each of joined objects.
pub(super) fn tuples(sentence: &Sentence<'_>, clauses: &[Clause], index: usize) -> Vec<OpenTuple> {
    let clause = &clauses[index];
    let subjects: Vec<usize> = clause.heads(Role::Subject).collect();
    if subjects.is_empty() || is_continuation(sentence, clauses, index) {
        return Vec::new();
    }
    let chain = chain(sentence, clauses, index);
    let pieces = pieces(sentence, clauses, &chain);
    let seconds = seconds(sentence, &pieces, clause.predicate);
    let prefix = prefix(sentence, clauses, index);
    let subject = subject_words(sentence, clause, &subjects);
    let be = added_be(sentence, clauses, clause, subjects[0]);
    let tuple = |second: &Piece| {
        let mut relation = relation_words(sentence, clauses, &chain, *second);
        relation.splice(0..0, prefix.iter().copied().map(Term::Word));
        let mut arguments: Vec<Words> =
            vec![second_words(sentence, *second, &pieces, &seconds, clause.predicate).into()];
        let others = pieces
            .iter()
            .filter(|piece| !seconds.contains(piece) && !is_joined(sentence, **piece, &pieces));
        arguments.extend(others.map(|piece| {
            Words::from(words_with_joined(
                sentence,
                *piece,
                &pieces,
                clause.predicate,
            ))
        }));
        // An adverb that the relation has is no argument as well.
        for argument in &mut arguments {
            argument.0.retain(|term| !relation.contains(term));
        }
        arguments.retain(|argument| !argument.0.is_empty());
        arguments.insert(0, subject.clone());
        let pattern = pattern(sentence, clauses, &chain, *second);
        OpenTuple {
            clause: index,
            pattern,
            confidence: confidence::of_verb(sentence, clause, pattern),
            relation: Words(be.into_iter().chain(relation).collect()),
            arguments,
        }
    };
    seconds.iter().map(tuple).collect()
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
) -> Option<Term> {
    let is_participle = matches!(
        sentence.words[clause.predicate].fine_tag,
        FineTag::VBN | FineTag::VBG | FineTag::VBD
    );
    let is_bare = clause.construction == Construction::Participle
        && clause.verb_group.len() == 1
        && is_participle;
    let past = is_past(sentence, clauses, subject);
    is_bare.then(|| Term::Added(be(past, is_plural(sentence, subject))))
}

/// The words of all verbs of the chain, the adjective of a copula whose second argument is another word, and the
/// preposition or conjunction of the second argument.
fn relation_words(
    sentence: &Sentence<'_>,
    clauses: &[Clause],
    chain: &[usize],
    second: Piece,
) -> Vec<Term> {
    let mut words = Vec::new();
    for (place, &index) in chain.iter().enumerate() {
        let clause = &clauses[index];
        words.extend(group(sentence, clause, place == 0));
        let is_attribute = !clause.verb_group.contains(&clause.predicate);
        if is_attribute
            && second.role() != Some(Role::Attribute)
            && second.head() != clause.predicate
        {
            let adjective = without_dependents(sentence, clause.predicate);
            words.retain(|word| !adjective.contains(word));
            words.extend(adjective);
        }
    }
    if let Piece::Argument(argument) = second {
        match argument.role {
            Role::Time => {}
            Role::Complement => {
                words.extend(argument.marker.filter(|that| !words.contains(that)));
            }
            _ => words.extend(marker(sentence, &argument)),
        }
    }
    words.into_iter().map(Term::Word).collect()
}

fn pattern(sentence: &Sentence<'_>, clauses: &[Clause], chain: &[usize], second: Piece) -> Pattern {
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
    match second.role() {
        Some(Role::Attribute) if is_copula && is_noun => Pattern::Copula,
        _ if is_copula && !is_noun => Pattern::Adjective,
        _ if is_copula => Pattern::Location,
        Some(Role::Complement) => Pattern::Complement,
        Some(Role::Agent) => Pattern::Agent,
        Some(Role::Time) | None => Pattern::Setting,
        Some(Role::Oblique) if last.is_passive => Pattern::Passive,
        Some(Role::Oblique) => Pattern::Oblique,
        _ => Pattern::Object,
    }
}
