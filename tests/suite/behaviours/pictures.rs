//! Words that would break out of a picture or a page. What Graphviz makes of them is tested where it is needed.

use super::{graphwright, unclean};
use dom_query::Document;
use quick_xml::events::Event;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Each with its name in the corpus of bad input.
fn labels() -> Vec<(&'static str, String)> {
    let mut labels: Vec<(&str, String)> = [
        (
            "html",
            "<script>alert(\"1\")</script> & &amp; <b onclick='x()'>",
        ),
        (
            "end of script",
            "</script></style></textarea><img src=x onerror=alert(1)>",
        ),
        ("quotes", "\" onload=\"alert(1) ' onload='alert(1)"),
        ("backslash", "C:\\new\\table \\u0041 \\"),
        ("newline", "one\ntwo\r\nthree"),
        ("ansi", "\u{1b}[31mred\u{1b}[0m \u{9b}2J \u{7}"),
        ("nul", "a\0b"),
        ("noncharacter", "a\u{fffe}b\u{ffff}\u{fdd0}\u{10ffff}"),
        ("comment-end", "--> <!-- ]]> <![CDATA[ */ ?> <?x"),
        ("emoji", "👩‍👩‍👧‍👦 🇧🇫 1️⃣"),
        ("template", "{{7*7}} ${x} `y` #{z}"),
        ("separators", "a\u{2028}b\u{2029}c\u{202e}d"),
        ("dot-html", "<<b>bold</b>>"),
    ]
    .map(|(name, label)| (name, label.to_owned()))
    .into();
    labels.push(("10k", "0123456789".repeat(1000)));
    labels
}

/// A folder with two entities and a relation, everything that is drawn of which has a label.
fn write_facts(folder: &Path, label: &str) {
    let link = "https://example.org/?'onclick=alert(1)&x";
    let facts = [
        json!({"kind": "source", "id": "s", "title": label, "url": link}),
        json!({"kind": "entity", "id": "a", "label": label, "type": "Person", "aliases": [label], "same_as": [link]}),
        json!({"kind": "entity", "id": "b", "label": "Bob", "type": "Person"}),
        json!({"subject": "a", "predicate": label, "object": "b", "time": label,
            "attribution": {"speaker": "a", "report": "reported"}, "evidence": [{"source": "s", "quote": label}]}),
    ];
    fs::write(
        folder.join("facts.jsonl"),
        facts.map(|record| record.to_string() + "\n").concat(),
    )
    .unwrap();
}

fn drawn(folder: &Path, name: &str, output: &str) -> String {
    let run = graphwright(folder, &["draw", "facts.jsonl", "-o", output]);
    assert_eq!(unclean(&run), [""; 0], "{name}");
    assert!(
        run.status.success(),
        "{name}: {}",
        String::from_utf8_lossy(&run.stderr)
    );
    fs::read_to_string(folder.join(output)).unwrap()
}

/// Whether XML 1.0 allows a character.
fn is_xml(letter: char) -> bool {
    matches!(letter, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..='\u{10ffff}')
}

#[test]
fn a_picture_is_well_formed_and_nothing_in_it_is_live() {
    let folder = tempfile::tempdir().unwrap();
    let mut usual: Option<BTreeSet<String>> = None;
    for (name, label) in [("control", "Ann".to_owned())].into_iter().chain(labels()) {
        write_facts(folder.path(), &label);
        let svg = drawn(folder.path(), name, "g.svg");
        assert!(svg.chars().all(is_xml), "{name}");
        let mut elements = BTreeSet::new();
        let mut reader = quick_xml::Reader::from_str(&svg);
        reader.config_mut().check_end_names = true;
        loop {
            match reader
                .read_event()
                .unwrap_or_else(|error| panic!("{name}: {error}"))
            {
                Event::Eof => break,
                Event::Start(start) | Event::Empty(start) => {
                    let element = String::from_utf8(start.name().as_ref().to_vec()).unwrap();
                    for attribute in start.attributes() {
                        let attribute = attribute.unwrap_or_else(|error| panic!("{name}: {error}"));
                        let key = String::from_utf8(attribute.key.as_ref().to_vec()).unwrap();
                        let value = attribute.unescape_value().unwrap();
                        assert!(!key.starts_with("on"), "{name}: {key}");
                        assert!(
                            !key.ends_with("href") || !value.contains("javascript:"),
                            "{name}: {value}"
                        );
                    }
                    elements.insert(element);
                }
                Event::Text(text) => {
                    text.unescape()
                        .unwrap_or_else(|error| panic!("{name}: {error}"));
                }
                Event::CData(_) | Event::PI(_) | Event::DocType(_) => {
                    panic!("{name}: a label became markup")
                }
                _ => {}
            }
        }
        // A label adds no kind of element.
        let usual = usual.get_or_insert_with(|| elements.clone());
        assert_eq!(elements, *usual, "{name}");
        assert!(!elements.contains("script"));
    }
}

#[test]
fn a_page_runs_its_own_script_only_and_has_all_words_of_a_label() {
    let folder = tempfile::tempdir().unwrap();
    let mut usual: Option<Vec<String>> = None;
    for (name, label) in [("control", "Ann".to_owned())].into_iter().chain(labels()) {
        write_facts(folder.path(), &label);
        let page = drawn(folder.path(), name, "g.html");
        let page = Document::from(page);
        let all = page.select("*");
        let mut names = BTreeSet::new();
        for node in all.nodes() {
            names.insert(
                node.node_name()
                    .map_or_else(String::new, |name| name.to_string()),
            );
            for attribute in node.attrs() {
                let (key, value) = (
                    attribute.name.local.to_string(),
                    attribute.value.to_string(),
                );
                assert!(!key.starts_with("on"), "{name}: {key}");
                assert!(
                    !key.ends_with("href") || !value.contains("javascript:"),
                    "{name}: {value}"
                );
            }
        }
        let mut shape: Vec<String> = names.into_iter().collect();
        shape.push(format!("{} scripts", page.select("script").length()));
        let usual = usual.get_or_insert_with(|| shape.clone());
        assert_eq!(shape, *usual, "{name}");
        let data = page.select("script[type='application/json']").text();
        let data: Value =
            serde_json::from_str(&data).unwrap_or_else(|error| panic!("{name}: {error}"));
        let entities = data["entities"].as_array().unwrap();
        // What nobody sees is left out or shown as a sign; no word is.
        let words = |text: &str| {
            text.chars()
                .filter(|letter| letter.is_alphanumeric())
                .collect::<String>()
        };
        let has_label = entities
            .iter()
            .any(|entity| words(entity["label"].as_str().unwrap()) == words(&label));
        assert!(has_label, "{name}: {entities:?}");
    }
}
