//! Trains the tagger, and tags the training sentences with taggers that have not seen them.

use crate::perceptron::Perceptron;
use crate::random::Random;
use crate::treebank::GoldSentence;
use graphwright::extract::Tag;
use graphwright::extract::tagger::{self, Input, before, best};
use graphwright::extract::weights::{MAX_LABELS, Scorer};
use graphwright::extract::word_classes::{WordClass, WordClasses};

/// All tags of some sentences in order: the labels of the tagger.
pub(crate) fn tags(sentences: &[&GoldSentence]) -> Vec<Tag> {
    let mut tags: Vec<Tag> = sentences
        .iter()
        .flat_map(|sentence| sentence.iter().map(|word| word.tag))
        .collect();
    tags.sort_unstable();
    tags.dedup();
    tags.truncate(MAX_LABELS);
    tags
}

fn label(tags: &[Tag], tag: Tag) -> usize {
    tags.binary_search(&tag).unwrap_or(0)
}

/// The forms of a sentence with what the dictionary says about each.
pub(crate) fn classed<'gold>(
    sentence: &'gold GoldSentence,
    classes: &'gold WordClasses,
) -> impl Iterator<Item = (&'gold str, WordClass)> {
    sentence
        .iter()
        .map(|word| (word.form.as_str(), classes.look_up(&word.form)))
}

/// A tagger trained on sentences, each learned from with the tags that it chose itself before a word.
pub(crate) fn train(
    sentences: &[&GoldSentence],
    tags: &[Tag],
    classes: &WordClasses,
    n_passes: u32,
    seed: u64,
) -> Perceptron {
    let mut perceptron = Perceptron::new(2);
    let mut random = Random(seed);
    let mut input = Input::default();
    for pass in 0..n_passes {
        for index in random.order(sentences.len()) {
            let sentence = sentences[index];
            input.fill(classed(sentence, classes));
            let mut labels = Vec::new();
            for (index, word) in sentence.iter().enumerate() {
                let keys = input.features(index, before(&labels));
                let mut scores = [0; MAX_LABELS];
                perceptron.add_scores(&keys, &mut scores);
                let chosen = best(&scores[..tags.len()]);
                let right = label(tags, word.tag);
                if usize::from(chosen) != right {
                    perceptron.update(&keys, right, 1);
                    perceptron.update(&keys, chosen.into(), -1);
                }
                perceptron.tick();
                let follow = if pass == 0 && random.happens(50) {
                    u8::try_from(right).expect("few tags")
                } else {
                    chosen
                };
                labels.push(follow);
            }
        }
    }
    perceptron
}

/// The tags of sentences as a tagger chooses them.
pub(crate) fn apply(
    sentences: &[&GoldSentence],
    tags: &[Tag],
    classes: &WordClasses,
    scorer: &impl Scorer,
) -> Vec<Vec<Tag>> {
    let mut input = Input::default();
    let mut tag_one = |sentence: &&GoldSentence| {
        input.fill(classed(sentence, classes));
        let labels = tagger::tag(&input, tags, &vec![None; sentence.len()], scorer);
        labels
            .into_iter()
            .map(|label| tags[usize::from(label)])
            .collect()
    };
    sentences.iter().map(&mut tag_one).collect()
}

/// Tags every sentence by a tagger that was trained on four fifths of the sentences, without this one: the parser
/// shall learn from the mistakes that it will meet.
pub(crate) fn jackknife(
    sentences: &[&GoldSentence],
    tags: &[Tag],
    classes: &WordClasses,
    n_passes: u32,
    seed: u64,
) -> Vec<Vec<Tag>> {
    const N_FOLDS: usize = 5;
    let mut found = vec![Vec::new(); sentences.len()];
    for fold in 0..N_FOLDS {
        let is_out = |index: &usize| index % N_FOLDS == fold;
        let pick = |out: bool| (0..sentences.len()).filter(move |index| is_out(index) == out);
        let known: Vec<&GoldSentence> = pick(false).map(|index| sentences[index]).collect();
        let unseen: Vec<&GoldSentence> = pick(true).map(|index| sentences[index]).collect();
        let table = graphwright::extract::weights::WeightTable::new(
            &train(&known, tags, classes, n_passes, seed).average(1),
        );
        for (index, tags) in pick(true).zip(apply(&unseen, tags, classes, &table)) {
            found[index] = tags;
        }
    }
    found
}
