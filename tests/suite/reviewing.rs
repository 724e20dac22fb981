//! The table for review: out, filled in, and back.

use crate::fixture::{Run, example, graphwright_in};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// A folder with the worked example's facts and text.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for file in ["facts.jsonl", "article.txt"] {
        fs::copy(example().join(file), folder.path().join(file)).unwrap();
    }
    folder
}

fn run(folder: &TempDir, arguments: &[&str]) -> Run {
    graphwright_in(folder.path(), arguments)
}

fn done(folder: &TempDir, arguments: &[&str]) -> Run {
    let run = run(folder, arguments);
    assert_eq!(run.code, Some(0), "{arguments:?}: {}", run.stderr);
    run
}

fn read(folder: &TempDir, name: &str) -> String {
    fs::read_to_string(folder.path().join(name)).unwrap()
}

fn write(folder: &TempDir, name: &str, text: &str) {
    fs::write(folder.path().join(name), text).unwrap();
}

/// The rows of a table, the header first.
fn rows(path: &Path) -> Vec<Vec<String>> {
    let text = fs::read_to_string(path).unwrap();
    let mut lines = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.trim_start_matches('\u{FEFF}').as_bytes());
    let rows = lines.records();
    rows.map(|row| row.unwrap().iter().map(str::to_owned).collect())
        .collect()
}

/// The ids of the claims in the order of the table.
fn claims(folder: &TempDir) -> Vec<String> {
    done(folder, &["-q", "export", "facts.jsonl", "-o", "review.csv"]);
    let rows = rows(&folder.path().join("review.csv"));
    assert_eq!(rows[0][3], "claim");
    rows[1..].iter().map(|row| row[3].clone()).collect()
}

const REVIEWS: &str = "SELECT ?who ?verdict ?comment { ?c gw:review ?r . ?r gw:reviewVerdict ?v . \
    OPTIONAL { ?r gw:reviewer ?who } OPTIONAL { ?r gw:reviewComment ?comment } \
    BIND(STRAFTER(STR(?v), '#') AS ?verdict) } ORDER BY ?who ?verdict";

#[test]
fn a_table_that_nobody_filled_in_changes_no_byte() {
    let folder = folder();
    assert!(claims(&folder).len() > 20);
    done(
        &folder,
        &[
            "-q",
            "export",
            "facts.jsonl",
            "-o",
            "plain.ttl",
            "-o",
            "plain.jsonl",
        ],
    );
    done(
        &folder,
        &[
            "-q",
            "export",
            "facts.jsonl",
            "review.csv",
            "-o",
            "back.ttl",
            "-o",
            "back.jsonl",
        ],
    );
    assert_eq!(read(&folder, "plain.ttl"), read(&folder, "back.ttl"));
    assert_eq!(read(&folder, "plain.jsonl"), read(&folder, "back.jsonl"));
    done(
        &folder,
        &["-q", "export", "plain.ttl", "review.csv", "-o", "again.ttl"],
    );
    assert_eq!(read(&folder, "plain.ttl"), read(&folder, "again.ttl"));
}

#[test]
fn a_row_has_the_words_that_a_person_needs() {
    let folder = folder();
    claims(&folder);
    let text = read(&folder, "review.csv");
    assert!(text.starts_with("\u{FEFF}verdict,reviewer,comment,claim,subject,"));
    let rows = rows(&folder.path().join("review.csv"));
    let column = |name: &str| rows[0].iter().position(|cell| cell == name).unwrap();
    for row in &rows[1..] {
        for name in [
            "claim",
            "subject",
            "predicate",
            "object",
            "quotes",
            "source",
        ] {
            assert!(!row[column(name)].is_empty(), "{name}: {row:?}");
        }
    }
    assert!(
        rows.iter()
            .any(|row| row[column("speaker")].contains("Lavrov"))
    );
}

/// A folder with the graph as two people have reviewed it: `reviewed.ttl` and `reviewed.jsonl`.
fn reviewed() -> TempDir {
    let folder = folder();
    let ids = claims(&folder);
    let table = read(&folder, "review.csv");
    // Two rows are filled in as a person would.
    let mut lines: Vec<String> = table.split("\r\n").map(str::to_owned).collect();
    let at = |id: &str| lines.iter().position(|line| line.contains(id)).unwrap();
    let [first, second] = [at(&ids[0]), at(&ids[1])];
    lines[first] = lines[first].replacen(",,,", " OK ,Awa,,", 1);
    lines[second] = lines[second].replacen(",,,", "wrong,Awa,\"not here, there\",", 1);
    write(&folder, "awa.csv", &lines.join("\r\n"));
    write(
        &folder,
        "ben.tsv",
        &format!("claim\tverdict\n{}\tunsure\n{}\twrong\n", ids[0], ids[1]),
    );
    done(
        &folder,
        &[
            "-q",
            "export",
            "facts.jsonl",
            "awa.csv",
            "ben.tsv",
            "--reviewer",
            "Ben",
            "-o",
            "reviewed.ttl",
            "-o",
            "reviewed.jsonl",
        ],
    );
    folder
}

