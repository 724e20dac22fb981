//! Typed relations: the frames of the lexicon on verbs, nouns, roles, adjectives and constructions.

mod candidate;
mod confidence;
mod denial;
mod frames;
mod marks;
mod nominal;
mod open;
mod predication;
mod reports;
mod saying;
mod standing;
mod structural;
mod subjects;
mod verbal;

pub use candidate::{Candidate, Candidates, Rule, Scene};
pub use confidence::{Ground, confidence, grounds};
pub use predication::{Predication, predication};
pub use standing::{Report, Standing, standing};

/// Every relation of a document, in its order; `with_open` adds those of verbs that the lexicon does not know.
pub fn relations(scene: &Scene<'_, '_>, with_open: bool) -> Candidates {
    let mut found = Candidates::default();
    for sentence in 0..scene.reading.sentences.len() {
        for word in 0..scene.reading.sentences[sentence].words.len() {
            verbal::relations(scene, sentence, word, &mut found);
            nominal::relations(scene, sentence, word, &mut found);
            structural::relations(scene, sentence, word, &mut found);
            if with_open {
                open::relations(scene, sentence, word, &mut found);
            }
        }
        structural::inside_names(scene, sentence, &mut found);
    }
    found
}

/// The relations that tell whom persons act for, which `we` in a quotation needs to know.
pub fn sides(scene: &Scene<'_, '_>) -> std::collections::BTreeMap<usize, usize> {
    let found = relations(scene, false);
    let mut sides = std::collections::BTreeMap::new();
    for name in ["actsFor", "leads", "chiefExecutiveOf", "partOf", "memberOf"] {
        for candidate in found
            .all
            .iter()
            .filter(|candidate| candidate.property.ends_with(&format!("#{name}")))
        {
            let is_whole = scene.classes.any_is(
                &scene.cast.entities[candidate.object].classes,
                "Organization",
            ) || scene
                .classes
                .any_is(&scene.cast.entities[candidate.object].classes, "State");
            if is_whole && candidate.subject != candidate.object {
                sides.entry(candidate.subject).or_insert(candidate.object);
            }
        }
    }
    // Who heads an office acts for what the office is a part of.
    for candidate in found
        .all
        .iter()
        .filter(|candidate| candidate.property.ends_with("#leads"))
    {
        if let Some(&whole) = sides.get(&candidate.object) {
            sides.entry(candidate.subject).or_insert(whole);
        }
    }
    sides
}
