//! Graphs as graph programs keep them: GraphML, GEXF and Cytoscape's JSON, our own exports and what people made
//! of these in Gephi, yEd or Cytoscape.
//!
//! Each reader fills a [`Network`], which decides what they have in common: what a node is called, which of two
//! labels counts, what comes apart again that our export had to join.

mod cytoscape;
mod gexf;
mod graphml;
mod lists;
mod names;
mod said;
mod typed;
mod xml;
mod yed;

use crate::format::Format;
use crate::model::{FactsFile, Fault, Loss, Place, quoted};
use crate::read::foreign::graph::NodeGraph;
use crate::read::foreign::property::{Properties, Property};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub(super) fn read(
    text: &str,
    name: &Arc<str>,
    format: Format,
    faults: &mut Vec<Fault>,
) -> FactsFile {
    let mut network = Network::new(name, faults);
    match format {
        Format::Gexf => gexf::read(text, name, &mut network),
        Format::Cytoscape => cytoscape::read(text, name, &mut network),
        _ => graphml::read(text, name, &mut network),
    }
    network.finish()
}

/// A node as a file has it.
struct Node {
    /// Its id in the file.
    id: String,
    /// Whether the program numbers its nodes, so that the id says nothing.
    is_numbered: bool,
    /// The label that the program shows and lets people edit, where it is kept beside the data.
    shown: Option<String>,
    properties: Vec<(String, Property)>,
    place: Place,
}

/// An edge as a file has it.
struct Edge {
    /// The ids of both nodes in the file.
    ends: [String; 2],
    is_undirected: bool,
    /// The label that the program shows and lets people edit, where it is kept beside the data.
    shown: Option<String>,
    /// What sort of edge it is, which stays as it was when people edit the label.
    kind: Option<String>,
    properties: Vec<(String, Property)>,
    place: Place,
}

/// Nodes or edges, which have columns and losses of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Of {
    Node,
    Edge,
}

impl Of {
    fn words(self) -> &'static str {
        match self {
            Self::Node => "a node",
            Self::Edge => "a relation",
        }
    }
}

/// A graph while it is read: edges may stand before their nodes.
struct Network<'f> {
    graph: NodeGraph,
    faults: &'f mut Vec<Fault>,
    nodes: Vec<Node>,
    by_id: BTreeMap<String, usize>,
    edges: Vec<Edge>,
    /// The names of the columns that the file declares.
    columns: BTreeSet<(Of, String)>,
    /// Whether lists are lists, and not one text.
    has_lists: bool,
}

impl<'f> Network<'f> {
    fn new(name: &Arc<str>, faults: &'f mut Vec<Fault>) -> Self {
        Self {
            graph: NodeGraph::new(name, None),
            faults,
            nodes: Vec::new(),
            by_id: BTreeMap::new(),
            edges: Vec::new(),
            columns: BTreeSet::new(),
            has_lists: false,
        }
    }

    fn node(&mut self, node: Node) {
        if let Some(first) = self.by_id.get(&node.id).and_then(|at| self.nodes.get(*at)) {
            let message = format!(
                "node {} is declared a second time, first at {}",
                quoted(&node.id),
                first.place
            );
            self.error(&node.place, message);
            return;
        }
        self.by_id.insert(node.id.clone(), self.nodes.len());
        self.nodes.push(node);
    }

    /// Whether the columns are those of our own exports, whose lists are joined.
    fn is_ours(&self) -> bool {
        let has = |of: Of, names: &[&str]| {
            let mut names = names.iter();
            names.all(|name| self.columns.contains(&(of, (*name).to_owned())))
        };
        has(Of::Edge, &["predicate", "polarity", "modality"])
            || has(Of::Node, &["type_iri", "statements"])
            || has(Of::Node, &["iri"])
    }

