//! Facts as records: ends, names, labels.

use super::Check::{Count, Entities, Has, Labels, Lacks, Says};
use super::{Case, either, fails, run_all, works};
use serde_json::json;

const TRAINS: &str = "https://w3id.org/graphwright/security#trains";
const CLAIM: &str = "https://w3id.org/graphwright/core#subject";

/// Two people, and some more lines.
fn with(lines: &[&str]) -> String {
    let people = [
        r#"{"kind":"entity","id":"ann","type":"Person","label":"Ann"}"#,
        r#"{"kind":"entity","id":"bob","type":"Person","label":"Bob"}"#,
    ];
    [&people, lines].concat().join("\n") + "\n"
}

/// Entities of their own ids and labels.
fn entities(ids: &[&str]) -> String {
    let record = |id: &&str| {
        json!({"kind": "entity", "id": id, "label": format!("is {id}")}).to_string() + "\n"
    };
    ids.iter().map(record).collect()
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table")]
fn ends_and_doubles() {
    let trains = r#"{"subject":"ann","predicate":"sec:trains","object":"bob"}"#;
    let dangling = r#"{"subject":"ann","predicate":"sec:trains","object":"bbo"}"#;
    run_all([
        fails(
            "dangling relation end",
            "facts.jsonl",
            with(&[dangling]),
            &[
                "facts.jsonl:3:",
                r#""bbo""#,
                "no entity",
                r#"did you mean "bob""#,
            ],
        ),
        fails(
            "dangling speaker",
            "facts.jsonl",
            with(&[
                r#"{"subject":"ann","predicate":"p","object":"bob","attribution":{"speaker":"eve","report":"reported"}}"#,
            ]),
            &["facts.jsonl:3:", r#""eve""#, "no entity"],
        ),
        fails(
            "dangling place",
            "facts.jsonl",
            with(&[r#"{"subject":"ann","predicate":"p","object":"bob","place":"oz"}"#]),
            &["facts.jsonl:3:", r#""oz""#, "no entity"],
        ),
        fails(
            "dangling evidence",
            "facts.jsonl",
            with(&[r#"{"subject":"ann","predicate":"p","object":"bob","evidence":["e9"]}"#]),
            &["facts.jsonl:3:", r#"evidence "e9" is not declared"#],
        ),
        works(
            "dangling relation end, made on demand",
            "facts.jsonl",
            with(&[dangling]),
            vec![Entities(3), Count(TRAINS, 1)],
        )
        .with(&["--create-missing"]),
        works(
            "self loop",
            "facts.jsonl",
            with(&[r#"{"subject":"ann","predicate":"sec:trains","object":"ann"}"#]),
            vec![
                Has(
                    "<https://example.org/entity/ann> <https://w3id.org/graphwright/security#trains> <https://example.org/entity/ann> .",
                ),
                Count(CLAIM, 1),
            ],
        ),
        works(
            "parallel edges",
            "facts.jsonl",
            with(&[
                trains,
                r#"{"subject":"ann","predicate":"sec:trains","object":"bob","time":"2024"}"#,
            ]),
            vec![Count(TRAINS, 1), Count(CLAIM, 2)],
        ),
        works(
            "relation before its entities",
            "facts.jsonl",
            format!("{trains}\n{}", with(&[])),
            vec![Entities(2), Count(TRAINS, 1)],
        ),
        works(
            "identical duplicate",
            "facts.jsonl",
            with(&[trains, trains]) + &with(&[]),
            vec![Entities(2), Count(TRAINS, 1), Count(CLAIM, 1)],
        ),
        fails(
            "duplicate id, conflicting types",
            "facts.jsonl",
            with(&[r#"{"kind":"entity","id":"ann","type":"Country","label":"Ann"}"#]),
            &[
                "facts.jsonl:3",
                "facts.jsonl:1",
                r#""ann""#,
                "Country",
                "Person",
            ],
        ),
        fails(
            "duplicate id, no label in common",
            "facts.jsonl",
            with(&[r#"{"kind":"entity","id":"ann","type":"Person","label":"Zoe"}"#]),
            &["facts.jsonl:3", "facts.jsonl:1", r#""ann""#, "Zoe"],
        ),
        fails(
            "duplicate relation id",
            "facts.jsonl",
            with(&[
                r#"{"id":"r","subject":"ann","predicate":"p","object":"bob"}"#,
                r#"{"id":"r","subject":"bob","predicate":"p","object":"ann"}"#,
            ]),
            &["facts.jsonl:4", r#"relation "r""#, "twice"],
        ),
        fails(
            "object and value",
            "facts.jsonl",
            with(&[r#"{"subject":"ann","predicate":"p","object":"bob","value":1}"#]),
            &["facts.jsonl:3", "object and value"],
        ),
    ]);
}

#[test]
fn ids() {
    let id = |name, id: &str, n| {
        let checks = vec![Entities(n), Lacks("http://e/s"), Lacks("http://e/p")];
        either(
            name,
            "facts.jsonl",
            entities(&[id]),
            checks,
            &["facts.jsonl:1"],
        )
    };
    let mut cases: Vec<Case> = vec![
        works("names collide after slugging", "facts.jsonl", entities(&["a b", "a_b", "a-b", "A b"]), vec![Entities(4)]),
        works("labels collide after slugging", "facts.jsonl", ["a b", "a_b", "a-b", "A b"].map(|label| json!({"subject": label, "predicate": "p", "value": 1}).to_string() + "\n").concat(), vec![Entities(4)]),
        works("slug becomes empty", "facts.jsonl", entities(&["!!!", "???", " ", "🙂", "\u{301}", "."]), vec![Entities(6), Lacks("https://example.org/entity/")]),
        // The id is compared in NFC, so these are one entity, and the labels are one text to a reader.
        works("NFC / NFD twins", "facts.jsonl", "{\"kind\":\"entity\",\"id\":\"Traor\u{e9}\",\"label\":\"T\"}\n{\"kind\":\"entity\",\"id\":\"Traore\u{301}\",\"label\":\"T\"}\n{\"subject\":\"Traore\u{301}\",\"predicate\":\"sec:trains\",\"object\":\"Traor\u{e9}\"}\n", vec![Entities(1), Count(TRAINS, 1)]),
        works("NFC / NFD twins of a relation's end", "facts.jsonl", "{\"kind\":\"entity\",\"id\":\"Traor\u{e9}\",\"label\":\"T\"}\n{\"subject\":\"Traore\u{301}\",\"predicate\":\"sec:trains\",\"object\":\"Traor\u{e9}\"}\n", vec![Entities(1), Count(TRAINS, 1)]),
        works("NFC / NFD twins as labels", "facts.jsonl", "{\"subject\":\"Traor\u{e9}\",\"predicate\":\"p\",\"value\":1}\n{\"subject\":\"Traore\u{301}\",\"predicate\":\"p\",\"value\":1}\n", vec![Entities(1)]),
        either("IRI injection through a predicate", "facts.jsonl", with(&[&json!({"subject": "ann", "predicate": "p> <http://e/x> . <http://e/s> <http://e/p", "object": "bob"}).to_string()]), vec![Entities(2), Count(CLAIM, 1), Lacks("http://e/s")], &["facts.jsonl:3"]),
        either("IRI injection through a predicate that begins as an IRI", "facts.jsonl", with(&[&json!({"subject": "ann", "predicate": "http://e/p> <http://e/x> . <http://e/s> <http://e/p", "object": "bob"}).to_string()]), vec![Entities(2), Count(CLAIM, 1), Lacks("http://e/s")], &["facts.jsonl:3"]),
        either("IRI injection through a type", "facts.jsonl", with(&[&json!({"kind": "entity", "id": "x", "label": "X", "type": "T> . <http://e/s> <http://e/p> <http://e/o"}).to_string()]), vec![Entities(3), Lacks("http://e/s")], &["facts.jsonl:3"]),
        fails("IRI injection through same_as", "facts.jsonl", with(&[&json!({"kind": "entity", "id": "x", "label": "X", "same_as": ["http://e/a> <http://e/b"]}).to_string()]), &["facts.jsonl:3", "same_as"]),
        fails("IRI injection through the url of a source", "facts.jsonl", with(&[&json!({"kind": "source", "id": "s", "url": "http://e/a> <http://e/b"}).to_string()]), &["facts.jsonl:3", "url"]),
        fails("IRI injection through a datatype", "facts.jsonl", with(&[&json!({"subject": "ann", "predicate": "p", "value": {"value": "1", "datatype": "http://e/a> <http://e/b"}}).to_string()]), &["facts.jsonl:3", "datatype"]),
        fails("injection through a language", "facts.jsonl", with(&[&json!({"kind": "entity", "id": "x", "label": "X", "language": "en . <http://e/s>"}).to_string()]), &["facts.jsonl:3", "language"]),
        works("injection through a time", "facts.jsonl", with(&[&json!({"subject": "ann", "predicate": "p", "object": "bob", "time": "2024\"^^<http://e/t> . <http://e/s> <http://e/p> \""}).to_string()]), vec![Count(CLAIM, 1), Lacks("http://e/s")]),
    ];
    for (name, text) in [
        (
            "IRI injection through an id",
            "x> <http://e/p> \"pwned\" . <http://e/y",
        ),
        (
            "IRI injection through an id, with a newline",
            "x\n<http://e/s> <http://e/p> \"pwned\" .",
        ),
        ("path and fragment characters in ids", "../../etc/passwd"),
        ("path and fragment characters in ids: query", "a/b?c=d#e%2F"),
        ("path and fragment characters in ids: windows", "..\\x\\C:"),
        ("bad absolute IRIs as ids: space", "http://example.com/a b"),
        ("bad absolute IRIs as ids: bracket", "http://[::1/x"),
        ("bad absolute IRIs as ids: angle", "http://example.com/<x>"),
        (
            "bad absolute IRIs as ids: percent",
            "http://example.com/%zz",
        ),
        ("bad absolute IRIs as ids: scheme alone", "http://"),
        ("bad absolute IRIs as ids: script", "javascript:alert(1)"),
        ("bad absolute IRIs as ids: no authority", "http:///x"),
        ("bad absolute IRIs as ids: port", "http://e:99999999/"),
        ("id: nul", "a\0b"),
    ] {
        cases.push(id(name, text, 1));
    }
    run_all(cases);
}

#[test]
fn labels_come_back_letter_for_letter() {
    let ten_thousand = "0123456789".repeat(1000);
    let labels = [
        ("label: quotes", "the \"old\" 'mill' \"\"\" '''"),
        ("label: backslash", "C:\\new\\table \\u0041 \\"),
        ("label: newline", "one\ntwo\r\nthree\r\tfour"),
        ("label: ansi", "\u{1b}[31mred\u{1b}[0m \u{9b}2J \u{7}"),
        ("label: html", "<script>alert(\"1\")</script> & &amp; <b>"),
        ("label: rtl", "\u{202e}evil\u{202c} \u{5d0}\u{5d1} \u{627}"),
        ("label: zero-width", "a\u{200b}b\u{200d}c\u{feff}d\u{2060}"),
        ("label: emoji", "👩‍👩‍👧‍👦 🇧🇫 1️⃣"),
        ("label: 10k", &ten_thousand),
        ("label: dot-html", "<<b>bold</b>>"),
        ("label: template", "{{7*7}} ${x} %s #{y} {0}"),
        ("label: comment-end", "--> ]]> */ #"),
        ("label: spaces", "  two  spaces "),
        ("label: decomposed", "Traore\u{301}"),
    ];
    let refusable = [
        ("label: nul", "a\0b"),
        (
            "label: noncharacter",
            "a\u{fffe}b\u{ffff}\u{fdd0}\u{10ffff}",
        ),
    ];
    let record = |label: &str| json!({"kind": "entity", "id": "x", "label": label}).to_string();
    let expected = |label: &str| vec![Labels(vec![label.to_owned()])];
    let sound =
        labels.map(|(name, label)| works(name, "facts.jsonl", record(label), expected(label)));
    let odd = refusable.map(|(name, label)| {
        either(
            name,
            "facts.jsonl",
            record(label),
            expected(label),
            &["facts.jsonl:1"],
        )
    });
    run_all(sound.into_iter().chain(odd));
}

/// Whatever a name is made of, standard error stays clean when it has to repeat it.
#[test]
fn names_in_messages_are_cut_and_made_visible() {
    let long = "\u{1b}]0;x\u{7}\u{202e}".repeat(100_000);
    let relation = json!({"subject": "ann", "predicate": "p", "object": long}).to_string();
    let field = json!({"kind": "entity", "id": "x", "label": "X", long.as_str(): 1}).to_string();
    run_all([
        fails(
            "dangling end with escapes",
            "facts.jsonl",
            with(&[&relation]),
            &["facts.jsonl:3", r"\u{1b}]0;x\u{7}\u{202e}", "…"],
        ),
        works(
            "unknown field with escapes",
            "facts.jsonl",
            with(&[&field]),
            vec![Says(r"\u{1b}]0;x\u{7}\u{202e}")],
        ),
    ]);
}
