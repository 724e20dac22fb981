//! A client of the program as a server, which says exactly what it is told to.

pub(super) use super::process::Server;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

impl Server {
    /// Sends a head with a body as they stand and reads the answer to its end.
    pub(super) fn send(&self, head: &str, body: &[u8]) -> Answer {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(60)))
            .unwrap();
        stream.write_all(head.as_bytes()).unwrap();
        stream.write_all(body).unwrap();
        Answer::read(stream)
    }

    pub(super) fn request(
        &self,
        method: &str,
        path: &str,
        headers: &[&str],
        body: &[u8],
    ) -> Answer {
        let mut head = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n",
            self.address
        );
        for header in headers {
            head.push_str(header);
            head.push_str("\r\n");
        }
        if !body.is_empty() {
            head += "Content-Length: ";
            head += &body.len().to_string();
            head += "\r\n";
        }
        head.push_str("\r\n");
        self.send(&head, body)
    }

    pub(super) fn get(&self, path: &str, accept: &str) -> Answer {
        self.request("GET", path, &[&format!("Accept: {accept}")], b"")
    }
}

/// An answer; the body with its chunks put together.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) head: String,
    pub(super) body: String,
    /// Whether the body came to its end.
    pub(super) is_whole: bool,
}

impl Answer {
    fn read(stream: TcpStream) -> Self {
        let mut reader = BufReader::new(stream);
        let mut head = String::new();
        while reader.read_line(&mut head).unwrap() > 2 {}
        let head = head.to_ascii_lowercase();
        let status = head.split(' ').nth(1).unwrap_or("0").parse().unwrap();
        let mut body = Vec::new();
        let mut is_whole = true;
        if head.contains("transfer-encoding: chunked") {
            is_whole = read_chunks(&mut reader, &mut body);
        } else {
            // Whatever breaks off shows in what is missing.
            let _ = reader.read_to_end(&mut body);
        }
        let body = String::from_utf8_lossy(&body).into_owned();
        Self {
            status,
            head,
            body,
            is_whole,
        }
    }

    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        let mut values = lines.filter(|(known, _)| *known == name);
        values.next().map(|(_, value)| value)
    }
}

fn read_chunks(reader: &mut impl BufRead, body: &mut Vec<u8>) -> bool {
    loop {
        let mut size = String::new();
        if reader.read_line(&mut size).unwrap_or(0) == 0 {
            return false;
        }
        let size = usize::from_str_radix(size.trim(), 16).unwrap();
        let mut chunk = vec![0; size + 2];
        if reader.read_exact(&mut chunk).is_err() {
            return false;
        }
        body.extend_from_slice(&chunk[..size]);
        if size == 0 {
            return true;
        }
    }
}

/// A text as the value of a parameter.
pub(super) fn encoded(text: &str) -> String {
    let letters = text.bytes().map(|byte| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    });
    letters.collect()
}
