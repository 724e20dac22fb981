//! Cytoscape's JSON, of the program and of Cytoscape.js: `elements` with `nodes` and `edges`, or a plain list.

use crate::model::{Fault, Place, quoted};
use crate::read::foreign::json;
use crate::read::foreign::network::{Edge, Network, Node, Of, text};
use crate::read::foreign::property::Property;
use crate::read::json::{Context, Fields};
use serde_json::value::RawValue;
use std::sync::Arc;

/// What Cytoscape keeps of an element for itself.
const ITS_OWN: [&str; 3] = ["SUID", "selected", "isInPath"];

/// Columns that Cytoscape fills with what a whole collection of networks shares.
const SHARED: [(&str, &str); 2] = [
    ("shared name", "name"),
    ("shared interaction", "interaction"),
];

/// Keys at the top that say nothing of the graph itself.
const ASIDE: [&str; 5] = [
    "format_version",
    "generated_by",
    "target_cytoscapejs_version",
    "data",
    "multigraph",
];

/// An element with its data.
struct Known {
    ends: Option<[String; 2]>,
    id: Option<String>,
    properties: Vec<(String, Property)>,
    place: Place,
}

pub(super) fn read(text: &str, name: &Arc<str>, network: &mut Network<'_>) {
    network.has_lists = true;
    // The context and the network both tell of faults.
    let mut faults: Vec<Fault> = Vec::new();
    let mut context = Context::new(name, text, 0, &mut faults);
    let whole = context.whole();
    if let Some(fields) = whole {
        file(&mut context, fields, network);
    }
    network.faults.append(&mut faults);
}

fn file<'t>(
    context: &mut Context<'t>,
    mut fields: Fields<'t>,
    network: &mut Network<'_>,
) -> Option<()> {
    let elements = fields.required(context, "elements", |_, raw| Some(raw))?;
    // networkx says of the whole graph whether it has a direction.
    let directed = fields.take("directed");
    let is_undirected = directed.is_some_and(|raw| raw.get() == "false");
    elements_of(context, elements, network);
    for edge in &mut network.edges {
        edge.is_undirected = is_undirected;
    }
    for (key, raw) in fields.rest() {
        if !ASIDE.contains(&key.as_ref()) && !matches!(raw.get(), "null" | "{}" | "[]") {
            network.drop(&format!("field {} of the whole graph", quoted(&key)));
        }
    }
    Some(())
}

fn elements_of<'t>(
    context: &mut Context<'t>,
    elements: &'t RawValue,
    network: &mut Network<'_>,
) -> Option<()> {
    if elements.get().starts_with('[') {
        let items = context.items(elements)?;
        for (index, raw) in items.into_iter().enumerate() {
            context.within("elements", Some(index), |context| {
                element(context, raw, None, network)
            });
        }
        return Some(());
    }
    context.within("elements", None, |context| {
        let mut lists = context.object(elements)?;
        for (key, of) in [("nodes", Of::Node), ("edges", Of::Edge)] {
            lists.list(context, key, |context, raw| {
                element(context, raw, Some(of), network)
            });
        }
        for (key, _) in lists.rest() {
            network.drop(&format!("list {} of elements", quoted(&key)));
        }
        Some(())
    })
}

/// An element; in a plain list, what has two ends is an edge.
fn element<'t>(
    context: &mut Context<'t>,
    raw: &'t RawValue,
    of: Option<Of>,
    network: &mut Network<'_>,
) -> Option<()> {
    let mut fields = context.object(raw)?;
    let data = fields.required(context, "data", Context::object)?;
    let is_edge = data.has("source") || data.has("target");
    let of = of.unwrap_or(if is_edge { Of::Edge } else { Of::Node });
    if fields.take("position").is_some() {
        network.drop_of(of, "drawing");
    }
    let known = known(context, data, of, context.place_of(raw))?;
    for (name, _) in &known.properties {
        network.columns.insert((of, name.clone()));
    }
    match of {
        Of::Node => node(context, raw, known, network),
        Of::Edge => edge(known, network),
    }
}

fn known<'t>(
    context: &mut Context<'t>,
    mut data: Fields<'t>,
    of: Of,
    place: Place,
) -> Option<Known> {
    let id = data.optional(context, "id", json::id);
    let ends = match of {
        Of::Node => None,
        Of::Edge => {
            let source = data.required(context, "source", json::id);
            let target = data.required(context, "target", json::id);
            Some([source?, target?])
        }
    };
    let properties = json::properties(context, data).rest().into_iter();
    // The program writes some names with `_` that have a space elsewhere.
    let properties = properties.map(|(name, value)| match name.as_str() {
        "shared_name" => ("shared name".to_owned(), value),
        "shared_interaction" => ("shared interaction".to_owned(), value),
        _ => (name, value),
    });
    Some(Known {
        ends,
        id,
        properties: properties.collect(),
        place,
    })
}

fn node(
    context: &mut Context<'_>,
    raw: &RawValue,
    mut known: Known,
    network: &mut Network<'_>,
) -> Option<()> {
    let Some(id) = known.id else {
        context.error(raw, "node has no \"id\"");
        return None;
    };
    let is_numbered = known.properties.iter().any(|(name, _)| name == "SUID");
    let label = text(&known.properties, "label").map(str::to_owned);
    let shown = take(&mut known.properties, "name");
    for (shared, own) in SHARED {
        let words = text(&known.properties, shared);
        let is_known = words == shown.as_deref() || words == label.as_deref();
        if own == "name" && words.is_some() && is_known {
            let _ = take(&mut known.properties, shared);
        }
    }
    // networkx repeats the node here, whose id is the same as a string.
    known
        .properties
        .retain(|(name, value)| name != "value" || value.clone().into_text().as_ref() != Some(&id));
    drop_parent(&mut known.properties, network);
    without_its_own(&mut known.properties);
    network.node(Node {
        id,
        is_numbered,
        shown,
        properties: known.properties,
        place: known.place,
    });
    Some(())
}

fn edge(mut known: Known, network: &mut Network<'_>) -> Option<()> {
    let shown = take(&mut known.properties, "interaction");
    let kind = take(&mut known.properties, "shared interaction");
    // Cytoscape names an edge after its ends and what is between them, which says nothing new.
    let between = shown.as_ref().or(kind.as_ref());
    let between = between.map(|words| format!("({words})"));
    for name in ["name", "shared name"] {
        let words = text(&known.properties, name).unwrap_or_default();
        if between
            .as_ref()
            .is_some_and(|between| words.contains(between))
        {
            let _ = take(&mut known.properties, name);
        }
    }
    without_its_own(&mut known.properties);
    network.edges.push(Edge {
        ends: known.ends?,
        is_undirected: false,
        shown,
        kind,
        properties: known.properties,
        place: known.place,
    });
    Some(())
}

/// A compound node holds others: a drawing, and no relation.
fn drop_parent(properties: &mut Vec<(String, Property)>, network: &mut Network<'_>) {
    let n_before = properties.len();
    properties.retain(|(name, _)| name != "parent");
    if properties.len() < n_before {
        network.drop("group that a node is in");
    }
}

fn without_its_own(properties: &mut Vec<(String, Property)>) {
    properties.retain(|(name, _)| !ITS_OWN.contains(&name.as_str()));
}

/// Takes the words under a name out.
fn take(properties: &mut Vec<(String, Property)>, name: &str) -> Option<String> {
    let words = text(properties, name).map(str::to_owned)?;
    properties.retain(|(known, _)| known != name);
    Some(words)
}
