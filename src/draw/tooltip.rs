//! The words behind what is drawn: whole labels, aliases, literals, and the quotes with their speakers.

use crate::draw::arrow::Arrow;
use crate::draw::picture::{Node, term_label};
use crate::draw::standing::words_of_claim;
use crate::draw::wrap::{cut, cut_label};
use crate::graph::{Attribution, Claim, KnowledgeGraph, Name, Object};
use crate::model::ReportKind;
use crate::ontology::Ontology;

/// The most characters of aliases, and of all quotes behind one arrow or one entity's literals.
const LONGEST_LIST: usize = 600;

/// An entity: its whole label and classes, then its other names, then what ends at a literal. Of folded
/// entities all names.
pub(super) fn of_node(node: &Node<'_>, graph: &KnowledgeGraph, ontology: &Ontology) -> Vec<String> {
    let Some(entity) = node.entity() else {
        return vec![format!("{}: {}", node.label(), names(node).join(", "))];
    };
    let label = entity.label();
    let classes: Vec<&str> = entity
        .types
        .iter()
        .map(|class| term_label(class, graph, ontology))
        .collect();
    let mut lines = vec![match classes.as_slice() {
        [] => label.to_owned(),
        classes => format!("{label} ({})", classes.join(", ")),
    }];
    let mut aliases: Vec<&str> = entity.all_labels().collect();
    aliases.retain(|alias| *alias != label);
    aliases.dedup();
    if !aliases.is_empty() {
        lines.push(format!("also: {}", cut(&aliases.join(", "), LONGEST_LIST)));
    }
    let mut room = LONGEST_LIST;
    for claim in &node.attributes {
        let value = match &claim.object {
            Object::Entity(name) => name.as_str(),
            Object::Literal(literal) => &literal.value,
        };
        let predicate = term_label(&claim.predicate, graph, ontology);
        let value = cut(value, LONGEST_LIST);
        let footing = footing(claim, graph);
        let quotes = quotes(claim, graph, &mut room);
        lines.push(format!("{predicate}: {value} [{footing}]{quotes}"));
    }
    lines
}

/// The labels of the entities in a box, in the order of letters: none is left out.
pub(super) fn names(node: &Node<'_>) -> Vec<String> {
    let labels = node.members.iter().map(|entity| cut_label(entity.label()));
    let mut names: Vec<String> = labels.collect();
    names.sort();
    names
}

/// An arrow: a line a relation, with its footing and its quotes.
pub(super) fn of_arrow(
    arrow: &Arrow<'_>,
    graph: &KnowledgeGraph,
    ontology: &Ontology,
) -> Vec<String> {
    let mut room = LONGEST_LIST;
    let line = |claim: &&Claim| {
        let object = match &claim.object {
            Object::Entity(name) => entity_label(name, graph),
            Object::Literal(literal) => cut_label(&literal.value),
        };
        format!(
            "{} {} {object} [{}]{}",
            entity_label(&claim.subject, graph),
            term_label(&claim.predicate, graph, ontology),
            footing(claim, graph),
            quotes(claim, graph, &mut room)
        )
    };
    arrow.claims.iter().map(line).collect()
}

fn entity_label(name: &Name, graph: &KnowledgeGraph) -> String {
    cut_label(
        graph
            .entity(name)
            .map_or(name.local(), |entity| entity.label()),
    )
}

/// How a claim is meant, who says so, and when, where and how many.
pub(super) fn footing(claim: &Claim, graph: &KnowledgeGraph) -> String {
    let mut words = words_of_claim(claim);
    let mut voice = claim.attribution.as_ref();
    let mut verb = "said by";
    if voice.is_none() && words.is_empty() {
        words.push("stated".to_owned());
    }
    // A name of an attribution hashes what it is within, so the chain has an end; the bound is for others'.
    for _ in 0..4 {
        let Some(attribution) = voice.and_then(|name| graph.attributions().get(name)) else {
            break;
        };
        let speaker = entity_label(&attribution.speaker, graph);
        words.push(format!("{verb} {speaker}, {}", report(attribution)));
        verb = "as told by";
        voice = attribution.within.as_ref();
    }
    words.extend(claim.time.clone());
    let place = claim.place.as_ref();
    words.extend(place.map(|place| format!("place: {}", entity_label(place, graph))));
    let quantity = claim.quantity.as_ref();
    words.extend(quantity.map(|quantity| format!("quantity: {}", quantity.text)));
    words.join("; ")
}

