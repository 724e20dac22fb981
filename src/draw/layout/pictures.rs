//! Whole graphs laid out and scored. Their facts stand in `tests/suite/pictures/` and in `examples/`.

use crate::draw::block::{Block, arrow_block, entity_block};
use crate::draw::layout::score::Score;
use crate::draw::layout::{Layout, Task, lay_out};
use crate::draw::measure::Font;
use crate::draw::picture::Picture;
use crate::draw::sample::{Sample, name};
use crate::draw::style::Outline;
use crate::graph::{Attribution, Claim, Name};
use crate::model::{Modality, Polarity, ReportKind};
use crate::ontology::Ontology;
use serde_json::Value;

/// What stands above a picture is about so high.
const HEADING: f64 = 140.0;
/// The room that an SVG has on each side.
const MARGIN: f64 = 22.0;

fn word<'a>(record: &'a Value, key: &str) -> &'a str {
    record.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// The name of a predicate in whichever part of the ontology has it.
fn predicate(word: &str, ontology: &Ontology) -> Name {
    let known = ["security#", "news#", ""]
        .map(|part| format!("https://w3id.org/graphwright/{part}{word}"))
        .into_iter()
        .find(|iri| ontology.label(iri).is_some());
    Name::new(known.unwrap_or_else(|| format!("https://example.org/relation#{word}")))
}

/// What a reader of facts takes from a relation, as far as it is drawn.
fn claim(claim: &mut Claim, record: &Value, ontology: &Ontology) {
    claim.predicate = predicate(word(record, "predicate"), ontology);
    if word(record, "polarity") == "negative" {
        claim.polarity = Polarity::Negative;
    }
    claim.modality = match word(record, "modality") {
        "planned" => Modality::Planned,
        "predicted" => Modality::Predicted,
        "possible" => Modality::Possible,
        "hypothetical" => Modality::Hypothetical,
        "requested" => Modality::Requested,
        _ => Modality::Asserted,
    };
    let speaker = record.get("attribution").map(|said| word(said, "speaker"));
    claim.attribution = speaker.map(|id| name(&format!("by-{id}")));
}

fn sample(facts: &str, ontology: &Ontology) -> Sample {
    let records: Vec<Value> = facts
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let mut sample = Sample::default();
    for record in &records {
        if word(record, "kind") == "entity" {
            let [id, class, label] = ["id", "type", "label"].map(|key| word(record, key));
            sample.shard.add_attribution(Attribution {
                name: name(&format!("by-{id}")),
                speaker: name(id),
                report: ReportKind::Reported,
                cue: None,
                cue_evidence: None,
                within: None,
            });
            sample = sample.entity(id, class, label);
        }
    }
    for record in &records {
        if word(record, "kind") == "relation" && record.get("object").is_some() {
            let [subject, object] = ["subject", "object"].map(|key| word(record, key));
            sample = sample.relation_like(subject, "", object, |new| claim(new, record, ontology));
        }
    }
    sample
}

fn task(sample: Sample, ontology: &Ontology) -> Task {
    let graph = sample.graph();
    let picture = Picture::of(&graph, ontology);
    let font = Font::carried();
    let entities = picture.nodes.iter().map(|node| entity_block(node, &font));
    let arrows = picture.arrows.iter().map(|arrow| arrow_block(arrow, &font));
    let blocks: Vec<Block> = entities.chain(arrows).collect();
    let outlines = picture.nodes.iter().map(|node| node.style().outline);
    Task {
        halves: blocks.iter().map(|block| block.half).collect(),
        arrows: picture
            .arrows
            .iter()
            .map(|arrow| [arrow.from, arrow.to])
            .collect(),
        round: outlines
            .map(|outline| outline == Outline::Ellipse)
            .collect(),
        heading: HEADING,
    }
}

fn layout_of(facts: &str) -> (Task, Layout) {
    let ontology = Ontology::built_in().unwrap();
    let task = task(sample(facts, &ontology), &ontology);
    let layout = lay_out(&task);
    (task, layout)
}

/// A picture of so many entities and arrows that can be printed.
fn printable(facts: &str, n_entities: usize, n_arrows: usize) -> Score {
    let (task, Layout { score, .. }) = layout_of(facts);
    assert_eq!(
        (task.n_entities(), task.arrows.len()),
        (n_entities, n_arrows)
    );
    assert_eq!((score.overlaps, score.hidden), (0, 0), "{score:?}");
    assert!(score.hits <= 2, "{score:?}");
    assert!((0.7..=1.8).contains(&score.aspect), "{score:?}");
    assert!(score.width + 2.0 * MARGIN <= 1_333.0, "{score:?}");
    score
}

#[test]
fn the_worked_example_can_be_printed() {
    let facts = include_str!("../../../examples/burkina-faso/facts.jsonl");
    let score = printable(facts, 48, 63);
    assert!(score.crossings <= 6, "{score:?}");
}

#[test]
fn twelve_entities_can_be_printed() {
    let facts = include_str!("../../../tests/suite/pictures/takeover.jsonl");
    assert_eq!(printable(facts, 12, 15).crossings, 0);
}

#[test]
fn as_many_entities_as_a_picture_has_can_be_printed() {
    let facts = include_str!("../../../tests/suite/pictures/harbour.jsonl");
    let score = printable(facts, 80, 106);
    assert!(score.crossings <= 20, "{score:?}");
}

#[test]
fn long_names_in_many_scripts_can_be_printed() {
    let facts = include_str!("../../../tests/suite/pictures/scripts.jsonl");
    assert_eq!(printable(facts, 25, 27).crossings, 0);
}

fn relations(ends: impl Iterator<Item = [usize; 2]>, n_entities: usize) -> String {
    let entities = (0..n_entities).map(|number| {
        format!(r#"{{"kind":"entity","id":"n{number}","type":"Person","label":"Person {number}"}}"#)
    });
    let relations = ends.map(|[from, to]| {
        format!(
            r#"{{"kind":"relation","subject":"n{from}","predicate":"trains","object":"n{to}"}}"#
        )
    });
    let lines: Vec<String> = entities.chain(relations).collect();
    lines.join("\n")
}

#[test]
fn whatever_the_graph_no_box_lies_on_another() {
    let star = relations((1..80).map(|leaf| [leaf, 0]), 80);
    let alone = relations(std::iter::empty(), 80);
    let pairs = relations([[0, 1], [1, 0], [1, 1], [0, 0]].into_iter(), 2);
    let dense = relations((0..150).map(|line| [line % 80, (line * line + 7) % 80]), 80);
    for facts in [star, alone, pairs, dense] {
        let (_, layout) = layout_of(&facts);
        assert_eq!(layout.score.overlaps, 0, "{:?}", layout.score);
        assert!(
            layout.score.width + 2.0 * MARGIN <= 1_333.0,
            "{:?}",
            layout.score
        );
    }
}

#[test]
fn one_entity_and_none_are_laid_out_too() {
    let (_, one) = layout_of(&relations(std::iter::empty(), 1));
    assert_eq!(one.places.len(), 1);
    let (_, none) = layout_of("");
    assert!(none.places.is_empty() && none.bounds.half.x == 0.0);
}
