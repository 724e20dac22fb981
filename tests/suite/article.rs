//! The worked example from end to end.

use crate::fixture::{example, graphwright_in};
use std::fs;

#[test]
fn the_twenty_questions_have_their_answers() {
    let folder = example();
    let mut questions: Vec<_> = fs::read_dir(folder.join("questions"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rq"))
        .collect();
    questions.sort();
    assert_eq!(questions.len(), 20);
    let mut with_rows = 0;
    for question in questions {
        let name = question.file_name().unwrap().to_str().unwrap();
        let asked = format!("questions/{name}");
        let run = graphwright_in(
            &folder,
            &[
                "-q",
                "query",
                "-f",
                &asked,
                "--with-ontology",
                "--to",
                "csv",
                "facts.jsonl",
            ],
        );
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{name}");
        let expected = fs::read_to_string(question.with_extension("csv")).unwrap();
        assert_eq!(run.stdout, expected, "{name}");
        with_rows += usize::from(expected.lines().count() > 1);
    }
    // The last asks for gaps in the lexicon.
    assert_eq!(with_rows, 19);
}

#[test]
fn every_relation_of_the_example_cites_its_words() {
    let run = graphwright_in(&example(), &["-q", "query", "--to", "csv",
        "SELECT (COUNT(DISTINCT ?c) AS ?claims) (COUNT(DISTINCT ?quoted) AS ?cited) {
            ?c a gw:Claim . OPTIONAL { ?c gw:evidence [ gw:exact ?q ; gw:start ?s ; gw:end ?e ; gw:source ?d ] BIND(?c AS ?quoted) }
         }", "facts.jsonl"]);
    let facts = fs::read_to_string(example().join("facts.jsonl")).unwrap();
    let n_relations = facts
        .lines()
        .filter(|line| line.contains("\"kind\":\"relation\""))
        .count();
    assert_eq!(
        run.stdout,
        format!("claims,cited\r\n{n_relations},{n_relations}\r\n"),
        "{}",
        run.stderr
    );
}

#[test]
fn what_is_denied_or_planned_is_no_plain_triple() {
    let run = graphwright_in(
        &example(),
        &["-q", "export", "facts.jsonl", "--to", "ntriples"],
    );
    assert!(run.stdout.contains(
        "<https://example.org/entity/russia> <https://w3id.org/graphwright/security#trains>"
    ));
    let plain = |predicate: &str, object: &str| {
        let triple = format!(
            "<https://example.org/entity/moscow> <https://w3id.org/graphwright/{predicate}> <https://example.org/entity/{object}>"
        );
        run.stdout.contains(&triple)
    };
    assert!(!plain("security#suppliesArmsTo", "burkina-faso"));
    // Own voice leaves out what only a speaker said.
    let own = graphwright_in(
        &example(),
        &[
            "-q",
            "export",
            "facts.jsonl",
            "--to",
            "ntriples",
            "--assert",
            "own-voice",
        ],
    );
    let none = graphwright_in(
        &example(),
        &[
            "-q",
            "export",
            "facts.jsonl",
            "--to",
            "ntriples",
            "--assert",
            "none",
        ],
    );
    let lines = |text: &str| text.lines().count();
    assert!(lines(&none.stdout) < lines(&own.stdout) && lines(&own.stdout) < lines(&run.stdout));
    assert!(!none.stdout.contains(
        "<https://example.org/entity/russia> <https://w3id.org/graphwright/security#trains>"
    ));
}

#[test]
fn facts_and_turtle_say_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (turtle, facts) = (at("graph.ttl"), at("facts.jsonl"));
    let run = graphwright_in(
        &example(),
        &["export", "facts.jsonl", "-o", &turtle, "-o", &facts],
    );
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    for (input, output) in [("graph.ttl", "again.jsonl"), ("facts.jsonl", "again.jsonl")] {
        let run = graphwright_in(folder.path(), &["-q", "export", input, "-o", output]);
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
        let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
        assert_eq!(read("again.jsonl"), read("facts.jsonl"), "{input}");
    }
}
