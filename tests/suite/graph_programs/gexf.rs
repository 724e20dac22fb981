use super::{CURIES, entities, export, losses, relations, sample};

#[test]
fn what_networkx_writes_is_read_with_its_types() {
    let run = export(&[("a.gexf", &sample("networkx.gexf"))]);
    assert_eq!(relations(&run), CURIES);
    assert_eq!(
        losses(&run),
        [
            "not carried over: 1 × attribute \"name\" of the whole graph; 1 × property \"since\" of a relation",
            "no predicate: 1 × relation, kept as relatedTo",
        ]
    );
}

#[test]
fn an_undirected_graph_is_reported() {
    let run = export(&[("a.xml", &sample("networkx-undirected.gexf"))]);
    assert_eq!(relations(&run), ["Valjean knows Javert"]);
    assert_eq!(
        losses(&run),
        ["direction unreliable: 1 × relation of a graph without direction"]
    );
    assert!(run.stderr.contains("note: a.xml: read as gexf\n"));
}

#[test]
fn what_people_changed_in_gephi_comes_back() {
    let run = export(&[("a.gexf", &sample("gephi.gexf"))]);
    assert_eq!(
        relations(&run),
        [
            "7 news:relatedTo mali, time \"2020-01-01/..\"",
            "7 sec:meets russia",
            "mali fears russia, planned",
            "mali population 21",
            "mali tags \"Sahel\"",
            "mali tags \"on, and off\"",
            "russia sec:meets 7",
            "russia sec:trains mali, negative, confidence 0.5, rule \"weight: 2.5\" [one | two] [three]",
        ]
    );
    assert_eq!(
        entities(&run),
        ["7", "mali [\"Odd thing\",\"State\"]", "russia"]
    );
    assert_eq!(
        losses(&run),
        [
            "not carried over: 1 × drawing of a node; 1 × drawing of a relation",
            "supposed: 1 × label of a relation that differs from its predicate, and is taken for a new one; \
             1 × mutual edge, taken for two relations",
            "direction unreliable: 1 × relation of a graph without direction",
            "no predicate: 1 × relation, kept as relatedTo",
        ]
    );
}

#[test]
fn nested_nodes_and_values_in_time_are_kept_and_what_they_lack_is_told() {
    let text = r#"<gexf version="1.2"><graph defaultedgetype="directed" mode="dynamic">
<attributes class="node" mode="dynamic"><attribute id="s" title="size" type="integer"/></attributes>
<nodes><node id="a"><attvalues><attvalue for="s" value="1" start="2001"/><attvalue for="s" value="2" start="2002"/></attvalues>
<nodes><node id="b" start="2001"/></nodes></node></nodes>
<edges><edge source="a" target="b" label="holds"><spells><spell start="2001" end="2002"/><spell start="2004"/></spells></edge></edges>
</graph></gexf>"#;
    let run = export(&[("a.gexf", text)]);
    assert_eq!(
        relations(&run),
        ["a holds b, time \"2001/2002\"", "a size 1", "a size 2"]
    );
    assert_eq!(
        losses(&run),
        [
            "not carried over: 2 × time of the value \"size\" of a node; 1 × further time of a relation; \
          1 × group that a node is in; 1 × time of a node"
        ]
    );
}
