//! Trains the model that the program carries.
//!
//! `cargo run --release --example train_model -- TREEBANKS DICTIONARY OUTPUT [--evaluation] [--seed N]`
//!
//! TREEBANKS is a folder with `ud-english-ewt` and `ud-english-pud`. With `--evaluation` only the training part of
//! the first is used. DICTIONARY is the folder of WordNet 3.0, `/usr/share/wordnet` on Debian. The same treebanks and seed give the same bytes.

mod dictionary;
mod gold_tree;
mod lemmas;
mod parsing;
mod perceptron;
mod random;
mod splitting;
mod tagging;
mod treebank;

use crate::gold_tree::GoldTree;
use crate::parsing::Material;
use crate::perceptron::Perceptron;
use crate::random::Random;
use crate::treebank::{Document, GoldSentence};
use graphwright::extract::parser::atoms::Input;
use graphwright::extract::parser::{Search, Transitions, parse, state::Arena};
use graphwright::extract::weights::{Row, Scorer, WeightTable, pack};
use graphwright::extract::word_classes::WordClasses;
use graphwright::extract::{Tag, write_sections};
use std::error::Error;
use std::path::Path;
use std::{env, fs};

/// The model without weights nearer to 0 than this, in units of one over [`perceptron::SCALE`].
const SMALLEST: i64 = 96;

/// The width of the beam in training.
const WIDTH: usize = 8;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [treebanks, dictionary, output, options @ ..] = &arguments[..] else {
        return Err(
            "usage: train_model TREEBANKS DICTIONARY OUTPUT [--evaluation] [--seed N]".into(),
        );
    };
    let seed = options
        .iter()
        .position(|option| option == "--seed")
        .and_then(|at| options.get(at + 1));
    let seed: u64 = seed.map_or(Ok(1), |seed| seed.parse())?;
    let is_evaluation = options.iter().any(|option| option == "--evaluation");
    let folder = Path::new(treebanks);
    let ewt = |part: &str| {
        treebank::read(&folder.join(format!("ud-english-ewt/en_ewt-ud-{part}.conllu")))
    };
    let mut documents = ewt("train")?;
    let dev = ewt("dev")?;
    if !is_evaluation {
        documents.extend(treebank::read(
            &folder.join("ud-english-pud/en_pud-ud-test.conllu"),
        )?);
    }
    let classes = dictionary::read(Path::new(dictionary))?;
    let mut dev = dev;
    for word in documents
        .iter_mut()
        .chain(&mut dev)
        .flat_map(|document| document.sentences.iter_mut().flatten())
    {
        word.class = classes.look_up(&word.form);
    }
    let bytes = train(&documents, &dev, &classes, seed)?;
    let compressed =
        ruzstd::encoding::compress_to_vec(&bytes[..], ruzstd::encoding::CompressionLevel::Fastest);
    fs::write(output, &compressed)?;
    eprintln!(
        "{output}: {} bytes, unpacked {}",
        compressed.len(),
        bytes.len()
    );
    Ok(())
}

