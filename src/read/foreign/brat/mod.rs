//! brat's standoff: annotations in an `.ann` file on the text in the `.txt` file of the same name beside it.
//!
//! - A mark (`T`) names an entity of its type, and marks that an `Equiv` joins name one, unless it is the trigger
//!   of an event. Offsets are code points, as brat counts.
//! - A relation (`R`) goes from its first argument to its second. Its evidence is all from the one to the other.
//! - An event (`E`) that has an agent and something it acts on, by the roles in [`events`], is a relation between
//!   them; what else takes part, and any other event, hangs on a node for the event.
//! - `Negation` makes a relation negative, `Speculation` possible, `Hypothetical` hypothetical; `Polarity` and
//!   `Modality` take our own words as their values; what has another is dropped.
//! - Entries of knowledge bases (`N`) are codes, and those of Wikidata the same thing elsewhere.

mod events;
mod lines;
mod stances;

use crate::model::{
    EvidenceRecord, EvidenceReference, FactsFile, Fault, Loss, Mention, Place, Record,
    RelationRecord, SourceRecord, quoted,
};
use crate::order::CompactCollect;
use crate::read::foreign::annotation::{Names, one_line};
use lines::{Annotations, Mark};
use stances::{Stance, stances};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

const EXTRACTOR: &str = "brat";

/// Reads an `.ann` file; its text is found beside it.
pub(super) fn read(text: &str, name: &Arc<str>, faults: &mut Vec<Fault>) -> FactsFile {
    let annotations = lines::read(text, name, faults);
    let mut file = FactsFile::foreign(Arc::clone(name));
    let stem = file_stem(name);
    let source = SourceRecord {
        id: stem.clone(),
        title: Some(stem.clone()),
        file: Some(format!("{stem}.txt")),
        ..SourceRecord::default()
    };
    file.push(Record::Source(source), Place::input(name));
    let mut reading = Reading {
        annotations,
        file,
        names: Names::default(),
        of_marks: BTreeMap::new(),
        stem,
        faults,
    };
    reading.check();
    let stances = stances(&mut reading);
    reading.entities();
    reading.relations(&stances);
    reading.events(&stances);
    reading.sets();
    let Reading {
        mut file, names, ..
    } = reading;
    names.declare(&mut file);
    file
}

struct Reading<'f> {
    annotations: Annotations,
    file: FactsFile,
    names: Names,
    /// The entity that each mark names.
    of_marks: BTreeMap<String, String>,
    stem: String,
    faults: &'f mut Vec<Fault>,
}

