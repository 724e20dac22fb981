//! `export --stream` writes what it reads, in the order of the input.

use crate::fixture::{graphwright_in, graphwright_on};
use std::fs;

const TURTLE: &str = r#"@prefix e: <http://e/> .
e:b e:p 007 , "x"@en ; e:q [ e:r ( 1 _:genid1 ) ] .
e:a e:p e:b .
"#;

#[test]
fn lines_come_in_the_order_of_the_input_and_keep_their_lexical_forms() {
    insta::assert_snapshot!(
        graphwright_on(TURTLE, &["export", "--stream", "--from", "turtle", "--to", "ntriples", "-"]),
        @r#"
    <http://e/b> <http://e/p> "007"^^<http://www.w3.org/2001/XMLSchema#integer> .
    <http://e/b> <http://e/p> "x"@en .
    _:genid0.2 <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .
    _:genid0.2 <http://www.w3.org/1999/02/22-rdf-syntax-ns#rest> _:genid0.3 .
    _:genid0.3 <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> _:genidx1 .
    _:genid0.3 <http://www.w3.org/1999/02/22-rdf-syntax-ns#rest> <http://www.w3.org/1999/02/22-rdf-syntax-ns#nil> .
    _:genid0.1 <http://e/r> _:genid0.2 .
    <http://e/b> <http://e/q> _:genid0.1 .
    <http://e/a> <http://e/p> <http://e/b> .
    "#
    );
}

#[test]
fn turtle_takes_the_prefixes_of_the_input() {
    let lines =
        "<http://e/b> <http://e/p> \"01\"^^<http://e/t> .\n<http://e/a> <http://e/p> _:x .\n";
    let arguments = [
        "export",
        "--stream",
        "--from",
        "nt",
        "--to",
        "ttl",
        "--prefix",
        "e=http://e/",
        "-",
    ];
    insta::assert_snapshot!(graphwright_on(lines, &arguments), @r#"
    @prefix e: <http://e/> .
    e:b e:p "01"^^e:t .
    e:a e:p _:x .
    "#);
}

#[test]
fn a_fault_leaves_the_old_output_in_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(
        path("in.nt"),
        "<http://e/a> <http://e/p> <http://e/b> .\nwrong\n",
    )
    .unwrap();
    fs::write(path("out.ttl"), "old").unwrap();
    let run = graphwright_in(
        folder.path(),
        &["export", "--stream", "in.nt", "-o", "out.ttl"],
    );
    assert_eq!(run.code, Some(3));
    assert!(run.stderr.contains("in.nt:2:"), "{}", run.stderr);
    assert_eq!(fs::read_to_string(path("out.ttl")).unwrap(), "old");
}

#[test]
fn what_a_stream_cannot_do_is_said() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("in.nq"), "<x:a> <x:p> <x:b> <x:g> .\n").unwrap();
    fs::write(
        folder.path().join("in.jsonl"),
        r#"{"subject":"a","predicate":"b","object":"c"}"#,
    )
    .unwrap();
    for (arguments, code, said) in [
        (
            &["export", "--stream", "in.nq", "in.nq"][..],
            2,
            "one input and one output",
        ),
        (
            &["export", "--stream", "in.nq", "-o", "out.dot"],
            2,
            "both of RDF",
        ),
        (&["export", "--stream", "in.jsonl"], 2, "is facts"),
        (
            &["export", "--stream", "in.nq", "--to", "turtle"],
            3,
            "no place for named graphs",
        ),
        (
            &["export", "--stream", "in.nq", "--claims", "none"],
            2,
            "cannot be used",
        ),
    ] {
        let run = graphwright_in(folder.path(), arguments);
        assert_eq!(run.code, Some(code), "{arguments:?}: {}", run.stderr);
        assert!(run.stderr.contains(said), "{arguments:?}: {}", run.stderr);
    }
}

#[test]
fn the_same_graph_comes_out_with_and_without_it_on_any_number_of_threads() {
    let plain = ["export", "--from", "turtle", "--to", "ntriples", "-"];
    let wanted = graphwright_on(TURTLE, &plain);
    for threads in ["1", "3"] {
        let streamed = graphwright_on(
            TURTLE,
            &[
                "export",
                "--stream",
                "--threads",
                threads,
                "--from",
                "turtle",
                "--to",
                "turtle",
                "-",
            ],
        );
        assert_eq!(graphwright_on(&streamed, &plain), wanted, "{streamed}");
        let again = [
            "export",
            "--threads",
            threads,
            "--from",
            "turtle",
            "--to",
            "ntriples",
            "-",
        ];
        assert_eq!(graphwright_on(TURTLE, &again), wanted);
    }
}
