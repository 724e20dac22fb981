//! Logistic regression with a ridge penalty, by Newton's method one weight at a time.

use std::collections::BTreeMap;

/// How strongly weights are drawn towards nought: as if each had a normal prior with this many as its inverse
/// variance. One in log odds is what a ground may well be worth.
const RIDGE: f64 = 2.0;

/// Rounds over all weights; they stand still long before.
const ROUNDS: usize = 200;

/// A judged relation.
#[derive(Clone)]
pub(crate) struct Case {
    /// The name of its text.
    pub(crate) text: String,
    /// What its confidence rests on.
    pub(crate) grounds: Vec<&'static str>,
    /// What the reader said.
    pub(crate) is_right: bool,
}

/// Log odds of being right.
pub(crate) struct Model {
    /// Of every relation.
    pub(crate) base: f64,
    /// What each ground adds.
    pub(crate) weights: BTreeMap<&'static str, f64>,
}

impl Model {
    /// The likeliest weights under the penalty; the base has none.
    pub(crate) fn fit(cases: &[Case]) -> Self {
        let grounds = cases.iter().flat_map(|case| case.grounds.iter().copied());
        let mut model = Self {
            base: 0.0,
            weights: grounds.map(|ground| (ground, 0.0)).collect(),
        };
        let names: Vec<&'static str> = model.weights.keys().copied().collect();
        for _ in 0..ROUNDS {
            model.base += model.step(cases, |_| true, 0.0, 1e-6);
            for name in &names {
                let known = model.weights[name];
                let step = model.step(cases, |case| case.grounds.contains(name), known, RIDGE);
                model.weights.insert(name, known + step);
            }
        }
        model
    }

    fn step(&self, cases: &[Case], has: impl Fn(&Case) -> bool, weight: f64, ridge: f64) -> f64 {
        let (mut slope, mut curve) = (-ridge * weight, ridge);
        for case in cases.iter().filter(|case| has(case)) {
            let probability = self.probability(&case.grounds);
            slope += f64::from(u8::from(case.is_right)) - probability;
            curve += probability * (1.0 - probability);
        }
        slope / curve
    }

    /// How likely a relation with these grounds is right.
    pub(crate) fn probability(&self, grounds: &[&'static str]) -> f64 {
        let known = grounds.iter().filter_map(|ground| self.weights.get(ground));
        1.0 / (1.0 + (-(self.base + known.sum::<f64>())).exp())
    }
}

/// The share of right relations.
pub(crate) fn share_right(cases: &[Case]) -> f64 {
    count(cases.iter().filter(|case| case.is_right).count()) / count(cases.len())
}

/// A small number as a fraction.
pub(crate) fn count(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}
