//! Files for other graph programs, read by networkx and igraph.

use crate::{example, python};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Every form of a graph beside each other, as `g.graphml` and so on; gives the folder back.
fn exported_in_every_form(facts: &Path, folder: &Path) -> PathBuf {
    let export = |options: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_graphwright"))
            .args(["-q", "export"])
            .arg(facts)
            .args(options)
            .current_dir(folder)
            .output()
            .unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    };
    export(&[
        "-og.graphml",
        "-og.gexf",
        "-og.cyjs",
        "-og.node-link.json",
        "-og.nodes.csv",
        "-og.edges.csv",
        "-og.neo4j-nodes.csv",
        "-og.neo4j-relationships.csv",
    ]);
    export(&["-oyed.graphml", "--flavour", "yed"]);
    export(&["-olinks.json", "--to", "node-link", "--links-key", "links"]);
    folder.to_owned()
}

/// Facts with words that break files, in every field, and with literals.
fn hostile(folder: &Path) -> PathBuf {
    let words = [
        "<b>bold</b> &amp; &#0;",
        "\"quoted\" 'single'",
        "a;b,c|d\\e",
        "line\r\nbreak\ttab",
        "nul\u{0} esc\u{1b}[31m \u{fffe}",
        "\u{202e}rtl 😀 漢字 عربي ]]> --> <!--",
        "=1+1",
    ];
    let mut facts = Vec::new();
    for (index, word) in words.iter().enumerate() {
        let id = format!("n{index}");
        facts.push(
            serde_json::json!({"kind": "entity", "id": id, "type": word, "label": word,
            "aliases": [format!("{word}!"), "other"], "codes": [word]}),
        );
        facts.push(serde_json::json!({"kind": "source", "id": id, "title": word}));
        facts.push(
            serde_json::json!({"subject": id, "predicate": word, "object": "n0", "time": word,
            "attribution": {"speaker": "n1", "report": "reported", "cue": word}, "extractor": word,
            "quantity": {"text": word, "value": 1.5}, "confidence": 0.25,
            "evidence": [{"source": id, "quote": word}]}),
        );
        facts.push(serde_json::json!({"subject": id, "predicate": "size", "value": index}));
        facts.push(serde_json::json!({"subject": id, "predicate": "Size", "value": word}));
    }
    let lines: Vec<String> = facts.iter().map(ToString::to_string).collect();
    let file = folder.join("hostile.jsonl");
    fs::write(&file, lines.join("\n")).unwrap();
    file
}

/// Runs a script on the example and on hostile words. The script finds `nodes` and `edges` as the node-link
/// file has them, lists joined and control characters replaced as XML has them, and the files' folder.
fn holds(script: &str) {
    let prelude = r"
import csv, json, re, sys
folder = sys.argv[1] + '/'
csv.field_size_limit(1 << 30)
raw = json.load(open(folder + 'g.node-link.json', encoding='utf-8'))
def plain(value):
    if isinstance(value, list):
        value = ' | '.join(item.replace('\\', '\\\\').replace('|', '\\|') for item in value)
    if isinstance(value, str):
        value = re.sub('[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]', '\ufffd', value)
    return value
rows = lambda key, name: {row.pop(name): row for row in [{k: plain(v) for k, v in row.items()} for row in raw[key]]}
nodes, edges = rows('nodes', 'id'), rows('edges', 'key')
assert len(nodes) == len(raw['nodes']) and len(edges) == len(raw['edges'])
";
    let script = format!("{prelude}{script}\nprint(len(nodes), len(edges))");
    let folder = tempfile::tempdir().unwrap();
    let facts = example().join("facts.jsonl");
    let counts = python(&script, &exported_in_every_form(&facts, folder.path()));
    let text = fs::read_to_string(facts).unwrap();
    let count = |key: &str| text.lines().filter(|line| line.contains(key)).count();
    let wanted = [count("\"kind\":\"entity\""), count("\"object\"")];
    assert_eq!(counts.trim(), format!("{} {}", wanted[0], wanted[1]));
    let facts = hostile(folder.path());
    let counts = python(&script, &exported_in_every_form(&facts, folder.path()));
    assert_eq!(counts.trim(), "7 7");
}

