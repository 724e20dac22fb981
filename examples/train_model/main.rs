//! Trains the model that the program carries.
//!
//! `cargo run --release --example train_model -- TREEBANKS DICTIONARY OUTPUT [--evaluation] [--seed N] ...`
//!
//! TREEBANKS is a folder with `ud-english-ewt` and `ud-english-pud`, DICTIONARY the folder of `WordNet` 3.0
//! (`/usr/share/wordnet` on Debian). With `--evaluation` only the training part of EWT is used; without it, all of
//! EWT's training and development parts and PUD. The same input and options give the same bytes. `settings.rs` has
//! the other options.

mod dictionary;
mod gold_tree;
mod lemmas;
mod parsing;
mod perceptron;
mod random;
mod report;
mod settings;
mod splitting;
mod tagging;
mod training;
mod treebank;

use crate::settings::Settings;
use std::error::Error;
use std::path::Path;
use std::{env, fs, io};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [treebanks, dictionary, output, options @ ..] = &arguments[..] else {
        return Err(
            "usage: train_model TREEBANKS DICTIONARY OUTPUT [--evaluation] [--seed N]".into(),
        );
    };
    let settings = Settings::read(options)?;
    let folder = Path::new(treebanks);
    let ewt = |part: &str| {
        treebank::read(&folder.join(format!("ud-english-ewt/en_ewt-ud-{part}.conllu")))
    };
    let mut documents = ewt("train")?;
    let dev = ewt("dev")?;
    if !settings.is_evaluation {
        documents.extend(treebank::read(
            &folder.join("ud-english-pud/en_pud-ud-test.conllu"),
        )?);
    }
    let classes = dictionary::read(Path::new(dictionary))?;
    let irregular = dictionary::irregular(Path::new(dictionary))?;
    let model = training::train(
        &documents,
        &dev,
        &classes,
        &irregular,
        &settings,
        &mut io::stdout(),
    )?;
    fs::write(output, model)?;
    Ok(())
}