fn report(attribution: &Attribution) -> &'static str {
    match attribution.report {
        ReportKind::DirectQuote => "direct quote",
        ReportKind::Reported => "reported",
        ReportKind::Implied => "implied",
    }
}

/// The quotes behind a claim as far as there is room; `room` is what is left after them.
fn quotes(claim: &Claim, graph: &KnowledgeGraph, room: &mut usize) -> String {
    let mut quotes: Vec<&str> = graph.quotes(claim).collect();
    quotes.sort_unstable();
    quotes.dedup();
    let mut text = String::new();
    for (number, quote) in quotes.into_iter().enumerate() {
        if *room == 0 {
            text.push_str(if number == 0 { ": …" } else { " …" });
            break;
        }
        let quote = cut(quote, *room);
        *room -= quote.chars().count();
        text.push_str(if number == 0 { ": “" } else { " “" });
        text.push_str(&quote);
        text.push('”');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::picture::Picture;
    use crate::draw::sample::{Sample, literal, name, plain, said_by};
    use crate::model::{Modality, Quantity};

    fn text(sample: Sample) -> String {
        let graph = sample.graph();
        let ontology = Ontology::built_in().unwrap();
        let picture = Picture::of(&graph, &ontology);
        let nodes = picture
            .nodes
            .iter()
            .flat_map(|node| of_node(node, &graph, &ontology));
        let arrows = picture
            .arrows
            .iter()
            .flat_map(|arrow| of_arrow(arrow, &graph, &ontology));
        nodes.chain(arrows).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn an_arrow_tells_footing_time_place_number_and_words() {
        let sample = Sample::default()
            .entity("a", "State", "Ada")
            .entity("b", "Group", "Bobs")
            .speaker("a")
            .quote("q1", "we train\nthem")
            .relation_like("a", "trains", "b", |claim| {
                said_by("a")(claim);
                claim.modality = Modality::Planned;
                claim.time = Some("2024".to_owned());
                claim.place = Some(name("a"));
                claim.quantity = Some(Quantity {
                    text: "hundreds".to_owned(),
                    value: None,
                });
                claim.evidence.insert(name("q1"));
            });
        insta::assert_snapshot!(text(sample), @r##"
Ada (state)
Bobs (group of people)
Ada trains Bobs [planned; said by Ada, direct quote; 2024; place: Ada; quantity: hundreds]: “we train them”
"##);
    }

    #[test]
    fn a_node_tells_classes_aliases_and_literals() {
        let sample = Sample::default()
            .entity_like("a", "State", "Ada", |view| {
                view.aliases.extend([plain("Adaland"), plain("A")]);
            })
            .quote("q1", "five of them")
            .relation_like("a", "needs", "", |claim| {
                claim.object = literal("5");
                claim.evidence.insert(name("q1"));
            });
        insta::assert_snapshot!(text(sample), @r##"
Ada (state)
also: A, Adaland
needs: 5 [stated]: “five of them”
"##);
    }

    #[test]
    fn long_quotes_are_cut_and_no_relation_is_left_out() {
        let sample = Sample::default()
            .entity("a", "State", "A")
            .entity("b", "State", "B")
            .quote("q1", &"x".repeat(700))
            .quote("q2", "y")
            .relation_like("a", "allyOf", "b", |claim| {
                claim.evidence.insert(name("q1"));
            })
            .relation_like("a", "trains", "b", |claim| {
                claim.evidence.insert(name("q2"));
            });
        let text = text(sample);
        assert!(
            text.contains(&format!(": “{}…”\n", "x".repeat(599))),
            "{text}"
        );
        assert!(text.ends_with("A trains B [stated]: …"), "{text}");
    }
}
