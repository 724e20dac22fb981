//! Trouble that has nothing to do with the format: bytes, depth, order.

use super::{assert_refused, export, sample};
use crate::fixture::graphwright_in;
use serde_json::Value;
use std::fs;

const SAMPLES: [&str; 5] = [
    "langextract.jsonl",
    "spacy.json",
    "gliner2.json",
    "corenlp.json",
    "followthemoney.jsonl",
];

#[test]
fn a_byte_order_mark_and_carriage_returns_change_nothing() {
    let with_both = |name: &str| format!("\u{FEFF}{}", sample(name).replace('\n', "\r\n"));
    for name in SAMPLES {
        let plain = export(&[(name, &sample(name))]);
        assert_eq!(plain.code, Some(0), "{name}: {}", plain.stderr);
        assert_eq!(
            export(&[(name, &with_both(name))]).stdout,
            plain.stdout,
            "{name}"
        );
    }
    let text = sample("brat.txt");
    let plain = export(&[("brat.ann", &sample("brat.ann")), ("brat.txt", &text)]);
    assert_eq!(
        export(&[("brat.ann", &with_both("brat.ann")), ("brat.txt", &text)]).stdout,
        plain.stdout
    );
}

#[test]
fn the_order_of_keys_changes_nothing() {
    for name in SAMPLES {
        let is_lines = name.ends_with("jsonl");
        let text = sample(name);
        let values: Vec<Value> = if is_lines {
            text.lines()
                .map(|line| serde_json::from_str(line).unwrap())
                .collect()
        } else {
            vec![serde_json::from_str(&text).unwrap()]
        };
        let turned: Vec<String> = values.iter().map(turned).collect();
        let [plain, turned] = [text.as_str(), &turned.join("\n")].map(|text| {
            let folder = tempfile::tempdir().unwrap();
            fs::write(folder.path().join(name), text).unwrap();
            let format = name.split('.').next().unwrap();
            graphwright_in(
                folder.path(),
                &["export", name, "--from", format, "--to", "facts", "--quiet"],
            )
        });
        assert_eq!(plain.code, Some(0), "{name}: {}", plain.stderr);
        assert_eq!(turned.stdout, plain.stdout, "{name}");
    }
}

/// A value with the keys of each object in the opposite order.
fn turned(value: &Value) -> String {
    match value {
        Value::Object(fields) => {
            let fields = fields.iter().rev();
            let fields: Vec<String> = fields
                .map(|(key, value)| format!("{}:{}", Value::from(key.as_str()), turned(value)))
                .collect();
            format!("{{{}}}", fields.join(","))
        }
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(turned).collect();
            format!("[{}]", items.join(","))
        }
        other => other.to_string(),
    }
}

#[test]
fn what_is_not_utf_8_or_nests_too_deep_or_ends_too_soon_is_refused() {
    for name in SAMPLES {
        let text = sample(name);
        let cut: String = text.chars().take(text.chars().count() / 2).collect();
        assert_refused(&[(name, &cut)], &["not JSON: EOF while parsing"]);
        let format = name.split('.').next().unwrap();
        let deep = format!(
            "{{\"text\":{}1{}}}",
            "[".repeat(100_000),
            "]".repeat(100_000)
        );
        for (input, says) in [
            (deep.as_bytes(), "arrays and objects nest deeper than 128"),
            (
                &[text.as_bytes(), b"\xE9"].concat(),
                "byte 0xE9 is not UTF-8; Latin-1",
            ),
            (b"\xFF\xFE{\0}\0", "the input is UTF-16; UTF-8 is wanted"),
            (b"42", "found the number 42; an object is wanted"),
            (b"{}", "missing"),
        ] {
            let folder = tempfile::tempdir().unwrap();
            fs::write(folder.path().join(name), input).unwrap();
            let run = graphwright_in(folder.path(), &["export", name, "--from", format]);
            let is_gliner2 = input == b"{}" && name.starts_with("gliner2");
            let says = if is_gliner2 { "found neither" } else { says };
            assert_eq!(run.code, Some(3), "{name}: {}", run.stderr);
            assert!(run.stderr.contains(says), "{name}: {says}\n{}", run.stderr);
            assert!(run.stderr.len() < 4096, "{name}");
        }
    }
}

#[test]
fn tools_that_type_a_name_otherwise_are_read_together() {
    let first = sample("spacy.json");
    let second = first.replace(
        r#""end": 166, "label": "PERSON""#,
        r#""end": 166, "label": "GPE""#,
    );
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.json"), first).unwrap();
    fs::write(folder.path().join("b.json"), second).unwrap();
    let export = |names: [&str; 2]| {
        graphwright_in(
            folder.path(),
            &["export", names[0], names[1], "--to", "facts"],
        )
    };
    let run = export(["a.json", "b.json"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(
        run.stdout
            .contains(r#""id":"Mali","type":["GPE","PERSON"]"#),
        "{}",
        run.stdout
    );
    let says = "warning: a.json: names whose types differ between inputs are taken for one thing each, with all their types: 1, such as \"Mali\" (https://example.org/class/GPE, https://example.org/class/PERSON)\n";
    assert!(run.stderr.contains(says), "{}", run.stderr);
    assert_eq!(export(["b.json", "a.json"]).stdout, run.stdout);
}

#[test]
fn a_long_text_before_what_tells_the_format_is_read_past() {
    let long = "Nothing happened. ".repeat(10_000);
    for (key, format) in [
        ("ents", "spacy"),
        ("entities", "gliner2"),
        ("sentences", "corenlp"),
    ] {
        let value = match key {
            "entities" => "{}",
            "ents" => "[]",
            _ => r#"[{"tokens":[]}]"#,
        };
        let run = export(&[("a.json", &format!(r#"{{"text":"{long}","{key}":{value}}}"#))]);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        let says = format!("note: a.json: read as {format}\n");
        assert!(run.stderr.contains(&says), "{}", run.stderr);
    }
}
