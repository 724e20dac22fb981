//! The parts of the model one after the other.

use crate::gold_tree::{self, GoldTree};
use crate::parsing::{self, Material, Pass};
use crate::perceptron::{Perceptron, SCALE};
use crate::random::Random;
use crate::settings::Settings;
use crate::treebank::{Document, GoldSentence};
use crate::{lemmas, report, splitting, tagging};
use graphwright::extract::parser::atoms::Input;
use graphwright::extract::parser::{Search, Transition, Transitions};
use graphwright::extract::weights::{WeightTable, pack};
use graphwright::extract::word_classes::WordClasses;
use graphwright::extract::{Tag, write_sections};
use std::collections::BTreeMap;
use std::error::Error;
use std::io::Write;

/// Trains everything and gives the model's file.
pub(crate) fn train(
    documents: &[Document],
    dev: &[Document],
    classes: &WordClasses,
    irregular: &BTreeMap<(&'static str, String), String>,
    settings: &Settings,
    log: &mut impl Write,
) -> Result<Vec<u8>, Box<dyn Error>> {
    let sentences = sentences(documents);
    let dev_sentences = self::sentences(dev);
    let tags = tagging::tags(&sentences);
    let splitter = splitting::train(documents, 5, settings.seed).average(SCALE / 4);
    let tagger = tagging::train(
        &sentences,
        &tags,
        classes,
        settings.tagger_passes,
        settings.seed,
    );
    let tagger = tagger.average(hundredths(settings.tagger_smallest));
    let dev_tags = tagging::apply(&dev_sentences, &tags, classes, &WeightTable::new(&tagger));
    writeln!(
        log,
        "tags of dev: {}",
        report::tags(&dev_sentences, &dev_tags)
    )?;
    let folds = tagging::jackknife(
        &sentences,
        &tags,
        classes,
        settings.fold_passes,
        settings.seed,
    );
    let material = material(&sentences, &folds, classes);
    let dev_material = self::material(&dev_sentences, &dev_tags, classes);
    let transitions = gold_tree::transitions(&material.trees);
    let parser = train_parser(&material, &dev_material, &transitions, settings, log)?;
    let mut rules = lemmas::learn(&sentences);
    lemmas::add_irregular(&mut rules, irregular);
    let rules = rules
        .iter()
        .map(|(tag, ending, change)| format!("{tag}\t{ending}\t{}\t{}\n", change.cut, change.add));
    let tags = tags
        .iter()
        .map(|tag| format!("{}\t{}\n", tag.universal, tag.fine));
    let mut sections = vec![
        ("tags", vec![tags.collect::<String>().into_bytes()]),
        ("left", vec![relations(&transitions, transitions.left())]),
        ("right", vec![relations(&transitions, transitions.right())]),
        ("classes", classes.pack()),
        ("lemmas", vec![rules.collect::<String>().into_bytes()]),
        ("splitter", pack(&splitter)?),
        ("tagger", pack(&tagger)?),
    ];
    for smallest in (USUAL_SMALLEST..).step_by(10) {
        let rows = parser.average(hundredths(smallest));
        sections.push(("parser", pack(&rows)?));
        let compressed = compress(write_sections(sections.clone()))?;
        let n_weights: usize = rows.iter().map(|row| row.weights.len()).sum();
        let (n_rows, n_bytes) = (rows.len(), compressed.len());
        writeln!(
            log,
            "weights from {smallest}: {n_rows} features, {n_weights} weights, {n_bytes} bytes"
        )?;
        if n_bytes <= settings.budget as usize || rows.is_empty() {
            return Ok(compressed);
        }
        sections.pop();
    }
    Err("no weights fit the budget".into())
}

/// Each piece in blocks of its own, with codes for what is in it.
fn compress(pieces: Vec<Vec<u8>>) -> std::io::Result<Vec<u8>> {
    let mut encoder = zstd::Encoder::new(Vec::new(), 19)?;
    for piece in pieces {
        encoder.write_all(&piece)?;
        encoder.flush()?;
    }
    encoder.finish()
}

/// Weights of the parser below this, in hundredths, say nothing.
const USUAL_SMALLEST: u32 = 120;

fn hundredths(weight: u32) -> i64 {
    i64::from(weight) * SCALE / 100
}

fn train_parser(
    material: &Material,
    dev: &Material,
    transitions: &Transitions,
    settings: &Settings,
    log: &mut impl Write,
) -> Result<Perceptron, Box<dyn Error>> {
    let mut random = Random(settings.seed);
    let mut parser = Perceptron::new(settings.needed);
    let gold_steps = parsing::gold_steps(&material.trees, transitions);
    for number in 0..settings.greedy_passes + settings.beam_passes {
        let pass = Pass {
            explores: number > 0,
            width: if number < settings.greedy_passes {
                0
            } else {
                settings.width as usize
            },
        };
        parsing::pass(
            &mut parser,
            material,
            &gold_steps,
            transitions,
            pass,
            &mut random,
        );
        let table = WeightTable::new(&parser.average(hundredths(USUAL_SMALLEST)));
        let score = |search| report::trees(dev, transitions, &table, search);
        let (greedy, beam) = (score(Search::Greedy), score(Search::Beam(4)));
        writeln!(
            log,
            "pass {number}, dev: greedy {greedy}, beam {beam}, {} weights",
            table.len()
        )?;
    }
    Ok(parser)
}

fn relations(transitions: &Transitions, numbers: std::ops::Range<usize>) -> Vec<u8> {
    let line = |number| match transitions.step(number) {
        Transition::Left(relation) | Transition::Right(relation) => format!("{relation}\n"),
        Transition::Shift => String::new(),
    };
    numbers.map(line).collect::<String>().into_bytes()
}

fn sentences(documents: &[Document]) -> Vec<&GoldSentence> {
    documents
        .iter()
        .flat_map(|document| &document.sentences)
        .collect()
}

fn material(sentences: &[&GoldSentence], tags: &[Vec<Tag>], classes: &WordClasses) -> Material {
    let input = |(sentence, tags): (&&GoldSentence, &Vec<Tag>)| {
        let mut input = Input::default();
        input.fill(tagging::classed(sentence, classes), tags);
        input
    };
    Material {
        inputs: sentences.iter().zip(tags).map(input).collect(),
        trees: sentences
            .iter()
            .map(|sentence| GoldTree::new(sentence))
            .collect(),
    }
}
