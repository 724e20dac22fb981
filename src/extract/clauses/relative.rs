//! Relative clauses: what their pronouns stand for, and what a clause without pronoun says of its noun.

use super::clause::{Clause, Construction, Role};
use super::understood::share;
use super::words::{is_relative, small};
use crate::extract::{FineTag, Relation, Sentence, UniversalTag};

/// The noun that a relative clause or participle describes.
fn described(sentence: &Sentence<'_>, clause: &Clause) -> Option<usize> {
    sentence.words[clause.predicate].head
}

/// Parsers hang relative clauses at verbs too: the noun before the comma before `who` or `which`, unless the pronoun
/// may as well ask.
fn noun_before(sentence: &Sentence<'_>, clause: &Clause) -> Option<usize> {
    let pronoun = clause
        .heads(Role::Subject)
        .find(|&subject| matches!(small(sentence, subject).as_str(), "who" | "which"))?;
    let start = sentence.subtree_span(clause.predicate).start;
    let is_first = pronoun == start || pronoun == start + 1;
    let is_statement = !matches!(
        sentence.words[clause.predicate].relation,
        Relation::Ccomp | Relation::Root | Relation::Csubj
    );
    if !is_first || !is_statement {
        return None;
    }
    let comma = pronoun.checked_sub(1)?;
    if sentence.words[comma].fine_tag != FineTag::Comma {
        return None;
    }
    let last = comma.checked_sub(1)?;
    let nouns = std::iter::once(last).chain(sentence.ancestors(last));
    let mut nouns = nouns.take_while(|&word| word < pronoun).filter(|&word| {
        matches!(
            sentence.words[word].tag,
            UniversalTag::Noun | UniversalTag::ProperNoun
        ) && sentence.words[word].relation != Relation::Flat
    });
    nouns.next()
}

/// `who` becomes what it stands for.
pub(super) fn replace_relatives(sentence: &Sentence<'_>, clause: &mut Clause) {
    let noun = match clause.construction {
        Construction::Relative => described(sentence, clause),
        _ => noun_before(sentence, clause),
    };
    let Some(noun) = noun else {
        return;
    };
    for argument in &mut clause.arguments {
        if is_relative(sentence, argument.head) {
            argument.head = noun;
            argument.is_shared = true;
        }
    }
}

/// `the stability they need`: a relative clause without a gap filled by a pronoun says it of its noun.
pub(super) fn add_antecedent(sentence: &Sentence<'_>, clause: &mut Clause) {
    let Some(noun) = described(sentence, clause) else {
        return;
    };
    if clause
        .arguments
        .iter()
        .any(|argument| argument.head == noun)
    {
        return;
    }
    let adverb = sentence
        .children_by(clause.predicate, Relation::Advmod)
        .find(|&child| is_relative(sentence, child));
    let role = match adverb {
        Some(adverb) if small(sentence, adverb) == "when" => Role::Time,
        Some(_) => Role::Oblique,
        None if !clause.has(Role::Subject) => Role::Subject,
        None if !clause.has(Role::Object) && !clause.has(Role::Attribute) && !clause.is_passive => {
            Role::Object
        }
        None => return,
    };
    share(clause, role, vec![noun]);
}
