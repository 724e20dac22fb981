//! What a picture shows, whatever draws it: entities, the arrows between them, and the words on both.

use crate::draw::arrow::{Arrow, Footing};
use crate::draw::standing::Standing;
use crate::draw::style::{ENTITY_STYLES, EntityStyle, entity_row};
use crate::graph::{Claim, Entity, KnowledgeGraph, Name, Object};
use crate::ontology::Ontology;
use petgraph::graph::NodeIndex;
use std::collections::BTreeMap;

/// Entities in the order of their names, and the arrows in the order of their ends.
#[derive(Debug)]
pub(super) struct Picture<'a> {
    pub(super) nodes: Vec<Node<'a>>,
    pub(super) arrows: Vec<Arrow<'a>>,
}

/// An entity in a picture.
#[derive(Debug)]
pub(super) struct Node<'a> {
    pub(super) entity: &'a Entity,
    /// Its row of [`ENTITY_STYLES`].
    pub(super) row: usize,
    pub(super) n_relations: usize,
    /// The claims about it that end at a literal.
    pub(super) attributes: Vec<&'a Claim>,
}

impl Node<'_> {
    pub(super) fn style(&self) -> &'static EntityStyle {
        &ENTITY_STYLES[self.row]
    }
}

impl<'a> Picture<'a> {
    pub(super) fn of(graph: &'a KnowledgeGraph, ontology: &Ontology) -> Self {
        let mut nodes: Vec<Node<'a>> = graph
            .entities()
            .map(|entity| Node {
                entity,
                row: entity_row(entity.types.iter().map(Name::as_str), ontology),
                n_relations: 0,
                attributes: Vec::new(),
            })
            .collect();
        let mut merged: BTreeMap<Footing<'a>, Vec<(String, &'a Claim)>> = BTreeMap::new();
        for claim in graph.claims() {
            // Entities stand in the order of their names, so the index of a node is its position.
            let Some(from) = graph.node(&claim.subject).map(NodeIndex::index) else {
                continue;
            };
            let to = match &claim.object {
                Object::Entity(name) => graph.node(name).map(NodeIndex::index),
                Object::Literal(_) => None,
            };
            let Some(to) = to else {
                nodes[from].attributes.push(claim);
                continue;
            };
            nodes[from].n_relations += 1;
            nodes[to].n_relations += 1;
            let footing = Footing {
                from,
                to,
                standing: Standing::of(claim.polarity, claim.modality, claim.attribution.is_some()),
                modality: claim.modality,
                speaker: graph.speaker(claim).map(|speaker| &speaker.name),
            };
            let label = term_label(&claim.predicate, graph, ontology).to_owned();
            merged.entry(footing).or_default().push((label, claim));
        }
        let arrows = merged
            .into_iter()
            .map(|(footing, claims)| Arrow::of(&footing, claims, graph))
            .collect();
        Self { nodes, arrows }
    }

    /// `2 entities, 1 relation`.
    pub(super) fn counts(&self) -> String {
        let count = |number: usize, one: &str, more: &str| {
            format!("{number} {}", if number == 1 { one } else { more })
        };
        format!(
            "{}, {}",
            count(self.nodes.len(), "entity", "entities"),
            count(self.n_relations(), "relation", "relations")
        )
    }

    /// Relations between entities.
    pub(super) fn n_relations(&self) -> usize {
        self.arrows.iter().map(|arrow| arrow.claims.len()).sum()
    }

    /// Leaves out nodes, and the arrows that they take part in.
    pub(super) fn keep(&mut self, kept: &[bool]) {
        let mut position = vec![0; kept.len()];
        let mut next = 0;
        for (old, kept) in kept.iter().enumerate() {
            position[old] = next;
            next += usize::from(*kept);
        }
        self.arrows
            .retain(|arrow| kept[arrow.from] && kept[arrow.to]);
        let mut kept = kept.iter();
        self.nodes.retain(|_| kept.next().is_some_and(|kept| *kept));
        for node in &mut self.nodes {
            node.n_relations = 0;
        }
        for arrow in &mut self.arrows {
            (arrow.from, arrow.to) = (position[arrow.from], position[arrow.to]);
            for end in [arrow.from, arrow.to] {
                self.nodes[end].n_relations += arrow.claims.len();
            }
        }
    }
}

/// The words for a class or property.
pub(super) fn term_label<'a>(
    term: &'a Name,
    graph: &'a KnowledgeGraph,
    ontology: &'a Ontology,
) -> &'a str {
    let open = || Some(graph.open_terms().get(term)?.labels.first()?.as_str());
    ontology
        .label(term.as_str())
        .or_else(open)
        .unwrap_or_else(|| term.local())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::sample::{Sample, literal};

    #[test]
    fn a_claim_that_ends_at_a_literal_is_no_arrow() {
        let sample = Sample::default().entity("a", "State", "Ada").relation_like(
            "a",
            "trains",
            "",
            |claim| claim.object = literal("5"),
        );
        let graph = sample.graph();
        let picture_ontology = Ontology::built_in().unwrap();
        let picture = Picture::of(&graph, &picture_ontology);
        assert_eq!(picture.arrows.len(), 0);
        assert_eq!(
            (
                picture.nodes[0].n_relations,
                picture.nodes[0].attributes.len()
            ),
            (0, 1)
        );
    }
}
