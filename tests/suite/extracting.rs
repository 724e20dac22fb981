//! `extract`: texts in, facts out, document by document.

use crate::fixture::{Run, example, graphwright_in, graphwright_on, repository};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

const GOOD: &str =
    "{\"id\":\"a\",\"title\":\"A\",\"published\":\"2024-06-06\",\"text\":\"Kenya invaded Mali.\"}";

fn extract(folder: &Path, arguments: &[&str]) -> Run {
    graphwright_in(folder, &[&["extract"], arguments].concat())
}

/// Texts of a thousand documents that differ.
fn corpus(n_documents: usize) -> String {
    let text = fs::read_to_string(example().join("article.txt")).unwrap();
    let paragraphs: Vec<&str> = text.split("\n\n").collect();
    (0..n_documents).fold(String::new(), |mut corpus, number| {
        let start = number % paragraphs.len();
        let words = paragraphs[start..]
            .iter()
            .take(1 + number % 3)
            .copied()
            .collect::<Vec<_>>();
        let text = serde_json::to_string(&words.join("\n\n")).unwrap();
        writeln!(corpus, "{{\"id\":\"d{number}\",\"text\":{text}}}").unwrap();
        corpus
    })
}

#[test]
fn facts_of_an_article_are_the_graph_of_the_article() {
    let folder = example();
    let output = tempfile::tempdir().unwrap();
    let facts = output.path().join("facts.jsonl");
    let facts = facts.to_str().unwrap();
    let run = extract(&folder, &["article.txt", "-o", facts]);
    assert_eq!(
        (run.code, run.stdout.as_str(), run.stderr.as_str()),
        (Some(0), "", "")
    );
    let direct = graphwright_in(&folder, &["export", "--quiet", "article.txt"]);
    let through_facts = graphwright_in(&folder, &["export", "--quiet", facts]);
    assert_eq!(direct.code, Some(0), "{}", direct.stderr);
    assert_eq!(direct.stdout, through_facts.stdout);
    assert!(direct.stdout.contains("e:Russia"));
}

