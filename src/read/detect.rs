//! Which format an input is in, where its extension leaves that open.

use crate::format::Format;
use crate::read::json::{ends_in_first_object, first_keys};
use crate::read::review::is_review;

/// How many bytes of an input are looked at.
pub const LOOKED_AT: usize = 4096;

/// What tells the format of an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// Its extension.
    ByExtension(Format),
    /// Its first bytes.
    ByContent(Format),
    /// Nothing: the user has to say.
    Unknown,
}

/// Whether more bytes may tell another format than these: an object with a text is a document to extract facts
/// from, unless keys behind the text say that a program has done so.
pub fn is_undecided(told: Told, start: &[u8]) -> bool {
    let start = without_mark(start);
    let start = start.strip_prefix(b"[").unwrap_or(start);
    told == Told::ByContent(Format::Documents) && ends_in_first_object(start)
}

/// Tells the format from the extension and, where several formats share it, from the first bytes.
///
/// Without an extension JSON is told from the content, facts or documents to extract facts from, and graphs in
/// XML.
pub fn detect(extension: Option<&str>, start: &[u8]) -> Told {
    let Some(extension) = extension.map(str::to_ascii_lowercase) else {
        return match json(without_mark(start)) {
            _ if first(start) == Some(b'<') => graph_in_xml(start),
            _ if first(start) != Some(b'{') => Told::Unknown,
            format if format.is_foreign() => Told::ByContent(format),
            Format::JsonLd => Told::Unknown,
            format => Told::ByContent(format),
        };
    };
    match extension.as_str() {
        "json" | "jsonl" | "ndjson" => Told::ByContent(json(without_mark(start))),
        "csv" | "tsv" if is_review(start) => Told::ByContent(Format::Review),
        "csv" => Told::ByContent(table(without_mark(start))),
        "tsv" => Told::ByContent(Format::Tsv),
        "xml" if contains(start, b"http://www.w3.org/1999/02/22-rdf-syntax-ns#") => {
            Told::ByContent(Format::RdfXml)
        }
        "xml" => graph_in_xml(start),
        "txt" => Told::ByContent(text(without_mark(start))),
        "markdown" => Told::ByExtension(Format::Markdown),
        other => match Format::by_extension(other).filter(|format| format.is_read()) {
            Some(format) => Told::ByExtension(format),
            None => Told::Unknown,
        },
    }
}

/// GraphML or GEXF, by the name of the first element.
fn graph_in_xml(start: &[u8]) -> Told {
    let mut rest = without_mark(start);
    while let Some(at) = rest.iter().position(|byte| *byte == b'<') {
        rest = &rest[at + 1..];
        // A declaration, a comment and a document type stand before the first element.
        if let Some(comment) = rest.strip_prefix(b"!--") {
            let end = comment.windows(3).position(|window| window == b"-->");
            rest = end.map_or(&[][..], |end| &comment[end..]);
            continue;
        }
        if rest.starts_with(b"?") || rest.starts_with(b"!") {
            continue;
        }
        let is_name = |byte: &&u8| !byte.is_ascii_whitespace() && !matches!(byte, b'>' | b'/');
        let name: Vec<u8> = rest.iter().take_while(is_name).copied().collect();
        let local = name.rsplit(|byte| *byte == b':').next();
        return match local {
            Some(b"graphml") => Told::ByContent(Format::GraphMl),
            Some(b"gexf") => Told::ByContent(Format::Gexf),
            _ => Told::Unknown,
        };
    }
    Told::Unknown
}

/// JSON-LD has keywords that our facts have not; documents have a text and no kind.
fn json(start: &[u8]) -> Format {
    let keywords: [&[u8]; 4] = [b"\"@context\"", b"\"@graph\"", b"\"@id\"", b"\"@type\""];
    if keywords.iter().any(|keyword| contains(start, keyword)) {
        return Format::JsonLd;
    }
    if let Some(format) = foreign(start) {
        return format;
    }
    for line in start.split(|byte| *byte == b'\n') {
        let keys = first_keys(line);
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        if keys.iter().any(|key| OF_FACTS.contains(key)) {
            return Format::Facts;
        }
        if keys.contains(&"text") {
            return Format::Documents;
        }
    }
    // A file laid out over several lines.
    let keys = first_keys(start);
    if keys.iter().any(|key| key == "text")
        && !keys.iter().any(|key| OF_FACTS.contains(&key.as_str()))
    {
        return Format::Documents;
    }
    Format::Facts
}

/// Another program's JSON, by the keys of its first object.
fn foreign(start: &[u8]) -> Option<Format> {
    // A list is told by the first in it.
    let blank = start.iter().take_while(|byte| byte.is_ascii_whitespace());
    let start = &start[blank.count()..];
    let start = start.strip_prefix(b"[").unwrap_or(start);
    let keys = first_keys(start);
    annotated(start, &keys).or_else(|| nodes_and_relationships(start, &keys))
}

