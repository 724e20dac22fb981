//! What a picture shows, whatever draws it: entities, the arrows between them, and the words on both.

use crate::compare::Sides;
use crate::draw::arrow::{Arrow, Footing};
use crate::draw::choose::Chosen;
use crate::draw::escape::web_address;
use crate::draw::number::grouped;
use crate::draw::standing::Standing;
use crate::draw::style::{EntityStyle, PLURALS, entity_look, entity_row, side_row};
use crate::graph::{Claim, Entity, KnowledgeGraph, Name};
use crate::ontology::Ontology;
use crate::order::CompactCollect;
use petgraph::graph::NodeIndex;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// Entities in the order of their names, and the arrows in the order of their ends.
#[derive(Debug)]
pub(super) struct Picture<'a> {
    pub(super) nodes: Vec<Node<'a>>,
    pub(super) arrows: Vec<Arrow<'a>>,
    /// Whether it shows which of two graphs has what.
    pub(super) is_comparison: bool,
}

/// An entity in a picture, or several that are folded into one box.
#[derive(Debug)]
pub(super) struct Node<'a> {
    /// In the order of their names; never none.
    pub(super) members: Vec<&'a Entity>,
    /// Its row, for [`entity_look`].
    pub(super) row: usize,
    pub(super) n_relations: usize,
    /// The claims about it that end at a literal.
    pub(super) attributes: Vec<&'a Claim>,
}

impl<'a> Node<'a> {
    pub(super) fn style(&self) -> &'static EntityStyle {
        entity_look(self.row)
    }

    /// The entity, where it is one.
    pub(super) fn entity(&self) -> Option<&'a Entity> {
        match self.members.as_slice() {
            [only] => Some(only),
            _ => None,
        }
    }

    /// The entity's label, or `12 organizations`.
    pub(super) fn label(&self) -> Cow<'a, str> {
        match self.entity() {
            Some(entity) => Cow::Borrowed(entity.label()),
            None => Cow::Owned(format!(
                "{} {}",
                grouped(self.members.len()),
                PLURALS.get(self.row).unwrap_or(&"entities")
            )),
        }
    }

    /// The web address of the same thing elsewhere, where it is one thing and has one.
    pub(super) fn address(&self) -> Option<String> {
        let same_as = &self.entity()?.same_as;
        same_as.iter().find_map(|iri| web_address(iri))
    }
}

impl<'a> Picture<'a> {
    /// A whole graph.
    pub(super) fn of(graph: &'a KnowledgeGraph, ontology: &Ontology) -> Self {
        Self::chosen(&Chosen::everything(graph), ontology, None)
    }

    /// The rows of its entities, for [`entity_look`], each once and in order.
    pub(super) fn rows(&self) -> BTreeSet<usize> {
        self.nodes.iter().map(|node| node.row).into_set()
    }

    /// How its arrows stand, each way once and in order.
    pub(super) fn standings(&self) -> BTreeSet<Standing> {
        self.arrows.iter().map(|arrow| arrow.standing).into_set()
    }

    /// What is chosen of a graph.
    pub(super) fn chosen(chosen: &Chosen<'a>, ontology: &Ontology, sides: Option<&Sides>) -> Self {
        let graph = chosen.graph;
        let network = graph.network();
        let node = |members: &Vec<usize>| {
            let members = members.iter();
            let members: Vec<&Entity> = members.map(|at| &network[NodeIndex::new(*at)]).collect();
            let types = members.first().into_iter().flat_map(|first| &first.types);
            let side = sides.and_then(|sides| sides.entities.get(&members.first()?.name));
            Node {
                // Those that are folded are of one row.
                row: match side {
                    Some(side) => side_row(*side),
                    None => entity_row(types.map(Name::as_str), ontology),
                },
                members,
                n_relations: 0,
                attributes: Vec::new(),
            }
        };
        let mut nodes: Vec<Node<'a>> = chosen.boxes.iter().map(node).collect();
        for (number, claim) in &chosen.attributes {
            nodes[*number].attributes.push(claim);
        }
        let mut merged: BTreeMap<Footing<'a>, Vec<(String, &'a Claim)>> = BTreeMap::new();
        let footings = Footing::of_all(&chosen.links, graph, sides);
        for (link, footing) in chosen.links.iter().zip(footings) {
            nodes[link.from].n_relations += 1;
            nodes[link.to].n_relations += 1;
            let label = term_label(&link.claim.predicate, graph, ontology).to_owned();
            merged.entry(footing).or_default().push((label, link.claim));
        }
        let arrow = |(footing, claims): (Footing<'a>, Vec<(String, &'a Claim)>)| {
            let ends = [footing.from, footing.to].map(|end| nodes[end].members.len());
            let [from, to] = ends;
            Arrow::of(&footing, from.max(to), claims, graph)
        };
        let arrows = merged.into_iter().map(arrow).collect();
        Self {
            nodes,
            arrows,
            is_comparison: sides.is_some(),
        }
    }

    /// `2 entities, 1 relation`.
    pub(super) fn counts(&self) -> String {
        let count = |number: usize, one: &str, more: &str| {
            format!(
                "{} {}",
                grouped(number),
                if number == 1 { one } else { more }
            )
        };
        format!(
            "{}, {}",
            count(self.n_entities(), "entity", "entities"),
            count(self.n_relations(), "relation", "relations")
        )
    }

    /// Entities, folded or not.
    pub(super) fn n_entities(&self) -> usize {
        self.nodes.iter().map(|node| node.members.len()).sum()
    }

    /// Relations between entities.
    pub(super) fn n_relations(&self) -> usize {
        self.arrows.iter().map(|arrow| arrow.claims.len()).sum()
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
