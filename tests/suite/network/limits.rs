//! Limits of a server, and its end.

use super::server::{Server, encoded};
use crate::fixture::example;
use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::time::{Duration, Instant};

const FORM: &str = "Content-Type: application/x-www-form-urlencoded";

/// Lines that a product of their triples takes forever over.
fn many(folder: &Path) {
    let lines =
        (0..400).map(|number| format!("<http://e/s{number}> <http://e/p> \"{number}\" .\n"));
    fs::write(folder.join("many.nt"), lines.collect::<String>()).unwrap();
}

const ENDLESS: &str =
    "SELECT (COUNT(DISTINCT ?c) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n2 ?o }";

#[test]
fn limits_end_what_goes_too_far() {
    let folder = tempfile::tempdir().unwrap();
    many(folder.path());
    let limits = [
        "many.nt",
        "--timeout",
        "1",
        "--max-rows",
        "1000",
        "--max-body",
        "2000",
    ];
    let server = Server::start(folder.path(), &limits);
    let answer = server.get(&format!("/sparql?query={}", encoded(ENDLESS)), "*/*");
    assert_eq!(answer.status, 503, "{answer:?}");
    assert!(answer.body.contains("stopped after 1 s"), "{answer:?}");
    // Rows that have been sent cannot be taken back: the answer breaks off.
    let product = "SELECT * { ?a ?b ?c . ?d ?e ?f }";
    let answer = server.get(
        &format!("/sparql?query={}", encoded(product)),
        "application/sparql-results+xml",
    );
    assert!(!answer.is_whole || answer.status == 503, "{answer:?}");
    let long = format!("query={}", "x".repeat(4000));
    let answer = server.request("POST", "/sparql", &[FORM], long.as_bytes());
    assert_eq!(answer.status, 413, "{answer:?}");
    assert!(answer.body.contains("2000 bytes"), "{answer:?}");
}

/// Patterns that take long to compile are none of the queries that are answered at once.
#[test]
fn heavy_patterns_leave_room_for_others() {
    let server = Server::start(&example(), &["facts.jsonl", "--timeout", "5"]);
    let bomb = "ASK { ?s ?p ?o FILTER(REGEX(STR(?o), \"((((\\\\w{50}){10}){10}))\")) }";
    let address = format!("/sparql?query={}", encoded(bomb));
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| server.get(&address, "*/*"));
        }
        std::thread::sleep(Duration::from_millis(300));
        let start = Instant::now();
        assert_eq!(server.get("/healthz", "*/*").status, 200);
        assert!(
            start.elapsed() < Duration::from_secs(2),
            "{:?}",
            start.elapsed()
        );
    });
}

/// Who does not read gives way too.
#[test]
fn slow_readers_leave_room_for_others() {
    let folder = tempfile::tempdir().unwrap();
    let lines = (0..60_000)
        .map(|number| format!("<http://e/s{number}> <http://e/p> \"{number:0>200}\" .\n"));
    fs::write(folder.path().join("long.nt"), lines.collect::<String>()).unwrap();
    let server = Server::start(folder.path(), &["long.nt", "--parallel", "2"]);
    let slow: Vec<TcpStream> = (0..2)
        .map(|_| {
            let mut stream = TcpStream::connect(&server.address).unwrap();
            let head =
                "GET /data HTTP/1.1\r\nHost: localhost\r\nAccept: application/n-triples\r\n\r\n";
            stream.write_all(head.as_bytes()).unwrap();
            stream
        })
        .collect();
    std::thread::sleep(Duration::from_millis(500));
    let start = Instant::now();
    let answer = server.get("/data?default", "application/n-triples");
    assert!(answer.status == 200 && answer.is_whole, "{}", answer.status);
    assert!(
        start.elapsed() < Duration::from_secs(15),
        "{:?}",
        start.elapsed()
    );
    drop(slow);
}

#[test]
fn endless_queries_leave_room_for_others() {
    let folder = tempfile::tempdir().unwrap();
    many(folder.path());
    let server = Server::start(
        folder.path(),
        &["many.nt", "--parallel", "2", "--timeout", "60"],
    );
    std::thread::scope(|scope| {
        let hostile: Vec<_> = (0..2)
            .map(|_| {
                scope.spawn(|| server.get(&format!("/sparql?query={}", encoded(ENDLESS)), "*/*"))
            })
            .collect();
        std::thread::sleep(Duration::from_millis(300));
        let start = Instant::now();
        // What is short needs no place; a graph does.
        assert_eq!(server.get("/sparql?query=ASK%7B%7D", "*/*").status, 200);
        assert!(
            start.elapsed() < Duration::from_secs(1),
            "{:?}",
            start.elapsed()
        );
        let honest = server.get("/data", "application/n-triples");
        assert_eq!(honest.status, 200, "{honest:?}");
        assert!(
            start.elapsed() < Duration::from_secs(15),
            "{:?}",
            start.elapsed()
        );
        // The other one goes on until somebody wants its place too.
        let second =
            scope.spawn(|| server.get(&format!("/sparql?query={}", encoded(ENDLESS)), "*/*"));
        let mut server_is_asked = true;
        while server_is_asked {
            server_is_asked = !hostile
                .iter()
                .all(std::thread::ScopedJoinHandle::is_finished);
            assert_eq!(server.get("/data", "application/n-triples").status, 200);
            if start.elapsed() > Duration::from_secs(40) {
                break;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        let one = hostile.into_iter().map(|one| one.join().unwrap());
        for answer in one.filter(|answer| answer.body.contains("others waited")) {
            assert_eq!(answer.status, 503);
        }
        // SIGKILL at the end of this test would leave it without an answer.
        drop(second);
        #[cfg(unix)]
        stop(&server, "-TERM");
    });
}

#[cfg(unix)]
fn stop(server: &Server, signal: &str) {
    let id = server.child.id().to_string();
    let status = std::process::Command::new("kill")
        .args([signal, &id])
        .status()
        .unwrap();
    assert!(status.success());
}

/// What is being answered is answered to its end; nobody else is let in.
#[cfg(unix)]
#[test]
fn a_stopped_server_finishes_its_answers() {
    let folder = tempfile::tempdir().unwrap();
    many(folder.path());
    let mut server = Server::start(folder.path(), &["many.nt"]);
    let mut stream = TcpStream::connect(&server.address).unwrap();
    let query = encoded("SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 60000");
    let head = format!(
        "GET /sparql?query={query} HTTP/1.1\r\nHost: localhost\r\nAccept: text/csv\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).unwrap();
    let mut first = [0; 64];
    stream.read_exact(&mut first).unwrap();
    stop(&server, "-TERM");
    std::thread::sleep(Duration::from_millis(200));
    assert!(TcpStream::connect(&server.address).is_err());
    let mut rest = Vec::new();
    stream.read_to_end(&mut rest).unwrap();
    assert!(
        rest.ends_with(b"\r\n0\r\n\r\n"),
        "{:?}",
        String::from_utf8_lossy(&rest[rest.len().saturating_sub(80)..])
    );
    assert!(server.child.wait().unwrap().success());
}

#[test]
fn a_port_that_is_taken_is_named() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let run = crate::fixture::graphwright_in(
        &example(),
        &["-q", "serve", "facts.jsonl", "--port", &port],
    );
    assert_eq!(run.code, Some(4));
    assert_eq!(
        run.stderr,
        format!("error: cannot listen on 127.0.0.1:{port}: address already in use\n")
    );
}
