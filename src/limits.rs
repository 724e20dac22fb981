//! What input may ask for at most. The README's table is this one, held to it by a test.

use std::fmt::Write;
use std::time::Duration;

/// How long a query may take.
pub const QUERY_TIME: Duration = Duration::from_secs(60);
/// By how many bytes a query may make the program grow.
pub const QUERY_MEMORY: u64 = 768 << 20;
/// How many rows or triples an answer may have.
pub const QUERY_ROWS: u64 = 10_000_000;
/// How many bytes a text may have that CONCAT, REPLACE or `GROUP_CONCAT` makes.
pub const QUERY_TEXT: usize = 64 << 20;
/// How many brackets or signs of a query may be open at once: they cost the parser more stack than operators do.
pub const QUERY_BRACKETS: usize = 300;
/// How many operators and clauses of a query may stand one inside the other. People's queries stay below 50; the
/// parser and the evaluator need stack for each level.
pub const QUERY_DEPTH: usize = 2000;
/// How many patterns one group of a query may join: oxigraph 0.5.13 orders `n` of them in time n⁴, which no time
/// limit interrupts (150 take 3 s, 400 more than 2 minutes).
pub const QUERY_PATTERNS: usize = 150;
/// How long a query of `serve` may take.
pub const SERVED_QUERY_TIME: Duration = Duration::from_secs(30);
/// How long a query of `serve` may take while others wait.
pub const SERVED_FAIR: Duration = Duration::from_secs(2);
/// How long a request to `serve` waits for its turn.
pub const SERVED_WAIT: Duration = Duration::from_secs(20);
/// How many queries of `serve` run at once.
pub const SERVED_QUERIES: usize = 32;
/// How many connections `serve` has at once.
pub const SERVED_CONNECTIONS: usize = 512;
/// How many bytes the body of a request to `serve` may have.
pub const SERVED_BODY: usize = 1 << 20;
/// How long a request to `serve` may take to arrive, a connection may be idle, and a client may stop reading.
pub const SERVED_IDLE: Duration = Duration::from_secs(30);
/// How long answers of `serve` may still take after it was told to stop.
pub const SERVED_DRAIN: Duration = Duration::from_secs(5);
/// How long a request to another machine may take.
pub const REMOTE_TIME: Duration = Duration::from_secs(120);
/// How long it may take to reach another machine.
pub const REMOTE_CONNECT: Duration = Duration::from_secs(10);
/// How deep arrays and objects of JSON, brackets of Turtle and its kin, and elements and entities of XML may nest.
pub const NESTING: usize = 128;
/// How many attributes an element of GraphML or GEXF may have: each is compared with the others.
pub const XML_ATTRIBUTES: usize = 1000;
/// How many bytes the entities of an XML document may stand for together.
pub const XML_EXPANSION: usize = 1 << 20;
/// How many bytes a term of Turtle and its kin may have, which is what oxttl 0.2 reads.
pub const RDF_TERM: usize = 16 << 20;
/// How many distinct terms, and how many triples, a graph may have: they are numbered by 32 bits.
pub const RDF_TERMS: u32 = u32::MAX - 1;
/// How many triples may follow from a graph.
pub const INFERRED: usize = 10_000_000;
/// How deep shapes may lead from one to the next, or from node to node where they refer to themselves.
pub const SHAPE_DEPTH: usize = 10_000;
/// How deep elements of a page may nest.
pub const HTML_NESTING: usize = 1000;
/// How many bytes a tag of a page may have, values of attributes aside.
pub const HTML_TAG: usize = 8192;
/// How many pixels a picture may have.
pub const PIXELS: u32 = 100_000_000;
/// How many arrows Mermaid reads.
pub const MERMAID_ARROWS: usize = 500;
/// How many characters Mermaid reads.
pub const MERMAID_CHARACTERS: usize = 50_000;
/// How long a run of Graphviz may take.
pub const GRAPHVIZ_TIME: Duration = Duration::from_secs(60);
/// How many errors, and how many warnings, are printed.
pub const FAULTS_PRINTED: usize = 20;

/// The limits as the README shows them: a table in Markdown of what is limited, to how much, and by which option it
/// is another.
pub fn table() -> String {
    let mut table = "| what | limit | option |\n|---|---|---|\n".to_owned();
    let rows = of_queries()
        .into_iter()
        .chain(of_inputs())
        .chain(of_outputs())
        .chain(of_network());
    for (what, limit, option) in rows {
        let space = if option.is_empty() { "" } else { " " };
        // Writing to a string cannot fail.
        let _ = writeln!(table, "| {what} | {limit} | {option}{space}|");
    }
    table
}

