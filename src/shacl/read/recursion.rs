//! Which shapes refer to themselves.

use crate::order::CompactCollect;
use crate::shacl::read::Reader;
use crate::shacl::shape::{Constraint, ShapeRef};
use petgraph::algo::kosaraju_scc;
use petgraph::graph::DiGraph;
use std::collections::BTreeSet;

/// Marks shapes that refer to themselves, and refuses those that would contradict themselves.
pub(super) fn mark(reader: &mut Reader<'_>) {
    let mut graph: DiGraph<(), ()> = DiGraph::new();
    let nodes: Vec<_> = reader.shapes.iter().map(|_| graph.add_node(())).collect();
    for (place, shape) in reader.shapes.iter().enumerate() {
        for referred in shape.constraints.iter().flat_map(Constraint::shapes) {
            graph.add_edge(nodes[place], nodes[referred.0], ());
        }
    }
    // Tarjan's algorithm, as petgraph has it, calls itself once a shape.
    for ring in kosaraju_scc(&graph) {
        let is_ring = ring.len() > 1 || graph.contains_edge(ring[0], ring[0]);
        if !is_ring {
            continue;
        }
        let members: BTreeSet<ShapeRef> = ring.iter().map(|node| ShapeRef(node.index())).into_set();
        for member in &members {
            let shape = &mut reader.shapes[member.0];
            shape.is_recursive = true;
            let contradicts = shape.constraints.iter().any(|constraint| {
                let within = constraint.shapes().iter().any(|one| members.contains(one));
                constraint.is_contrary() && within
            });
            if contradicts {
                let message = "it refers to itself through sh:not, sh:xone or a greatest count, so that it would be \
                               right where it is wrong";
                reader.error(*member, message);
            }
        }
    }
}