#[test]
fn verdicts_are_the_graph_and_nothing_else_of_it_changes() {
    let folder = reviewed();
    let found = done(
        &folder,
        &["-q", "query", REVIEWS, "reviewed.ttl", "--to", "csv"],
    );
    assert_eq!(
        found.stdout.replace('\r', ""),
        "who,verdict,comment\nAwa,ReviewedOk,\nAwa,ReviewedWrong,\"not here, there\"\nBen,ReviewedUnsure,\nBen,ReviewedWrong,\n"
    );
    // Without the reviews it is the graph of before: no name, no plain triple has changed.
    done(&folder, &["-q", "export", "facts.jsonl", "-o", "plain.nt"]);
    done(
        &folder,
        &["-q", "export", "reviewed.jsonl", "-o", "reviewed.nt"],
    );
    let without: Vec<String> = read(&folder, "reviewed.nt")
        .lines()
        .filter(|line| !line.contains("eview"))
        .map(str::to_owned)
        .collect();
    assert_eq!(without.join("\n"), read(&folder, "plain.nt").trim_end());
}

#[test]
fn reviews_come_back_from_every_form() {
    let folder = reviewed();
    // Facts and Turtle say the same, and so does the table written of them, filled in as it is.
    done(
        &folder,
        &[
            "-q",
            "export",
            "reviewed.ttl",
            "-o",
            "turtle.jsonl",
            "-o",
            "full.review.csv",
        ],
    );
    assert_eq!(
        read(&folder, "turtle.jsonl"),
        read(&folder, "reviewed.jsonl")
    );
    done(
        &folder,
        &[
            "-q",
            "export",
            "reviewed.ttl",
            "full.review.csv",
            "-o",
            "again.ttl",
        ],
    );
    assert_eq!(read(&folder, "again.ttl"), read(&folder, "reviewed.ttl"));
    done(
        &folder,
        &[
            "-q",
            "export",
            "facts.jsonl",
            "full.review.csv",
            "-o",
            "afresh.ttl",
        ],
    );
    assert_eq!(read(&folder, "afresh.ttl"), read(&folder, "reviewed.ttl"));
    // In other styles of claims too.
    done(
        &folder,
        &[
            "-q",
            "export",
            "reviewed.jsonl",
            "--claims",
            "rdf12",
            "-o",
            "styled.ttl",
        ],
    );
    done(
        &folder,
        &["-q", "export", "styled.ttl", "-o", "styled.jsonl"],
    );
    assert_eq!(
        read(&folder, "styled.jsonl"),
        read(&folder, "reviewed.jsonl")
    );
}

#[test]
fn what_is_wrong_with_a_table_is_told_by_line() {
    let folder = folder();
    let ids = claims(&folder);
    let id = &ids[0];
    for (table, wanted) in [
        (
            format!("claim,verdict\n{id},yes\n"),
            "review.csv:2: verdict \"yes\" is none of ok, wrong, unsure (an empty one is for later)",
        ),
        (
            "claim,verdict\r\n\r\nhttps://example.org/claim/00,ok\r\n".to_owned(),
            "review.csv:3: no claim of the other inputs has the id \"https://example.org/claim/00\"",
        ),
        (
            "subject,predicate,object,verdict\na,b,c,ok\n".to_owned(),
            "review.csv:1: a table for review has the columns claim and verdict; missing: claim",
        ),
        (format!("claim,verdict\n{id},\"ok\n"), "review.csv:2: "),
        (
            "claim,verdict\n,wrong\n".to_owned(),
            "review.csv:2: a verdict without the id of its claim",
        ),
    ] {
        write(&folder, "review.csv", &table);
        let run = run(
            &folder,
            &["export", "facts.jsonl", "review.csv", "-o", "out.ttl"],
        );
        assert_eq!(run.code, Some(3), "{table}: {}", run.stderr);
        assert!(run.stderr.contains(wanted), "{table}: {}", run.stderr);
        assert!(!folder.path().join("out.ttl").exists());
    }
    write(
        &folder,
        "review.csv",
        &format!(
            "claim,verdict,comment\n{id},ok,\n{id},maybe,\n{},,later\n",
            ids[1]
        ),
    );
    let kept = run(
        &folder,
        &[
            "export",
            "--keep-going",
            "facts.jsonl",
            "review.csv",
            "-o",
            "out.jsonl",
        ],
    );
    assert_eq!(kept.code, Some(1), "{}", kept.stderr);
    assert!(
        kept.stderr
            .contains("review.csv:4: a comment without a verdict is not kept")
    );
    assert_eq!(read(&folder, "out.jsonl").matches("\"reviews\"").count(), 1);
}

