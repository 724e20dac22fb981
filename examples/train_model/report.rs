//! How good a model in training is on sentences that it does not learn from.

use crate::parsing::Material;
use crate::treebank::GoldSentence;
use graphwright::extract::Tag;
use graphwright::extract::parser::{Search, Transitions, parse, state::Arena};
use graphwright::extract::weights::Scorer;

/// A share in percent, with two decimals.
pub(crate) fn percent(part: usize, whole: usize) -> String {
    let hundredths = part * 10_000 / whole.max(1);
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// The share of right tags.
pub(crate) fn tags(sentences: &[&GoldSentence], tags: &[Vec<Tag>]) -> String {
    let pairs = || {
        sentences
            .iter()
            .zip(tags)
            .flat_map(|(words, tags)| words.iter().zip(tags))
    };
    percent(
        pairs().filter(|(word, tag)| word.tag == **tag).count(),
        pairs().count(),
    )
}

/// The share of words with the right head and relation, subtypes included.
pub(crate) fn trees(
    material: &Material,
    transitions: &Transitions,
    scorer: &impl Scorer,
    search: Search,
) -> String {
    let mut arena = Arena::default();
    let (mut n_right, mut n_words) = (0_usize, 0_usize);
    for (input, tree) in material.inputs.iter().zip(&material.trees) {
        let found = parse(input, transitions, scorer, search, &mut arena);
        for (word, (head, relation)) in found.into_iter().enumerate() {
            let head = head.unwrap_or(tree.heads.len());
            n_words += 1;
            n_right +=
                usize::from(tree.heads[word] as usize == head && tree.relations[word] == relation);
        }
    }
    percent(n_right, n_words)
}
