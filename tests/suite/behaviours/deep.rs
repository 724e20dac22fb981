//! RDF that nests deep, is long, or stands for more than it says.

use super::Check::Count;
use super::{either, fails, graphwright, run_all, unclean, works};
use std::fs;

const DEEP: &[&str] = &["brackets nest deeper than 128"];

/// A statement with an object of so many levels.
fn nested(levels: usize, open: &str, close: &str) -> String {
    let (open, close) = (open.repeat(levels), close.repeat(levels));
    format!("<http://e/s> <http://e/p> {open}\"1\"{close} .\n")
}

#[test]
fn levels() {
    let blank = |levels| nested(levels, "[ <http://e/p> ", " ]");
    let list = |levels| nested(levels, "( ", " )");
    let term = |levels| nested(levels, "<<( <http://e/s> <http://e/p> ", " )>>");
    let reified = format!(
        "{}<http://e/s> <http://e/p> 1{} .\n",
        "<< ".repeat(20_000),
        " >> <http://e/p> 1".repeat(20_000)
    );
    let objects = |levels: usize| {
        let (open, close) = (r#"{"http://e/p":"#.repeat(levels), "}".repeat(levels));
        format!("{open}1{close}")
    };
    run_all([
        works(
            "128 levels of [ ]",
            "a.ttl",
            blank(128),
            vec![Count("http://e/p", 129)],
        ),
        fails(
            "129 levels of [ ]",
            "a.ttl",
            blank(129),
            &["a.ttl:1:", "brackets nest deeper than 128"],
        ),
        fails("100k nested [ ]", "a.ttl", blank(100_000), DEEP),
        works(
            "128 levels of ( )",
            "a.ttl",
            list(128),
            vec![Count("http://e/p", 1)],
        ),
        fails("100k nested ( )", "a.ttl", list(100_000), DEEP),
        fails("100k nested ( ) in TriG", "a.trig", list(100_000), DEEP),
        works(
            "64 triple terms",
            "a.ttl",
            term(64),
            vec![Count("http://e/p", 1)],
        ),
        fails("20k nested triple terms", "a.ttl", term(20_000), DEEP),
        fails(
            "20k nested triple terms on a line",
            "a.nt",
            term(20_000),
            &["a.nt:1:", "brackets nest deeper than 128"],
        ),
        fails(
            "20k nested triple terms in a graph",
            "a.nq",
            term(20_000),
            DEEP,
        ),
        fails("20k nested reified triples", "a.ttl", reified, DEEP),
        works(
            "120 nested objects",
            "a.jsonld",
            objects(120),
            vec![Count("http://e/p", 120)],
        ),
        fails(
            "50k nested objects",
            "a.jsonld",
            objects(50_000),
            &["a.jsonld:1:", "brackets nest deeper than 128"],
        ),
        fails(
            "50k nested contexts",
            "a.jsonld",
            format!(
                "{{\"@context\":{}{{}}{}}}",
                "[".repeat(50_000),
                "]".repeat(50_000)
            ),
            DEEP,
        ),
    ]);
}

fn rdf_xml(before: &str, body: &str) -> String {
    format!(
        "<?xml version='1.0'?>\n{before}<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:e='http://e/'>{body}</r:RDF>"
    )
}

fn elements(levels: usize) -> String {
    let (open, close) = ("<r:Description><e:p>", "</e:p></r:Description>");
    open.repeat(levels) + &close.repeat(levels)
}

#[test]
fn elements_and_entities() {
    let about = |value: &str| {
        format!("<r:Description r:about='http://e/s'><e:p>{value}</e:p></r:Description>")
    };
    let inner: String = "<x>".repeat(100_000) + &"</x>".repeat(100_000);
    let literal = about(&inner).replace("<e:p>", "<e:p r:parseType='Literal'>");
    let laughs = (1..12).map(|level| {
        format!(
            "<!ENTITY a{level} \"{}\">",
            format!("&a{};", level - 1).repeat(10)
        )
    });
    let laughs = format!(
        "<!DOCTYPE r [<!ENTITY a0 \"aaaaaaaaaa\">{}]>\n",
        laughs.collect::<Vec<_>>().concat()
    );
    let long = format!("<!DOCTYPE r [<!ENTITY a \"{}\">]>\n", "x".repeat(100_000));
    run_all([
        works(
            "500 nested elements",
            "a.rdf",
            rdf_xml("", &elements(500)),
            vec![Count("http://e/p", 500)],
        ),
        works(
            "100k elements in a literal",
            "a.rdf",
            rdf_xml("", &literal),
            vec![Count("http://e/p", 1)],
        ),
        fails(
            "entity expansion 10^11",
            "a.rdf",
            rdf_xml(&laughs, &about("&a11;")),
            &["a.rdf:3:", "more than 1 MiB"],
        ),
        fails(
            "quadratic entity expansion (5 GB)",
            "a.rdf",
            rdf_xml(&long, &about(&"&a;".repeat(50_000))),
            &["a.rdf:3:", "more than 1 MiB"],
        ),
        works(
            "ten long entities",
            "a.rdf",
            rdf_xml(&long, &about(&"&a;".repeat(10))),
            vec![Count("http://e/p", 1)],
        ),
    ]);
}

#[test]
fn long_terms_and_lists() {
    let long = "x".repeat(20_000_000);
    let members = (0..50_000).map(|number| format!("{number} "));
    let list = format!(
        "<http://e/s> <http://e/p> ( {}) .\n",
        members.collect::<Vec<_>>().concat()
    );
    let lines = "x\n".repeat(4_000_000);
    run_all([
        either(
            "20 MB literal on a line",
            "a.nt",
            format!("<http://e/s> <http://e/p> \"{long}\" .\n"),
            vec![],
            &["a.nt:1", "16 MiB"],
        ),
        either(
            "20 MB literal",
            "a.ttl",
            format!("<http://e/s> <http://e/p> \"\"\"{long}\"\"\" .\n"),
            vec![],
            &["16 MiB"],
        ),
        fails(
            "unterminated 20 MB literal on a line",
            "a.nt",
            format!("<http://e/s> <http://e/p> \"{long}"),
            &["a.nt:1"],
        ),
        fails(
            "unterminated literal of 4 million lines",
            "a.ttl",
            format!("<http://e/s> <http://e/p> \"\"\"{lines}"),
            &["a.ttl"],
        ),
        works(
            "a list of 50,000 members",
            "a.ttl",
            list,
            vec![Count(
                "http://www.w3.org/1999/02/22-rdf-syntax-ns#first",
                50_000,
            )],
        ),
    ]);
}

/// Blank nodes that look alike however long one looks: no more time is spent than a limit.
#[test]
fn poison_graphs() {
    let pairs = |n: usize| {
        let pairs = (0..n).flat_map(|from| (0..n).map(move |to| (from, to)));
        let pairs = pairs.filter(|(from, to)| from != to);
        let triples = pairs.map(|(from, to)| format!("_:a{from} <http://e/p> _:a{to} .\n"));
        triples.collect::<Vec<_>>().concat()
    };
    let ring = |n: usize| {
        let triples =
            (0..n).map(|from| format!("_:a{from} <http://e/p> _:a{} .\n", (from + 1) % n));
        triples.collect::<Vec<_>>().concat() + "_:a0 <http://e/q> \"1\" .\n"
    };
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [
        ("K12", pairs(12)),
        ("K60", pairs(60)),
        ("a ring of 5,000 with a mark", ring(5000)),
        ("20,000 nested elements", rdf_xml("", &elements(20_000))),
    ] {
        let is_xml = text.starts_with("<?xml");
        let n_triples = if is_xml { 20_000 } else { text.lines().count() };
        let file = if is_xml { "a.rdf" } else { "a.nt" };
        fs::write(folder.path().join(file), &text).unwrap();
        let run = graphwright(folder.path(), &["export", file, "-o", "out.nt"]);
        assert_eq!(unclean(&run), Vec::<String>::new(), "{name}");
        assert_eq!(run.status.code(), Some(0), "{name}");
        let written = fs::read_to_string(folder.path().join("out.nt")).unwrap();
        assert_eq!(written.lines().count(), n_triples, "{name}");
    }
}
