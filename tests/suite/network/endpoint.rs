//! `query --endpoint`.

use super::remote::run;
use super::server::{Server, encoded};
use super::store::{Store, Temper};
use std::fs;

#[test]
fn an_endpoint_answers_as_inputs_do() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("g.ttl"),
        "<http://e/a> <http://e/p> 1 , \"x\"@en . <http://e/b> <http://e/p> <http://e/a> .",
    )
    .unwrap();
    let server = Server::start(folder.path(), &["g.ttl"]);
    let endpoint = format!("http://{}/sparql", server.address);
    for query in [
        "SELECT ?s ?o { ?s <http://e/p> ?o } ORDER BY ?s ?o",
        "ASK { ?s ?p 1 }",
        "CONSTRUCT WHERE { ?s ?p ?o }",
        "SELECT * { ?s skos:prefLabel ?o }",
    ] {
        let formats: &[&str] = if query.starts_with("CONSTRUCT") {
            &["turtle", "ntriples"]
        } else {
            &["table", "csv", "tsv", "json", "xml"]
        };
        for format in formats {
            let here = run(
                folder.path(),
                &["-q", "query", query, "g.ttl", "--to", format],
                &[],
            );
            let there = run(
                folder.path(),
                &[
                    "-q",
                    "query",
                    query,
                    "--endpoint",
                    &endpoint,
                    "--to",
                    format,
                ],
                &[],
            );
            assert_eq!(here, there, "{query} as {format}");
        }
    }
    let (code, _, messages) = run(
        folder.path(),
        &[
            "query",
            "SELECT * { SERVICE <x:> {} }",
            "--endpoint",
            &endpoint,
        ],
        &[],
    );
    assert!(
        code == Some(4)
            && messages.contains("the query is sent as it is")
            && messages.contains("400"),
        "{messages}"
    );
}

#[test]
fn an_answer_that_is_none_is_told() {
    let folder = tempfile::tempdir().unwrap();
    for (media_type, body) in [
        ("text/html", "<html>welcome</html>"),
        (
            "application/sparql-results+json",
            "{\"head\":{\"vars\":[\"x\"]},\"results\":{\"bindings\":[{\"x\":",
        ),
        ("application/json", "[]"),
    ] {
        let store = Store::start(Temper {
            answer: Some((media_type, body.to_owned())),
            ..Temper::default()
        });
        let (code, _, messages) = run(
            folder.path(),
            &["query", "SELECT * {}", "--endpoint", &store.address],
            &[],
        );
        assert_eq!(code, Some(4), "{media_type}: {messages}");
        assert_eq!(
            store.seen.lock().unwrap().bodies,
            [format!(
                "query={}",
                encoded("SELECT * {}")
                    .replace("%20", "+")
                    .replace("%2A", "*")
            )]
        );
    }
}
