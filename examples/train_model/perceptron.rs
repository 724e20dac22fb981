//! Weights in training: rows that grow, with the sums that averaging needs.

use graphwright::extract::weights::{MAX_LABELS, Row, Scorer, Scores};

/// Averaged weights are written in units of one over this.
pub(crate) const SCALE: i64 = 64;

#[derive(Debug, Clone, Copy)]
struct Weight {
    label: u8,
    value: i32,
    /// When the value last changed.
    since: u32,
    /// The sum of the values over time until then.
    total: i64,
}

/// The weights of a feature, and how many mistakes it was part of.
#[derive(Debug, Clone, Default)]
struct Feature {
    n_updates: u32,
    weights: Vec<Weight>,
}

/// An averaged perceptron that heeds a feature only from its `n_needed`th update on, so that it does not lean on
/// features which the small model could not keep (Goldberg and Elhadad 2011, "Learning sparser perceptron models").
#[derive(Debug, Clone)]
pub(crate) struct Perceptron {
    /// Key and row number by open addressing; the number 0 marks an empty slot.
    slots: Vec<(u32, u32)>,
    rows: Vec<Feature>,
    n_needed: u32,
    time: u32,
}

impl Perceptron {
    pub(crate) fn new(n_needed: u32) -> Self {
        Self {
            slots: vec![(0, 0); 1 << 16],
            rows: vec![Feature::default()],
            n_needed,
            time: 1,
        }
    }

    /// Counts one more decision.
    pub(crate) fn tick(&mut self) {
        self.time += 1;
    }

    fn slot(&self, key: u32) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = key.wrapping_mul(0x9e37_79b1) as usize >> 4 & mask;
        while self.slots[at].1 != 0 && self.slots[at].0 != key {
            at = (at + 1) & mask;
        }
        at
    }

    fn row(&mut self, key: u32) -> usize {
        let at = self.slot(key);
        if self.slots[at].1 != 0 {
            return self.slots[at].1 as usize;
        }
        let row = self.rows.len();
        self.rows.push(Feature::default());
        self.slots[at] = (
            key,
            u32::try_from(row).expect("fewer than four billion features"),
        );
        if row * 2 > self.slots.len() {
            let old = std::mem::take(&mut self.slots);
            self.slots = vec![(0, 0); old.len() * 2];
            for (key, row) in old.into_iter().filter(|&(_, row)| row != 0) {
                let at = self.slot(key);
                self.slots[at] = (key, row);
            }
        }
        row
    }

    /// Adds `change` to the weights of a label under all features.
    pub(crate) fn update(&mut self, keys: &[u32], label: usize, change: i32) {
        let label = u8::try_from(label).expect("labels fit a byte");
        for &key in keys {
            let row = self.row(key);
            let time = self.time;
            let feature = &mut self.rows[row];
            feature.n_updates += 1;
            match feature
                .weights
                .iter_mut()
                .find(|weight| weight.label == label)
            {
                Some(weight) => {
                    weight.total += i64::from(weight.value) * i64::from(time - weight.since);
                    weight.since = time;
                    weight.value += change;
                }
                None => feature.weights.push(Weight {
                    label,
                    value: change,
                    since: time,
                    total: 0,
                }),
            }
        }
    }

    /// The averages as rows in order of keys, without those nearer to 0 than `smallest` (in units of
    /// one over [`SCALE`]).
    pub(crate) fn average(&self, smallest: i64) -> Vec<Row> {
        let mut keys: Vec<(u32, u32)> = self
            .slots
            .iter()
            .copied()
            .filter(|slot| slot.1 != 0)
            .collect();
        keys.sort_unstable();
        let average = |weight: &Weight| {
            let total =
                weight.total + i64::from(weight.value) * i64::from(self.time - weight.since);
            let scaled = i64::midpoint(total * SCALE * 2 / i64::from(self.time), total.signum());
            let scaled = scaled.clamp(i64::from(-i16::MAX), i64::from(i16::MAX));
            (scaled.abs() >= smallest.max(1)).then_some((weight.label, i16::try_from(scaled).ok()?))
        };
        let mut found = Vec::new();
        for (key, row) in keys {
            let feature = &self.rows[row as usize];
            if feature.n_updates < self.n_needed {
                continue;
            }
            let mut weights: Vec<(u8, i16)> = feature.weights.iter().filter_map(average).collect();
            weights.sort_unstable();
            if !weights.is_empty() {
                found.push(Row { key, weights });
            }
        }
        found
    }
}

impl Scorer for Perceptron {
    fn add_scores(&self, keys: &[u32], scores: &mut Scores) {
        let mut rows = [0; 256];
        for (row, &key) in rows.iter_mut().zip(keys) {
            *row = self.slots[self.slot(key)].1;
        }
        for &row in &rows[..keys.len()] {
            let feature = &self.rows[row as usize];
            if feature.n_updates < self.n_needed {
                continue;
            }
            for weight in &feature.weights {
                scores[usize::from(weight.label) % MAX_LABELS] += weight.value;
            }
        }
    }
}
