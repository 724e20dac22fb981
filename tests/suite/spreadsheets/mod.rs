//! Spreadsheets with columns of somebody else's: a sample of each, with the relations that a person reads in it, what
//! is said to be lost, and what a damaged sample gets.

mod acled;
mod gdelt_events;
mod kgx;
mod map;
mod trouble;

use crate::annotators::{entities, losses, relations};
use crate::fixture::{Run, graphwright_in, repository};
use std::fs;

fn sample(name: &str) -> String {
    let folder = repository().join("tests/suite/spreadsheets/samples");
    fs::read_to_string(folder.join(name)).unwrap()
}

/// A sample in which some words are others; they stand in it just once.
fn damaged(name: &str, words: &str, others: &str) -> String {
    let text = sample(name);
    assert_eq!(text.matches(words).count(), 1, "{words}");
    text.replacen(words, others, 1)
}

/// Runs a command on some files, which stand in one folder.
fn run(files: &[(&str, &[u8])], arguments: &[&str]) -> Run {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    graphwright_in(folder.path(), arguments)
}

/// The facts of one file, read with some options.
fn export(name: &str, text: &str, options: &[&str]) -> Run {
    let arguments = [&["export", name, "--to", "facts"], options].concat();
    run(&[(name, text.as_bytes())], &arguments)
}

/// A run that writes nothing and says all of these.
fn assert_refused(run: &Run, code: i32, says: &[&str]) {
    assert_eq!(
        (run.code, run.stdout.as_str()),
        (Some(code), ""),
        "{}",
        run.stderr
    );
    for words in says {
        assert!(run.stderr.contains(words), "{words}\n{}", run.stderr);
    }
}
