//! `push`.

use super::store::{Store, Temper};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

/// A run of the program with credentials in its environment.
pub(super) fn run(
    folder: &Path,
    arguments: &[&str],
    environment: &[(&str, &str)],
) -> (Option<i32>, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_graphwright"))
        .args(arguments)
        .envs(environment.iter().copied())
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (
        output.status.code(),
        text(output.stdout),
        text(output.stderr),
    )
}

fn triples(count: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let lines =
        (0..count).map(|number| format!("<http://e/s{number:05}> <http://e/p> \"{number}\" .\n"));
    fs::write(folder.path().join("graph.nt"), lines.collect::<String>()).unwrap();
    folder
}

#[test]
fn a_push_arrives_in_pieces_and_a_second_one_changes_nothing() {
    let folder = triples(2500);
    let store = Store::start(Temper::default());
    let to = format!("{}/store", store.address);
    for _ in 0..2 {
        let (code, out, messages) = run(folder.path(), &["push", "graph.nt", "--to", &to], &[]);
        assert_eq!((code, out.as_str()), (Some(0), ""), "{messages}");
        assert!(
            messages.ends_with(&format!("note: 2500 triples sent to {to} in 3 requests\n")),
            "{messages}"
        );
    }
    let seen = store.seen.lock().unwrap();
    assert_eq!(seen.graphs[""].len(), 2500);
    assert_eq!(seen.requests.len(), 6);
    assert!(
        seen.requests
            .iter()
            .all(|request| request == "POST /store?default HTTP/1.1")
    );
}

#[test]
fn a_push_that_breaks_off_says_what_arrived_and_is_whole_when_repeated() {
    let folder = triples(2500);
    let store = Store::start(Temper {
        breaks_after: Some(2),
        ..Temper::default()
    });
    let arguments = [
        "push",
        "graph.nt",
        "--to",
        &store.address,
        "--graph",
        "http://e/g",
        "--retries",
        "0",
    ];
    let (code, _, messages) = run(folder.path(), &arguments, &[]);
    assert_eq!(code, Some(4));
    for words in [
        "500 Internal Server Error: disk full",
        "2000 of 2500 triples have arrived, in 2 requests",
    ] {
        assert!(messages.contains(words), "{messages}");
    }
    store.temper.lock().unwrap().breaks_after = None;
    assert_eq!(run(folder.path(), &arguments, &[]).0, Some(0));
    assert_eq!(
        store.seen.lock().unwrap().graphs["http%3A%2F%2Fe%2Fg"].len(),
        2500
    );
}

#[test]
fn a_busy_server_is_asked_again() {
    let folder = triples(10);
    let store = Store::start(Temper {
        n_busy: 2,
        ..Temper::default()
    });
    assert_eq!(
        run(
            folder.path(),
            &["push", "graph.nt", "--to", &store.address],
            &[]
        )
        .0,
        Some(0)
    );
    assert_eq!(store.seen.lock().unwrap().requests.len(), 3);
}

#[test]
fn replacing_empties_each_graph_once() {
    let folder = triples(1500);
    let store = Store::start(Temper::default());
    let arguments = ["push", "graph.nt", "--to", &store.address, "--replace"];
    for _ in 0..2 {
        assert_eq!(run(folder.path(), &arguments, &[]).0, Some(0));
    }
    let seen = store.seen.lock().unwrap();
    let methods: Vec<&str> = seen
        .requests
        .iter()
        .map(|request| request.split(' ').next().unwrap())
        .collect();
    assert_eq!(methods, ["PUT", "POST", "PUT", "POST"]);
    assert_eq!(seen.graphs[""].len(), 1500);
}

#[test]
fn an_update_is_sent_as_a_form() {
    let folder = triples(3);
    let store = Store::start(Temper::default());
    let arguments = [
        "push",
        "graph.nt",
        "--to",
        &store.address,
        "--by",
        "update",
        "--graph",
        "http://e/g",
        "--replace",
    ];
    assert_eq!(run(folder.path(), &arguments, &[]).0, Some(0));
    let body = &store.seen.lock().unwrap().bodies[0];
    assert!(
        body.starts_with("update=CLEAR+SILENT+GRAPH+%3Chttp%3A%2F%2Fe%2Fg%3E"),
        "{body}"
    );
    assert!(body.contains("INSERT+DATA+%7B+GRAPH"), "{body}");
}

