//! SPARQL over the index.
//!
//! [`parse`] reads a query and fills in prefixes, [`unknown_terms`] warns of properties and classes that
//! nothing knows, [`evaluate`] answers it from an [`Index`](crate::rdf::Index), [`write_rows`] and
//! [`write_truth`] write the answer. Oxigraph's parser and evaluator do the work; what is ours is the data they run on, the messages
//! and the table.
//!
//! # Why is there no SERVICE and no Update?
//! The program reads its inputs and nothing else: it never reaches the network, and a query never changes
//! what it asks. FROM and FROM NAMED choose among the graphs of the input.

mod bind;
mod bindable;
mod bnode;
mod capped;
mod characters;
mod csv;
mod dataset;
mod depth;
mod diagnose;
mod error;
mod evaluate;
mod expected;
mod fault;
#[cfg(test)]
mod fixture;
mod format;

mod limits;
mod mended;
mod merged;
mod names;
mod parse;
mod plan;
mod prefixes;
mod received;
mod results;
mod rows;
mod shortcuts;
mod stack;
mod stop;
mod table;
mod terms;
mod tokens;
mod visible;
mod visit;
mod walk;
mod watch;
mod wedges;

pub use bind::Bound;
pub use bindable::Unbindable;
pub use dataset::{IndexDataset, QueryTerm};
pub use error::QueryError;
pub use evaluate::{Answer, DefaultGraphChoice, EvaluationOptions, evaluate, evaluate_until};
pub use fault::{Fault, Place};
pub use format::ResultFormat;
pub use limits::{QueryLimits, Reached};
pub use parse::{ParseOptions, ParsedQuery, check, parse};
pub use prefixes::usual_prefixes;
pub use received::read_answer;
pub use results::{WriteAnswerError, write_rows, write_truth};
pub use rows::Rows;
pub use shortcuts::Shortcuts;
pub use stack::with_deep_stack;
pub use stop::is_evaluating;
pub use table::TableOptions;
pub use terms::{TermRole, UnknownTerm, unknown_terms};
pub use visible::visible;
pub use watch::{Cancel, process_memory};
