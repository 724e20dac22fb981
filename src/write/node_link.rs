//! Node-link JSON, which D3 and networkx read.

use crate::graph::KnowledgeGraph;
use crate::ontology::Ontology;
use crate::write::attributes::Attributes;
use crate::write::json::{Row, before};
use std::io::{self, Write};

/// What the list of relations is called.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum LinksKey {
    /// `edges`, as networkx has it since 3.6.
    #[default]
    Edges,
    /// `links`, as D3 and older networkx have it.
    Links,
}

/// Writes the graph as node-link JSON: `nodes` with `id`, and `edges` or `links` with `source`, `target` and
/// the claim's IRI as `key`, by which networkx tells parallel edges apart. Lists stay lists.
///
/// Claims that end at a literal stand with their entity, in `statements` and in names that start with
/// `value_`.
///
/// # Errors
/// Those of `out`.
pub fn write_node_link(
    graph: &KnowledgeGraph,
    ontology: &Ontology,
    links_key: LinksKey,
    out: &mut dyn Write,
) -> io::Result<()> {
    let attributes = Attributes::new(graph, ontology);
    write!(
        out,
        "{{\"directed\":true,\"multigraph\":true,\"graph\":{{}},\n\"nodes\":["
    )?;
    for (position, node) in attributes.nodes().enumerate() {
        out.write_all(before(position).as_bytes())?;
        let row = Row {
            texts: &[("id", node.id.as_str()), ("label", node.label)],
            columns: &attributes.node_columns,
            values: &node.values,
        };
        serde_json::to_writer(&mut *out, &row)?;
    }
    let key = match links_key {
        LinksKey::Edges => "edges",
        LinksKey::Links => "links",
    };
    write!(out, "\n],\n\"{key}\":[")?;
    for (position, edge) in attributes.edges().enumerate() {
        out.write_all(before(position).as_bytes())?;
        let row = Row {
            texts: &[
                ("source", edge.source.as_str()),
                ("target", edge.target.as_str()),
                ("key", edge.id.as_str()),
                ("label", edge.label),
            ],
            columns: &attributes.edge_columns,
            values: &edge.values,
        };
        serde_json::to_writer(&mut *out, &row)?;
    }
    writeln!(out, "\n]}}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::sample::{HOSTILE, two_entities, with_text, written};

    fn keyed(graph: &KnowledgeGraph, key: LinksKey) -> String {
        let ontology = Ontology::built_in().unwrap();
        written(|out| write_node_link(graph, &ontology, key, out))
    }

    fn text(graph: &KnowledgeGraph) -> String {
        keyed(graph, LinksKey::Edges)
    }

    #[test]
    fn two_entities_in_full() {
        insta::assert_snapshot!(text(&two_entities()), @r##"
{"directed":true,"multigraph":true,"graph":{},
"nodes":[
{"id":"https://example.org/bf","label":"Burkina Faso","type":["state"],"type_iri":["https://w3id.org/graphwright/core#State"],"aliases":["BFA"],"codes":["BFA"],"same_as":["http://www.wikidata.org/entity/bf"]},
{"id":"https://example.org/ru","label":"Russia","type":["state"],"type_iri":["https://w3id.org/graphwright/core#State"],"aliases":["RUS"],"codes":["RUS"],"same_as":["http://www.wikidata.org/entity/ru"],"statements":["population: 144 (asserted)","population: 150 (planned)"],"value_population":144}
],
"edges":[
{"source":"https://example.org/ru","target":"https://example.org/bf","key":"https://example.org/c1","label":"trains","predicate":"https://w3id.org/graphwright/security#trains","polarity":"positive","modality":"asserted","unverified":false},
{"source":"https://example.org/ru","target":"https://example.org/bf","key":"https://example.org/c2","label":"trains","predicate":"https://w3id.org/graphwright/security#trains","polarity":"positive","modality":"planned","speaker":"Russia","speaker_iri":"https://example.org/ru","report":"direct-quote","cue":"said","time":"2024","place":"Burkina Faso","place_iri":"https://example.org/bf","quantity_text":"over 2","quantity":12345678901234567890,"confidence":0.9,"quotes":["we train them","a second"],"unverified":false,"source_titles":["The title"],"source_urls":["https://example.com/a?b=1&c=2;d"],"source_iris":["https://example.org/source"],"extractors":["hand"],"rules":["verb"]}
]}
"##);
    }

    #[test]
    fn hostile_words_come_back() {
        let json: serde_json::Value = serde_json::from_str(&text(&with_text(HOSTILE))).unwrap();
        assert_eq!(json["nodes"][1]["label"], format!("Russia{HOSTILE}"));
        assert_eq!(json["edges"][1]["quotes"][1], format!("a second{HOSTILE}"));
    }

    #[test]
    fn relations_go_by_links_where_that_is_wanted() {
        let json = keyed(&two_entities(), LinksKey::Links);
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(json["links"].as_array().unwrap().len(), 2);
        assert!(json.get("edges").is_none());
    }

    #[test]
    fn an_empty_graph_is_two_empty_lists() {
        let json: serde_json::Value =
            serde_json::from_str(&text(&KnowledgeGraph::default())).unwrap();
        assert_eq!(json["nodes"], serde_json::json!([]));
        assert_eq!(json["edges"], serde_json::json!([]));
    }
}
