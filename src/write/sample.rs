//! Small graphs for the tests of this folder.

use crate::graph::{
    Attribution, Claim, EntityView, Evidence, KnowledgeGraph, Name, Object, Shard, SortedSet,
    Source,
};
use crate::model::{
    Confidence, LanguageString, Modality, Number, Quantity, ReportKind, TypedValue,
};
use crate::ontology::vocabulary::xsd;
use std::io::{self, Write};

pub(super) fn name(id: &str) -> Name {
    Name::new(format!("https://example.org/{id}"))
}

fn label(text: &str) -> LanguageString {
    LanguageString {
        text: text.to_owned(),
        language: String::new(),
    }
}

fn entity(shard: &mut Shard, id: &str, class: &str, text: &str, alias: &str) {
    let view = EntityView {
        label: Some(label(text)),
        types: SortedSet::from([Name::new(format!(
            "https://w3id.org/graphwright/core#{class}"
        ))]),
        aliases: SortedSet::from([label(alias)]),
        codes: SortedSet::from([alias.to_owned()]),
        same_as: SortedSet::from([format!("http://www.wikidata.org/entity/{id}")]),
        ..EntityView::default()
    };
    shard.add_entity(name(id), view, None);
}

fn claim(id: &str, predicate: &str, object: Object) -> Claim {
    Claim::bare(
        name(id),
        name("ru"),
        Name::new(format!("https://w3id.org/graphwright/security#{predicate}")),
        object,
    )
}

/// Two entities, two parallel relations of one predicate and two literals; `hostile` stands in every text.
pub(super) fn with_text(hostile: &str) -> KnowledgeGraph {
    let mut shard = Shard::default();
    entity(
        &mut shard,
        "ru",
        "State",
        &format!("Russia{hostile}"),
        "RUS",
    );
    entity(
        &mut shard,
        "bf",
        "State",
        "Burkina Faso",
        &format!("BFA{hostile}"),
    );
    shard.add_source(Source {
        name: name("source"),
        titles: SortedSet::from([format!("The title{hostile}")]),
        urls: SortedSet::from(["https://example.com/a?b=1&c=2;d".to_owned()]),
        publishers: SortedSet::new(),
        published: SortedSet::new(),
        languages: SortedSet::new(),
        sha256: None,
        text: None,
    });
    for (id, quote) in [("e1", "we train them"), ("e2", "a second")] {
        shard.add_evidence(Evidence {
            name: name(id),
            source: Some(name("source")),
            start: None,
            end: None,
            quote: Some(format!("{quote}{hostile}")),
            unverified: false,
        });
    }
    shard.add_attribution(Attribution {
        name: name("by"),
        speaker: name("ru"),
        report: ReportKind::DirectQuote,
        cue: Some(format!("said{hostile}")),
        cue_evidence: None,
        within: None,
    });
    add_claims(&mut shard, hostile);
    shard.into_graph()
}

fn add_claims(shard: &mut Shard, hostile: &str) {
    shard.add_claim(claim("c1", "trains", Object::Entity(name("bf"))));
    let mut said = claim("c2", "trains", Object::Entity(name("bf")));
    said.modality = Modality::Planned;
    said.attribution = Some(name("by"));
    said.evidence = SortedSet::from([name("e1"), name("e2")]);
    said.time = Some(format!("2024{hostile}"));
    said.place = Some(name("bf"));
    said.quantity = Some(Quantity {
        text: format!("over 2{hostile}"),
        value: Number::parse("12345678901234567890").ok(),
    });
    said.confidence = Confidence::new(0.9).ok();
    said.extractors = SortedSet::from([format!("hand{hostile}")]);
    said.rules = SortedSet::from([format!("verb{hostile}")]);
    shard.add_claim(said);
    let literal = |value: &str, datatype: &str| {
        Object::Literal(TypedValue {
            value: value.to_owned(),
            datatype: Some(datatype.to_owned()),
            language: None,
        })
    };
    shard.add_claim(claim("l1", "population", literal("144", xsd::INTEGER)));
    let text = format!("150{hostile}");
    let mut planned = claim("l2", "population", literal(&text, xsd::STRING));
    planned.modality = Modality::Planned;
    shard.add_claim(planned);
}

/// [`with_text`] with nothing that needs care.
pub(super) fn two_entities() -> KnowledgeGraph {
    with_text("")
}

/// Words that break files: markup, quotes, separators, control characters, white space, other scripts.
pub(super) const HOSTILE: &str =
    "<b>&amp; \"q\" 'p' ]]> --> ;,| \\ \r\n\t\0\u{1}\u{1b}[31m\u{fffe}\u{202e}😀 漢字 عربي =1+1";

/// What a writer puts down for a graph.
pub(super) fn written(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> String {
    let mut bytes = Vec::new();
    write(&mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

/// The texts of an XML file's elements and attributes, decoded. Panics where the file is not well-formed, as
/// far as our writers go: elements nest, attributes are quoted, no bare `<` or `&`, no forbidden character.
pub(super) fn xml_texts(xml: &str) -> Vec<String> {
    assert!(xml.chars().all(|letter| letter == '\n'
        || (' '..'\u{fffe}').contains(&letter)
        || letter > '\u{ffff}'));
    let (mut texts, mut open) = (Vec::new(), Vec::new());
    let body = xml.split_once("?>").unwrap().1;
    for part in body.split('<').skip(1) {
        let (tag, text) = part.split_once('>').unwrap();
        assert!(!text.contains('>'), "{text}");
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name));
        } else {
            let mut pieces = tag.trim_end_matches('/').split('"');
            let name = pieces.next().unwrap().split(' ').next().unwrap();
            texts.extend(pieces.step_by(2).map(decoded));
            assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
            if !tag.ends_with('/') {
                open.push(name);
            }
        }
        texts.push(decoded(text));
    }
    assert!(open.is_empty(), "{open:?}");
    texts
}

fn decoded(text: &str) -> String {
    let mut parts = text.split('&');
    let mut decoded = parts.next().unwrap().to_owned();
    for part in parts {
        let (entity, rest) = part.split_once(';').unwrap();
        decoded.push_str(match entity {
            "amp" => "&",
            "lt" => "<",
            "gt" => ">",
            "quot" => "\"",
            "#9" => "\t",
            "#10" => "\n",
            "#13" => "\r",
            other => panic!("&{other};"),
        });
        decoded.push_str(rest);
    }
    decoded
}

/// An XML file without the lines that declare columns.
pub(super) fn body(xml: &str) -> String {
    let lines = xml.lines();
    let kept = lines.filter(|line| !line.contains("<key ") && !line.contains("<attribute "));
    kept.collect::<Vec<_>>().join("\n")
}

/// [`HOSTILE`] as an XML file can hold it.
pub(super) fn hostile_in_xml() -> String {
    HOSTILE.replace(['\0', '\u{1}', '\u{1b}', '\u{fffe}'], "\u{fffd}")
}
