//! graphwright
pub mod format;
pub mod graph;
pub mod model;
pub mod ontology;
pub mod rdf;
pub mod read;