/// What is limited, to how much, and by which option it is another.
type Row = (&'static str, String, &'static str);

fn of_queries() -> [Row; 7] {
    let rows = QUERY_ROWS / 1_000_000;
    [
        (
            "time of a query",
            seconds(QUERY_TIME),
            "`--timeout SECONDS`",
        ),
        (
            "memory by which a query grows the program",
            format!("{} MiB", QUERY_MEMORY >> 20),
            "`--max-memory MIB`",
        ),
        (
            "rows or triples of an answer",
            format!("{rows} million"),
            "`--max-rows N`",
        ),
        (
            "a text that CONCAT, REPLACE or GROUP_CONCAT makes",
            mebibytes(QUERY_TEXT),
            "",
        ),
        (
            "brackets open at once in a query",
            grouped(QUERY_BRACKETS),
            "",
        ),
        (
            "operators and clauses of a query one inside the other",
            grouped(QUERY_DEPTH),
            "",
        ),
        (
            "patterns that one group of a query joins",
            grouped(QUERY_PATTERNS),
            "",
        ),
    ]
}

fn of_inputs() -> [Row; 8] {
    let terms = || grouped(RDF_TERMS as usize);
    [
        (
            "nesting of JSON, of brackets in RDF, of XML in GraphML and GEXF",
            grouped(NESTING),
            "",
        ),
        (
            "attributes of one element of GraphML or GEXF",
            grouped(XML_ATTRIBUTES),
            "",
        ),
        (
            "what the entities of an XML document stand for",
            mebibytes(XML_EXPANSION),
            "",
        ),
        (
            "one term of Turtle, TriG, N-Triples or N-Quads",
            mebibytes(RDF_TERM),
            "",
        ),
        ("distinct RDF terms", terms(), ""),
        ("triples of one graph", terms(), ""),
        ("nesting of HTML elements", grouped(HTML_NESTING), ""),
        (
            "a tag of HTML, values of attributes aside",
            format!("{} bytes", grouped(HTML_TAG)),
            "",
        ),
    ]
}

fn of_network() -> [Row; 9] {
    let count = |count: usize| grouped(count);
    [
        (
            "time of a query of `serve`",
            seconds(SERVED_QUERY_TIME),
            "`--timeout SECONDS`",
        ),
        (
            "the same while other queries wait",
            seconds(SERVED_FAIR),
            "",
        ),
        (
            "queries of `serve` at once",
            count(SERVED_QUERIES),
            "`--parallel N`",
        ),
        (
            "how long a request to `serve` waits for its turn",
            seconds(SERVED_WAIT),
            "",
        ),
        (
            "connections of `serve` at once",
            count(SERVED_CONNECTIONS),
            "`--connections N`",
        ),
        (
            "the body of a request to `serve`",
            mebibytes(SERVED_BODY),
            "`--max-body BYTES`",
        ),
        (
            "how long a request to `serve` may take to arrive, a connection be idle, a client not read",
            seconds(SERVED_IDLE),
            "",
        ),
        (
            "one request of `push` and `query --endpoint`",
            seconds(REMOTE_TIME),
            "`--request-timeout SECONDS`",
        ),
        (
            "how long these take to reach a server",
            seconds(REMOTE_CONNECT),
            "",
        ),
    ]
}

fn of_outputs() -> [Row; 6] {
    let [arrows, characters] = [MERMAID_ARROWS, MERMAID_CHARACTERS].map(grouped);
    [
        (
            "shapes one within the other, or nodes that shapes which refer to themselves lead through",
            grouped(SHAPE_DEPTH),
            "",
        ),
        (
            "triples that follow from a graph",
            format!("{} million", INFERRED / 1_000_000),
            "`--max-inferred N`",
        ),
        (
            "pixels of a PNG",
            format!("{} million", PIXELS / 1_000_000),
            "`--scale`, `--width`",
        ),
        (
            "Mermaid, which reads no more",
            format!("{arrows} arrows, {characters} characters"),
            "",
        ),
        (
            "a run of Graphviz under `--engine graphviz`",
            seconds(GRAPHVIZ_TIME),
            "",
        ),
        (
            "errors, and warnings, that are printed; the rest is counted",
            grouped(FAULTS_PRINTED),
            "",
        ),
    ]
}

fn seconds(time: Duration) -> String {
    format!("{} s", time.as_secs())
}

fn mebibytes(bytes: usize) -> String {
    format!("{} MiB", bytes >> 20)
}

/// `1,000,000`.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}
