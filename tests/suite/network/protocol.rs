//! SPARQL 1.1 Protocol, and Graph Store HTTP Protocol for reading.

use super::server::{Server, encoded};
use crate::fixture::example;
use std::fs;

const QUADS: &str = "<http://e/a> <http://e/p> \"default\" .\n\
    <http://e/a> <http://e/p> \"one\" <http://e/g1> .\n\
    <http://e/b> <http://e/p> \"two\" <http://e/g2> .\n";

/// A server of three quads; the folder has to outlive it.
fn small(arguments: &[&str]) -> (tempfile::TempDir, Server) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("graph.nq"), QUADS).unwrap();
    let arguments: Vec<&str> = ["graph.nq"].iter().chain(arguments).copied().collect();
    let server = Server::start(folder.path(), &arguments);
    (folder, server)
}

const ALL: &str = "SELECT ?o { ?s ?p ?o } ORDER BY ?o";
const FORM: &str = "Content-Type: application/x-www-form-urlencoded";
const DIRECT: &str = "Content-Type: application/sparql-query";

#[test]
fn a_query_comes_by_get_form_and_direct_post() {
    let (_folder, server) = small(&[]);
    let address = format!("/sparql?query={}", encoded(ALL));
    let form = format!("query={}", encoded(ALL));
    for answer in [
        server.get(&address, "text/csv"),
        server.request(
            "POST",
            "/sparql",
            &[FORM, "Accept: text/csv"],
            form.as_bytes(),
        ),
        server.request(
            "POST",
            "/sparql/",
            &[DIRECT, "Accept: text/csv"],
            ALL.as_bytes(),
        ),
    ] {
        assert_eq!(
            (answer.status, answer.body.as_str()),
            (200, "o\r\ndefault\r\n"),
            "{answer:?}"
        );
        assert_eq!(
            answer.header("content-type"),
            Some("text/csv; charset=utf-8")
        );
        assert_eq!(answer.header("access-control-allow-origin"), None);
    }
    // As YASGUI sends it.
    let accept = "Accept: application/sparql-results+json,*/*;q=0.9";
    let answer = server.request("POST", "/sparql", &[FORM, accept], form.as_bytes());
    let json: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!(json["results"]["bindings"][0]["o"]["value"], "default");
}

#[test]
fn the_dataset_of_a_request_takes_the_place_of_the_querys() {
    let (_folder, server) = small(&[]);
    let ask = |query: &str, graphs: &str| {
        let path = format!("/sparql?query={}{graphs}", encoded(query));
        server.get(&path, "text/csv").body.replace("\r\n", " ")
    };
    assert_eq!(ask(ALL, "&default-graph-uri=http://e/g1"), "o one ");
    assert_eq!(
        ask(
            ALL,
            "&default-graph-uri=http://e/g1&default-graph-uri=http://e/g2"
        ),
        "o one two "
    );
    assert_eq!(ask(ALL, "&default-graph-uri=http://e/none"), "o ");
    let named = "SELECT ?o FROM NAMED <http://e/g1> { GRAPH ?g { ?s ?p ?o } }";
    assert_eq!(ask(named, ""), "o one ");
    assert_eq!(ask(named, "&named-graph-uri=http://e/g2"), "o two ");
    assert_eq!(ask(ALL, "&union-default-graph=true"), "o default one two ");
}

#[test]
fn relative_names_are_those_of_the_endpoint() {
    let (_folder, server) = small(&[]);
    let query = encoded("CONSTRUCT { <s> <http://e/p> <../x> } WHERE {}");
    let answer = server.get(&format!("/sparql?query={query}"), "application/n-triples");
    let web = format!("http://{}", server.address);
    assert_eq!(answer.body, format!("<{web}/s> <http://e/p> <{web}/x> .\n"));
}

