use crate::model::{Loss, quoted};
use crate::read::foreign::graph::NodeGraph;
use crate::read::foreign::json::{id, properties};
use crate::read::foreign::node_link::unwrapped;
use crate::read::json::{Context, Fields};
use serde_json::value::RawValue;
use std::collections::BTreeSet;

/// What programs call the two ends, in the order in which they are looked for.
const ENDS: [[&str; 2]; 6] = [
    ["source", "target"],
    ["start_node_id", "end_node_id"],
    ["source_id", "target_id"],
    ["from", "to"],
    ["start", "end"],
    ["src", "dst"],
];

/// The ids of a list's nodes by place.
#[derive(Default)]
pub(super) struct Positions {
    ids: Vec<Option<String>>,
    /// Whether a node has an id of its own: then a number is an id.
    has_ids: bool,
}

impl Positions {
    pub(super) fn push(&mut self, found: Option<(String, bool)>) {
        self.has_ids |= found.as_ref().is_some_and(|(_, is_own)| *is_own);
        self.ids.push(found.map(|(id, _)| id));
    }

    /// The nodes of the list; `None` for one that has no id.
    pub(super) fn nodes(&self) -> &[Option<String>] {
        &self.ids
    }

    fn at(&self, written: &str) -> Option<String> {
        if self.has_ids {
            return None;
        }
        self.ids.get(written.parse::<usize>().ok()?)?.clone()
    }
}

/// A node with its id, and whether the id is its own or a name that stands in for it. `numbers` has the ids that
/// nodes write as numbers; an end that is a whole node may write the id in the other way, so it has none.
pub(super) fn node<'t>(
    context: &mut Context<'t>,
    raw: &'t RawValue,
    fields: Fields<'t>,
    numbers: Option<&mut BTreeSet<String>>,
    graph: &mut NodeGraph,
) -> Option<(String, bool)> {
    let mut fields = unwrapped(context, fields)?;
    let own = ["id", "key", "id_"]
        .into_iter()
        .find_map(|key| Some((key, fields.take(key)?)));
    let is_listed = numbers.is_some();
    let own = match own {
        Some((key, raw)) => Some(context.within(key, None, |context| {
            let id = id(context, raw)?;
            let is_sound =
                numbers.is_none_or(|numbers| is_one_node(context, raw, &id, numbers, graph));
            is_sound.then_some(id)
        })?),
        None => None,
    };
    // neo4j-graphrag calls the class a label and keeps the name among the properties.
    let label_is_class = fields.has("label") && fields.has("properties") && !fields.has("type");
    let mut properties = properties(context, fields);
    if label_is_class {
        properties.rename("label", "type");
    }
    let name = properties.clone().take_text(&["name", "label", "title"]);
    let is_own = own.is_some();
    let Some(id) = own.or(name) else {
        context.error(
            raw,
            "node has no \"id\" and no \"name\"; one of them is needed",
        );
        return None;
    };
    if is_listed && !is_own && graph.place_of(&id).is_some() {
        graph.lose(
            Loss::Supposed,
            "node without an id that has the name of another, taken for the same",
        );
    }
    graph.node(&id, properties, &context.place_of(raw));
    Some((id, is_own))
}

/// Whether no other node has the same id as a string where this one is a number, or the other way round. Relations
/// may name a node in either way, so that they could not tell two such nodes apart.
fn is_one_node<'t>(
    context: &mut Context<'t>,
    raw: &'t RawValue,
    id: &str,
    numbers: &mut BTreeSet<String>,
    graph: &NodeGraph,
) -> bool {
    let is_number = is_number(raw);
    let other = graph
        .place_of(id)
        .filter(|_| is_number != numbers.contains(id));
    if let Some(other) = other {
        let [here, there] = if is_number {
            ["a number", "a string"]
        } else {
            ["a string", "a number"]
        };
        let message = format!(
            "the id {} is {here} here and {there} at {other}; one node writes it in one way, two nodes have ids that differ in more",
            quoted(id)
        );
        context.error(raw, message);
        return false;
    }
    if is_number {
        numbers.insert(id.to_owned());
    }
    true
}

fn is_number(raw: &RawValue) -> bool {
    !raw.get().starts_with('"')
}

/// The ids of both ends of a relation. An end that is a whole node is declared by that.
pub(super) fn both<'t>(
    context: &mut Context<'t>,
    raw: &'t RawValue,
    fields: &mut Fields<'t>,
    positions: &Positions,
    graph: &mut NodeGraph,
) -> Option<[String; 2]> {
    let named = ENDS
        .iter()
        .find(|[start, end]| fields.has(start) || fields.has(end));
    let Some(&[start, end]) = named else {
        context.error(raw, "relation has no \"source\" and no \"target\" (nor \"start_node_id\" and \"end_node_id\", \"from\" and \"to\")");
        return None;
    };
    let mut one = |context: &mut Context<'t>, key: &'static str| {
        fields.required(context, key, |context, raw| {
            if raw.get().starts_with('{') {
                let fields = context.object(raw)?;
                return node(context, raw, fields, None, graph).map(|(id, _)| id);
            }
            let written = id(context, raw)?;
            Some(if is_number(raw) {
                positions.at(&written).unwrap_or(written)
            } else {
                written
            })
        })
    };
    let ends = (one(context, start), one(context, end));
    Some([ends.0?, ends.1?])
}
