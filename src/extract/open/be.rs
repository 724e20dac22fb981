//! The forms of `be` and `have` that are added where the text has none.

use crate::extract::clauses::Clause;
use crate::extract::{FineTag, Sentence};

/// Whether the sentence tells of the past: the first finite verb above a word, or the first of the sentence.
pub(super) fn is_past(sentence: &Sentence<'_>, clauses: &[Clause], word: usize) -> bool {
    let is_finite = |word: &usize| {
        matches!(
            sentence.words[*word].fine_tag,
            FineTag::VBD | FineTag::VBZ | FineTag::VBP | FineTag::MD
        )
    };
    let finite_of = |predicate: usize| {
        let clause = clauses
            .iter()
            .find(|clause| clause.predicate == predicate)?;
        clause.verb_group.iter().copied().find(is_finite)
    };
    let mut above = std::iter::once(word).chain(sentence.ancestors(word));
    let finite = above.find_map(finite_of);
    finite.is_some_and(|finite| sentence.words[finite].fine_tag == FineTag::VBD)
}

/// `is`, `are`, `was` or `were`.
pub(super) fn be(is_past: bool, is_plural: bool) -> &'static str {
    match (is_past, is_plural) {
        (false, false) => "is",
        (false, true) => "are",
        (true, false) => "was",
        (true, true) => "were",
    }
}

/// `has`, `have` or `had`.
pub(super) fn have(is_past: bool, is_plural: bool) -> &'static str {
    match (is_past, is_plural) {
        (true, _) => "had",
        (false, false) => "has",
        (false, true) => "have",
    }
}

/// Whether a noun or pronoun is plural.
pub(super) fn is_plural(sentence: &Sentence<'_>, word: usize) -> bool {
    matches!(sentence.words[word].fine_tag, FineTag::NNS | FineTag::NNPS)
        || matches!(
            sentence.words[word].form.to_lowercase().as_str(),
            "they" | "we" | "their" | "our" | "these" | "those"
        )
}
