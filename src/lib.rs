//! graphwright
pub mod draw;
pub mod format;
pub mod graph;
pub mod model;
pub mod ontology;
pub mod rdf;
pub mod read;
pub mod write;
