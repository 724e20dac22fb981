//! The graph or its triples as bytes: one file a format.

mod facts;
mod serialize;
mod turtle;

pub use facts::{FactsOptions, write_facts};
pub use serialize::{WriteError, write_rdf};
pub use turtle::write_turtle;
