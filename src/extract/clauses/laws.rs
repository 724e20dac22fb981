//! Whatever the text and whatever the tree: indices are in range, spans in order, and twice gives the same.

use super::phrase::{Extent, joined_phrase, phrase, preposition_words};
use super::{Clause, clauses};
use crate::extract::open::{OpenTuple, open_tuples};
use crate::extract::{FineTag, Relation, Sentence, UniversalTag, Word};
use proptest::prelude::*;
use std::borrow::Cow;

/// A tree with any tags and relations: each word hangs at an earlier one or, turned, at a later one.
fn any_tree() -> impl Strategy<Value = Sentence<'static>> {
    let word = (
        0..UniversalTag::ALL.len(),
        0..FineTag::ALL.len(),
        0..Relation::ALL.len(),
        any::<prop::sample::Index>(),
        prop::sample::select(vec![
            "who", "to", "such", "Ann", "by", ",", "1941", "plans", "é",
        ]),
    );
    (proptest::collection::vec(word, 1..14), any::<bool>()).prop_map(|(parts, is_turned)| {
        let n_words = parts.len();
        let place = |index: usize| {
            if is_turned {
                n_words - 1 - index
            } else {
                index
            }
        };
        let mut words: Vec<Option<Word<'static>>> = vec![None; n_words];
        for (index, (tag, fine_tag, relation, head, form)) in parts.into_iter().enumerate() {
            let head = (index > 0).then(|| place(head.index(index)));
            words[place(index)] = Some(Word {
                range: 0..0,
                form: Cow::Borrowed(form),
                lemma: form.to_owned(),
                tag: UniversalTag::ALL[tag],
                fine_tag: FineTag::ALL[fine_tag],
                head,
                relation: Relation::ALL[relation],
            });
        }
        let words = words.into_iter().flatten().enumerate();
        let at = |(index, word): (usize, Word<'static>)| Word {
            range: index * 8..index * 8 + word.form.len(),
            ..word
        };
        Sentence::new(words.map(at).collect())
    })
}

fn is_in_order(words: &[usize], n_words: usize) -> bool {
    words.windows(2).all(|pair| pair[0] < pair[1]) && words.iter().all(|&word| word < n_words)
}

fn check_clause(sentence: &Sentence<'_>, clause: &Clause, n_clauses: usize) {
    let n_words = sentence.words.len();
    assert!(clause.predicate < n_words);
    assert!(is_in_order(&clause.verb_group, n_words));
    assert!(is_in_order(&clause.modals, n_words));
    assert!(clause.negation.is_none_or(|negation| negation < n_words));
    assert!(clause.parent.is_none_or(|parent| parent.clause < n_clauses));
    for argument in &clause.arguments {
        assert!(argument.head < n_words);
        assert!(argument.marker.is_none_or(|marker| marker < n_words));
        for extent in [Extent::Whole, Extent::Plain, Extent::Core] {
            let words = phrase(sentence, argument.head, extent);
            assert!(is_in_order(&words, n_words) && words.contains(&argument.head));
        }
        assert!(is_in_order(
            &preposition_words(sentence, argument.head),
            n_words
        ));
    }
    let heads: Vec<usize> = clause
        .arguments
        .iter()
        .map(|argument| argument.head)
        .collect();
    assert!(is_in_order(
        &joined_phrase(sentence, &heads, Extent::Plain),
        n_words
    ));
}

fn check_tuple(sentence: &Sentence<'_>, tuple: &OpenTuple, n_clauses: usize) {
    assert!(tuple.clause < n_clauses && tuple.confidence <= 100);
    assert!(tuple.arguments.len() > 1 && !tuple.relation.0.is_empty());
    for words in tuple.arguments.iter().chain([&tuple.relation]) {
        assert!(words.indices().all(|word| word < sentence.words.len()));
    }
}

proptest! {
    #[test]
    fn any_tree_gives_clauses_in_range(sentence in any_tree()) {
        let found = clauses(&sentence);
        for clause in &found {
            check_clause(&sentence, clause, found.len());
        }
        let tuples = open_tuples(&sentence);
        for tuple in &tuples {
            check_tuple(&sentence, tuple, found.len());
        }
        prop_assert_eq!(&found, &clauses(&sentence));
        prop_assert_eq!(tuples, open_tuples(&sentence));
    }
}

#[test]
fn a_long_enumeration_takes_linear_time() {
    let word = |index: usize| Word {
        range: index..index + 1,
        form: Cow::Borrowed("Ann"),
        lemma: "Ann".to_owned(),
        tag: UniversalTag::ProperNoun,
        fine_tag: FineTag::NNP,
        head: index.checked_sub(1),
        relation: if index.is_multiple_of(2) {
            Relation::Conj
        } else {
            Relation::Appos
        },
    };
    let sentence = Sentence::new((0..20_000).map(word).collect());
    assert_eq!(clauses(&sentence).len(), 10_000);
}
