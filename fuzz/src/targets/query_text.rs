//! Any text as a query over a small graph: an answer, a fault or a limit, in the time that was given.

use super::reading::{ONTOLOGY, minter, name};
use graphwright::format::Format;
use graphwright::query::{
    Answer, EvaluationOptions, ParseOptions, QueryError, QueryLimits, ResultFormat, TableOptions,
    evaluate, parse, unknown_terms, with_deep_stack, write_rows,
};
use graphwright::rdf::{Index, Prefixes, prefixes};
use graphwright::read::{RdfOptions, read_rdf};
use std::collections::BTreeSet;
use std::num::NonZeroUsize;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

const GRAPH: &str = r#"
@prefix e: <https://example.org/entity/> .
@prefix sec: <https://w3id.org/graphwright/security#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
e:russia sec:trains e:mali ; e:size 17, 1.5, 2e3, "x"@en, "y", "2024-05-06"^^xsd:date, "a"^^xsd:integer .
e:mali sec:trains e:russia, e:niger ; e:near _:a .
_:a e:near e:niger ; e:list ( 1 "two" e:three ) .
e:niger e:size <<( e:a e:b e:c )>> .
"#;

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let options = RdfOptions {
        format: Format::Turtle,
        base: None,
        threads: NonZeroUsize::new(1),
    };
    let (quads, faults) = read_rdf(GRAPH.as_bytes(), &name(), options).expect("bytes can be had");
    assert!(faults.is_empty(), "{faults:?}");
    Index::new(quads).expect("there are few terms")
});

static PREFIXES: LazyLock<Prefixes> = LazyLock::new(|| prefixes(&minter(), &ONTOLOGY));

const LIMITS: QueryLimits = QueryLimits {
    time: Some(Duration::from_millis(300)),
    memory: Some(256 << 20),
    total: None,
    rows: Some(2000),
    text: Some(1 << 20),
};

/// Far more than the limit, since other programs run as well, and far less than a hang.
const LONGEST: Duration = Duration::from_millis(1800);

pub(super) fn run(data: &[u8]) {
    let _ = (&*INDEX, &*PREFIXES);
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    if text.len() > 4096 {
        return;
    }
    let known = ParseOptions {
        prefixes: &[&PREFIXES],
        base: None,
    };
    let start = Instant::now();
    let query = match parse(text, &known) {
        Ok(query) => query,
        Err(error) => return assert!(!error.to_string().is_empty()),
    };
    let _ = unknown_terms(&query, &INDEX, &BTreeSet::new(), &[&PREFIXES]);
    let options = EvaluationOptions {
        limits: LIMITS,
        ..EvaluationOptions::default()
    };
    let answer = with_deep_stack(|| match evaluate(&query, &INDEX, &options) {
        Ok(Answer::Rows(rows)) => {
            let mut out = Vec::new();
            let number = text.len() % ResultFormat::ALL.len();
            let table = TableOptions::default();
            if write_rows(rows, ResultFormat::ALL[number], &table, &mut out).is_ok() {
                assert!(std::str::from_utf8(&out).is_ok());
            }
        }
        Ok(Answer::Truth(_) | Answer::Graph(_)) | Err(QueryError::Stopped(_)) => {}
        Err(error) => assert!(!error.to_string().is_empty()),
    });
    answer.expect("there is a thread");
    let taken = start.elapsed();
    assert!(taken < LONGEST, "{taken:?}");
}
