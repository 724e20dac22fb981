//! Tuples of nouns: appositions, titles, possessors, nouns with prepositions.

use super::arguments::{bare, marker};
use super::be::{be, have, is_past, is_plural};
use super::confidence;
use super::tuple::{OpenTuple, Pattern, Term, Words};
use crate::extract::clauses::phrase::{Extent, phrase};
use crate::extract::clauses::{Argument, Clause, Construction, Role};
use crate::extract::{FineTag, Relation, Sentence, UniversalTag};

/// The tuples of a clause of a noun.
pub(super) fn tuples(sentence: &Sentence<'_>, clauses: &[Clause], index: usize) -> Vec<OpenTuple> {
    let clause = &clauses[index];
    // Who or what somebody is, is told in the present; annotators did so too.
    let is_told_in_present = matches!(
        clause.construction,
        Construction::Compound | Construction::Apposition
    );
    let past = !is_told_in_present && is_past(sentence, clauses, clause.predicate);
    let Some(subject) = clause.heads(Role::Subject).next() else {
        return Vec::new();
    };
    let subject_is_name = sentence.words[subject].tag == UniversalTag::ProperNoun;
    let make = |pattern, relation: Vec<Term>, arguments: Vec<Words>| OpenTuple {
        clause: index,
        pattern,
        relation: Words(relation),
        confidence: confidence::of_noun(pattern, subject_is_name),
        arguments,
    };
    let attribute = clause.heads(Role::Attribute).next();
    let is_many = is_plural(sentence, subject)
        && attribute.is_none_or(|attribute| is_plural(sentence, attribute));
    let is = Term::Added(be(past, is_many));
    match clause.construction {
        Construction::Apposition => {
            let attribute = attribute.map(|attribute| bare(sentence, attribute).into());
            let pair = attribute.map(|attribute| vec![name(sentence, subject), attribute]);
            let relation = if is_place(sentence, subject, clause.predicate) {
                vec![is, Term::Added("in")]
            } else {
                vec![is]
            };
            let tuple = pair.map(|pair| make(Pattern::Apposition, relation, pair));
            tuple.into_iter().collect()
        }
        Construction::Compound => {
            let title = title(sentence, subject, clause.predicate);
            let pair = vec![name(sentence, subject), title];
            vec![make(Pattern::Title, vec![is], pair)]
        }
        Construction::Possessive => {
            let has = have(past, is_plural(sentence, subject));
            let pair = vec![owner(sentence, subject), owned(sentence, clause).into()];
            vec![make(Pattern::Possessive, vec![Term::Added(has)], pair)]
        }
        _ => {
            let others = clause.in_role(Role::Oblique);
            let tuple = |other: &Argument| {
                let mut relation = vec![is];
                relation.extend(marker(sentence, other).into_iter().map(Term::Word));
                let noun = phrase(sentence, subject, Extent::Core);
                let pair = vec![noun.into(), bare(sentence, other.head).into()];
                OpenTuple {
                    confidence: confidence::of_preposition(sentence, other),
                    ..make(Pattern::NounPreposition, relation, pair)
                }
            };
            others.map(tuple).collect()
        }
    }
}

/// `Salem, Oregon`: two bare names and a comma between say where a place is.
fn is_place(sentence: &Sentence<'_>, first: usize, second: usize) -> bool {
    let is_bare_name = |word: usize| {
        let mut children = sentence.children(word);
        let has_only_names = children.all(|child| {
            matches!(
                sentence.words[child].relation,
                Relation::Flat
                    | Relation::Compound
                    | Relation::Case
                    | Relation::Punct
                    | Relation::Appos
                    | Relation::Amod
            )
        });
        sentence.words[word].tag == UniversalTag::ProperNoun && has_only_names
    };
    let start = sentence.subtree_span(second).start;
    let after_comma = [Some(start), start.checked_sub(1)]
        .into_iter()
        .flatten()
        .any(|word| sentence.words[word].fine_tag == FineTag::Comma);
    is_bare_name(first) && is_bare_name(second) && first < second && after_comma
}

/// A name without the title before it.
fn name(sentence: &Sentence<'_>, head: usize) -> Words {
    let mut words = bare(sentence, head);
    let titles = sentence
        .children_by(head, Relation::NmodDesc)
        .chain(sentence.children_by(head, Relation::Compound))
        .filter(|&title| title < head);
    if let Some(last) = titles.max().filter(|_| {
        sentence
            .child_by(head, Relation::Flat)
            .is_some_and(|flat| flat > head)
            || sentence.child_by(head, Relation::NmodDesc).is_some()
    }) {
        words.retain(|&word| word > last);
    }
    words.retain(|&word| {
        sentence.words[word].fine_tag != FineTag::POS || sentence.words[word].head != Some(head)
    });
    words.into()
}

/// The words before a name up to its title; a common noun without article gets one: `an author`.
fn title(sentence: &Sentence<'_>, head: usize, title: usize) -> Words {
    let mut words = bare(sentence, head);
    words.retain(|&word| word <= title);
    let is_common = sentence.words[title].tag == UniversalTag::Noun;
    let first = words.first().map(|&first| &sentence.words[first]);
    let needs_article = first.is_some_and(|first| {
        is_common
            && !matches!(
                first.tag,
                UniversalTag::Determiner | UniversalTag::Pronoun | UniversalTag::Numeral
            )
            && !words
                .iter()
                .any(|&word| sentence.words[word].fine_tag == FineTag::POS)
    });
    let mut words = Words::from(words);
    if let Some(first) = first.filter(|_| needs_article) {
        let starts_with_vowel = first
            .form
            .starts_with(['a', 'e', 'i', 'o', 'A', 'E', 'I', 'O']);
        let article = if starts_with_vowel { "an" } else { "a" };
        words.0.insert(0, Term::Added(article));
    }
    words
}

/// The possessor without `'s`; of a pronoun the form that stands alone.
fn owner(sentence: &Sentence<'_>, head: usize) -> Words {
    let mut words = bare(sentence, head);
    words.retain(|&word| sentence.words[word].fine_tag != FineTag::POS);
    words.into()
}

/// What a possessor has: the phrase without the possessor.
fn owned(sentence: &Sentence<'_>, clause: &Clause) -> Vec<usize> {
    let noun = clause.predicate;
    let mut words = bare(sentence, noun);
    for owner in sentence.children_by(noun, Relation::NmodPoss) {
        let span = sentence.subtree_span(owner);
        words.retain(|word| !span.contains(word));
    }
    words
}