#[test]
fn one_person_who_says_two_things_is_told_so() {
    let folder = folder();
    let id = claims(&folder).remove(0);
    write(
        &folder,
        "review.csv",
        &format!("claim;verdict;reviewer\r\n{id};ok;Awa\r\n{id};wrong;Awa\r\n{id};ok;Ben\r\n"),
    );
    let run = done(
        &folder,
        &["export", "facts.jsonl", "review.csv", "-o", "out.jsonl"],
    );
    assert!(
        run.stderr.contains(
            "review.csv:3: \"Awa\" finds this claim wrong here and ok elsewhere; both are kept"
        ),
        "{}",
        run.stderr
    );
}

#[test]
fn csv_safe_guards_formulas_in_every_table_and_reading_takes_the_guard_off() {
    let folder = folder();
    write(
        &folder,
        "hostile.jsonl",
        concat!(
            r#"{"subject":"=cmd|' /C calc'!A0","predicate":"trains","object":"@SUM(1)","confidence":0.5,"#,
            r#""evidence":[{"quote":"-1+1"}],"quantity":{"text":"-5","value":-5},"#,
            r#""reviews":[{"reviewer":"+Awa","verdict":"ok","comment":"=1+1"},{"reviewer":"'=Ben","verdict":"wrong"}]}"#,
            "\n"
        ),
    );
    let names = [
        "x.review.csv",
        "x.nodes.csv",
        "x.edges.csv",
        "x.neo4j-nodes.csv",
        "x.neo4j-relationships.csv",
    ];
    let mut arguments = vec!["-q", "export", "hostile.jsonl", "--csv-safe"];
    for name in names {
        arguments.extend(["-o", name]);
    }
    done(&folder, &arguments);
    for name in names {
        for row in rows(&folder.path().join(name)).iter().skip(1) {
            for cell in row {
                let is_formula = cell.starts_with(['=', '+', '-', '@']) && cell != "-5";
                assert!(!is_formula, "{name}: {cell}");
            }
        }
    }
    assert!(read(&folder, "x.review.csv").contains("'=cmd|"));
    done(
        &folder,
        &["-q", "export", "hostile.jsonl", "-o", "plain.ttl"],
    );
    done(
        &folder,
        &[
            "-q",
            "export",
            "hostile.jsonl",
            "x.review.csv",
            "-o",
            "back.ttl",
        ],
    );
    assert_eq!(read(&folder, "plain.ttl"), read(&folder, "back.ttl"));
    let slip = run(
        &folder,
        &["-q", "export", "hostile.jsonl", "--csv-safe", "-o", "x.ttl"],
    );
    assert_eq!(slip.code, Some(2));
    assert!(
        slip.stderr.contains("--csv-safe is for tables"),
        "{}",
        slip.stderr
    );
}

/// Two entities that are one person, a third that is somebody else, and what is said of each.
const PEOPLE: &str = r#"{"kind":"source","id":"s","text":"Lavrov flew to Bamako. Mr Lavrov flew to Bamako. Awa flew to Bamako."}
{"kind":"entity","id":"lavrov","type":"Person","label":"Lavrov"}
{"kind":"entity","id":"mr-lavrov","type":"Person","label":"Mr Lavrov"}
{"kind":"entity","id":"awa","type":"Person","label":"Awa"}
{"kind":"entity","id":"bamako","type":"City","label":"Bamako"}
{"kind":"relation","subject":"lavrov","predicate":"visited","object":"bamako"}
{"kind":"relation","subject":"mr-lavrov","predicate":"visited","object":"bamako"}
{"kind":"relation","subject":"awa","predicate":"visited","object":"bamako"}
"#;

#[test]
fn a_table_fits_whatever_the_ledger_says_meanwhile() {
    let folder = tempfile::tempdir().unwrap();
    write(&folder, "facts.jsonl", PEOPLE);
    let ledgers = [
        "",
        "same\tlavrov\tmr-lavrov\tAwa\tone man\n",
        "same\tmr-lavrov\tlavrov\tAwa\tone man\n",
        "same\tawa\tlavrov\tBen\ta guess\n",
    ];
    let export = |inputs: &[&str], ledger: &str, output: &str| {
        write(&folder, "ledger.tsv", ledger);
        let before = ["-q", "export", "--ledger", "ledger.tsv"];
        done(&folder, &[&before[..], inputs, &["-o", output]].concat());
    };
    for written_under in ledgers {
        export(&["facts.jsonl"], written_under, "review.csv");
        export(&["facts.jsonl"], written_under, "graph.ttl");
        let table = read(&folder, "review.csv");
        let n_rows = rows(&folder.path().join("review.csv")).len() - 1;
        let n_expected = if written_under.is_empty() { 3 } else { 2 };
        assert_eq!(n_rows, n_expected, "{table}");
        let filled = table.replace("\r\n,,,", "\r\nok,Awa,,");
        write(&folder, "review.csv", &filled);
        for read_under in ledgers {
            for graph in ["facts.jsonl", "graph.ttl"] {
                export(&[graph, "review.csv"], read_under, "out.jsonl");
                let out = read(&folder, "out.jsonl");
                let n_claims = out.matches("\"predicate\"").count();
                assert_eq!(out.matches("\"reviews\"").count(), n_claims, "{out}");
            }
        }
    }
}
