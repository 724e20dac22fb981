//! Queries that are broken, hostile or greedy. Each runs as a file, with 20 s of processor time and little memory.

use crate::behaviours::{limited, names_in, sorted, unclean};
use std::fs;
use std::path::Path;
use std::process::{Output, Stdio};

pub(super) const HUNDRED: &str = "hundred.nt";
pub(super) const LINKED: &str = "linked.nt";

/// One hundred triples in a ring of strides, and one line that backtracking regular expressions choke on.
fn hundred() -> String {
    let ring = (0..100).map(|from| {
        let to = (from * 7 + 1) % 100;
        format!("<http://e/n{from}> <http://e/p> <http://e/n{to}> .\n")
    });
    let odd = "<http://e/a> <http://e/l> \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\" .\n";
    ring.chain([odd.to_owned()]).collect()
}

/// Sixty nodes, each linked with every other.
fn linked() -> String {
    let pairs = (0..60).flat_map(|from| (0..60).map(move |to| (from, to)));
    let pairs = pairs.filter(|(from, to)| from != to);
    let triples =
        pairs.map(|(from, to)| format!("<http://e/n{from}> <http://e/p> <http://e/n{to}> .\n"));
    triples.collect::<Vec<_>>().concat()
}

fn query(folder: &Path, text: impl AsRef<[u8]>, arguments: &[&str], input: &str) -> Output {
    fs::write(folder.join("q.rq"), text).unwrap();
    let to: &[&str] = if arguments.contains(&"--to") {
        &[]
    } else {
        &["--to", "tsv"]
    };
    limited(env!("CARGO_BIN_EXE_graphwright").as_ref())
        .args(["query", "-f", "q.rq"])
        .args(to)
        .args(arguments)
        .arg(input)
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

pub(super) struct Case {
    name: &'static str,
    query: Vec<u8>,
    input: &'static str,
    arguments: &'static [&'static str],
    code: i32,
    /// On standard error, or standard output where the code is 0.
    says: &'static [&'static str],
}

pub(super) fn run_all(cases: impl IntoIterator<Item = Case>) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(HUNDRED), hundred()).unwrap();
    fs::write(folder.path().join(LINKED), linked()).unwrap();
    let mut failures = Vec::new();
    for case in cases {
        let run = query(folder.path(), &case.query, case.arguments, case.input);
        let mut problems = unclean(&run);
        let said = if case.code == 0 {
            String::from_utf8_lossy(&run.stdout)
        } else {
            String::from_utf8_lossy(&run.stderr)
        };
        if run.status.code() != Some(case.code) {
            let error = String::from_utf8_lossy(&run.stderr);
            problems.push(format!("{}, not {}: {error}", run.status, case.code));
        }
        for words in case.says.iter().filter(|words| !said.contains(**words)) {
            problems.push(format!("does not say {words:?}: {said}"));
        }
        if names_in(folder.path()) != sorted(&[HUNDRED, LINKED, "q.rq"]) {
            problems.push("files were made".to_owned());
        }
        failures.extend(
            problems
                .into_iter()
                .map(|problem| format!("{}: {problem}", case.name)),
        );
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

pub(super) fn case(
    name: &'static str,
    query: impl Into<Vec<u8>>,
    code: i32,
    says: &'static [&'static str],
) -> Case {
    Case {
        name,
        query: query.into(),
        input: HUNDRED,
        arguments: &[],
        code,
        says,
    }
}

