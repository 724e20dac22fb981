//! graphwright
pub mod graph;
pub mod model;
pub mod ontology;
pub mod rdf;
