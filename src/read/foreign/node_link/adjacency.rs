//! The edges of networkx's `adjacency_data`: for each node, in the order of the nodes, a list of where its edges end.

use crate::read::foreign::graph::NodeGraph;
use crate::read::foreign::json::{id, properties};
use crate::read::foreign::node_link::end::Positions;
use crate::read::foreign::property::Properties;
use crate::read::json::Context;
use serde_json::value::RawValue;
use std::collections::BTreeMap;

/// How many edges of a graph without direction were met from one of their ends only.
type HalfMet = BTreeMap<([String; 2], Properties), usize>;

pub(super) fn read<'t>(
    context: &mut Context<'t>,
    raw: &'t RawValue,
    positions: &Positions,
    graph: &mut NodeGraph,
) -> Option<()> {
    let lists = context.within("adjacency", None, |context| context.items(raw))?;
    let mut half_met = HalfMet::new();
    for (index, raw) in lists.into_iter().enumerate() {
        context.within("adjacency", Some(index), |context| {
            let items = context.items(raw)?;
            let Some(node) = positions.nodes().get(index) else {
                let n_nodes = positions.nodes().len();
                let message = format!(
                    "\"nodes\" has {n_nodes} items; \"adjacency\" has one list for each of them"
                );
                context.error(raw, message);
                return None;
            };
            // Of a node without an id has been spoken.
            let node = node.as_ref()?;
            for item in items {
                edge(context, item, node, &mut half_met, graph);
            }
            Some(())
        });
    }
    Some(())
}

/// An edge. Without direction it stands in the lists of both its ends, a loop just once.
fn edge<'t>(
    context: &mut Context<'t>,
    raw: &'t RawValue,
    start: &str,
    half_met: &mut HalfMet,
    graph: &mut NodeGraph,
) -> Option<()> {
    let mut fields = context.object(raw)?;
    let end = fields.required(context, "id", id)?;
    let ends = [start.to_owned(), end];
    let properties = properties(context, fields);
    if graph.is_undirected && ends[0] != ends[1] {
        let [start, end] = ends.clone();
        let from_its_end = half_met.get_mut(&([end, start], properties.clone()));
        if let Some(count) = from_its_end.filter(|count| **count > 0) {
            *count -= 1;
            return Some(());
        }
        *half_met
            .entry((ends.clone(), properties.clone()))
            .or_default() += 1;
    }
    graph.edge(ends, properties, None, &context.place_of(raw));
    Some(())
}
