//! Sets of names that are one, found by union-find, some of which must stay apart.

use crate::graph::{Minter, Name};
use crate::resolve::Merged;
use std::collections::{BTreeMap, BTreeSet};

/// A name and how strong its claim is to be its group's: the least rank wins.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank {
    /// The line of the ledger that it comes first in; all others come after.
    line: usize,
    /// Names that are spelt by somebody else give way to those that were minted here.
    is_foreign: bool,
    name: Name,
}

impl Rank {
    pub(super) fn first_of(line: usize, name: &Name) -> Self {
        Self {
            line,
            is_foreign: false,
            name: name.clone(),
        }
    }

    pub(super) fn of(name: &Name, minter: &Minter) -> Self {
        Self {
            line: usize::MAX,
            is_foreign: !minter.is_minted(name),
            name: name.clone(),
        }
    }
}

#[derive(Debug, Clone)]
struct Group {
    best: Rank,
    members: Vec<usize>,
    /// The places of members of groups that are to stay apart.
    apart: BTreeSet<usize>,
}

/// The groups so far.
#[derive(Debug, Default)]
pub(super) struct Groups {
    places: BTreeMap<Name, usize>,
    /// For each place, the place of its group.
    group_of: Vec<usize>,
    /// The groups by their places; those that were joined to another are gone.
    all: Vec<Option<Group>>,
    /// For each place, why it was joined to another first.
    because: Vec<String>,
}

impl Groups {
    /// The group of a name, if anything was said of it.
    pub(super) fn find(&self, name: &Name) -> Option<usize> {
        self.places.get(name).map(|place| self.group_of[*place])
    }

    /// Makes one group of two names.
    pub(super) fn join(&mut self, ranks: [Rank; 2], because: &str) {
        let places = ranks.map(|rank| self.add(rank));
        for place in places {
            if self.because[place].is_empty() {
                because.clone_into(&mut self.because[place]);
            }
        }
        let [left, right] = places.map(|place| self.group_of[place]);
        if left == right {
            return;
        }
        // The smaller group moves: no name moves more often than the logarithm of their number.
        let n_members = |group: usize| self.all[group].as_ref().map_or(0, |it| it.members.len());
        let (stays, goes) = if n_members(left) >= n_members(right) {
            (left, right)
        } else {
            (right, left)
        };
        let Some(gone) = self.all[goes].take() else {
            return;
        };
        for member in &gone.members {
            self.group_of[*member] = stays;
        }
        if let Some(group) = &mut self.all[stays] {
            group.best = group.best.clone().min(gone.best);
            group.members.extend(gone.members);
            group.apart.extend(gone.apart);
        }
    }

    /// From now on, the groups of two names are not to be joined.
    pub(super) fn keep_apart(&mut self, one: &Name, other: &Name) {
        let [left, right] = [one, other].map(|name| {
            let rank = Rank {
                line: usize::MAX,
                is_foreign: true,
                name: name.clone(),
            };
            self.add(rank)
        });
        for (of, place) in [(left, right), (right, left)] {
            let group = self.group_of[of];
            if let Some(group) = &mut self.all[group] {
                group.apart.insert(place);
            }
        }
    }

    /// Whether nothing keeps two names apart.
    pub(super) fn may_join(&self, one: &Name, other: &Name) -> bool {
        let (Some(left), Some(right)) = (self.find(one), self.find(other)) else {
            return true;
        };
        let apart = self.all[left].iter().flat_map(|group| &group.apart);
        left == right || apart.copied().all(|place| self.group_of[place] != right)
    }

    /// All that goes by another name now.
    pub(super) fn into_merged(self) -> Vec<Merged> {
        let mut merged: Vec<Merged> = self
            .places
            .iter()
            .filter_map(|(name, place)| {
                let group = self.all[self.group_of[*place]].as_ref()?;
                (group.best.name != *name).then(|| Merged {
                    kept: group.best.name.clone(),
                    other: name.clone(),
                    because: self.because[*place].clone(),
                })
            })
            .collect();
        merged.sort_unstable();
        merged
    }

    /// The place of a name. A stronger rank than the one it had is taken over.
    fn add(&mut self, rank: Rank) -> usize {
        if let Some(place) = self.places.get(&rank.name).copied() {
            if let Some(group) = &mut self.all[self.group_of[place]]
                && rank < group.best
            {
                group.best = rank;
            }
            return place;
        }
        let place = self.group_of.len();
        self.places.insert(rank.name.clone(), place);
        self.group_of.push(place);
        self.because.push(String::new());
        self.all.push(Some(Group {
            best: rank,
            members: vec![place],
            apart: BTreeSet::new(),
        }));
        place
    }
}
