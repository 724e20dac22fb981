//! How near the facts of an extractor come to those that a person marked up, at five levels.
//!
//! **Alignment.** An entity of the extractor stands for the marked entity that it shares most mentions with;
//! two mentions are shared when their overlap is at least half of the longer one. A label that is the marked
//! entity's label or one of its aliases counts half a mention. Ties go to the entity that stands first. An
//! entity that shares nothing stands for itself and is wrong wherever it appears.
//!
//! **Levels.** A relation is compared as a set element: the pair of its ends; then subject, property and
//! object; then also polarity; modality; and the speaker. Properties are compared by local name, the ends of
//! symmetric ones in either order.
//!
//! **Tiers.** Relations that readers disagree about stand in a second file. Finding one is no error, and
//! missing one is no miss.

use graphwright::model::{EntityRecord, FactsFile, Mention, RelationRecord, WrittenLabel};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::AddAssign;

/// What is compared, from the loosest to the strictest.
pub(crate) const LEVELS: [&str; 5] = [
    "pair",
    "directed_typed",
    "polarity",
    "modality",
    "attributed",
];

/// Hits, errors and what there was to find; sums over documents give micro-averaged figures.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) hits: u32,
    pub(crate) false_alarms: u32,
    pub(crate) gold: u32,
}

impl Counts {
    /// The share of what was found that is right; 0 where nothing was found.
    pub(crate) fn precision(self) -> f64 {
        ratio(self.hits, self.hits + self.false_alarms)
    }

    /// The share of what there was to find that was found; 0 where there was nothing.
    pub(crate) fn recall(self) -> f64 {
        ratio(self.hits, self.gold)
    }

    /// The harmonic mean of both.
    pub(crate) fn f1(self) -> f64 {
        ratio(2 * self.hits, self.hits + self.false_alarms + self.gold)
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.hits += other.hits;
        self.false_alarms += other.false_alarms;
        self.gold += other.gold;
    }
}

fn ratio(part: u32, whole: u32) -> f64 {
    if whole == 0 {
        return 0.0;
    }
    f64::from(part) / f64::from(whole)
}

/// The counts at each of [`LEVELS`]; `symmetric` has the local names of symmetric properties.
pub(crate) fn score(
    gold: &FactsFile,
    extended: Option<&FactsFile>,
    system: &FactsFile,
    symmetric: &BTreeSet<String>,
) -> [Counts; 5] {
    let itself = |id: &str| id.to_owned();
    let names = align(gold, system);
    let aligned = |id: &str| match names.get(id) {
        Some(name) => name.clone(),
        None => format!("?{id}"),
    };
    let core = elements(gold, symmetric, itself);
    let more = extended.map_or_else(Vec::new, |file| elements(file, symmetric, itself));
    let found = elements(system, symmetric, aligned);
    std::array::from_fn(|level| {
        let at_level = |relations: &[[Vec<String>; 5]]| -> BTreeSet<Vec<String>> {
            relations.iter().map(|keys| keys[level].clone()).collect()
        };
        let (core, more, found) = (at_level(&core), at_level(&more), at_level(&found));
        Counts {
            hits: count(found.intersection(&core)),
            false_alarms: count(
                found
                    .iter()
                    .filter(|key| !core.contains(*key) && !more.contains(*key)),
            ),
            gold: count(core.iter()),
        }
    })
}

fn count<T>(items: impl Iterator<Item = T>) -> u32 {
    u32::try_from(items.count()).unwrap()
}

/// Each relation between entities at each level.
fn elements(
    file: &FactsFile,
    symmetric: &BTreeSet<String>,
    name: impl Fn(&str) -> String,
) -> Vec<[Vec<String>; 5]> {
    let relations = file.relations.iter().map(|placed| &placed.record);
    relations
        .filter_map(|relation| keys(relation, symmetric, &name))
        .collect()
}

fn keys(
    relation: &RelationRecord,
    symmetric: &BTreeSet<String>,
    name: impl Fn(&str) -> String,
) -> Option<[Vec<String>; 5]> {
    let mut subject = name(&relation.subject);
    let mut object = name(relation.object.as_deref()?);
    let property = local_name(&relation.predicate);
    let mut pair = [subject.clone(), object.clone()];
    pair.sort();
    if symmetric.contains(property) {
        [subject, object] = pair.clone();
    }
    let speaker = relation.attribution.as_ref();
    let whole = [
        subject,
        property.to_owned(),
        object,
        relation.polarity.name().to_owned(),
        relation.modality.name().to_owned(),
        speaker.map_or_else(String::new, |attribution| name(&attribution.speaker)),
    ];
    let first = |n: usize| whole[..n].to_vec();
    Some([pair.to_vec(), first(3), first(4), first(5), first(6)])
}

fn local_name(predicate: &str) -> &str {
    predicate
        .rsplit(['#', '/', ':'])
        .next()
        .unwrap_or(predicate)
}

/// The marked entity that each entity of the extractor stands for.
fn align(gold: &FactsFile, system: &FactsFile) -> BTreeMap<String, String> {
    let mut names = BTreeMap::new();
    for found in system.entities.iter().map(|placed| &placed.record) {
        let mut best: Option<(usize, &EntityRecord)> = None;
        for marked in gold.entities.iter().map(|placed| &placed.record) {
            let likeness = likeness(found, marked);
            if likeness > best.map_or(0, |(most, _)| most) {
                best = Some((likeness, marked));
            }
        }
        if let Some((_, marked)) = best {
            names.insert(id(found).to_owned(), id(marked).to_owned());
        }
    }
    names
}

fn id(entity: &EntityRecord) -> &str {
    entity.id.as_deref().unwrap_or(&entity.label)
}

/// Twice the shared mentions, and one for a shared name.
fn likeness(found: &EntityRecord, marked: &EntityRecord) -> usize {
    let shared = found
        .mentions
        .iter()
        .flat_map(|left| marked.mentions.iter().map(move |right| (left, right)))
        .filter(|(left, right)| overlap_by_half(left, right))
        .count();
    let label = found.label.to_lowercase();
    let names = marked.aliases.iter().map(|alias| match alias {
        WrittenLabel::Plain(text) => text,
        WrittenLabel::Tagged(tagged) => &tagged.text,
    });
    let has_name = names
        .chain([&marked.label])
        .any(|name| name.to_lowercase() == label);
    2 * shared + usize::from(has_name)
}

/// Whether two stretches share at least half of the longer one; offsets are code points.
fn overlap_by_half(left: &Mention, right: &Mention) -> bool {
    let span = |mention: &Mention| Some((mention.start?, mention.end?));
    let (Some((left_start, left_end)), Some((right_start, right_end))) = (span(left), span(right))
    else {
        return false;
    };
    let shared = left_end
        .min(right_end)
        .saturating_sub(left_start.max(right_start));
    let longer = (left_end - left_start).max(right_end - right_start);
    shared > 0 && 2 * shared >= longer
}
