//! What records say of one entity, kept apart until all have spoken.

use crate::graph::{Entity, EntityView, Labels, Name, Named, SortedMap};
use crate::model::{LanguageString, Place};
use crate::order::CompactSort;
use std::collections::btree_map::{BTreeMap, Entry};

/// What the records about one entity say, in order, each with its first place. Most entities have one.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Records {
    pub(super) name: Name,
    pub(super) first: (EntityView, Option<Place>),
    pub(super) others: BTreeMap<EntityView, Option<Place>>,
}

impl Named for Records {
    fn name(&self) -> &Name {
        &self.name
    }
}

impl Records {
    fn add(&mut self, mut view: EntityView, mut place: Option<Place>) {
        if view == self.first.0 {
            let first = &mut self.first.1;
            *first = earlier(first.take(), place);
            return;
        }
        if view < self.first.0 {
            (view, place) = std::mem::replace(&mut self.first, (view, place));
        }
        match self.others.entry(view) {
            Entry::Vacant(vacant) => {
                vacant.insert(place);
            }
            Entry::Occupied(mut known) => {
                let known = known.get_mut();
                *known = earlier(known.take(), place);
            }
        }
    }

    /// Changes what every record says. Records that say the same then are one.
    pub(super) fn change(&mut self, change: impl Fn(&mut EntityView)) {
        let others = std::mem::take(&mut self.others);
        change(&mut self.first.0);
        for (mut view, place) in others {
            change(&mut view);
            self.add(view, place);
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&EntityView, &Option<Place>)> {
        let (view, place) = &self.first;
        std::iter::once((view, place)).chain(&self.others)
    }
}

/// The first of two places, whatever the order of merging.
fn earlier(one: Option<Place>, other: Option<Place>) -> Option<Place> {
    [one, other].into_iter().flatten().min()
}

pub(super) fn merge_records(known: &mut Records, records: Records) {
    let (view, place) = records.first;
    known.add(view, place);
    for (view, place) in records.others {
        known.add(view, place);
    }
}

pub(super) fn settle(records: Records) -> Entity {
    let (mut votes, mut aliases) = (Vec::new(), Vec::new());
    let (mut types, mut codes, mut same_as) = (Vec::new(), Vec::new(), Vec::new());
    let mut mentions = Vec::new();
    let views = std::iter::once(records.first).chain(records.others);
    for (view, _) in views {
        votes.extend(view.label);
        aliases.extend(view.aliases);
        types.extend(view.types);
        codes.extend(view.codes);
        same_as.extend(view.same_as);
        mentions.extend(view.mentions);
    }
    Entity {
        name: records.name,
        types: types.into_iter().collect(),
        labels: settle_labels(votes, aliases),
        codes: codes.into_iter().collect(),
        same_as: same_as.into_iter().collect(),
        mentions: mentions.into_iter().collect(),
    }
}

/// Of the labels in one language the one with most votes is preferred.
fn settle_labels(
    mut votes: Vec<LanguageString>,
    aliases: Vec<LanguageString>,
) -> SortedMap<String, Labels> {
    let mut settled: SortedMap<String, Labels> = SortedMap::default();
    // In the order of the labels, so that the smallest of those with most votes comes first and stays.
    votes.order();
    let mut most: SortedMap<String, usize> = SortedMap::default();
    for votes in votes.chunk_by(PartialEq::eq) {
        let LanguageString { text, language } = &votes[0];
        let labels = settled.get_or_default(language.as_str());
        let best = most.get_or_default(language.as_str());
        if votes.len() > *best {
            *best = votes.len();
            labels.others.extend(labels.preferred.replace(text.clone()));
        } else {
            labels.others.insert(text.clone());
        }
    }
    for alias in aliases {
        let labels = settled.get_or_default(alias.language.as_str());
        if labels.preferred.as_deref() != Some(alias.text.as_str()) {
            labels.others.insert(alias.text);
        }
    }
    settled
}
