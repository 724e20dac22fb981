//! What the page's script knows: entities, relations with the words behind them, and what to filter by.
//!
//! Everything is referred to by its number. The shapes of the picture carry the same numbers, counted from 1:
//! entity 0 is `n1`, arrow 0 is `e1`.

use crate::draw::drawing::Scene;
use crate::draw::escape::{clean, web_address};
use crate::draw::html::choices::Facet;
use crate::draw::html::filters::{Filters, classes, standing, voices};
use crate::draw::html::passage::{Passage, Shelf, SourceCard};
use crate::draw::picture::{Node, Picture, term_label};
use crate::draw::style::arrow_style;
use crate::draw::tooltip;
use crate::graph::{Claim, KnowledgeGraph, Name, Object};
use crate::model::Confidence;
use crate::ontology::Ontology;
use crate::order::CompactCollect;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::io;

#[derive(Debug, Serialize)]
struct Page {
    /// Left, top, width and height of the graph in the picture, without the heading.
    view: [f64; 4],
    facets: Vec<Facet>,
    entities: Vec<EntityCard>,
    relations: Vec<RelationCard>,
    sources: Vec<SourceCard>,
}

#[derive(Debug, Serialize)]
struct EntityCard {
    label: String,
    /// Its other names; of folded entities the names of all.
    aliases: Vec<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    is_folded: bool,
    classes: BTreeSet<String>,
    codes: BTreeSet<String>,
    /// What is the same elsewhere on the web.
    links: Vec<String>,
    /// Its choices in the first facet.
    choices: BTreeSet<usize>,
    /// The sources that mention it.
    sources: BTreeSet<usize>,
    /// What is said of it that is no other entity.
    values: Vec<ValueCard>,
}

#[derive(Debug, Serialize)]
struct ValueCard {
    predicate: String,
    value: String,
    #[serde(flatten)]
    basis: Basis,
}

#[derive(Debug, Serialize)]
struct RelationCard {
    /// What it is between, where one end is several entities in one box.
    #[serde(skip_serializing_if = "Option::is_none")]
    ends: Option<[String; 2]>,
    from: usize,
    to: usize,
    arrow: usize,
    predicate: String,
    /// Its choices in the facets after the first.
    choices: [Vec<usize>; 4],
    /// The entities that say so, as far as they are in the picture.
    speakers: Vec<usize>,
    #[serde(flatten)]
    basis: Basis,
}

/// What something that is said rests on.
#[derive(Debug, Serialize)]
struct Basis {
    standing: &'static str,
    /// How it is meant, who says so, when and where.
    footing: String,
    /// The highest confidence that an extractor gave, from 0 to 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<f64>,
    passages: Vec<Passage>,
}

/// The data of a page as JSON that can stand in a `<script>` element.
///
/// # Errors
/// None in practice: all keys are words.
pub(super) fn data(scene: &Scene<'_>) -> io::Result<String> {
    let json = serde_json::to_string(&page(scene))?;
    Ok(embedded(&json))
}

/// JSON in which no character ends the element that it stands in or a line of a script. Outside of its
/// strings JSON has none of these characters.
fn embedded(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for character in json.chars() {
        match character {
            '<' => text.push_str("\\u003c"),
            '>' => text.push_str("\\u003e"),
            '&' => text.push_str("\\u0026"),
            '\u{2028}' => text.push_str("\\u2028"),
            '\u{2029}' => text.push_str("\\u2029"),
            other => text.push(other),
        }
    }
    text
}

fn page(scene: &Scene<'_>) -> Page {
    let (graph, ontology) = (scene.drawing.graph, scene.drawing.ontology);
    let picture = &scene.drawing.picture;
    let mut reader = Reader {
        graph,
        ontology,
        shelf: Shelf::new(graph),
    };
    let low = scene.layout.bounds.lowest() + scene.layout_at;
    let size = scene.layout.bounds.half * 2.0;
    let (filters, facets) = Filters::of(picture, graph, ontology);
    let relations = reader.relations(picture, &filters);
    let nodes = picture.nodes.iter();
    let entities = nodes.map(|node| reader.entity(node, &filters));
    Page {
        view: [low.x, low.y, size.x, size.y],
        entities: entities.collect(),
        facets,
        relations,
        sources: reader.shelf.cards,
    }
}

struct Reader<'a> {
    graph: &'a KnowledgeGraph,
    ontology: &'a Ontology,
    shelf: Shelf<'a>,
}

