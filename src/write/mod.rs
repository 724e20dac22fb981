//! The graph or its triples as bytes: one file a format.

mod attributes;
mod cytoscape;
mod dossier;
mod facts;
mod gephi;
mod gexf;
mod graph_table;
mod graphml;
mod json;
mod neo4j;
mod node_link;
mod ntriples;
mod review;
#[cfg(test)]
mod sample;
mod serialize;
mod stream;
mod telling;
mod text;
mod turtle;
mod xml;

pub use cytoscape::write_cytoscape;
pub use dossier::{write_dossier, write_linked_dossier};
pub use facts::{FactsOptions, write_facts};
pub use gephi::write_gephi;
pub use gexf::write_gexf;
pub use graph_table::{Formulas, GraphTable};
pub use graphml::{GraphMlFlavour, write_graphml};
pub use neo4j::write_neo4j;
pub use node_link::{LinksKey, write_node_link};
pub use review::write_review;
pub use serialize::{WriteError, write_rdf};
pub use stream::Stream;
pub use telling::write_claim;
pub use turtle::write_turtle;
