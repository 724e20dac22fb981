//! What RDF input may not reach, and what outputs cannot say.

use super::Check::Same;
use super::{OLD, either, fails, graphwright, run_all, unclean, works};
use std::fs;
use std::io::ErrorKind;
use std::net::TcpListener;

const LIST: &str = "@prefix r: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n<http://e/s> <http://e/p> _:a . _:a r:first 1 ; r:rest _:b . _:b r:first 2 ; r:rest _:a .\n";

fn rdf_xml(before: &str, value: &str) -> String {
    format!(
        "<?xml version='1.0'?>\n{before}<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:e='http://e/'><r:Description r:about='http://e/s'><e:p>{value}</e:p></r:Description></r:RDF>"
    )
}

#[test]
fn entities_and_contexts() {
    run_all([
        works(
            "harmless internal entity",
            "in.rdf",
            rdf_xml("<!DOCTYPE r [<!ENTITY word \"held\">]>\n", "&word;"),
            vec![Same("<http://e/s> <http://e/p> \"held\" .\n")],
        ),
        fails(
            "cyclic term definition",
            "in.jsonld",
            r#"{"@context":{"a":"b:x","b":"a:x"},"a":1}"#,
            &["in.jsonld", "yclic"],
        ),
        either(
            "duplicate keys",
            "in.jsonld",
            r#"{"@id":"http://e/s","http://e/p":"1","http://e/p":"2"}"#,
            vec![],
            &["in.jsonld"],
        ),
    ]);
}

