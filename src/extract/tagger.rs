//! The tagger: both parts of speech of a word in one decision, from left to right, by an averaged perceptron
//! (Collins 2002, "Discriminative training methods for hidden Markov models") over words, their endings and
//! shapes, and the tags chosen so far.

use crate::extract::parser::atoms::{suffix, word};
use crate::extract::tag::Tag;
use crate::extract::weights::{MAX_LABELS, Scorer, hash_bytes, key, mix};
use crate::extract::word_classes::WordClass;

/// How many features a word has.
pub const N_FEATURES: usize = 44;

/// What the features ask of a word.
#[derive(Debug, Clone, Copy, Default)]
struct WordAtoms {
    exact: u32,
    small: u32,
    endings: [u32; 5],
    beginnings: [u32; 3],
    shape: u32,
    uses: u32,
}

/// A sentence as the tagger sees it.
#[derive(Debug, Clone, Default)]
pub struct Input {
    words: Vec<WordAtoms>,
    /// Whether most letters are capitals: a headline.
    loud: u32,
}

impl Input {
    /// Prepares a sentence from its forms and what the dictionary says about each.
    pub fn fill<'form>(&mut self, forms: impl IntoIterator<Item = (&'form str, WordClass)>) {
        self.words.clear();
        let (mut n_upper, mut n_lower) = (0_usize, 0_usize);
        for (form, class) in forms {
            n_upper += form.chars().filter(|letter| letter.is_uppercase()).count();
            n_lower += form.chars().filter(|letter| letter.is_lowercase()).count();
            self.words.push(WordAtoms {
                exact: hash_bytes(form.bytes()),
                small: word(form),
                endings: [1, 2, 3, 4, 5].map(|n_letters| suffix(form, n_letters)),
                beginnings: [1, 2, 3].map(|n_letters| beginning(form, n_letters)),
                shape: shape(form),
                uses: u32::from(class.uses) << 16 | 0x4d,
            });
        }
        self.loud = 1 + u32::from(n_upper > n_lower);
    }

    /// The keys of the features of the word at `index`, given the tags of the two words before it as labels.
    #[must_use]
    pub fn features(&self, index: usize, before: [Option<u8>; 2]) -> [u32; N_FEATURES] {
        let at = |index: Option<usize>| {
            index
                .and_then(|index| self.words.get(index))
                .copied()
                .unwrap_or_default()
        };
        let here = at(Some(index));
        let [one, two] = before.map(|label| label.map_or(777, |label| u32::from(label) + 1000));
        let (left, left2) = (at(index.checked_sub(1)), at(index.checked_sub(2)));
        let (right, right2) = (at(Some(index + 1)), at(Some(index + 2)));
        let first = if index == 0 { 2 } else { 1 };
        let pairs: [[u32; 2]; N_FEATURES] = [
            [here.exact, 0],
            [here.small, 0],
            [here.endings[0], 0],
            [here.endings[1], 0],
            [here.endings[2], 0],
            [here.endings[3], 0],
            [here.endings[4], 0],
            [here.beginnings[0], 0],
            [here.beginnings[1], 0],
            [here.beginnings[2], 0],
            [here.shape, first],
            [here.shape, here.endings[2]],
            [here.shape, self.loud],
            [one, 0],
            [two, 0],
            [one, two],
            [one, here.small],
            [two, here.small],
            [one, here.endings[2]],
            [one, right.small],
            [left.small, 0],
            [left2.small, 0],
            [right.small, 0],
            [right2.small, 0],
            [left.small, here.small],
            [here.small, right.small],
            [left.small, right.small],
            [left.endings[2], 0],
            [right.endings[2], 0],
            [right.endings[1], one],
            [here.endings[2], right.endings[2]],
            [right.shape, here.shape],
            [left.shape, here.shape],
            [right.small, right2.small],
            [left.small, left2.small],
            [right.shape, right2.shape],
            [here.uses, here.shape],
            [here.uses, one],
            [here.uses, right.uses],
            [left.uses, here.uses],
            [here.uses, here.endings[1]],
            [one, right.uses],
            [here.small, right.uses],
            [right.uses, right2.uses],
        ];
        let mut keys = [0; N_FEATURES];
        for ((slot, pair), template) in keys.iter_mut().zip(pairs).zip(1_u64..) {
            let start = template.wrapping_mul(0xa076_1d64_78bd_642f);
            *slot = key(mix(mix(start, pair[0]), pair[1]));
        }
        keys
    }
}

/// The tag of every word as its label, `tags` being all labels. Where `known` gives a label, it stands.
pub fn tag(input: &Input, tags: &[Tag], known: &[Option<u8>], scorer: &impl Scorer) -> Vec<u8> {
    let mut labels: Vec<u8> = Vec::with_capacity(known.len());
    for (index, known) in known.iter().enumerate() {
        let label = known.unwrap_or_else(|| {
            let mut sums = [0; MAX_LABELS];
            scorer.add_scores(&input.features(index, before(&labels)), &mut sums);
            best(&sums[..tags.len().min(MAX_LABELS)])
        });
        labels.push(label);
    }
    labels
}

/// The last two labels, the nearest first.
#[must_use]
pub fn before(labels: &[u8]) -> [Option<u8>; 2] {
    let mut last = labels.iter().rev().copied();
    [last.next(), last.next()]
}

/// The label with the highest score, the lowest among equals.
#[must_use]
pub fn best(scores: &[i32]) -> u8 {
    let mut best = 0;
    for (label, score) in scores.iter().enumerate() {
        if *score > scores[best] {
            best = label;
        }
    }
    u8::try_from(best).unwrap_or(0)
}

fn beginning(form: &str, n_letters: usize) -> u32 {
    let end = form
        .char_indices()
        .nth(n_letters)
        .map_or(form.len(), |(at, _)| at);
    word(&form[..end]).wrapping_add(29)
}

/// Capitals, small letters, digits and the rest, each run once: `Burkina` is `Xx`, `15-year` is `d-x`.
fn shape(form: &str) -> u32 {
    let mut last = 0;
    let mut runs = 0;
    let classes = form.chars().filter_map(|letter| {
        let class = if letter.is_uppercase() {
            b'X'
        } else if letter.is_alphabetic() {
            b'x'
        } else if letter.is_numeric() {
            b'd'
        } else if letter.is_ascii() {
            letter as u8
        } else {
            b'?'
        };
        (std::mem::replace(&mut last, class) != class).then_some(class)
    });
    let limited = classes.take_while(|_| {
        runs += 1;
        runs <= 8
    });
    hash_bytes(limited)
}
