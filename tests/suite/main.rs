//! The tests that need nothing but Rust, in one binary that links once.
#![cfg(test)]

mod annotators;
mod article;
mod asking;
mod behaviours;
mod checking;
mod choosing;
mod comparing;
mod damage;
mod documentation;
mod domain;
mod extracting;
mod extraction;
mod fixture;
mod graph_json;
mod graph_programs;
mod inferring;
mod language;
mod laws;
mod lexicon;
#[cfg(feature = "serve")]
mod network;
mod ontology;
mod ontology_page;
mod oracle;
mod resolving;
mod reviewing;
mod schema;
mod shapes;
mod spreadsheets;
mod stream;
mod turtle;