/// A deep query has a stack of its own, from which a long answer is sent all the same.
#[test]
fn a_deep_query_may_have_a_long_answer() {
    let server = Server::start(&example(), &["facts.jsonl"]);
    let optional = |number| format!(" OPTIONAL {{ ?s gw:x{number} ?a{number} }}");
    let query = format!(
        "SELECT * {{ ?s ?p ?o{} }}",
        (0..20).map(optional).collect::<String>()
    );
    let answer = server.request("POST", "/sparql", &[DIRECT], query.as_bytes());
    assert!(answer.status == 200 && answer.is_whole);
    let json: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!(json["results"]["bindings"].as_array().unwrap().len(), 1927);
    assert!(answer.body.len() > 100_000);
}

/// Method, path, headers, body; the status, and words of the answer.
type Wrong = (
    &'static str,
    &'static str,
    &'static [&'static str],
    &'static [u8],
    u16,
    &'static str,
);

const WRONG: [Wrong; 16] = [
    ("GET", "/sparql?query=SELEC", &[], b"", 400, "1:1: "),
    (
        "GET",
        "/sparql?query=ASK%7B%7D&query=ASK%7B%7D",
        &[],
        b"",
        400,
        "several times",
    ),
    ("GET", "/sparql?query=%FF", &[], b"", 400, "not UTF-8"),
    (
        "GET",
        "/sparql?update=CLEAR%20ALL",
        &[],
        b"",
        403,
        "read-only",
    ),
    (
        "POST",
        "/sparql",
        &["Content-Type: application/sparql-update"],
        b"CLEAR ALL",
        403,
        "read-only",
    ),
    (
        "POST",
        "/sparql",
        &["Content-Type: text/plain"],
        b"ASK {}",
        415,
        "application/sparql-query",
    ),
    (
        "POST",
        "/sparql",
        &[],
        b"ASK {}",
        415,
        "application/sparql-query",
    ),
    ("POST", "/sparql", &[FORM], b"x=1", 400, "no field query"),
    (
        "POST",
        "/sparql",
        &[DIRECT],
        b"ASK { \xFF }",
        400,
        "byte offset 6",
    ),
    (
        "POST",
        "/sparql",
        &["Content-Type: application/sparql-query; charset=latin1"],
        b"ASK {}",
        415,
        "UTF-8",
    ),
    (
        "GET",
        "/sparql?query=ASK%7B%7D",
        &["Accept: image/png"],
        b"",
        406,
        "application/sparql-results+json",
    ),
    (
        "GET",
        "/sparql?query=ASK%7B%7D&format=turtle",
        &[],
        b"",
        400,
        "json, xml, csv, tsv",
    ),
    (
        "GET",
        "/sparql?query=SELECT%20*%20%7BSERVICE%20%3Chttp://127.0.0.1/%3E%20%7B%7D%7D",
        &[],
        b"",
        400,
        "SERVICE",
    ),
    (
        "GET",
        "/data?graph=http://e/none",
        &[],
        b"",
        404,
        "http://e/none",
    ),
    (
        "GET",
        "/data?graph=http://e/g1&default",
        &[],
        b"",
        400,
        "exclude",
    ),
    ("GET", "/nothing", &[], b"", 404, "/sparql"),
];

#[test]
fn what_is_wrong_has_a_status_and_words() {
    let (_folder, server) = small(&[]);
    let text = "text/plain; charset=utf-8";
    for (method, path, headers, body, status, words) in WRONG {
        let answer = server.request(method, path, headers, body);
        assert_eq!(answer.status, status, "{path}: {answer:?}");
        assert!(answer.body.contains(words), "{path}: {answer:?}");
        assert_eq!(answer.header("content-type"), Some(text), "{path}");
    }
    for (method, path) in [
        ("PUT", "/sparql"),
        ("DELETE", "/data"),
        ("POST", "/data"),
        ("PATCH", "/"),
    ] {
        let answer = server.request(method, path, &[], b"x");
        assert_eq!(answer.status, 405, "{method} {path}");
        assert!(
            answer.header("allow").unwrap().contains("get"),
            "{answer:?}"
        );
    }
}

