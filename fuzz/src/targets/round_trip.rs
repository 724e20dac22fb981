//! What was read, written in a form that loses nothing and read back, is the same graph.

use super::graphs::{LOSSLESS, assert_facts_come_back, facts_of, there_and_back};
use super::rdf_round_trip;
use super::reading::{built, chosen, name};
use graphwright::graph::Quotes;
use graphwright::rdf::ClaimStyle;
use graphwright::read::read_facts;

/// After `r` comes RDF; any other first byte chooses how facts are written.
pub(super) fn run(data: &[u8]) {
    match data.split_first() {
        Some((b'r', rest)) => rdf_round_trip::run(rest),
        _ => {
            if let Some((form, text)) = chosen(data, &LOSSLESS) {
                facts(text, form);
            }
        }
    }
}

fn facts(text: &[u8], form: (ClaimStyle, graphwright::format::Format)) {
    let (file, _) = read_facts(text, &name()).expect("bytes can be had");
    let (shard, _) = built(file, Some(Quotes::Mark));
    let facts = assert_facts_come_back(shard.clone(), Some(Quotes::Mark));
    if let Some((recovered, rdf)) = there_and_back(shard, form) {
        assert_eq!(facts_of(recovered), facts, "{form:?}\n{rdf}");
    }
}
