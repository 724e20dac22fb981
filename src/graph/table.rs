//! Things that have a name: found by it in any order while they are collected, in the order of their names after.

use crate::graph::Name;
use crate::order::{CompactSort, rearrange};
use hashbrown::HashTable;
use rustc_hash::FxHasher;
use std::hash::Hasher;

/// Something that has a name of its own.
pub trait Named {
    /// The name.
    fn name(&self) -> &Name;
}

/// Things by their names, each name once, in the order of their arrival.
///
/// The table holds hashes and places only: it grows without a look at a name, and a name that is known costs
/// one comparison. To keep millions of names in order while they arrive would compare each with twenty others
/// that begin alike.
#[derive(Debug, Clone)]
pub(super) struct Pool<T> {
    items: Vec<T>,
    places: HashTable<Slot>,
}

#[derive(Debug, Clone, Copy)]
struct Slot {
    hash: u32,
    place: u32,
}

impl<T> Default for Pool<T> {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            places: HashTable::new(),
        }
    }
}

impl<T: Named> Pool<T> {
    /// Adds something, or hands it to `merge` with what has its name already.
    pub(super) fn add(&mut self, item: T, merge: impl FnOnce(&mut T, T)) {
        let hash = hash(item.name());
        if let Some(place) = self.place(hash, item.name()) {
            return merge(&mut self.items[place], item);
        }
        // Four thousand million things do not fit in memory: a claim takes more than a hundred bytes.
        let place = u32::try_from(self.items.len()).unwrap_or(u32::MAX);
        self.items.push(item);
        let slot = Slot { hash, place };
        self.places
            .insert_unique(spread(hash), slot, |slot| spread(slot.hash));
    }

    /// Those of which something is so.
    pub(super) fn kept(self, is_so: impl Fn(&T) -> bool) -> Self {
        let mut kept = Self::default();
        for item in self.items.into_iter().filter(is_so) {
            kept.add(item, |_, _| ());
        }
        kept
    }

    /// What has a name.
    pub(super) fn get(&self, name: &Name) -> Option<&T> {
        self.place(hash(name), name).map(|place| &self.items[place])
    }

    fn place(&self, hash: u32, name: &Name) -> Option<usize> {
        let slot = self.places.find(spread(hash), |slot| {
            slot.hash == hash && self.items[slot.place as usize].name() == name
        })?;
        Some(slot.place as usize)
    }

    /// All, in the order of their arrival.
    pub(super) fn iter(&self) -> std::slice::Iter<'_, T> {
        self.items.iter()
    }

    /// All, in the order of their arrival.
    pub(super) fn into_items(self) -> Vec<T> {
        self.items
    }

    /// All, in the order of their names.
    pub(super) fn into_table(self) -> Table<T> {
        drop(self.places);
        let mut items = self.items;
        sort_by_name(&mut items);
        Table(items)
    }
}

impl<T: Named + PartialEq> PartialEq for Pool<T> {
    /// Whether both hold the same, whatever came first.
    fn eq(&self, other: &Self) -> bool {
        self.items.len() == other.items.len()
            && self
                .items
                .iter()
                .all(|item| other.get(item.name()) == Some(item))
    }
}

fn hash(name: &Name) -> u32 {
    let mut hasher = FxHasher::default();
    hasher.write(name.as_str().as_bytes());
    let hash = hasher.finish();
    #[expect(clippy::cast_possible_truncation, reason = "both halves are mixed in")]
    let folded = (hash ^ (hash >> 32)) as u32;
    folded
}

/// The table takes its bucket from the low bits and its tag from the high ones.
fn spread(hash: u32) -> u64 {
    u64::from(hash).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// Sorts by name. Names that are minted begin alike: what comes after that is compared first, as a number.
pub(super) fn sort_by_name<T: Named>(items: &mut [T]) {
    let Some((first, others)) = items.split_first() else {
        return;
    };
    let first = first.name().as_str().as_bytes();
    let alike = |name: &[u8]| first.iter().zip(name).take_while(|(a, b)| a == b).count();
    let n_alike = others
        .iter()
        .map(|item| alike(item.name().as_str().as_bytes()))
        .min();
    let n_alike = n_alike.unwrap_or(0);
    let mut order: Vec<(u128, usize)> = items
        .iter()
        .enumerate()
        .map(|(place, item)| (key(&item.name().as_str().as_bytes()[n_alike..]), place))
        .collect();
    // What goes on alike for another sixteen bytes.
    order.sort_unstable();
    for same in order.chunk_by_mut(|left, right| left.0 == right.0) {
        same.order_by_key(|(_, place)| items[*place].name());
    }
    let mut order: Vec<usize> = order.into_iter().map(|(_, place)| place).collect();
    rearrange(&mut order, &mut |left, right| items.swap(left, right));
}

/// Sixteen bytes of a name as a number that sorts as they do; no name holds the zero that a short one ends in.
fn key(rest: &[u8]) -> u128 {
    let mut bytes = [0; 16];
    let size = rest.len().min(16);
    bytes[..size].copy_from_slice(&rest[..size]);
    u128::from_be_bytes(bytes)
}

/// Things in the order of their names, each name once.
#[derive(Debug, Clone, PartialEq)]
pub struct Table<T>(Vec<T>);

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Named> Table<T> {
    /// What has a name.
    pub fn get(&self, name: &Name) -> Option<&T> {
        let place = self.0.binary_search_by(|item| item.name().cmp(name)).ok()?;
        self.0.get(place)
    }

    /// All, in order.
    pub fn values(&self) -> std::slice::Iter<'_, T> {
        self.0.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All, in order.
    pub(super) fn into_items(self) -> Vec<T> {
        self.0
    }

    /// Things that stand in the order of their names.
    pub(super) fn of_sorted(items: Vec<T>) -> Self {
        debug_assert!(items.is_sorted_by_key(|item| item.name().clone()));
        Self(items)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    #[derive(Debug, Clone, PartialEq)]
    struct Thing(Name, u32);

    impl Named for Thing {
        fn name(&self) -> &Name {
            &self.0
        }
    }

    proptest! {
        #[test]
        fn a_table_is_in_the_order_of_names(names in prop::collection::vec("(http://e/)?[a-c]{0,3}(bbbbbbbbbbbbbbbb)?[a-c]{0,2}", 0..40)) {
            let mut pool = Pool::default();
            let mut standard: BTreeMap<Name, u32> = BTreeMap::new();
            for name in &names {
                let name = Name::new(name.as_str());
                pool.add(Thing(name.clone(), 1), |known, thing| known.1 += thing.1);
                *standard.entry(name).or_default() += 1;
            }
            let mut backwards = Pool::default();
            for thing in pool.iter().rev() {
                backwards.add(thing.clone(), |_, _| ());
            }
            prop_assert!(pool == backwards);
            let table = pool.into_table();
            let found = table.values().map(|thing| (&thing.0, &thing.1));
            prop_assert!(found.eq(&standard));
            for name in standard.keys() {
                prop_assert_eq!(table.get(name).map(|thing| &thing.0), Some(name));
            }
            prop_assert_eq!(table.get(&Name::new("http://e/zzz")), None);
        }
    }
}
