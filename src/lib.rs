//! graphwright
pub mod model;
pub mod rdf;
