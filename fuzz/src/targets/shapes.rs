//! A graph held against itself as shapes: faults that name a shape, or a report that is the same twice and that can be
//! read back.

use super::reading::name;
use graphwright::format::Format;
use graphwright::query::QueryLimits;
use graphwright::rdf::{Index, Quads};
use graphwright::read::{RdfOptions, read_rdf};
use graphwright::shacl::{
    Report, ValidationError, ValidationOptions, lines, read_shapes, triples, validate,
};
use oxigraph::model::NamedNodeRef;
use std::num::NonZeroUsize;
use std::time::Duration;

const PREFIXES: &str = "@prefix : <http://e/> . @prefix sh: <http://www.w3.org/ns/shacl#> . \
    @prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . \
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n";

const SHAPES: NamedNodeRef<'_> = NamedNodeRef::new_unchecked("http://e/shapes-graph");

/// Queries that are cut off by time would not be the same twice.
const LIMITS: QueryLimits = QueryLimits {
    time: Some(Duration::from_millis(200)),
    memory: Some(256 << 20),
    total: None,
    rows: Some(200),
    text: Some(1 << 20),
};

fn quads(text: &str) -> Option<Quads> {
    let options = RdfOptions {
        format: Format::Turtle,
        base: None,
        threads: NonZeroUsize::new(1),
    };
    let (quads, faults) = read_rdf(text.as_bytes(), &name(), options).ok()?;
    faults.is_empty().then_some(quads)
}

pub(super) fn run(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    if text.len() > 4000 {
        return;
    }
    let text = format!("{PREFIXES}{text}");
    let (Some(mut graph), Some(shapes)) = (quads(&text), quads(&text)) else {
        return;
    };
    let shapes = shapes.in_graph(Some(SHAPES)).expect("there are few terms");
    graph.merge(shapes).expect("there are few terms");
    let index = Index::new(graph).expect("there are few terms");
    let Some(name) = index.find(SHAPES) else {
        return;
    };
    let (shapes, faults) = read_shapes(&index, name);
    for fault in &faults {
        assert!(!fault.message.is_empty() && !fault.shape.is_empty());
    }
    if faults.iter().any(|fault| fault.is_error) {
        return;
    }
    let options = ValidationOptions { limits: LIMITS };
    let hold = || validate(&index, &shapes, &options);
    match (hold(), hold()) {
        (Ok(first), Ok(second)) => {
            assert_eq!(first, second, "the same twice");
            written(&first, &index);
        }
        (Err(first), _) | (_, Err(first)) => {
            assert!(!first.to_string().is_empty());
            assert!(!matches!(first, ValidationError::NoThread(_)), "{first}");
        }
    }
}

/// The report in both its forms.
fn written(report: &Report, index: &Index) {
    let triples = triples(report, index).expect("there are few terms");
    let report_index = Index::new(triples).expect("there are few terms");
    let result = NamedNodeRef::new_unchecked("http://www.w3.org/ns/shacl#result");
    let told = match report_index.find(result) {
        Some(result) => report_index.count(None, Some(result), None),
        None => 0,
    };
    assert_eq!(told, report.violations.len());
    assert_eq!(report.conforms(), told == 0);
    let mut out = Vec::new();
    lines(report, index, &mut out).expect("memory can be written to");
    let text = String::from_utf8(out).expect("JSON is UTF-8");
    assert_eq!(text.lines().count(), told);
    for line in text.lines() {
        serde_json::from_str::<serde_json::Value>(line).expect("a JSON value a line");
    }
}
