//! Tests that need other programs. `.ci/run` installs those and runs these; `cargo test` lists them as
//! ignored, each with what it needs.
#![cfg(test)]

mod graph_files;
mod inference;
mod page;
mod pictures;
#[cfg(feature = "serve")]
#[path = "../suite/network/process.rs"]
mod process;
#[cfg(feature = "serve")]
mod serving;
mod webdriver;
mod wheel;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/burkina-faso")
}

/// Exports the example's facts to a file and gives its path.
fn exported(folder: &Path, name: &str, options: &[&str]) -> PathBuf {
    let file = folder.join(name);
    let output = Command::new(env!("CARGO_BIN_EXE_graphwright"))
        .args(["-q", "export", "facts.jsonl", "-o"])
        .arg(&file)
        .args(options)
        .current_dir(example())
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    file
}

fn run(program: &str, arguments: &[&str], file: &Path) -> Output {
    let output = Command::new(program).args(arguments).arg(file).output();
    output.unwrap_or_else(|error| panic!("{program}: {error}"))
}

fn python(script: &str, file: &Path) -> String {
    let program = std::env::var("GRAPHWRIGHT_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let output = run(&program, &["-c", script], file);
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

/// The triples of a file as our own N-Triples writer gives them, sorted.
fn our_triples(folder: &Path) -> Vec<String> {
    let file = exported(folder, "ours.nt", &[]);
    let mut lines: Vec<String> = fs::read_to_string(file)
        .unwrap()
        .lines()
        .map(str::to_owned)
        .collect();
    lines.sort();
    lines
}

fn sorted_lines(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = text
        .lines()
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect();
    lines.sort();
    lines
}

#[test]
#[ignore = "needs Graphviz"]
fn dot_draws_the_example_without_a_warning_and_with_every_label() {
    let folder = tempfile::tempdir().unwrap();
    let dot = exported(folder.path(), "graph.dot", &[]);
    let output = run("dot", &["-Tsvg"], &dot);
    assert!(output.status.success());
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    let svg = String::from_utf8(output.stdout).unwrap();
    // Labels are wrapped, so each word of each label has to be there.
    let text: String = svg
        .split("<text")
        .skip(1)
        .filter_map(|part| part.split_once('>')?.1.split("</text>").next())
        .collect::<Vec<_>>()
        .join(" ");
    let facts = fs::read_to_string(example().join("facts.jsonl")).unwrap();
    let mut n_labels = 0;
    for line in facts.lines().filter(|line| {
        line.contains("\"kind\": \"entity\"") || line.contains("\"kind\":\"entity\"")
    }) {
        let record: serde_json::Value = serde_json::from_str(line).unwrap();
        let label = record["label"].as_str().unwrap();
        n_labels += 1;
        for word in label.split_whitespace() {
            let word = word.replace('&', "&amp;").replace('\'', "&#39;");
            assert!(
                text.contains(&word),
                "{word} of {label} is not in the picture"
            );
        }
    }
    assert!(n_labels > 30);
}

#[test]
#[ignore = "needs Graphviz"]
fn dot_takes_hostile_labels() {
    let folder = tempfile::tempdir().unwrap();
    let hostile = [
        "<b>bold</b>",
        "\"quoted\"",
        "back\\slash \\N \\G \\l",
        "*/ // # comment",
        "a\nb",
        "nul\u{0}",
        "\u{1b}[31m",
        "\u{202e}rtl",
        "&amp; &lt; &#0;",
        "\u{fffe}",
        "😀 漢字 عربي",
        "]]> --> <!--",
    ];
    let mut facts = Vec::new();
    for (index, label) in hostile.iter().enumerate() {
        let record = serde_json::json!({"kind": "entity", "id": format!("n{index}"), "label": label, "aliases": [label]});
        facts.push(record.to_string());
        let record = serde_json::json!({"subject": format!("n{index}"), "predicate": label, "object": "n0", "time": label,
            "attribution": {"speaker": "n1", "report": "reported"}, "evidence": [{"quote": label}]});
        facts.push(record.to_string());
    }
    let long = serde_json::json!({"kind": "entity", "id": "long", "label": "x".repeat(10_000)});
    facts.push(long.to_string());
    let input = folder.path().join("hostile.jsonl");
    fs::write(&input, facts.join("\n")).unwrap();
    let dot = folder.path().join("hostile.dot");
    let output = Command::new(env!("CARGO_BIN_EXE_graphwright"))
        .args(["-q", "export"])
        .arg(&input)
        .arg("-o")
        .arg(&dot)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let drawn = run("dot", &["-Tsvg"], &dot);
    assert!(drawn.status.success());
    assert_eq!(String::from_utf8(drawn.stderr).unwrap(), "");
    let svg = String::from_utf8(drawn.stdout).unwrap();
    assert_eq!(svg.matches("class=\"node").count(), hostile.len() + 1);
    let checked = folder.path().join("hostile.svg");
    fs::write(&checked, svg).unwrap();
    let lint = run("xmllint", &["--noout", "--nonet"], &checked);
    assert!(
        lint.status.success(),
        "{}",
        String::from_utf8_lossy(&lint.stderr)
    );
}

#[test]
#[ignore = "needs rdflib and pyoxigraph"]
fn rdflib_and_pyoxigraph_read_the_same_triples() {
    let folder = tempfile::tempdir().unwrap();
    let turtle = exported(folder.path(), "graph.ttl", &[]);
    let rdflib = python(
        "import sys, rdflib; print(rdflib.Graph().parse(sys.argv[1]).serialize(format='nt'))",
        &turtle,
    );
    let pyoxigraph = python(
        "import sys, pyoxigraph\nfor q in pyoxigraph.parse(path=sys.argv[1]): print(str(q.triple) + ' .')",
        &turtle,
    );
    let ours = our_triples(folder.path());
    assert!(ours.len() > 1000);
    assert_eq!(sorted_lines(&rdflib), ours);
    assert_eq!(sorted_lines(&pyoxigraph), ours);
}

#[test]
#[ignore = "needs pyoxigraph"]
fn pyoxigraph_reads_rdf_1_2() {
    let folder = tempfile::tempdir().unwrap();
    let turtle = exported(folder.path(), "graph.ttl", &["--claims", "rdf12"]);
    let count = python(
        "import sys, pyoxigraph\nprint(sum('reifies' in str(q.predicate) for q in pyoxigraph.parse(path=sys.argv[1])))",
        &turtle,
    );
    let facts = fs::read_to_string(example().join("facts.jsonl")).unwrap();
    let n_relations = facts
        .lines()
        .filter(|line| line.contains("\"predicate\""))
        .count();
    assert_eq!(count.trim(), n_relations.to_string());
}

#[test]
#[ignore = "needs rdflib"]
fn rdflib_reads_every_other_form() {
    let folder = tempfile::tempdir().unwrap();
    let n_ours = our_triples(folder.path()).len();
    for (name, format) in [
        ("g.rdf", "xml"),
        ("g.jsonld", "json-ld"),
        ("g.trig", "trig"),
        ("g.nq", "nquads"),
    ] {
        let file = exported(folder.path(), name, &[]);
        let script = format!(
            "import sys, rdflib; print(len(rdflib.Dataset(default_union=True).parse(sys.argv[1], format='{format}')))"
        );
        assert_eq!(python(&script, &file).trim(), n_ours.to_string(), "{name}");
    }
}

#[test]
#[ignore = "needs rapper"]
fn rapper_reads_the_turtle() {
    let folder = tempfile::tempdir().unwrap();
    let turtle = exported(folder.path(), "graph.ttl", &[]);
    let output = run("rapper", &["-q", "-i", "turtle", "-o", "ntriples"], &turtle);
    assert!(output.status.success());
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    let n_triples = String::from_utf8(output.stdout).unwrap().lines().count();
    assert_eq!(n_triples, our_triples(folder.path()).len());
}

#[test]
#[ignore = "needs serdi"]
fn serdi_reads_the_turtle() {
    let folder = tempfile::tempdir().unwrap();
    let turtle = exported(folder.path(), "graph.ttl", &[]);
    let output = run("serdi", &["-i", "turtle", "-o", "ntriples"], &turtle);
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let n_triples = String::from_utf8(output.stdout).unwrap().lines().count();
    assert_eq!(n_triples, our_triples(folder.path()).len());
}
