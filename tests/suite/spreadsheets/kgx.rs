use super::{assert_refused, damaged, entities, export, losses, relations, run, sample};
use crate::fixture::Run;

const OPTIONS: [&str; 4] = ["--preset", "kgx", "--prefix", "EX=http://example.net/ex/"];

/// Nodes and edges, as one graph.
fn both(nodes: &str, edges: &str, options: &[&str]) -> Run {
    let files = [
        ("nodes.tsv", nodes.as_bytes()),
        ("edges.tsv", edges.as_bytes()),
    ];
    let arguments = [
        &["export", "nodes.tsv", "edges.tsv", "--to", "facts"],
        options,
    ]
    .concat();
    run(&files, &arguments)
}

#[test]
fn curies_of_nodes_and_edges_are_iris() {
    let run = both(&sample("nodes.tsv"), &sample("edges.tsv"), &OPTIONS);
    assert_eq!(
        relations(&run),
        [
            "http://example.net/ex/disease7 description \"A syndrome made up for this sample; \\\"quoted\"",
            "http://example.net/ex/drug3 https://w3id.org/biolink/vocab/treats http://example.net/ex/disease7, negative [no words]",
            "http://example.net/ex/gene1 https://w3id.org/biolink/vocab/contributes_to http://example.net/ex/disease7 [no words] [no words] [no words]",
        ]
    );
    assert_eq!(
        entities(&run),
        [
            "http://example.net/ex/disease7 \"https://w3id.org/biolink/vocab/Disease\" [\"EX:disease7\"]",
            "http://example.net/ex/drug3 \"https://w3id.org/biolink/vocab/Drug\" [\"EX:drug3\"]",
            "http://example.net/ex/gene1 [\"https://w3id.org/biolink/vocab/Gene\",\"https://w3id.org/biolink/vocab/NamedThing\"] [\"A-B-C one\",\"ABCA\"] [\"EX:gene1\"]",
        ]
    );
    assert_eq!(
        losses(&run),
        [
            "not carried over: 2 × value of column \"provided_by\"; 1 × value of column \"xref\"",
            "supposed: 1 × name of a node that has none: its id as it is written",
            "not carried over: 2 × value of column \"agent_type\"; 2 × value of column \"category\"; 2 × value of column \"knowledge_level\"",
        ]
    );
    for source in [
        "\"title\":\"PMID:1\"",
        "\"url\":\"https://example.org/paper\"",
        "\"title\":\"infores:made-up\"",
    ] {
        assert!(run.stdout.contains(source), "{source}\n{}", run.stdout);
    }
}

#[test]
fn edges_alone_name_their_ends_by_iri() {
    let run = export("edges.tsv", &sample("edges.tsv"), &OPTIONS);
    assert_eq!(relations(&run).len(), 2);
    assert!(
        run.stdout
            .contains("\"id\":\"http://example.net/ex/gene1\"")
    );
}

#[test]
fn a_prefix_that_nobody_declared_is_told_once() {
    let options = ["--preset", "kgx"];
    let says = "prefix \"EX\" is not declared (it stands in 3 cells, first in \"EX:gene1\"); declare it with --prefix EX=IRI, which for an OBO ontology is http://purl.obolibrary.org/obo/EX_";
    let run = export("nodes.tsv", &sample("nodes.tsv"), &options);
    assert_refused(&run, 3, &[&format!("nodes.tsv:2: {says}")]);
    assert_eq!(run.stderr.matches("is not declared").count(), 1);
    let run = export("edges.tsv", &sample("edges.tsv"), &options);
    assert_refused(
        &run,
        3,
        &["edges.tsv:2: prefix \"EX\" is not declared (it stands in 4 cells"],
    );
}

#[test]
fn a_damaged_table_is_refused_with_its_line() {
    let nodes = damaged("nodes.tsv", "EX:drug3", "drug3");
    let edges = damaged("edges.tsv", "\tTrue", "\tmaybe").replace("\tEX:gene1\t", "\t\t");
    assert_refused(
        &both(&nodes, &edges, &OPTIONS),
        3,
        &[
            "nodes.tsv:4: \"drug3\" is no CURIE such as biolink:Gene, and no IRI",
            "edges.tsv:2: column \"subject\" is empty",
            "edges.tsv:3: column \"negated\": found \"maybe\"; true or false is wanted",
        ],
    );
    let nodes = damaged("nodes.tsv", "\tcategory", "\tcategories");
    let edges = damaged("edges.tsv", "\tpredicate", "\trelation");
    assert_refused(
        &both(&nodes, &edges, &OPTIONS),
        3,
        &[
            "nodes.tsv:1: no column \"category\" of KGX's nodes; did you mean \"categories\"?",
            "edges.tsv:1: no column \"predicate\" of KGX's edges",
        ],
    );
    assert_refused(
        &export("a.tsv", "a\tb\n1\t2\n", &OPTIONS),
        3,
        &[
            "a.tsv:1: the header is neither that of KGX's nodes (id, category, name) nor of its edges",
        ],
    );
}

#[test]
fn an_end_that_is_no_node_is_told() {
    let edges = damaged("edges.tsv", "EX:drug3", "EX:drug4");
    let run = both(&sample("nodes.tsv"), &edges, &OPTIONS);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(
        run.stdout
            .contains("\"id\":\"http://example.net/ex/drug4\"")
    );
}
