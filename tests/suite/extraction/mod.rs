//! Facts from text against what a person read in it.

mod layout;
mod measure;
mod names;
mod rules;
mod score;
mod scoring;
mod texts;

use crate::fixture::{graphwright_in, repository};
use graphwright::read::text::other_language;
use std::collections::BTreeSet;
use texts::all;

#[test]
fn every_marked_entity_has_a_mention_at_its_place() {
    for marked in all() {
        let letters: Vec<char> = marked.text.chars().collect();
        let files = [Some(&marked.gold), marked.extended.as_ref()];
        for entity in files.into_iter().flatten().flat_map(|file| &file.entities) {
            let entity = &entity.record;
            assert!(
                !entity.mentions.is_empty(),
                "{}: {} has no mention",
                marked.name,
                entity.label
            );
            for mention in &entity.mentions {
                let at = |offset: Option<u64>| usize::try_from(offset.unwrap()).unwrap();
                let words: String = letters[at(mention.start)..at(mention.end)].iter().collect();
                assert_eq!(
                    mention.text.as_ref(),
                    Some(&words),
                    "{}: {}",
                    marked.name,
                    entity.label
                );
            }
        }
    }
}

#[test]
fn no_english_text_is_taken_for_another_language() {
    for marked in all() {
        let paragraphs = marked.text.split("\n\n").chain([marked.text.as_str()]);
        for text in paragraphs {
            assert_eq!(other_language(text), None, "{text}");
        }
    }
}

#[test]
fn marked_facts_are_facts_of_the_ontology_with_true_quotes() {
    let folder = repository().join("tests/suite/extraction/texts");
    for field in texts::FOR_TUNING.iter().chain(&texts::FOR_TESTING) {
        for ending in ["facts", "extended"] {
            let name = format!("{field}.{ending}.jsonl");
            let run = graphwright_in(&folder, &["-q", "export", &name, "--to", "turtle"]);
            assert_eq!(
                (run.code, run.stderr.as_str()),
                (Some(0), ""),
                "{name}: a fault or a warning"
            );
            assert!(
                !run.stdout.contains("rel:"),
                "{name}: a relation of no property"
            );
        }
    }
}

#[test]
fn texts_are_as_long_as_they_say_and_no_relation_stands_in_both_files() {
    for marked in all().iter().filter(|marked| marked.extended.is_some()) {
        let n_words = marked.text.split_whitespace().count();
        assert!(
            (120..=140).contains(&n_words),
            "{}: {n_words} words",
            marked.name
        );
        let claims = |file: &graphwright::model::FactsFile| -> BTreeSet<String> {
            let records = file.relations.iter().map(|placed| &placed.record);
            records
                .map(|relation| {
                    let speaker = relation.attribution.as_ref().map(|by| &by.speaker);
                    format!(
                        "{} {} {:?} {:?} {:?} {speaker:?}",
                        relation.subject,
                        relation.predicate,
                        relation.object,
                        relation.polarity,
                        relation.modality
                    )
                })
                .collect()
        };
        let (gold, extended) = (
            claims(&marked.gold),
            claims(marked.extended.as_ref().unwrap()),
        );
        assert!(gold.len() >= 10, "{}: {}", marked.name, gold.len());
        let both: Vec<_> = gold.intersection(&extended).collect();
        assert!(both.is_empty(), "{}: {both:?}", marked.name);
    }
}
