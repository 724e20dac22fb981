//! Facts as JSON: encodings, syntax, depth, types.

use super::Check::{Count, Entities, Has, Labels};
use super::{either, fails, graphwright, run_all, unclean, works};
use std::fs;
use std::time::{Duration, Instant};

const ANN: &str = r#"{"kind":"entity","id":"ann","type":"Person","label":"Ann"}"#;
const BOB: &str = r#"{"kind":"entity","id":"bob","type":"Person","label":"Bob"}"#;
const TRAINS: &str =
    r#"{"kind":"relation","subject":"ann","predicate":"sec:trains","object":"bob"}"#;

/// Lines of facts.
fn lines(lines: &[&str]) -> String {
    lines.join("\n") + "\n"
}

/// Two sound lines and one more.
pub(super) fn third(line: &str) -> String {
    lines(&[ANN, BOB, line])
}

fn utf16(text: &str) -> Vec<u8> {
    let units = [0xFEFF].into_iter().chain(text.encode_utf16());
    units.flat_map(u16::to_le_bytes).collect()
}

fn ann_and_bob() -> Vec<super::Check> {
    vec![Labels(vec!["Ann".to_owned(), "Bob".to_owned()])]
}

const TRAINS_IRI: &str = "https://w3id.org/graphwright/security#trains";