/// Each way in: what the environment or a file holds, what the store asks for, and how the answer begins.
#[test]
fn who_asks_is_answered() {
    let folder = triples(1500);
    let password = [
        ("GRAPHWRIGHT_USER", "dba"),
        ("GRAPHWRIGHT_PASSWORD", "hush"),
    ];
    let token = [("GRAPHWRIGHT_TOKEN", "a.b.c")];
    let digest = "Digest realm=\"SPARQL\", nonce=\"abc\", qop=\"auth\", algorithm=\"MD5\"";
    for (environment, key, challenge, n_refused) in [
        (&password[..], "Basic ZGJhOmh1c2g=", "Basic realm=\"x\"", 1),
        (
            &password[..],
            "Digest username=\"dba\", realm=\"SPARQL\", nonce=\"abc\"",
            digest,
            1,
        ),
        (&token[..], "Bearer a.b.c", "Bearer", 0),
    ] {
        let store = Store::start(Temper {
            door: Some((key, challenge)),
            ..Temper::default()
        });
        let (code, _, messages) = run(
            folder.path(),
            &["push", "graph.nt", "--to", &store.address],
            environment,
        );
        assert_eq!(code, Some(0), "{messages}");
        let seen = store.seen.lock().unwrap();
        // Only the first request has to learn what is wanted.
        assert_eq!(
            seen.requests.len(),
            2 + n_refused,
            "{:?}",
            seen.authorizations
        );
        assert!(
            !messages.contains("hush") && !messages.contains("a.b.c"),
            "{messages}"
        );
    }
    let store = Store::start(Temper {
        door: Some(("Basic ZGJhOmh1c2g=", "Basic realm=\"x\"")),
        ..Temper::default()
    });
    fs::write(folder.path().join("key"), "user=dba\npassword=hush\n").unwrap();
    let with_file = [
        "push",
        "graph.nt",
        "--to",
        &store.address,
        "--credentials",
        "key",
    ];
    assert_eq!(run(folder.path(), &with_file, &[]).0, Some(0));
    let (code, _, messages) = run(
        folder.path(),
        &["push", "graph.nt", "--to", &store.address],
        &[],
    );
    assert!(
        code == Some(4) && messages.contains("401 Unauthorized"),
        "{messages}"
    );
}

/// One that always finds the nonce too old is not asked for ever.
#[test]
fn a_door_that_never_opens_is_left() {
    let folder = triples(1);
    let challenge = "Digest realm=\"x\", nonce=\"y\", qop=\"auth\", stale=true";
    let store = Store::start(Temper {
        door: Some(("Never", challenge)),
        ..Temper::default()
    });
    let password = [
        ("GRAPHWRIGHT_USER", "dba"),
        ("GRAPHWRIGHT_PASSWORD", "hush"),
    ];
    let (code, _, messages) = run(
        folder.path(),
        &["push", "graph.nt", "--to", &store.address],
        &password,
    );
    assert!(code == Some(4) && messages.contains("401"), "{messages}");
    assert!(store.seen.lock().unwrap().requests.len() < 5);
    let secret = run(
        folder.path(),
        &["push", "graph.nt", "--to", "http://dba:hush@127.0.0.1/"],
        &[],
    );
    assert!(
        secret.0 == Some(2) && !secret.2.contains("hush") && secret.2.contains("environment"),
        "{}",
        secret.2
    );
}

/// A graph without a triple replaces what is there too.
#[test]
fn nothing_takes_the_place_of_something() {
    let folder = triples(3);
    fs::write(folder.path().join("empty.nt"), "").unwrap();
    let store = Store::start(Temper::default());
    for (file, count) in [("graph.nt", 3), ("empty.nt", 0)] {
        assert_eq!(
            run(
                folder.path(),
                &["push", file, "--to", &store.address, "--replace"],
                &[]
            )
            .0,
            Some(0)
        );
        assert_eq!(store.seen.lock().unwrap().graphs[""].len(), count);
    }
}

#[test]
fn blank_nodes_are_refused_until_they_have_names() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("g.ttl"),
        "[] <http://e/p> [ <http://e/q> 1 ] .",
    )
    .unwrap();
    let store = Store::start(Temper::default());
    let plain = ["push", "g.ttl", "--to", &store.address];
    let (code, _, messages) = run(folder.path(), &plain, &[]);
    assert!(
        code == Some(3) && messages.contains("2 blank nodes") && messages.contains("--skolemize"),
        "{messages}"
    );
    assert!(store.seen.lock().unwrap().requests.is_empty());
    for _ in 0..2 {
        assert_eq!(
            run(folder.path(), &[&plain[..], &["--skolemize"]].concat(), &[]).0,
            Some(0)
        );
    }
    assert_eq!(store.seen.lock().unwrap().graphs[""].len(), 2);
}

#[test]
fn what_cannot_be_reached_or_is_no_address_is_told() {
    let folder = triples(1);
    let push = |to: &str| {
        run(
            folder.path(),
            &["push", "graph.nt", "--to", to, "--retries", "0"],
            &[],
        )
    };
    let (code, _, messages) = push("http://127.0.0.1:1/store");
    assert!(
        code == Some(4) && messages.contains("0 of 1 triples have arrived"),
        "{messages}"
    );
    for wrong in ["store", "ftp://e/", "http://user:pass@127.0.0.1/"] {
        assert_eq!(push(wrong).0, Some(2), "{wrong}");
    }
}
