//! The graph as lines of text: each entity with the relations that start at it.

use crate::draw::arrow::{Arrow, note_of};
use crate::draw::drawing::Drawing;
use crate::draw::picture::{Node, term_label};
use crate::draw::standing::Standing;
use crate::draw::style::{Head, arrow_style};
use crate::draw::tooltip;
use crate::draw::wrap::{cut_label, or_no_name};
use crate::graph::{Claim, Entity, Object};
use crate::order::CompactSort;
use std::io::{self, Write};

/// Which characters lines are drawn with; words from the data stay as they are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Strokes {
    /// `─trains→`
    #[default]
    Unicode,
    /// `-trains->`
    Ascii,
}

/// Writes a line a relation, then one a literal, in blocks by the entity where it starts, the entities in the order of
/// their labels; then the entities without relations.
///
/// # Errors
/// Those of writing to `out`.
pub fn text(drawing: &Drawing<'_>, strokes: Strokes, out: &mut impl Write) -> io::Result<()> {
    let picture = &drawing.picture;
    let labels: Vec<String> = picture.nodes.iter().map(|node| label(node)).collect();
    let mut order: Vec<usize> = (0..labels.len()).collect();
    order.order_by(|one, two| labels[*one].cmp(&labels[*two]));
    let mut is_first = true;
    let mut arrows_from: Vec<Vec<&Arrow<'_>>> = vec![Vec::new(); labels.len()];
    for arrow in &picture.arrows {
        arrows_from[arrow.from].push(arrow);
    }
    let write = |out: &mut dyn Write, line: String| match strokes {
        Strokes::Unicode => writeln!(out, "{line}"),
        // Labels that were cut end with one.
        Strokes::Ascii => writeln!(out, "{}", line.replace('…', "...")),
    };
    for &node in &order {
        let mut arrows = std::mem::take(&mut arrows_from[node]);
        arrows.order_by(|one, two| labels[one.to].cmp(&labels[two.to]));
        let attributes = &picture.nodes[node].attributes;
        if !(arrows.is_empty() && attributes.is_empty() || is_first) {
            writeln!(out)?;
        }
        for arrow in arrows {
            is_first = false;
            let (from, to) = (&labels[arrow.from], &labels[arrow.to]);
            for (words, note) in lines(arrow, drawing) {
                let shaft = shaft(arrow.standing, &words, strokes);
                write(out, format!("{from} {shaft} {to}{note}"))?;
            }
        }
        for claim in attributes {
            is_first = false;
            write(out, value(claim, drawing, strokes))?;
        }
    }
    let alone: Vec<&String> = order
        .iter()
        .filter(|node| {
            let node = &picture.nodes[**node];
            node.n_relations == 0 && node.attributes.is_empty()
        })
        .map(|node| &labels[*node])
        .collect();
    if !alone.is_empty() && !is_first {
        writeln!(out)?;
    }
    for label in alone {
        write(out, label.clone())?;
    }
    Ok(())
}

/// An entity's label, or the number of folded ones with their names: a line of text has no tooltip.
fn label(node: &Node<'_>) -> String {
    if node.entity().is_some() {
        return or_no_name(cut_label(&node.label()));
    }
    let names: Vec<String> = tooltip::names(node).into_iter().map(or_no_name).collect();
    format!("{} ({})", node.label(), names.join(", "))
}

/// A claim that ends at a literal.
fn value(claim: &Claim, drawing: &Drawing<'_>, strokes: Strokes) -> String {
    let (graph, ontology) = (drawing.graph, drawing.ontology);
    let subject = graph.entity(&claim.subject).map_or("", Entity::label);
    let value = match &claim.object {
        Object::Entity(name) => name.as_str(),
        Object::Literal(literal) => &literal.value,
    };
    let standing = Standing::of_claim(claim);
    let words = cut_label(term_label(&claim.predicate, graph, ontology));
    let shaft = shaft(standing, &words, strokes);
    let note = bracketed(note_of(claim, graph));
    let subject = or_no_name(cut_label(subject));
    format!("{subject} {shaft} \"{}\"{note}", cut_label(value))
}

fn shaft(standing: Standing, words: &str, strokes: Strokes) -> String {
    let is_denied = arrow_style(standing).head == Head::Bar;
    match (strokes, is_denied) {
        (Strokes::Unicode, false) => format!("─{words}→"),
        (Strokes::Unicode, true) => format!("─{words}⊣"),
        (Strokes::Ascii, false) => format!("-{words}->"),
        (Strokes::Ascii, true) => format!("-{words}-|"),
    }
}

/// The words and the note of each line: no relation is left out, and each of a crowd of speakers has lines.
fn lines(arrow: &Arrow<'_>, drawing: &Drawing<'_>) -> Vec<(String, String)> {
    let (graph, ontology) = (drawing.graph, drawing.ontology);
    let lines = arrow.lines_by_speaker(graph, ontology).into_iter();
    lines
        .map(|(words, note)| (words, bracketed(note)))
        .collect()
}

fn bracketed(note: String) -> String {
    match note.as_str() {
        "" => note,
        _ => format!("  [{note}]"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::choose::Choice;
    use crate::draw::sample::{Sample, said_by};
    use crate::graph::KnowledgeGraph;
    use crate::model::Polarity;
    use crate::ontology::Ontology;

    fn lines(strokes: Strokes) -> String {
        let graph = Sample::default()
            .entity("a", "State", "Ada")
            .entity("b", "Person", "Bob\u{1b}[31m")
            .entity("c", "Person", "Cid")
            .speaker("b")
            .relation_like("a", "trains", "b", said_by("b"))
            .relation("a", "allyOf", "b")
            .relation_like("b", "deploys", "a", |claim| {
                claim.polarity = Polarity::Negative;
            })
            .graph();
        written(&graph, strokes)
    }

    fn written(graph: &KnowledgeGraph, strokes: Strokes) -> String {
        let mut out = Vec::new();
        let ontology = Ontology::built_in().unwrap();
        let drawing = Drawing::of(graph, &ontology, &Choice::default()).unwrap();
        text(&drawing, strokes, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn each_relation_is_a_line_under_the_entity_where_it_starts() {
        insta::assert_snapshot!(lines(Strokes::Unicode), @r##"
Ada ─ally of→ Bob[31m
Ada ─trains→ Bob[31m  [says Bob[31m]

Bob[31m ─deploys⊣ Ada  [negated]

Cid
"##);
    }

    #[test]
    fn no_relation_is_left_out() {
        let predicates = [
            "allyOf", "trains", "invades", "deploys", "visits", "thanks", "partOf", "actsFor",
            "causes",
        ];
        let mut sample = Sample::default()
            .entity("a", "State", "Ada")
            .entity("b", "Person", "Bob");
        for number in 0..12 {
            let id = format!("s{number}");
            let label = format!("Speaker {number}");
            let predicate = predicates[number % predicates.len()];
            sample = sample
                .entity(&id, "Person", &label)
                .speaker(&id)
                .relation_like("a", predicate, "b", said_by(&id))
                .relation("b", predicate, "a");
        }
        let text = written(&sample.graph(), Strokes::Unicode);
        assert_eq!(text.matches("Ada ─").count(), 12, "{text}");
        assert_eq!(text.matches("Bob ─").count(), 9, "{text}");
        assert!(
            text.contains("Ada ─ally of→ Bob  [says Speaker 0]"),
            "{text}"
        );
    }

    #[test]
    fn strokes_can_be_ascii() {
        let text = lines(Strokes::Ascii);
        assert!(text.is_ascii());
        assert!(text.starts_with("Ada -ally of-> Bob[31m\n"), "{text}");
    }
}