#[test]
#[expect(clippy::too_many_lines, reason = "a table")]
fn bytes_of_facts() {
    let sound = lines(&[ANN, BOB, TRAINS]);
    run_all([
        works(
            "control",
            "facts.jsonl",
            sound.clone(),
            vec![Entities(2), Count(TRAINS_IRI, 1)],
        ),
        works("empty file", "facts.jsonl", "", vec![Entities(0)]),
        works(
            "empty file in another form",
            "facts.json",
            " \n",
            vec![Entities(0)],
        ),
        works(
            "blank lines",
            "facts.jsonl",
            lines(&["", ANN, " \t", "\r", BOB]),
            ann_and_bob(),
        ),
        fails(
            "truncated last record",
            "facts.jsonl",
            lines(&[ANN, BOB]) + r#"{"kind":"relation","subject":"ann","#,
            &["facts.jsonl:3:", "EOF"],
        ),
        fails(
            "truncated",
            "facts.json",
            r#"{"entities":[{"id":"ann","#,
            &["facts.json:1:25:", "EOF"],
        ),
        fails(
            "truncated on line 3",
            "facts.json",
            "{\n\"entities\":\n[",
            &["facts.json:3:", "EOF"],
        ),
        works(
            "UTF-8 BOM",
            "facts.jsonl",
            format!("\u{FEFF}{ANN}\n{BOB}\n"),
            ann_and_bob(),
        ),
        works(
            "UTF-8 BOM in one object",
            "facts.json",
            format!("\u{FEFF}{{\"entities\":\n[{ANN},{BOB}]}}"),
            ann_and_bob(),
        ),
        either(
            "UTF-16",
            "facts.jsonl",
            utf16(&sound),
            ann_and_bob(),
            &["facts.jsonl", "UTF-16"],
        ),
        fails(
            "invalid UTF-8",
            "facts.jsonl",
            [ANN.as_bytes(), b"\n{\"kind\":\"entity\",\"id\":\"\xE9\"}\n"].concat(),
            &["facts.jsonl:2:24: ", "0xE9", "UTF-8"],
        ),
        fails(
            "lone surrogate escape",
            "facts.jsonl",
            third(r#"{"kind":"entity","id":"x","label":"\uD800"}"#),
            &["facts.jsonl:3:35:", "label", "escape"],
        ),
        fails(
            "NaN token",
            "facts.jsonl",
            third(r#"{"subject":"ann","predicate":"p","object":"bob","confidence":NaN}"#),
            &[
                "facts.jsonl:3:62:",
                "not JSON: it has no NaN, as Python's json.dumps writes",
                "null or a number is wanted",
            ],
        ),
        fails(
            "infinite numbers",
            "facts.jsonl",
            third(
                "{\"subject\":\"ann\",\"predicate\":\"p\",\"value\":Infinity}\n{\"value\": -Infinity}",
            ),
            &[
                "facts.jsonl:3:42: not JSON: it has no Infinity,",
                "facts.jsonl:4:11: not JSON: it has no -Infinity,",
            ],
        ),
        works(
            "words that are no number in a string",
            "facts.jsonl",
            third(r#"{"subject":"ann","predicate":"p","value":"NaN"}"#),
            vec![Has("\"NaN\"")],
        ),
        fails(
            "1e400 as confidence",
            "facts.jsonl",
            third(r#"{"subject":"ann","predicate":"p","object":"bob","confidence":1e400}"#),
            &["facts.jsonl:3:", "confidence"],
        ),
        fails(
            "1e400",
            "facts.jsonl",
            third(r#"{"subject":"ann","predicate":"p","value":1e400}"#),
            &["facts.jsonl:3:", "value", "out of range"],
        ),
        fails(
            "value out of range",
            "facts.jsonl",
            third(r#"{"subject":"ann","predicate":"p","object":"bob","confidence":1.5}"#),
            &["facts.jsonl:3:", "confidence", "1.5", "between 0 and 1"],
        ),
        fails(
            "value below the range",
            "facts.jsonl",
            third(r#"{"subject":"ann","predicate":"p","object":"bob","confidence":-0.1}"#),
            &["facts.jsonl:3:", "confidence", "-0.1"],
        ),
        works(
            "integer beyond 64 bits",
            "facts.jsonl",
            third(r#"{"subject":"ann","predicate":"paid","value":123456789012345678901234567890}"#),
            vec![Has(
                r#"<https://example.org/entity/ann> <https://example.org/relation/paid> "123456789012345678901234567890"^^<http://www.w3.org/2001/XMLSchema#integer> ."#,
            )],
        ),
        fails(
            "duplicate keys",
            "facts.jsonl",
            third(r#"{"kind":"entity","id":"x","id":"y","label":"X"}"#),
            &["facts.jsonl:3:32:", r#""id""#, "twice"],
        ),
        fails(
            "duplicate keys, one escaped",
            "facts.jsonl",
            third(r#"{"kind":"entity","id":"x","\u0069d":"y","label":"X"}"#),
            &["facts.jsonl:3:", "twice"],
        ),
        fails(
            "trailing comma",
            "facts.jsonl",
            lines(&[ANN, r#"{"kind":"entity","id":"x","label":"X",}"#]),
            &["facts.jsonl:2:39:", "not JSON"],
        ),
        fails(
            "JSON with comment",
            "facts.jsonl",
            lines(&["// people", ANN]),
            &["facts.jsonl:1:1:", "not JSON"],
        ),
        either(
            "two documents",
            "facts.jsonl",
            format!("{ANN}{BOB}\n"),
            ann_and_bob(),
            &["facts.jsonl:1:", "trailing"],
        ),
        either(
            "two documents with arrays",
            "facts.json",
            format!("{{\"entities\":[{ANN}]}}\n{{\"entities\":[{BOB}]}}\n"),
            ann_and_bob(),
            &["facts.json:2:"],
        ),
        either(
            "two documents over several lines",
            "facts.json",
            format!("{{\"entities\":\n[{ANN}]}}\n{{\"entities\":\n[{BOB}]}}\n"),
            ann_and_bob(),
            &["facts.json:3:", "trailing"],
        ),
    ]);
}

#[test]
fn deep_and_long_facts() {
    let deep =
        |open: &str, close: &str| format!("{}{}", open.repeat(100_000), close.repeat(100_000));
    run_all([
        fails(
            "nesting 100k",
            "facts.jsonl",
            deep("[", "]"),
            &["facts.jsonl:1:", "deeper than"],
        ),
        fails(
            "nesting 100k, never closed",
            "facts.json",
            "[".repeat(100_000),
            &["facts.json:1:", "deeper than"],
        ),
        fails(
            "nesting 100k of objects",
            "facts.json",
            deep("{\"a\":", "}").replace(":}", ":1}"),
            &["facts.json:1:", "deeper than"],
        ),
        fails(
            "nesting 100k in an open-ended field",
            "facts.jsonl",
            third(&format!(
                r#"{{"kind":"entity","id":"x","label":"X","note":{}}}"#,
                deep("[", "]")
            )),
            &["facts.jsonl:3:", "deeper than"],
        ),
        fails(
            "nesting 100k in attributions",
            "facts.jsonl",
            third(&format!(
                r#"{{"subject":"ann","predicate":"p","object":"bob","attribution":{}1{}}}"#,
                r#"{"speaker":"ann","report":"reported","within":"#.repeat(100_000),
                "}".repeat(100_000)
            )),
            &["facts.jsonl:3:", "deeper than"],
        ),
    ]);
}

#[test]
fn a_line_of_50_mb() {
    let label = "long ".repeat(10_000_000);
    let line = format!(r#"{{"kind":"entity","id":"x","label":"{label}"}}"#);
    let said = stats_in_time("facts.jsonl", &line, 0);
    assert!(!said.contains("long long"), "{said}");
    let said = stats_in_time("facts.jsonl", &line[..line.len() - 2], 3);
    assert!(
        said.contains("facts.jsonl:1:50000035: ") && !said.contains("long long"),
        "{said}"
    );
}

/// Each record has a place of its own: to count columns from the start of the line each time takes minutes.
#[test]
fn a_line_of_50_mb_with_many_records() {
    let label = "long ".repeat(200);
    let record = |id| format!(r#"{{"id":"x{id}","colour":1,"label":"{label}"}}"#);
    let records: Vec<String> = (0..50_000).map(record).collect();
    stats_in_time(
        "facts.json",
        &format!(r#"{{"entities":[{}]}}"#, records.join(",")),
        0,
    );
}

/// What `stats` says on standard error about some facts, in 20 s and 1 GiB.
fn stats_in_time(file: &str, input: &str, code: i32) -> String {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(file), input).unwrap();
    let start = Instant::now();
    let run = graphwright(folder.path(), &["stats", file]);
    assert!(
        start.elapsed() < Duration::from_secs(20),
        "{:?}",
        start.elapsed()
    );
    assert_eq!(unclean(&run), [""; 0]);
    let said = String::from_utf8(run.stderr).unwrap();
    assert_eq!(run.status.code(), Some(code), "{said}");
    said
}
