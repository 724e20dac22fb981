//! Queries that would never end or would fill the memory.

use super::query::{HUNDRED, LINKED, case, run_all};

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
