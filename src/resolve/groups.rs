//! Pairs become groups, and each group gets one name.

use crate::graph::{Minter, Name};
use crate::model::{Fault, quoted};
use crate::order::CompactCollect;
use crate::resolve::union::{Groups, Rank};
use crate::resolve::{Decision, Ledger, LedgerLine};
use std::collections::{BTreeMap, BTreeSet};

/// Two entities that a rule takes for one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pair {
    /// Their names.
    pub names: [Name; 2],
    /// The reason, for people.
    pub because: String,
}

/// One entity that goes by the name of another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Merged {
    /// The name that stays.
    pub kept: Name,
    /// The name that goes.
    pub other: Name,
    /// Why, for people; the first reason that there is.
    pub because: String,
}

/// What ledger and rules come to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decided {
    /// What becomes one, in the order of the names that go.
    pub merged: Vec<Merged>,
    /// Pairs that the ledger says are two, under the names that stay.
    pub different: BTreeSet<[Name; 2]>,
    /// Pairs of a rule that the ledger keeps apart.
    pub kept_apart: Vec<Pair>,
}

impl Decided {
    /// Each name that goes, with the one that stays.
    pub fn names(&self) -> BTreeMap<Name, Name> {
        self.merged
            .iter()
            .map(|merged| (merged.other.clone(), merged.kept.clone()))
            .into_map()
    }

    /// Whether the ledger says that two entities are two.
    pub fn are_different(&self, one: &Name, other: &Name) -> bool {
        self.different.contains(&in_order(one, other))
    }
}

/// Joins what the ledger and, where it allows that, the rules take for one. `is_known` tells whether an input
/// has an entity.
///
/// A group that the ledger makes is named by the first id of its first line; one that rules make by the least
/// name that was minted here, else by the least of all. The order of the inputs is nothing to it; and a name that
/// only the ledger knows stays all the same, so that parts of a corpus fit together that were resolved apart.
///
/// A ledger that contradicts itself is a fault.
pub fn decide(
    ledger: &Ledger,
    pairs: &[Pair],
    minter: &Minter,
    is_known: impl Fn(&Name) -> bool,
) -> (Decided, Vec<Fault>) {
    let mut groups = Groups::default();
    let mut faults = Vec::new();
    let mut decided = Decided::default();
    let names =
        |line: &LedgerLine| [&line.ids[0], &line.ids[1]].map(|id| named(id, minter, &is_known));
    let (same, different): (Vec<&LedgerLine>, Vec<&LedgerLine>) = ledger
        .lines
        .iter()
        .partition(|line| line.decision == Decision::Same);
    for (number, line) in same.iter().enumerate() {
        let [one, other] = names(line);
        let ranks = [Rank::first_of(number, &one), Rank::of(&other, minter)];
        groups.join(ranks, &because(line));
        let unknown: Vec<String> = (0..2)
            .filter(|side| !is_known(&names(line)[*side]))
            .map(|side| quoted(&line.ids[side]))
            .collect();
        if !unknown.is_empty() {
            let message = format!("no input has {}", unknown.join(" or "));
            faults.push(Fault::warning(line.place.clone(), message));
        }
    }
    for line in different {
        let [one, other] = names(line);
        if let (Some(left), Some(right)) = (groups.find(&one), groups.find(&other))
            && left == right
        {
            let group = groups.find(&one);
            let makers: Vec<String> = same
                .iter()
                .filter(|line| groups.find(&names(line)[0]) == group)
                .filter_map(|line| Some((line.place.line? + 1).to_string()))
                .collect();
            let message = format!(
                "{} and {} are different here, but one by line {}; correct one of the lines",
                quoted(&line.ids[0]),
                quoted(&line.ids[1]),
                makers.join(" and ")
            );
            faults.push(Fault::error(line.place.clone(), message));
        }
        groups.keep_apart(&one, &other);
        decided.different.insert(in_order(&one, &other));
    }
    let mut pairs: Vec<&Pair> = pairs.iter().collect();
    pairs.sort_unstable();
    for pair in pairs {
        let [one, other] = &pair.names;
        if groups.may_join(one, other) {
            groups.join(
                [one, other].map(|name| Rank::of(name, minter)),
                &pair.because,
            );
        } else {
            decided.kept_apart.push(pair.clone());
        }
    }
    decided.merged = groups.into_merged();
    // What was said of a name that goes holds for the one that stays.
    let names = decided.names();
    let stays = |name: &Name| names.get(name).unwrap_or(name).clone();
    let pairs = std::mem::take(&mut decided.different).into_iter();
    decided.different = pairs
        .map(|[one, other]| in_order(&stays(&one), &stays(&other)))
        .collect();
    (decided, faults)
}

/// The name of what a ledger means: an id, or a label where no input has the id.
fn named(id: &str, minter: &Minter, is_known: &impl Fn(&Name) -> bool) -> Name {
    let by_id = minter.entity(id);
    let by_label = minter.entity_by_label(id);
    if !is_known(&by_id) && is_known(&by_label) {
        by_label
    } else {
        by_id
    }
}

fn because(line: &LedgerLine) -> String {
    let so = format!("{} says so", line.place);
    let said: Vec<&str> = [&line.who, &line.why]
        .into_iter()
        .map(String::as_str)
        .filter(|said| !said.is_empty())
        .collect();
    if said.is_empty() {
        so
    } else {
        format!("{so} ({})", said.join(": "))
    }
}

fn in_order(one: &Name, other: &Name) -> [Name; 2] {
    let mut names = [one.clone(), other.clone()];
    names.sort_unstable();
    names
}