    fn finish(mut self) -> FactsFile {
        let is_ours = self.is_ours();
        let mut nodes = std::mem::take(&mut self.nodes);
        let mut edges = std::mem::take(&mut self.edges);
        if is_ours && !self.has_lists {
            let of_nodes = nodes.iter_mut().map(|node| &mut node.properties);
            let of_edges = edges.iter_mut().map(|edge| &mut edge.properties);
            of_nodes
                .chain(of_edges)
                .for_each(|all| lists::take_apart(all));
        }
        for node in &mut nodes {
            self.settle_label(node);
        }
        let names = names::of(&mut nodes, &mut self.graph);
        for (node, name) in nodes.into_iter().zip(&names) {
            self.graph
                .node(name, Properties::new(node.properties), &node.place);
        }
        for edge in edges {
            self.settle_edge(edge, is_ours, &names);
        }
        self.graph.finish()
    }

    /// Puts the label that people see in place of the one in the data.
    fn settle_label(&mut self, node: &mut Node) {
        // A label that repeats the id says nothing, and might hide a name.
        let shown = node.shown.take().filter(|shown| *shown != node.id);
        let Some(shown) = shown else { return };
        let known = text(&node.properties, "label");
        if known.is_some_and(|known| in_one_line(known) == in_one_line(&shown)) {
            return;
        }
        if known.is_some() {
            self.graph.lose(
                Loss::Supposed,
                "label of a node in the drawing that differs from the one in its data, and is taken",
            );
        }
        replace(&mut node.properties, "label", shown);
    }

    fn settle_edge(&mut self, mut edge: Edge, is_ours: bool, names: &[String]) {
        let mut name = |id: &String| {
            let name = self.by_id.get(id).and_then(|at| names.get(*at));
            if name.is_none() {
                let message = format!(
                    "edge ends at node {}, but the file declares no such node",
                    quoted(id)
                );
                self.faults.push(Fault::error(edge.place.clone(), message));
            }
            name.cloned()
        };
        let (start, end) = (name(&edge.ends[0]), name(&edge.ends[1]));
        let (Some(start), Some(end)) = (start, end) else {
            return;
        };
        self.settle_predicate(&mut edge, is_ours);
        self.graph.is_undirected = edge.is_undirected;
        let properties = Properties::new(edge.properties);
        self.graph.edge([start, end], properties, None, &edge.place);
    }

    /// Puts the label that people see in place of what the data say of the predicate.
    fn settle_predicate(&mut self, edge: &mut Edge, is_ours: bool) {
        let known = text(&edge.properties, "label").map(str::to_owned);
        let kind = edge.kind.take();
        let label = edge.shown.take().or_else(|| known.clone());
        let differs = |other: &Option<String>| {
            let both = label.as_deref().zip(other.as_deref());
            both.is_some_and(|(label, other)| in_one_line(label) != in_one_line(other))
        };
        if is_ours && (differs(&known) || differs(&kind)) {
            // Of our own edges label, kind and predicate are one when they are written.
            self.graph.lose(
                Loss::Supposed,
                "label of a relation that differs from its predicate, and is taken for a new one",
            );
            edge.properties.retain(|(name, _)| name != "predicate");
        } else if differs(&known) {
            self.graph.lose(
                Loss::Supposed,
                "label of a relation in the drawing that differs from the one in its data, and is taken",
            );
        }
        let is_new = known.is_none() || differs(&known);
        // Beside a label of ours it says nothing new.
        let kind = kind.filter(|kind| match &label {
            Some(label) => !is_ours && kind != label,
            None => true,
        });
        let kind = kind.map(|kind| ("kind".to_owned(), Property::Text(kind)));
        edge.properties.extend(kind);
        if let Some(label) = label.filter(|_| is_new) {
            replace(&mut edge.properties, "label", label);
        }
    }
}

fn text<'p>(properties: &'p [(String, Property)], name: &str) -> Option<&'p str> {
    properties.iter().find_map(|(known, value)| match value {
        Property::Text(text) if known == name => Some(text.as_str()),
        _ => None,
    })
}

fn replace(properties: &mut Vec<(String, Property)>, name: &str, text: String) {
    properties.retain(|(known, _)| known != name);
    properties.push((name.to_owned(), Property::Text(text)));
}

/// A label without the line breaks that people put into it to fit it into its box.
fn in_one_line(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ")
}
