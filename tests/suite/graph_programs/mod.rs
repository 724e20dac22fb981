//! Graphs as graph programs keep them, GraphML, GEXF and Cytoscape's JSON: a sample of each, with the relations
//! that a person reads in it, what is said to be lost, and what a damaged sample gets.
//!
//! networkx and igraph wrote their samples; those of Gephi, yEd and Cytoscape were written by hand in the shape that
//! these programs write, since they need a window. `tests/README.md` has the commands.

mod cytoscape;
mod gexf;
mod graphml;
mod round_trip;
mod trouble;

use crate::annotators::{assert_refused, entities, export, losses, relations};
use crate::fixture::repository;
use std::fs;

fn sample(name: &str) -> String {
    let folder = repository().join("tests/suite/graph_programs/samples");
    fs::read_to_string(folder.join(name)).unwrap()
}

/// A sample in which some words are others; they stand in it just once.
fn damaged(name: &str, words: &str, others: &str) -> String {
    let text = sample(name);
    assert_eq!(text.matches(words).count(), 1, "{words}");
    text.replacen(words, others, 1)
}

/// What networkx was told to write, in both formats.
const CURIES: [&str; 5] = [
    "curie alive false",
    "curie born 1867",
    "curie news:relatedTo sorbonne, rule \"weight: 2\"",
    "curie worked at sorbonne, confidence 0.75 [Marie Curie taught | at the Sorbonne.]",
    "pierre married curie",
];