impl Case {
    pub(super) fn on(mut self, input: &'static str, arguments: &'static [&'static str]) -> Self {
        (self.input, self.arguments) = (input, arguments);
        self
    }
}

#[test]
fn what_is_no_query() {
    let utf16: Vec<u8> = "ASK {}".encode_utf16().flat_map(u16::to_le_bytes).collect();
    run_all([
        case(
            "control",
            "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
            0,
            &["?n\n101\n"],
        ),
        case("empty", "", 3, &["the query is empty"]),
        case(
            "syntax error",
            "SELECT * { ?s ?p }",
            3,
            &["q.rq:1:18", "expected"],
        ),
        case("byte-order mark", "\u{feff}ASK { ?s ?p ?o }", 0, &["true"]),
        case(
            "invalid UTF-8",
            b"ASK { ?s ?p \"\xff\" }",
            3,
            &["not UTF-8", "13"],
        ),
        case("UTF-16", utf16, 3, &["error"]),
        case(
            "number beyond 64 bits",
            "SELECT * { ?s ?p ?o } LIMIT 99999999999999999999999",
            3,
            &["too large"],
        ),
        case(
            "an update",
            "INSERT DATA { <http://e/a> <http://e/b> 1 }",
            3,
            &["SPARQL Update"],
        ),
        case(
            "an update after a prologue",
            "PREFIX e: <http://e/> DELETE WHERE { ?s ?p ?o }",
            3,
            &["SPARQL Update"],
        ),
        case("LOAD", "LOAD <http://127.0.0.1:9/x>", 3, &["SPARQL Update"]),
        case(
            "LOAD of a file",
            "LOAD <file:///etc/passwd>",
            3,
            &["SPARQL Update"],
        ),
        case(
            "escapes in an error",
            "SELECT * { ?s \u{1b}[31m ?o }",
            3,
            &["q.rq:1:15"],
        ),
    ]);
}

#[test]
fn nothing_is_fetched() {
    run_all([
        case(
            "SERVICE",
            "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
            3,
            &["SERVICE is not available"],
        ),
        case(
            "SERVICE SILENT",
            "SELECT * { SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }",
            3,
            &["SERVICE is not available"],
        ),
        case(
            "SERVICE ?var",
            "SELECT * { ?a ?b ?c SERVICE ?c { ?s ?p ?o } }",
            3,
            &["SERVICE is not available"],
        ),
        case(
            "a metadata address",
            "SELECT * { SERVICE <http://169.254.169.254/latest/meta-data/> { ?s ?p ?o } }",
            3,
            &["SERVICE is not available"],
        ),
        case(
            "FROM a server",
            "SELECT * FROM <http://127.0.0.1:9/x> { ?s ?p ?o }",
            0,
            &["?o\t?p\t?s\n"],
        ),
        case(
            "FROM a file",
            "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
            0,
            &["?o\t?p\t?s\n"],
        ),
    ]);
}

const DEEP: &[&str] = &["the query goes too deep"];

#[test]
fn what_goes_deep() {
    let deep = |n: usize, open: &str, middle: &str, close: &str| {
        format!(
            "SELECT * {{ ?s ?p ?o {}{middle}{} }}",
            open.repeat(n),
            close.repeat(n)
        )
    };
    let filter = |text: String| format!("SELECT * {{ ?s ?p ?o FILTER({text}) }}");
    run_all([
        case(
            "parentheses",
            filter("(".repeat(50_000) + "1" + &")".repeat(50_000)),
            3,
            DEEP,
        ),
        case("groups", deep(50_000, "{", "?s ?p ?o", "}"), 3, DEEP),
        case("not", filter("!".repeat(50_000) + "true"), 3, DEEP),
        case("minus", filter("- ".repeat(50_000) + "1"), 3, DEEP),
        case("or", filter(vec!["?s=?p"; 20_000].join("||")), 3, DEEP),
        case("sum", filter(vec!["1"; 20_000].join("+") + ">3"), 3, DEEP),
        case(
            "union",
            format!(
                "SELECT * {{ {} }}",
                vec!["{?s ?p ?o}"; 20_000].join(" UNION ")
            ),
            3,
            DEEP,
        ),
        case(
            "optional",
            deep(20_000, "OPTIONAL {?s ?p ?o} ", "", ""),
            3,
            DEEP,
        ),
        case(
            "path groups",
            deep(20_000, "?s (", "<http://e/p>", ")").replacen("?s (?s (", "?s ((", 1),
            3,
            DEEP,
        ),
        case(
            "path alternatives",
            format!(
                "SELECT * {{ ?s {} ?o }}",
                vec!["<http://e/p>"; 20_000].join("|")
            ),
            3,
            DEEP,
        ),
        case(
            "blank nodes",
            deep(20_000, "?s ?p [ <http://e/p> ", "1", " ]")
                .replace("[ <http://e/p> ?s ?p", "[ <http://e/p>"),
            3,
            DEEP,
        ),
        case(
            "subqueries",
            format!(
                "SELECT * {}{{ ?s ?p ?o }}{}",
                "{ SELECT * ".repeat(5000),
                " }".repeat(5000)
            ),
            3,
            DEEP,
        ),
        case(
            "exists",
            deep(3000, "FILTER EXISTS { ?s ?p ?o ", "", " }"),
            3,
            DEEP,
        ),
        case(
            "triple terms",
            deep(20_000, "?x ?y <<( ?a ?b ", "1", " )>>").replace("?a ?b ?x ?y", "?a ?b"),
            3,
            DEEP,
        ),
        case(
            "a list of 100,000",
            filter(format!("?o IN ({})", vec!["1"; 100_000].join(","))),
            0,
            &["?o\t?p\t?s\n"],
        ),
        case(
            "VALUES of 200,000",
            format!(
                "SELECT * {{ VALUES ?x {{ {} }} }} LIMIT 1",
                vec!["7"; 200_000].join(" ")
            ),
            0,
            &["?x\n7\n"],
        ),
    ]);
}
