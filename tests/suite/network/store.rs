//! A triple store made for tests: it keeps the lines that it is sent, wants to know who sends them, and fails as it is
//! told to.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// How the store behaves.
#[derive(Default)]
pub(super) struct Temper {
    /// What Authorization has to begin with; the challenge that goes with a refusal.
    pub(super) door: Option<(&'static str, &'static str)>,
    /// How many requests are answered with 503 at first.
    pub(super) n_busy: usize,
    /// After so many requests each further one is answered with 500.
    pub(super) breaks_after: Option<usize>,
    /// What is answered to queries: the media type and the body.
    pub(super) answer: Option<(&'static str, String)>,
}

/// What the store has seen.
#[derive(Default)]
pub(super) struct Seen {
    /// Lines by graph; the empty name is the default graph.
    pub(super) graphs: BTreeMap<String, BTreeSet<String>>,
    pub(super) requests: Vec<String>,
    pub(super) authorizations: Vec<String>,
    pub(super) bodies: Vec<String>,
    n_taken: usize,
}

pub(super) struct Store {
    pub(super) address: String,
    pub(super) seen: Arc<Mutex<Seen>>,
    pub(super) temper: Arc<Mutex<Temper>>,
}

impl Store {
    pub(super) fn start(temper: Temper) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let (seen, temper) = (Arc::default(), Arc::new(Mutex::new(temper)));
        let store = Self {
            address,
            seen: Arc::clone(&seen),
            temper: Arc::clone(&temper),
        };
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let (seen, temper) = (Arc::clone(&seen), Arc::clone(&temper));
                std::thread::spawn(move || {
                    while answer(stream.as_ref().unwrap(), &seen, &temper).is_some() {}
                });
            }
        });
        store
    }
}

/// Answers one request of a connection; nothing at its end.
fn answer(mut stream: &TcpStream, seen: &Mutex<Seen>, temper: &Mutex<Temper>) -> Option<()> {
    let mut reader = BufReader::new(stream);
    let mut first = String::new();
    reader.read_line(&mut first).ok().filter(|size| *size > 0)?;
    let (mut length, mut authorization) = (0, String::new());
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(": ") else {
            break;
        };
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = value.parse().unwrap(),
            "authorization" => value.clone_into(&mut authorization),
            _ => {}
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    let body = String::from_utf8(body).unwrap();
    let (status, headers, text) = react(&first, &authorization, &body, seen, temper);
    let head = format!(
        "HTTP/1.1 {status}\r\n{headers}Content-Length: {}\r\n\r\n{text}",
        text.len()
    );
    stream.write_all(head.as_bytes()).ok()
}

fn react(
    first: &str,
    authorization: &str,
    body: &str,
    seen: &Mutex<Seen>,
    temper: &Mutex<Temper>,
) -> (&'static str, String, String) {
    let (mut seen, mut temper) = (seen.lock().unwrap(), temper.lock().unwrap());
    seen.requests.push(first.trim_end().to_owned());
    seen.authorizations.push(authorization.to_owned());
    if let Some((key, challenge)) = temper.door
        && !authorization.starts_with(key)
    {
        return (
            "401 Unauthorized",
            format!("WWW-Authenticate: {challenge}\r\n"),
            String::new(),
        );
    }
    if temper.n_busy > 0 {
        temper.n_busy -= 1;
        return (
            "503 Service Unavailable",
            String::new(),
            "come again".to_owned(),
        );
    }
    if temper.breaks_after.is_some_and(|most| seen.n_taken >= most) {
        return (
            "500 Internal Server Error",
            String::new(),
            "<html><b>disk</b> full</html>".to_owned(),
        );
    }
    seen.n_taken += 1;
    seen.bodies.push(body.to_owned());
    if let Some((media_type, answer)) = &temper.answer {
        return (
            "200 OK",
            format!("Content-Type: {media_type}\r\n"),
            answer.clone(),
        );
    }
    let path = first.split(' ').nth(1).unwrap();
    let graph = path
        .split_once("graph=")
        .map_or("", |(_, graph)| graph)
        .to_owned();
    let lines = seen.graphs.entry(graph).or_default();
    if first.starts_with("PUT") {
        lines.clear();
    }
    lines.extend(body.lines().map(str::to_owned));
    ("204 No Content", String::new(), String::new())
}
