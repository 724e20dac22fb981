//! The extractor against the marked texts: what was reached may not be lost, and hostile text does no harm.

use super::score::{Counts, score};
use super::texts::{self, FOR_TESTING, FOR_TUNING, MarkedText, article, field, parse, symmetric};
use graphwright::extract::{Document, ExtractOptions, Extraction, Extractor};
use graphwright::model::{EvidenceReference, Facts, FactsFile, Record};
use graphwright::ontology::Ontology;
use std::fmt::Write;
use std::path::Path;
use std::sync::OnceLock;
use std::time::Instant;

fn extractor() -> &'static Extractor {
    static MADE: OnceLock<Extractor> = OnceLock::new();
    MADE.get_or_init(|| Extractor::new(&Ontology::built_in().unwrap()).unwrap())
}

pub(super) fn extract(text: &str) -> Extraction {
    let document = Document {
        id: "a1",
        text,
        ..Document::default()
    };
    extractor().extract(&document, &ExtractOptions::default())
}

/// The facts as somebody who reads the output gets them.
fn read_back(facts: Facts) -> FactsFile {
    let sources = facts.sources.into_iter().map(Record::Source);
    let entities = facts.entities.into_iter().map(Record::Entity);
    let relations = facts.relations.into_iter().map(Record::Relation);
    let mut lines = String::new();
    for record in sources.chain(entities).chain(relations) {
        writeln!(lines, "{}", serde_json::to_string(&record).unwrap()).unwrap();
    }
    parse(lines.as_bytes(), Path::new("extracted.jsonl"))
}

/// Typed and attributed F1.
fn figures(marked: &MarkedText) -> (f64, f64) {
    let found = read_back(extract(&marked.text).facts);
    let counts: [Counts; 5] = score(&marked.gold, marked.extended.as_ref(), &found, &symmetric());
    (counts[1].f1(), counts[4].f1())
}

fn mean(fields: &[&str]) -> (f64, f64) {
    let figures: Vec<(f64, f64)> = fields.iter().map(|name| figures(&field(name))).collect();
    let n_fields = f64::from(u32::try_from(fields.len()).unwrap());
    let sum = figures
        .iter()
        .fold((0.0, 0.0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    (sum.0 / n_fields, sum.1 / n_fields)
}

#[test]
fn our_own_article_is_understood_as_well_as_before() {
    let (typed, attributed) = figures(&article());
    assert!(typed >= 0.80, "typed {typed:.3}");
    assert!(attributed >= 0.70, "attributed {attributed:.3}");
}

#[test]
fn the_texts_for_tuning_are_understood_as_well_as_before() {
    let (typed, attributed) = mean(&FOR_TUNING);
    assert!(typed >= 0.78, "typed {typed:.3}");
    assert!(attributed >= 0.72, "attributed {attributed:.3}");
}

#[test]
fn texts_that_no_rule_was_tuned_on_are_understood_too() {
    let (typed, attributed) = mean(&FOR_TESTING);
    assert!(typed >= 0.65, "typed {typed:.3}");
    assert!(attributed >= 0.59, "attributed {attributed:.3}");
}

#[test]
fn every_quote_and_every_mention_stands_where_it_says() {
    for marked in texts::all() {
        let letters: Vec<char> = marked.text.chars().collect();
        let at = |start: Option<u64>, end: Option<u64>| -> String {
            let place = |offset: Option<u64>| usize::try_from(offset.unwrap()).unwrap();
            letters[place(start)..place(end)].iter().collect()
        };
        let facts = extract(&marked.text).facts;
        for mention in facts.entities.iter().flat_map(|entity| &entity.mentions) {
            assert_eq!(mention.text, Some(at(mention.start, mention.end)));
        }
        for evidence in facts
            .relations
            .iter()
            .flat_map(|relation| &relation.evidence)
        {
            let EvidenceReference::Record(record) = evidence else {
                panic!("a record")
            };
            assert_eq!(record.quote, Some(at(record.start, record.end)));
        }
    }
}

#[test]
fn the_same_text_gives_the_same_facts() {
    let text = article().text;
    assert_eq!(extract(&text).facts, extract(&text).facts);
}

#[test]
fn hostile_text_is_read_in_linear_time_and_without_harm() {
    for text in [
        "",
        " ",
        "\u{0}\u{1}\u{feff}",
        "?!?!",
        "\"\"\"\"“““”””",
        "((((",
        "’s ’s ’s",
        "a",
    ] {
        assert!(extract(text).facts.relations.is_empty(), "{text:?}");
    }
    extract(&"x".repeat(5_000_000));
    let seconds = |n_words: usize| {
        let text = "Zork ".repeat(n_words);
        let start = Instant::now();
        extract(&text);
        start.elapsed().as_secs_f64()
    };
    let (short, long) = (seconds(10_000), seconds(100_000));
    assert!(
        long < 30.0 * short.max(0.05),
        "{short:.2} s, then {long:.2} s"
    );
}
