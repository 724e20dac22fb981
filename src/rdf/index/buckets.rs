//! Sorting by keys that come in any order, on one thread or more.
//!
//! A counting sort writes all over the memory: with millions of keys it mostly waits. So items first go into a few
//! hundred buckets by the leading bits of their keys, each of which is written from front to back, and then each bucket
//! is sorted within the nearer caches (radix partitioning, as in Polychroniou and Ross, "A comprehensive study of
//! main-memory partitioning and its application to large-scale comparison- and radix-sort", SIGMOD 2014). Every thread
//! has some of the buckets, and so some of the places, for itself.

use crate::rdf::index::sort::{Starts, starts};
use crate::rdf::parallel::{FEW, in_parallel};
use crate::rdf::quads::TermId;
use std::ops::Range;

/// At most so many buckets: so many places to write at stay near the processor.
const N_BUCKETS: usize = 256;

/// An item and its key.
type Keyed<T> = (TermId, T);

/// Puts items in the order of their keys, which are below `n_keys`; those of one key keep their order, and `finish`
/// gets them. Gives where those of each key start, and the items.
pub(super) fn by_key<T: Copy + Send + Sync>(
    n_keys: usize,
    filler: T,
    items: &(impl ExactSizeIterator<Item = Keyed<T>> + Clone + Send),
    finish: impl Fn(&mut [T]) + Copy + Send,
    n_threads: usize,
) -> (Starts, Box<[T]>) {
    let n_items = items.len();
    let n_threads = if n_items < FEW { 1 } else { n_threads };
    let buckets = Buckets::new(n_keys, items.clone().map(|(key, _)| key));
    let mut sorted = vec![filler; n_items].into_boxed_slice();
    let mut starts = vec![0; n_keys + 1].into_boxed_slice();
    // The callers have made sure that places have 32 bits.
    starts[n_keys] = u32::try_from(n_items).unwrap_or(u32::MAX);
    let (mut free, mut free_starts) = (&mut sorted[..], &mut starts[..n_keys]);
    let mut jobs = Vec::with_capacity(n_threads);
    for part in buckets.parts(n_threads) {
        let n_items = buckets.place(part.end) - buckets.place(part.start);
        let n_keys = buckets.first_key(part.end) - buckets.first_key(part.start);
        let sorted = free.split_off_mut(..n_items).unwrap_or_default();
        let starts = free_starts.split_off_mut(..n_keys).unwrap_or_default();
        let (buckets, items) = (&buckets, items.clone());
        jobs.push(move || buckets.sort(part, items, filler, sorted, starts, finish));
    }
    in_parallel(true, jobs);
    (starts, sorted)
}

/// Keys that agree in all but their last `shift` bits, each with its items.
struct Buckets {
    starts: Starts,
    shift: u32,
    n_keys: usize,
}

impl Buckets {
    fn new(n_keys: usize, keys: impl Iterator<Item = TermId>) -> Self {
        let shift = (n_keys / N_BUCKETS)
            .checked_ilog2()
            .map_or(0, |bits| bits + 1);
        let n_buckets = (n_keys >> shift) + 1;
        Self {
            starts: starts(n_buckets, keys.map(|key| key.slot() >> shift)),
            shift,
            n_keys,
        }
    }

    /// Where the items of a bucket start.
    fn place(&self, bucket: usize) -> usize {
        self.starts[bucket] as usize
    }

    fn first_key(&self, bucket: usize) -> usize {
        (bucket << self.shift).min(self.n_keys)
    }

    /// Stretches of buckets with about the same number of items, one for each thread.
    fn parts(&self, n_threads: usize) -> Vec<Range<usize>> {
        let n_buckets = self.starts.len() - 1;
        let mut first = 0;
        let ends = (1..=n_threads).map(|part| {
            let wanted = self.place(n_buckets) * part / n_threads;
            let ends = self.starts[1..].partition_point(|end| (*end as usize) < wanted) + 1;
            if part == n_threads {
                n_buckets
            } else {
                ends.min(n_buckets)
            }
        });
        ends.map(|end| std::mem::replace(&mut first, end)..end)
            .collect()
    }

    /// Sorts the items of some buckets. `sorted` and `starts` are the places of these items and their keys.
    fn sort<T: Copy>(
        &self,
        part: Range<usize>,
        items: impl Iterator<Item = Keyed<T>>,
        filler: T,
        sorted: &mut [T],
        mut starts: &mut [u32],
        finish: impl Fn(&mut [T]),
    ) {
        let before = self.starts[part.start];
        let mut ends: Vec<u32> = self.starts[part.clone()]
            .iter()
            .map(|start| start - before)
            .collect();
        let mut parted = vec![(TermId::DEFAULT_GRAPH, filler); sorted.len()];
        for (key, item) in items {
            let bucket = (key.slot() >> self.shift).wrapping_sub(part.start);
            if let Some(end) = ends.get_mut(bucket) {
                parted[*end as usize] = (key, item);
                *end += 1;
            }
        }
        let mut first = 0;
        let mut next = Vec::new();
        for (bucket, end) in part.zip(ends) {
            let first_key = self.first_key(bucket);
            let n_keys = self.first_key(bucket + 1) - first_key;
            let starts = starts.split_off_mut(..n_keys).unwrap_or_default();
            let places = first as usize..end as usize;
            let (items, sorted) = (&parted[places.clone()], &mut sorted[places]);
            count(items, first_key, starts);
            next.clear();
            next.extend_from_slice(starts);
            for (key, item) in items {
                let place = &mut next[key.slot() - first_key];
                sorted[*place as usize] = *item;
                *place += 1;
            }
            for (start, end) in starts.iter_mut().zip(&next) {
                finish(&mut sorted[*start as usize..*end as usize]);
                *start += before + first;
            }
            first = end;
        }
    }
}

/// Where the items of each key start within their bucket.
fn count<T>(items: &[Keyed<T>], first_key: usize, starts: &mut [u32]) {
    for (key, _) in items {
        starts[key.slot() - first_key] += 1;
    }
    let mut sum = 0;
    for start in starts {
        sum += std::mem::replace(start, sum);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_number_of_threads_sorts_stably(
            n_keys in 1_usize..2000,
            keys in prop::collection::vec(0_u32..2000, 0..500),
            n_threads in 1_usize..5,
        ) {
            let keys: Vec<u32> = keys.iter().map(|key| key % u32::try_from(n_keys).unwrap()).collect();
            // Repeated until threads are worth their while.
            let n_items = if n_threads == 1 || keys.is_empty() { keys.len() } else { FEW + keys.len() };
            let mut expected: Vec<(u32, usize)> = keys.iter().copied().cycle().take(n_items).zip(0..).collect();
            let items = keys.iter().cycle().map(|key| TermId::of(*key)).zip(0..);
            let items: Vec<(TermId, usize)> = items.take(n_items).collect();
            let reverse = |list: &mut [usize]| list.reverse();
            let (starts, sorted) = by_key(n_keys, usize::MAX, &items.iter().copied(), reverse, n_threads);
            expected.sort_by_key(|(key, place)| (*key, std::cmp::Reverse(*place)));
            prop_assert_eq!(sorted.to_vec(), expected.iter().map(|(_, place)| *place).collect::<Vec<_>>());
            for key in 0..=n_keys {
                let before = expected.partition_point(|(known, _)| (*known as usize) < key);
                prop_assert_eq!(starts[key] as usize, before);
            }
        }
    }
}
