//! Entities by class.

use crate::draw::choose::selection::Selection;
use crate::draw::choose::words::Words;
use crate::draw::choose::{ChoiceError, Kind};

/// Keeps the entities of some classes or of subclasses of them, the relations among them, and those that are
/// named.
pub(super) fn keep(
    selection: &mut Selection<'_>,
    words: &Words<'_>,
    classes: &[String],
    named: &[usize],
) -> Result<(), ChoiceError> {
    if classes.is_empty() {
        return Ok(());
    }
    let fitting = words.terms(Kind::Class, classes)?;
    let entities = selection.graph.entities();
    let mut fits: Vec<bool> = entities
        .map(|entity| entity.types.iter().any(|class| fitting.contains(class)))
        .collect();
    for entity in named {
        fits[*entity] = true;
    }
    selection.retain_entities(|entity| fits[entity]);
    Ok(())
}
