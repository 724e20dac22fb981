use super::{assert_refused, damaged, export, losses, relations, sample};
use crate::fixture::graphwright_in;
use std::fmt::Write as _;
use std::fs;

#[test]
fn a_byte_order_mark_and_carriage_returns_change_nothing() {
    for name in [
        "networkx.graphml",
        "igraph.graphml",
        "yed.graphml",
        "gephi.gexf",
    ] {
        let extension = name.rsplit_once('.').unwrap().1;
        let file = format!("a.{extension}");
        let plain = export(&[(&file, &sample(name))]);
        assert_eq!(plain.code, Some(0), "{}", plain.stderr);
        let marked = format!("\u{FEFF}{}", sample(name).replace('\n', "\r\n"));
        assert_eq!(export(&[(&file, &marked)]).stdout, plain.stdout, "{name}");
    }
}

#[test]
fn latin_1_is_refused_with_the_byte_and_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let text = sample("igraph.graphml").replace("UTF-8", "ISO-8859-1");
    let bytes: Vec<u8> = text
        .chars()
        .map(|letter| u8::try_from(u32::from(letter)).unwrap())
        .collect();
    fs::write(folder.path().join("a.graphml"), bytes).unwrap();
    let run = graphwright_in(folder.path(), &["export", "a.graphml"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(3), ""));
    assert!(
        run.stderr
            .contains("a.graphml:21:41: byte 0xE8 is not UTF-8; Latin-1"),
        "{}",
        run.stderr
    );
    // The same letters as UTF-8 under the wrong name would become others in any other program.
    assert_refused(
        &[("a.graphml", &text)],
        &["a.graphml:1:1: the file says that its encoding is \"ISO-8859-1\"; UTF-8 is wanted"],
    );
    // Without letters beyond ASCII the name makes no difference.
    let ascii = sample("networkx.graphml").replace("utf-8", "ISO-8859-1");
    assert_eq!(relations(&export(&[("a.graphml", &ascii)])), super::CURIES);
}

#[test]
fn utf_16_is_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let mut bytes = vec![0xFF, 0xFE];
    bytes.extend(
        sample("gephi.gexf")
            .encode_utf16()
            .flat_map(u16::to_le_bytes),
    );
    fs::write(folder.path().join("a.gexf"), bytes).unwrap();
    let run = graphwright_in(folder.path(), &["export", "a.gexf"]);
    assert_eq!(run.code, Some(3));
    assert!(run.stderr.contains("UTF-16"), "{}", run.stderr);
}

#[test]
fn no_entity_is_fetched_or_expanded() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("secret"), "the secret").unwrap();
    let graph = |label: &str| {
        format!(
            "<graphml><key id=\"l\" for=\"node\" attr.name=\"label\"/><graph><node id=\"a\"><data key=\"l\">{label}</data></node></graph></graphml>"
        )
    };
    let mut laughs = String::from("<!ENTITY a0 \"ha\">");
    for level in 1..10 {
        let inner = format!("&a{};", level - 1).repeat(10);
        write!(laughs, "<!ENTITY a{level} \"{inner}\">").unwrap();
    }
    let refused = "the document type declares entities, which are neither fetched nor expanded";
    for (doctype, label, says) in [
        (
            "<!DOCTYPE graphml [<!ENTITY x SYSTEM \"secret\">]>",
            "&x;",
            refused,
        ),
        (
            "<!DOCTYPE graphml [<!ENTITY % x SYSTEM \"http://127.0.0.1/\"> %x;]>",
            "y",
            refused,
        ),
        (&format!("<!DOCTYPE graphml [{laughs}]>"), "&a9;", refused),
        ("", "&x;", "entity \"x\" is none of XML's own"),
        (
            "<!DOCTYPE graphml SYSTEM \"secret\">",
            "&x;",
            "entity \"x\" is none of XML's own",
        ),
    ] {
        let text = format!("<?xml version=\"1.0\"?>\n{doctype}\n{}", graph(label));
        fs::write(folder.path().join("a.graphml"), text).unwrap();
        let run = graphwright_in(folder.path(), &["export", "a.graphml"]);
        assert_eq!((run.code, run.stdout.as_str()), (Some(3), ""), "{doctype}");
        assert!(run.stderr.contains(says), "{}", run.stderr);
        assert!(!run.stderr.contains("the secret"));
    }
    // A mere name of a document type is no harm, and is not looked at.
    let text = format!("<!DOCTYPE graphml SYSTEM \"graphml.dtd\">{}", graph("A"));
    let run = export(&[("a.graphml", &text)]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(
        run.stderr
            .contains("the document type is not looked at: nothing is fetched")
    );
}

#[test]
fn elements_nest_only_so_deep() {
    for name in ["a.graphml", "a.gexf"] {
        let root = name.strip_prefix("a.").unwrap();
        let deep = format!("<{root}>{}", "<graph><node id=\"a\">".repeat(100_000));
        assert_refused(&[(name, &deep)], &["elements nest deeper than 128"]);
        let deep = format!("<{root}><desc>{}", "<x>".repeat(100_000));
        assert_refused(&[(name, &deep)], &["elements nest deeper than 128"]);
    }
}

