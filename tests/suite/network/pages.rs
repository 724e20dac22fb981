//! The pages without a browser: what they hold, where they lead, and that nothing of the data is markup.

use super::server::{Server, encoded};
use crate::fixture::example;
use std::fs;

#[test]
fn a_name_leads_to_its_dossier_and_on_to_the_words() {
    let server = Server::start(&example(), &["facts.jsonl"]);
    let home = server.get("/", "text/html");
    assert!(
        home.body.contains("48 entities") && home.body.contains("Who does something"),
        "{}",
        home.body
    );
    let found = server.get("/search?q=ouaga", "text/html");
    assert!(found.body.contains(">Ouagadougou<"), "{}", found.body);
    let one = server.get("/search?q=Russian%20Federation", "text/html");
    assert_eq!(
        (one.status, one.header("location")),
        (
            303,
            Some("/thing?iri=https%3a%2f%2fexample.org%2fentity%2frussia")
        )
    );
    let thing = server.get(
        "/thing?iri=https%3A%2F%2Fexample.org%2Fentity%2Frussia",
        "text/html",
    );
    assert!(
        thing.body.contains("<h1>Russia</h1>") && thing.body.contains("/picture?around="),
        "{}",
        thing.body
    );
    let (_, quote) = thing
        .body
        .split_once("<a href=\"/thing?iri=https%3A%2F%2Fexample.org%2Fevidence%2F")
        .unwrap();
    let quote = quote.split('"').next().unwrap();
    let evidence = server.get(
        &format!("/thing?iri=https%3A%2F%2Fexample.org%2Fevidence%2F{quote}"),
        "text/html",
    );
    assert!(
        evidence.body.contains("<mark>") && evidence.body.contains("What rests on it"),
        "{}",
        evidence.body
    );
}

#[test]
fn questions_and_queries_answer_with_links_and_files() {
    let server = Server::start(&example(), &["facts.jsonl"]);
    let asked = server.get("/ask?question=who&predicate=trains", "text/html");
    assert!(
        asked.body.contains("3 rows") && asked.body.contains("evidence"),
        "{}",
        asked.body
    );
    let saved = server.get("/ask?question=who&predicate=trains&format=csv", "text/html");
    assert_eq!(saved.body.lines().count(), 4);
    assert_eq!(
        saved.header("content-disposition"),
        Some("attachment; filename=\"answer.csv\"")
    );
    let wrong = server.get("/ask?question=who&predicate=trians", "text/html");
    assert!(
        wrong.status == 400 && wrong.body.contains("trians"),
        "{}",
        wrong.body
    );
    let query = encoded("SELECT ?s { ?s a gw:Claim } LIMIT 3");
    let page = server.get(&format!("/query?query={query}"), "text/html");
    assert!(
        page.body.contains("3 rows") && page.body.contains("<textarea"),
        "{}",
        page.body
    );
    // A browser that opens the address of a query sees the page.
    let sent_on = server.get(&format!("/sparql?query={query}"), "text/html,*/*;q=0.8");
    assert!(sent_on.status == 303 && sent_on.header("location").unwrap().starts_with("/query?"));
    let without = server.get("/thing", "text/html");
    assert!(
        without.status == 400
            && without.body.contains("<nav")
            && without.body.contains("iri is missing"),
        "{}",
        without.body
    );
    let fault = server.get("/query?query=SELEC", "text/html");
    assert!(
        fault.status == 400 && fault.body.contains("1:1: "),
        "{}",
        fault.body
    );
    let drawn = server.get(
        &format!("/picture?query={}", encoded("CONSTRUCT WHERE { ?s ?p ?o }")),
        "text/html",
    );
    assert!(
        drawn.status == 200 && drawn.body.contains("<svg"),
        "{}",
        drawn.status
    );
}

#[test]
fn names_complete() {
    let server = Server::start(&example(), &["facts.jsonl"]);
    for (address, value) in [
        ("kind=entity&text=lavr", "Sergey Lavrov"),
        ("kind=property&text=train", "sec:trains"),
        ("kind=class&text=state", "gw:State"),
        ("kind=term&text=sec:tra", "sec:trains"),
    ] {
        let answer = server.get(&format!("/suggest?{address}"), "*/*");
        let json: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
        let values: Vec<&str> = json
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["value"].as_str().unwrap())
            .collect();
        assert!(values.contains(&value), "{address}: {values:?}");
    }
}

#[test]
fn hostile_data_stays_words() {
    let folder = tempfile::tempdir().unwrap();
    let bad =
        "</script><img src=x onerror=alert(1)>\" onmouseover=\"alert(2)[x](javascript:alert(3))";
    let record = serde_json::json!({"subject": bad, "predicate": bad, "object": format!("{bad} two"),
        "evidence": [{"quote": bad, "source": "s"}]});
    let source = serde_json::json!({"kind": "source", "id": "s", "title": bad});
    fs::write(
        folder.path().join("bad.jsonl"),
        format!("{source}\n{record}\n"),
    )
    .unwrap();
    let server = Server::start(
        folder.path(),
        &["bad.jsonl", "--quotes", "mark", "--title", bad],
    );
    let query = encoded("SELECT * { ?s ?p ?o }");
    let name = encoded(&format!("https://example.org/entity/{}", encoded(bad)));
    for path in [
        "/",
        "/search?q=img",
        &format!("/query?query={query}"),
        &format!("/thing?iri={name}"),
        "/ask?question=quotes",
    ] {
        let answer = server.get(path, "text/html");
        assert!(
            !answer.body.contains("<img") && !answer.body.contains(" onmouseover=\"alert"),
            "{path}: {}",
            answer.body
        );
        assert!(
            !answer.body.contains("href=\"javascript"),
            "{path}: {}",
            answer.body
        );
        assert_eq!(answer.body.matches("<script").count(), 1, "{path}");
        let policy = answer.header("content-security-policy").unwrap();
        assert!(
            policy.contains("default-src 'none'") && policy.contains("trusted-types 'none'"),
            "{policy}"
        );
    }
}

/// Whatever addresses the data holds, a page asks none of them, nor has it done so when it was made.
#[test]
fn no_page_calls_an_address_of_the_data() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let web = format!("http://{}", listener.local_addr().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let source = serde_json::json!({"kind": "source", "id": "s", "url": format!("{web}/s"), "text": "Ann met Bob."});
    let record = serde_json::json!({"subject": format!("{web}/ann"), "predicate": format!("{web}/met"),
        "object": format!("{web}/bob"), "evidence": [{"source": "s", "quote": "Ann met Bob"}]});
    fs::write(
        folder.path().join("facts.jsonl"),
        format!("{source}\n{record}\n"),
    )
    .unwrap();
    let server = Server::start(folder.path(), &["facts.jsonl"]);
    let query = encoded("SELECT * { ?s ?p ?o }");
    for path in [
        "/",
        "/picture",
        "/data",
        &format!("/query?query={query}"),
        &format!("/thing?iri={}", encoded(&format!("{web}/ann"))),
    ] {
        assert_eq!(server.get(path, "text/html, */*").status, 200, "{path}");
    }
    assert_eq!(
        listener.accept().unwrap_err().kind(),
        std::io::ErrorKind::WouldBlock
    );
}
