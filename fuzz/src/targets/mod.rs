//! What is fuzzed: each target takes any bytes, and panics where something does not hold.
//!
//! AFL runs them through `main.rs`; `tests/replay.rs` of the main package runs them over the corpus.

mod choices;
mod dot_reader;
mod escape;
mod facts;
mod foreign;
mod graphs;
mod query;
mod query_text;
mod rdf;
mod rdf_round_trip;
mod reading;
mod round_trip;
mod shapes;
mod text;

/// A target by its name, which is that of its folder in `corpus/` too.
pub(crate) struct Target {
    pub(crate) name: &'static str,
    pub(crate) run: fn(&[u8]),
}

/// All targets.
pub(crate) const ALL: [Target; 10] = [
    target("read_facts", facts::run),
    target("read_graph_json", foreign::run_graph_json),
    target("read_foreign", foreign::run),
    target("read_rdf", rdf::run),
    target("read_text", text::run),
    target("escape", escape::run),
    target("query", query::run),
    target("query_text", query_text::run),
    target("round_trip", round_trip::run),
    target("shapes", shapes::run),
];

const fn target(name: &'static str, run: fn(&[u8])) -> Target {
    Target { name, run }
}