/// What holds a graph as nodes and relationships, by the keys of the first object.
fn nodes_and_relationships(start: &[u8], keys: &[String]) -> Option<Format> {
    let has = |key: &str| keys.iter().any(|known| known == key);
    let says = |words: &[u8]| contains(start, words);
    let is_object = |key: &str| opens(start, format!("\"{key}\"").as_bytes(), b'{');
    let is_graph = has("nodes") || has("relationships");
    if has("elements") && (has("target_cytoscapejs_version") || says(b"\"data\"")) {
        Some(Format::Cytoscape)
    } else if has("triplets")
        || has("nodes")
            && ["nodes", "relations"]
                .iter()
                .any(|key| has(key) && is_object(key))
    {
        Some(Format::LlamaIndex)
    } else if has("edges") || has("links") || is_graph && (has("directed") || has("adjacency")) {
        Some(Format::NodeLink)
    } else if is_graph && (says(b"\"start_node_id\"") || says(b"\"embedding_properties\"")) {
        Some(Format::Neo4jGraphRag)
    } else if is_graph && (has("relationships") || says(b"\"properties\"")) {
        Some(Format::LangChain)
    } else if is_graph || is_tree(start, keys) {
        Some(Format::NodeLink)
    } else {
        (has("lc") && says(b"\"GraphDocument\"")).then_some(Format::LangChain)
    }
}

/// Nodes in nodes.
fn is_tree(start: &[u8], keys: &[String]) -> bool {
    let is_ours = |key: &String| key == "text" || OF_FACTS.contains(&key.as_str());
    keys.iter().any(|key| key == "children")
        && opens(start, b"\"children\"", b'[')
        && !keys.iter().any(is_ours)
}

/// What annotation tools write, by the keys of the first object.
fn annotated(start: &[u8], keys: &[String]) -> Option<Format> {
    let has = |key: &str| keys.iter().any(|known| known == key);
    let says = |words: &[u8]| contains(start, words);
    if has("extractions") {
        Some(Format::LangExtract)
    } else if has("sentences") && (says(b"\"tokens\"") || says(b"\"basicDependencies\"")) {
        Some(Format::CoreNlp)
    } else if has("text") && (has("ents") || opens(start, b"\"tokens\"", b'[')) {
        Some(Format::Spacy)
    } else if has("relation_extraction") || has("entities") && opens(start, b"\"entities\"", b'{') {
        // Our own `entities` are a list.
        Some(Format::Gliner2)
    } else {
        (has("schema") && has("properties")).then_some(Format::FollowTheMoney)
    }
}

/// Whether what follows a key opens with a byte.
fn opens(start: &[u8], key: &[u8], byte: u8) -> bool {
    let Some(at) = start.windows(key.len()).position(|window| window == key) else {
        return false;
    };
    let mut after = start[at + key.len()..].iter();
    let mut next = || after.find(|byte| !byte.is_ascii_whitespace()).copied();
    next() == Some(b':') && next() == Some(byte)
}

/// Keys that records of facts have and documents have not.
const OF_FACTS: [&str; 8] = [
    "kind",
    "subject",
    "predicate",
    "object",
    "sources",
    "entities",
    "evidence",
    "relations",
];

/// Every table that `GraphRAG` writes numbers its rows for people, under a name that no other program has.
fn table(start: &[u8]) -> Format {
    let header = start.split(|byte| *byte == b'\n').next();
    if header.is_some_and(|header| contains(header, b"human_readable_id")) {
        Format::GraphRag
    } else {
        Format::Csv
    }
}

/// A `.txt` file holds text, unless it begins as one of the other formats does.
fn text(start: &[u8]) -> Format {
    let line = String::from_utf8_lossy(start);
    let line = line
        .lines()
        .find(|line| !line.trim().is_empty() && !line.starts_with("# "))
        .unwrap_or_default();
    let lower = line.trim_start().to_ascii_lowercase();
    let begins = |words: &[&str]| words.iter().any(|word| lower.starts_with(word));
    let columns = |delimiter| {
        let cells: Vec<&str> = lower
            .split(delimiter)
            .map(|cell| cell.trim().trim_matches('"'))
            .collect();
        cells.contains(&"subject") && cells.contains(&"predicate")
    };
    if first(start) == Some(b'{') && lower.trim_end().len() > 1 || lower == "{" {
        json(start)
    } else if begins(&["<!doctype html", "<html"]) {
        Format::Html
    } else if contains(start, b"http://www.w3.org/1999/02/22-rdf-syntax-ns#")
        && begins(&["<?xml", "<rdf:"])
    {
        Format::RdfXml
    } else if begins(&["<?xml", "<graphml", "<gexf"])
        && let Told::ByContent(format) = graph_in_xml(start)
    {
        format
    } else if begins(&["@prefix ", "@base ", "prefix "]) && lower.contains('<') {
        Format::Turtle
    } else if begins(&["<http://", "<https://", "<urn:"]) && lower.contains("> <") {
        Format::NQuads
    } else if columns('\t') {
        Format::Tsv
    } else if columns(',') {
        Format::Csv
    } else {
        Format::Text
    }
}

fn without_mark(start: &[u8]) -> &[u8] {
    start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start)
}

/// The first byte that is not white space.
fn first(start: &[u8]) -> Option<u8> {
    let mut bytes = without_mark(start).iter();
    bytes.find(|byte| !byte.is_ascii_whitespace()).copied()
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

#[cfg(test)]
mod tests;