impl<'a> Reader<'a> {
    /// The relations of all arrows.
    fn relations(&mut self, picture: &'a Picture<'_>, filters: &Filters<'a>) -> Vec<RelationCard> {
        let nodes = || picture.nodes.iter().enumerate();
        let numbers: BTreeMap<&Name, usize> = nodes()
            .flat_map(|(number, node)| node.members.iter().map(move |one| (&one.name, number)))
            .into_map();
        let mut cards = Vec::new();
        for (arrow_number, arrow) in picture.arrows.iter().enumerate() {
            for claim in &arrow.claims {
                let speakers = voices(claim, self.graph).into_iter().flatten();
                let is_folded = [arrow.from, arrow.to]
                    .iter()
                    .any(|end| picture.nodes[*end].entity().is_none());
                cards.push(RelationCard {
                    ends: is_folded.then(|| self.ends(claim)),
                    from: arrow.from,
                    to: arrow.to,
                    arrow: arrow_number,
                    predicate: clean(term_label(&claim.predicate, self.graph, self.ontology)),
                    choices: filters.choices(claim, self.graph),
                    speakers: speakers
                        .filter_map(|name| numbers.get(name).copied())
                        .collect(),
                    basis: self.basis(claim),
                });
            }
        }
        cards
    }

    /// The labels of the two entities that a relation is between.
    fn ends(&self, claim: &Claim) -> [String; 2] {
        let label = |name: &Name| {
            let entity = self.graph.entity(name);
            clean(entity.map_or(name.local(), |entity| entity.label()))
        };
        let object = match &claim.object {
            Object::Entity(name) => label(name),
            Object::Literal(literal) => clean(&literal.value),
        };
        [label(&claim.subject), object]
    }

    fn entity(&mut self, node: &Node<'_>, filters: &Filters<'_>) -> EntityCard {
        let members = || node.members.iter();
        let label = clean(&node.label());
        let names: BTreeSet<String> = members()
            .flat_map(|entity| entity.all_labels())
            .map(clean)
            .into_set();
        let mentions: BTreeSet<&Name> = members()
            .flat_map(|entity| &entity.mentions)
            .filter_map(|name| self.graph.evidence().get(name)?.source.as_ref())
            .into_set();
        let links = members().flat_map(|entity| &entity.same_as);
        let codes = members().flat_map(|entity| &entity.codes);
        let mut classes = classes(node, self.graph, self.ontology);
        classes.retain(|class| !class.is_empty());
        EntityCard {
            is_folded: node.entity().is_none(),
            aliases: names
                .into_iter()
                .filter(|name| *name != label && !name.is_empty())
                .collect(),
            label,
            classes,
            codes: codes.map(|code| clean(code)).collect(),
            links: links.filter_map(|iri| web_address(iri)).collect(),
            choices: filters.kinds(node, self.graph, self.ontology),
            sources: mentions
                .into_iter()
                .filter_map(|name| self.shelf.number(name))
                .collect(),
            values: node
                .attributes
                .iter()
                .map(|claim| self.value(claim))
                .collect(),
        }
    }

    fn value(&mut self, claim: &Claim) -> ValueCard {
        let value = match &claim.object {
            Object::Entity(name) => name.as_str(),
            Object::Literal(literal) => &literal.value,
        };
        ValueCard {
            predicate: clean(term_label(&claim.predicate, self.graph, self.ontology)),
            value: clean(value),
            basis: self.basis(claim),
        }
    }

    fn basis(&mut self, claim: &Claim) -> Basis {
        let evidence = claim.evidence.iter();
        let evidence: Vec<_> = evidence
            .filter_map(|name| self.graph.evidence().get(name))
            .collect();
        let passages = evidence
            .into_iter()
            .map(|evidence| self.shelf.passage(evidence));
        Basis {
            standing: arrow_style(standing(claim)).key,
            footing: clean(&tooltip::footing(claim, self.graph)),
            passages: passages.collect(),
            confidence: claim.confidence.map(Confidence::value),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_the_data_ends_the_element_or_the_line() {
        let hostile = serde_json::to_string("</script><!-- & \u{2028}\u{2029}").unwrap();
        let text = embedded(&hostile);
        assert_eq!(
            text,
            r#""\u003c/script\u003e\u003c!-- \u0026 \u2028\u2029""#
        );
        assert_eq!(
            serde_json::from_str::<String>(&text).unwrap(),
            "</script><!-- & \u{2028}\u{2029}"
        );
    }
}
