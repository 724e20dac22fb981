use super::{TEXT, entities, losses, relations, sample};
use crate::annotators::assert_refused;
use crate::fixture::{Run, graphwright_in};
use std::fs;

const TABLES: [&str; 4] = [
    "covariates.csv",
    "entities.csv",
    "relationships.csv",
    "text_units.csv",
];

/// Runs `export` on tables in this order, each changed first.
fn run(tables: &[&str], change: fn(String) -> String) -> Run {
    let folder = tempfile::tempdir().unwrap();
    for name in tables {
        let text = change(sample(&format!("graphrag/{name}")));
        fs::write(folder.path().join(name), text).unwrap();
    }
    let arguments = [&["export"], tables, &["--to", "facts"]].concat();
    graphwright_in(folder.path(), &arguments)
}

#[test]
fn the_tables_of_one_run_are_one_graph() {
    let read = run(&TABLES, |text| text);
    assert_eq!(
        relations(&read),
        [
            "IRENE_CURIE EMPLOYMENT \"Claim 2\", possible, time \"1921-01-01\" [words that stand nowhere]".to_owned(),
            "MARIE_CURIE description \"A physicist, and a chemist\"".to_owned(),
            "MARIE_CURIE news:relatedTo SORBONNE, rule [\"description: Marie Curie worked at the Sorbonne\",\"weight: 8.0\"] [0-37 She said, \"I work\" – at the Sorbonne.] [0-76 ".to_owned() + TEXT + "]",
            "MARIE_CURIE news:relatedTo SORBONNE, time \"1906-05-13/1934-07-04\", rule [\"description: Claim 0\",\"type: EMPLOYMENT\"] [0-44 Marie Curie worked at the Sorbonne in Paris.]".to_owned(),
            "PIERRE_CURIE description \"Her husband\"".to_owned(),
            "PIERRE_CURIE news:relatedTo MARIE_CURIE, rule [\"description: They were married\",\"weight: 9.0\"] [0-76 ".to_owned() + TEXT + "]",
            "PIERRE_CURIE news:relatedTo SORBONNE, negative, rule [\"description: Claim 1\",\"type: EMPLOYMENT\"] [45-76 Pierre Curie 😀 was her husband.]".to_owned(),
        ]
    );
    assert_eq!(
        entities(&read),
        [
            "IRENE_CURIE",
            "MARIE_CURIE \"PERSON\"",
            "PIERRE_CURIE \"PERSON\"",
            "SORBONNE \"ORGANIZATION\""
        ]
    );
    assert_eq!(
        losses(&read),
        [
            "supposed: 1 × claim without an object: its type is the predicate, its description the value",
            "direction unreliable: 2 × claim",
            "no predicate: 2 × claim, kept as relatedTo",
            "not carried over: 3 × text units of an entity: no words in them are marked; 3 × value of column \"degree\"; 3 × value of column \"frequency\"; 3 × value of column \"x\"; 3 × value of column \"y\"",
            "not carried over: 2 × value of column \"combined_degree\"",
            "direction unreliable: 2 × relationship",
            "no predicate: 2 × relationship, kept as relatedTo",
            "supposed: 2 × relation without a quote, which cites the whole text units it was drawn from; 1 × end of a claim that is none of the entities, made one",
        ]
    );
}

#[test]
fn the_order_of_tables_a_byte_order_mark_and_carriage_returns_change_nothing() {
    let plain = run(&TABLES, |text| text);
    let mut turned = TABLES;
    turned.reverse();
    assert_eq!(run(&turned, |text| text).stdout, plain.stdout);
    let marked = run(&TABLES, |text| {
        format!("\u{FEFF}{}", text.replace('\n', "\r\n"))
    });
    assert_eq!(marked.stdout, plain.stdout);
}

#[test]
fn relationships_alone_are_read_and_the_missing_text_units_counted() {
    let read = run(&["relationships.csv"], |text| text);
    assert_eq!(
        losses(&read).last().unwrap(),
        "not carried over: 3 × text unit that a relation cites, which is in no input"
    );
    assert_eq!(relations(&read).len(), 2);
}

#[test]
fn a_damaged_table_is_refused_with_its_line_and_column() {
    let damaged = sample("graphrag/covariates.csv").replace("SUSPECTED", "RUMOUR");
    assert_refused(
        &[("a.csv", &damaged)],
        &["a.csv:4: column \"status\": found \"RUMOUR\"; known: TRUE, FALSE, SUSPECTED"],
    );
    let damaged = sample("graphrag/relationships.csv").replace("PIERRE CURIE", "");
    assert_refused(
        &[("a.csv", &damaged)],
        &["a.csv:4: the cell of column \"source\" is empty or missing"],
    );
    assert_refused(
        &[("a.csv", "id,human_readable_id,community,title\n")],
        &["a.csv:1: the header is none of GraphRAG's entities"],
    );
}
