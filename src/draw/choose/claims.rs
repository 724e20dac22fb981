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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::choose::sample::{drawn, people, published, words};
    use crate::draw::sample::name;

    fn graph() -> KnowledgeGraph {
        let sample = people(&["a deploysForcesTo b", "a increasesForcesIn c", "c trains d"]);
        let sample = published(sample, "0123456789abcdef", "A dispatch", "2024");
        published(sample, "other", "Another", "2023")
            .relation_like("d", "thanks", "a", |claim| {
                claim.evidence.insert(name("in-0123456789abcdef"));
            })
            .relation_like("b", "thanks", "a", |claim| {
                claim.evidence.insert(name("in-other"));
            })
            .graph()
    }

    #[test]
    fn a_predicate_goes_by_name_prefixed_name_iri_and_label_and_has_its_subproperties() {
        let iri = "https://w3id.org/graphwright/security#deploysForcesTo";
        for written in [
            "deploysForcesTo",
            "sec:deploysForcesTo",
            iri,
            "deploys forces to",
            "Deploys Forces To",
        ] {
            let choice = Choice {
                predicates: words(&[written]),
                ..Choice::default()
            };
            assert_eq!(
                drawn(&graph(), &choice).unwrap(),
                "A -deploys forces to-> B\nA -increases forces in-> C",
                "{written}"
            );
        }
    }

    #[test]
    fn several_predicates_add_up_and_others_are_taken_away() {
        let choice = Choice {
            predicates: words(&["trains", "deploysForcesTo"]),
            without_predicates: words(&["increasesForcesIn"]),
            ..Choice::default()
        };
        assert_eq!(
            drawn(&graph(), &choice).unwrap(),
            "A -deploys forces to-> B\nC -trains-> D"
        );
    }

    #[test]
    fn a_source_goes_by_iri_beginning_title_and_address() {
        let iri = "https://example.org/0123456789abcdef";
        let address = "https://news.example/0123456789abcdef";
        for written in [iri, "01234567", "A dispatch", "a DISPATCH", address] {
            let choice = Choice {
                sources: words(&[written]),
                ..Choice::default()
            };
            assert_eq!(
                drawn(&graph(), &choice).unwrap(),
                "D -thanks-> A",
                "{written}"
            );
        }
        let unknown = Choice {
            sources: words(&["a dispach"]),
            ..Choice::default()
        };
        assert_eq!(
            drawn(&graph(), &unknown).unwrap_err().to_string(),
            r#"no source is called "a dispach"; did you mean "A dispatch"?"#
        );
    }

    #[test]
    fn a_predicate_that_nothing_is_said_with_fits_nothing() {
        let choice = Choice {
            predicates: words(&["invades"]),
            ..Choice::default()
        };
        assert_eq!(drawn(&graph(), &choice), Err(ChoiceError::Nothing));
    }
}