#[test]
fn a_domain_of_one_file_is_understood() {
    let cooking = repository().join("examples/cooking");
    let run = extract(&cooking, &["--ontology", "cooking.ttl", "text.txt"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let cooked: Vec<&str> = run
        .stdout
        .lines()
        .filter(|line| line.contains(r#""predicate":"cook:cooks""#))
        .collect();
    let dishes = ["bigos", "ratatouille", "bigos"];
    assert_eq!(cooked.len(), dishes.len(), "{}", run.stdout);
    for (line, dish) in cooked.iter().zip(dishes) {
        assert!(line.contains(&format!(r#""object":"{dish}""#)), "{line}");
    }
    assert!(
        cooked[2].contains(r#""polarity":"negative""#),
        "{}",
        cooked[2]
    );
}

#[test]
fn one_and_many_threads_write_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("c.jsonl"), corpus(120)).unwrap();
    let one = extract(folder.path(), &["c.jsonl", "--threads", "1", "--fast"]);
    assert_eq!(one.code, Some(0), "{}", one.stderr);
    assert!(one.stderr.contains("note: 120 documents"), "{}", one.stderr);
    for threads in ["2", "5"] {
        let many = extract(folder.path(), &["c.jsonl", "--threads", threads, "--fast"]);
        assert_eq!(one.stdout, many.stdout);
    }
    let graph = |threads| {
        graphwright_in(
            folder.path(),
            &[
                "export",
                "--quiet",
                "--fast",
                "--threads",
                threads,
                "c.jsonl",
            ],
        )
        .stdout
    };
    assert_eq!(graph("1"), graph("2"));
}

#[test]
fn a_bad_document_leaves_an_error_record_where_it_stood() {
    let folder = tempfile::tempdir().unwrap();
    let corpus = format!(
        "{GOOD}\n{{\"id\":\"b\"}}\n{{\"id\":\"a\",\"text\":\"\"}}\n{{\"id\":\"c\",\"text\":\"Mali invaded Kenya.\"}}\n"
    );
    fs::write(folder.path().join("c.jsonl"), corpus).unwrap();
    let run = extract(
        folder.path(),
        &["c.jsonl", "--keep-going", "-o", "facts.jsonl"],
    );
    assert_eq!(run.code, Some(1));
    insta::assert_snapshot!(run.stderr, @r#"
    error: c.jsonl:2: field "text" is missing
    error: c.jsonl:3: the document at c.jsonl:1 has the id "a" too, and another text; each text needs an id of its own
    note: 4 documents, 2 sentences
    "#);
    let facts = fs::read_to_string(folder.path().join("facts.jsonl")).unwrap();
    let errors: Vec<&str> = facts
        .lines()
        .filter(|line| line.contains("\"kind\":\"error\""))
        .collect();
    assert_eq!(
        errors,
        [
            r#"{"kind":"error","input":"c.jsonl","line":2,"message":"field \"text\" is missing"}"#,
            r#"{"kind":"error","input":"c.jsonl","line":3,"message":"the document at c.jsonl:1 has the id \"a\" too, and another text; each text needs an id of its own"}"#,
        ]
    );
    let stats = graphwright_in(folder.path(), &["stats", "facts.jsonl"]);
    assert_eq!(stats.code, Some(0), "{}", stats.stderr);
    assert!(stats.stderr.contains("warning: facts.jsonl:5: facts of the document at c.jsonl:2 are missing: field \"text\" is missing"), "{}", stats.stderr);
}

#[test]
fn an_id_stands_for_one_text_whatever_the_command_and_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("a.jsonl", &format!("{GOOD}\n"));
    write("b.jsonl", &format!("{GOOD}\n"));
    write("c.jsonl", "{\"id\":\"a\",\"text\":\"Mali left.\"}\n");
    for command in ["extract", "export"] {
        let run = graphwright_in(folder.path(), &[command, "a.jsonl", "b.jsonl"]);
        let once = graphwright_in(folder.path(), &[command, "a.jsonl"]);
        assert_eq!((run.code, run.stdout), (Some(0), once.stdout), "{command}");
        let note = "note: b.jsonl:1: the document \"a\" is the one at a.jsonl:1; it is read once\n";
        assert!(run.stderr.contains(note), "{}", run.stderr);
        let run = graphwright_in(folder.path(), &[command, "a.jsonl", "c.jsonl"]);
        let error =
            "error: c.jsonl:1: the document at a.jsonl:1 has the id \"a\" too, and another text";
        assert_eq!(run.code, Some(3), "{command}");
        assert!(run.stderr.contains(error), "{}", run.stderr);
    }
    let apart = ["export", "--ids", "per-file", "a.jsonl", "c.jsonl"];
    assert_eq!(graphwright_in(folder.path(), &apart).code, Some(0));
}

#[test]
fn without_keep_going_a_bad_document_keeps_the_old_output() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("c.jsonl"), format!("{GOOD}\n{{\n")).unwrap();
    fs::write(folder.path().join("facts.jsonl"), "old").unwrap();
    let run = extract(
        folder.path(),
        &["c.jsonl", "missing.txt", "-o", "facts.jsonl"],
    );
    assert_eq!(run.code, Some(3));
    assert!(run.stderr.contains("error: c.jsonl:2"), "{}", run.stderr);
    assert!(
        run.stderr.contains("error: missing.txt: no such file"),
        "{}",
        run.stderr
    );
    assert_eq!(
        fs::read_to_string(folder.path().join("facts.jsonl")).unwrap(),
        "old"
    );
}

#[test]
fn extract_is_a_filter() {
    let facts = graphwright_on(&format!("{GOOD}\n"), &["extract", "-", "--without-text"]);
    assert!(
        facts.starts_with("{\"kind\":\"source\",\"id\":\"a\",\"title\":\"A\""),
        "{facts}"
    );
    assert!(facts.contains("\"predicate\":\"sec:invades\""), "{facts}");
    assert!(
        !facts.contains("\"text\":\"Kenya invaded Mali.\""),
        "{facts}"
    );
    let text = graphwright_on("Kenya invaded Mali.", &["extract", "-", "--from", "text"]);
    assert!(text.contains("\"predicate\":\"sec:invades\""), "{text}");
}

#[test]
fn what_is_no_text_is_not_extracted_from() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.ttl"), "").unwrap();
    let run = extract(folder.path(), &["a.ttl"]);
    assert_eq!(run.code, Some(3));
    assert_eq!(
        run.stderr,
        "error: a.ttl: holds turtle, which is no text to extract facts from\n"
    );
}

#[test]
fn explain_shows_words_tree_and_reasons() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("c.jsonl"), GOOD).unwrap();
    let run = extract(folder.path(), &["c.jsonl", "--explain"]);
    insta::assert_snapshot!(run.stdout, @r#"
    a: sentence 1

      Kenya invaded Mali.

        1  Kenya    Kenya   PROPN NNP  nsubj  of 2 invaded
        2  invaded  invade  VERB VBD   root
        3  Mali     Mali    PROPN NNP  obj    of 2 invaded
        4  .        .       PUNCT .    punct  of 2 invaded

      r1: Kenya ─ sec:invades → Mali
        positive, asserted
        "invaded" by rule verb, entry https://w3id.org/graphwright/lexicon#invades-v1
        confidence 0.78: verb
    "#);
}

#[test]
fn confidence_and_speed_are_options() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("c.jsonl"), GOOD).unwrap();
    let relations = |arguments: &[&str]| {
        let run = extract(folder.path(), &[&["c.jsonl"], arguments].concat());
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        run.stdout.matches("\"kind\":\"relation\"").count()
    };
    assert_eq!(relations(&[]), 1);
    assert_eq!(relations(&["--fast"]), 1);
    assert_eq!(relations(&["--min-confidence", "0.1"]), 1);
    assert_eq!(relations(&["--min-confidence", "1"]), 0);
    let run = extract(folder.path(), &["c.jsonl", "--min-confidence", "2"]);
    assert_eq!(run.code, Some(2));
    assert!(
        run.stderr.contains("a number from 0 to 1 is wanted"),
        "{}",
        run.stderr
    );
}

