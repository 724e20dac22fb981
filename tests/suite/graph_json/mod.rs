//! Graphs that other programs hand over as nodes and relationships: a sample of each, made with its own classes,
//! with the relations that a person reads in it, what is said to be lost, and what a damaged sample gets.

mod graphrag;
mod node_link;

use crate::annotators::{assert_refused, entities, export, losses, relations};
use crate::fixture::repository;
use std::fs;

fn sample(name: &str) -> String {
    let folder = repository().join("tests/suite/graph_json/samples");
    fs::read_to_string(folder.join(name)).unwrap()
}

const TEXT: &str = "Marie Curie worked at the Sorbonne in Paris. Pierre Curie 😀 was her husband.";

#[test]
fn a_langchain_document_is_the_source_of_its_relations() {
    let run = export(&[("a.json", &sample("langchain.json"))]);
    assert_eq!(
        relations(&run),
        [
            "Marie_Curie MARRIED_TO Pierre_Curie [45-76 Pierre Curie 😀 was her husband.]"
                .to_owned(),
            format!("Marie_Curie WORKED_AT Sorbonne, confidence 0.9 [0-76 {TEXT}]"),
            "Marie_Curie birthDate \"1867-11-07\"".to_owned(),
            "Marie_Curie tags \"chemistry\"".to_owned(),
            "Marie_Curie tags \"physics\"".to_owned(),
        ]
    );
    assert_eq!(
        losses(&run),
        [
            "not carried over: 1 × metadata \"page\" of a source; 1 × property \"since\" of a relation",
            "supposed: 1 × relation without a quote, which cites the whole text it was drawn from",
        ]
    );
    assert!(
        run.stdout
            .contains(r#""title":"The Curies","url":"https://example.org/curies""#)
    );
    assert!(run.stderr.contains("note: a.json: read as langchain\n"));
}

#[test]
fn a_neo4j_graphrag_graph_has_classes_for_labels() {
    let run = export(&[("a.json", &sample("neo4j-graphrag.json"))]);
    assert_eq!(
        relations(&run),
        ["doc:0 WORKED_AT doc:1", "doc:0 born 1867"]
    );
    assert_eq!(
        entities(&run),
        ["doc:0 \"Person\"", "doc:1 \"Organization\""]
    );
    assert_eq!(
        losses(&run),
        [
            "not carried over: 1 × property \"embedding_properties\" of a node; 1 × property \"since\" of a relation"
        ]
    );
}

#[test]
fn a_llama_index_graph_is_rebuilt_from_its_triplets() {
    let text = sample("llama-index.json");
    let run = export(&[("a.json", &text)]);
    let expected = [
        "Marie_Curie PARENT_OF Irène_Curie".to_owned(),
        format!("Marie_Curie WORKED_AT Sorbonne [0-76 {TEXT}]"),
        format!("Pierre_Curie WORKED_AT Sorbonne [0-76 {TEXT}]"),
    ];
    assert_eq!(relations(&run), expected);
    assert_eq!(
        losses(&run),
        [
            "not carried over: 4 × text that an entity was found in; 1 × property \"note\" of a relation",
            "supposed: 2 × relation without a quote, which cites the whole text it was drawn from",
        ]
    );
    // Older versions key relations by the label, so that the last of each label overwrites the others.
    let mut older: serde_json::Value = serde_json::from_str(&text).unwrap();
    let relations_of = older["relations"].as_object_mut().unwrap();
    relations_of
        .remove("Marie Curie_WORKED_AT_Sorbonne")
        .unwrap();
    let run = export(&[("a.json", &older.to_string())]);
    assert_eq!(
        relations(&run),
        [
            "Marie_Curie PARENT_OF Irène_Curie",
            "Marie_Curie WORKED_AT Sorbonne",
            &expected[2]
        ]
    );
    assert!(
        losses(&run)[0]
            .contains("1 × properties of a relation, which another with its label overwrote")
    );
}

#[test]
fn relations_of_llama_index_that_are_no_triplets_are_read_once() {
    let whole = sample("llama-index.json");
    let expected = relations(&export(&[("a.json", &whole)]));
    assert_eq!(expected.len(), 3);
    let mut graph: serde_json::Value = serde_json::from_str(&whole).unwrap();
    let mut triplets = graph["triplets"].as_array().unwrap().clone();
    triplets.remove(0);
    for fewer in [triplets, Vec::new()] {
        graph["triplets"] = fewer.into();
        assert_eq!(
            relations(&export(&[("a.json", &graph.to_string())])),
            expected
        );
    }
    graph.as_object_mut().unwrap().remove("triplets").unwrap();
    let run = export(&[("a.json", &graph.to_string())]);
    assert_eq!(relations(&run), expected);
    assert!(run.stderr.contains("read as llama-index\n"));
}

#[test]
fn a_byte_order_mark_carriage_returns_and_the_order_of_keys_change_nothing() {
    for name in [
        "langchain.json",
        "neo4j-graphrag.json",
        "llama-index.json",
        "networkx.json",
    ] {
        let text = sample(name);
        let plain = export(&[("a.json", &text)]);
        assert_eq!(plain.code, Some(0), "{}", plain.stderr);
        let marked = format!("\u{FEFF}{}", text.replace('\n', "\r\n"));
        assert_eq!(
            export(&[("a.json", &marked)]).stdout,
            plain.stdout,
            "{name}"
        );
        // serde_json sorts the keys.
        let sorted: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(
            export(&[("a.json", &sorted.to_string())]).stdout,
            plain.stdout,
            "{name}"
        );
    }
}

#[test]
fn every_fault_of_a_damaged_file_is_told_in_one_run() {
    let text = sample("neo4j-graphrag.json")
        .replace("\"end_node_id\": \"doc:1\",", "")
        .replace("\"id\": \"doc:0\",", "\"id\": [],");
    assert_refused(
        &[("a.json", &text)],
        &[
            "a.json:4:10: nodes[0].id: found a list; an id, which is a string or a number, is wanted",
            "a.json:27:3: relationships[0]: field \"end_node_id\" is missing",
        ],
    );
    let text = sample("llama-index.json").replace("   \"PARENT_OF\",\n", "");
    assert_refused(
        &[("a.json", &text)],
        &["triplets[0]: found 2 items; three are wanted: start, label, end"],
    );
    let text = sample("networkx.json").replace(
        "\"target\": \"sorbonne\", \"key\": 1",
        "\"target\": \"sorbone\"",
    );
    assert_refused(
        &[("a.json", &text)],
        &["but no entity has that id; did you mean \"sorbonne\"?"],
    );
}
