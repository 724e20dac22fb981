use super::losses;
use crate::fixture::graphwright_in;
use std::fs;

/// All that a graph file has a column for, bars and backslashes in lists included.
const FACTS: &str = r#"{"kind":"source","id":"a","title":"T | U","url":"https://example.com/a?b=1&c=2","text":"Russia trains soldiers. It has | and \\| and \\. Mali said so."}
{"kind":"entity","id":"russia","type":"State","label":"Russia & \"Co\" <x>","aliases":["Russian Federation","a | b","c\\"],"codes":["RUS"],"same_as":["http://www.wikidata.org/entity/Q159"]}
{"kind":"entity","id":"mali","type":["State","Odd thing"],"label":"Mali"}
{"kind":"entity","id":"odd","label":"two  blanks\n and\ta line "}
{"kind":"relation","subject":"russia","predicate":"trains","object":"mali","polarity":"negative","modality":"planned","attribution":{"speaker":"mali","report":"reported","cue":"said"},"time":"2024","place":"mali","quantity":{"text":"over 3","value":3},"confidence":0.5,"evidence":[{"source":"a","quote":"Russia trains soldiers."},{"source":"a","quote":"It has | and \\| and \\."}],"extractor":["hand","x|y"],"rule":"r"}
{"kind":"relation","subject":"russia","predicate":"trains","object":"mali"}
{"kind":"relation","subject":"mali","predicate":"grows near","object":"russia","confidence":1}
{"kind":"relation","subject":"mali","predicate":"population","value":20}
{"kind":"relation","subject":"mali","predicate":"odd word","value":"x: y | z"}
"#;

/// The facts that come back from a file that the options write, and those that went in, but for offsets.
fn there_and_back(file: &str, options: &[&str]) -> (Vec<String>, Vec<String>, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.jsonl"), FACTS).unwrap();
    let run = |arguments: &[&str]| {
        let run = graphwright_in(folder.path(), arguments);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        run
    };
    run(&[&["export", "a.jsonl", "-o", file][..], options].concat());
    let lines = |text: &str| {
        let mut lines: Vec<String> = text
            .lines()
            .map(|line| {
                let mut fact: serde_json::Value = serde_json::from_str(line).unwrap();
                for evidence in fact["evidence"].as_array_mut().into_iter().flatten() {
                    let evidence = evidence.as_object_mut().unwrap();
                    evidence.remove("start");
                    evidence.remove("end");
                }
                // Without offsets quotes stand in another order.
                if let Some(evidence) = fact["evidence"].as_array_mut() {
                    evidence.sort_by_key(ToString::to_string);
                }
                fact.to_string()
            })
            .collect();
        lines.sort();
        lines
    };
    let before = run(&["export", "a.jsonl", "--to", "facts"]);
    let back = run(&["export", file, "--to", "facts"]);
    (lines(&before.stdout), lines(&back.stdout), losses(&back))
}

#[test]
fn what_we_write_is_read_back_as_far_as_the_format_carries_it() {
    for file in ["a.graphml", "a.gexf", "a.cyjs"] {
        let (before, back, losses) = there_and_back(file, &[]);
        assert_eq!(back, before, "{file}");
        assert_eq!(losses, Vec::<String>::new(), "{file}");
    }
}

#[test]
fn with_yed_s_drawing_it_is_the_same_and_the_drawing_is_counted() {
    let (before, back, losses) = there_and_back("a.graphml", &["--flavour", "yed"]);
    assert_eq!(back, before);
    assert_eq!(
        losses,
        ["not carried over: 3 × drawing of a node; 3 × drawing of a relation"]
    );
}

#[test]
fn several_sources_of_one_relation_are_told_to_be_lost() {
    let folder = tempfile::tempdir().unwrap();
    let facts = r#"{"kind":"source","id":"a","title":"A","text":"X likes Y."}
{"kind":"source","id":"b","title":"B","text":"X adores Y."}
{"kind":"relation","subject":"X","predicate":"likes","object":"Y","evidence":[{"source":"a","quote":"X likes Y."},{"source":"b","quote":"X adores Y."}]}
"#;
    fs::write(folder.path().join("a.jsonl"), facts).unwrap();
    for file in ["a.graphml", "a.gexf"] {
        graphwright_in(folder.path(), &["export", "a.jsonl", "-o", file]);
        let back = graphwright_in(folder.path(), &["export", file, "--to", "facts"]);
        assert_eq!(
            losses(&back),
            [
                "not carried over: 1 × relation's further sources: the file does not say which quote is whose"
            ]
        );
    }
}