/// A server listens and a secret lies about: neither is asked for.
#[test]
fn nothing_outside_is_reached() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("secret.txt"), "top secret").unwrap();
    fs::write(at("context.jsonld"), r#"{"@context":{"p":"http://e/p"}}"#).unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let web = format!("http://{}/c.jsonld", listener.local_addr().unwrap());
    let file = format!("file://{}", at("secret.txt").display());
    let context = format!("file://{}", at("context.jsonld").display());
    let external = |uri: &str| {
        rdf_xml(
            &format!("<!DOCTYPE r [<!ENTITY x SYSTEM \"{uri}\">]>\n"),
            "&x;",
        )
    };
    let subset = |uri: &str| {
        rdf_xml(
            &format!("<!DOCTYPE r [<!ENTITY % x SYSTEM \"{uri}\"> %x;]>\n"),
            "v",
        )
    };
    let remote = |uri: &str| format!(r#"{{"@context":"{uri}","p":"v"}}"#);
    let import = format!(r#"{{"@context":{{"@version":1.1,"@import":"{web}"}},"p":"v"}}"#);
    for (name, input, content, says) in [
        ("XXE file", "in.rdf", external(&file), None),
        ("XXE network", "in.rdf", external(&web), None),
        ("XXE in the subset", "in.rdf", subset(&file), None),
        ("XXE in the subset, network", "in.rdf", subset(&web), None),
        (
            "remote @context",
            "in.jsonld",
            remote(&web),
            Some(web.as_str()),
        ),
        (
            "file: @context",
            "in.jsonld",
            remote(&context),
            Some(context.as_str()),
        ),
        (
            "relative @context",
            "in.jsonld",
            remote("context.jsonld"),
            Some("context.jsonld"),
        ),
        ("@import", "in.jsonld", import, Some(web.as_str())),
    ] {
        fs::write(at(input), content).unwrap();
        fs::write(at("old.nt"), OLD).unwrap();
        let run = graphwright(folder.path(), &["export", input, "-o", "old.nt"]);
        assert_eq!(unclean(&run), [""; 0], "{name}");
        let said = String::from_utf8(run.stderr).unwrap();
        let out = fs::read_to_string(at("old.nt")).unwrap();
        assert!(
            !out.contains("top secret") && !said.contains("top secret"),
            "{name}: {out}{said}"
        );
        match says {
            Some(words) => {
                assert_eq!(
                    (run.status.code(), out.as_str()),
                    (Some(3), OLD),
                    "{name}: {said}"
                );
                assert!(
                    said.contains(words)
                        && (!words.contains("://")
                            || said.contains("put the context into the file")),
                    "{name}: {said}"
                );
            }
            None => assert!(matches!(run.status.code(), Some(0 | 3)), "{name}: {said}"),
        }
        assert_eq!(
            listener.accept().unwrap_err().kind(),
            ErrorKind::WouldBlock,
            "{name}"
        );
    }
}

#[test]
fn what_a_format_cannot_say_is_an_error() {
    for (name, file, input, output, says) in [
        (
            "not serialisable in RDF/XML: predicate",
            "in.ttl",
            "<http://e/s> <http://e/> 1 .",
            "old.rdf",
            &["rdfxml", "<http://e/s> <http://e/> "][..],
        ),
        (
            "not serialisable in RDF/XML: predicate ends in a digit",
            "in.ttl",
            "<http://e/s> <http://e/12> 1 .",
            "old.rdf",
            &["rdfxml", "<http://e/s> <http://e/12> "],
        ),
        (
            "not serialisable in RDF/XML: control character",
            "in.ttl",
            "<http://e/s> <http://e/p> \"a\\u0001b\" .",
            "old.rdf",
            &["rdfxml", "<http://e/s> <http://e/p> "],
        ),
        (
            "not serialisable in RDF/XML: noncharacter",
            "in.ttl",
            "<http://e/s> <http://e/p> \"a\\uFFFEb\" .",
            "old.rdf",
            &["rdfxml", "<http://e/s> <http://e/p> "],
        ),
        (
            "quads to a triples format",
            "in.nq",
            "<http://e/s> <http://e/p> <http://e/o> <http://e/g> .\n",
            "old.nt",
            &["1 of", "named graphs", "nquads"],
        ),
        (
            "quads to Turtle",
            "in.nq",
            "<http://e/s> <http://e/p> <http://e/o> <http://e/g> .\n",
            "old.ttl",
            &["1 of", "named graphs", "trig"],
        ),
    ] {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(file), input).unwrap();
        fs::write(folder.path().join(output), OLD).unwrap();
        let run = graphwright(
            folder.path(),
            &["export", file, "-o", "new.nq", "-o", output],
        );
        assert_eq!(unclean(&run), [""; 0], "{name}");
        let said = String::from_utf8(run.stderr).unwrap();
        assert_eq!(
            run.status.code(),
            Some(3),
            "{name}: {said}\n{}",
            fs::read_to_string(folder.path().join(output)).unwrap()
        );
        assert!(
            says.iter().all(|words| said.contains(words)),
            "{name}: {said}"
        );
        assert_eq!(
            fs::read_to_string(folder.path().join(output)).unwrap(),
            OLD,
            "{name}"
        );
        assert!(
            !folder.path().join("new.nq").exists(),
            "{name}: half of the outputs was written"
        );
    }
}

#[test]
fn cyclic_lists_end_in_every_format() {
    for (output, back) in [
        ("out.jsonld", "jsonld"),
        ("out.ttl", "turtle"),
        ("out.rdf", "rdfxml"),
        ("out.trig", "trig"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("in.ttl"), LIST).unwrap();
        let run = graphwright(folder.path(), &["export", "in.ttl", "-o", output]);
        assert_eq!(
            (run.status.code(), unclean(&run)),
            (Some(0), Vec::new()),
            "{output}: {}",
            String::from_utf8_lossy(&run.stderr)
        );
        let again = graphwright(
            folder.path(),
            &["export", output, "--from", back, "--to", "nt"],
        );
        let lines = String::from_utf8(again.stdout).unwrap();
        assert_eq!(
            lines.lines().count(),
            5,
            "{output}: {lines}{}",
            String::from_utf8_lossy(&again.stderr)
        );
    }
}
