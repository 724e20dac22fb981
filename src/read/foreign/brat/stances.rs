use crate::model::{Loss, Modality, Polarity, quoted};
use crate::read::foreign::brat::Reading;
use std::collections::BTreeMap;

/// How a relation or an event is put forward.
#[derive(Debug, Clone, Default)]
pub(super) struct Stance {
    pub(super) polarity: Polarity,
    pub(super) modality: Modality,
    /// An attribute with a value that is none of ours. To take a denial or a plan that is put in other words for
    /// a fact would be worse than to lose it.
    pub(super) unknown: Option<String>,
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
        let unknown = || Some(format!("{} {}", attribute.name, quoted(&value)));
        match attribute.name.to_ascii_lowercase().as_str() {
            "negation" | "negated" => stance.polarity = Polarity::Negative,
            "speculation" | "speculated" | "speculative" => stance.modality = Modality::Possible,
            "hypothesis" => stance.modality = Modality::Hypothetical,
            "polarity" => match named(&value, &Polarity::NAMES) {
                Some(polarity) => stance.polarity = polarity,
                None => stance.unknown = unknown(),
            },
            "modality" => match named(&value, &Modality::NAMES) {
                Some(modality) => stance.modality = modality,
                None => stance.unknown = unknown(),
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

impl Reading<'_> {
    /// Whether it is told how a relation or an event is put forward; counts it as lost where it is not.
    pub(super) fn is_understood(&mut self, id: &str, stances: &BTreeMap<String, Stance>) -> bool {
        let unknown = stances.get(id).and_then(|stance| stance.unknown.as_ref());
        if let Some(unknown) = unknown {
            let what = format!("relation or event with {unknown}, a value that is not known");
            self.file.losses.add(Loss::Dropped, &what);
        }
        unknown.is_none()
    }
}

fn named<T: Copy>(word: &str, names: &[(&str, T)]) -> Option<T> {
    names
        .iter()
        .find(|(name, _)| *name == word)
        .map(|(_, value)| *value)
}
