//! Trains the decision where sentences begin.

use crate::perceptron::Perceptron;
use crate::random::Random;
use crate::treebank::Document;
use graphwright::extract::split::{BEGIN, Boundary, boundaries, features};
use graphwright::extract::tokenize;
use graphwright::extract::weights::{MAX_LABELS, Scorer};
use std::collections::BTreeSet;

pub(crate) fn train(documents: &[Document], n_passes: u32, seed: u64) -> Perceptron {
    let mut perceptron = Perceptron::new(2);
    let mut random = Random(seed);
    for _ in 0..n_passes {
        for index in random.order(documents.len()) {
            let document = &documents[index];
            let starts: BTreeSet<usize> = document
                .sentences
                .iter()
                .filter_map(|words| Some(words.first()?.range.start))
                .collect();
            let tokens = tokenize(&document.text);
            let mut start = 0;
            for (at, boundary) in boundaries(&document.text, &tokens).into_iter().enumerate() {
                let right = usize::from(starts.contains(&tokens[at].range.start));
                if boundary == Boundary::Perhaps {
                    let keys = features(&tokens, at, start);
                    let mut scores = [0; MAX_LABELS];
                    perceptron.add_scores(&keys, &mut scores);
                    let chosen = usize::from(scores[BEGIN] > scores[0]);
                    if chosen != right {
                        perceptron.update(&keys, right, 1);
                        perceptron.update(&keys, chosen, -1);
                    }
                    perceptron.tick();
                }
                if boundary == Boundary::Always || right == 1 {
                    start = at;
                }
            }
        }
    }
    perceptron
}
