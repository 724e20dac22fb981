//! Fits how much each ground says of whether a relation is right, on texts whose relations a reader judged.
//!
//! `cargo run --release --example calibrate_confidence -- tests/suite/extraction/judged`
//!
//! The folder has texts, `NAME.txt`, and `judgements.tsv` with the columns text, start, subject, predicate, object,
//! polarity, modality, speaker, verdict. Relations that nobody judged are counted and left out. A logistic
//! regression with a ridge penalty gives the weights for `src/extract/relations/confidence.rs`; how good they are is
//! measured on each text with weights fitted on all others: the Brier score beside that of one figure for all, and
//! the share of right relations at each level.
#![expect(clippy::print_stdout, reason = "a program that prints its result")]

mod fit;

use fit::{Case, Model};
use graphwright::extract::{Document, ExtractOptions, Extraction, Extractor};
use graphwright::ontology::Ontology;
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::{Path, PathBuf};

/// Text, start of the evidence, subject, predicate, object.
type Key = (String, String, String, String, String);

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args()
        .nth(1)
        .ok_or("usage: calibrate_confidence FOLDER")?;
    let folder = PathBuf::from(folder);
    let judgements = judgements(&std::fs::read_to_string(folder.join("judgements.tsv"))?)?;
    let extractor = Extractor::new(&Ontology::built_in()?)?;
    let mut cases = Vec::new();
    let mut n_unjudged = 0;
    let names: BTreeSet<&String> = judgements.keys().map(|key| &key.0).collect();
    for name in names {
        let (judged, missing) = cases_of(&extractor, &folder, name, &judgements)?;
        cases.extend(judged);
        n_unjudged += missing;
    }
    let n_right = cases.iter().filter(|case| case.is_right).count();
    println!(
        "{} relations, {n_right} right, {n_unjudged} not judged\n",
        cases.len()
    );
    print_weights(&cases);
    print_quality(&cases);
    Ok(())
}

fn judgements(table: &str) -> Result<BTreeMap<Key, bool>, Box<dyn Error>> {
    let mut found = BTreeMap::new();
    for line in table.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [
            text,
            start,
            subject,
            predicate,
            object,
            _,
            _,
            _,
            verdict,
            ..,
        ] = cells[..]
        else {
            return Err(format!("not nine columns: {line}").into());
        };
        let key = [text, start, subject, predicate, object].map(str::to_owned);
        found.insert(key.into(), verdict == "right");
    }
    Ok(found)
}

/// The judged relations of a text, and how many are not judged.
fn cases_of(
    extractor: &Extractor,
    folder: &Path,
    name: &str,
    judgements: &BTreeMap<Key, bool>,
) -> Result<(Vec<Case>, usize), Box<dyn Error>> {
    let text = std::fs::read_to_string(folder.join(format!("{name}.txt")))?;
    let document = Document {
        id: name,
        text: &text,
        ..Document::default()
    };
    let options = ExtractOptions {
        explain: true,
        ..ExtractOptions::default()
    };
    let extraction = extractor.extract(&document, &options);
    let mut cases = Vec::new();
    let mut n_unjudged = 0;
    for (at, explanation) in extraction.explanations.iter().enumerate() {
        match judgements.get(&key(name, &extraction, at)) {
            Some(&is_right) => cases.push(Case {
                text: name.to_owned(),
                grounds: explanation.grounds.clone(),
                is_right,
            }),
            None => n_unjudged += 1,
        }
    }
    Ok((cases, n_unjudged))
}

fn key(name: &str, extraction: &Extraction, at: usize) -> Key {
    let relation = &extraction.facts.relations[at];
    let label = |id: &str| {
        let mut all = extraction.facts.entities.iter();
        let entity = all.find(|entity| entity.id.as_deref() == Some(id));
        entity.map_or_else(String::new, |entity| entity.label.clone())
    };
    let start = relation
        .evidence
        .first()
        .and_then(|evidence| match evidence {
            graphwright::model::EvidenceReference::Record(record) => record.start,
            graphwright::model::EvidenceReference::Id(_) => None,
        });
    (
        name.to_owned(),
        start.map_or_else(String::new, |start| start.to_string()),
        label(&relation.subject),
        relation.predicate.clone(),
        label(relation.object.as_deref().unwrap_or_default()),
    )
}

fn print_weights(cases: &[Case]) {
    let model = Model::fit(cases);
    println!("weights in hundredths of log odds, and how many relations have the ground");
    println!("{:>6}        base", (model.base * 100.0).round());
    for (ground, weight) in &model.weights {
        let n_cases = cases
            .iter()
            .filter(|case| case.grounds.contains(ground))
            .count();
        println!("{:>6} {n_cases:>5}  {ground}", (weight * 100.0).round());
    }
}

/// Each text by weights of all others.
fn print_quality(cases: &[Case]) {
    let texts: BTreeSet<&String> = cases.iter().map(|case| &case.text).collect();
    let mut judged: Vec<(f64, f64, bool)> = Vec::new();
    for text in texts {
        let others: Vec<Case> = cases
            .iter()
            .filter(|case| case.text != *text)
            .cloned()
            .collect();
        let model = Model::fit(&others);
        let base = fit::share_right(&others);
        let left_out = cases.iter().filter(|case| case.text == *text);
        judged.extend(left_out.map(|case| (model.probability(&case.grounds), base, case.is_right)));
    }
    let brier = |of: fn(&(f64, f64, bool)) -> f64| {
        let squares = judged
            .iter()
            .map(|case| (of(case) - f64::from(u8::from(case.2))).powi(2));
        squares.sum::<f64>() / fit::count(judged.len())
    };
    println!(
        "\nBrier score {:.4}; of one figure for all {:.4}",
        brier(|case| case.0),
        brier(|case| case.1)
    );
    println!("\nconfidence    relations  right");
    for (from, to) in [(0.0, 0.6), (0.6, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 1.01)] {
        let level: Vec<bool> = judged
            .iter()
            .filter(|case| (from..to).contains(&case.0))
            .map(|case| case.2)
            .collect();
        let n_right = level.iter().filter(|is_right| **is_right).count();
        let share = fit::count(n_right) / fit::count(level.len().max(1));
        println!(
            "{from:.1} to {:.1}    {:>9}  {share:.2}",
            to.min(1.0),
            level.len()
        );
    }
}
