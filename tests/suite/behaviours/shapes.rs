//! Shapes that are wrong, that lead in a circle, or that are not there.

use super::{graphwright, unclean};
use std::fs;
use std::time::{Duration, Instant};

const PREFIXES: &str = "@prefix : <http://e/> . @prefix sh: <http://www.w3.org/ns/shacl#> . \
    @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .\n";
const DATA: &str = ":a a :N ; :next :b . :b a :N ; :next :a .";

struct Case {
    name: &'static str,
    shapes: String,
    code: i32,
    says: &'static [&'static str],
}

fn case(
    name: &'static str,
    shapes: impl Into<String>,
    code: i32,
    says: &'static [&'static str],
) -> Case {
    Case {
        name,
        shapes: shapes.into(),
        code,
        says,
    }
}

fn on_next(constraint: &str) -> String {
    format!(
        ":S a sh:NodeShape ; sh:targetClass :N ; sh:property [ sh:path :next ; {constraint} ] ."
    )
}

#[test]
fn shapes_that_go_round_come_to_an_end() {
    let ring = "_:l rdf:first :a ; rdf:rest _:l .";
    let deep: Vec<String> = (0..50_000)
        .map(|i| format!(":s{i} sh:node :s{} .", i + 1))
        .collect();
    run_all([
        case(
            "recursive shape on cyclic data",
            on_next("sh:node :S"),
            0,
            &["0  wrong"],
        ),
        case(
            "recursion through sh:not",
            on_next("sh:not :S"),
            3,
            &["refers to itself through sh:not"],
        ),
        case(
            "cyclic list in shapes",
            format!("{} {ring}", on_next("sh:in _:l")),
            3,
            &["leads back to itself"],
        ),
        case(
            "cyclic list of shapes",
            format!("{} {ring}", on_next("sh:or _:l")),
            3,
            &["leads back to itself"],
        ),
        case(
            "cyclic path",
            ":S a sh:NodeShape ; sh:targetClass :N ; sh:property [ sh:path _:p ] . _:p sh:inversePath _:p .",
            3,
            &["a path that leads back to itself"],
        ),
        case(
            "fifty thousand shapes one within the other",
            format!(
                ":s0 a sh:NodeShape ; sh:targetClass :N . {}",
                deep.join(" ")
            ),
            5,
            &["more than 10000 shapes or nodes deep"],
        ),
    ]);
}

#[test]
fn good_bad_and_missing_shapes_are_told_apart() {
    run_all([
        case(
            "control (conforms)",
            on_next("sh:minCount 1"),
            0,
            &["0  wrong"],
        ),
        case(
            "control (violates)",
            on_next("sh:minCount 2"),
            1,
            &["2  wrong (violation)"],
        ),
        case(
            "invalid sh:pattern",
            on_next("sh:pattern '(('"),
            3,
            &["no regular expression"],
        ),
        case(
            "a pattern that grows",
            on_next("sh:pattern '((a{1000}){1000}){1000}'"),
            3,
            &["no regular expression"],
        ),
        case("empty shapes file", "", 0, &["nothing was checked"]),
        case(
            "shapes without targets",
            ":S a sh:NodeShape ; sh:class :N .",
            0,
            &["nothing was checked"],
        ),
        case(
            "shapes for nobody",
            ":S a sh:NodeShape ; sh:targetClass :Nobody ; sh:class :N .",
            0,
            &["nothing was checked"],
        ),
        case(
            "owl:imports",
            format!(
                "<http://127.0.0.1:9/o> a owl:Ontology ; owl:imports <http://127.0.0.1:9/more> . {}",
                on_next("sh:minCount 1")
            ),
            0,
            &["0  wrong"],
        ),
        case(
            "a query that does not parse",
            ":S a sh:NodeShape ; sh:targetClass :N ; sh:sparql [ sh:select 'SELECT' ] .",
            3,
            &["its query cannot be used"],
        ),
        case(
            "a query with SERVICE",
            ":S a sh:NodeShape ; sh:targetClass :N ; sh:sparql [ sh:select 'SELECT $this { SERVICE <http://127.0.0.1:9/> { $this ?p ?o } }' ] .",
            3,
            &["SERVICE is not available"],
        ),
        case(
            "shapes of others' features",
            on_next("sh:expression [ sh:path :next ]"),
            3,
            &["sh:expression", "not read"],
        ),
        case(
            "a slip",
            on_next("sh:minCoutn 5"),
            3,
            &["sh:minCoutn is not known (sh:minCount is)"],
        ),
    ]);
}

