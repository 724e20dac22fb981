//! The schema that is printed, the records that are read and the example are one format.
//!
//! `SCHEMA=overwrite cargo test --test suite schema` makes the printed ones anew from the types.

use crate::fixture::{example, graphwright_on};
use graphwright::model::{Facts, Record};
use graphwright::read::read_facts;
use schemars::schema_for;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;

/// A record of each kind with every field it may have.
const FULL: [&str; 4] = [
    r#"{"kind":"source","id":"s","title":"t","url":"https://e.com/","publisher":"p","published":"2024","language":"en","sha256":"00","text":"x","file":"f"}"#,
    r#"{"kind":"entity","id":"e","type":["State"],"label":"l","language":"en","aliases":["a",{"text":"b","language":"fr"}],"codes":["c"],"same_as":["https://e.com/"],"mentions":[{"source":"s","start":0,"end":1,"text":"x","verified":true}]}"#,
    r#"{"kind":"evidence","id":"v","source":"s","start":0,"end":1,"quote":"x","verified":false}"#,
    r#"{"kind":"relation","id":"r","subject":"e","predicate":"p","object":"e","value":{"value":"1","datatype":"d","language":"en"},"polarity":"negative","modality":"planned","attribution":{"speaker":"e","report":"direct-quote","cue":{"text":"said","start":0,"end":1,"source":"s"},"within":{"speaker":"e","report":"implied","cue":"said"}},"time":"2024","place":"e","quantity":{"text":"two","value":2},"confidence":1,"evidence":["v",{"quote":"x"}],"extractor":["a","b"],"rule":["c"],"reviews":[{"reviewer":"r","verdict":"ok","comment":"c"}]}"#,
];

fn keys(object: &Value) -> BTreeSet<String> {
    object.as_object().unwrap().keys().cloned().collect()
}

#[test]
fn the_schemas_are_those_of_the_types() {
    for (name, made, arguments) in [
        ("facts", schema_for!(Facts), ["schema"].as_slice()),
        ("record", schema_for!(Record), &["schema", "--line"]),
    ] {
        let file = format!("{}/schema/{name}.json", env!("CARGO_MANIFEST_DIR"));
        let made = serde_json::to_string_pretty(&made).unwrap() + "\n";
        if std::env::var("SCHEMA").is_ok_and(|wish| wish == "overwrite") {
            fs::write(&file, &made).unwrap();
            continue;
        }
        let is_as_made = graphwright_on("", arguments) == made;
        assert!(
            is_as_made,
            "{file} is not that of the types: SCHEMA=overwrite writes it anew"
        );
    }
}

#[test]
fn every_field_of_the_schema_is_read_and_no_other() {
    let schema: Value = serde_json::from_str(&graphwright_on("", &["schema", "--line"])).unwrap();
    let kinds = schema["oneOf"].as_array().unwrap();
    assert_eq!(kinds.len(), FULL.len());
    for (kind, full) in kinds.iter().zip(FULL) {
        let record: Value = serde_json::from_str(full).unwrap();
        assert_eq!(kind["properties"]["kind"]["const"], record["kind"]);
        assert_eq!(keys(&kind["properties"]), keys(&record), "{full}");
        assert_eq!(kind["additionalProperties"], Value::Bool(false));
        let (_, faults) = read_facts(full.as_bytes(), &"full.jsonl".into()).unwrap();
        assert!(faults.is_empty(), "{faults:?}");
        for field in kind["required"].as_array().unwrap() {
            let mut without = record.clone();
            without
                .as_object_mut()
                .unwrap()
                .remove(field.as_str().unwrap());
            let (_, faults) =
                read_facts(without.to_string().as_bytes(), &"w.jsonl".into()).unwrap();
            // A relation without `kind` is told by its subject.
            let is_told = field == "kind" && record["kind"] == "relation";
            assert_eq!(faults.is_empty(), is_told, "without {field}: {faults:?}");
        }
    }
}

#[test]
fn the_schema_of_nested_records_is_what_is_read() {
    let schema: Value = serde_json::from_str(&graphwright_on("", &["schema"])).unwrap();
    let nested = |name: &str| keys(&schema["$defs"][name]["properties"]);
    let in_full = |pointer: &str| {
        let found = FULL.iter().find_map(|full| {
            serde_json::from_str::<Value>(full)
                .unwrap()
                .pointer(pointer)
                .cloned()
        });
        keys(&found.unwrap())
    };
    assert_eq!(nested("Mention"), in_full("/mentions/0"));
    assert_eq!(nested("Attribution"), in_full("/attribution"));
    assert_eq!(nested("PlacedCue"), in_full("/attribution/cue"));
    assert_eq!(nested("Quantity"), in_full("/quantity"));
    assert_eq!(nested("Review"), in_full("/reviews/0"));
    assert_eq!(nested("TypedValue"), in_full("/value"));
    assert_eq!(nested("LanguageString"), in_full("/aliases/1"));
}

#[test]
fn one_object_with_arrays_says_the_same_as_lines() {
    let lines = fs::read_to_string(example().join("facts.jsonl")).unwrap();
    let mut whole =
        serde_json::json!({"sources": [], "entities": [], "evidence": [], "relations": []});
    for line in lines.lines() {
        let mut record: Value = serde_json::from_str(line).unwrap();
        let kind = record.as_object_mut().unwrap().remove("kind").unwrap();
        let array = match kind.as_str().unwrap() {
            "source" => "sources",
            "entity" => "entities",
            "evidence" => "evidence",
            _ => "relations",
        };
        whole[array].as_array_mut().unwrap().push(record);
    }
    let pretty = serde_json::to_string_pretty(&whole).unwrap();
    let from_lines = graphwright_on(&lines, &["-q", "export", "-"]);
    assert_eq!(graphwright_on(&pretty, &["-q", "export", "-"]), from_lines);
}
