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
    /// Label in the upper, weight in the lower 16 bits.
    entries: Vec<u32>,
}

/// The features that are looked up together; loads of one batch do not wait for each other.
const BATCH: usize = 32;

impl WeightTable {
    /// Lays out rows in ascending order of keys. Rows without weights, keys that stand twice and labels
    /// beyond [`MAX_LABELS`] are left out.
    #[must_use]
    pub fn new(rows: &[Row]) -> Self {
        let bits = (rows.len() * 2)
            .next_power_of_two()
            .ilog2()
            .clamp(4, KEY_BITS);
        let shift = KEY_BITS - bits;
        // Sorted keys fill the slots from front to back; the overflow of the last ones needs room behind.
        let mut slots = vec![Slot::default(); (1 << bits) + 1];
        let mut entries = Vec::with_capacity(rows.iter().map(|row| row.weights.len()).sum());
        let mut previous = None;
        for row in rows {
            let start = entries.len();
            let labels = row
                .weights
                .iter()
                .filter(|(label, _)| usize::from(*label) < MAX_LABELS);
            if previous.replace(row.key) == Some(row.key) || row.key >> KEY_BITS != 0 {
                continue;
            }
            entries.extend(labels.map(|&(label, weight)| {
                u32::from(label) << 16 | u32::from(weight.cast_unsigned())
            }));
            let count = entries.len() - start;
            let (Ok(start), Ok(count @ 1..)) = (u32::try_from(start), u8::try_from(count)) else {
                continue;
            };
            let mut at = (row.key >> shift) as usize;
            while slots[at].place != 0 {
                at += 1;
                if at == slots.len() {
                    slots.push(Slot::default());
                }
            }
            slots[at] = Slot {
                key: row.key,
                place: start << 8 | u32::from(count),
            };
        }
        slots.push(Slot::default());
        Self {
            slots,
            shift,
            entries,
        }
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

impl Scorer for WeightTable {
    fn add_scores(&self, keys: &[u32], scores: &mut Scores) {
        let mut first = [Slot::default(); BATCH];
        for batch in keys.chunks(BATCH) {
            for (slot, &key) in first.iter_mut().zip(batch) {
                *slot = self.slots[(key >> self.shift) as usize];
            }
            for (&slot, &key) in first.iter().zip(batch) {
                let place = self.find(key, slot);
                let start = (place >> 8) as usize;
                for &entry in &self.entries[start..start + (place & 0xff) as usize] {
                    let label = (entry >> 16) as usize % MAX_LABELS;
                    scores[label] += i32::from((entry as u16).cast_signed());
                }
            }
        }
    }
}
