//! Counting sorts: the keys are term numbers, so there are about as many of them as there are triples, and
//! an item is put in its place without being compared with any other.

use crate::rdf::quads::TermId;

/// Where the items of each key start: one number more than there are keys.
pub(super) type Starts = Box<[u32]>;

/// How many items have a key below each key. `keys` are below `n_keys`.
pub(super) fn starts(n_keys: usize, keys: impl Iterator<Item = usize>) -> Starts {
    let mut starts = vec![0; n_keys + 1];
    for key in keys {
        starts[key + 1] += 1;
    }
    let mut sum = 0;
    for start in &mut starts {
        sum += *start;
        *start = sum;
    }
    starts.into_boxed_slice()
}

/// Puts items in the order of their keys; those of one key keep their order. For keys that are few or come nearly in
/// order; those of the default graph are sorted
/// [by buckets](crate::rdf::index::buckets).
pub(super) fn scatter<T: Copy>(
    starts: &[u32],
    filler: T,
    items: impl ExactSizeIterator<Item = (TermId, T)>,
) -> Box<[T]> {
    let mut next = starts.to_vec();
    let mut sorted = vec![filler; items.len()];
    for (key, item) in items {
        let place = &mut next[key.slot()];
        sorted[*place as usize] = item;
        *place += 1;
    }
    sorted.into_boxed_slice()
}

/// Sorts rows by some of their columns, the one that counts most first.
pub(super) fn sort<const N: usize>(
    n_keys: usize,
    rows: Vec<[TermId; N]>,
    columns: &[usize],
) -> Vec<[TermId; N]> {
    let mut rows = rows;
    for column in columns.iter().rev() {
        let starts = starts(n_keys, rows.iter().map(|row| row[*column].slot()));
        let keyed = rows.iter().map(|row| (row[*column], *row));
        rows = scatter(&starts, [TermId::DEFAULT_GRAPH; N], keyed).into_vec();
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn counting_sorts_as_comparing_does(rows in prop::collection::vec([0_u32..9, 0..9, 0..9], 0..99)) {
            let mut rows: Vec<[TermId; 3]> = rows.iter().map(|row| row.map(TermId)).collect();
            let sorted = sort(9, rows.clone(), &[1, 2, 0]);
            rows.sort_unstable_by_key(|[first, second, third]| [*second, *third, *first]);
            prop_assert_eq!(sorted, rows);
        }
    }
}
