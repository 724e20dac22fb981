//! No command reaches the network, whatever its input names.

use super::{graphwright, sorted, unclean};
use std::fs;
use std::io::ErrorKind;
use std::net::TcpListener;

/// Every command with an input that is full of addresses of a server that listens: nobody comes.
#[test]
fn no_command_calls_an_address_of_its_input() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let web = format!("http://{}", listener.local_addr().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let inputs = [
        ("facts.jsonl", facts(&web)),
        ("page.html", page(&web)),
        (
            "graph.ttl",
            format!(
                "@base <{web}/> . <s> <{web}/p> <o> . <s> <http://www.w3.org/2002/07/owl#imports> <{web}/more> ."
            ),
        ),
        ("graph.rdf", rdf_xml(&web)),
        (
            "graph.jsonld",
            format!(r#"{{"@context":"{web}/context","@id":"{web}/s"}}"#),
        ),
        (
            "graph.graphml",
            format!(
                "<!DOCTYPE graphml SYSTEM \"{web}/g.dtd\"><graphml xmlns=\"{web}\"><graph edgedefault=\"directed\"><node id=\"{web}/n\"/></graph></graphml>"
            ),
        ),
        (
            "graph.json",
            format!(r#"{{"nodes":[{{"id":"{web}/n"}}],"links":[]}}"#),
        ),
        ("who.tsv", format!("same\t{web}/a\t{web}/b\tAwa\t{web}\n")),
        (
            "shapes.ttl",
            format!(
                "@prefix sh: <http://www.w3.org/ns/shacl#> . <{web}/S> a sh:NodeShape ; sh:targetSubjectsOf <{web}/p> ; \
                 <http://www.w3.org/2002/07/owl#imports> <{web}/more> ; sh:sparql [ sh:prefixes <{web}/more> ; \
                 sh:select 'SELECT $this FROM <{web}/g> {{ $this ?p ?o }}' ] ."
            ),
        ),
        (
            "query.rq",
            format!("SELECT * FROM <{web}/g> {{ ?s ?p ?o }}"),
        ),
        (
            "service.rq",
            format!("SELECT * {{ SERVICE <{web}> {{ ?s ?p ?o }} }}"),
        ),
    ];
    for (name, content) in &inputs {
        fs::write(folder.path().join(name), content).unwrap();
    }
    for arguments in [
        "export facts.jsonl -o out.ttl -o out.jsonld -o out.graphml -o review.csv",
        "export page.html -o out.ttl",
        "export graph.ttl -o out.nt -o out.dot",
        "export graph.rdf -o out.nt",
        "export graph.jsonld -o out.nt",
        "export graph.graphml -o out.nt",
        "export graph.json -o out.nt",
        "export --stream graph.ttl -o out.nt",
        "extract page.html",
        "draw facts.jsonl -o out.svg",
        "draw facts.jsonl -o out.png",
        "draw facts.jsonl -o out.html",
        "query facts.jsonl --file query.rq",
        "query facts.jsonl --file service.rq",
        "ask voices facts.jsonl graph.ttl",
        "ask about --with entity=Ann facts.jsonl",
        "check facts.jsonl",
        "check graph.ttl --shapes shapes.ttl",
        "resolve facts.jsonl --ledger who.tsv",
        "compare facts.jsonl graph.ttl",
        "stats facts.jsonl graph.ttl",
        // To the address that it is told and to no other; nobody is there.
        "push facts.jsonl --to http://127.0.0.1:1/ --retries 0",
        // A server that stays is asked for all of its pages in network/pages.rs.
        "serve missing.ttl",
        "schema",
        "formats",
        "completions bash",
        "man",
        "help",
        "--version --verbose",
    ] {
        let arguments: Vec<&str> = arguments.split(' ').collect();
        let run = graphwright(folder.path(), &arguments);
        assert_eq!(unclean(&run), [""; 0], "{arguments:?}");
        let said = String::from_utf8_lossy(&run.stderr);
        assert!(
            matches!(run.status.code(), Some(0 | 1 | 3 | 4)) || is_left_out(&arguments),
            "{arguments:?}: {said}"
        );
        let calls = listener.accept();
        assert_eq!(
            calls.unwrap_err().kind(),
            ErrorKind::WouldBlock,
            "{arguments:?}"
        );
    }
    assert!(
        fs::read_to_string(folder.path().join("out.ttl"))
            .unwrap()
            .contains(&web)
    );
}

fn facts(web: &str) -> String {
    format!(
        r#"{{"kind":"source","id":"s","url":"{web}/article","text":"Ann met Bob."}}
{{"kind":"entity","id":"{web}/ann","label":"Ann","same_as":["{web}/a"]}}
{{"kind":"entity","id":"{web}/bob","label":"Bob"}}
{{"kind":"relation","subject":"{web}/ann","predicate":"{web}/met","object":"{web}/bob","evidence":[{{"source":"s","quote":"Ann met Bob"}}]}}
"#
    )
}

fn page(web: &str) -> String {
    format!(
        "<html><head><base href=\"{web}/\"><link rel=\"canonical\" href=\"{web}/c\">\
         <link rel=\"stylesheet\" href=\"{web}/s.css\"><script src=\"{web}/s.js\"></script></head><body><article>\
         <img src=\"{web}/i.png\"><p>Russia trains the army of Mali, said the minister of defence in Bamako on Monday. \
         France left the country in the summer of the same year.</p><iframe src=\"{web}/f\"></iframe></article></body></html>"
    )
}

fn rdf_xml(web: &str) -> String {
    format!(
        "<!DOCTYPE r SYSTEM \"{web}/r.dtd\" [<!ENTITY x SYSTEM \"{web}/x\">]>\
         <r:RDF xmlns:r=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns:e=\"{web}/\">\
         <r:Description r:about=\"{web}/s\"><e:p r:resource=\"{web}/o\"/></r:Description></r:RDF>"
    )
}

/// Whether a command is one of a feature that this build has not.
fn is_left_out(arguments: &[&str]) -> bool {
    let is = |name| arguments.first() == Some(&name);
    is("push") && !cfg!(feature = "remote") || is("serve") && !cfg!(feature = "serve")
}

/// A new command has to stand in the table above.
#[test]
fn every_command_is_tried() {
    let folder = tempfile::tempdir().unwrap();
    let help = graphwright(folder.path(), &["--help"]);
    let help = String::from_utf8(help.stdout).unwrap();
    let (_, commands) = help.split_once("Commands:\n").unwrap();
    let commands: Vec<&str> = commands
        .lines()
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.strip_prefix("  ")?.split_once(' '))
        .map(|(name, _)| name)
        .filter(|name| !name.is_empty())
        .collect();
    let mut known = vec![
        "ask",
        "export",
        "extract",
        "draw",
        "query",
        "check",
        "resolve",
        "compare",
        "stats",
        "schema",
        "formats",
        "help",
        "completions",
        "man",
    ];
    known.extend(cfg!(feature = "serve").then_some("serve"));
    known.extend(cfg!(feature = "remote").then_some("push"));
    assert_eq!(sorted(&commands), sorted(&known));
}
