//! DOT for Graphviz: for its own layout by `dot`, or with our places.

mod legend;
mod placed;
mod statement;

use crate::draw::dot::legend::legend;
use crate::draw::dot::statement::{edge_statement, node_statement};
use crate::draw::order::drawing_order;
use crate::draw::picture::Picture;
use crate::draw::style::{INK, PAPER, PEN_WIDTH};
use crate::draw::tooltip;
use crate::graph::KnowledgeGraph;
use crate::ontology::Ontology;
use std::io;
use std::io::Write;

pub use placed::placed_dot;

/// The same metrics everywhere: Helvetica and Arial are equally wide.
const FONT: &str = "Helvetica,Arial,sans-serif";

/// What a picture says beside the graph.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DotOptions {
    /// What stands above it.
    pub title: Option<String>,
}

/// Writes the graph as DOT: a node an entity, an arrow for the relations of a pair on the same footing, with
/// their quotes in tooltips, and a legend of what occurs. The same graph always gives the same bytes.
///
/// # Errors
/// Those of writing to `out`.
pub fn dot(
    graph: &KnowledgeGraph,
    ontology: &Ontology,
    options: &DotOptions,
    out: &mut impl Write,
) -> io::Result<()> {
    let picture = Picture::of(graph, ontology);
    let legend = legend(options.title.as_deref(), &picture.counts(), &picture);
    writeln!(out, "digraph graphwright {{")?;
    // Above some hundred arrows a tidier drawing costs minutes and is still a thicket.
    let effort = match picture.arrows.len() {
        0..=300 => "mclimit=20",
        _ => "mclimit=1, nslimit=2",
    };
    // No `pack`: with it, dot 2.43 loses most labels of edges.
    writeln!(
        out,
        "  graph [charset=\"UTF-8\", rankdir=LR, nodesep=0.1, ranksep=0.3, {effort}, pad=0.3, \
         bgcolor=\"{PAPER}\", fontname=\"{FONT}\", labelloc=t, labeljust=l,\n    label=<{legend}>];"
    )?;
    writeln!(
        out,
        "  node [fontname=\"{FONT}\", penwidth={PEN_WIDTH}, width=0.3, height=0.3];"
    )?;
    writeln!(
        out,
        "  edge [fontname=\"{FONT}\", fontcolor=\"{INK}\", fontsize=10.5, arrowsize=0.75];"
    )?;
    for position in drawing_order(&picture) {
        let node = &picture.nodes[position];
        let tooltip = tooltip::of_node(node, graph, ontology);
        writeln!(out, "{}", node_statement(position, node, &tooltip))?;
    }
    for (position, arrow) in picture.arrows.iter().enumerate() {
        let tooltip = tooltip::of_arrow(arrow, graph, ontology);
        writeln!(out, "{}", edge_statement(position, arrow, &tooltip))?;
    }
    writeln!(out, "}}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::sample::{Sample, said_by};
    use crate::model::Polarity;

    fn text(sample: Sample, title: Option<&str>) -> String {
        let options = DotOptions {
            title: title.map(str::to_owned),
        };
        let mut out = Vec::new();
        let ontology = Ontology::built_in().unwrap();
        dot(&sample.graph(), &ontology, &options, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    /// The statements for nodes and edges.
    fn statements(sample: Sample) -> String {
        let text = text(sample, None);
        let lines = text
            .lines()
            .filter(|line| line.starts_with("  n") && !line.starts_with("  node"));
        lines.collect::<Vec<_>>().join("\n")
    }

    fn two() -> Sample {
        Sample::default()
            .entity("mill", "Organization", "The Old Mill Company")
            .entity("river", "Place", "River")
            .speaker("mill")
    }

    #[test]
    fn a_graph_is_nodes_edges_title_and_legend() {
        let sample = two().relation("mill", "locatedIn", "river");
        insta::assert_snapshot!(text(sample, Some("Mills & rivers")), @r##"
digraph graphwright {
  graph [charset="UTF-8", rankdir=LR, nodesep=0.1, ranksep=0.3, mclimit=20, pad=0.3, bgcolor="#FFFFFF", fontname="Helvetica,Arial,sans-serif", labelloc=t, labeljust=l,
    label=<<table border="0" cellspacing="0" cellpadding="2">
    <tr><td align="left"><font point-size="23" color="#1A1A1A"><b>Mills &amp; rivers</b></font></td></tr>
    <tr><td align="left"><font point-size="12" color="#5A5A5A">2 entities, 1 relation</font></td></tr>
    <tr><td align="left"><table border="0" cellspacing="5" cellpadding="0"><tr><td border="1" cellpadding="4" bgcolor="#D9EEF9" color="#2F7FA8"><font color="#1A1A1A" point-size="10">Organization</font></td><td border="1" cellpadding="4" bgcolor="#FFF6BF" color="#8A7A00"><font color="#1A1A1A" point-size="10">Place</font></td></tr></table></td></tr>
    <tr><td align="left"><table border="0" cellspacing="5" cellpadding="0"><tr><td><table border="0" cellborder="0" cellspacing="4" cellpadding="0"><tr><td fixedsize="true" width="26" height="2" bgcolor="#3A3A3A"></td></tr></table></td><td><font color="#3A3A3A" point-size="10.5">stated&#160;&#160;&#160;</font></td></tr></table></td></tr>
    <tr><td align="left"><font point-size="6">&#160;</font></td></tr>
    </table>>];
  node [fontname="Helvetica,Arial,sans-serif", penwidth=1.4, width=0.3, height=0.3];
  edge [fontname="Helvetica,Arial,sans-serif", fontcolor="#1A1A1A", fontsize=10.5, arrowsize=0.75];
  n1 [label="The Old Mill\nCompany", shape=box, style="filled", margin="0.12,0.06", fillcolor="#D9EEF9", color="#2F7FA8", fontcolor="#1A1A1A", fontsize=12.45, tooltip="The Old Mill Company (organization)", id="n1", class="entity organization"];
  n2 [label="River", shape=cds, style="filled", margin="0.2,0.1", fillcolor="#FFF6BF", color="#8A7A00", fontcolor="#1A1A1A", fontsize=12.45, tooltip="River (place)", id="n2", class="entity place"];
  n1 -> n2 [label=<<table border="0" cellspacing="0" cellpadding="3"><tr><td><font color="#3A3A3A">located in</font></td></tr></table>>, style=solid, color="#3A3A3A", arrowhead=normal, penwidth=1.4, tooltip="The Old Mill Company located in River [stated]", labeltooltip="The Old Mill Company located in River [stated]", id="e1", class="relation stated"];
}
"##);
    }

    #[test]
    fn what_is_denied_is_struck_through() {
        let sample = two().relation_like("mill", "locatedIn", "river", |claim| {
            claim.polarity = Polarity::Negative;
            said_by("mill")(claim);
        });
        insta::assert_snapshot!(statements(sample).lines().last().unwrap(), @r##"  n1 -> n2 [label=<<table border="0" cellspacing="0" cellpadding="3"><tr><td><font color="#B00020"><s>located in</s><br/><font point-size="9"><i>denied, says The</i></font><br/><font point-size="9"><i>Old Mill Company</i></font></font></td></tr></table>>, style=solid, color="#B00020", arrowhead=tee, penwidth=1.4, tooltip="The Old Mill Company located in River [denied; said by The Old Mill Company, direct quote]", labeltooltip="The Old Mill Company located in River [denied; said by The Old Mill Company, direct quote]", id="e1", class="relation denied"];"##);
    }

    #[test]
    fn merged_relations_have_a_bullet_each_and_a_wider_line() {
        let sample = two().relation("mill", "locatedIn", "river").relation(
            "mill",
            "cooperatesMilitarilyWith",
            "river",
        );
        insta::assert_snapshot!(statements(sample).lines().last().unwrap(), @r##"  n1 -> n2 [label=<<table border="0" cellspacing="0" cellpadding="3"><tr><td><font color="#3A3A3A">•&#160;cooperates<br align="left"/>&#160;&#160;militarily with<br align="left"/>•&#160;located in<br align="left"/></font></td></tr></table>>, style=solid, color="#3A3A3A", arrowhead=normal, penwidth=1.9, tooltip="The Old Mill Company cooperates militarily with River [stated]\nThe Old Mill Company located in River [stated]", labeltooltip="The Old Mill Company cooperates militarily with River [stated]\nThe Old Mill Company located in River [stated]", id="e1", class="relation stated"];"##);
    }

    #[test]
    fn a_hostile_label_stays_a_label() {
        for label in [
            "<b>x</b>",
            "\"quotes\" ]; evil [shape=box",
            "back\\slash \\N \\G \\",
            "*/ // /* #",
            "a\0b\u{1b}[31m\u{fffe}",
            "line\nbreak",
            "👩‍🚀 שלום \u{202e}abc",
            "&lt; &bogus; &#0;",
            "",
            &"x".repeat(10_000),
        ] {
            let sample = Sample::default()
                .entity_like("a", "State", label, |view| {
                    view.same_as.insert(format!("https://example.org/{label}"));
                })
                .entity("b", "Person", label)
                .speaker("b")
                .quote("q", label)
                .relation_like("a", "trains", "b", |claim| {
                    said_by("b")(claim);
                    claim.evidence.insert(crate::draw::sample::name("q"));
                });
            let text = text(sample, Some(label));
            assert_balanced(&text);
        }
    }

    /// Outside of quoted strings and HTML-like labels there is nothing but what we write.
    fn assert_balanced(text: &str) {
        let mut outside = String::new();
        let mut characters = text.chars();
        let mut depth = 0;
        while let Some(character) = characters.next() {
            match character {
                '"' if depth == 0 => loop {
                    match characters.next() {
                        Some('\\') => drop(characters.next()),
                        Some('"') => break,
                        Some(_) => {}
                        None => panic!("a string without end: {text}"),
                    }
                },
                '<' => depth += 1,
                '>' if depth > 0 => depth -= 1,
                other if depth == 0 => outside.push(other),
                _ => {}
            }
        }
        assert_eq!(depth, 0);
        let known = |character: char| {
            character.is_ascii_alphanumeric() || " =,.;[]{}->\n".contains(character)
        };
        assert!(outside.chars().all(known), "{outside}");
        assert_eq!(outside.matches("->").count(), 1);
    }

    /// The values of an attribute in the statements.
    fn values(text: &str, attribute: &str) -> Vec<String> {
        let start = format!(" {attribute}=\"");
        let parts = text.split(&start).skip(1);
        let values = parts.filter_map(|part| Some(part.split_once('"')?.0.to_owned()));
        values.collect()
    }

    #[test]
    fn words_of_the_data_reach_labels_tooltips_and_links_only() {
        let evil = "evil /etc/passwd";
        let sample = Sample::default()
            .entity_like("a", evil, evil, |view| {
                view.same_as.insert("https://example.org/evil".to_owned());
            })
            .entity("b", "Person", evil)
            .speaker("b")
            .relation_like("a", evil, "b", said_by("b"));
        let text = text(sample, Some(evil));
        for attribute in ["id", "class", "fontname", "style", "color", "fillcolor"] {
            let values = values(&text, attribute);
            assert!(!values.is_empty(), "{attribute}");
            assert!(!values.concat().contains("evil"), "{attribute}: {values:?}");
        }
        for attribute in ["image", "shapefile", "stylesheet", "imagepath", "fontpath"] {
            assert!(!text.contains(&format!("{attribute}=")), "{attribute}");
        }
        assert_eq!(values(&text, "URL"), ["https://example.org/evil"]);
    }

    #[test]
    fn a_long_label_is_cut_and_its_tooltip_is_whole() {
        let label = "long ".repeat(100);
        let text = statements(Sample::default().entity("a", "State", &label));
        let (_, rest) = text.split_once("[label=\"").unwrap();
        let (drawn, _) = rest.split_once('"').unwrap();
        assert_eq!(drawn.replace("\\n", " ").chars().count(), 80);
        assert_eq!(
            values(&text, "tooltip"),
            [format!("{} (state)", label.trim_end())]
        );
    }

    #[test]
    fn the_order_of_records_does_not_show() {
        let forwards = two()
            .relation("mill", "locatedIn", "river")
            .relation("mill", "trains", "river")
            .relation_like("mill", "trains", "river", said_by("mill"));
        let backwards = Sample::default()
            .relation_like("mill", "trains", "river", said_by("mill"))
            .relation("mill", "trains", "river")
            .relation("mill", "locatedIn", "river")
            .speaker("mill")
            .entity("river", "Place", "River")
            .entity("mill", "Organization", "The Old Mill Company");
        assert_eq!(text(forwards, None), text(backwards, None));
    }

    #[test]
    fn a_graph_of_nothing_is_a_picture_too() {
        assert!(text(Sample::default(), None).contains("0 entities, 0 relations"));
    }
}
