use super::{export, losses, relations, sample};

#[test]
fn networkx_edges_keep_their_predicate_and_say_when_they_have_none() {
    let run = export(&[("a.json", &sample("networkx.json"))]);
    assert_eq!(
        relations(&run),
        [
            "curie born 1867",
            "curie news:relatedTo sorbonne, rule \"weight: 1\"",
            "curie worked at sorbonne, confidence 0.75, rule \"weight: 2\"",
        ]
    );
    assert_eq!(
        losses(&run),
        [
            "not carried over: 1 × field \"graph\" of the whole graph; 1 × property \"type\" of a relation",
            "no predicate: 1 × relation, kept as relatedTo",
        ]
    );
}

#[test]
fn a_value_without_a_name_is_lost_aloud() {
    let graph =
        r#"{"nodes":[{"id":"a","":1867},{"id":"b"}],"edges":[{"source":"a","target":"b"}]}"#;
    let run = export(&[("a.json", graph)]);
    assert_eq!(relations(&run), ["a news:relatedTo b"]);
    let losses = losses(&run);
    assert_eq!(losses[0], "not carried over: 1 × property \"\" of a node");
}

/// A denial in words of its own is never taken for a fact.
#[test]
fn what_a_relation_denies_stays_denied_or_is_lost_aloud() {
    let with = |more: &str| {
        let edge = format!(r#"{{"source":"a","target":"b","relation":"r",{more}}}"#);
        let nodes = r#"{"id":"a"},{"id":"b"}"#;
        let graph = format!(r#"{{"directed":true,"nodes":[{nodes}],"edges":[{edge}]}}"#);
        export(&[("a.json", &graph)])
    };
    for (more, said) in [
        (r#""polarity":"NEGATIVE""#, "\"polarity\":\"negative\""),
        (r#""negated":true"#, "\"polarity\":\"negative\""),
        (r#""negated":"false""#, "\"polarity\":\"positive\""),
        (r#""modality":" Planned""#, "\"modality\":\"planned\""),
        (r#""quantity":"three""#, "\"text\":\"three\""),
    ] {
        let run = with(more);
        assert!(run.stdout.contains(said), "{more}: {}", run.stdout);
        assert_eq!(losses(&run), Vec::<String>::new(), "{more}");
    }
    for (more, lost) in [
        (
            r#""polarity":"denied""#,
            "relation whose polarity or modality is none that is known",
        ),
        (
            r#""evidence":{"x":1}"#,
            "property \"evidence\" of a relation",
        ),
        (
            r#""report":"x""#,
            "\"report\" of a relation that is no kind of report",
        ),
    ] {
        let run = with(more);
        let losses = losses(&run).concat();
        assert!(losses.contains(lost), "{more}: {losses}");
    }
}

#[test]
fn an_undirected_graph_is_reported() {
    let run = export(&[("a.json", &sample("networkx-undirected.json"))]);
    assert_eq!(relations(&run), ["1 knows 2"]);
    assert_eq!(
        losses(&run),
        ["direction unreliable: 1 × relation of a graph without direction"]
    );
}

#[test]
fn links_of_d3_count_places_where_nodes_have_no_id() {
    let text = r#"{"nodes":[{"name":"Valjean"},{"name":"Javert"}],"links":[{"source":1,"target":0,"type":"hunts"}]}"#;
    assert_eq!(
        relations(&export(&[("a.json", text)])),
        ["Javert hunts Valjean"]
    );
}

#[test]
fn what_we_write_is_read_back_as_far_as_the_format_carries_it() {
    let facts = r#"{"kind":"source","id":"a","title":"T","text":"Russia trains soldiers. Mali said so."}
{"kind":"entity","id":"russia","type":"State","label":"Russia","aliases":["Russian Federation"],"codes":["RUS"],"same_as":["http://www.wikidata.org/entity/Q159"]}
{"kind":"entity","id":"mali","type":["State","Odd thing"],"label":"Mali"}
{"kind":"relation","subject":"russia","predicate":"trains","object":"mali","polarity":"negative","modality":"planned","attribution":{"speaker":"mali","report":"reported","cue":"said"},"time":"2024","place":"mali","quantity":{"text":"over 3","value":3},"confidence":0.5,"evidence":[{"source":"a","quote":"Russia trains soldiers."}],"extractor":"hand","rule":"r"}
{"kind":"relation","subject":"mali","predicate":"grows near","object":"russia"}
{"kind":"relation","subject":"mali","predicate":"population","value":20}
{"kind":"relation","subject":"mali","predicate":"odd word","value":"x: y"}
"#;
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.jsonl"), facts).unwrap();
    let run = |arguments: &[&str]| {
        let run = crate::fixture::graphwright_in(folder.path(), arguments);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        run
    };
    run(&["export", "a.jsonl", "-o", "a.node-link.json"]);
    // The offsets are what the format does not carry.
    let lines = |text: &str| {
        let text = text.replace(r#""start":0,"end":23,"#, "");
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    let back = run(&["export", "a.node-link.json", "--to", "facts"]);
    let before = run(&["export", "a.jsonl", "--to", "facts"]);
    assert_eq!(lines(&back.stdout), lines(&before.stdout));
    assert_eq!(losses(&back), Vec::<String>::new());
}