impl Reading<'_> {
    /// Names every id that is referred to and stands nowhere.
    fn check(&mut self) {
        let annotations = &self.annotations;
        let is_known = |id: &str| {
            annotations.marks.contains_key(id)
                || annotations.events.contains_key(id)
                || annotations.relations.contains_key(id)
        };
        let mut wanted: Vec<(&str, &Place)> = Vec::new();
        for linked in annotations
            .relations
            .values()
            .chain(annotations.events.values())
        {
            let ids = linked
                .trigger
                .iter()
                .chain(linked.arguments.iter().map(|(_, of)| of));
            wanted.extend(ids.map(|id| (id.as_str(), &linked.place)));
        }
        wanted.extend(
            annotations
                .attributes
                .iter()
                .map(|attribute| (attribute.of.as_str(), &attribute.place)),
        );
        wanted.extend(
            annotations
                .references
                .iter()
                .map(|reference| (reference.of.as_str(), &reference.place)),
        );
        for set in &annotations.sets {
            wanted.extend(set.members.iter().map(|id| (id.as_str(), &set.place)));
        }
        for (id, place) in wanted {
            if !is_known(id) {
                let message = format!("{} is the id of no annotation in this file", quoted(id));
                self.faults.push(Fault::error(place.clone(), message));
            }
        }
    }

    fn entities(&mut self) {
        let triggers: BTreeSet<String> = self
            .annotations
            .events
            .values()
            .filter_map(|event| event.trigger.clone())
            .into_set();
        // A mark may be an entity and a trigger at once, where something ends at it.
        let ends: BTreeSet<&String> = self
            .annotations
            .relations
            .values()
            .chain(self.annotations.events.values())
            .flat_map(|linked| linked.arguments.iter().map(|(_, of)| of))
            .chain(self.annotations.sets.iter().flat_map(|set| &set.members))
            .into_set();
        let named = named_by_sets(&self.annotations);
        for (id, mark) in &self.annotations.marks {
            if triggers.contains(id) && !ends.contains(id) {
                continue;
            }
            let words = named.get(id).unwrap_or(&mark.words);
            let Some(name) = self.names.add(words, &mark.place) else {
                continue;
            };
            self.names.add_type(&name, &mark.class);
            let (start, end) = mark.range();
            let is_split = mark.parts.len() > 1;
            if is_split {
                self.file.losses.add(
                    Loss::Supposed,
                    "all that lies between the parts of split words, as their place",
                );
            }
            self.names.add_mention(
                &name,
                Mention {
                    source: Some(self.stem.clone()),
                    start: Some(start),
                    end: Some(end),
                    // The words of a split mark are not those at its place.
                    text: (!is_split).then(|| mark.words.clone()),
                    verified: None,
                },
            );
            self.of_marks.insert(id.clone(), name);
        }
        for reference in &self.annotations.references {
            let Some(name) = self.of_marks.get(&reference.of) else {
                self.file.losses.add(
                    Loss::Dropped,
                    "entry of a knowledge base that is not for an entity",
                );
                continue;
            };
            match reference.entry.split_once(':') {
                Some((base, item))
                    if base.eq_ignore_ascii_case("wikidata") && item.starts_with('Q') =>
                {
                    self.names
                        .add_same(name, format!("http://www.wikidata.org/entity/{item}"));
                }
                _ => self.names.add_code(name, &reference.entry),
            }
        }
    }

    fn relations(&mut self, stances: &BTreeMap<String, Stance>) {
        let ids: Vec<String> = self.annotations.relations.keys().cloned().collect();
        for id in ids {
            let Some(linked) = self.annotations.relations.get(&id) else {
                continue;
            };
            let (class, place) = (linked.class.clone(), linked.place.clone());
            let [(_, from), (_, to)] = linked.arguments.as_slice() else {
                continue;
            };
            let ends = self.end(from).zip(self.end(to));
            let evidence = self.evidence([from.as_str(), to.as_str()]);
            let Some((subject, object)) = ends.filter(|_| self.is_understood(&id, stances)) else {
                continue;
            };
            let record = RelationRecord {
                subject,
                predicate: class,
                object: Some(object),
                ..self.record(&id, stances, evidence)
            };
            self.file.push(Record::Relation(record), place);
        }
    }

    /// Sets: those that say that marks are one thing are known by now, others have no direction.
    fn sets(&mut self) {
        for set in std::mem::take(&mut self.annotations.sets) {
            if set.class == EQUIV {
                continue;
            }
            for (index, from) in set.members.iter().enumerate() {
                for to in &set.members[index + 1..] {
                    let Some((subject, object)) = self.end(from).zip(self.end(to)) else {
                        continue;
                    };
                    self.file.losses.add(
                        Loss::Undirected,
                        &format!("{} of a set", quoted(&set.class)),
                    );
                    let evidence = self.evidence([from.as_str(), to.as_str()]);
                    let record = RelationRecord {
                        subject,
                        predicate: set.class.clone(),
                        object: Some(object),
                        ..self.record("", &BTreeMap::new(), evidence)
                    };
                    self.file.push(Record::Relation(record), set.place.clone());
                }
            }
        }
    }

    /// A relation without ends and predicate.
    fn record(
        &self,
        id: &str,
        stances: &BTreeMap<String, Stance>,
        evidence: Option<EvidenceRecord>,
    ) -> RelationRecord {
        let stance = stances.get(id).cloned().unwrap_or_default();
        let notes = self
            .annotations
            .notes
            .iter()
            .filter(|note| note.of == id && !note.words.is_empty());
        RelationRecord {
            polarity: stance.polarity,
            modality: stance.modality,
            evidence: evidence
                .map(EvidenceReference::Record)
                .into_iter()
                .collect(),
            extractor: [EXTRACTOR].into_iter().collect(),
            rule: notes.map(|note| format!("note: {}", note.words)).collect(),
            ..RelationRecord::default()
        }
    }

    /// The entity of a mark, or the node of an event.
    fn end(&self, id: &str) -> Option<String> {
        if self.annotations.events.contains_key(id) {
            return Some(self.event_id(id));
        }
        self.of_marks.get(id).cloned()
    }

    /// An event's own id would be another's in the next file.
    fn event_id(&self, id: &str) -> String {
        format!("{}#{id}", self.stem)
    }

    /// All from the first to the last of what some annotations mark; the words are in the text beside.
    fn evidence<'i>(&self, ids: impl IntoIterator<Item = &'i str>) -> Option<EvidenceRecord> {
        let ranges = ids
            .into_iter()
            .filter_map(|id| self.mark_of(id))
            .map(Mark::range);
        let (start, end) = ranges.reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)))?;
        Some(EvidenceRecord {
            source: Some(self.stem.clone()),
            start: Some(start),
            end: Some(end),
            ..EvidenceRecord::default()
        })
    }

    /// The mark that an id is of: an event's is its trigger.
    fn mark_of(&self, id: &str) -> Option<&Mark> {
        let trigger = self
            .annotations
            .events
            .get(id)
            .and_then(|event| event.trigger.as_deref());
        self.annotations.marks.get(trigger.unwrap_or(id))
    }
}

/// The class of a set whose members are one thing.
const EQUIV: &str = "Equiv";

/// The name of each mark that a set makes one with others: the longest words among them, then the first in the
/// text. Sets that share a mark are one.
fn named_by_sets(annotations: &Annotations) -> BTreeMap<String, String> {
    let mut groups: Vec<BTreeSet<&String>> = Vec::new();
    for set in annotations.sets.iter().filter(|set| set.class == EQUIV) {
        let mut group: BTreeSet<&String> = set.members.iter().into_set();
        groups.retain(|other| {
            let is_apart = other.is_disjoint(&group);
            if !is_apart {
                group.extend(other.iter().copied());
            }
            is_apart
        });
        groups.push(group);
    }
    let mut named = BTreeMap::new();
    for group in groups {
        let marks = group.iter().filter_map(|id| annotations.marks.get(*id));
        let best = marks.min_by_key(|mark| {
            (
                std::cmp::Reverse(mark.words.chars().count()),
                mark.range().0,
            )
        });
        if let Some(best) = best {
            named.extend(
                group
                    .into_iter()
                    .map(|id| (id.clone(), one_line(&best.words))),
            );
        }
    }
    named
}

/// The file's name without its folder and extension, by which brat finds the text.
fn file_stem(name: &str) -> String {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    file.strip_suffix(".ann").unwrap_or(file).to_owned()
}
