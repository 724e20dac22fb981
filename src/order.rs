//! Sorting that is compiled once, for lists that are short or sorted once, and collecting without a sort.
//!
//! The standard library's sorts are compiled anew for each comparison, at seven kilobytes and more apiece, which for
//! some sixty lists adds up to half a megabyte of the program. Here only the comparison is. Where millions are
//! sorted, the standard sorts stay.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// Stable sorting of a list through one sort of its places.
pub(crate) trait CompactSort<T> {
    /// As [`slice::sort_by`].
    fn order_by(&mut self, compare: impl Fn(&T, &T) -> Ordering);

    /// As [`slice::sort_by_key`].
    fn order_by_key<K: Ord>(&mut self, key: impl Fn(&T) -> K) {
        self.order_by(|left, right| key(left).cmp(&key(right)));
    }

    /// As [`slice::sort`].
    fn order(&mut self)
    where
        T: Ord,
    {
        self.order_by(T::cmp);
    }
}

impl<T> CompactSort<T> for [T] {
    fn order_by(&mut self, compare: impl Fn(&T, &T) -> Ordering) {
        if self.len() < 2 {
            return;
        }
        let mut from = places(self.len(), &|left, right| {
            compare(&self[left], &self[right])
        });
        rearrange(&mut from, &mut |left, right| self.swap(left, right));
    }
}

/// Where the item comes from that belongs at each place.
fn places(length: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..length).collect();
    places.sort_by(|left, right| compare(*left, *right));
    places
}

/// Puts at each place what stands at `from` of it: goes round each cycle of that permutation, swapping every item into
/// its place. `from` is used up.
pub(crate) fn rearrange(from: &mut [usize], swap: &mut dyn FnMut(usize, usize)) {
    for start in 0..from.len() {
        let mut place = start;
        loop {
            let next = from[place];
            from[place] = place;
            if next == start || next == place {
                break;
            }
            swap(place, next);
            place = next;
        }
    }
}

/// Collecting into ordered sets and maps one by one: the standard library's `collect` sorts first, and that sort is
/// compiled anew for each map that is collected and each kind of set.
pub(crate) trait CompactCollect: Iterator + Sized {
    /// As `collect::<BTreeSet<_>>()`, of equal items the first.
    fn into_set(self) -> BTreeSet<Self::Item>
    where
        Self::Item: Ord,
    {
        let mut set = BTreeSet::new();
        set.extend(self);
        set
    }

    /// As `collect::<BTreeMap<_, _>>()`, with the last value of a key.
    fn into_map<K: Ord, V>(self) -> BTreeMap<K, V>
    where
        Self: Iterator<Item = (K, V)>,
    {
        let mut map = BTreeMap::new();
        map.extend(self);
        map
    }
}

impl<I: Iterator> CompactCollect for I {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_sorts_as_the_standard_library_does(items: Vec<(u8, u8)>) {
            let mut expected = items.clone();
            expected.sort_by_key(|item| item.0 >> 3);
            let mut ordered = items.clone();
            ordered.order_by_key(|item| item.0 >> 3);
            prop_assert_eq!(ordered, expected);
            let (mut expected, mut ordered) = (items.clone(), items);
            expected.sort_unstable();
            ordered.order();
            prop_assert_eq!(ordered, expected);
        }

        #[test]
        fn it_collects_as_the_standard_library_does(items: Vec<(u8, u8)>) {
            let all = || items.iter().copied();
            prop_assert_eq!(all().into_set(), all().collect::<BTreeSet<_>>());
            prop_assert_eq!(all().into_map(), all().collect::<BTreeMap<_, _>>());
        }
    }
}
