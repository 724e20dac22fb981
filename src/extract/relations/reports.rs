//! Who says it: verbs of saying above, behind or in the middle of a clause, and `according to`.

use crate::extract::quotations::Quotation;
use crate::extract::relations::Scene;
use crate::extract::relations::predication::marker;
use crate::extract::relations::standing::{Report, Standing};
use crate::extract::relations::subjects::{agents_of_passive, is_passive, surface_subjects};
use crate::extract::{Relation, Sentence, UniversalTag};
use crate::model::ReportKind;
use crate::ontology::ReportCue;

pub(super) fn cue<'a>(
    scene: &'a Scene<'_, '_>,
    lemma: &str,
    tree: &Sentence<'_>,
    verb: usize,
) -> Option<&'a ReportCue> {
    let next = tree.words.get(verb + 1).map(|next| next.form.as_ref());
    let cues = scene.lexicon.report_cues(lemma).iter();
    let cues = cues.filter(|cue| match cue.words.as_slice() {
        [_] => true,
        [_, second, ..] => next == Some(second),
        [] => false,
    });
    // The longer phrase is meant, then what plans, asks or denies, then the first.
    let mut found: Option<&ReportCue> = None;
    for cue in cues {
        let weight = |cue: &ReportCue| {
            (
                cue.words.len(),
                cue.modality.is_some() || cue.polarity.is_some(),
            )
        };
        if found.is_none_or(|found| weight(cue) > weight(found)) {
            found = Some(cue);
        }
    }
    found
}

/// Adds who speaks, in a passive who does so by the word `by`; whether there is one.
pub(super) fn add_report(
    scene: &Scene<'_, '_>,
    sentence: usize,
    verb: usize,
    kind: ReportKind,
    found: &mut Standing,
) -> bool {
    let tree = &scene.reading.sentences[sentence];
    let subjects = if is_passive(tree, verb) {
        agents_of_passive(tree, verb)
    } else {
        surface_subjects(tree, verb, 3)
    };
    let speaker = subjects
        .iter()
        .find_map(|&subject| scene.entity(sentence, subject))
        .filter(|&speaker| can_speak(scene, speaker));
    if let Some(speaker) = speaker {
        found.report(Report {
            speaker,
            kind,
            cue: Some((sentence, verb)),
        });
    }
    speaker.is_some()
}

/// Events and things do not speak, reports and studies do.
pub(super) fn can_speak(scene: &Scene<'_, '_>, speaker: usize) -> bool {
    let known = &scene.cast.entities[speaker];
    known.classes.is_empty()
        || ["Agent", "GeopoliticalEntity", "Work", "Facility"]
            .iter()
            .any(|name| scene.is(speaker, name))
}

/// Reports that hang on a clause: `officials said` behind it, `according to the UN`.
pub(super) fn beside(
    scene: &Scene<'_, '_>,
    sentence: usize,
    (node, predicate): (usize, usize),
    quotation: Option<&Quotation>,
    found: &mut Standing,
) {
    let tree = &scene.reading.sentences[sentence];
    for child in tree.children(node) {
        // What tells about the speaker is not what the speaker says.
        if tree.is_within(predicate, child) {
            continue;
        }
        let word = &tree.words[child];
        if quotation.is_some() && scene.quotations.around(sentence, child).is_none() {
            continue;
        }
        if word.relation == Relation::Parataxis && word.tag == UniversalTag::Verb {
            let says = cue(scene, &word.lemma, tree, child)
                .filter(|cue| cue.report == ReportKind::Reported);
            let has_content = tree.child_by(child, Relation::Ccomp).is_some()
                || tree.child_by(child, Relation::Obj).is_some();
            if says.is_some() && !has_content {
                add_report(scene, sentence, child, ReportKind::Reported, found);
            }
        }
        if matches!(
            word.relation,
            Relation::Obl | Relation::Nmod | Relation::Parataxis | Relation::Dep | Relation::Advcl
        ) && is_according(tree, child)
            && let Some(speaker) = scene.entity(sentence, child)
        {
            let case = tree.child_by(child, Relation::Case).unwrap_or(child);
            found.report(Report {
                speaker,
                kind: ReportKind::Reported,
                cue: Some((sentence, case)),
            });
        }
    }
}

pub(super) fn is_according(tree: &Sentence<'_>, word: usize) -> bool {
    marker(tree, word).is_some_and(|marker| marker.starts_with("according"))
        || tree
            .children_by(word, Relation::Case)
            .any(|case| tree.words[case].form.eq_ignore_ascii_case("according"))
}
