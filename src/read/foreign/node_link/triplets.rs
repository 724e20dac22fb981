//! `LlamaIndex` property graphs.

use crate::model::{Loss, SourceRecord};
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

/// Triplets are complete; `relations` was keyed by the label alone for long, so that the properties in it are
/// those of the last relation of each label.
pub(super) fn read<'t>(
    context: &mut Context<'t>,
    triplets: &'t RawValue,
    relations: Option<&'t RawValue>,
    graph: &mut NodeGraph,
) -> Option<()> {
    let mut known = BTreeMap::new();
    if let Some(raw) = relations {
        let relations = context.within("relations", None, |context| context.object(raw))?;
        for (_, raw) in relations.rest() {
            known.extend(context.within("relations", None, |context| described(context, raw)));
        }
    }
    let items = context.within("triplets", None, |context| context.items(triplets))?;
    for (index, raw) in items.into_iter().enumerate() {
        context.within("triplets", Some(index), |context| {
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
            let label = id(context, label)?;
            let ends = [ends.0?, ends.1?];
            let [source, target] = ends.clone();
            let mut properties = known
                .get(&(source, label.clone(), target))
                .cloned()
                .unwrap_or_else(|| {
                    graph.lose(
                        Loss::Dropped,
                        "properties of a relation, which another with its label overwrote",
                    );
                    Properties::default()
                });
            let from = properties.take_text(&[FROM]);
            let mut all = properties.rest();
            all.insert(0, ("predicate".to_owned(), Property::Text(label)));
            graph.edge(
                ends,
                Properties::new(all),
                from.as_deref(),
                &context.place_of(raw),
            );
            Some(())
        });
    }
    Some(())
}

/// The ends with the label between them, and the properties, of an entry of `relations`.
fn described<'t>(
    context: &mut Context<'t>,
    raw: &'t RawValue,
) -> Option<((String, String, String), Properties)> {
    let mut fields = context.object(raw)?;
    let source = fields.required(context, "source_id", id);
    let target = fields.required(context, "target_id", id);
    let label = fields.required(context, "label", id);
    let properties = properties(context, fields);
    Some(((source?, label?, target?), properties))
}
