//! The graph as lines of text: each entity with the relations that start at it.

use crate::draw::arrow::Arrow;
use crate::draw::drawing::Drawing;
use crate::draw::picture::Node;
use crate::draw::style::{Head, arrow_style};
use crate::draw::tooltip;
use crate::draw::wrap::{cut_label, or_no_name};
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

/// Writes a line a relation, in blocks by the entity where it starts, the entities in the order of their
/// labels; then the entities without relations.
///
/// # Errors
/// Those of writing to `out`.
pub fn text(drawing: &Drawing<'_>, strokes: Strokes, out: &mut impl Write) -> io::Result<()> {
    let picture = &drawing.picture;
    let labels: Vec<String> = picture.nodes.iter().map(|node| label(node)).collect();
    let mut order: Vec<usize> = (0..labels.len()).collect();
    order.sort_by(|one, two| labels[*one].cmp(&labels[*two]));
    let mut is_first = true;
    let mut arrows_from: Vec<Vec<&Arrow<'_>>> = vec![Vec::new(); labels.len()];
    for arrow in &picture.arrows {
        arrows_from[arrow.from].push(arrow);
    }
    for &node in &order {
        let mut arrows = std::mem::take(&mut arrows_from[node]);
        arrows.sort_by(|one, two| labels[one.to].cmp(&labels[two.to]));
        if !arrows.is_empty() && !is_first {
            writeln!(out)?;
        }
        for arrow in arrows {
            is_first = false;
            for words in &arrow.lines {
                let (from, to) = (&labels[arrow.from], &labels[arrow.to]);
                writeln!(
                    out,
                    "{from} {} {to}{}",
                    shaft(arrow, words, strokes),
                    note(arrow)
                )?;
            }
        }
    }
    let alone: Vec<&String> = order
        .iter()
        .filter(|node| picture.nodes[**node].n_relations == 0)
        .map(|node| &labels[*node])
        .collect();
    if !alone.is_empty() && !is_first {
        writeln!(out)?;
    }
    for label in alone {
        writeln!(out, "{label}")?;
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

fn shaft(arrow: &Arrow<'_>, words: &str, strokes: Strokes) -> String {
    let is_denied = arrow_style(arrow.standing).head == Head::Bar;
    match (strokes, is_denied) {
        (Strokes::Unicode, false) => format!("─{words}→"),
        (Strokes::Unicode, true) => format!("─{words}⊣"),
        (Strokes::Ascii, false) => format!("-{words}->"),
        (Strokes::Ascii, true) => format!("-{words}-|"),
    }
}

fn note(arrow: &Arrow<'_>) -> String {
    if arrow.note.is_empty() {
        String::new()
    } else {
        format!("  [{}]", arrow.note)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::choose::Choice;
    use crate::draw::sample::{Sample, said_by};
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
        let mut out = Vec::new();
        let ontology = Ontology::built_in().unwrap();
        let drawing = Drawing::of(&graph, &ontology, &Choice::default()).unwrap();
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
    fn strokes_can_be_ascii() {
        let text = lines(Strokes::Ascii);
        assert!(text.is_ascii());
        assert!(text.starts_with("Ada -ally of-> Bob[31m\n"), "{text}");
    }
}
