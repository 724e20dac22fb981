//! Which stage may use which: the table of `src/lib.rs` as data. A wrong `crate::` path fails.
#![cfg(test)]

use std::fs;
use std::path::{Path, PathBuf};

/// Each stage with the stages that it imports, `order` apart, by which all may sort, and `limits`.
const MAY_IMPORT: [(&str, &[&str]); 22] = [
    ("model", &[]),
    ("format", &[]),
    ("limits", &[]),
    ("order", &[]),
    ("spelling", &[]),
    ("ontology", &["model"]),
    ("extract", &["model", "ontology"]),
    ("graph", &["model", "ontology"]),
    ("rdf", &["graph", "model", "ontology"]),
    ("read", &["format", "model", "rdf", "spelling"]),
    ("write", &["format", "graph", "model", "ontology", "rdf"]),
    ("query", &["rdf", "spelling"]),
    ("infer", &["graph", "ontology", "rdf"]),
    ("shacl", &["query", "rdf", "spelling"]),
    ("ask", &["graph", "ontology", "query", "rdf", "spelling"]),
    (
        "check",
        &["extract", "graph", "model", "ontology", "rdf", "shacl"],
    ),
    ("resolve", &["graph", "model", "ontology"]),
    ("compare", &["graph", "model", "ontology"]),
    (
        "draw",
        &["compare", "graph", "model", "ontology", "spelling"],
    ),
    (
        "serve",
        &[
            "ask", "draw", "format", "graph", "ontology", "query", "rdf", "write",
        ],
    ),
    ("remote", &["query", "rdf"]),
    ("cli", &[]),
];

/// Outside crates that stay where they are named.
const LIVES_IN: [(&str, &[&str]); 32] = [
    ("petgraph", &["graph", "draw", "serve", "shacl"]),
    ("clap", &["cli"]),
    ("signal_hook", &["cli"]),
    ("tempfile", &["cli"]),
    ("spargebra", &["query"]),
    ("spareval", &["query", "rdf", "shacl"]),
    ("hashbrown", &["graph", "rdf"]),
    ("rustc_hash", &["graph", "infer", "query", "rdf"]),
    ("divan", &[]),
    ("memchr", &["read"]),
    ("oxiri", &["read", "serve"]),
    ("oxsdatatypes", &["shacl"]),
    ("indicatif", &["cli"]),
    ("resvg", &["draw"]),
    ("png", &["draw"]),
    ("csv", &["read", "query", "write"]),
    ("dom_query", &["read"]),
    ("dom_smoothie", &["read"]),
    ("pulldown_cmark", &["read", "serve"]),
    ("axum", &["serve"]),
    ("hyper", &["serve"]),
    ("hyper_util", &["serve"]),
    ("maud", &["serve"]),
    ("tokio", &["serve"]),
    ("form_urlencoded", &["remote", "serve"]),
    ("ureq", &["remote"]),
    ("rustls", &["remote"]),
    ("md5", &["remote"]),
    ("miniz_oxide", &["ontology"]),
    ("base64", &["draw", "remote"]),
    ("quick_xml", &["read"]),
    ("whatlang", &["read"]),
];

fn sources() -> Vec<(String, PathBuf)> {
    let mut found = Vec::new();
    let mut open = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let within = path
                    .strip_prefix(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))
                    .unwrap();
                let first = within
                    .components()
                    .next()
                    .unwrap()
                    .as_os_str()
                    .to_str()
                    .unwrap();
                found.push((first.trim_end_matches(".rs").to_owned(), path));
            }
        }
    }
    assert!(found.len() > 50, "the sources were not found");
    found
}

/// Lines of code with their number; comments and what documentation shows are aside.
fn code(path: &Path) -> Vec<(usize, String)> {
    let text = fs::read_to_string(path).unwrap();
    let lines = text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim_start().starts_with("//"));
    lines
        .map(|(number, line)| (number + 1, line.to_owned()))
        .collect()
}

#[test]
fn a_stage_imports_only_what_its_line_names() {
    let mut wrong = Vec::new();
    for (stage, path) in sources() {
        let Some((_, allowed)) = MAY_IMPORT.iter().find(|(name, _)| *name == stage) else {
            assert!(
                matches!(stage.as_str(), "lib" | "main"),
                "{stage} is not in the table"
            );
            continue;
        };
        for (number, line) in code(&path) {
            for rest in line.split("crate::").skip(1) {
                let target: String = rest
                    .chars()
                    .take_while(|letter| letter.is_alphanumeric() || *letter == '_')
                    .collect();
                let fits = target == stage
                    || ["limits", "order"].contains(&target.as_str())
                    || allowed.contains(&target.as_str());
                if !fits && !line.contains("macro_rules") {
                    wrong.push(format!(
                        "{}:{number}: {stage} uses crate::{target}",
                        path.display()
                    ));
                }
            }
            if line.contains("use crate::{") || line.contains("super::super") {
                wrong.push(format!("{}:{number}: write the whole path", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn an_outside_crate_stays_where_it_lives() {
    let mut wrong = Vec::new();
    for (stage, path) in sources() {
        for (number, line) in code(&path) {
            for (name, homes) in LIVES_IN {
                let is_used =
                    line.contains(&format!("use {name}::")) || line.contains(&format!(" {name}::"));
                if is_used && !homes.contains(&stage.as_str()) {
                    wrong.push(format!("{}:{number}: {stage} uses {name}", path.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_the_command_line_meets_the_outside() {
    let mut wrong = Vec::new();
    for (stage, path) in sources() {
        if matches!(stage.as_str(), "cli" | "main") {
            continue;
        }
        let mut in_tests = false;
        for (number, line) in code(&path) {
            in_tests |= line.contains("#[cfg(test)]");
            let meets = [
                "std::fs",
                "std::env",
                "std::net",
                "std::process",
                "SystemTime",
                "File::open",
            ];
            let what = meets.iter().find(|what| line.contains(**what));
            // To wait for connections is what that stage is for; its files, clock and environment are the program's.
            let is_its_own = |what: &str| stage == "serve" && what == "std::net";
            if let Some(what) = what.filter(|what| !in_tests && !is_its_own(what)) {
                wrong.push(format!("{}:{number}: {stage} uses {what}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
