//! Whether a clause is denied: by words beside its predicate, and by what governs it.

use crate::extract::relations::Scene;
use crate::extract::{FineTag, Relation, Sentence};
use crate::model::Polarity;

/// Whether words beside a predicate deny it: `not`, `no longer`, `neither Ann nor Ben`, `without seeing`, `almost`.
pub(super) fn is_denied(tree: &Sentence<'_>, predicate: usize) -> bool {
    // `neither` and `nor` of one clause deny it once.
    let mut excludes = false;
    let mut is_denied = false;
    for child in tree.children(predicate) {
        let form = tree.words[child].form.to_lowercase();
        match tree.words[child].relation.universal() {
            Relation::Advmod => match form.as_str() {
                "not" | "n't" | "never" => is_denied ^= !is_one_of_several(tree, child),
                "hardly" | "barely" | "scarcely" | "almost" | "nearly" => is_denied = !is_denied,
                "longer" | "more" => is_denied ^= has_before(tree, child, "no"),
                "neither" | "nor" => excludes = true,
                _ => {}
            },
            Relation::Mark | Relation::Case => {
                let fixed = tree.child_by(child, Relation::Fixed);
                let fixed = fixed.map(|fixed| tree.words[fixed].form.to_lowercase());
                is_denied ^= matches!(
                    (form.as_str(), fixed.as_deref()),
                    ("without", _) | ("instead", Some("of")) | ("rather", Some("than"))
                );
            }
            Relation::Nsubj | Relation::Obj => excludes |= is_none(tree, child),
            Relation::Cc => {
                is_denied ^= form == "rather";
                excludes |= form == "nor";
            }
            _ => {}
        }
    }
    is_denied ^ excludes
}

/// `not only`, `not just`: what follows is said, and more.
fn is_one_of_several(tree: &Sentence<'_>, not: usize) -> bool {
    let next = tree.words.get(not + 1);
    next.is_some_and(|next| matches!(next.form.as_ref(), "only" | "just" | "merely" | "all"))
}

fn has_before(tree: &Sentence<'_>, word: usize, before: &str) -> bool {
    word.checked_sub(1)
        .is_some_and(|at| tree.words[at].form.eq_ignore_ascii_case(before))
}

/// Whether a noun phrase stands for nothing: `nobody`, `no minister`, `neither side`, `few analysts`.
pub(super) fn is_none(tree: &Sentence<'_>, noun: usize) -> bool {
    let form = tree.words[noun].form.to_lowercase();
    if matches!(form.as_str(), "nobody" | "nothing" | "none" | "neither") {
        return true;
    }
    tree.children(noun).any(|child| {
        let is_before = child < noun;
        match tree.words[child].form.to_lowercase().as_str() {
            "no" | "neither" => is_before,
            // `a few`, `the few` are some.
            "few" => is_before && tree.child_by(noun, Relation::Det).is_none(),
            _ => false,
        }
    })
}

/// Whether a verb is denied by itself or by the verb above: `declined to say`.
pub(super) fn is_unsaid(scene: &Scene<'_, '_>, tree: &Sentence<'_>, verb: usize) -> bool {
    let above = tree.words[verb]
        .head
        .filter(|_| tree.words[verb].relation == Relation::Xcomp);
    let is_withheld = above.is_some_and(|above| {
        let lemma = tree.words[above].lemma.to_lowercase();
        let operators = scene.lexicon.operators(&lemma).iter();
        let denies = operators
            .filter(|operator| operator.words.len() == 1)
            .any(|operator| operator.polarity == Some(Polarity::Negative));
        denies ^ is_denied(tree, above)
    });
    is_denied(tree, verb) ^ is_withheld
}

/// Whether what governs a participle keeps it from happening: `prevented from leaving`, `stopped short of leaving`.
pub(super) fn is_kept_from(
    scene: &Scene<'_, '_>,
    tree: &Sentence<'_>,
    (node, above): (usize, usize),
) -> bool {
    if tree.words[node].fine_tag != FineTag::VBG {
        return false;
    }
    let mut marks = tree.children(node).filter(|&child| {
        matches!(
            tree.words[child].relation.universal(),
            Relation::Mark | Relation::Case
        )
    });
    let Some(mark) = marks.next() else {
        return false;
    };
    match tree.words[mark].form.to_lowercase().as_str() {
        "from" => {
            const KEEPING: [&str; 8] = [
                "prevent", "stop", "keep", "bar", "ban", "exclude", "restrain", "hinder",
            ];
            let lemma = tree.words[above].lemma.to_lowercase();
            let operators = scene.lexicon.operators(&lemma).iter();
            KEEPING.contains(&lemma.as_str())
                || operators
                    .filter(|operator| operator.words.len() == 1)
                    .any(|operator| operator.polarity == Some(Polarity::Negative))
        }
        "of" => has_before(tree, mark, "short"),
        "to" => has_before(tree, mark, "close"),
        _ => false,
    }
}

/// `has yet to leave`, `is yet to leave`.
pub(super) fn is_yet_to(tree: &Sentence<'_>, node: usize) -> bool {
    let mark = tree.child_by(node, Relation::Mark);
    mark.is_some_and(|mark| {
        tree.words[mark].form.eq_ignore_ascii_case("to") && has_before(tree, mark, "yet")
    })
}
