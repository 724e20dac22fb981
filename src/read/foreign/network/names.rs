//! What a node is called in the graph: programs that number their nodes leave no other name than the label.

use crate::model::{Loss, Place};
use crate::order::CompactCollect;
use crate::read::foreign::graph::NodeGraph;
use crate::read::foreign::network::{Node, text};
use std::collections::{BTreeMap, BTreeSet};

/// The names of the nodes, in their order. What named a node is no property of it any more.
pub(super) fn of(nodes: &mut [Node], graph: &mut NodeGraph) -> Vec<String> {
    let mut given = given(nodes, graph);
    let taken: BTreeSet<String> = given.iter().flatten().cloned().into_set();
    let mut n_labelled: BTreeMap<&str, usize> = BTreeMap::new();
    for (node, given) in nodes.iter().zip(&given) {
        if given.is_none() {
            *n_labelled
                .entry(label(node).unwrap_or_default())
                .or_default() += 1;
        }
    }
    let mut n_shared = 0;
    for (node, name) in nodes.iter().zip(&mut given) {
        if name.is_some() {
            continue;
        }
        let label = label(node);
        let is_free = |label: &&str| !taken.contains(*label) && n_labelled.get(label) == Some(&1);
        n_shared += usize::from(label.is_some_and(|label| !is_free(&label)));
        *name = label.filter(is_free).map(str::to_owned);
    }
    for _ in 0..n_shared {
        graph.lose(
            Loss::Supposed,
            "node with the label of another, which goes by its number in the file",
        );
    }
    let names = given.into_iter().zip(nodes.iter());
    names
        .map(|(name, node)| name.unwrap_or_else(|| node.id.clone()))
        .collect()
}

/// The names that the nodes bring along: an IRI or id among their data, else an id that somebody chose.
fn given(nodes: &mut [Node], graph: &mut NodeGraph) -> Vec<Option<String>> {
    let mut owners: BTreeMap<String, (Option<String>, Place)> = BTreeMap::new();
    let mut given = Vec::with_capacity(nodes.len());
    for node in nodes {
        let own = own(node);
        let label = label(node).map(str::to_owned);
        let Some(own) = own else {
            given.push((!node.is_numbered).then(|| node.id.clone()));
            continue;
        };
        // Who copies a node in yEd copies its data too, and then gives it another label.
        let owner = owners
            .entry(own.clone())
            .or_insert_with(|| (label.clone(), node.place.clone()));
        if owner.0 == label {
            given.push(Some(own));
        } else {
            graph.lose(
                Loss::Supposed,
                "node with the IRI of another and a label of its own, taken for a copy that became a new one",
            );
            given.push((!node.is_numbered).then(|| node.id.clone()));
        }
    }
    given
}

/// The name among the data of a node, which is taken out.
fn own(node: &mut Node) -> Option<String> {
    let mut names = vec!["iri", "id_original"];
    if node.is_numbered {
        // igraph keeps the id that a node had here.
        names.push("id");
    }
    let found = names.into_iter().find_map(|name| {
        let value = text(&node.properties, name)?;
        let is_name = name != "iri" || is_iri(value);
        is_name.then(|| value.to_owned())
    })?;
    let is_numbered = node.is_numbered;
    node.properties.retain(|(name, _)| {
        let is_name = name == "iri" || name == "id_original" || is_numbered && name == "id";
        !is_name
    });
    Some(found)
}

fn label(node: &Node) -> Option<&str> {
    ["label", "name", "shared name"]
        .iter()
        .find_map(|name| text(&node.properties, name))
}

fn is_iri(text: &str) -> bool {
    text.contains(':') && !text.contains(char::is_whitespace)
}
