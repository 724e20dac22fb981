//! Small sets and maps in one piece of memory each: a graph has millions of them with one entry or none, and a
//! node of the standard ones has room for eleven.

use crate::order::CompactSort;
use std::borrow::Borrow;
use std::ops::Deref;

/// A set of few, in order, that can be read as a slice.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SortedSet<T>(Vec<T>);

impl<T> SortedSet<T> {
    /// The empty set.
    pub const fn new() -> Self {
        Self(Vec::new())
    }
}

impl<T: Ord> SortedSet<T> {
    /// Whether it is in there.
    pub fn contains<Q: Ord + ?Sized>(&self, item: &Q) -> bool
    where
        T: Borrow<Q>,
    {
        let found = self.0.binary_search_by(|known| known.borrow().cmp(item));
        found.is_ok()
    }

    /// Adds one; `false` if it was there.
    pub fn insert(&mut self, item: T) -> bool {
        match self.0.binary_search(&item) {
            Ok(_) => false,
            Err(place) => {
                // Most stay at one.
                if self.0.is_empty() {
                    self.0.reserve_exact(1);
                }
                self.0.insert(place, item);
                true
            }
        }
    }
}

impl<T> Default for SortedSet<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> Deref for SortedSet<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<T: Ord> Extend<T> for SortedSet<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, items: I) {
        let n_before = self.0.len();
        self.0.extend(items);
        if self.0.len() > n_before {
            self.0.order();
            self.0.dedup();
        }
    }
}

impl<T: Ord> FromIterator<T> for SortedSet<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let mut items: Vec<T> = items.into_iter().collect();
        items.order();
        items.dedup();
        items.shrink_to_fit();
        Self(items)
    }
}

impl<T: Ord, const N: usize> From<[T; N]> for SortedSet<T> {
    fn from(items: [T; N]) -> Self {
        items.into_iter().collect()
    }
}

impl<T> IntoIterator for SortedSet<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'s, T> IntoIterator for &'s SortedSet<T> {
    type Item = &'s T;
    type IntoIter = std::slice::Iter<'s, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

/// A map of few keys, in their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SortedMap<K, V>(Vec<(K, V)>);

impl<K: Ord, V> SortedMap<K, V> {
    /// The value of a key.
    pub fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        let place = self.place(key).ok()?;
        self.0.get(place).map(|(_, value)| value)
    }

    /// The value of a key, which gets the default one if it has none.
    pub fn get_or_default<Q: Ord + ToOwned<Owned = K> + ?Sized>(&mut self, key: &Q) -> &mut V
    where
        K: Borrow<Q>,
        V: Default,
    {
        let place = self.place(key).unwrap_or_else(|place| {
            if self.0.is_empty() {
                self.0.reserve_exact(1);
            }
            self.0.insert(place, (key.to_owned(), V::default()));
            place
        });
        &mut self.0[place].1
    }

    /// The values, in the order of their keys.
    pub fn values(&self) -> impl Iterator<Item = &V> {
        self.0.iter().map(|(_, value)| value)
    }

    /// Keys and values, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, (K, V)> {
        self.0.iter()
    }

    fn place<Q: Ord + ?Sized>(&self, key: &Q) -> Result<usize, usize>
    where
        K: Borrow<Q>,
    {
        self.0
            .binary_search_by(|(known, _)| known.borrow().cmp(key))
    }
}

impl<K, V> Default for SortedMap<K, V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'m, K: Ord, V> IntoIterator for &'m SortedMap<K, V> {
    type Item = &'m (K, V);
    type IntoIter = std::slice::Iter<'m, (K, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::{BTreeMap, BTreeSet};

    proptest! {
        #[test]
        fn they_hold_what_the_standard_ones_hold(items in prop::collection::vec(0_u8..20, 0..30), more in prop::collection::vec(0_u8..20, 0..5)) {
            let mut set: SortedSet<u8> = items.iter().copied().collect();
            let mut standard: BTreeSet<u8> = items.iter().copied().collect();
            for item in &more[..more.len() / 2] {
                prop_assert_eq!(set.insert(*item), standard.insert(*item));
            }
            set.extend(more.iter().copied());
            standard.extend(&more);
            prop_assert!(set.iter().eq(&standard));
            let mut map: SortedMap<String, usize> = SortedMap::default();
            let mut counts: BTreeMap<String, usize> = BTreeMap::new();
            for item in &items {
                *map.get_or_default(item.to_string().as_str()) += 1;
                *counts.entry(item.to_string()).or_default() += 1;
            }
            prop_assert!(map.iter().map(|(key, value)| (key, value)).eq(&counts));
            prop_assert_eq!(map.get("3"), counts.get("3"));
        }
    }
}
