//! Whether a clause is what a verb of saying says, or what is merely heard.

use crate::extract::relations::standing::Passed;
use crate::extract::relations::subjects::{addressee, is_passive};
use crate::extract::{FineTag, Relation, Sentence};
use crate::model::{Modality, Polarity, ReportKind};
use crate::ontology::ReportCue;

/// Whether a clause is what a verb of saying says, asks or promises, or for what it blames.
pub(super) fn speaks(
    tree: &Sentence<'_>,
    passed: &Passed<'_>,
    cue: &ReportCue,
    has_object: bool,
) -> bool {
    let &Passed {
        node,
        above,
        is_infinitive,
        mark,
    } = passed;
    let word = &tree.words[node];
    let lemma = tree.words[above].lemma.as_str();
    let is_complement = word.relation == Relation::Ccomp && !is_passive_raising(tree, passed)
        || word.relation == Relation::Parataxis && above < node;
    let is_addressed = has_object || is_passive(tree, above) || addressee(tree, above).is_some();
    let is_told = matches!(lemma, "tell" | "warn" | "advise");
    let asks = is_infinitive
        && is_addressed
        && (cue.modality == Some(Modality::Requested) || is_told && has_object);
    let promises = cue.modality == Some(Modality::Planned) && is_infinitive;
    // `Russia denied deploying mercenaries`.
    let denies = cue.polarity == Some(Polarity::Negative)
        && word.relation == Relation::Xcomp
        && word.fine_tag == FineTag::VBG;
    let implies = cue.report == ReportKind::Implied
        && matches!(
            word.relation,
            Relation::Advcl | Relation::Xcomp | Relation::Ccomp
        )
        && matches!(mark, Some("for" | "of" | "over" | "with"));
    let dissuades = is_told && mark == Some("against") && word.fine_tag == FineTag::VBG;
    is_complement || asks || promises || implies || denies || dissuades
}

/// `is said to have left`: nobody is told who says so.
fn is_passive_raising(tree: &Sentence<'_>, passed: &Passed<'_>) -> bool {
    passed.is_infinitive
        && is_passive(tree, passed.above)
        && tree.child_by(passed.node, Relation::Nsubj).is_none()
}

/// Whether those who say so are nobody in particular: `some say`, `others claim`.
pub(super) fn is_anybody(tree: &Sentence<'_>, verb: usize) -> bool {
    const ANYBODY: [&str; 6] = ["some", "others", "somebody", "someone", "people", "one"];
    let mut subjects = tree.children_by(verb, Relation::Nsubj);
    subjects.any(|subject| {
        let form = tree.words[subject].form.to_lowercase();
        ANYBODY.contains(&form.as_str()) && tree.children(subject).next().is_none()
    })
}

/// `was accused of leaving`, `is said to have left`, `it is believed that she left`: what nobody vouches for.
pub(super) fn is_hearsay(tree: &Sentence<'_>, passed: &Passed<'_>) -> bool {
    const HEARD: [&str; 16] = [
        "accuse",
        "suspect",
        "charge",
        "indict",
        "blame",
        "allege",
        "claim",
        "believe",
        "think",
        "say",
        "report",
        "rumour",
        "rumor",
        "assume",
        "understand",
        "feel",
    ];
    let is_said = passed.is_infinitive || passed.mark.is_some();
    is_said
        && is_passive(tree, passed.above)
        && HEARD.contains(&tree.words[passed.above].lemma.to_lowercase().as_str())
}
