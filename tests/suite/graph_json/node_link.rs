use super::{assert_refused, export, losses, relations, sample};

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
fn two_nodes_of_one_id_are_one_with_what_both_say() {
    let text = r#"{"directed":true,"nodes":[{"id":"a","label":"B","born":1},{"id":"a","label":"A","born":2},{"id":"a","label":"B","born":2}],"links":[]}"#;
    let run = export(&[("a.json", text)]);
    assert!(run.stdout.contains(r#""label":"B","aliases":["A"]"#));
    assert_eq!(relations(&run), ["a born 1", "a born 2"]);
    assert_eq!(
        losses(&run),
        [
            "supposed: 1 × entity of several labels, of which the one given most often is taken (else the first by letters) and the others are aliases; 1 × property of an entity with different values in several nodes of its id, all of them kept"
        ]
    );
    // What is said twice alike needs no word.
    let text = r#"{"nodes":[{"id":"a","label":"B","born":1},{"id":"a","label":"B","born":1},{"id":"a"}],"links":[]}"#;
    let run = export(&[("a.json", text)]);
    assert_eq!(relations(&run), ["a born 1"]);
    assert_eq!(losses(&run), Vec::<String>::new());
}

#[test]
fn a_number_and_a_string_name_one_node_unless_both_are_nodes() {
    let with = |nodes: &str| {
        format!(
            r#"{{"directed":true,"nodes":[{nodes}],"edges":[{{"source":1,"target":"2","relation":"knows"}}]}}"#
        )
    };
    for nodes in [
        r#"{"id":1},{"id":2}"#,
        r#"{"id":"1"},{"id":"2"},{"id":"1"}"#,
    ] {
        let run = export(&[("a.json", &with(nodes))]);
        assert_eq!(relations(&run), ["1 knows 2"]);
    }
    for (nodes, says) in [
        (
            r#"{"id":1},{"id":2},{"id":"1"}"#,
            r#"a.json:1:51: nodes[2].id: the id "1" is a string here and a number at a.json:1:27; one node writes it in one way, two nodes have ids that differ in more"#,
        ),
        (
            r#"{"id":"1"},{"id":2},{"id":1}"#,
            r#"a.json:1:53: nodes[2].id: the id "1" is a number here and a string at a.json:1:27; one node"#,
        ),
    ] {
        assert_refused(&[("a.json", &with(nodes))], &[says]);
    }
}

/// Relations are what they say, so that edges that say the same are one; which ones is told.
#[test]
fn parallel_edges_that_say_the_same_are_counted() {
    let with = |edges: &[&str]| {
        let edges = edges.join(r#"},{"source":"a","target":"b","relation":"knows","#);
        let text = format!(
            r#"{{"directed":true,"nodes":[{{"id":"a"}},{{"id":"b"}}],"edges":[{{"source":"a","target":"b","relation":"knows",{edges}}}]}}"#
        );
        export(&[("a.json", &text)])
    };
    let same =
        "not carried over: 1 × relation that says the same as another, whatever its key or id";
    let joined = "supposed: 1 × relation that differs from another in confidence, extractor or rule (as a weight is) alone, joined with it: the highest confidence and all the others stay";
    for (edges, found, said) in [
        (
            &[r#""key":0"#, r#""key":1"#][..],
            &["a knows b"][..],
            &[same][..],
        ),
        (
            &[r#""weight":1"#, r#""weight":2"#, r#""weight":2"#],
            &[r#"a knows b, rule ["weight: 1","weight: 2"]"#],
            &[same, joined],
        ),
        (
            &[r#""confidence":0.5"#, r#""confidence":0.75"#],
            &["a knows b, confidence 0.75"],
            &[joined],
        ),
        (
            &[
                r#""quote":"x","time":"2024""#,
                r#""quote":"x","time":"2025""#,
            ],
            &[
                r#"a knows b, time "2024" [x]"#,
                r#"a knows b, time "2025" [x]"#,
            ],
            &[],
        ),
    ] {
        let run = with(edges);
        assert_eq!(relations(&run), found);
        assert_eq!(losses(&run), said);
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

/// As `networkx.adjacency_data` writes them.
#[test]
fn edges_of_adjacency_lists_are_read_from_both_ends_once() {
    let with = |is_directed: bool, adjacency: &str| {
        let text = format!(
            r#"{{"directed":{is_directed},"multigraph":true,"graph":[],"nodes":[{{"id":"a","born":1867}},{{"id":2}}],"adjacency":[{adjacency}]}}"#
        );
        export(&[("a.json", &text)])
    };
    let run = with(
        true,
        r#"[{"relation":"knows","id":2,"key":0},{"relation":"met","id":2,"key":1}],[{"relation":"knows","id":"a","key":0}]"#,
    );
    assert_eq!(
        relations(&run),
        ["2 knows a", "a born 1867", "a knows 2", "a met 2"]
    );
    assert_eq!(losses(&run), Vec::<String>::new());
    let run = with(
        false,
        r#"[{"weight":3,"id":2,"key":0},{"relation":"met","id":2,"key":1},{"relation":"is","id":"a","key":0}],
[{"weight":3,"id":"a","key":0},{"relation":"met","id":"a","key":1},{"relation":"only here","id":"a","key":2}]"#,
    );
    assert_eq!(
        relations(&run),
        [
            "2 only here a",
            "a born 1867",
            "a is a",
            "a met 2",
            r#"a news:relatedTo 2, rule "weight: 3""#
        ]
    );
    assert_eq!(
        losses(&run),
        [
            "direction unreliable: 4 × relation of a graph without direction",
            "no predicate: 1 × relation, kept as relatedTo"
        ]
    );
    assert!(run.stderr.contains("read as node-link\n"));
    let adjacency = r#"{"nodes":[{"id":1}],"adjacency":[[{"key":0}],
[]]}"#;
    assert_refused(
        &[("a.json", adjacency)],
        &[
            r#"a.json:1:35: adjacency[0]: field "id" is missing"#,
            r#"a.json:2:1: adjacency[1]: "nodes" has 1 items; "adjacency" has one list for each of them"#,
        ],
    );
}

/// As `networkx.tree_data` and D3 have it.
#[test]
fn a_tree_is_read_with_a_relation_from_each_node_to_those_in_it() {
    let text =
        r#"{"id":1,"children":[{"id":2,"children":[{"id":3}]},{"id":4,"label":"Four","size":5}]}"#;
    let run = export(&[("a.json", text)]);
    assert_eq!(
        relations(&run),
        [
            "1 news:relatedTo 2",
            "1 news:relatedTo 4",
            "2 news:relatedTo 3",
            "4 size 5"
        ]
    );
    assert_eq!(
        losses(&run),
        ["no predicate: 3 × relation, kept as relatedTo"]
    );
    assert!(run.stderr.contains("read as node-link\n"));
    let run = export(&[(
        "a.json",
        r#"{"name":"a","children":[{"name":"b"},{"name":"c","children":[{"name":"b"}]}]}"#,
    )]);
    assert_eq!(relations(&run).len(), 3);
    assert!(
        losses(&run).contains(
            &"supposed: 1 × node without an id that has the name of another, taken for the same"
                .to_owned()
        )
    );
    assert_refused(
        &[(
            "a.json",
            r#"{"id":1,"children":[{"id":2,"children":[{}]}]}"#,
        )],
        &[r#"a.json:1:41: children[0].children[0]: node has no "id" and no "name""#],
    );
}

#[test]
fn a_float_that_json_has_no_number_for_is_refused_by_name() {
    let text = "{\"nodes\":[{\"id\":\"a\"}],\n\"links\":[{\"source\":\"a\",\"target\":\"a\",\"weight\":-Infinity}]}";
    assert_refused(
        &[("a.json", text)],
        &[
            "a.json:2:46: not JSON: it has no -Infinity, as Python's json.dumps writes a float that is no finite number; null or a number is wanted",
        ],
    );
}

#[test]
fn relations_may_be_a_list_under_that_name() {
    let text = r#"{"nodes":[{"id":"a"},{"id":"b"}],"relations":[{"source":"a","target":"b","type":"knows"}]}"#;
    let run = export(&[("a.json", text)]);
    assert_eq!(relations(&run), ["a knows b"]);
    assert!(run.stderr.contains("read as node-link\n"));
    assert_eq!(losses(&run), Vec::<String>::new());
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
