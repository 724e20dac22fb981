//! Scores sentences, tags and trees against treebanks, after the evaluation of the `CoNLL` 2018 shared task (Zeman and
//! others 2018): words are aligned by the characters they cover.
//!
//! `cargo run --release --example score_parser -- TREEBANKS [MODEL]`
//!
//! Without MODEL the one that the program carries is scored; it was also trained on PUD, so that its figures there
//! say nothing. One trained with `--evaluation` has seen neither text.

#[path = "../train_model/treebank.rs"]
mod treebank;

use crate::treebank::{Document, GoldSentence, GoldWord};
use graphwright::extract::parser::Search;
use graphwright::extract::{Analyzer, English, LanguageModel, Token, UniversalTag, Word};
use std::collections::BTreeMap;
use std::error::Error;
use std::io::{self, Write};
use std::path::Path;
use std::time::Instant;
use std::{borrow::Cow, env, fs, ops::Range};

/// How many things were found, are right by the treebank, and are right.
#[derive(Default, Clone, Copy)]
struct Count {
    found: usize,
    gold: usize,
    right: usize,
}

impl Count {
    /// The harmonic mean of precision and recall in percent, with two decimals.
    fn f1(self) -> String {
        let hundredths = 20_000 * self.right / (self.found + self.gold).max(1);
        format!("{}.{:02}", hundredths / 100, hundredths % 100)
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let read;
    let english = match &arguments[..] {
        [_] => English::built_in()?,
        [_, model] => {
            read = English::new(LanguageModel::read(&fs::read(model)?)?);
            &read
        }
        _ => return Err("usage: score_parser TREEBANKS [MODEL]".into()),
    };
    let folder = Path::new(&arguments[0]);
    let ewt = treebank::read(&folder.join("ud-english-ewt/en_ewt-ud-test.conllu"))?;
    let pud = treebank::read(&folder.join("ud-english-pud/en_pud-ud-test.conllu"))?;
    writeln!(
        io::stdout(),
        "{:<28}{:>8}{:>10}{:>8}{:>8}{:>8}{:>8}{:>12}",
        "",
        "tokens",
        "sentences",
        "UPOS",
        "lemmas",
        "UAS",
        "LAS",
        "tokens/s"
    )?;
    for search in [
        Search::Greedy,
        Search::Beam(2),
        Search::Beam(4),
        Search::Beam(8),
    ] {
        let mut analyzer = Analyzer::new(english, search);
        raw(&format!("EWT test, raw, {search:?}"), &ewt, &mut analyzer)?;
        given("EWT test, gold tokens", &ewt, &mut analyzer, false)?;
        given("PUD, gold tokens, no punct", &pud, &mut analyzer, true)?;
    }
    Ok(())
}

/// Text in, sentences out.
fn raw(name: &str, documents: &[Document], analyzer: &mut Analyzer) -> io::Result<()> {
    let mut counts = [Count::default(); 6];
    let start = Instant::now();
    let found: Vec<Vec<Vec<Word>>> = documents
        .iter()
        .map(|document| {
            analyzer
                .text(&document.text)
                .into_iter()
                .map(|sentence| sentence.words)
                .collect()
        })
        .collect();
    let milliseconds = start.elapsed().as_millis();
    for (document, sentences) in documents.iter().zip(&found) {
        sentence_count(&mut counts[1], &document.sentences, sentences);
        let gold: Vec<(&GoldWord, Option<&GoldWord>)> = document
            .sentences
            .iter()
            .flat_map(|words| {
                words
                    .iter()
                    .map(|word| (word, word.head.map(|head| &words[head])))
            })
            .collect();
        let words: Vec<(&Word, Option<&Word>)> = sentences
            .iter()
            .flat_map(|words| {
                words
                    .iter()
                    .map(|word| (word, word.head.map(|head| &words[head])))
            })
            .collect();
        compare(&mut counts, &gold, &words, false);
    }
    print(name, &counts, milliseconds)
}

fn sentence_count(count: &mut Count, gold: &[GoldSentence], found: &[Vec<Word>]) {
    let gold: Vec<Range<usize>> = gold
        .iter()
        .map(|words| words[0].range.start..words[words.len() - 1].range.end)
        .collect();
    count.gold += gold.len();
    count.found += found.len();
    count.right += found
        .iter()
        .filter(|words| gold.contains(&(words[0].range.start..words[words.len() - 1].range.end)))
        .count();
}

/// The treebank's words and sentences in, trees out.
fn given(
    name: &str,
    documents: &[Document],
    analyzer: &mut Analyzer,
    without_punctuation: bool,
) -> io::Result<()> {
    let mut counts = [Count::default(); 6];
    let start = Instant::now();
    for document in documents {
        for gold in &document.sentences {
            let tokens: Vec<Token> = gold
                .iter()
                .map(|word| Token {
                    range: word.range.clone(),
                    form: Cow::Borrowed(word.form.as_str()),
                    space_before: true,
                    line_breaks_before: 0,
                })
                .collect();
            let sentence = analyzer.sentence(&document.text, &tokens, &[]);
            let words = &sentence.words;
            let gold: Vec<_> = gold
                .iter()
                .map(|word| (word, word.head.map(|head| &gold[head])))
                .collect();
            let words: Vec<_> = words
                .iter()
                .map(|word| (word, word.head.map(|head| &words[head])))
                .collect();
            compare(&mut counts, &gold, &words, without_punctuation);
        }
    }
    print(name, &counts, start.elapsed().as_millis())
}

/// Counts words, tags, lemmas, heads and relations that agree, where the same characters are a word in both.
fn compare(
    counts: &mut [Count; 6],
    gold: &[(&GoldWord, Option<&GoldWord>)],
    found: &[(&Word, Option<&Word>)],
    without_punctuation: bool,
) {
    let is_in =
        |word: &GoldWord| !(without_punctuation && word.tag.universal == UniversalTag::Punctuation);
    let by_place: BTreeMap<(usize, usize), _> = found
        .iter()
        .map(|word| ((word.0.range.start, word.0.range.end), word))
        .collect();
    let n_gold = gold.iter().filter(|(word, _)| is_in(word)).count();
    for (index, count) in counts
        .iter_mut()
        .enumerate()
        .filter(|(index, _)| *index != 1)
    {
        count.gold += n_gold;
        count.found += if without_punctuation {
            n_gold
        } else {
            found.len()
        };
        count.right += gold
            .iter()
            .filter(|(word, head)| {
                let Some((other, other_head)) = by_place.get(&(word.range.start, word.range.end))
                else {
                    return false;
                };
                let same_head = head.map(|head| &head.range) == other_head.map(|head| &head.range);
                is_in(word)
                    && match index {
                        0 => true,
                        2 => word.tag.universal == other.tag,
                        3 => word.lemma == other.lemma,
                        4 => same_head,
                        // As in the shared task, subtypes do not count.
                        _ => same_head && word.relation.universal() == other.relation.universal(),
                    }
            })
            .count();
    }
}

fn print(name: &str, counts: &[Count; 6], milliseconds: u128) -> io::Result<()> {
    let [tokens, sentences, tags, lemmas, heads, relations] = counts.map(Count::f1);
    let speed = counts[0].found as u128 * 1000 / milliseconds.max(1);
    writeln!(
        io::stdout(),
        "{name:<28}{tokens:>8}{sentences:>10}{tags:>8}{lemmas:>8}{heads:>8}{relations:>8}{speed:>12}"
    )
}
