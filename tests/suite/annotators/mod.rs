//! What annotation tools write: a sample of each, with the relations that a person reads in it, what is said to be
//! lost, and what a damaged sample gets.
//!
//! `samples/` holds what the tools wrote; `tests/README.md` has the commands. Where a tool cannot be installed, the
//! sample was made by hand in the shape that it documents.

mod brat;
mod corenlp;
mod followthemoney;
mod gliner2;
mod langextract;
mod spacy;
mod trouble;

use crate::fixture::{Run, graphwright_in, repository};
use serde_json::Value;
use std::fmt::Write as _;
use std::fs;

/// A sample as it was written.
fn sample(name: &str) -> String {
    let folder = repository().join("tests/suite/annotators/samples");
    fs::read_to_string(folder.join(name)).unwrap()
}

/// A sample in which some words are others; they stand in it just once.
fn damaged(name: &str, words: &str, others: &str) -> String {
    let text = sample(name);
    assert_eq!(text.matches(words).count(), 1, "{words}");
    text.replacen(words, others, 1)
}

/// Runs `export` on the first of some files, which stand in one folder, and gives facts.
pub(super) fn export(files: &[(&str, &str)]) -> Run {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    graphwright_in(folder.path(), &["export", files[0].0, "--to", "facts"])
}

/// The facts of a run that went well.
fn facts(run: &Run) -> Vec<Value> {
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let lines = run.stdout.lines();
    lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// Each relation on a line: `subject predicate object`, what is not plain about it, and its quotes.
pub(super) fn relations(run: &Run) -> Vec<String> {
    let of_kind = |fact: &Value| fact["kind"] == "relation";
    let facts = facts(run);
    let mut lines: Vec<String> = facts
        .iter()
        .filter(|fact| of_kind(fact))
        .map(relation)
        .collect();
    lines.sort();
    lines
}

fn relation(fact: &Value) -> String {
    let word = |key: &str| fact[key].as_str().unwrap_or_default();
    let mut line = format!("{} {} ", word("subject"), word("predicate"));
    match &fact["value"] {
        Value::Null => line.push_str(word("object")),
        value => write!(line, "{value}").unwrap(),
    }
    for (key, plain) in [("polarity", "positive"), ("modality", "asserted")] {
        if fact[key] != plain {
            write!(line, ", {}", word(key)).unwrap();
        }
    }
    if let Some(speaker) = fact["attribution"]["speaker"].as_str() {
        write!(line, ", says {speaker}").unwrap();
    }
    for key in ["time", "confidence", "rule"] {
        if !fact[key].is_null() {
            write!(line, ", {key} {}", fact[key]).unwrap();
        }
    }
    if let Some(text) = fact["quantity"]["text"].as_str() {
        write!(line, ", {text}").unwrap();
    }
    for evidence in fact["evidence"].as_array().into_iter().flatten() {
        // A table of events names the report and none of its words.
        let quote = evidence["quote"].as_str().unwrap_or("no words");
        // Words that stand nowhere have no place.
        let place = match (evidence["start"].as_u64(), evidence["end"].as_u64()) {
            (Some(start), Some(end)) => format!("{start}-{end} "),
            _ => String::new(),
        };
        write!(line, " [{place}{quote}]").unwrap();
    }
    line
}

/// Each entity on a line: its id, types, codes and the words that mention it.
pub(super) fn entities(run: &Run) -> Vec<String> {
    let facts = facts(run);
    let of_kind = |fact: &&Value| fact["kind"] == "entity";
    facts.iter().filter(of_kind).map(entity).collect()
}

fn entity(fact: &Value) -> String {
    let mut line = fact["id"].as_str().unwrap().to_owned();
    for key in ["type", "aliases", "codes", "same_as"] {
        if !fact[key].is_null() {
            write!(line, " {}", fact[key]).unwrap();
        }
    }
    for mention in fact["mentions"].as_array().into_iter().flatten() {
        let text = mention["text"].as_str().unwrap();
        match mention["start"].as_u64() {
            Some(start) => write!(line, " [{start} {text}]").unwrap(),
            None => write!(line, " [{text}]").unwrap(),
        }
    }
    line
}

/// What standard error says of losses, without the name of the input.
pub(super) fn losses(run: &Run) -> Vec<String> {
    let headings = [
        "not carried over: ",
        "supposed: ",
        "direction unreliable: ",
        "no predicate: ",
    ];
    let lines = run.stderr.lines().filter_map(|line| {
        let (_, said) = line.strip_prefix("warning: ")?.split_once(": ")?;
        headings
            .iter()
            .any(|heading| said.starts_with(heading))
            .then(|| said.to_owned())
    });
    lines.collect()
}

/// A damaged input writes nothing, and standard error names each of these places with what is wrong there.
pub(super) fn assert_refused(files: &[(&str, &str)], says: &[&str]) {
    let run = export(files);
    assert_eq!(
        (run.code, run.stdout.as_str()),
        (Some(3), ""),
        "{}",
        run.stderr
    );
    for words in says {
        assert!(run.stderr.contains(words), "{words}\n{}", run.stderr);
    }
}
