//! Nodes and relationships in JSON: one tolerant reader for LangChain's `GraphDocument`, neo4j-graphrag,
//! `LlamaIndex` property graphs and the node-link form of networkx, D3 and graphify.

mod adjacency;
mod document;
mod end;
mod tree;
mod triplets;

use crate::format::Format;
use crate::model::{FactsFile, Fault, Loss, quoted};
use crate::read::foreign::graph::NodeGraph;
use crate::read::foreign::json::{properties, values};
use crate::read::json::{Context, Fields};
use end::Positions;
use serde_json::value::RawValue;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The keys that hold relations with their two ends; `LlamaIndex` has an object under the last.
const RELATIONS: [&str; 4] = ["edges", "links", "relationships", "relations"];

/// Keys at the top that say nothing of the graph itself.
const ASIDE: [&str; 2] = ["multigraph", "type"];

pub(super) fn read(
    text: &str,
    name: &Arc<str>,
    format: Format,
    faults: &mut Vec<Fault>,
) -> FactsFile {
    let mut graph = NodeGraph::new(name, extractor(format));
    let mut n_documents = 0;
    let mut numbers = BTreeSet::new();
    values(text, name, faults, |context, raw| {
        let items = if raw.get().starts_with('[') {
            context.items(raw).unwrap_or_default()
        } else {
            vec![raw]
        };
        for item in items {
            whole(context, item, n_documents, &mut numbers, &mut graph);
            n_documents += 1;
        }
    });
    graph.finish()
}

/// One graph, or one of the graphs of a list.
fn whole<'t>(
    context: &mut Context<'t>,
    raw: &'t RawValue,
    number: usize,
    numbers: &mut BTreeSet<String>,
    graph: &mut NodeGraph,
) {
    let Some(fields) = context.object(raw) else {
        return;
    };
    let Some(mut fields) = unwrapped(context, fields) else {
        return;
    };
    let has_relations = RELATIONS.iter().any(|key| fields.has(key)) || fields.has("triplets");
    if !fields.has("nodes") && fields.has("children") {
        // A tree has a direction from the root on.
        graph.is_undirected = false;
        tree::read(context, raw, numbers, graph);
        return;
    }
    if !fields.has("nodes") && !has_relations {
        context.error(raw, "found no \"nodes\" and no \"relationships\", \"edges\", \"links\" or \"triplets\"; a graph has them, a tree \"children\"");
        return;
    }
    graph.is_undirected = fields
        .take("directed")
        .is_some_and(|raw| raw.get() == "false");
    let from = fields.take("source").and_then(|raw| {
        context.within("source", None, |context| {
            document::read(context, raw, number, graph)
        })
    });
    let positions = nodes(context, &mut fields, numbers, graph);
    let mut described = None;
    for key in RELATIONS {
        let Some(raw) = fields.take(key) else {
            continue;
        };
        if key == "relations" && raw.get().starts_with('{') {
            described = Some(raw);
            continue;
        }
        let Some(items) = context.within(key, None, |context| context.items(raw)) else {
            continue;
        };
        for (index, item) in items.into_iter().enumerate() {
            context.within(key, Some(index), |context| {
                relation(context, item, &positions, from.as_deref(), graph)
            });
        }
    }
    if let Some(raw) = fields.take("adjacency") {
        adjacency::read(context, raw, &positions, graph);
    }
    triplets::read(context, fields.take("triplets"), described, graph);
    lose_rest(fields, graph);
}

/// What LangChain's own serialisation wraps an object in: `{"lc":1,"kwargs":{…}}`.
fn unwrapped<'t>(context: &mut Context<'t>, mut fields: Fields<'t>) -> Option<Fields<'t>> {
    if !fields.has("lc") {
        return Some(fields);
    }
    match fields.take("kwargs") {
        Some(raw) => context.within("kwargs", None, |context| context.object(raw)),
        None => Some(fields),
    }
}

fn lose_rest(fields: Fields<'_>, graph: &mut NodeGraph) {
    for (key, raw) in fields.rest() {
        if !ASIDE.contains(&key.as_ref()) && !matches!(raw.get(), "null" | "{}" | "[]") {
            let what = format!("field {} of the whole graph", quoted(&key));
            graph.lose(Loss::Dropped, &what);
        }
    }
}

/// The nodes: a list, or an object of nodes by their ids. Gives the ids by place in the list where nodes have
/// no id of their own, as in D3's older files, whose links count places.
fn nodes<'t>(
    context: &mut Context<'t>,
    fields: &mut Fields<'t>,
    numbers: &mut BTreeSet<String>,
    graph: &mut NodeGraph,
) -> Positions {
    let mut positions = Positions::default();
    let Some(raw) = fields.take("nodes") else {
        return positions;
    };
    if raw.get().starts_with('{') {
        let Some(fields) = context.object(raw) else {
            return positions;
        };
        for (id, raw) in fields.rest() {
            context.within("nodes", None, |context| {
                triplets::node(context, &id, raw, graph);
            });
        }
        return positions;
    }
    let items = context.within("nodes", None, |context| context.items(raw));
    for (index, item) in items.unwrap_or_default().into_iter().enumerate() {
        let id = context.within("nodes", Some(index), |context| {
            let fields = context.object(item)?;
            end::node(context, item, fields, Some(numbers), graph)
        });
        positions.push(id);
    }
    positions
}

fn relation<'t>(
    context: &mut Context<'t>,
    raw: &'t RawValue,
    positions: &Positions,
    from: Option<&str>,
    graph: &mut NodeGraph,
) -> Option<()> {
    let fields = context.object(raw)?;
    let mut fields = unwrapped(context, fields)?;
    let ends = end::both(context, raw, &mut fields, positions, graph);
    let properties = properties(context, fields);
    graph.edge(ends?, properties, from, &context.place_of(raw));
    Some(())
}

/// Who drew the relations, as far as the format says so: anybody writes node-link JSON.
fn extractor(format: Format) -> Option<&'static str> {
    match format {
        Format::LangChain => Some("LangChain"),
        Format::Neo4jGraphRag => Some("neo4j-graphrag"),
        Format::LlamaIndex => Some("LlamaIndex"),
        _ => None,
    }
}
