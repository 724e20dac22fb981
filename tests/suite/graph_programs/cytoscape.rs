use super::{assert_refused, damaged, entities, export, losses, relations, sample};

#[test]
fn what_people_changed_in_cytoscape_comes_back() {
    let run = export(&[("a.cyjs", &sample("cytoscape.cyjs"))]);
    assert_eq!(
        relations(&run),
        ["curie worked at Sorbonne [Marie Curie taught | at the Sorbonne.]"]
    );
    assert_eq!(entities(&run), ["Sorbonne", "curie \"Person\""]);
    assert!(run.stdout.contains(r#""label":"Marie Sklodowska-Curie""#));
    assert_eq!(
        losses(&run),
        [
            "not carried over: 2 × drawing of a node",
            "supposed: 1 × label of a node in the drawing that differs from the one in its data, and is taken",
        ]
    );
}

#[test]
fn elements_of_cytoscape_js_may_be_one_list() {
    let text = r#"{"elements":[{"data":{"id":"a"}},{"data":{"id":"b","parent":"a"}},{"data":{"id":"e","source":"a","target":"b","label":"knows"}}]}"#;
    let run = export(&[("a.json", text)]);
    assert_eq!(relations(&run), ["a knows b"]);
    assert_eq!(
        losses(&run),
        ["not carried over: 1 × group that a node is in"]
    );
    assert!(run.stderr.contains("note: a.json: read as cytoscape\n"));
}

/// As `networkx.cytoscape_data` writes them: the id as a string, the node itself as the value.
#[test]
fn a_value_that_repeats_the_id_is_no_statement() {
    let with = |nodes: &str| {
        let text = format!(
            r#"{{"data":[],"directed":false,"multigraph":false,"elements":{{"nodes":[{nodes}],"edges":[{{"data":{{"relation":"knows","source":"a","target":1}}}}]}}}}"#
        );
        export(&[("a.json", &text)])
    };
    let run = with(
        r#"{"data":{"id":"a","value":"a","name":"a"}},{"data":{"id":"1","value":1,"name":"1"}}"#,
    );
    assert_eq!(relations(&run), ["a knows 1"]);
    assert_eq!(
        losses(&run),
        ["direction unreliable: 1 × relation of a graph without direction"]
    );
    let run = with(r#"{"data":{"id":"a","value":7}},{"data":{"id":"1","value":true}}"#);
    assert_eq!(relations(&run), ["1 value true", "a knows 1", "a value 7"]);
}

#[test]
fn a_damaged_file_is_refused_with_its_line() {
    let text = damaged(
        "cytoscape.cyjs",
        "\"target\" : \"67\"",
        "\"target\" : \"68\"",
    );
    assert_refused(
        &[("a.cyjs", &text)],
        &["a.cyjs:36:17: edge ends at node \"68\", but the file declares no such node"],
    );
    let text = damaged("cytoscape.cyjs", "\"id\" : \"67\",", "");
    assert_refused(
        &[("a.cyjs", &text)],
        &["a.cyjs:25:8: elements.nodes[1]: node has no \"id\""],
    );
    assert_refused(&[("a.cyjs", "{}")], &["field \"elements\" is missing"]);
}
