use super::*;

#[test]
fn a_plain_extension_tells() {
    assert_eq!(detect(Some("TTL"), b""), Told::ByExtension(Format::Turtle));
    assert_eq!(
        detect(Some("md"), b"{"),
        Told::ByExtension(Format::Markdown)
    );
    assert_eq!(detect(Some("ann"), b""), Told::ByExtension(Format::Brat));
    assert_eq!(detect(Some("HTM"), b""), Told::ByExtension(Format::Html));
    assert_eq!(detect(Some("docx"), b""), Told::Unknown);
    assert_eq!(detect(None, b"Burkina Faso"), Told::Unknown);
}

#[test]
fn graphs_in_json_are_told_by_their_keys() {
    for (extension, start, format) in [
        (
            "json",
            "[{\"nodes\":[{\"id\":1,\"properties\":{}}]",
            Format::LangChain,
        ),
        (
            "json",
            "{\"relationships\":[{\"start_node_id\"",
            Format::Neo4jGraphRag,
        ),
        ("json", "{\"nodes\": {\"a\":", Format::LlamaIndex),
        (
            "json",
            "{\"nodes\":[],\"relations\":{\"a\":",
            Format::LlamaIndex,
        ),
        ("json", "{\"nodes\":[],\"relations\":[", Format::NodeLink),
        ("json", "{\"directed\":true,\"nodes\":[", Format::NodeLink),
        ("json", "{\"nodes\":[],\"links\":[", Format::NodeLink),
        ("json", "{\"nodes\":[],\"adjacency\":[", Format::NodeLink),
        ("json", "{\"id\":1,\"children\": [{", Format::NodeLink),
        (
            "json",
            "{\"text\":\"a\",\"children\":[]}",
            Format::Documents,
        ),
        (
            "json",
            "{\"elements\":{\"nodes\":[{\"data\":",
            Format::Cytoscape,
        ),
    ] {
        assert_eq!(
            detect(Some(extension), start.as_bytes()),
            Told::ByContent(format),
            "{start}"
        );
    }
}

#[test]
fn content_tells_where_formats_share_an_extension() {
    for (extension, start, format) in [
        ("json", "{\"@context\": {}}", Format::JsonLd),
        ("json", "{\"relations\": []}", Format::Facts),
        (
            "jsonl",
            "{\"kind\":\"source\",\"text\":\"x\"}",
            Format::Facts,
        ),
        ("jsonl", "", Format::Facts),
        ("jsonl", "{\"id\":\"a\",\"text\":\"x\"}", Format::Documents),
        (
            "jsonl",
            "{\"id\":\n{\"id\":\"a\",\"text\":\"x",
            Format::Documents,
        ),
        (
            "jsonl",
            "{\"id\":\"a\",\"title\":\"subject\",\"text\":",
            Format::Documents,
        ),
        (
            "json",
            "{\n  \"id\": {\"kind\": 1},\n  \"text\": \"x\"\n}",
            Format::Documents,
        ),
        ("jsonl", "{\"extractions\":[", Format::LangExtract),
        (
            "json",
            "{\"docId\":\"a\",\"sentences\":[{\"tokens\"",
            Format::CoreNlp,
        ),
        ("json", "{\"text\":\"a\",\"ents\":[]}", Format::Spacy),
        ("json", "{\"text\":\"a\",\"tokens\": []}", Format::Spacy),
        ("jsonl", "{\"text\":\"a\",\"tokens\":1}", Format::Documents),
        ("json", "[{\"entities\": {\"person\"", Format::Gliner2),
        ("json", "{\"entities\":[]}", Format::Facts),
        (
            "json",
            "{\"id\":\"a\",\"schema\":\"Person\",\"properties\"",
            Format::FollowTheMoney,
        ),
        ("csv", "verdict;\"claim\";x\n", Format::Review),
        ("tsv", "Claim\tx\tVerdict", Format::Review),
        (
            "csv",
            "id,human_readable_id,source,target",
            Format::GraphRag,
        ),
        ("csv", "subject,predicate,object", Format::Csv),
        ("txt", "Burkina Faso", Format::Text),
        ("txt", "", Format::Text),
        ("txt", "{\"subject\":\"a\"}", Format::Facts),
        ("txt", "{\"text\":\"a\"}", Format::Documents),
        ("txt", "<!DOCTYPE html><p>", Format::Html),
        ("txt", "# a comment\n@prefix e: <x> .", Format::Turtle),
        ("txt", "<http://a> <http://b> <http://c> .", Format::NQuads),
        ("txt", "subject\tpredicate\tobject", Format::Tsv),
        ("txt", "<graphml>", Format::GraphMl),
        (
            "xml",
            "<?xml version='1.0'?><!-- <gexf> --><g:graphml xmlns:g='x'>",
            Format::GraphMl,
        ),
        ("xml", "\u{FEFF}<gexf xmlns='x'>", Format::Gexf),
        ("txt", "subject,predicate,object", Format::Csv),
    ] {
        assert_eq!(
            detect(Some(extension), start.as_bytes()),
            Told::ByContent(format),
            "{start}"
        );
    }
    assert_eq!(detect(Some("xml"), b"<a/>"), Told::Unknown);
}

#[test]
fn without_an_extension_only_json_and_graphs_in_xml_are_told() {
    assert_eq!(
        detect(None, b"<?xml version='1.0'?>\n<gexf>"),
        Told::ByContent(Format::Gexf)
    );
    assert_eq!(detect(None, b"<html>"), Told::Unknown);
    assert_eq!(
        detect(None, b"{\"text\":\"a\"}"),
        Told::ByContent(Format::Documents)
    );
    assert_eq!(
        detect(None, b"{\"subject\":\"a\"}"),
        Told::ByContent(Format::Facts)
    );
    assert_eq!(detect(None, b"{\"@context\": {}}"), Told::Unknown);
}
