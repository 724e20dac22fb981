//! How fast each stage is, at two sizes: `cargo bench`.
//!
//! The input is made in here, so that a figure means the same on every machine; items are triples or relations.

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use graphwright::format::Format;
use graphwright::graph::{BuildOptions, EntityIds, Minter, Quotes, build};
use graphwright::ontology::Ontology;
use graphwright::query::{Answer, EvaluationOptions, ParseOptions, Shortcuts, evaluate, parse};
use graphwright::rdf::{Index, Prefixes, ProjectOptions, Quads, project};
use graphwright::read::{RdfOptions, read_facts, read_rdf};
use graphwright::write::write_rdf;
use std::fmt::Write;
use std::sync::Arc;

/// Numbers of relations; each is four triples.
const SIZES: [usize; 2] = [1_000, 100_000];
const TRIPLES: usize = 4;

fn main() {
    divan::main();
}

fn lines(n_relations: usize) -> String {
    let mut text = String::new();
    for number in 0..n_relations {
        let (subject, object) = (number / 7, number * 31 % n_relations);
        let _ = writeln!(
            text,
            "<http://e/{subject}> <http://e/p{}> <http://e/{object}> .\n\
             <http://e/r{number}> <http://e/subject> <http://e/{subject}> .\n\
             <http://e/r{number}> <http://e/quote> \"the words behind relation {number}\" .\n\
             <http://e/r{number}> <http://e/start> \"{}\"^^<http://www.w3.org/2001/XMLSchema#integer> .",
            number % 5,
            number % 997,
        );
    }
    text
}

fn read(text: &str, format: Format, threads: usize) -> Quads {
    let name: Arc<str> = "bench".into();
    let options = RdfOptions {
        format,
        base: None,
        threads: threads.try_into().ok(),
    };
    let (quads, faults) = read_rdf(text.as_bytes(), &name, options).expect("bytes in memory");
    assert!(faults.is_empty(), "{faults:?}");
    quads
}

fn index(n_relations: usize) -> Index {
    Index::new(read(&lines(n_relations), Format::NTriples, 1)).expect("few terms")
}

fn written(index: &Index, format: Format) -> Vec<u8> {
    let mut bytes = Vec::new();
    write_rdf(index, format, &Prefixes::default(), &mut bytes).expect("memory takes bytes");
    bytes
}

#[divan::bench(args = SIZES)]
fn read_ntriples(bencher: Bencher, n_relations: usize) {
    let text = lines(n_relations);
    bencher
        .counter(ItemsCount::new(n_relations * TRIPLES))
        .bench(|| read(black_box(&text), Format::NTriples, 1));
}

#[divan::bench(args = SIZES)]
fn read_ntriples_on_two_threads(bencher: Bencher, n_relations: usize) {
    let text = lines(n_relations);
    bencher
        .counter(ItemsCount::new(n_relations * TRIPLES))
        .bench(|| read(black_box(&text), Format::NTriples, 2));
}

#[divan::bench(args = SIZES)]
fn read_turtle(bencher: Bencher, n_relations: usize) {
    let text = String::from_utf8(written(&index(n_relations), Format::Turtle)).expect("UTF-8");
    bencher
        .counter(ItemsCount::new(n_relations * TRIPLES))
        .bench(|| read(black_box(&text), Format::Turtle, 1));
}

#[divan::bench(args = SIZES)]
fn freeze_an_index(bencher: Bencher, n_relations: usize) {
    let quads = read(&lines(n_relations), Format::NTriples, 1);
    bencher
        .counter(ItemsCount::new(n_relations * TRIPLES))
        .with_inputs(|| quads.clone())
        .bench_values(|quads| {
            let index = Index::new(quads).expect("few terms");
            index.complete();
            index
        });
}

#[divan::bench(args = SIZES)]
fn write_turtle(bencher: Bencher, n_relations: usize) {
    let index = index(n_relations);
    bencher
        .counter(ItemsCount::new(n_relations * TRIPLES))
        .bench(|| written(black_box(&index), Format::Turtle));
}

#[divan::bench(args = SIZES)]
fn write_ntriples(bencher: Bencher, n_relations: usize) {
    let index = index(n_relations);
    bencher
        .counter(ItemsCount::new(n_relations * TRIPLES))
        .bench(|| written(black_box(&index), Format::NTriples));
}

fn rows(query: &str, index: &Index, shortcuts: Shortcuts) -> usize {
    let query = parse(query, &ParseOptions::default()).expect("SPARQL");
    let options = EvaluationOptions {
        shortcuts,
        ..EvaluationOptions::default()
    };
    match evaluate(&query, index, &options).expect("an answer") {
        Answer::Rows(rows) => rows.count(),
        Answer::Truth(_) | Answer::Graph(_) => 1,
    }
}

#[divan::bench(args = SIZES)]
fn query_a_join(bencher: Bencher, n_relations: usize) {
    let index = index(n_relations);
    let query = "SELECT * { ?r <http://e/subject> ?s . ?s <http://e/p1> ?o }";
    bencher.bench(|| rows(query, black_box(&index), Shortcuts::ALL));
}

#[divan::bench(args = SIZES)]
fn query_a_filter(bencher: Bencher, n_relations: usize) {
    let index = index(n_relations);
    let query = "SELECT * { ?r <http://e/start> ?n FILTER(?n > 990) }";
    bencher.bench(|| rows(query, black_box(&index), Shortcuts::ALL));
}

#[divan::bench(args = SIZES)]
fn query_a_count_with_its_shortcut(bencher: Bencher, n_relations: usize) {
    let index = index(n_relations);
    let query = "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p";
    bencher.bench(|| rows(query, black_box(&index), Shortcuts::ALL));
}

#[divan::bench(args = SIZES)]
fn facts_to_an_index(bencher: Bencher, n_relations: usize) {
    let mut text = String::new();
    for number in 0..n_relations {
        let _ = writeln!(
            text,
            r#"{{"subject":"entity {}","predicate":"trains","object":"entity {number}","evidence":[{{"quote":"words {number}"}}]}}"#,
            number / 7
        );
    }
    let ontology = Ontology::built_in().expect("our own files");
    let name: Arc<str> = "bench".into();
    bencher.counter(ItemsCount::new(n_relations)).bench(|| {
        let (file, faults) = read_facts(black_box(text.as_bytes()), &name).expect("bytes");
        assert!(faults.is_empty());
        let options = BuildOptions {
            minter: Minter::new("https://example.org/"),
            quotes: Some(Quotes::Strict),
            ids: EntityIds::Global,
            create_missing: false,
        };
        let (shard, _) = build(vec![file], &ontology, &options);
        Index::new(project(&shard.into_graph(), ProjectOptions::default()).expect("few terms"))
    });
}
