//! Precision and recall over all sentences at every threshold of confidence.

use crate::carb::{Match, Tuple, compare, match_best, match_once, share};

/// A sentence with its gold tuples and what was extracted.
#[derive(Debug, Clone, Default)]
pub struct Scored {
    pub gold: Vec<Tuple>,
    pub predicted: Vec<Tuple>,
}

impl Scored {
    /// `[gold][predicted]`.
    pub fn scores(&self) -> Vec<Vec<Match>> {
        let row = |gold: &Tuple| {
            let predicted = self.predicted.iter();
            predicted.map(|tuple| compare(gold, tuple)).collect()
        };
        self.gold.iter().map(row).collect()
    }

    /// The tuples at a threshold.
    pub fn chosen(&self, threshold: u8) -> Vec<usize> {
        let all = 0..self.predicted.len();
        all.filter(|&index| self.predicted[index].confidence >= threshold)
            .collect()
    }
}

/// A point of the curve.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// Tuples of this confidence and more were taken, in hundredths.
    pub threshold: u8,
    pub precision: f64,
    pub recall: f64,
    pub n_predicted: usize,
}

impl Point {
    /// The harmonic mean of precision and recall.
    pub fn f1(&self) -> f64 {
        let sum = self.precision + self.recall;
        if sum > 0.0 {
            2.0 * self.precision * self.recall / sum
        } else {
            0.0
        }
    }
}

/// The points in the order of rising thresholds.
pub fn curve(sentences: &[Scored]) -> Vec<Point> {
    let predicted = sentences.iter().flat_map(|sentence| &sentence.predicted);
    let mut thresholds: Vec<u8> = predicted.map(|tuple| tuple.confidence).collect();
    thresholds.sort_unstable();
    thresholds.dedup();
    let matrices: Vec<_> = sentences.iter().map(Scored::scores).collect();
    let point = |threshold: u8| {
        let (mut precision, mut recall) = (0.0, 0.0);
        let (mut n_predicted, mut n_gold) = (0, 0);
        for (sentence, scores) in sentences.iter().zip(&matrices) {
            let chosen = sentence.chosen(threshold);
            precision += match_once(scores, &chosen).0;
            recall += match_best(scores, &chosen);
            n_predicted += chosen.len();
            n_gold += sentence.gold.len();
        }
        Point {
            threshold,
            precision: precision * share(1, n_predicted),
            recall: recall * share(1, n_gold),
            n_predicted,
        }
    };
    thresholds.into_iter().map(point).collect()
}

/// The area under the curve, by trapezoids, closed by precision 1 at recall 0.
pub fn area(points: &[Point]) -> f64 {
    let mut ends: Vec<(f64, f64)> = points
        .iter()
        .map(|point| (point.recall, point.precision))
        .collect();
    ends.push((0.0, 1.0));
    let steps = ends.windows(2);
    steps
        .map(|pair| (pair[0].0 - pair[1].0) * f64::midpoint(pair[0].1, pair[1].1))
        .sum()
}

/// The point with the highest F1.
pub fn best(points: &[Point]) -> Option<Point> {
    let mut points = points.iter().copied();
    let first = points.next()?;
    Some(points.fold(
        first,
        |best, point| {
            if point.f1() > best.f1() { point } else { best }
        },
    ))
}
