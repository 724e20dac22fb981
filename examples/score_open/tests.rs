//! The measure on cases small enough for pencil and paper.

use crate::carb::{Match, Tuple, compare, match_best, match_once};
use crate::curve::{Scored, area, best, curve};
use crate::sentences::{escaped, read, unescaped};

fn tuple(relation: &str, arguments: &[&str], confidence: u8) -> Tuple {
    let arguments: Vec<String> = arguments.iter().map(|&text| text.to_owned()).collect();
    Tuple::new(relation, &arguments, confidence).unwrap()
}

#[track_caller]
fn assert_near(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-9, "{found} is not {expected}");
}

#[track_caller]
fn assert_match(gold: &Tuple, predicted: &Tuple, precision: f64, recall: f64) {
    let found = compare(gold, predicted);
    assert_near(found.precision, precision);
    assert_near(found.recall, recall);
}

#[test]
fn words_are_compared_part_by_part() {
    let gold = tuple("was born in", &["Ann Ng", "Bern", "in 1941"], 100);
    // Six of six predicted words, six of eight gold words.
    assert_match(
        &gold,
        &tuple("was born in", &["Ann Ng", "Bern"], 50),
        1.0,
        6.0 / 8.0,
    );
    // Further arguments are one bag: where the preposition stands costs a word in the relation only.
    let moved = tuple("was born", &["Ann Ng", "in Bern in 1941"], 50);
    assert_match(&gold, &moved, 7.0 / 8.0, 7.0 / 8.0);
    // Words in the wrong argument do not count.
    let swapped = tuple("was born in", &["Bern in 1941", "Ann Ng"], 50);
    assert_match(&gold, &swapped, 3.0 / 8.0, 3.0 / 8.0);
}

#[test]
fn a_word_counts_as_often_as_both_have_it() {
    let gold = tuple("saw", &["the man", "the dog"], 100);
    assert_match(
        &gold,
        &tuple("saw", &["the the man", "the dog"], 50),
        5.0 / 6.0,
        1.0,
    );
}

#[test]
fn relations_without_a_common_word_do_not_match() {
    let gold = tuple("is", &["Ann", "a judge"], 100);
    assert_eq!(
        compare(&gold, &tuple("was", &["Ann", "a judge"], 50)),
        Match::default()
    );
    assert_match(&gold, &tuple("be", &["Ann", "a judge"], 50), 1.0, 1.0);
}

#[test]
fn who_says_and_what_is_said_may_change_places() {
    let gold = tuple("said", &["prices fell", "Ann"], 100);
    assert_match(&gold, &tuple("said", &["Ann", "prices fell"], 50), 1.0, 1.0);
    let other = tuple("saw", &["prices", "Ann"], 100);
    assert_match(
        &other,
        &tuple("saw", &["Ann", "prices"], 50),
        1.0 / 3.0,
        1.0 / 3.0,
    );
}

#[test]
fn precision_matches_once_and_recall_takes_the_best() {
    let gold = vec![tuple("saw", &["Ann", "Ben"], 100)];
    let predicted = vec![
        tuple("saw", &["Ann", "Ben"], 90),
        tuple("saw", &["Ann", "Cem"], 80),
    ];
    let scored = Scored { gold, predicted };
    let scores = scored.scores();
    let (precision, pairs) = match_once(&scores, &[0, 1]);
    assert_near(precision, 1.0);
    assert_eq!(pairs, [(0, 0)]);
    assert_near(match_best(&scores, &[1]), 2.0 / 3.0);
    let points = curve(&[scored]);
    // Both: precision 1/2, recall 1; the surer alone: 1 and 1.
    assert_near(points[0].precision, 0.5);
    assert_near(points[0].f1(), 2.0 / 3.0);
    let best = best(&points).unwrap();
    assert_eq!((best.threshold, best.n_predicted), (90, 1));
    assert_near(best.f1(), 1.0);
    assert_near(area(&points), 1.0);
}

#[test]
fn a_sentence_without_tuples_costs_recall() {
    let full = Scored {
        gold: vec![tuple("saw", &["Ann", "Ben"], 100)],
        predicted: vec![tuple("saw", &["Ann", "Ben"], 50)],
    };
    let empty = Scored {
        gold: full.gold.clone(),
        predicted: Vec::new(),
    };
    let points = curve(&[full, empty]);
    assert_near(points[0].precision, 1.0);
    assert_near(points[0].recall, 0.5);
    // From recall 1/2 to 0 at precision 1.
    assert_near(area(&points), 0.5);
}

#[test]
fn lines_of_one_sentence_belong_together_and_need_two_arguments() {
    let gold = read(
        "Ann saw Ben .\tsaw\tAnn\tBen\nAnn slept .\tslept\tAnn\nAnn saw Ben . \tsaw\tBen\tAnn\n",
    );
    assert_eq!(gold.len(), 2);
    assert_eq!(gold[0].tuples.len(), 2);
    assert_eq!(gold[1].tuples.len(), 0);
}

#[test]
fn escapes_of_the_treebank_go_and_come_back() {
    let sentence = "`` Yes '' , 1\\/2 -LRB- she said -RRB-";
    let plain = unescaped(sentence);
    assert_eq!(plain, "“ Yes ” , 1/2 ( she said )");
    assert_eq!(escaped(&plain, sentence), sentence);
}
