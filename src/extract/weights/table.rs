//! The table of weights in memory, made for few cache misses: one probe finds a row, and a row of one or two
//! weights lies in the slot itself.

use crate::extract::weights::{KEY_BITS, MAX_LABELS, Scorer, Scores};

/// The weights of one feature: label and weight.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The feature's key, below 2 to the power of [`KEY_BITS`].
    pub key: u32,
    /// Labels in ascending order, each with its weight.
    pub weights: Vec<(u8, i16)>,
}

/// Where the weights of a feature lie in `entries`; `count` 0 marks an empty slot.
#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    key: u32,
    /// The start in the upper 24 bits, the count in the lower 8.
    place: u32,
}

/// Weights by feature key: open addressing with linear probing, in the order of keys, filled to a half at most.
#[derive(Debug, Clone)]
pub struct WeightTable {
    slots: Vec<Slot>,
    /// How far a key is shifted to give its first slot.
    shift: u32,
    /// Label in the upper, weight in the lower 16 bits; fewer than 2 to the power of 24.
    entries: Vec<u32>,
}

/// The features that are looked up together; loads of one batch do not wait for each other.
const BATCH: usize = 32;

impl WeightTable {
    /// A table for so many rows, still empty.
    #[must_use]
    pub fn with_room(n_rows: usize) -> Self {
        let bits = (n_rows * 2).next_power_of_two().ilog2().clamp(4, KEY_BITS);
        Self {
            // Keys come sorted and fill the slots from front to back; the overflow of the last ones needs room behind.
            slots: vec![Slot::default(); (1 << bits) + 2],
            shift: KEY_BITS - bits,
            entries: Vec::with_capacity(n_rows * 2),
        }
    }

    /// Lays out rows; see [`WeightTable::push`].
    #[must_use]
    pub fn new(rows: &[Row]) -> Self {
        let mut table = Self::with_room(rows.len());
        for row in rows {
            table.push(row.key, &row.weights);
        }
        table
    }

    /// Adds the weights of a feature. A row without weights, a key that was there before or is too large, and labels
    /// beyond [`MAX_LABELS`] are left out.
    pub fn push(&mut self, key: u32, weights: &[(u8, i16)]) {
        let start = self.entries.len();
        let known = weights
            .iter()
            .filter(|(label, _)| usize::from(*label) < MAX_LABELS);
        self.entries
            .extend(known.map(|&(label, weight)| {
                u32::from(label) << 16 | u32::from(weight.cast_unsigned())
            }));
        let count = u8::try_from(self.entries.len() - start);
        let (Ok(place @ 0..0x100_0000), Ok(count @ 1..), 0) =
            (u32::try_from(start), count, key >> KEY_BITS)
        else {
            self.entries.truncate(start);
            return;
        };
        let mut at = (key >> self.shift) as usize;
        while self.slots[at].place != 0 && self.slots[at].key != key {
            at += 1;
            // The last slot stays empty: it ends every search.
            if at + 1 >= self.slots.len() {
                self.slots.push(Slot::default());
            }
        }
        if self.slots[at].place != 0 {
            self.entries.truncate(start);
            return;
        }
        self.slots[at] = Slot {
            key,
            place: place << 8 | u32::from(count),
        };
    }

    /// The number of weights.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are no weights.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    #[inline]
    fn find(&self, key: u32, first: Slot) -> u32 {
        if first.key == key || first.place == 0 {
            return first.place;
        }
        let mut at = (key >> self.shift) as usize + 1;
        loop {
            let slot = self.slots[at];
            if slot.key == key || slot.place == 0 {
                return slot.place;
            }
            at += 1;
        }
    }
}

/// The label in the upper half of an entry.
#[inline]
fn label(entry: u32) -> usize {
    (entry >> 16) as usize % MAX_LABELS
}

/// The weight in the lower half of an entry.
#[inline]
fn weight(entry: u32) -> i32 {
    // Shifted up and down again as a signed number, the lower half keeps its sign.
    (entry << 16).cast_signed() >> 16
}

impl Scorer for WeightTable {
    fn add_scores(&self, keys: &[u32], scores: &mut Scores) {
        let mut slots = [Slot::default(); BATCH];
        let mut rows = [(0, 0); BATCH];
        for batch in keys.chunks(BATCH) {
            for (slot, &key) in slots.iter_mut().zip(batch) {
                *slot = self.slots[(key >> self.shift) as usize];
            }
            // What is found is put together first: a wrong guess on whether a feature has weights would hold up the
            // loads behind it.
            let mut n_found = 0;
            for (&slot, &key) in slots.iter().zip(batch) {
                let place = self.find(key, slot);
                let first = self.entries.get((place >> 8) as usize);
                rows[n_found] = (place, first.copied().unwrap_or_default());
                n_found += usize::from(place != 0);
            }
            for &(place, first) in &rows[..n_found] {
                let start = (place >> 8) as usize;
                scores[label(first)] += weight(first);
                for &entry in &self.entries[start + 1..start + (place & 0xff) as usize] {
                    scores[label(entry)] += weight(entry);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_found_and_nothing_else() {
        let rows: Vec<Row> = (0..1000_u32)
            .map(|number| Row {
                key: (1 << KEY_BITS) - 1 - (999 - number) * (1 + number % 2),
                weights: vec![(u8::try_from(number % 100).unwrap(), -7), (127, 3)],
            })
            .collect();
        let mut sorted = rows.clone();
        sorted.sort_by_key(|row| row.key);
        sorted.dedup_by_key(|row| row.key);
        let table = WeightTable::new(&sorted);
        for row in &sorted {
            let mut scores = [0; MAX_LABELS];
            table.add_scores(&[row.key, 5], &mut scores);
            assert_eq!(scores[usize::from(row.weights[0].0)], -7);
            assert_eq!(scores[127], 3);
        }
        assert_eq!(table.len(), sorted.len() * 2);
    }
}