fn train(
    documents: &[Document],
    dev: &[Document],
    classes: &WordClasses,
    seed: u64,
) -> Result<Vec<u8>, Box<dyn Error>> {
    let sentences = sentences(documents);
    let dev_sentences = self::sentences(dev);
    let smallest = number("SMALLEST", SMALLEST);
    let tags = tagging::tags(&sentences);
    let splitter = splitting::train(documents, 5, seed).average(SMALLEST / 4);
    let tagger = tagging::train(&sentences, &tags, 8, seed).average(number("TAGGER_SMALLEST", 64));
    let table = WeightTable::new(&tagger);
    let dev_tags = tagging::apply(&dev_sentences, &tags, &table);
    eprintln!(
        "tagger: {} weights, dev {:.2}",
        table.len(),
        tag_score(&dev_sentences, &dev_tags)
    );
    let material = material(&sentences, &tagging::jackknife(&sentences, &tags, 5, seed));
    let dev_material = self::material(&dev_sentences, &dev_tags);
    let transitions = gold_tree::transitions(&material.trees);
    let judge = |weights: &Perceptron| {
        let table = WeightTable::new(&weights.average(smallest));
        let score = |search| score(&dev_material, &transitions, &table, search);
        let (greedy, beam) = (score(Search::Greedy), score(Search::Beam(4)));
        eprintln!(
            "parser: dev greedy {greedy:.2}, beam {beam:.2}, {} weights",
            table.len()
        );
    };
    let mut random = Random(seed);
    let mut parser = Perceptron::new(number("NEEDED", 3) as u32);
    let gold_steps = parsing::gold_steps(&material.trees, &transitions);
    let (n_greedy, n_beam) = (number("GREEDY", 6), number("BEAM", 2));
    for epoch in 0..n_greedy + n_beam {
        let pass = parsing::Pass {
            explores: epoch > 0,
            width: if epoch < n_greedy { 0 } else { WIDTH },
        };
        parsing::pass(
            &mut parser,
            &material,
            &gold_steps,
            &transitions,
            pass,
            &mut random,
        );
        judge(&parser);
    }
    let parser = parser.average(smallest);
    let section = |name: &str, rows: &[Row]| -> Result<Vec<u8>, Box<dyn Error>> {
        let bytes = pack(rows)?;
        let n_weights: usize = rows.iter().map(|row| row.weights.len()).sum();
        eprintln!(
            "{name}: {} features, {n_weights} weights, {} bytes",
            rows.len(),
            bytes.len()
        );
        Ok(bytes)
    };
    let lemmas = lemmas::learn(&sentences);
    let lemma_lines = lemmas
        .iter()
        .map(|(tag, ending, change)| format!("{tag}\t{ending}\t{}\t{}\n", change.cut, change.add));
    let tag_lines = tags
        .iter()
        .map(|tag| format!("{}\t{}\n", tag.universal, tag.fine));
    Ok(write_sections(&[
        ("tags", tag_lines.collect::<String>().into_bytes()),
        ("left", relation_lines(&transitions, transitions.left())),
        ("right", relation_lines(&transitions, transitions.right())),
        ("classes", classes.pack()),
        ("lemmas", lemma_lines.collect::<String>().into_bytes()),
        ("splitter", section("splitter", &splitter)?),
        ("tagger", section("tagger", &tagger)?),
        ("parser", section("parser", &parser)?),
    ]))
}

fn number(name: &str, usual: i64) -> i64 {
    env::var(name)
        .ok()
        .and_then(|value| value.parse().ok())
        .unwrap_or(usual)
}

fn relation_lines(transitions: &Transitions, numbers: std::ops::Range<usize>) -> Vec<u8> {
    use graphwright::extract::parser::Transition::{Left, Right, Shift};
    let line = |number| match transitions.step(number) {
        Left(relation) | Right(relation) => format!("{relation}\n"),
        Shift => String::new(),
    };
    numbers.map(line).collect::<String>().into_bytes()
}

fn sentences(documents: &[Document]) -> Vec<&GoldSentence> {
    documents
        .iter()
        .flat_map(|document| &document.sentences)
        .collect()
}

fn material(sentences: &[&GoldSentence], tags: &[Vec<Tag>]) -> Material {
    let input = |(sentence, tags): (&&GoldSentence, &Vec<Tag>)| {
        let mut input = Input::default();
        input.fill(
            sentence.iter().map(|word| (word.form.as_str(), word.class)),
            tags,
        );
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

/// The share of right tags in percent.
fn tag_score(sentences: &[&GoldSentence], tags: &[Vec<Tag>]) -> f64 {
    let pairs = || {
        sentences
            .iter()
            .zip(tags)
            .flat_map(|(words, tags)| words.iter().zip(tags))
    };
    let n_right = pairs().filter(|(word, tag)| word.tag == **tag).count();
    100.0 * n_right as f64 / pairs().count() as f64
}

/// The share of words with the right head and relation in percent.
fn score(
    material: &Material,
    transitions: &Transitions,
    scorer: &impl Scorer,
    search: Search,
) -> f64 {
    let mut arena = Arena::default();
    let (mut n_right, mut n_words) = (0_usize, 0_usize);
    for (input, tree) in material.inputs.iter().zip(&material.trees) {
        let found = parse(input, transitions, scorer, search, &mut arena);
        for (word, (head, relation)) in found.into_iter().enumerate() {
            let head = head.unwrap_or(tree.heads.len());
            n_words += 1;
            n_right +=
                usize::from(tree.heads[word] as usize == head && tree.relations[word] == relation);
        }
    }
    100.0 * n_right as f64 / n_words as f64
}
