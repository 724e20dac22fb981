//! Facts as JSON: types, fields, and the count of faults.

use super::Check::{Entities, Says};
use super::facts_json::third;
use super::{Case, fails, graphwright, run_all, works};
use std::fs;

#[test]
#[expect(clippy::too_many_lines, reason = "a table")]
fn types_of_facts() {
    let wrong = |name, field: &'static [&'static str], line: &str| {
        fails(name, "facts.jsonl", third(line), field)
    };
    let mut cases: Vec<Case> = vec![
        wrong(
            "wrong types: label",
            &["facts.jsonl:3:36:", "label: found the number 5", "a string"],
            r#"{"kind":"entity","id":"x","label": 5}"#,
        ),
        wrong(
            "wrong types: aliases",
            &["facts.jsonl:3:", "aliases", "a list is wanted"],
            r#"{"kind":"entity","id":"x","label":"X","aliases":"Y"}"#,
        ),
        wrong(
            "wrong types: an alias",
            &["facts.jsonl:3:", "aliases[1]", "a string is wanted"],
            r#"{"kind":"entity","id":"x","label":"X","aliases":["Y",7]}"#,
        ),
        wrong(
            "wrong types: confidence",
            &[
                "facts.jsonl:3:",
                "confidence",
                r#"a string, "high""#,
                "a number",
            ],
            r#"{"subject":"ann","predicate":"p","object":"bob","confidence":"high"}"#,
        ),
        wrong(
            "wrong types: start",
            &[
                "facts.jsonl:3:",
                "start",
                r#"a string, "1""#,
                "whole number",
            ],
            r#"{"kind":"evidence","id":"e","start":"1","end":2}"#,
        ),
        wrong(
            "wrong types: attribution",
            &["facts.jsonl:3:", "attribution", "an object is wanted"],
            r#"{"subject":"ann","predicate":"p","object":"bob","attribution":"bob"}"#,
        ),
        wrong(
            "wrong types: speaker",
            &["facts.jsonl:3:", "attribution.within.speaker", "null"],
            r#"{"subject":"ann","predicate":"p","object":"bob","attribution":{"speaker":"ann","report":"reported","within":{"speaker":null,"report":"reported"}}}"#,
        ),
        wrong(
            "wrong types: polarity",
            &[
                "facts.jsonl:3:",
                "polarity",
                r#""no""#,
                "positive, negative",
            ],
            r#"{"subject":"ann","predicate":"p","object":"bob","polarity":"no"}"#,
        ),
        wrong(
            "null id",
            &["facts.jsonl:3:", "id: found null"],
            r#"{"kind":"entity","id":null,"label":"X"}"#,
        ),
        wrong(
            "null id of a source",
            &["facts.jsonl:3:", "id: found null"],
            r#"{"kind":"source","id":null,"title":"X"}"#,
        ),
        wrong(
            "null subject",
            &["facts.jsonl:3:", "subject: found null"],
            r#"{"subject":null,"predicate":"p","object":"bob"}"#,
        ),
        wrong(
            "empty id",
            &["facts.jsonl:3:", "id: is empty"],
            r#"{"kind":"entity","id":"","label":"X"}"#,
        ),
        wrong(
            "empty subject",
            &["facts.jsonl:3:", "subject: is empty"],
            r#"{"subject":"","predicate":"p","object":"bob"}"#,
        ),
        wrong(
            "empty predicate",
            &["facts.jsonl:3:", "predicate: is empty"],
            r#"{"subject":"ann","predicate":"","object":"bob"}"#,
        ),
        wrong(
            "missing label",
            &["facts.jsonl:3:", r#"field "label" is missing"#],
            r#"{"kind":"entity","id":"x"}"#,
        ),
        wrong(
            "missing field",
            &["facts.jsonl:3:", r#"field "predicate" is missing"#],
            r#"{"kind":"relation","subject":"ann","object":"bob"}"#,
        ),
        wrong(
            "missing object",
            &["facts.jsonl:3:", r#"field "object" is missing"#],
            r#"{"subject":"ann","predicate":"p"}"#,
        ),
        wrong(
            "null object",
            &["facts.jsonl:3:", "object"],
            r#"{"subject":"ann","predicate":"p","object":null}"#,
        ),
        wrong(
            "missing kind",
            &["facts.jsonl:3:", r#"field "kind" is missing"#, "entity"],
            r#"{"id":"x","label":"X"}"#,
        ),
        wrong(
            "unknown record kind",
            &[
                "facts.jsonl:3:9:",
                r#""entty""#,
                "source",
                "entity",
                "relation",
                "evidence",
            ],
            r#"{"kind":"entty","id":"x","label":"X"}"#,
        ),
        wrong(
            "wrong top level",
            &["facts.jsonl:3:1:", "found a list", "an object is wanted"],
            r#"[{"kind":"entity"}]"#,
        ),
        fails(
            "list as top level",
            "facts.json",
            "[\n1]",
            &["facts.json:1:1:", "found a list", "an object is wanted"],
        ),
    ];
    for scalar in ["null", "true", "17", "\"text\""] {
        cases.push(wrong(
            "scalars",
            &["facts.jsonl:3:1:", "an object is wanted"],
            scalar,
        ));
    }
    for (name, line, says) in [
        (
            "unknown field",
            r#"{"kind":"entity","id":"x","label":"X","colour":"red"}"#,
            r#"facts.jsonl:3:48: unknown field "colour" is not kept"#,
        ),
        (
            "unknown field within",
            r#"{"kind":"entity","id":"x","label":"X","mentions":[{"text":"X","p":1}]}"#,
            r#"facts.jsonl:3:67: mentions[0]: unknown field "p" is not kept"#,
        ),
        (
            "unknown field with an escape",
            "{\"kind\":\"entity\",\"id\":\"x\",\"label\":\"X\",\"\\u001b[31m\":1}",
            r#"facts.jsonl:3:52: unknown field "\u{1b}[31m" is not kept"#,
        ),
    ] {
        cases.push(works(
            name,
            "facts.jsonl",
            third(line),
            vec![Entities(3), Says(says)],
        ));
    }
    run_all(cases);
}

#[test]
fn twenty_faults_are_shown_and_the_rest_counted() {
    let bad = |n: usize| {
        r#"{"kind":"entity","id":"x"}"#.to_owned()
            + &"\n{\"kind\":\"entity\",\"id\":\"x\"}".repeat(n - 1)
    };
    run_all([
        fails(
            "21 faults",
            "facts.jsonl",
            bad(21),
            &["facts.jsonl:20:", "and 1 more error\n"],
        ),
        fails(
            "one fault a line",
            "facts.jsonl",
            bad(50_000),
            &["facts.jsonl:20:", "and 49980 more errors\n"],
        ),
    ]);
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("facts.jsonl"), bad(21)).unwrap();
    let run = graphwright(folder.path(), &["stats", "facts.jsonl"]);
    let said = String::from_utf8(run.stderr).unwrap();
    assert_eq!(said.matches("is missing").count(), 20, "{said}");
}
