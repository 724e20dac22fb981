//! Data for the tests of this folder.

use crate::query::{Answer, EvaluationOptions, ParseOptions, Rows, evaluate, parse};
use crate::rdf::{Index, Quads};
use oxigraph::io::{RdfFormat, RdfParser};

/// Four triples in the default graph, two in graph `g`, one of them in graph `h` too.
pub(super) const SMALL: &str = r#"
<http://e/a> <http://e/knows> <http://e/b> .
<http://e/b> <http://e/knows> _:someone .
<http://e/a> <http://e/name> "Ada"@en .
<http://e/a> <http://e/n> "007"^^<http://www.w3.org/2001/XMLSchema#integer> .
<http://e/a> <http://e/knows> <http://e/b> <http://e/g> .
<http://e/c> <http://e/knows> <http://e/a> <http://e/g> .
<http://e/c> <http://e/knows> <http://e/a> <http://e/h> .
"#;

/// An index of N-Quads.
pub(super) fn index(text: &str) -> Index {
    let mut quads = Quads::default();
    for quad in RdfParser::from_format(RdfFormat::NQuads).for_slice(text) {
        quads.insert_quad(quad.unwrap()).unwrap();
    }
    Index::new(quads).unwrap()
}

/// The rows of a SELECT.
pub(super) fn select<'a>(query: &str, index: &'a Index) -> Rows<'a> {
    let query = parse(query, &ParseOptions::default()).unwrap();
    match evaluate(&query, index, &EvaluationOptions::default()).unwrap() {
        Answer::Rows(rows) => rows,
        other => panic!("no rows: {other:?}"),
    }
}

/// The rows as text, one a line.
pub(super) fn rows_of(query: &str, index: &Index) -> Vec<String> {
    select(query, index)
        .map(|row| {
            let values = row.unwrap();
            let shown = values.iter().map(|value| match value {
                Some(term) => term.to_string(),
                None => "-".to_owned(),
            });
            shown.collect::<Vec<_>>().join(" ")
        })
        .collect()
}
