//! Which choices of the page each entity and each relation falls under.

use crate::draw::escape::clean;
use crate::draw::html::choices::{Facet, Grouping, Ranking};
use crate::draw::html::passage::source_title;
use crate::draw::picture::{Node, Picture, term_label};
use crate::draw::standing::{Standing, words_of_claim};
use crate::draw::style::{arrow_style, entity_look};
use crate::graph::{Claim, KnowledgeGraph, Name};
use crate::ontology::Ontology;
use crate::order::CompactCollect;
use std::collections::{BTreeMap, BTreeSet};

/// Everything that occurs in a picture, with the numbers of its choices.
#[derive(Debug)]
pub(super) struct Filters<'a> {
    kinds: Grouping<usize>,
    standings: Grouping<Standing>,
    predicates: BTreeMap<&'a Name, usize>,
    /// `None` is the source's own voice.
    speakers: BTreeMap<Option<&'a Name>, usize>,
    /// `None` is what comes with no source.
    sources: BTreeMap<Option<&'a Name>, usize>,
}

impl<'a> Filters<'a> {
    /// The filters with their facets: kinds of entities first, then those that
    /// [`choices`](Self::choices) gives for a relation.
    pub(super) fn of(
        picture: &Picture<'a>,
        graph: &'a KnowledgeGraph,
        ontology: &Ontology,
    ) -> (Self, Vec<Facet>) {
        let (mut kinds, mut standings) = (Grouping::new(), Grouping::new());
        let (mut predicates, mut speakers, mut sources) =
            (Ranking::new(), Ranking::new(), Ranking::new());
        for node in &picture.nodes {
            for class in classes(node, graph, ontology) {
                kinds.add(node.row, class);
            }
        }
        for &claim in picture.arrows.iter().flat_map(|arrow| &arrow.claims) {
            standings.add(standing(claim), meant(claim));
            predicates.count(&claim.predicate, || {
                clean(term_label(&claim.predicate, graph, ontology))
            });
            for voice in voices(claim, graph) {
                speakers.count(voice, || voice_label(voice, graph));
            }
            for source in sources_of(claim, graph) {
                sources.count(source, || source_label(source, graph));
            }
        }
        let kind_choices = kinds.listed(|row| {
            let style = entity_look(row);
            (style.caption, style.key)
        });
        let standing_choices = standings.listed(|standing| {
            let style = arrow_style(standing);
            (style.caption, style.key)
        });
        let (predicate_choices, predicates) = predicates.listed();
        let (speaker_choices, speakers) = speakers.listed();
        let (source_choices, sources) = sources.listed();
        let facets = vec![
            Facet::new("Who and what", kind_choices),
            Facet::new("How it is said", standing_choices),
            Facet::new("Relation", predicate_choices),
            Facet::new("Speaker", speaker_choices),
            Facet::new("Source", source_choices),
        ];
        let filters = Self {
            kinds,
            standings,
            predicates,
            speakers,
            sources,
        };
        (filters, facets)
    }

    /// The choices of an entity in the first facet.
    pub(super) fn kinds(
        &self,
        node: &Node<'_>,
        graph: &KnowledgeGraph,
        ontology: &Ontology,
    ) -> BTreeSet<usize> {
        let classes = classes(node, graph, ontology);
        let places = classes
            .iter()
            .flat_map(|class| self.kinds.places(node.row, class));
        places.copied().into_set()
    }

    /// The choices of a relation in each facet after the first.
    pub(super) fn choices(&self, claim: &'a Claim, graph: &'a KnowledgeGraph) -> [Vec<usize>; 4] {
        let voices = voices(claim, graph);
        let voices = voices.iter().filter_map(|voice| self.speakers.get(voice));
        let sources = sources_of(claim, graph);
        let sources = sources.iter().filter_map(|source| self.sources.get(source));
        let predicate = self.predicates.get(&claim.predicate);
        [
            self.standings
                .places(standing(claim), &meant(claim))
                .to_vec(),
            predicate.into_iter().copied().collect(),
            voices.copied().collect(),
            sources.copied().collect(),
        ]
    }
}

/// The labels of an entity's classes, or of all that are folded; an empty one where an entity has none.
pub(super) fn classes(
    node: &Node<'_>,
    graph: &KnowledgeGraph,
    ontology: &Ontology,
) -> BTreeSet<String> {
    let types = node.members.iter().flat_map(|entity| &entity.types);
    let mut classes: BTreeSet<String> = types
        .map(|class| clean(term_label(class, graph, ontology)))
        .into_set();
    if node.members.iter().any(|entity| entity.types.is_empty()) {
        classes.insert(String::new());
    }
    classes
}

