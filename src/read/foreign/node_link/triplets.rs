//! `LlamaIndex` property graphs.

use crate::model::{Loss, Place, SourceRecord};
use crate::read::foreign::graph::NodeGraph;
use crate::read::foreign::json::{id, properties};
use crate::read::foreign::property::{Properties, Property};
use crate::read::json::Context;
use serde_json::value::RawValue;
use std::collections::BTreeMap;

/// The text that `LlamaIndex` drew a relation from is named by this property.
const FROM: &str = "triplet_source_id";

/// A node under its id. A chunk of text is a source.
pub(super) fn node<'t>(
    context: &mut Context<'t>,
    id: &str,
    raw: &'t RawValue,
    graph: &mut NodeGraph,
) -> Option<()> {
    let fields = context.object(raw)?;
    let place = context.place_of(raw);
    let has_properties = fields.has("properties");
    let mut properties = properties(context, fields);
    let _ = properties.take("id_");
    if has_properties && !properties.has("type") {
        properties.rename("label", "type");
    }
    if let Some(Property::Text(text)) = properties.take("text") {
        let record = SourceRecord {
            id: id.to_owned(),
            title: properties.take_text(&["title", "file_name"]),
            text: Some(text),
            ..SourceRecord::default()
        };
        graph.source(record, &place);
        return Some(());
    }
    if properties.take(FROM).is_some() {
        graph.lose(Loss::Dropped, "text that an entity was found in");
    }
    graph.node(id, properties, &place);
    Some(())
}

/// Triplets are read first: `relations` was keyed by the label alone for long, so that the last relation of each
/// label overwrote the others. What stands among `relations` only is read after them.
pub(super) fn read<'t>(
    context: &mut Context<'t>,
    triplets: Option<&'t RawValue>,
    relations: Option<&'t RawValue>,
    graph: &mut NodeGraph,
) -> Option<()> {
    let mut known = Known::new();
    if let Some(raw) = relations {
        let relations = context.within("relations", None, |context| context.object(raw))?;
        for (_, raw) in relations.rest() {
            let described = context.within("relations", None, |context| described(context, raw));
            if let Some((triplet, description)) = described {
                known.entry(triplet).or_default().push(description);
            }
        }
    }
    if let Some(triplets) = triplets {
        let items = context.within("triplets", None, |context| context.items(triplets))?;
        for (index, raw) in items.into_iter().enumerate() {
            context.within("triplets", Some(index), |context| {
                of_triplet(context, raw, &mut known, graph)
            });
        }
    }
    for (triplet, descriptions) in known {
        for description in descriptions.into_iter().filter(|one| !one.is_read) {
            relation(
                triplet.clone(),
                description.properties,
                &description.place,
                graph,
            );
        }
    }
    Some(())
}

/// A start, a label and an end.
type Triplet = [String; 3];

/// The entries of `relations` by what they are between.
type Known = BTreeMap<Triplet, Vec<Description>>;

/// What an entry of `relations` says beside its ends and its label.
struct Description {
    properties: Properties,
    place: Place,
    /// Whether a triplet led to it.
    is_read: bool,
}

fn of_triplet<'t>(
    context: &mut Context<'t>,
    raw: &'t RawValue,
    known: &mut Known,
    graph: &mut NodeGraph,
) -> Option<()> {
    let parts = context.items(raw)?;
    let [subject, label, object] = parts.as_slice() else {
        let message = format!(
            "found {} items; three are wanted: start, label, end",
            parts.len()
        );
        context.error(raw, message);
        return None;
    };
    let ends = (id(context, subject), id(context, object));
    let triplet = [ends.0?, id(context, label)?, ends.1?];
    let mut descriptions = known.get_mut(&triplet).into_iter().flatten();
    let properties = if let Some(first) = descriptions.next() {
        first.is_read = true;
        first.properties.clone()
    } else {
        graph.lose(
            Loss::Dropped,
            "properties of a relation, which another with its label overwrote",
        );
        Properties::default()
    };
    relation(triplet, properties, &context.place_of(raw), graph);
    Some(())
}

fn relation(
    [source, label, target]: Triplet,
    mut properties: Properties,
    place: &Place,
    graph: &mut NodeGraph,
) {
    let from = properties.take_text(&[FROM]);
    let mut all = properties.rest();
    all.insert(0, ("predicate".to_owned(), Property::Text(label)));
    let properties = Properties::new(all);
    graph.edge([source, target], properties, from.as_deref(), place);
}

/// An entry of `relations`.
fn described<'t>(context: &mut Context<'t>, raw: &'t RawValue) -> Option<(Triplet, Description)> {
    let mut fields = context.object(raw)?;
    let source = fields.required(context, "source_id", id);
    let target = fields.required(context, "target_id", id);
    let label = fields.required(context, "label", id);
    let description = Description {
        properties: properties(context, fields),
        place: context.place_of(raw),
        is_read: false,
    };
    Some(([source?, label?, target?], description))
}
