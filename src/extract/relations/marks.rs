//! What words beside a verb do to it: auxiliaries, adverbs, conjunctions.

use crate::extract::relations::Scene;
use crate::extract::relations::denial::is_denied;
use crate::extract::relations::standing::Standing;
use crate::extract::{FineTag, Relation, Sentence};
use crate::model::Modality;
use crate::ontology::Operator;

/// Auxiliaries, adverbs and conjunctions beside a verb, and what denies it there.
pub(super) fn own_marks(
    scene: &Scene<'_, '_>,
    tree: &Sentence<'_>,
    verb: usize,
    found: &mut Standing,
) {
    modals(scene, tree, verb, found);
    if is_arranged(tree, verb) {
        found.set(Some(Modality::Planned));
    }
    found.is_negative ^= is_denied(tree, verb);
    for child in tree.children(verb) {
        let word = &tree.words[child];
        let form = word.form.to_lowercase();
        let is_mark = matches!(word.relation.universal(), Relation::Advmod | Relation::Mark);
        if let Some(operator) = single(scene.lexicon.operators(&form)).filter(|_| is_mark) {
            found.set(operator.modality);
        }
    }
}

/// `is to be replaced`.
fn is_arranged(tree: &Sentence<'_>, verb: usize) -> bool {
    let Some(to) = tree
        .child_by(verb, Relation::Mark)
        .filter(|&mark| tree.words[mark].fine_tag == FineTag::TO)
    else {
        return false;
    };
    tree.children(verb).any(|child| {
        child < to
            && matches!(tree.words[child].relation, Relation::Aux | Relation::Cop)
            && matches!(
                tree.words[child].form.to_lowercase().as_str(),
                "is" | "are" | "was" | "were" | "am" | "'s" | "'re"
            )
    })
}

pub(super) fn modals(
    scene: &Scene<'_, '_>,
    tree: &Sentence<'_>,
    verb: usize,
    found: &mut Standing,
) {
    for child in tree.children_by(verb, Relation::Aux) {
        let (form, lemma) = (
            tree.words[child].form.to_lowercase(),
            tree.words[child].lemma.to_lowercase(),
        );
        if tree.words[child].fine_tag != FineTag::MD {
            continue;
        }
        if matches!(
            form.as_str(),
            "will" | "would" | "'ll" | "shall" | "'d" | "wo" | "ca"
        ) {
            found.by_future = found.modality.is_none();
        }
        let operator = single(scene.lexicon.operators(&form))
            .or_else(|| single(scene.lexicon.operators(&lemma)));
        if let Some(operator) = operator {
            found.set(operator.modality);
        }
    }
}

pub(super) fn single(operators: &[Operator]) -> Option<&Operator> {
    operators.iter().find(|operator| operator.words.len() == 1)
}
