//! Evidence: offsets, quotes, sources, and the files that sources name.

use super::Check::{Count, Says};
use super::{Case, either, fails, run_all, works};
use serde_json::json;
use std::fs;

/// 20 characters, in UTF-8 23 bytes and in UTF-16 21 units; "Bob" stands at 8.
const TEXT: &str = "Traoré🙂 Bob runs é…";

/// A source and one piece of evidence with these fields.
fn evidence(fields: &str) -> String {
    let source = json!({"kind": "source", "id": "s", "text": TEXT});
    format!("{source}\n{{\"kind\":\"evidence\",\"id\":\"e1\",\"source\":\"s\",{fields}}}\n")
}

const START: &str = "https://w3id.org/graphwright/core#start";
const VERIFIED: &str = "https://w3id.org/graphwright/core#verified";
const EXACT: &str = "https://w3id.org/graphwright/core#exact";

fn refused(name: &'static str, fields: &str, says: &'static [&'static str]) -> Case {
    fails(name, "facts.jsonl", evidence(fields), says)
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table")]
fn offsets() {
    run_all([
        works(
            "evidence control",
            "facts.jsonl",
            evidence(r#""start":8,"end":11,"quote":"Bob""#),
            vec![Count(START, 1), Count(VERIFIED, 0)],
        ),
        works(
            "evidence by offsets alone",
            "facts.jsonl",
            evidence(r#""start":0,"end":7"#),
            vec![Count(EXACT, 1), Count(START, 1)],
        ),
        works(
            "evidence by a quote alone",
            "facts.jsonl",
            evidence(r#""quote":"Bob""#),
            vec![Count(EXACT, 1), Count(START, 1)],
        ),
        refused(
            "offset past the end",
            r#""start":8,"end":99"#,
            &["facts.jsonl:2", r#"evidence "e1""#, "99", "19 characters"],
        ),
        refused(
            "offset past the end with a quote",
            r#""start":80,"end":83,"quote":"Bob""#,
            &["facts.jsonl:2", r#"evidence "e1""#, "it stands at 8 to 11"],
        ),
        refused(
            "negative offset",
            r#""start":-1,"end":3"#,
            &["facts.jsonl:2:", "start", "-1", "from 0 up"],
        ),
        refused(
            "end before start",
            r#""start":11,"end":8"#,
            &[
                "facts.jsonl:2",
                r#"evidence "e1""#,
                "start 11 is not before end 8",
            ],
        ),
        refused(
            "empty span",
            r#""start":8,"end":8"#,
            &[
                "facts.jsonl:2",
                r#"evidence "e1""#,
                "start 8 is not before end 8",
            ],
        ),
        refused(
            "offset inside a UTF-8 sequence if read as bytes",
            r#""start":6,"end":8,"quote":"Bob""#,
            &["facts.jsonl:2", r#"evidence "e1""#, "it stands at 8 to 11"],
        ),
        refused(
            "offsets counted in UTF-16 units",
            r#""start":9,"end":12,"quote":"Bob""#,
            &[
                "facts.jsonl:2",
                r#"evidence "e1""#,
                "it stands at 8 to 11",
                "UTF-16 units",
            ],
        ),
        refused(
            "an end that is wrong in every unit",
            r#""start":0,"end":5,"quote":"Traoré""#,
            &[
                "facts.jsonl:2",
                r#"evidence "e1""#,
                "not \"Traoré\"; it stands at 0 to 6\n",
            ],
        ),
        refused(
            "offsets counted in bytes",
            r#""start":12,"end":15,"quote":"Bob""#,
            &[
                "facts.jsonl:2",
                r#"evidence "e1""#,
                "it stands at 8 to 11",
                "count bytes",
            ],
        ),
        refused(
            "offset overflow",
            r#""start":0,"end":18446744073709551616"#,
            &[
                "facts.jsonl:2:",
                "end",
                "18446744073709551616",
                "out of range",
            ],
        ),
        refused(
            "largest offset",
            r#""start":18446744073709551614,"end":18446744073709551615"#,
            &["facts.jsonl:2", r#"evidence "e1""#],
        ),
        refused(
            "huge offset",
            r#""start":0,"end":1e3"#,
            &["facts.jsonl:2:", "end", "1e3", "whole number"],
        ),
        refused(
            "fractional offset",
            r#""start":0.5,"end":3"#,
            &["facts.jsonl:2:", "start", "0.5", "whole number"],
        ),
        refused(
            "one offset of two",
            r#""start":0"#,
            &[
                "facts.jsonl:2",
                r#"evidence "e1""#,
                "one of them is missing",
            ],
        ),
        refused(
            "neither quote nor offsets",
            r#""verified":true"#,
            &["facts.jsonl:2", r#"evidence "e1""#, "neither"],
        ),
        refused(
            "quote not in the source",
            r#""quote":"Eve""#,
            &["facts.jsonl:2", r#"evidence "e1""#, r#""Eve""#, "nowhere"],
        ),
        refused(
            "quote not at its offsets, nor elsewhere",
            r#""start":8,"end":11,"quote":"Eve""#,
            &[
                "facts.jsonl:2",
                r#"evidence "e1""#,
                r#""Bob" at 8 to 11"#,
                r#""Eve""#,
                "nowhere",
            ],
        ),
        works(
            "quote not in the source, marked",
            "facts.jsonl",
            evidence(r#""quote":"Eve""#),
            vec![
                Count(EXACT, 1),
                Says("facts.jsonl:2"),
                Says("unverified"),
                Count(VERIFIED, 1),
            ],
        )
        .with(&["--quotes", "mark"]),
        works(
            "offsets counted in UTF-16 units, marked",
            "facts.jsonl",
            evidence(r#""start":9,"end":12,"quote":"Bob""#),
            vec![
                Count(EXACT, 1),
                Says("UTF-16 units"),
                Says("unverified"),
                Count(VERIFIED, 1),
            ],
        )
        .with(&["--quotes", "mark"]),
        fails(
            "length of a quote whose text is not at hand",
            "facts.jsonl",
            "{\"kind\":\"source\",\"id\":\"s\",\"title\":\"T\"}\n{\"kind\":\"evidence\",\"id\":\"e1\",\"source\":\"s\",\"start\":18446744073709551000,\"end\":18446744073709551615,\"quote\":\"x\"}\n",
            &["facts.jsonl:2", "615 characters", "has 1"],
        ),
        fails(
            "unknown source",
            "facts.jsonl",
            evidence(r#""quote":"Bob""#).replace(r#""source":"s""#, r#""source":"s2""#),
            &[
                "facts.jsonl:2",
                r#"evidence "e1""#,
                r#"source "s2" is not declared"#,
            ],
        ),
        either(
            "source that looks like a path",
            "facts.jsonl",
            evidence(r#""quote":"root""#).replace(r#""source":"s""#, r#""source":"/etc/passwd""#),
            vec![],
            &["facts.jsonl:2", r#""/etc/passwd" is not declared"#],
        ),
    ]);
}

/// What rests on a source that is at fault has no fault of its own.
#[test]
fn a_source_at_fault_is_told_once() {
    let source = json!({"kind": "source", "id": "s", "sha256": "12", "text": TEXT});
    let rest = r#"{"kind":"entity","id":"a","label":"A","mentions":[{"source":"s","start":0,"end":7}]}
{"kind":"evidence","id":"e1","source":"s","quote":"Bob"}
{"kind":"evidence","id":"e2","start":0,"end":99}
{"subject":"a","predicate":"p","object":"a","evidence":["e1",{"source":"s","quote":"runs"}]}
"#;
    let folder = tempfile::tempdir().unwrap();
    let errors = |text: &str| {
        fs::write(folder.path().join("facts.jsonl"), text).unwrap();
        let run = super::graphwright(folder.path(), &["export", "facts.jsonl"]);
        assert_eq!(run.status.code(), Some(3));
        let said = String::from_utf8(run.stderr).unwrap();
        let errors = said.lines().filter(|line| line.starts_with("error: "));
        errors.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(
        errors(&format!("{source}\n{rest}")),
        [r#"error: facts.jsonl:1: source "s": sha256 "12" is not 64 hexadecimal digits"#]
    );
    // Another source is not taken for the one at fault.
    let other = json!({"kind": "source", "id": "t", "text": "x"});
    assert_eq!(errors(&format!("{source}\n{other}\n{rest}")).len(), 1);
}

/// The words of a file that nobody may open are in it, so a quote that is found gives it away.
#[test]
fn files_of_sources() {
    let folder = tempfile::tempdir().unwrap();
    let facts = folder.path().join("facts");
    fs::create_dir(&facts).unwrap();
    fs::write(folder.path().join("secret.txt"), "top secret").unwrap();
    fs::write(facts.join("beside.txt"), "top secret").unwrap();
    std::os::unix::fs::symlink("../secret.txt", facts.join("link.txt")).unwrap();
    let secret = folder.path().join("secret.txt");
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let url = format!("http://{}/secret.txt", listener.local_addr().unwrap());
    let uri = format!("file://{}", secret.display());
    let run = |field: &str, value: &str| {
        let source = json!({"kind": "source", "id": value, "title": "T", field: value});
        let evidence =
            json!({"kind": "evidence", "id": "e1", "source": value, "start": 0, "end": 3});
        fs::write(facts.join("facts.jsonl"), format!("{source}\n{evidence}\n")).unwrap();
        let run = super::graphwright(&facts, &["export", "facts.jsonl", "-o", "-"]);
        assert_eq!(super::unclean(&run), [""; 0]);
        let out = String::from_utf8(run.stdout).unwrap();
        (
            run.status.code(),
            out.contains("\"top\""),
            String::from_utf8(run.stderr).unwrap(),
        )
    };
    let (code, read, _) = run("file", "beside.txt");
    assert_eq!(
        (code, read),
        (Some(0), true),
        "a file beside the facts is read"
    );
    for outside in [
        "../secret.txt",
        "./../secret.txt",
        "x/../../secret.txt",
        "link.txt",
        secret.to_str().unwrap(),
    ] {
        let (code, read, said) = run("file", outside);
        assert_eq!((code, read), (Some(3), false), "{outside}: {said}");
        assert!(
            said.contains("facts.jsonl:1") && said.contains("is not opened"),
            "{outside}: {said}"
        );
    }
    for elsewhere in [url.as_str(), uri.as_str()] {
        let (code, read, said) = run("file", elsewhere);
        assert_eq!((code, read), (Some(0), false), "{elsewhere}: {said}");
        assert!(
            said.contains("facts.jsonl:1: the text of the source is not at hand"),
            "{elsewhere}: {said}"
        );
    }
    let (code, read, said) = run("url", &url);
    assert_eq!((code, read), (Some(0), false), "{said}");
    let (code, read, said) = run("title", secret.to_str().unwrap());
    assert_eq!((code, read), (Some(0), false), "{said}");
    assert_eq!(
        listener.accept().unwrap_err().kind(),
        std::io::ErrorKind::WouldBlock
    );
}
