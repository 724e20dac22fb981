//! Scores open tuples against `CaRB`, the crowdsourced benchmark of open information extraction.
//!
//! `cargo run --release --example score_open -- FOLDER [--fast] [--triples] [--errors]`
//!
//! `FOLDER` has the gold tuples as `dev.tsv` or `test.tsv` (or FOLDER is the file itself). `--triples` takes every
//! tuple apart into triples first; `--errors` lists gold tuples and tuples of each sentence with their scores, and
//! how precise each pattern is.

#![expect(unreachable_pub, reason = "modules of one program")]

mod carb;
mod curve;
mod report;
mod sentences;
#[cfg(test)]
mod tests;

use carb::Tuple;
use curve::{Scored, area, best, curve};
use graphwright::extract::open::{OpenTuple, Words, open_tuples, triples};
use graphwright::extract::parser::Search;
use graphwright::extract::repair::repair;
use graphwright::extract::{Analyzer, English};
use std::error::Error;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// The names of the file in a folder, tried in this order.
const FILES: [&str; 3] = ["dev.tsv", "test.tsv", "gold.tsv"];

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let has = |option: &str| arguments.iter().any(|argument| argument == option);
    let folder = arguments
        .iter()
        .find(|argument| !argument.starts_with("--"));
    let folder = folder.ok_or("usage: score_open FOLDER [--fast] [--triples] [--errors]")?;
    let file = gold_file(Path::new(folder));
    let text = fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
    let gold = sentences::read(&text);
    let search = if has("--fast") {
        Search::Greedy
    } else {
        Search::Beam(4)
    };
    let mut analyzer = Analyzer::new(English::built_in()?, search);
    let (mut scored, mut patterns) = (Vec::new(), Vec::new());
    for sentence in &gold {
        let text = sentences::unescaped(&sentence.text);
        let parsed = repair(analyzer.sentence(&text, &sentences::tokens(&text), &[]));
        let mut found = open_tuples(&parsed);
        if has("--triples") {
            found = found.iter().flat_map(triples).collect();
        }
        let words = |words: &Words| sentences::escaped(&words.text(&text, &parsed), &sentence.text);
        let (predicted, kinds) = found
            .iter()
            .filter_map(|tuple| Some((words_of(words, tuple)?, tuple.pattern)))
            .unzip();
        patterns.push(kinds);
        scored.push(Scored {
            gold: sentence.tuples.clone(),
            predicted,
        });
    }
    let mut output = io::stdout().lock();
    let points = curve(&scored);
    let best = best(&points).ok_or("nothing was extracted")?;
    if has("--errors") {
        report::sentences(&mut output, &gold, &scored, &patterns, best.threshold)?;
    }
    report::patterns(&mut output, &scored, &patterns)?;
    writeln!(
        output,
        "sentences {}, area under the curve {:.3}",
        gold.len(),
        area(&points)
    )?;
    for (name, point) in [("all tuples", &points[0]), ("best threshold", &best)] {
        writeln!(
            output,
            "{name}: {} tuples of confidence {} and more: P {:.3}, R {:.3}, F1 {:.3}",
            point.n_predicted,
            point.threshold,
            point.precision,
            point.recall,
            point.f1()
        )?;
    }
    Ok(())
}

fn gold_file(folder: &Path) -> PathBuf {
    let mut files = FILES.iter().map(|name| folder.join(name));
    files
        .find(|file| file.is_file())
        .unwrap_or_else(|| folder.to_owned())
}

fn words_of(words: impl Fn(&Words) -> String, tuple: &OpenTuple) -> Option<Tuple> {
    let arguments: Vec<String> = tuple.arguments.iter().map(&words).collect();
    Tuple::new(&words(&tuple.relation), &arguments, tuple.confidence)
}
