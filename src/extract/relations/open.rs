//! Verbs that the lexicon does not know: a relation with the verb’s own words, never a guessed property.

use crate::extract::UniversalTag;
use crate::extract::relations::candidate::{Candidate, Candidates, Rule, Scene};
use crate::extract::relations::predication::predication;
use crate::ontology::Slot;

/// Adds the open relation of a verb from which no other was drawn: `Mali cherishes its past`.
pub(super) fn relations(
    scene: &Scene<'_, '_>,
    sentence: usize,
    verb: usize,
    found: &mut Candidates,
) {
    let tree = &scene.reading.sentences[sentence];
    let lemma = &tree.words[verb].lemma;
    let is_report = !scene.lexicon.report_cues(lemma).is_empty();
    if tree.words[verb].tag != UniversalTag::Verb || is_report || found.has(sentence, verb) {
        return;
    }
    let said = predication(tree, verb);
    let subjects: Vec<usize> = said.heads(&Slot::Subject).collect();
    let direct: Vec<usize> = said.heads(&Slot::Object).collect();
    let marked = said.arguments.iter().find_map(|(slot, head)| match slot {
        Slot::Marker(marker) => Some((format!("{lemma} {marker}"), vec![*head])),
        _ => None,
    });
    let (words, objects) = if direct.is_empty() {
        marked.unwrap_or_default()
    } else {
        (lemma.clone(), direct)
    };
    for &subject in &subjects {
        for &object in &objects {
            let ends = (
                scene.entity(sentence, subject),
                scene.entity(sentence, object),
            );
            let (Some(from), Some(to)) = ends else {
                continue;
            };
            if from != to {
                found.add(Candidate {
                    subject: from,
                    property: words.clone(),
                    object: to,
                    sentence,
                    predicate: verb,
                    ends: vec![subject, object],
                    rule: Rule::Open,
                    entry: String::new(),
                    brings: (None, None),
                });
            }
        }
    }
}
