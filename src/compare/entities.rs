//! Which entities of one graph are which of the other.

use crate::graph::{KnowledgeGraph, Name};
use crate::order::CompactCollect;
use std::collections::{BTreeMap, BTreeSet};

/// Entities that are one thing: by the name in the second graph the name in the first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Matched {
    to_a: BTreeMap<Name, Name>,
    /// How many were found by their labels.
    pub(super) n_by_label: usize,
}

impl Matched {
    pub(super) fn of(a: &KnowledgeGraph, b: &KnowledgeGraph) -> Self {
        let mut found = Self::default();
        let unmatched =
            |of: &KnowledgeGraph, other: &KnowledgeGraph| -> BTreeMap<String, Vec<Name>> {
                let mut by_label: BTreeMap<String, Vec<Name>> = BTreeMap::new();
                for entity in of
                    .entities()
                    .filter(|entity| other.entity(&entity.name).is_none())
                {
                    let labels: BTreeSet<String> = entity.all_labels().map(as_read).into_set();
                    for label in labels {
                        by_label.entry(label).or_default().push(entity.name.clone());
                    }
                }
                by_label
            };
        let (labels_a, labels_b) = (unmatched(a, b), unmatched(b, a));
        let mut taken: BTreeSet<&Name> = BTreeSet::new();
        for (label, names) in &labels_b {
            // A label that several things have tells none of them.
            let ([one], Some([other])) = (names.as_slice(), labels_a.get(label).map(Vec::as_slice))
            else {
                continue;
            };
            if !found.to_a.contains_key(one) && taken.insert(other) {
                found.to_a.insert(one.clone(), other.clone());
                found.n_by_label += 1;
            }
        }
        found
    }

    /// What the first graph calls an entity of the second; what it does not have keeps its name.
    pub(super) fn in_a<'n>(&'n self, name: &'n Name) -> &'n Name {
        self.to_a.get(name).unwrap_or(name)
    }
}

/// A label as people take it: case and white space aside.
fn as_read(label: &str) -> String {
    let words = label.split_whitespace().map(str::to_lowercase);
    words.collect::<Vec<_>>().join(" ")
}