pub(super) fn standing(claim: &Claim) -> Standing {
    Standing::of_claim(claim)
}

/// The words for how a claim is meant; none where it is plainly asserted.
fn meant(claim: &Claim) -> String {
    words_of_claim(claim).join(", ")
}

/// Who says so, the nearest first; `None` is the source's own voice.
pub(super) fn voices<'a>(claim: &'a Claim, graph: &'a KnowledgeGraph) -> Vec<Option<&'a Name>> {
    let mut voices = Vec::new();
    let mut next = claim.attribution.as_ref();
    // As in tooltips: the bound is for what others made.
    for _ in 0..4 {
        let Some(attribution) = next.and_then(|name| graph.attributions().get(name)) else {
            break;
        };
        if !voices.contains(&Some(&attribution.speaker)) {
            voices.push(Some(&attribution.speaker));
        }
        next = attribution.within.as_ref();
    }
    if voices.is_empty() {
        voices.push(None);
    }
    voices
}

fn voice_label(voice: Option<&Name>, graph: &KnowledgeGraph) -> String {
    let label = |name: &Name| {
        let entity = graph.entity(name);
        clean(entity.map_or(name.local(), |entity| entity.label()))
    };
    voice.map_or_else(|| "The source itself".to_owned(), label)
}

/// Where the words stand; `None` where no source is named.
fn sources_of<'a>(claim: &'a Claim, graph: &'a KnowledgeGraph) -> BTreeSet<Option<&'a Name>> {
    let evidence = claim.evidence.iter();
    let mut sources: BTreeSet<_> = evidence
        .filter_map(|name| graph.evidence().get(name)?.source.as_ref())
        .map(Some)
        .into_set();
    if sources.is_empty() {
        sources.insert(None);
    }
    sources
}

fn source_label(source: Option<&Name>, graph: &KnowledgeGraph) -> String {
    let source = source.and_then(|name| graph.sources().get(name));
    source.map_or_else(|| "No source named".to_owned(), source_title)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::html::choices::Choice;
    use crate::draw::sample::{Sample, said_by};
    use crate::model::Modality;

    #[test]
    fn relations_fall_under_standing_and_modality_predicate_speaker_and_source() {
        let graph = Sample::default()
            .entity("a", "State", "Ada")
            .entity("b", "ArmedGroup", "Bob")
            .entity("c", "Organization", "Cid")
            .speaker("c")
            .relation_like("a", "trains", "b", said_by("c"))
            .relation_like("a", "trains", "c", |claim| {
                claim.modality = Modality::Planned;
            })
            .relation_like("b", "deploys", "c", |claim| {
                claim.modality = Modality::Predicted;
            })
            .graph();
        let ontology = Ontology::built_in().unwrap();
        let picture = Picture::of(&graph, &ontology);
        let (filters, facets) = Filters::of(&picture, &graph, &ontology);
        let labels = |choices: &[Choice]| {
            let labels = choices.iter().map(|choice| choice.label.as_str());
            labels.collect::<Vec<_>>().join("; ")
        };
        let listed: Vec<String> = facets
            .iter()
            .map(|facet| format!("{}: {}", facet.title, labels(&facet.choices)))
            .collect();
        insta::assert_snapshot!(listed.join("\n"), @r##"
Who and what: State; Organization; armed group; organization
How it is said: said by a speaker; planned, predicted; planned; predicted
Relation: trains; deploys
Speaker: The source itself; Cid
Source: No source named
"##);
        let kinds = picture
            .nodes
            .iter()
            .map(|node| filters.kinds(node, &graph, &ontology));
        let claims = picture.arrows.iter().flat_map(|arrow| &arrow.claims);
        let choices = claims.map(|claim| filters.choices(claim, &graph));
        insta::assert_snapshot!(format!("{:?}\n{:?}", kinds.collect::<Vec<_>>(), choices.collect::<Vec<_>>()), @r##"
[{0}, {1, 2}, {1, 3}]
[[[0], [0], [1], [0]], [[1, 2], [0], [0], [0]], [[1, 3], [1], [0], [0]]]
"##);
    }
}
