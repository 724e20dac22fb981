//! What a reader can filter by: kinds and classes, standings, predicates, speakers, sources.

use crate::order::CompactSort;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Debug;

/// One thing to choose.
#[derive(Debug, Serialize, PartialEq, Eq)]
pub(super) struct Choice {
    pub(super) label: String,
    /// Whose sample in the legend stands before it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) sample: Option<&'static str>,
    /// Whether it is a part of the last choice that has a sample.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) is_part: bool,
}

/// Everything that can be chosen of one sort.
#[derive(Debug, Serialize)]
pub(super) struct Facet {
    pub(super) title: &'static str,
    pub(super) choices: Vec<Choice>,
}

impl Facet {
    pub(super) fn new(title: &'static str, choices: Vec<Choice>) -> Self {
        Self { title, choices }
    }
}

/// Counts what occurs, to list it with the most frequent first.
#[derive(Debug)]
pub(super) struct Ranking<K> {
    found: BTreeMap<K, (String, usize)>,
}

impl<K: Ord + Clone + Debug> Ranking<K> {
    pub(super) fn new() -> Self {
        let found = BTreeMap::new();
        Self { found }
    }

    pub(super) fn count(&mut self, key: K, label: impl FnOnce() -> String) {
        self.found.entry(key).or_insert_with(|| (label(), 0)).1 += 1;
    }

    /// The choices, and where each key is among them.
    pub(super) fn listed(self) -> (Vec<Choice>, BTreeMap<K, usize>) {
        let mut ranked: Vec<(K, (String, usize))> = self.found.into_iter().collect();
        // Stable, so what is as frequent and called the same stays in the order of its keys.
        ranked.order_by(|(_, one), (_, two)| two.1.cmp(&one.1).then_with(|| one.0.cmp(&two.0)));
        let mut choices = Vec::new();
        let mut places = BTreeMap::new();
        for (place, (key, (label, _))) in ranked.into_iter().enumerate() {
            places.insert(key, place);
            choices.push(Choice {
                label,
                sample: None,
                is_part: false,
            });
        }
        (choices, places)
    }
}

/// Groups in the order of the legend, each with its parts where it has several.
#[derive(Debug)]
pub(super) struct Grouping<G> {
    found: BTreeMap<G, BTreeMap<String, Vec<usize>>>,
}

impl<G: Ord + Copy + Debug> Grouping<G> {
    pub(super) fn new() -> Self {
        let found = BTreeMap::new();
        Self { found }
    }

    pub(super) fn add(&mut self, group: G, part: String) {
        self.found
            .entry(group)
            .or_default()
            .entry(part)
            .or_default();
    }

    /// Lists the choices; after that [`places`](Self::places) knows them.
    pub(super) fn listed(
        &mut self,
        legend: impl Fn(G) -> (&'static str, &'static str),
    ) -> Vec<Choice> {
        let mut choices = Vec::new();
        for (&group, parts) in &mut self.found {
            let (caption, sample) = legend(group);
            let place = choices.len();
            choices.push(Choice {
                label: caption.to_owned(),
                sample: Some(sample),
                is_part: false,
            });
            let is_divided = parts.len() > 1;
            for (part, places) in parts {
                places.push(place);
                if part.is_empty() || !is_divided {
                    continue;
                }
                places.push(choices.len());
                choices.push(Choice {
                    label: part.clone(),
                    sample: None,
                    is_part: true,
                });
            }
        }
        choices
    }

    /// The choices that stand for a part of a group: the group's and its own.
    pub(super) fn places(&self, group: G, part: &str) -> &[usize] {
        let parts = self.found.get(&group);
        parts
            .and_then(|parts| parts.get(part))
            .map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(choices: &[Choice]) -> Vec<String> {
        let label = |choice: &Choice| {
            let mark = if choice.is_part { "- " } else { "" };
            format!("{mark}{}", choice.label)
        };
        choices.iter().map(label).collect()
    }

    #[test]
    fn the_most_frequent_come_first_and_equals_by_label() {
        let mut ranking = Ranking::new();
        for key in ["b", "c", "a", "c"] {
            ranking.count(key, || format!("the {key}"));
        }
        let (choices, places) = ranking.listed();
        assert_eq!(labels(&choices), ["the c", "the a", "the b"]);
        assert_eq!(places["a"], 1);
    }

    #[test]
    fn a_group_lists_its_parts_where_it_has_several() {
        let mut grouping = Grouping::new();
        for (group, part) in [(2, "ministry"), (2, "organization"), (1, "state"), (3, "")] {
            grouping.add(group, part.to_owned());
        }
        let captions = ["", "State", "Organization", "Other"];
        let choices = grouping.listed(|group: usize| (captions[group], "key"));
        assert_eq!(
            labels(&choices),
            [
                "State",
                "Organization",
                "- ministry",
                "- organization",
                "Other"
            ]
        );
        assert_eq!(grouping.places(2, "ministry"), [1, 2]);
        assert_eq!(grouping.places(1, "state"), [0]);
        assert_eq!(grouping.places(9, "state"), [0_usize; 0]);
    }
}