#[test]
fn what_is_not_well_formed_is_refused_with_its_line() {
    let name = "networkx.graphml";
    let whole = sample(name);
    let cut = &whole[..whole.find("<data key=\"d9\"").unwrap()];
    assert_refused(
        &[("a.graphml", cut)],
        &["a.graphml:34:3: the file ends within <edge>, which opens in line 33"],
    );
    for (words, others, says) in [
        (
            "<node id=\"pierre\"/>",
            "<node id=\"pierre\">",
            "a.graphml:37:1: not well-formed XML: ill-formed document: expected `</node>`, but `</graph>` was found",
        ),
        (
            "<node id=\"pierre\"/>",
            "<node id=\"pierre\" id=\"x\"/>",
            "a.graphml:24:1: not well-formed XML",
        ),
        (
            "<data key=\"d9\">married",
            "<data key=\"d9\">married & so",
            "a.graphml:34:18: found & without the ; of an entity; a plain & is written &amp;",
        ),
        (
            "<node id=\"pierre\"/>",
            "Pierre",
            "a.graphml:23:8: found the text \"Pierre\" between elements; an element is wanted",
        ),
        (
            "</graph></graphml>",
            "</graph></graphml><graphml/>",
            "<graphml> stands behind the end of the root element; a file has one",
        ),
    ] {
        let text = damaged(name, words, others);
        assert_refused(&[("a.graphml", &text)], &[says]);
    }
    assert_refused(
        &[("a.graphml", "")],
        &["found no element; the file is empty"],
    );
    assert_refused(
        &[("a.graphml", "<html/>")],
        &["a.graphml:1:1: the root element is <html>; <graphml> is wanted"],
    );
    assert_refused(
        &[("a.gexf", "<graphml/>")],
        &["a.gexf:1:1: the root element is <graphml>; <gexf> is wanted"],
    );
}

#[test]
fn every_fault_of_a_damaged_graphml_file_is_told_in_one_run() {
    let text = sample("networkx.graphml")
        .replace("target=\"sorbonne\" id=\"0\"", "target=\"sorbone\"")
        .replace("target=\"sorbonne\" id=\"1\"", "")
        .replace("<node id=\"pierre\"/>", "<node/><node id=\"curie\"/>")
        .replace(">1867<", ">long ago<")
        .replace(">False<", ">perhaps<")
        .replace("<data key=\"d1\">Sorbonne", "<data key=\"d99\">Sorbonne");
    assert_refused(
        &[("a.graphml", &text)],
        &[
            "a.graphml:25:1: edge ends at node \"sorbone\", but the file declares no such node",
            "a.graphml:30:1: edge has no \"target\"",
            "a.graphml:24:1: node has no \"id\"",
            "a.graphml:24:8: node \"curie\" is declared a second time, first at a.graphml:14:1",
            "a.graphml:17:3: value of \"born\": found \"long ago\", not a number; a number is wanted",
            "a.graphml:18:3: value of \"alive\": found \"perhaps\"; true or false is wanted",
            "a.graphml:21:3: data has the key \"d99\", but the file declares no such key for a node",
            "a.graphml:33:1: edge ends at node \"pierre\"",
        ],
    );
}

#[test]
fn every_fault_of_a_damaged_gexf_file_is_told_in_one_run() {
    let text = sample("gephi.gexf")
        .replace("<node id=\"7\"", "<node")
        .replace("value=\"21.0\"", "value=\"many\"")
        .replace("for=\"tags\"", "for=\"tag\"")
        .replace(
            "target=\"https://example.org/entity/russia\" type=\"directed\"",
            "",
        );
    assert_refused(
        &[("a.gexf", &text)],
        &[
            "a.gexf:39:7: node has no \"id\"",
            "a.gexf:31:11: value of \"value_population\": found \"many\", not a number; a number is wanted",
            "a.gexf:32:11: attvalue is for \"tag\", but the file declares no such attribute of a node",
            "a.gexf:53:7: edge has no \"target\"",
            "a.gexf:59:7: edge ends at node \"7\", but the file declares no such node",
        ],
    );
}

#[test]
fn parallel_edges_that_say_the_same_are_counted() {
    let gexf = r#"<gexf><graph defaultedgetype="directed"><nodes><node id="a"/><node id="b"/></nodes><edges>
<edge id="0" source="a" target="b" label="knows"/><edge id="1" source="a" target="b" label="knows"/></edges></graph></gexf>"#;
    let graphml = r#"<graphml><key id="l" for="edge" attr.name="label"/><graph edgedefault="directed"><node id="a"/><node id="b"/>
<edge id="0" source="a" target="b"><data key="l">knows</data></edge><edge id="1" source="a" target="b"><data key="l">knows</data></edge></graph></graphml>"#;
    let edge = r#"{"data":{"source":"a","target":"b","interaction":"knows"}}"#;
    let cytoscape = format!(
        r#"{{"elements":[{{"data":{{"id":"a"}}}},{{"data":{{"id":"b"}}}},{edge},{edge}]}}"#
    );
    for (name, text) in [
        ("a.gexf", gexf),
        ("a.graphml", graphml),
        ("a.cyjs", &cytoscape),
    ] {
        let run = export(&[(name, text)]);
        assert_eq!(relations(&run), ["a knows b"], "{name}");
        assert_eq!(
            losses(&run),
            [
                "not carried over: 1 × relation that says the same as another, whatever its key or id"
            ],
            "{name}"
        );
    }
}

#[test]
fn standard_input_is_told_by_its_first_element() {
    let out =
        crate::fixture::graphwright_on(&sample("gephi.gexf"), &["export", "-", "--to", "facts"]);
    assert!(out.contains("\"predicate\":\"fears\""));
}
