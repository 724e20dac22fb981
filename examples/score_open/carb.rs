//! The measure of `CaRB`: Bhardwaj, Aggarwal & Mausam, "`CaRB`: A Crowdsourced Benchmark for Open IE" (EMNLP 2019),
//! section 3.2, in the setting that its leaderboard uses.
//!
//! Two tuples are compared word by word, as bags: relation with relation, first argument with first argument, and
//! all further arguments together with all further arguments. Relations without a common word do not match at all;
//! a bare `be` matches every form of it. Where the gold relation is one of saying, the arguments may also stand the
//! other way round.
//!
//! For precision each tuple is matched with at most one gold tuple, the best pairs first; for recall each gold tuple
//! takes the best that any tuple gives. Every confidence is tried as a threshold.

/// A tuple as words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tuple {
    pub relation: Vec<String>,
    /// The first argument, and the words of all others.
    pub arguments: [Vec<String>; 2],
    /// In hundredths; gold tuples have 100.
    pub confidence: u8,
}

impl Tuple {
    /// A tuple from text with blanks between words; `None` if there are fewer than two arguments.
    pub fn new(relation: &str, arguments: &[String], confidence: u8) -> Option<Self> {
        let (first, others) = arguments.split_first()?;
        if others.is_empty() {
            return None;
        }
        let others = others.iter().flat_map(|argument| words(argument));
        Some(Self {
            relation: words(relation),
            arguments: [words(first), others.collect()],
            confidence,
        })
    }
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

/// How well a tuple matches: the share of its words that the gold tuple has, and the share of the gold tuple's words
/// that it has.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Match {
    pub precision: f64,
    pub recall: f64,
}

const FORMS_OF_BE: [&str; 8] = ["be", "is", "am", "are", "was", "were", "been", "being"];

/// How many words two bags share.
fn common(gold: &[String], predicted: &[String]) -> usize {
    let mut left: Vec<&String> = predicted.iter().collect();
    let mut n_common = 0;
    for word in gold {
        if let Some(place) = left.iter().position(|other| *other == word) {
            left.remove(place);
            n_common += 1;
        }
    }
    n_common
}

fn common_in_relation(gold: &[String], predicted: &[String]) -> usize {
    let n_common = common(gold, predicted);
    let n_be = |words: &[String]| words.iter().filter(|word| *word == "be").count();
    let be_is_left = n_be(predicted) > n_be(gold);
    let gold_has_be = gold.iter().any(|word| FORMS_OF_BE.contains(&word.as_str()));
    n_common + usize::from(be_is_left && gold_has_be)
}

/// Compares two tuples; see the head of this file.
pub fn compare(gold: &Tuple, predicted: &Tuple) -> Match {
    let straight = compare_in_order(gold, predicted);
    let saying = ["said", "told", "added", "adds", "says"];
    let relation = gold.relation.join(" ");
    if !saying.iter().any(|verb| relation.contains(verb)) {
        return straight;
    }
    let [first, others] = predicted.arguments.clone();
    let turned = Tuple {
        arguments: [others, first],
        ..predicted.clone()
    };
    let turned = compare_in_order(gold, &turned);
    let is_better = (turned.precision, turned.recall) > (straight.precision, straight.recall);
    if is_better { turned } else { straight }
}

fn compare_in_order(gold: &Tuple, predicted: &Tuple) -> Match {
    let in_relation = common_in_relation(&gold.relation, &predicted.relation);
    if in_relation == 0 {
        return Match::default();
    }
    let mut n_common = in_relation;
    let (mut n_gold, mut n_predicted) = (gold.relation.len(), predicted.relation.len());
    for (gold, predicted) in gold.arguments.iter().zip(&predicted.arguments) {
        n_common += common(gold, predicted);
        n_gold += gold.len();
        n_predicted += predicted.len();
    }
    Match {
        precision: share(n_common, n_predicted),
        recall: share(n_common, n_gold),
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of words are small")]
pub fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}

/// The sum of precisions when each tuple and each gold tuple is matched at most once, best pairs first.
/// `scores[gold][predicted]`; only the tuples in `chosen` take part. Also says which pairs were matched.
pub fn match_once(scores: &[Vec<Match>], chosen: &[usize]) -> (f64, Vec<(usize, usize)>) {
    let mut free_gold: Vec<usize> = (0..scores.len()).collect();
    let mut free: Vec<usize> = chosen.to_vec();
    let (mut sum, mut pairs) = (0.0, Vec::new());
    while !free_gold.is_empty() && !free.is_empty() {
        let (mut best, mut pair) = (-1.0, (0, 0));
        for (row, &gold) in free_gold.iter().enumerate() {
            for (column, &predicted) in free.iter().enumerate() {
                let precision = scores[gold][predicted].precision;
                if precision > best {
                    (best, pair) = (precision, (row, column));
                }
            }
        }
        sum += best;
        pairs.push((free_gold.remove(pair.0), free.remove(pair.1)));
    }
    (sum, pairs)
}

/// The sum over gold tuples of the best recall that one of the `chosen` tuples gives.
pub fn match_best(scores: &[Vec<Match>], chosen: &[usize]) -> f64 {
    let best = |row: &Vec<Match>| {
        let recalls = chosen.iter().map(|&predicted| row[predicted].recall);
        recalls.fold(0.0, f64::max)
    };
    scores.iter().map(best).sum()
}
