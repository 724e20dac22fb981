//! GraphML: what networkx, igraph, yEd, Cytoscape and Gephi read.

mod yed;

use crate::graph::KnowledgeGraph;
use crate::ontology::Ontology;
use crate::write::attributes::{Attributes, Column, Value};
use crate::write::xml::escape;
use std::io::{self, Write};
use yed::Pictures;

/// Whose GraphML it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum GraphMlFlavour {
    /// Typed attributes alone.
    #[default]
    Plain,
    /// With the labels, shapes and positions that yEd draws; a plain file opens there as a pile of blank
    /// boxes. Each connected component stands on a circle of its own: a start for yEd's own layouts.
    Yed,
}

/// Writes the graph as GraphML: a `key` with a type for each column, one `node` per entity, one `edge` per
/// relation between entities. Ids are IRIs, so that files of several graphs agree; they stand in the column
/// `iri` too, since yEd has ids of its own.
///
/// GraphML has no lists: items are joined by ` | `, and a bar within an item is `\|`. Characters that XML forbids
/// become U+FFFD. Claims that end at a literal stand with their entity, in `statements` and in columns that
/// start with `value_`.
///
/// # Errors
/// Those of `out`.
pub fn write_graphml(
    graph: &KnowledgeGraph,
    ontology: &Ontology,
    flavour: GraphMlFlavour,
    out: &mut dyn Write,
) -> io::Result<()> {
    let attributes = Attributes::new(graph, ontology);
    let pictures = (flavour == GraphMlFlavour::Yed).then(|| Pictures::new(&attributes));
    head(&attributes, pictures.as_ref(), out)?;
    for node in attributes.nodes() {
        writeln!(out, "    <node id=\"{}\">", escape(node.id.as_str()))?;
        data("nl", node.label, out)?;
        data("ni", node.id.as_str(), out)?;
        values("n", &node.values, out)?;
        if let Some(pictures) = &pictures {
            pictures.node(&node, out)?;
        }
        writeln!(out, "    </node>")?;
    }
    for edge in attributes.edges() {
        let [id, source, target] = [edge.id, edge.source, edge.target];
        writeln!(
            out,
            "    <edge id=\"{}\" source=\"{}\" target=\"{}\">",
            escape(id.as_str()),
            escape(source.as_str()),
            escape(target.as_str())
        )?;
        data("el", edge.label, out)?;
        data("ei", id.as_str(), out)?;
        values("e", &edge.values, out)?;
        if let Some(pictures) = &pictures {
            pictures.edge(&edge, out)?;
        }
        writeln!(out, "    </edge>")?;
    }
    writeln!(out, "  </graph>\n</graphml>")
}

fn head(
    attributes: &Attributes<'_>,
    pictures: Option<&Pictures<'_>>,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    write!(
        out,
        "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\""
    )?;
    if pictures.is_some() {
        write!(out, " xmlns:y=\"http://www.yworks.com/xml/graphml\"")?;
    }
    writeln!(out, ">")?;
    // Networkx refuses a key that is not declared; igraph takes nodes and edges apart by `for`.
    for (prefix, domain, columns) in [
        ("n", "node", &attributes.node_columns),
        ("e", "edge", &attributes.edge_columns),
    ] {
        key(&format!("{prefix}l"), domain, "label", "string", out)?;
        // yEd numbers nodes anew, and igraph 1.0 gives edges the ids of nodes: names stand among the data too.
        key(&format!("{prefix}i"), domain, "iri", "string", out)?;
        for (position, Column { name, kind }) in columns.iter().enumerate() {
            key(
                &format!("{prefix}{position}"),
                domain,
                name,
                kind.xml_type(),
                out,
            )?;
        }
    }
    if pictures.is_some() {
        yed::keys(out)?;
    }
    writeln!(out, "  <graph edgedefault=\"directed\">")
}

fn key(id: &str, domain: &str, name: &str, kind: &str, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "  <key id=\"{id}\" for=\"{domain}\" attr.name=\"{}\" attr.type=\"{kind}\"/>",
        escape(name)
    )
}

fn values(prefix: &str, values: &[Option<Value>], out: &mut dyn Write) -> io::Result<()> {
    for (position, value) in values.iter().enumerate() {
        if let Some(value) = value {
            data(&format!("{prefix}{position}"), &value.as_text(), out)?;
        }
    }
    Ok(())
}

