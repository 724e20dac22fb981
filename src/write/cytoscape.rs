//! Cytoscape JSON, for Cytoscape and Cytoscape.js.

use crate::graph::{KnowledgeGraph, Name};
use crate::ontology::Ontology;
use crate::write::attributes::{Attributes, Edge, Node};
use crate::write::json::{Row, before};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Writes the graph as Cytoscape JSON. The columns that Cytoscape shows and styles by are filled: `name` and
/// `shared name` of nodes with the label, `interaction` of edges with the predicate's words, `name` of edges
/// with `Russia (trains) Burkina Faso`.
///
/// Claims that end at a literal stand with their entity, in `statements` and in columns that start with
/// `value_`.
///
/// # Errors
/// Those of `out`.
pub fn write_cytoscape(
    graph: &KnowledgeGraph,
    ontology: &Ontology,
    out: &mut dyn Write,
) -> io::Result<()> {
    let attributes = Attributes::new(graph, ontology);
    let mut labels: BTreeMap<&Name, &str> = BTreeMap::new();
    write!(
        out,
        "{{\"format_version\":\"1.0\",\"generated_by\":\"graphwright\",\
         \"target_cytoscapejs_version\":\"~3\",\"data\":{{}},\n\
         \"elements\":{{\"nodes\":["
    )?;
    for (position, node) in attributes.nodes().enumerate() {
        out.write_all(before(position).as_bytes())?;
        labels.insert(node.id, node.label);
        write_node(&node, &attributes, out)?;
    }
    write!(out, "\n],\"edges\":[")?;
    let label = |name: &Name| labels.get(name).copied().unwrap_or_default();
    for (position, edge) in attributes.edges().enumerate() {
        out.write_all(before(position).as_bytes())?;
        let (source, target) = (label(edge.source), label(edge.target));
        let name = format!("{source} ({}) {target}", edge.label);
        write_edge(&edge, &name, &attributes, out)?;
    }
    writeln!(out, "\n]}}}}")
}

fn write_node(node: &Node<'_>, attributes: &Attributes<'_>, out: &mut dyn Write) -> io::Result<()> {
    let row = Row {
        texts: &[
            ("id", node.id.as_str()),
            ("name", node.label),
            ("shared name", node.label),
            ("label", node.label),
        ],
        columns: &attributes.node_columns,
        values: &node.values,
    };
    element(&row, out)
}

fn write_edge(
    edge: &Edge<'_>,
    name: &str,
    attributes: &Attributes<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let row = Row {
        texts: &[
            ("id", edge.id.as_str()),
            ("source", edge.source.as_str()),
            ("target", edge.target.as_str()),
            ("name", name),
            ("shared name", name),
            ("interaction", edge.label),
            ("shared interaction", edge.label),
            ("label", edge.label),
        ],
        columns: &attributes.edge_columns,
        values: &edge.values,
    };
    element(&row, out)
}

fn element(row: &Row<'_>, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"{\"data\":")?;
    serde_json::to_writer(&mut *out, row)?;
    out.write_all(b"}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::sample::{HOSTILE, two_entities, with_text, written};

    fn text(graph: &KnowledgeGraph) -> String {
        let ontology = Ontology::built_in().unwrap();
        written(|out| write_cytoscape(graph, &ontology, out))
    }

    #[test]
    fn two_entities_in_full() {
        insta::assert_snapshot!(text(&two_entities()), @r##"
{"format_version":"1.0","generated_by":"graphwright","target_cytoscapejs_version":"~3","data":{},
"elements":{"nodes":[
{"data":{"id":"https://example.org/bf","name":"Burkina Faso","shared name":"Burkina Faso","label":"Burkina Faso","type":["state"],"type_iri":["https://w3id.org/graphwright/core#State"],"aliases":["BFA"],"codes":["BFA"],"same_as":["http://www.wikidata.org/entity/bf"]}},
{"data":{"id":"https://example.org/ru","name":"Russia","shared name":"Russia","label":"Russia","type":["state"],"type_iri":["https://w3id.org/graphwright/core#State"],"aliases":["RUS"],"codes":["RUS"],"same_as":["http://www.wikidata.org/entity/ru"],"statements":["population: 144 (asserted)","population: 150 (planned)"],"value_population":144}}
],"edges":[
{"data":{"id":"https://example.org/c1","source":"https://example.org/ru","target":"https://example.org/bf","name":"Russia (trains) Burkina Faso","shared name":"Russia (trains) Burkina Faso","interaction":"trains","shared interaction":"trains","label":"trains","predicate":"https://w3id.org/graphwright/security#trains","polarity":"positive","modality":"asserted","unverified":false}},
{"data":{"id":"https://example.org/c2","source":"https://example.org/ru","target":"https://example.org/bf","name":"Russia (trains) Burkina Faso","shared name":"Russia (trains) Burkina Faso","interaction":"trains","shared interaction":"trains","label":"trains","predicate":"https://w3id.org/graphwright/security#trains","polarity":"positive","modality":"planned","speaker":"Russia","speaker_iri":"https://example.org/ru","report":"direct-quote","cue":"said","time":"2024","place":"Burkina Faso","place_iri":"https://example.org/bf","quantity_text":"over 2","quantity":12345678901234567890,"confidence":0.9,"quotes":["we train them","a second"],"unverified":false,"source_titles":["The title"],"source_urls":["https://example.com/a?b=1&c=2;d"],"source_iris":["https://example.org/source"],"extractors":["hand"],"rules":["verb"]}}
]}}
"##);
    }

    #[test]
    fn hostile_words_come_back() {
        let json: serde_json::Value = serde_json::from_str(&text(&with_text(HOSTILE))).unwrap();
        let label = format!("Russia{HOSTILE}");
        let node = &json["elements"]["nodes"][1]["data"];
        assert_eq!(
            (&node["name"], &node["shared name"]),
            (&label.clone().into(), &label.clone().into())
        );
        let edge = &json["elements"]["edges"][0]["data"];
        assert_eq!(edge["name"], format!("{label} (trains) Burkina Faso"));
        assert_eq!(edge["interaction"], "trains");
    }
}
