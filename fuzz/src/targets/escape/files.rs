//! Files for graph programs.

use super::Words;
use crate::targets::reading::ONTOLOGY;
use graphwright::graph::KnowledgeGraph;
use graphwright::write::{
    Formulas, GraphMlFlavour, GraphTable, LinksKey, write_cytoscape, write_gephi, write_gexf,
    write_graphml, write_neo4j, write_node_link, write_review,
};
use roxmltree::Document;
use serde_json::Value;
use std::io::{self, Write};

pub(super) fn graphml_comes_back(words: &Words, graph: &KnowledgeGraph) {
    for flavour in [GraphMlFlavour::Plain, GraphMlFlavour::Yed] {
        let text = written(|out| write_graphml(graph, &ONTOLOGY, flavour, out));
        let document = Document::parse(&text).expect("GraphML is XML");
        let of_label = |node: &roxmltree::Node<'_, '_>| node.attribute("key") == Some("nl");
        let label = document.descendants().find(of_label);
        let label = label.and_then(|node| node.text()).unwrap_or_default();
        assert_eq!(label, in_xml(&words.label), "{text}");
    }
}

pub(super) fn gexf_comes_back(words: &Words, graph: &KnowledgeGraph) {
    let text = written(|out| write_gexf(graph, &ONTOLOGY, out));
    let document = Document::parse(&text).expect("GEXF is XML");
    let node = document
        .descendants()
        .find(|node| node.has_tag_name(("http://gexf.net/1.3", "node")))
        .expect("there are nodes");
    assert_eq!(
        node.attribute("label"),
        Some(&*in_xml(&words.label)),
        "{text}"
    );
}

pub(super) fn json_comes_back(words: &Words, graph: &KnowledgeGraph) {
    let cytoscape = json(|out| write_cytoscape(graph, &ONTOLOGY, out));
    assert_eq!(
        cytoscape["elements"]["nodes"][0]["data"]["name"],
        words.label
    );
    for key in [LinksKey::Edges, LinksKey::Links] {
        let node_link = json(|out| write_node_link(graph, &ONTOLOGY, key, out));
        assert_eq!(node_link["nodes"][0]["label"], words.label);
    }
}

pub(super) fn tables_come_back(words: &Words, graph: &KnowledgeGraph) {
    for formulas in [Formulas::Kept, Formulas::Guarded] {
        let label = formulas.cell(&in_xml(&words.label)).into_owned();
        let nodes = rows(|out| write_gephi(graph, &ONTOLOGY, GraphTable::Nodes, formulas, out));
        assert_eq!((nodes.len(), &nodes[1][1]), (3, &label));
        let edges = rows(|out| write_gephi(graph, &ONTOLOGY, GraphTable::Edges, formulas, out));
        let mut tables = vec![nodes, edges];
        for table in [GraphTable::Nodes, GraphTable::Edges] {
            tables.push(rows(|out| {
                write_neo4j(graph, &ONTOLOGY, table, formulas, out)
            }));
        }
        assert!(tables.iter().all(|table| table.len() == 3));
        let review = rows(|out| write_review(graph, &ONTOLOGY, formulas, out));
        assert_eq!(review.len(), 4);
        let subject = formulas.cell(&words.label).into_owned();
        assert!(
            review[1..].iter().all(|row| row[4] == subject),
            "{review:?}"
        );
        tables.push(review);
        if formulas == Formulas::Guarded {
            let is_formula = |cell: &str| {
                cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<f64>().is_err()
            };
            let cell = tables
                .iter()
                .flatten()
                .flatten()
                .find(|cell| is_formula(cell));
            assert_eq!(cell, None);
        }
    }
}

/// A text as an XML file can hold it.
fn in_xml(text: &str) -> String {
    let is_allowed = |letter| matches!(letter, '\t' | '\n' | '\r' | '\u{20}'..='\u{FFFD}' | '\u{10000}'..='\u{10FFFF}');
    text.replace(|letter| !is_allowed(letter), "\u{FFFD}")
}

pub(super) fn written(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> String {
    let mut bytes = Vec::new();
    write(&mut bytes).expect("a vector takes all bytes");
    String::from_utf8(bytes).expect("files are UTF-8")
}

fn json(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Value {
    serde_json::from_str(&written(write)).expect("the file is JSON")
}

/// The rows of a table, which are all of one width.
fn rows(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Vec<Vec<String>> {
    let text = written(write);
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.as_bytes());
    let rows = reader.records().map(|row| {
        let row = row.expect("the rows are of one width");
        row.iter().map(str::to_owned).collect()
    });
    rows.collect()
}
