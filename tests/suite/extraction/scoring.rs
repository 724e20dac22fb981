//! The scorer against figures that were reckoned by hand, or by another program from the same definition.

use super::score::{Counts, LEVELS, score};
use super::texts::{self, parse};
use graphwright::model::{FactsFile, Modality, Polarity};
use std::collections::BTreeSet;
use std::path::Path;

const GOLD: &str = r#"
{"kind":"entity","id":"lavrov","label":"Sergey Lavrov","aliases":["Lavrov"],"mentions":[{"start":0,"end":13},{"start":30,"end":32}]}
{"kind":"entity","id":"russia","label":"Russia","mentions":[{"start":50,"end":56}]}
{"kind":"entity","id":"mali","label":"Mali","mentions":[{"start":70,"end":74}]}
{"kind":"relation","subject":"russia","predicate":"sec:trains","object":"mali","modality":"planned","attribution":{"speaker":"lavrov","report":"reported"}}
{"kind":"relation","subject":"russia","predicate":"sec:allyOf","object":"mali"}
{"kind":"relation","subject":"lavrov","predicate":"sec:visits","object":"mali","polarity":"negative"}
"#;

/// `he` is Lavrov by its place, `Mali` by its name alone; `Kremlin` is nobody.
const SYSTEM: &str = r#"
{"kind":"entity","id":"e1","label":"he","mentions":[{"start":30,"end":32}]}
{"kind":"entity","id":"e2","label":"Russia","mentions":[{"start":50,"end":57}]}
{"kind":"entity","id":"e3","label":"MALI","mentions":[{"start":100,"end":104}]}
{"kind":"entity","id":"e4","label":"Kremlin","mentions":[{"start":0,"end":5}]}
{"kind":"relation","subject":"e2","predicate":"trains","object":"e3","modality":"planned","attribution":{"speaker":"e4","report":"reported"}}
{"kind":"relation","subject":"e3","predicate":"https://w3id.org/graphwright/security#allyOf","object":"e2"}
{"kind":"relation","subject":"e1","predicate":"sec:visits","object":"e3"}
{"kind":"relation","subject":"e4","predicate":"sec:visits","object":"e3"}
"#;

fn file(facts: &str) -> FactsFile {
    parse(facts.trim_start().as_bytes(), Path::new("facts.jsonl"))
}

fn counts(hits: u32, false_alarms: u32, gold: u32) -> Counts {
    Counts {
        hits,
        false_alarms,
        gold,
    }
}

#[test]
fn each_level_asks_for_more() {
    let symmetric = BTreeSet::from(["allyOf".to_owned()]);
    let scored = score(&file(GOLD), None, &file(SYSTEM), &symmetric);
    // Pairs: Russia and Mali, Lavrov and Mali, and one with nobody in it. Then two relations with the first
    // pair. The visit has the wrong polarity, the training the wrong speaker.
    let expected = [
        counts(2, 1, 2),
        counts(3, 1, 3),
        counts(2, 2, 3),
        counts(2, 2, 3),
        counts(1, 3, 3),
    ];
    for (level, (scored, expected)) in LEVELS.iter().zip(scored.iter().zip(&expected)) {
        assert_eq!(scored, expected, "{level}");
    }
}

#[test]
fn a_direction_counts_unless_the_property_is_symmetric() {
    let scored = score(&file(GOLD), None, &file(SYSTEM), &BTreeSet::new());
    assert_eq!(scored[0], counts(2, 1, 2));
    assert_eq!(scored[1], counts(2, 2, 3));
}

#[test]
fn what_readers_disagree_about_is_neither_missed_nor_wrong() {
    let (gold, visits) = GOLD.trim_end().rsplit_once('\n').unwrap();
    let entities: Vec<&str> = gold
        .lines()
        .filter(|line| line.contains("\"entity\""))
        .collect();
    let extended = format!("{}\n{visits}\n", entities.join("\n"));
    let symmetric = BTreeSet::from(["allyOf".to_owned()]);
    let scored = score(
        &file(gold),
        Some(&file(&extended)),
        &file(SYSTEM),
        &symmetric,
    );
    assert_eq!(scored[1], counts(2, 1, 2));
    assert_eq!(
        scored[2],
        counts(2, 2, 2),
        "the polarity is still the reader's"
    );
}

#[test]
fn figures_follow_from_counts() {
    let counts = counts(3, 1, 6);
    assert!((counts.precision() - 0.75).abs() < 1e-12);
    assert!((counts.recall() - 0.5).abs() < 1e-12);
    assert!((counts.f1() - 0.6).abs() < 1e-12);
    assert!(Counts::default().f1().abs() < 1e-12);
}

#[test]
fn the_gold_itself_is_all_hits() {
    for marked in texts::all() {
        let scored = score(
            &marked.gold,
            marked.extended.as_ref(),
            &marked.gold,
            &texts::symmetric(),
        );
        for level in scored {
            assert_eq!(
                (level.hits, level.false_alarms),
                (level.gold, 0),
                "{}",
                marked.name
            );
        }
    }
}

/// The article's facts with every third relation left out, every fourth turned round, every fifth denied,
/// every sixth planned, every seventh without its speaker, and every ninth entity without mentions and names.
fn spoilt() -> FactsFile {
    let mut file = texts::article().gold;
    for (number, entity) in file.entities.iter_mut().enumerate() {
        if number % 9 == 8 {
            entity.record.mentions.clear();
            entity.record.aliases.clear();
            "nobody".clone_into(&mut entity.record.label);
        }
    }
    let mut number = 0;
    file.relations.retain(|_| {
        number += 1;
        number % 3 != 0
    });
    for (number, relation) in file.relations.iter_mut().enumerate() {
        let relation = &mut relation.record;
        if let (3, Some(object)) = (number % 4, &mut relation.object) {
            std::mem::swap(&mut relation.subject, object);
        }
        if number % 5 == 4 {
            relation.polarity = Polarity::Negative;
        }
        if number % 6 == 5 {
            relation.modality = Modality::Planned;
        }
        if number % 7 == 6 {
            relation.attribution = None;
        }
    }
    file
}

#[test]
fn spoilt_facts_score_as_another_program_of_the_same_definition_says() {
    let article = texts::article();
    let scored = score(&article.gold, None, &spoilt(), &texts::symmetric());
    let expected = [
        counts(33, 9, 56),
        counts(26, 18, 62),
        counts(24, 20, 63),
        counts(21, 23, 64),
        counts(21, 23, 65),
    ];
    for (level, (scored, expected)) in LEVELS.iter().zip(scored.iter().zip(&expected)) {
        assert_eq!(scored, expected, "{level}");
    }
}
