//! Words joined by `and`.

use crate::extract::{Relation, Sentence, UniversalTag};

/// Of longer enumerations only so many members are told apart, so that what is shared by many stays small.
const MOST: usize = 24;

/// The word and those joined to it that are alike, in the order of the text: `Mali` gives `Mali`, `Chad` and `Niger`
/// in `Mali, Chad and Niger`. Nouns are not joined with clauses: a joined word with a subject of its own is left out.
pub fn conjuncts(sentence: &Sentence<'_>, word: usize) -> Vec<usize> {
    let mut found = vec![word];
    let mut next = 0;
    while let Some(&open) = found.get(next) {
        let joined = sentence.children_by(open, Relation::Conj);
        let alike = joined.filter(|&child| is_alike(sentence, word, child));
        found.extend(alike.take(MOST.saturating_sub(found.len())));
        next += 1;
    }
    found.sort_unstable();
    found
}

fn is_alike(sentence: &Sentence<'_>, word: usize, joined: usize) -> bool {
    let is_verb = |word: usize| {
        matches!(
            sentence.words[word].tag,
            UniversalTag::Verb | UniversalTag::Auxiliary
        )
    };
    let has_own_subject = sentence.children(joined).any(|child| {
        matches!(
            sentence.words[child].relation,
            Relation::Nsubj | Relation::NsubjPass | Relation::Cop
        )
    });
    is_verb(word) == is_verb(joined) && !has_own_subject
}
