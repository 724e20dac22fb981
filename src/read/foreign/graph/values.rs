use crate::model::{Loss, Place, RelationRecord};
use crate::read::foreign::graph::NodeGraph;
use crate::read::foreign::property::{Properties, Property};

/// Where a drawing put a node and how it painted it: nothing that a text says.
const DRAWING: [&str; 9] = ["x", "y", "z", "vx", "vy", "fx", "fy", "index", "embedding"];

/// A list of more numbers than this is a vector that some model made, no knowledge.
const LONGEST_OF_NUMBERS: usize = 16;

/// Properties of a node as claims that end at a literal, a list as one claim for each item.
pub(super) fn add(graph: &mut NodeGraph, id: &str, mut properties: Properties, place: &Place) {
    let statements = properties.take_texts("statements");
    let (values, n_unread) = stated(&mut properties, &statements);
    graph.file.losses.add_many(
        Loss::Dropped,
        "statement in words that is not plainly asserted",
        n_unread,
    );
    for (predicate, value) in values {
        push(graph, id, &predicate, value, place);
    }
    for (name, value) in properties.rest() {
        // A value without a name says nothing about the node.
        if DRAWING.contains(&name.as_str()) || name.is_empty() {
            let what = format!("property \"{name}\" of a node");
            graph.lose(Loss::Dropped, &what);
            continue;
        }
        push(graph, id, &name, value, place);
    }
}

fn push(graph: &mut NodeGraph, id: &str, predicate: &str, value: Property, place: &Place) {
    let items = match value {
        Property::List(items) => {
            let numbers = items
                .iter()
                .filter(|item| matches!(item, Property::Number(_)));
            if numbers.count() > LONGEST_OF_NUMBERS {
                vec![Property::Nested]
            } else {
                items
            }
        }
        one => vec![one],
    };
    for item in items {
        let Some(value) = item.into_value() else {
            let what = format!("property \"{predicate}\" of a node");
            graph.lose(Loss::Dropped, &what);
            continue;
        };
        let record = RelationRecord {
            subject: id.to_owned(),
            predicate: predicate.to_owned(),
            value: Some(value),
            ..RelationRecord::default()
        };
        graph.relations.push((record, place.clone()));
    }
}

/// The values of columns that our own export names `value_` and the predicate's words, each under the words
/// as a statement beside them has them; and how many statements say more than such a column can.
fn stated(properties: &mut Properties, statements: &[String]) -> (Vec<(String, Property)>, usize) {
    if statements.is_empty() {
        return (Vec::new(), 0);
    }
    let mut values = Vec::new();
    let mut n_plain = 0;
    for statement in statements {
        // The column's name has lost the spaces of the words; the longest words that fit it are meant.
        let colons = statement.match_indices(": ");
        let words = colons.map(|(at, _)| &statement[..at]).find(|words| {
            properties.has(&column(words)) || values.iter().any(|(known, _)| known == words)
        });
        let Some(words) = words else { continue };
        let is_plain = statement[words.len() + 2..].contains(" (asserted)");
        if !is_plain {
            continue;
        }
        n_plain += 1;
        if let Some(value) = properties.take(&column(words)) {
            values.push((words.to_owned(), value));
        }
    }
    (values, statements.len() - n_plain)
}

fn column(words: &str) -> String {
    let parts = words.split(|letter: char| !letter.is_alphanumeric());
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    format!("value_{}", parts.join("_"))
}
