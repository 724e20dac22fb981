//! `serve` as other programs use it: clients of SPARQL in Python, curl, and a browser.

use crate::example;
use crate::process::Server;
use crate::webdriver::Browser;
use std::process::Command;

/// A server of the worked example.
fn served() -> Server {
    Server::start(&example(), &["facts.jsonl"])
}

const CLIENTS: &str = r#"
import sys, rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import SPARQLWrapper, JSON, XML, CSV, TURTLE, POST, POSTDIRECTLY

address = sys.argv[1]
query = "SELECT ?label WHERE { ?s <http://www.w3.org/2004/02/skos/core#prefLabel> ?label } ORDER BY ?label"
expected = None
for method in ("GET", "POST", "POST_FORM"):
    for form in ("xml", "json", "csv", "tsv"):
        graph = rdflib.Graph(SPARQLStore(address + "/sparql", method=method, returnFormat=form))
        found = [str(row.label) for row in graph.query(query)]
        expected = expected or found
        assert found == expected and len(found) > 40, (method, form, len(found))
graph = rdflib.Graph(SPARQLStore(address + "/sparql"))
assert graph.query("ASK { ?s ?p ?o }").askAnswer
assert len(graph.query("CONSTRUCT WHERE { ?s a ?c }").graph) > 40
assert sum(1 for _ in graph.triples((None, rdflib.RDF.type, None))) > 40

for method, how in ((POST, None), (POST, POSTDIRECTLY), ("GET", None)):
    client = SPARQLWrapper(address + "/sparql")
    client.setMethod(method)
    if how:
        client.setRequestMethod(how)
    client.setQuery(query)
    client.setReturnFormat(JSON)
    found = [row["label"]["value"] for row in client.query().convert()["results"]["bindings"]]
    assert found == expected, method
client.setQuery("CONSTRUCT WHERE { ?s a ?c }")
client.setReturnFormat(TURTLE)
assert b"gw:Claim" in client.query().convert()
assert len(rdflib.Graph().parse(address + "/data", format="turtle")) == 1927
print("right")
"#;

#[test]
#[ignore = "needs Python with rdflib and SPARQLWrapper"]
fn clients_in_python_get_right_answers() {
    let server = served();
    let python = std::env::var("GRAPHWRIGHT_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let run = Command::new(python)
        .args(["-c", CLIENTS, &format!("http://{}", server.address)])
        .output()
        .unwrap();
    assert_eq!(
        String::from_utf8_lossy(&run.stdout),
        "right\n",
        "{}",
        String::from_utf8_lossy(&run.stderr)
    );
}

#[test]
#[ignore = "needs curl"]
fn curl_gets_right_answers() {
    let server = served();
    let curl = |arguments: &[&str]| {
        let run = Command::new("curl")
            .args(["-sS", "-f"])
            .args(arguments)
            .output()
            .unwrap();
        assert!(
            run.status.success(),
            "{}",
            String::from_utf8_lossy(&run.stderr)
        );
        String::from_utf8(run.stdout).unwrap()
    };
    let sparql = format!("http://{}/sparql", server.address);
    let query = "SELECT (COUNT(*) AS ?n) { ?s a gw:Claim }";
    let counted = curl(&[
        &sparql,
        "-H",
        "Accept: text/csv",
        "--data-urlencode",
        &format!("query={query}"),
    ]);
    assert_eq!(
        counted,
        curl(&[
            &sparql,
            "-G",
            "-H",
            "Accept: text/csv",
            "--data-urlencode",
            &format!("query={query}")
        ])
    );
    assert_eq!(
        counted,
        curl(&[
            &sparql,
            "-H",
            "Accept: text/csv",
            "-H",
            "Content-Type: application/sparql-query",
            "--data-binary",
            query
        ])
    );
    assert!(
        counted.lines().nth(1).unwrap().parse::<u32>().unwrap() > 60,
        "{counted}"
    );
    let big = curl(&[
        &format!("http://{}/data", server.address),
        "--http1.1",
        "-H",
        "Accept: application/n-triples",
    ]);
    assert_eq!(big.lines().count(), 1927);
}

#[test]
#[ignore = "needs Chromium and chromedriver"]
fn a_reader_comes_from_a_name_to_the_words_in_three_clicks() {
    let server = served();
    let browser = Browser::open_address(&format!("http://{}/", server.address), 1500, 1000);
    // One: what search offers.
    browser.type_into("#search", "Lavr");
    browser.wait_for("document.querySelectorAll('#search-list li').length > 0");
    assert_eq!(browser.text("#search-list li bdi"), "Sergey Lavrov");
    browser.click("#search-list li");
    browser.wait_for("document.querySelector('h1')?.textContent === 'Sergey Lavrov'");
    // The picture beside the dossier is the page that draw writes.
    browser.wait_for(
        "document.querySelector('iframe').contentDocument?.querySelector('.entity') !== null",
    );
    // Two: a quote of the dossier leads to its place in the text.
    browser.click(".dossier blockquote a");
    browser.wait_for("document.querySelector('blockquote.passage mark') !== null");
    assert!(
        browser.text("mark").contains("Lavrov"),
        "{}",
        browser.text("mark")
    );
    // Three: and from there to what rests on it.
    browser.click(".dossier strong a");
    browser.wait_for("document.querySelector('.dossier h1') !== null");
    assert_eq!(browser.trouble(), Vec::<String>::new());
}

#[test]
#[ignore = "needs Chromium and chromedriver"]
fn the_picture_in_the_page_tells_its_words() {
    let server = served();
    let page = format!(
        "http://{}/thing?iri=https%3A%2F%2Fexample.org%2Fentity%2Frussia",
        server.address
    );
    let browser = Browser::open_address(&page, 1500, 1000);
    browser.wait_for(
        "document.querySelector('iframe').contentDocument?.querySelector('.relation') !== null",
    );
    browser.enter_frame("iframe");
    browser.click("#panel .sentence");
    browser.wait_for("document.querySelector('#panel blockquote') !== null");
    assert!(!browser.text("#panel blockquote").is_empty());
    assert_eq!(browser.trouble(), Vec::<String>::new());
}

#[test]
#[ignore = "needs Chromium and chromedriver"]
fn a_query_is_completed_sent_and_answered_by_the_keyboard() {
    let server = served();
    let browser = Browser::open_address(&format!("http://{}/query", server.address), 1200, 800);
    browser.type_into("#query", "SELECT ?who { ?who sec:trai");
    browser.wait_for("document.querySelectorAll('#query-list li').length > 0");
    browser.press(crate::webdriver::DOWN);
    browser.press(crate::webdriver::ENTER);
    browser.wait_for("document.getElementById('query').value.endsWith('sec:trains')");
    browser.press(" ?whom } #");
    browser.run("document.getElementById('query').form.requestSubmit();");
    browser.wait_for("document.querySelector('tbody td a')?.textContent.length > 0");
    assert!(
        browser.text("[role=status]").ends_with("rows"),
        "{}",
        browser.text("main")
    );
    browser.click("tbody td a");
    browser.wait_for("document.querySelector('.dossier h1')?.textContent === 'Russia'");
    assert_eq!(browser.trouble(), Vec::<String>::new());
}
