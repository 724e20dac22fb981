//! Nodes in nodes, as networkx's `tree_data` and D3's hierarchies have them.

use crate::read::foreign::graph::NodeGraph;
use crate::read::foreign::node_link::end;
use crate::read::foreign::property::Properties;
use crate::read::json::Context;
use serde_json::value::RawValue;
use std::collections::BTreeSet;

/// A node with all below it, each with a relation from the node that it is in. How deep they go is limited where
/// the text is parsed. Gives the node's id.
pub(super) fn read<'t>(
    context: &mut Context<'t>,
    raw: &'t RawValue,
    numbers: &mut BTreeSet<String>,
    graph: &mut NodeGraph,
) -> Option<String> {
    let mut fields = context.object(raw)?;
    let children = fields.take("children");
    let node = end::node(context, raw, fields, Some(numbers), graph);
    let node = node.map(|(id, _)| id);
    let children =
        children.and_then(|raw| context.within("children", None, |context| context.items(raw)));
    for (index, raw) in children.unwrap_or_default().into_iter().enumerate() {
        let child = context.within("children", Some(index), |context| {
            read(context, raw, numbers, graph)
        });
        if let (Some(node), Some(child)) = (&node, child) {
            let ends = [node.clone(), child];
            graph.edge(ends, Properties::default(), None, &context.place_of(raw));
        }
    }
    node
}
