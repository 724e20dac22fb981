use super::{CURIES, entities, export, losses, relations, sample};

#[test]
fn what_networkx_writes_is_read_with_its_types() {
    let run = export(&[("a.graphml", &sample("networkx.graphml"))]);
    assert_eq!(relations(&run), CURIES);
    assert_eq!(
        entities(&run),
        ["curie \"Person\"", "pierre", "sorbonne \"Organization\""]
    );
    assert_eq!(
        losses(&run),
        [
            "not carried over: 1 × data \"name\" of the whole graph; 1 × property \"since\" of a relation",
            "no predicate: 1 × relation, kept as relatedTo",
        ]
    );
}

#[test]
fn an_undirected_graph_is_reported() {
    let run = export(&[("a.xml", &sample("networkx-undirected.graphml"))]);
    assert_eq!(relations(&run), ["Valjean knows Javert"]);
    assert_eq!(
        losses(&run),
        ["direction unreliable: 1 × relation of a graph without direction"]
    );
    assert!(run.stderr.contains("note: a.xml: read as graphml\n"));
}

#[test]
fn the_numbered_nodes_of_igraph_go_by_their_labels() {
    let run = export(&[("a.graphml", &sample("igraph.graphml"))]);
    assert_eq!(
        relations(&run),
        [
            "Marie_Curie born 1867",
            "Marie_Curie worked at Sorbonne, confidence 0.75",
            "Pierre_&_Irène born 1859",
            "Pierre_&_Irène married Marie_Curie, confidence 1.0",
        ]
    );
    assert_eq!(
        losses(&run),
        ["not carried over: 2 × property \"alive\" of a relation"]
    );
}

#[test]
fn what_people_changed_in_yed_comes_back() {
    let run = export(&[("a.graphml", &sample("yed.graphml"))]);
    assert_eq!(
        relations(&run),
        [
            "Niger news:relatedTo russia",
            "mali fears russia",
            "russia sec:trains mali, planned [one | two] [three]",
        ]
    );
    assert_eq!(
        entities(&run),
        ["Niger", "Sahel", "mali", "russia \"State\""]
    );
    assert!(run.stdout.contains(r#""label":"Russian Federation""#));
    assert_eq!(
        losses(&run),
        [
            "not carried over: 4 × drawing of a node; 3 × drawing of a relation; 2 × group that a node is in; \
             1 × data \"resources\" of the whole graph; 1 × edge of more than two ends; 1 × port that a relation ends at",
            "supposed: 2 × label of a node in the drawing that differs from the one in its data, and is taken; \
             1 × label of a relation that differs from its predicate, and is taken for a new one; \
             1 × node with the IRI of another and a label of its own, taken for a copy that became a new one",
            "direction unreliable: 1 × relation that is not drawn as an arrow from its start to its end",
            "no predicate: 1 × relation, kept as relatedTo",
        ]
    );
}

#[test]
fn boxes_of_yed_with_one_label_stay_two() {
    let text = r#"<graphml xmlns:y="y"><key id="g" for="node" yfiles.type="nodegraphics"/><graph edgedefault="directed">
<node id="n0"><data key="g"><y:ShapeNode><y:NodeLabel>Mali</y:NodeLabel></y:ShapeNode></data></node>
<node id="n1"><data key="g"><y:ShapeNode><y:NodeLabel>Mali</y:NodeLabel></y:ShapeNode></data></node>
<edge source="n0" target="n1"/></graph></graphml>"#;
    let run = export(&[("a.graphml", text)]);
    assert_eq!(relations(&run), ["n0 news:relatedTo n1"]);
    assert!(
        losses(&run)[1]
            .contains("2 × node with the label of another, which goes by its number in the file")
    );
}

#[test]
fn what_gephi_paints_is_no_knowledge() {
    let run = export(&[("a.graphml", &sample("gephi.graphml"))]);
    assert_eq!(
        relations(&run),
        [
            "curie born 1867",
            "curie news:relatedTo sorbonne, rule \"weight: 3\"",
            "curie worked at sorbonne",
        ]
    );
    assert_eq!(
        losses(&run),
        [
            "not carried over: 2 × drawing of a node",
            "direction unreliable: 1 × relation of a graph without direction",
            "no predicate: 1 × relation, kept as relatedTo",
        ]
    );
}

#[test]
fn a_key_has_a_default_and_a_number_may_be_none() {
    let text = r#"<graphml><key id="k" for="node" attr.name="size" attr.type="int"><default>3</default></key>
<key id="c" for="all" attr.name="score" attr.type="double"/>
<graph edgedefault="directed"><desc>words</desc>
<edge source="a" target="b"><data key="c">-INF</data></edge>
<node id="a"><data key="k">4</data><data key="c">NaN</data></node>
<node id="b"/></graph></graphml>"#;
    let run = export(&[("a.graphml", text)]);
    assert_eq!(
        relations(&run),
        ["a news:relatedTo b", "a size 4", "b size 3"]
    );
    assert_eq!(
        losses(&run)[0],
        "not carried over: 1 × \"score\" of a node that is not a number; \
         1 × \"score\" of a relation that is not a number; 1 × element <desc> of the whole graph"
    );
}
