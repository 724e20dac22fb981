//! Queries that are broken, hostile or greedy. Each runs as a file, with 20 s of processor time and little memory.

use crate::behaviours::{limited, names_in, sorted, unclean};
use std::fs;
use std::path::Path;
use std::process::{Output, Stdio};

const HUNDRED: &str = "hundred.nt";
const LINKED: &str = "linked.nt";

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

struct Case {
    name: &'static str,
    query: Vec<u8>,
    input: &'static str,
    arguments: &'static [&'static str],
    code: i32,
    /// On standard error, or standard output where the code is 0.
    says: &'static [&'static str],
}

fn run_all(cases: impl IntoIterator<Item = Case>) {
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

fn case(
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
    fn on(mut self, input: &'static str, arguments: &'static [&'static str]) -> Self {
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

/// A product of rows of one kind with those of another, and so on: `n` patterns without a common variable.
fn product(n: usize) -> String {
    let patterns = (0..n).map(|i| format!("?s{i} ?p{i} ?o{i} . "));
    patterns.collect::<Vec<_>>().concat()
}

#[test]
fn what_would_take_for_ever() {
    const TIME: &[&str] = &["stopped after 2 s", "--timeout"];
    const TWO_SECONDS: &[&str] = &["--timeout", "2"];
    let linked = |query: String| case("on linked nodes", query, 5, TIME).on(LINKED, TWO_SECONDS);
    run_all([
        case("product counted", format!("SELECT (COUNT(*) AS ?n) {{ {} }}", product(7)), 0, &["107213535210701\n"]),
        case("product", format!("SELECT (COUNT(DISTINCT ?o1) AS ?n) {{ {} }}", product(7)), 5, TIME).on(HUNDRED, TWO_SECONDS),
        linked("SELECT (COUNT(*) AS ?n) { ?a ((<http://e/p>*)*)* ?b . ?b ((<http://e/p>+)*)+ ?c . ?c (<http://e/p>/<http://e/p>)* ?d }".to_owned()),
        linked(format!("SELECT (COUNT(*) AS ?n) {{ <http://e/n0> {} ?b }}", ["<http://e/p>"; 12].join("/"))),
        case("backtracking", "SELECT * { ?s <http://e/l> ?o FILTER REGEX(?o, '^(a+)+$') }", 0, &["?o\t?s\n"]),
        case("a huge pattern", "SELECT * { ?s <http://e/l> ?o FILTER REGEX(?o, '((a{100}){100}){100}') }", 0, &["?o\t?s\n"]),
    ]);
}

#[test]
fn what_would_fill_the_memory() {
    const TEXT: &[&str] = &["stopped at a text of more than 64 MiB"];
    const SMALL: &[&str] = &["--max-memory", "100"];
    const MEMORY: &[&str] = &["stopped at 100 MiB of memory", "--max-memory"];
    let doubling = (0..36).map(|i| format!("BIND(CONCAT(?x{i}, ?x{i}) AS ?x{}) ", i + 1));
    let doubling = doubling.collect::<Vec<_>>().concat();
    let replacing = |letter: &str, with: &str| {
        format!("REPLACE(?{letter}, '{letter}', '{}')", with.repeat(500))
    };
    run_all([
        case(
            "CONCAT",
            format!("SELECT (STRLEN(?x36) AS ?n) {{ BIND('x' AS ?x0) {doubling} }}"),
            5,
            TEXT,
        ),
        case(
            "REPLACE",
            format!(
                "SELECT (STRLEN(?d) AS ?n) {{ BIND('{}' AS ?a) BIND({} AS ?b) BIND({} AS ?c) BIND({} AS ?d) }}",
                "a".repeat(500),
                replacing("a", "b"),
                replacing("b", "c"),
                replacing("c", "d"),
            ),
            5,
            TEXT,
        ),
        case(
            "GROUP_CONCAT",
            format!(
                "SELECT (STRLEN(GROUP_CONCAT(?x)) AS ?n) {{ {} BIND('{}' AS ?x) }}",
                product(2),
                "y".repeat(10_000)
            ),
            5,
            TEXT,
        ),
        case(
            "sort",
            format!("SELECT * {{ {} }} ORDER BY ?o1", product(4)),
            5,
            MEMORY,
        )
        .on(HUNDRED, SMALL),
        case(
            "groups",
            format!(
                "SELECT ?s1 ?s2 ?s3 ?s4 (COUNT(*) AS ?n) {{ {} }} GROUP BY ?s1 ?s2 ?s3 ?s4",
                product(5)
            ),
            5,
            MEMORY,
        )
        .on(HUNDRED, SMALL),
        case(
            "distinct",
            format!(
                "SELECT (COUNT(*) AS ?n) {{ SELECT DISTINCT * {{ {} }} }}",
                product(4)
            ),
            5,
            MEMORY,
        )
        .on(HUNDRED, SMALL),
        case(
            "rows",
            format!("SELECT * {{ {} }}", product(3)),
            5,
            &["stopped after 1000 rows", "--max-rows"],
        )
        .on(HUNDRED, &["--max-rows", "1000"]),
        case(
            "exactly so many rows",
            "SELECT * { ?s ?p ?o }",
            0,
            &["?o\t?p\t?s\n"],
        )
        .on(HUNDRED, &["--max-rows", "101"]),
        case(
            "triples",
            format!("CONSTRUCT {{ ?s0 ?p1 ?o2 }} {{ {} }}", product(3)),
            5,
            &["stopped after 1000 rows"],
        )
        .on(HUNDRED, &["--max-rows", "1000", "--to", "nt"]),
    ]);
}
