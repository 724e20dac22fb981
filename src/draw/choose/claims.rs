//! Claims by predicate and by source.

use crate::draw::choose::selection::Selection;
use crate::draw::choose::words::Words;
use crate::draw::choose::{Choice, ChoiceError, Kind};
use crate::graph::{Claim, KnowledgeGraph, Source};

/// Keeps the claims of the predicates and sources that a choice names.
pub(super) fn keep(
    selection: &mut Selection<'_>,
    choice: &Choice,
    words: &Words<'_>,
) -> Result<(), ChoiceError> {
    if !choice.predicates.is_empty() {
        let fitting = words.terms(Kind::Predicate, &choice.predicates)?;
        selection.retain_claims(|claim| fitting.contains(&claim.predicate));
    }
    if !choice.without_predicates.is_empty() {
        let unwanted = words.terms(Kind::Predicate, &choice.without_predicates)?;
        selection.retain_claims(|claim| !unwanted.contains(&claim.predicate));
    }
    if !choice.sources.is_empty() {
        let fitting = words.sources(&choice.sources)?;
        let graph = selection.graph;
        selection.retain_claims(|claim| {
            sources(claim, graph).any(|source| fitting.contains(&source.name))
        });
    }
    Ok(())
}

/// The documents that the words behind a claim stand in; one may come up again.
pub(super) fn sources<'a>(
    claim: &'a Claim,
    graph: &'a KnowledgeGraph,
) -> impl Iterator<Item = &'a Source> {
    claim.evidence.iter().filter_map(|name| {
        let evidence = graph.evidence().get(name)?;
        graph.sources().get(evidence.source.as_ref()?)
    })
}