#[test]
fn graphs_are_read_by_their_names() {
    let (_folder, server) = small(&[]);
    let lines = |path: &str| {
        let answer = server.get(path, "application/n-triples, application/n-quads");
        assert_eq!(answer.status, 200, "{answer:?}");
        answer.body
    };
    assert_eq!(
        lines("/data?default"),
        "<http://e/a> <http://e/p> \"default\" .\n"
    );
    assert_eq!(
        lines("/data?graph=http://e/g2"),
        "<http://e/b> <http://e/p> \"two\" .\n"
    );
    assert_eq!(lines("/data").lines().count(), 3);
    let turtle = server.get("/data?default", "text/turtle");
    assert_eq!(
        turtle.header("content-type"),
        Some("text/turtle; charset=utf-8")
    );
    let head = server.request("HEAD", "/data?default", &["Accept: text/turtle"], b"");
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    assert_eq!(
        head.header("content-length"),
        Some(turtle.body.len().to_string().as_str())
    );
}

#[test]
fn a_graph_is_read_by_its_own_address() {
    let folder = tempfile::tempdir().unwrap();
    let port = {
        let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        free.local_addr().unwrap().port()
    };
    let graph = format!("http://127.0.0.1:{port}/data/person/1.ttl");
    fs::write(
        folder.path().join("g.nq"),
        format!("<http://e/a> <http://e/p> <http://e/b> <{graph}> .\n"),
    )
    .unwrap();
    let server = Server::start(folder.path(), &["g.nq", "--port", &port.to_string()]);
    for path in ["/data/person/1.ttl", "/data?graph=data/person/1.ttl"] {
        let answer = server.get(path, "text/turtle");
        assert_eq!(answer.status, 200, "{path}: {answer:?}");
        assert!(answer.body.contains("<http://e/a>"), "{answer:?}");
    }
    assert_eq!(server.get("/data/person/2.ttl", "text/turtle").status, 404);
}

#[test]
fn the_service_describes_itself() {
    let (_folder, server) = small(&[]);
    let answer = server.get("/sparql", "text/turtle");
    for words in [
        "sd:Service",
        "sd:SPARQL11Query",
        "sd:name <http://e/g1>",
        &format!("<http://{}/sparql>", server.address),
    ] {
        assert!(answer.body.contains(words), "{words}: {}", answer.body);
    }
    assert_eq!(server.get("/healthz", "*/*").body, "ok\n");
}

#[test]
fn other_names_and_other_sites_are_kept_out_unless_they_are_let_in() {
    let (_folder, server) = small(&[
        "--host",
        "graph.example",
        "--allow-origin",
        "https://app.example",
    ]);
    let with_host = |host: &str| {
        server
            .send(
                &format!("GET /healthz HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"),
                b"",
            )
            .status
    };
    assert_eq!(with_host("evil.example"), 421);
    assert_eq!(
        [
            with_host("graph.example"),
            with_host("localhost:80"),
            with_host("127.0.0.1")
        ],
        [200; 3]
    );
    let answer = server.request("OPTIONS", "/sparql", &["Origin: https://app.example"], b"");
    assert_eq!(answer.status, 204);
    assert_eq!(
        answer.header("access-control-allow-origin"),
        Some("https://app.example")
    );
    let answer = server.get("/sparql?query=ASK%7B%7D", "*/*");
    assert_eq!(
        answer.header("access-control-allow-origin"),
        Some("https://app.example")
    );
}

#[test]
fn the_worked_example_is_served_as_it_is_written() {
    let server = Server::start(&example(), &["facts.jsonl"]);
    let given = server.get("/data", "text/turtle").body;
    let written = crate::fixture::graphwright_in(
        &example(),
        &["-q", "export", "facts.jsonl", "-o", "-", "--to", "turtle"],
    )
    .stdout;
    assert_eq!(given, written);
}
