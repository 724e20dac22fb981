//! Shapes that a graph should have, after the Shapes Constraint Language (<https://www.w3.org/TR/shacl/>): which nodes
//! have not the shape they should have, and why.
//!
//! All of SHACL Core, and constraints and components in SPARQL. The shapes are a named graph of the
//! [`Index`](crate::rdf::Index) that they are held against, so that each term has one number; the data is its default
//! graph.
//!
//! | step | file |
//! |---|---|
//! | lookups in the shapes graph, lists among them | `graph.rs` |
//! | property paths | `path.rs` |
//! | shapes from triples, with all that is wrong with them | `read/` |
//! | what a shape is made of | `shape.rs` |
//! | focus nodes, and each held against its shapes | `validate.rs` |
//! | what is known of nodes while shapes refer to themselves | `recursion.rs` |
//! | one file for each group of constraints | `constraint/` |
//! | values of literals, ordered and well-formed or not | `literal.rs` |
//! | what was found | `report.rs` |
//! | the report as RDF and as JSON Lines | `triples.rs`, `lines.rs` |
//!
//! # What of shapes that refer to themselves?
//!
//! The standard leaves it open (section 3.4.3). Here a node that is being held against a shape is taken to have it until
//! the contrary is found, so that a ring of nodes which all have the shape conforms. A shape that refers to itself
//! through `sh:not`, `sh:xone` or a greatest count would contradict itself; it is an error.
//!
//! # Why none of the crates?
//!
//! `shacl-rust` 0.2.12 does not build beside oxigraph's `rdf-12`; `shacl` 0.3 of rudof brings an HTTP client and
//! copies the graph into a store of its own.

mod constraint;
mod fault;
mod graph;
mod lines;
mod literal;
mod path;
mod read;
mod recursion;
mod report;
mod shape;
mod triples;
mod validate;

pub use fault::{ShapeFault, ValidationError};
pub use graph::name;
pub use lines::lines;
pub use path::Path;
pub use read::read_shapes;
pub use report::{Component, Report, Violation};
pub use shape::Shapes;
pub use triples::triples;
pub use validate::{ValidationOptions, validate};
