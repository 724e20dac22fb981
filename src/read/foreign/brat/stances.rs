use crate::model::{Fault, Loss, Modality, Polarity, quoted};
use crate::read::foreign::brat::Reading;
use std::collections::BTreeMap;

/// How a relation or an event is put forward.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Stance {
    pub(super) polarity: Polarity,
    pub(super) modality: Modality,
}

/// What the attributes say of each relation and event. What they say of anything else is named as lost.
pub(super) fn stances(reading: &mut Reading<'_>) -> BTreeMap<String, Stance> {
    let mut stances: BTreeMap<String, Stance> = BTreeMap::new();
    for attribute in &reading.annotations.attributes {
        let is_stated = reading.annotations.events.contains_key(&attribute.of)
            || reading.annotations.relations.contains_key(&attribute.of);
        if !is_stated {
            let what = format!("attribute {} of a mark", quoted(&attribute.name));
            reading.file.losses.add(Loss::Dropped, &what);
            continue;
        }
        let stance = stances.entry(attribute.of.clone()).or_default();
        let value = attribute
            .value
            .as_deref()
            .unwrap_or_default()
            .to_ascii_lowercase();
        match attribute.name.to_ascii_lowercase().as_str() {
            "negation" | "negated" => stance.polarity = Polarity::Negative,
            "speculation" | "speculated" | "speculative" => stance.modality = Modality::Possible,
            "hypothesis" => stance.modality = Modality::Hypothetical,
            "polarity" => match named(&value, &Polarity::NAMES) {
                Some(polarity) => stance.polarity = polarity,
                None => reading.faults.push(Fault::error(
                    attribute.place.clone(),
                    unknown("polarity", &value, &Polarity::NAMES),
                )),
            },
            "modality" => match named(&value, &Modality::NAMES) {
                Some(modality) => stance.modality = modality,
                None => reading.faults.push(Fault::error(
                    attribute.place.clone(),
                    unknown("modality", &value, &Modality::NAMES),
                )),
            },
            // A modality by its own name.
            word if named(word, &Modality::NAMES).is_some() => {
                stance.modality = named(word, &Modality::NAMES).unwrap_or_default();
            }
            _ => {
                let what = format!(
                    "attribute {} of a relation or event",
                    quoted(&attribute.name)
                );
                reading.file.losses.add(Loss::Dropped, &what);
            }
        }
    }
    for note in &reading.annotations.notes {
        let is_kept = reading.annotations.events.contains_key(&note.of)
            || reading.annotations.relations.contains_key(&note.of);
        if !is_kept && !note.words.is_empty() {
            reading
                .file
                .losses
                .add(Loss::Dropped, "note that is not on a relation or event");
        }
    }
    stances
}

fn named<T: Copy>(word: &str, names: &[(&str, T)]) -> Option<T> {
    names
        .iter()
        .find(|(name, _)| *name == word)
        .map(|(_, value)| *value)
}

fn unknown<T>(what: &str, word: &str, names: &[(&str, T)]) -> String {
    let known: Vec<&str> = names.iter().map(|(name, _)| *name).collect();
    format!(
        "{what} {} is unknown; known: {}",
        quoted(word),
        known.join(", ")
    )
}