/// What would be left out in silence, so that a graph would conform for want of being looked at.
#[test]
fn nothing_that_a_shape_asks_for_is_passed_over() {
    let on_node =
        |constraint: &str| format!(":S a sh:NodeShape ; sh:targetClass :N ; {constraint} .");
    let only_on_paths = &["it is for shapes with a sh:path only"];
    run_all([
        case(
            "two namespaces for one prefix",
            on_node(
                "sh:sparql [ sh:prefixes :x ; sh:select 'SELECT $this { $this e:p ?o }' ] . \
            :x sh:declare [ sh:prefix 'e' ; sh:namespace 'http://e/' ] , [ sh:prefix 'e' ; sh:namespace 'http://f/' ]",
            ),
            3,
            &["the prefix e is declared for <http://"],
        ),
        case(
            "minCount of a node",
            on_node("sh:minCount 1"),
            3,
            only_on_paths,
        ),
        case(
            "uniqueLang of a node",
            on_node("sh:uniqueLang true"),
            3,
            only_on_paths,
        ),
        case(
            "a shape that is not there",
            on_node("sh:node :Typo"),
            0,
            &["shape :Typo: nothing is said about it"],
        ),
        case(
            "a path of two kinds",
            on_node("sh:property [ sh:path [ sh:inversePath :p ; sh:zeroOrMorePath :q ] ]"),
            3,
            &["a path of several kinds at once"],
        ),
        case(
            "sh:node of a property shape",
            on_node("sh:node [ sh:path :next ; sh:minCount 9 ]"),
            3,
            &["a shape without a sh:path is wanted"],
        ),
        case(
            "a pattern that is a number",
            on_next("sh:pattern 5"),
            3,
            &["in quotation marks is wanted"],
        ),
        case(
            "closed by a number",
            on_node("sh:closed 1"),
            3,
            &["true or false is wanted"],
        ),
        case(
            "a count without a shape",
            on_next("sh:qualifiedMinCount 3"),
            0,
            &["does nothing without sh:qualifiedValueShape"],
        ),
        case(
            "$PATH where there is none",
            on_node("sh:sparql [ sh:select 'SELECT $this { $this $PATH ?v }' ]"),
            3,
            &["has $PATH"],
        ),
        case(
            "an import",
            format!(
                "<http://e/o> owl:imports <http://127.0.0.1:9/more> . {}",
                on_next("sh:minCount 1")
            ),
            0,
            &["owl:imports <http://127.0.0.1:9/more> is not followed"],
        ),
    ]);
}

/// Runs every case and tells all that went otherwise.
fn run_all<const N: usize>(cases: [Case; N]) {
    let folder = tempfile::tempdir().unwrap();
    let mut wrong = Vec::new();
    for case in cases {
        let write = |name: &str, text: &str| {
            fs::write(folder.path().join(name), format!("{PREFIXES}{text}")).unwrap();
        };
        write("data.ttl", DATA);
        write("shapes.ttl", &case.shapes);
        let start = Instant::now();
        let output = graphwright(
            folder.path(),
            &["check", "data.ttl", "--shapes", "shapes.ttl"],
        );
        let said = format!(
            "{}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
        let is_told = case.says.iter().all(|part| said.contains(part));
        if output.status.code() != Some(case.code)
            || !is_told
            || !unclean(&output).is_empty()
            || start.elapsed() > Duration::from_secs(20)
        {
            wrong.push(format!("{}: {:?} {said}", case.name, output.status));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
