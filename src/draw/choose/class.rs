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

#[cfg(test)]
mod tests {
    use crate::draw::choose::Choice;
    use crate::draw::choose::sample::{drawn, words};
    use crate::draw::sample::Sample;

    #[test]
    fn subclasses_count_and_only_relations_among_the_chosen_are_drawn() {
        let graph = Sample::default()
            .entity("a", "ArmedForce", "A")
            .entity("o", "Organization", "O")
            .entity("lone", "Organization", "Lone")
            .entity("p", "Person", "P")
            .relation("a", "partOf", "o")
            .relation("p", "trains", "a")
            .graph();
        let of = |classes: &[&str], around: &[&str]| {
            let choice = Choice {
                classes: words(classes),
                around: words(around),
                depth: 1,
                ..Choice::default()
            };
            drawn(&graph, &choice).unwrap()
        };
        assert_eq!(of(&["organization"], &[]), "A -part of-> O\nLone");
        assert_eq!(of(&["ArmedForce", "gw:Person"], &[]), "P -trains-> A");
        assert_eq!(
            of(&["ArmedForce"], &["p"]),
            "P -trains-> A",
            "the centre stays"
        );
    }
}
