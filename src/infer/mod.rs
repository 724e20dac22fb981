//! What follows from the triples of a graph and its ontology, each conclusion with the rule and the triples it rests on.
//!
//! Rules are applied forwards until nothing new follows. The names are those of the standards:
//! RDF Schema entailment (<https://www.w3.org/TR/rdf11-mt/#rdfs-entailment>) and the rules of OWL 2 RL
//! (<https://www.w3.org/TR/owl2-profiles/#Reasoning_in_OWL_2_RL_and_RDF_Graphs_using_Rules>).
//!
//! | step | file |
//! |---|---|
//! | the rules and the two sets of them | `rules.rs` |
//! | terms of the data and of the ontology, numbered | `terms.rs` |
//! | what the ontology says of classes and properties | `schema.rs` |
//! | from triples to conclusions | `chain.rs` |
//! | a conclusion, its rule and what it rests on | `conclusions.rs` |
//! | conclusions as RDF, marked as such | `triples.rs` |
//!
//! # What does not follow here that the standards have follow?
//!
//! What is said of classes and properties is taken as it is stated: a domain, an inverse or a kind that is itself only
//! concluded, or that stands under a property which is a kind of `rdfs:subClassOf`, gives nothing further. `owl:sameAs`
//! makes subjects and objects one, not predicates, and leaves the record of who says what alone.
//!
//! # Why are there no axiomatic triples?
//!
//! That everything is a resource and every class a kind of itself follows from any graph and tells nobody anything.

mod chain;
mod conclusions;
mod rules;
mod schema;
mod terms;
mod triples;

pub use chain::infer;
pub use conclusions::{Conclusion, Conclusions, InferError, Premise};
pub use rules::{Rule, RuleSet};
pub use triples::{Additions, inference_name};