#[test]
#[ignore = "needs networkx"]
fn networkx_reads_every_node_edge_and_attribute() {
    holds(
        r"
import networkx as nx
def check(graph):
    assert graph.is_directed() and graph.is_multigraph()
    found = {id: dict(data) for id, data in graph.nodes(data=True)}
    assert all(data.pop('iri', id) == id for id, data in found.items())
    assert found == nodes
    found = [dict(data, source=a, target=b, key=key) for a, b, key, data in graph.edges(keys=True, data=True)]
    found = {data.pop('id', data['key']): data for data in found}
    for data in found.values():
        del data['key']
        data.pop('iri', None)
    assert found == edges
check(nx.read_graphml(folder + 'g.graphml', force_multigraph=True))
def joined(graph):
    for data in [d for _, d in graph.nodes(data=True)] + [d for _, _, d in graph.edges(data=True)]:
        data.update({k: plain(v) for k, v in data.items()})
    return graph
check(joined(nx.node_link_graph(raw)))
check(joined(nx.node_link_graph(json.load(open(folder + 'links.json', encoding='utf-8')), edges='links')))
gexf = nx.read_gexf(folder + 'g.gexf', version='1.3')
# Where each pair has one edge it makes a plain graph, with the edges' ids among their data.
check(gexf if gexf.is_multigraph() else nx.MultiDiGraph(gexf))
yed = nx.read_graphml(folder + 'yed.graphml', force_multigraph=True)
places = {(data['x'], data['y']) for _, data in yed.nodes(data=True)}
assert len(places) == len(nodes), 'two boxes on one point'
",
    );
}

#[test]
#[ignore = "needs igraph"]
fn igraph_reads_every_node_edge_and_attribute() {
    holds(
        r"
import igraph, math
graph = igraph.Graph.Read_GraphML(folder + 'g.graphml')
assert graph.is_directed()
none = lambda value: value == '' or isinstance(value, float) and math.isnan(value)
present = lambda data: {k: v for k, v in data.items() if not none(v)}
found = {node['id']: present(node.attributes()) for node in graph.vs}
for data in found.values():
    assert data.pop('iri') == data.pop('id')
assert found == {key: present(data) for key, data in nodes.items()}
found = {}
for edge in graph.es:
    data = present(edge.attributes())
    # Version 1.0 gives edges the ids of nodes.
    data.pop('id', None)
    iri = data.pop('iri')
    ends = {'source': graph.vs[edge.source]['id'], 'target': graph.vs[edge.target]['id']}
    found[iri] = data | ends
assert found == {key: present(data) for key, data in edges.items()}
",
    );
}

#[test]
#[ignore = "needs Python"]
fn the_tables_hold_every_node_and_edge() {
    holds(
        r"
table = lambda name: list(csv.DictReader(open(folder + name, encoding='utf-8', newline='')))
text = lambda value: str(value).lower() if isinstance(value, bool) else value
def same(row, data):
    for key, value in data.items():
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            assert float(row[key]) == value
        elif key in row:
            assert row[key] == text(value), (key, row[key], value)
gephi = {row['Id']: row for row in table('g.nodes.csv')}
assert gephi.keys() == nodes.keys()
for id, row in gephi.items():
    same(row, nodes[id])
rows = table('g.edges.csv')
assert {row['Id'] for row in rows} == edges.keys() and len(rows) == len(edges)
for row in rows:
    same(row, edges[row['Id']])
    assert row['Source'] in gephi and row['Target'] in gephi and row['Type'] == 'Directed'
neo4j = table('g.neo4j-nodes.csv')
assert {row['iri:ID'] for row in neo4j} == nodes.keys() and len(neo4j) == len(nodes)
rows = table('g.neo4j-relationships.csv')
assert {row['iri'] for row in rows} == edges.keys() and len(rows) == len(edges)
assert all(row[':START_ID'] in nodes and row[':END_ID'] in nodes and row[':TYPE'] for row in rows)
for name in ['g.neo4j-nodes.csv', 'g.neo4j-relationships.csv']:
    lines = open(folder + name, encoding='utf-8', newline='').read().count('\n')
    assert lines == len(table(name)) + 1, 'a record over several lines'
",
    );
}

#[test]
#[ignore = "needs Python"]
fn cytoscape_json_fills_the_columns_that_cytoscape_shows() {
    holds(
        r"
elements = json.load(open(folder + 'g.cyjs', encoding='utf-8'))['elements']
row = lambda element: {key: plain(value) for key, value in element['data'].items()}
found = {data.pop('id'): data for data in map(row, elements['nodes'])}
for data in found.values():
    assert data.pop('name') == data.pop('shared name') == data['label']
assert found == nodes
label = {key: data['label'] for key, data in nodes.items()}
found = {data.pop('id'): data for data in map(row, elements['edges'])}
for data in found.values():
    name = label[data['source']] + ' (' + data['label'] + ') ' + label[data['target']]
    assert data.pop('name') == data.pop('shared name') == name
    assert data.pop('interaction') == data.pop('shared interaction') == data['label']
assert found == edges
",
    );
}

#[test]
#[ignore = "needs xmllint"]
fn graphml_and_gexf_are_well_formed() {
    let folder = tempfile::tempdir().unwrap();
    let facts = hostile(folder.path());
    exported_in_every_form(&facts, folder.path());
    for name in ["g.graphml", "yed.graphml", "g.gexf"] {
        let lint = crate::run(
            "xmllint",
            &["--noout", "--nonet"],
            &folder.path().join(name),
        );
        let errors = String::from_utf8_lossy(&lint.stderr);
        assert!(lint.status.success() && errors.is_empty(), "{errors}");
    }
}