#[test]
fn the_rule_of_a_relation_goes_through_rdf_and_back() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("c.jsonl"), GOOD).unwrap();
    for graph in ["g.ttl", "g.nq", "g.jsonld"] {
        let run = graphwright_in(
            folder.path(),
            &["export", "--quiet", "c.jsonl", "-o", graph],
        );
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        let back = graphwright_in(
            folder.path(),
            &["export", "--quiet", graph, "--to", "facts"],
        );
        assert!(
            back.stdout.contains("\"rule\":\"verb invades-v1\""),
            "{graph}: {}",
            back.stdout
        );
    }
}

#[test]
fn stats_tell_what_was_not_understood() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("a.txt"),
        "Kenya invaded Mali. It rained.",
    )
    .unwrap();
    let run = graphwright_in(folder.path(), &["stats", "--quiet", "a.txt"]);
    let (_, read) = run.stdout.split_once("read from texts\n").unwrap();
    assert!(
        read.starts_with(
            "      2  sentences\n      2  clauses\n      1    from which no relation was drawn\n"
        ),
        "{read}"
    );
}

#[test]
fn the_version_tells_whose_work_the_program_carries() {
    let folder = tempfile::tempdir().unwrap();
    let short = graphwright_in(folder.path(), &["-V"]);
    assert_eq!(
        short.stdout,
        format!("graphwright {}\n", env!("CARGO_PKG_VERSION"))
    );
    let long = graphwright_in(folder.path(), &["--version", "--verbose"]);
    for notice in [
        "CC BY-SA 4.0",
        "English Web Treebank",
        "WordNet 3.0",
        "country-coder",
        "Bitstream Vera",
    ] {
        assert!(long.stdout.contains(notice), "{notice}");
    }
    assert_eq!(graphwright_in(folder.path(), &["--quiet"]).code, Some(2));
}
