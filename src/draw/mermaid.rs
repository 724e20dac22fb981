//! Mermaid, for pages and READMEs that draw it: a flowchart without places, since Mermaid finds its own.

use crate::draw::arrow::Arrow;
use crate::draw::drawing::Drawing;
use crate::draw::escape::{mermaid_label, mermaid_title};
use crate::draw::order::drawing_order;
use crate::draw::picture::Node;
use crate::draw::style::{
    Dash, EntityStyle, Head, Outline, PEN_WIDTH, arrow_style, arrow_width, entity_look,
};
use crate::draw::wrap::{ARROW_COLUMNS, NODE_COLUMNS, cut_label, or_no_name, wrap};
use crate::limits::{MERMAID_ARROWS, MERMAID_CHARACTERS};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Write};
use thiserror::Error;

/// Why there is no Mermaid.
#[derive(Debug, Error)]
pub enum MermaidError {
    /// More arrows than Mermaid draws.
    #[error("{0} arrows are more than Mermaid draws, which are 500")]
    TooManyArrows(usize),
    /// More text than Mermaid reads.
    #[error("the text has {0} characters, and Mermaid reads no more than 50000")]
    TooLong(usize),
    /// The bytes could not be written.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Writes a drawing as a Mermaid flowchart: a node an entity, a link for the relations of a pair on the same
/// footing. Words from the data are escaped so that they stay words.
///
/// # Errors
/// [`MermaidError`] if Mermaid would refuse to draw it, or if writing to `out` fails.
pub fn mermaid(
    drawing: &Drawing<'_>,
    title: Option<&str>,
    out: &mut impl Write,
) -> Result<(), MermaidError> {
    let n_links = drawing.picture.arrows.len();
    if n_links > MERMAID_ARROWS {
        return Err(MermaidError::TooManyArrows(n_links));
    }
    let text = flowchart(drawing, title);
    let length = text.encode_utf16().count();
    if length > MERMAID_CHARACTERS {
        return Err(MermaidError::TooLong(length));
    }
    out.write_all(text.as_bytes())?;
    Ok(())
}

fn flowchart(drawing: &Drawing<'_>, title: Option<&str>) -> String {
    let picture = &drawing.picture;
    let mut text = String::new();
    // Writing to a string cannot fail.
    if let Some(title) = title {
        let _ = writeln!(text, "---\ntitle: \"{}\"\n---", mermaid_title(title));
    }
    text.push_str("flowchart LR\n");
    for position in drawing_order(picture) {
        let _ = writeln!(text, "  {}", node(position, &picture.nodes[position]));
    }
    for arrow in &picture.arrows {
        let _ = writeln!(text, "  {}", link(arrow));
    }
    for row in picture.rows() {
        let _ = writeln!(text, "  {}", class(entity_look(row)));
    }
    let mut looks: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (number, arrow) in picture.arrows.iter().enumerate() {
        looks
            .entry(look(arrow))
            .or_default()
            .push(number.to_string());
    }
    for (look, links) in looks {
        let _ = writeln!(text, "  linkStyle {} {look}", links.join(","));
    }
    text
}

fn node(position: usize, node: &Node<'_>) -> String {
    let lines = wrap(&or_no_name(cut_label(&node.label())), NODE_COLUMNS);
    let (open, close) = brackets(node.style().outline);
    let (number, label) = (position + 1, label(&lines));
    format!("n{number}{open}\"{label}\"{close}:::{}", node.style().key)
}

/// What Mermaid has that is nearest to an outline.
fn brackets(outline: Outline) -> (&'static str, &'static str) {
    match outline {
        Outline::Box => ("[", "]"),
        Outline::RoundedBox | Outline::DashedBox => ("(", ")"),
        Outline::DoubleBox => ("[[", "]]"),
        Outline::CutBox => ("{{", "}}"),
        Outline::Ellipse => ("([", "])"),
        Outline::Signpost => (">", "]"),
        Outline::Note => ("[/", "/]"),
        Outline::Tab => ("[/", "\\]"),
    }
}

fn class(style: &EntityStyle) -> String {
    let EntityStyle {
        key,
        fill,
        stroke,
        text,
        ..
    } = style;
    let dashes = match style.outline {
        Outline::DashedBox => ",stroke-dasharray:5 4",
        _ => "",
    };
    format!(
        "classDef {key} fill:{fill},stroke:{stroke},color:{text},stroke-width:{PEN_WIDTH}px{dashes}"
    )
}

/// An arrow with its words: a bullet each where there are several, then how they are meant and who says so.
fn link(arrow: &Arrow<'_>) -> String {
    let style = arrow_style(arrow.standing);
    let shaft = match (style.head, style.dash) {
        (Head::Bar, _) => "--x",
        (_, Dash::Solid) => "-->",
        (_, Dash::Dashed | Dash::Dotted) => "-.->",
    };
    let has_bullets = arrow.lines.len() > 1;
    let mut lines = Vec::new();
    for words in &arrow.short_lines() {
        for (number, part) in wrap(words, ARROW_COLUMNS).into_iter().enumerate() {
            let bullet = if has_bullets && number == 0 {
                "• "
            } else {
                ""
            };
            lines.push(format!("{bullet}{part}"));
        }
    }
    if !arrow.note.is_empty() {
        lines.extend(wrap(&arrow.note, ARROW_COLUMNS));
    }
    let (from, to) = (arrow.from + 1, arrow.to + 1);
    format!("n{from} {shaft}|\"{}\"| n{to}", label(&lines))
}

fn label(lines: &[String]) -> String {
    let lines: Vec<String> = lines.iter().map(|line| mermaid_label(line)).collect();
    lines.join("<br/>")
}

fn look(arrow: &Arrow<'_>) -> String {
    let style = arrow_style(arrow.standing);
    let dashes = match style.dash {
        Dash::Solid => "",
        Dash::Dashed => ",stroke-dasharray:7 4",
        Dash::Dotted => ",stroke-dasharray:2 4",
    };
    let width = arrow_width(arrow.claims.len());
    let color = style.color;
    format!("stroke:{color},color:{color},stroke-width:{width:.1}px{dashes}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::sample::{Sample, said_by};
    use crate::model::{Modality, Polarity};
    use crate::ontology::Ontology;

    fn written(sample: Sample, title: Option<&str>) -> Result<String, MermaidError> {
        let graph = sample.graph();
        let ontology = Ontology::built_in().unwrap();
        let mut out = Vec::new();
        mermaid(&Drawing::whole(&graph, &ontology), title, &mut out)?;
        Ok(String::from_utf8(out).unwrap())
    }

    #[test]
    fn a_drawing_is_nodes_links_and_their_looks() {
        let sample = Sample::default()
            .entity("a", "State", "Ada")
            .entity("b", "Person", "Bob")
            .entity("c", "Topic", "")
            .speaker("b")
            .relation("a", "trains", "b")
            .relation("a", "allyOf", "b")
            .relation_like("b", "visits", "a", |claim| {
                claim.modality = Modality::Planned;
                said_by("b")(claim);
            })
            .relation_like("a", "visits", "c", |claim| {
                claim.polarity = Polarity::Negative;
            });
        insta::assert_snapshot!(written(sample, Some("A \"title\": 5 %")).unwrap(), @r##"
---
title: "A \x22title\x22\x3A 5 \x25"
---
flowchart LR
  n1("Ada"):::state
  n3("(no name)"):::other
  n2(["Bob"]):::person
  n1 -->|"• ally of<br/>• trains"| n2
  n1 --x|"visits<br/>negated"| n3
  n2 -.->|"visits<br/>planned, says Bob"| n1
  classDef state fill:#0072B2,stroke:#00486F,color:#FFFFFF,stroke-width:1.4px
  classDef person fill:#FBE3CF,stroke:#B35400,color:#1A1A1A,stroke-width:1.4px
  classDef other fill:#FFFFFF,stroke:#777777,color:#1A1A1A,stroke-width:1.4px,stroke-dasharray:5 4
  linkStyle 0 stroke:#3A3A3A,color:#3A3A3A,stroke-width:1.9px
  linkStyle 1 stroke:#B00020,color:#B00020,stroke-width:1.4px
  linkStyle 2 stroke:#D55E00,color:#D55E00,stroke-width:1.4px,stroke-dasharray:7 4
"##);
    }

    #[test]
    fn a_hostile_label_stays_a_label() {
        for label in [
            "end",
            "\"]; n9[x] --> n1; click n1 call alert()",
            "`**markdown**`",
            "%%{init: {\"securityLevel\": \"loose\"}}%%",
            "<script>alert(1)</script><img src=x onerror=alert(1)>",
            "#quot; #35; &lt; &#60;",
            "a;b|c{d}e[f](g)",
            "$$x^2$$ fa:fa-car",
            "1. one",
            "- two",
            "---\ntitle: x\n---",
            "line\nbreak\r\n  n7 --> n8",
            "ﬂ°°60¶ß",
            "nul\0 esc\u{1b}[31m \u{202e}rtl \u{fffe}",
            "style a:#35; x",
        ] {
            let sample = Sample::default()
                .entity("a", "State", label)
                .entity("b", "Person", label)
                .speaker("b")
                .relation_like("a", "trains", "b", said_by("b"));
            let text = written(sample, Some(label)).unwrap();
            let mut lines = text.lines();
            let fixed = [lines.next(), lines.next(), lines.next(), lines.next()];
            assert_eq!(fixed[0], Some("---"));
            assert!(fixed[1].unwrap().starts_with("title: \""), "{text}");
            assert_eq!(fixed[2..], [Some("---"), Some("flowchart LR")]);
            let quoted = |line: &str, before: &str, after: &str| {
                let inner = line
                    .strip_prefix(before)
                    .unwrap_or_else(|| panic!("{line}"));
                let inner = inner
                    .strip_suffix(after)
                    .unwrap_or_else(|| panic!("{line}"));
                let harmless = |character: char| {
                    !character.is_ascii_punctuation() || "#;,()'.-".contains(character)
                };
                assert!(inner.replace("<br/>", "").chars().all(harmless), "{line}");
            };
            let mut nodes: Vec<&str> = vec![lines.next().unwrap(), lines.next().unwrap()];
            nodes.sort_unstable();
            quoted(nodes[0], "  n1(\"", "\"):::state");
            quoted(nodes[1], "  n2([\"", "\"]):::person");
            quoted(lines.next().unwrap(), "  n1 -->|\"", "\"| n2");
            assert!(
                lines
                    .all(|line| line.starts_with("  classDef ")
                        || line.starts_with("  linkStyle 0 "))
            );
        }
    }

    #[test]
    fn what_mermaid_would_refuse_is_refused() {
        let graph = |n_leaves: usize, label: &str| {
            let hub = Sample::default().entity("hub", "State", "Hub");
            (0..n_leaves).fold(hub, |sample, leaf| {
                let id = format!("leaf{leaf}");
                let sample = sample.entity(&id, "Person", &format!("{label}{leaf}"));
                sample.relation(&id, "trains", "hub")
            })
        };
        let ontology = Ontology::built_in().unwrap();
        let refusal = |sample: Sample| {
            let graph = sample.graph();
            let drawing = Drawing::whole(&graph, &ontology);
            mermaid(&drawing, None, &mut Vec::new())
                .err()
                .map(|error| error.to_string())
        };
        assert_eq!(refusal(graph(500, "")), None);
        insta::assert_snapshot!(refusal(graph(501, "")).unwrap(), @"501 arrows are more than Mermaid draws, which are 500");
        insta::assert_snapshot!(refusal(graph(400, &"!".repeat(70))).unwrap(), @"the text has 140518 characters, and Mermaid reads no more than 50000");
    }
}