fn data(key: &str, text: &str, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "      <data key=\"{key}\">{}</data>", escape(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::sample::{
        HOSTILE, body, hostile_in_xml, two_entities, with_text, written, xml_texts,
    };

    fn flavoured(graph: &KnowledgeGraph, flavour: GraphMlFlavour) -> String {
        let ontology = Ontology::built_in().unwrap();
        written(|out| write_graphml(graph, &ontology, flavour, out))
    }

    fn text(graph: &KnowledgeGraph) -> String {
        flavoured(graph, GraphMlFlavour::Plain)
    }

    #[test]
    fn two_entities_in_full() {
        insta::assert_snapshot!(body(&text(&two_entities())), @r##"
<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <graph edgedefault="directed">
    <node id="https://example.org/bf">
      <data key="nl">Burkina Faso</data>
      <data key="ni">https://example.org/bf</data>
      <data key="n0">state</data>
      <data key="n1">https://w3id.org/graphwright/core#State</data>
      <data key="n2">BFA</data>
      <data key="n3">BFA</data>
      <data key="n4">http://www.wikidata.org/entity/bf</data>
    </node>
    <node id="https://example.org/ru">
      <data key="nl">Russia</data>
      <data key="ni">https://example.org/ru</data>
      <data key="n0">state</data>
      <data key="n1">https://w3id.org/graphwright/core#State</data>
      <data key="n2">RUS</data>
      <data key="n3">RUS</data>
      <data key="n4">http://www.wikidata.org/entity/ru</data>
      <data key="n5">population: 144 (asserted) | population: 150 (planned)</data>
      <data key="n6">144</data>
    </node>
    <edge id="https://example.org/c1" source="https://example.org/ru" target="https://example.org/bf">
      <data key="el">trains</data>
      <data key="ei">https://example.org/c1</data>
      <data key="e0">https://w3id.org/graphwright/security#trains</data>
      <data key="e1">positive</data>
      <data key="e2">asserted</data>
      <data key="e15">false</data>
    </edge>
    <edge id="https://example.org/c2" source="https://example.org/ru" target="https://example.org/bf">
      <data key="el">trains</data>
      <data key="ei">https://example.org/c2</data>
      <data key="e0">https://w3id.org/graphwright/security#trains</data>
      <data key="e1">positive</data>
      <data key="e2">planned</data>
      <data key="e3">Russia</data>
      <data key="e4">https://example.org/ru</data>
      <data key="e5">direct-quote</data>
      <data key="e6">said</data>
      <data key="e8">2024</data>
      <data key="e9">Burkina Faso</data>
      <data key="e10">https://example.org/bf</data>
      <data key="e11">over 2</data>
      <data key="e12">12345678901234567890</data>
      <data key="e13">0.9</data>
      <data key="e14">we train them | a second</data>
      <data key="e15">false</data>
      <data key="e16">The title</data>
      <data key="e17">https://example.com/a?b=1&amp;c=2;d</data>
      <data key="e18">https://example.org/source</data>
      <data key="e19">hand</data>
      <data key="e20">verb</data>
    </edge>
  </graph>
</graphml>
"##);
    }

    #[test]
    fn hostile_words_come_back() {
        let texts = xml_texts(&text(&with_text(HOSTILE)));
        let hostile = hostile_in_xml();
        for wanted in ["Russia", "2024", "over 2", "said"] {
            let wanted = format!("{wanted}{hostile}");
            assert!(texts.contains(&wanted), "{wanted}");
        }
        // In lists a bar has a backslash before it.
        let item = hostile.replace('\\', r"\\").replace('|', r"\|");
        let quotes = format!("we train them{item} | a second{item}");
        for wanted in [quotes, format!("hand{item}"), format!("The title{item}")] {
            assert!(texts.contains(&wanted), "{wanted}");
        }
    }

    #[test]
    fn yed_gets_labels_and_positions() {
        let yed = flavoured(&two_entities(), GraphMlFlavour::Yed);
        let drawn: Vec<&str> = yed.lines().filter(|line| line.contains("<y:")).collect();
        insta::assert_snapshot!(drawn.join("\n"), @r##"
<data key="ng"><y:ShapeNode><y:Geometry height="30.0" width="110.0" x="20.0" y="135.0"/><y:Fill color="#FFFFFF" transparent="false"/><y:BorderStyle color="#3A3A3A" type="line" width="1.0"/><y:NodeLabel>Burkina Faso</y:NodeLabel><y:Shape type="roundrectangle"/></y:ShapeNode></data>
<data key="ng"><y:ShapeNode><y:Geometry height="30.0" width="65.0" x="192.5" y="135.0"/><y:Fill color="#FFFFFF" transparent="false"/><y:BorderStyle color="#3A3A3A" type="line" width="1.0"/><y:NodeLabel>Russia</y:NodeLabel><y:Shape type="roundrectangle"/></y:ShapeNode></data>
<data key="eg"><y:PolyLineEdge><y:LineStyle color="#3A3A3A" type="line" width="1.0"/><y:Arrows source="none" target="standard"/><y:EdgeLabel>trains</y:EdgeLabel></y:PolyLineEdge></data>
<data key="eg"><y:PolyLineEdge><y:LineStyle color="#3A3A3A" type="line" width="1.0"/><y:Arrows source="none" target="standard"/><y:EdgeLabel>trains</y:EdgeLabel></y:PolyLineEdge></data>
"##);
        let texts = xml_texts(&flavoured(&with_text(HOSTILE), GraphMlFlavour::Yed));
        let wanted = format!("Russia{}", hostile_in_xml());
        // As `label`, as what yEd shows, and as the speaker of a claim.
        assert_eq!(texts.iter().filter(|text| **text == wanted).count(), 3);
    }
}
