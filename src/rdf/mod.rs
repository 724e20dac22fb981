//! The graph as RDF and back: [`project`] writes claims as triples, [`recover`] reads them off again.
//!
//! [`Quads`] collects what readers and the projection say; [`Index`] is the same frozen, sorted and ready
//! for writers and queries. Terms are kept as they were written: `"01"^^xsd:integer` stays `01`.

mod blank;
mod dictionary;
mod index;
mod kind;
mod ontology;
mod order;
mod parallel;
mod prefixes;
mod project;
mod quads;
mod rank;
mod recover;
mod terms;

pub(crate) use dictionary::{Dictionary, Refused, Sought};
pub use index::{GraphSelection, Index, Matches, Spread};
pub(crate) use kind::Kind;
pub use ontology::ontology_quads;
pub use order::compare_terms;
pub(crate) use parallel::in_parallel;
pub(crate) use prefixes::is_name_character;
pub use prefixes::{Prefixes, is_local_name, prefixed_name};
pub use project::{ClaimStyle, PlainTriples, ProjectOptions, prefixes, project, project_shard};
pub(crate) use quads::Run;
#[cfg(feature = "remote")]
pub(crate) use quads::replace_blank;
pub use quads::{Quad, Quads, TermId, TooManyTerms};
pub use recover::{Recovered, is_ours, recover};
