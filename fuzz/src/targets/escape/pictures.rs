//! Pictures of a graph.

use super::Words;
use super::files::written;
use crate::targets::dot_reader::{Statement, Text, shown, statements};
use crate::targets::reading::ONTOLOGY;
use dom_query::NodeRef;
use graphwright::draw::{
    Choice, DotOptions, Drawing, MermaidError, Strokes, dot, html, mermaid, placed_dot, svg, text,
};
use graphwright::graph::KnowledgeGraph;
use roxmltree::Document;
use serde_json::Value;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// What is made once, before AFL copies the process.
pub(super) fn prepare() {
    LazyLock::force(&HARMLESS);
}

fn drawing(graph: &KnowledgeGraph) -> Drawing<'_> {
    Drawing::of(graph, &ONTOLOGY, &Choice::default()).expect("all of it is drawn")
}

fn scene(
    graph: &KnowledgeGraph,
    title: Option<&str>,
    write: impl FnOnce(&graphwright::draw::Scene<'_>, &mut Vec<u8>) -> std::io::Result<()>,
) -> String {
    let scene = drawing(graph).lay_out(title);
    let mut out = Vec::new();
    write(&scene, &mut out).expect("a vector takes all bytes");
    String::from_utf8(out).expect("pictures are UTF-8")
}

fn as_svg(graph: &KnowledgeGraph, title: Option<&str>) -> String {
    scene(graph, title, svg)
}

fn as_html(graph: &KnowledgeGraph, title: Option<&str>) -> String {
    scene(graph, title, html)
}

fn as_dot(graph: &KnowledgeGraph, title: Option<&str>) -> String {
    let title = title.map(str::to_owned);
    written(|mut out| dot(graph, &ONTOLOGY, &DotOptions { title }, &mut out))
}

/// What no picture may hold: characters that steer a terminal, that reorder what stands around them, or that XML
/// forbids.
fn is_harmful(letter: char) -> bool {
    letter.is_control()
        || "\u{61C}\u{200E}\u{200F}\u{202A}\u{202B}\u{202C}\u{202D}\u{202E}\u{2066}\u{2067}\u{2068}\u{2069}"
            .contains(letter)
        || ('\u{FDD0}'..='\u{FDEF}').contains(&letter)
        || u32::from(letter) & 0xFFFE == 0xFFFE
}

/// A text as it is drawn.
fn clean(text: &str) -> String {
    let kept = |letter: &char| letter.is_whitespace() || !is_harmful(*letter);
    let kept: String = text.chars().filter(kept).collect();
    let words: Vec<&str> = kept.split_whitespace().collect();
    words.join(" ")
}

/// A label as it is drawn, without the blanks where it may be broken.
fn label(text: &str) -> String {
    let text = clean(text);
    let text = if text.chars().count() > 80 {
        let start: String = text.chars().take(79).collect();
        format!("{}…", start.trim_end())
    } else if text.trim().is_empty() {
        "(no name)".to_owned()
    } else {
        text
    };
    unspaced(&text)
}

fn unspaced(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Elements with the names of their attributes, as a graph with harmless words has them.
type Shapes = BTreeSet<(String, Vec<String>)>;

static HARMLESS: LazyLock<[Shapes; 3]> = LazyLock::new(|| {
    let mut all: [Shapes; 3] = Default::default();
    for title in [
        "",
        "A title that is long enough to need more than one line of the heading, or so",
    ] {
        for number in ["1", ""] {
            let words = Words {
                label: "Ada".to_owned(),
                predicate: "works somehow together with".to_owned(),
                quote: "words".to_owned(),
                title: title.to_owned(),
                address: "https://e.org/".to_owned(),
                value: number.to_owned(),
            };
            let graph = words.graph();
            all[0].extend(shapes_of_xml(&as_svg(&graph, Some(title))));
            let page = dom_query::Document::from(&*as_html(&graph, Some(title)));
            all[1].extend(shapes_of_html(&page.root()));
            for statement in statements(&as_dot(&graph, Some(title))) {
                let names = statement.attributes.keys().cloned().collect();
                all[2].insert((statement.ends.len().to_string(), names));
                for text in statement.attributes.values() {
                    if let Text::Html(text) = text {
                        all[2].extend(shapes_of_xml(&format!("<x>{text}</x>")));
                    }
                }
            }
        }
    }
    all
});

fn shapes_of_xml(text: &str) -> Shapes {
    let document = Document::parse(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let elements = document.descendants().filter(roxmltree::Node::is_element);
    let shape = |element: roxmltree::Node<'_, '_>| {
        let names = element
            .attributes()
            .map(|attribute| attribute.name().to_owned());
        (element.tag_name().name().to_owned(), names.collect())
    };
    let others = document
        .descendants()
        .filter(|node| node.is_comment() || node.is_pi());
    assert_eq!(others.count(), 0, "{text}");
    elements.map(shape).collect()
}

fn shapes_of_html(root: &NodeRef<'_>) -> Shapes {
    let elements = root.descendants().into_iter().filter(NodeRef::is_element);
    let shape = |element: NodeRef<'_>| {
        let names = element
            .attrs()
            .into_iter()
            .map(|attribute| attribute.name.local.to_string());
        let name = element.node_name().map(|name| name.to_string());
        (name.unwrap_or_default(), names.collect())
    };
    elements.map(shape).collect()
}

fn assert_known(shapes: &Shapes, number: usize, text: &str) {
    let new: Vec<_> = shapes.difference(&HARMLESS[number]).collect();
    assert!(new.is_empty(), "{new:?}\n{text}");
}

pub(super) fn svg_comes_back(words: &Words, graph: &KnowledgeGraph) {
    let text = &as_svg(graph, Some(&words.title));
    assert_known(&shapes_of_xml(text), 0, text);
    let document = Document::parse(text).expect("it was parsed before");
    let entity = document
        .descendants()
        .find(|node| node.attribute("id") == Some("n1"))
        .expect("there is an entity");
    let inside = |tag: &str| -> Vec<&str> {
        let inside = entity
            .descendants()
            .filter(|node| node.tag_name().name() == tag);
        inside.map(|node| node.text().unwrap_or_default()).collect()
    };
    let title = inside("title").concat();
    let expected = format!("{} (state)", clean(&words.label));
    assert_eq!(title.lines().next(), Some(expected.trim_start()), "{text}");
    assert_eq!(
        unspaced(&inside("text").concat()),
        label(&words.label),
        "{text}"
    );
    for link in document
        .descendants()
        .filter_map(|node| node.attribute("href"))
    {
        assert!(link.starts_with("https://e.org/"), "{link}");
    }
}

pub(super) fn html_comes_back(words: &Words, graph: &KnowledgeGraph) {
    let text = &*as_html(graph, Some(&words.title));
    let page = dom_query::Document::from(text);
    assert_known(&shapes_of_html(&page.root()), 1, text);
    assert_eq!(page.select("script").length(), 2);
    let title = clean(&words.title);
    let title = if title.is_empty() {
        "Knowledge graph"
    } else {
        &title
    };
    assert_eq!(page.select("h1").text().trim(), title, "{text}");
    let data: Value = serde_json::from_str(&page.select("#data").text()).expect("data are JSON");
    assert_eq!(data["entities"][0]["label"], clean(&words.label));
    for relation in data["relations"].as_array().into_iter().flatten() {
        for passage in relation["passages"].as_array().into_iter().flatten() {
            assert!(
                passage
                    .to_string()
                    .chars()
                    .all(|letter| !is_harmful(letter))
            );
        }
    }
}

pub(super) fn dot_comes_back(words: &Words, graph: &KnowledgeGraph) {
    let text = &as_dot(graph, Some(&words.title));
    let statements = statements(text);
    for statement in &statements {
        let names = statement.attributes.keys().cloned().collect();
        let shape = (statement.ends.len().to_string(), names);
        assert!(HARMLESS[2].contains(&shape), "{shape:?}\n{text}");
        for value in statement.attributes.values() {
            if let Text::Html(value) = value {
                assert_known(&shapes_of_xml(&format!("<x>{value}</x>")), 2, value);
            }
        }
    }
    check_dot_node(words, &statements);
}

pub(super) fn placed_dot_comes_back(words: &Words, graph: &KnowledgeGraph) {
    let text = scene(graph, Some(&words.title), |scene, out| {
        placed_dot(scene, out)
    });
    check_dot_node(words, &statements(&text));
}

fn check_dot_node(words: &Words, statements: &[Statement]) {
    let node = statements.iter().find(|statement| statement.ends == ["n1"]);
    let attributes = &node.expect("there is an entity").attributes;
    let drawn = shown(attributes["label"].plain(), 1);
    assert_eq!(unspaced(&drawn), label(&words.label));
    let tooltip = shown(attributes["tooltip"].plain(), 2);
    let expected = format!("{} (state)", clean(&words.label));
    assert_eq!(tooltip.lines().next(), Some(expected.trim_start()));
}

pub(super) fn text_is_harmless(_words: &Words, graph: &KnowledgeGraph) {
    for strokes in [Strokes::Unicode, Strokes::Ascii] {
        let text = written(|mut out| text(&drawing(graph), strokes, &mut out));
        assert!(
            !text.contains(|letter| letter != '\n' && is_harmful(letter)),
            "{text:?}"
        );
    }
}

pub(super) fn mermaid_comes_back(words: &Words, graph: &KnowledgeGraph) {
    let mut out = Vec::new();
    match mermaid(&drawing(graph), Some(&words.title), &mut out) {
        Ok(()) => {}
        Err(MermaidError::TooLong(_)) => return,
        Err(error) => panic!("{error}"),
    }
    let text = String::from_utf8(out).expect("pictures are UTF-8");
    assert_eq!(text.matches('"').count() % 2, 0, "{text}");
    let node = text
        .lines()
        .find_map(|line| line.trim_start().strip_prefix("n1"))
        .expect("there is an entity");
    let mut parts = node.split('"');
    assert!(
        matches!(
            parts.next(),
            Some("[" | "(" | "[[" | "{{" | "([" | ">" | "[/")
        ),
        "{node}"
    );
    let written = parts.next().unwrap_or_default();
    let is_plain = |letter: char| {
        letter.is_alphanumeric() || !letter.is_ascii() || " ,.-()'#;".contains(letter)
    };
    assert!(
        written.replace("<br/>", "").chars().all(is_plain),
        "{written}"
    );
    assert_eq!(
        unspaced(&decoded(&written.replace("<br/>", " "))),
        label(&words.label),
        "{text}"
    );
    assert!(
        parts.next().is_some_and(|rest| rest.ends_with(":::state")),
        "{node}"
    );
    assert!(parts.next().is_none(), "{node}");
}

/// Without Mermaid's codes for characters, and without the spaces of no width that it puts into words of its syntax.
fn decoded(text: &str) -> String {
    let mut parts = text.split('#');
    let mut decoded = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (code, rest) = part.split_once(';').expect("every # starts a code");
        let code: u32 = code.parse().expect("a code is a number");
        if code != 8203 {
            decoded.extend(char::from_u32(code));
        }
        decoded.push_str(rest);
    }
    decoded
}
