//! Nodes and edges with properties of any name become entities and relations.
//!
//! Readers of nodes and relationships fill this; what they have in common is decided here.

mod edge;
mod node;
mod twins;
mod values;

use crate::model::{
    EntityRecord, EvidenceRecord, EvidenceReference, FactsFile, Loss, Place, Record,
    RelationRecord, SourceRecord,
};
use node::Known;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A graph of another program while it is read.
pub(super) struct NodeGraph {
    file: FactsFile,
    /// The program that drew the relations, where it is known.
    extractor: Option<&'static str>,
    /// Entities by id: programs repeat a node for each text that it was found in.
    nodes: BTreeMap<String, Known>,
    relations: Vec<(RelationRecord, Place)>,
    /// Sources by id, with the length of their texts in code points.
    sources: BTreeMap<String, u64>,
    /// The texts that are cited as a whole.
    cited: BTreeSet<String>,
    /// Whether the file says that its relations have no direction.
    pub(super) is_undirected: bool,
}

impl NodeGraph {
    pub(super) fn new(name: &Arc<str>, extractor: Option<&'static str>) -> Self {
        Self {
            extractor,
            file: FactsFile::foreign(Arc::clone(name)),
            nodes: BTreeMap::new(),
            relations: Vec::new(),
            sources: BTreeMap::new(),
            cited: BTreeSet::new(),
            is_undirected: false,
        }
    }

    pub(super) fn lose(&mut self, loss: Loss, what: &str) {
        self.file.losses.add(loss, what);
    }

    /// Where a node first stands.
    pub(super) fn place_of(&self, id: &str) -> Option<&Place> {
        self.nodes.get(id).map(|known| &known.place)
    }

    /// Declares a source once.
    pub(super) fn source(&mut self, record: SourceRecord, place: &Place) {
        let text = record.text.as_deref().unwrap_or_default();
        let length = text.chars().count() as u64;
        if !self.sources.contains_key(&record.id) {
            self.sources.insert(record.id.clone(), length);
            self.file.push(Record::Source(record), place.clone());
        }
    }

    /// The whole text of a source as the words behind its relations, where a program says no more than from
    /// which text it drew them. `None` where no such source has a text.
    pub(super) fn whole_text(&mut self, source: &str, place: &Place) -> Option<EvidenceReference> {
        let length = *self.sources.get(source).filter(|length| **length > 0)?;
        let id = format!("all of {source}");
        if self.cited.insert(source.to_owned()) {
            let evidence = EvidenceRecord {
                id: Some(id.clone()),
                source: Some(source.to_owned()),
                start: Some(0),
                end: Some(length),
                ..EvidenceRecord::default()
            };
            self.file.push(Record::Evidence(evidence), place.clone());
        }
        Some(EvidenceReference::Id(id))
    }

    /// All of it as records. Who speaks and where something happens need not be among the nodes.
    pub(super) fn finish(mut self) -> FactsFile {
        let declares = !self.nodes.is_empty();
        let mut extra: BTreeMap<String, Place> = BTreeMap::new();
        let by_label = node::by_label(&self.nodes);
        let mut relations = std::mem::take(&mut self.relations);
        for (relation, place) in &mut relations {
            let speaker = relation.attribution.as_mut().map(|by| &mut by.speaker);
            for end in speaker.into_iter().chain(relation.place.as_mut()) {
                if self.nodes.contains_key(end.as_str()) {
                    continue;
                }
                match by_label.get(end.as_str()) {
                    Some(Some(id)) => id.clone_into(end),
                    _ if declares => {
                        extra.entry(end.clone()).or_insert_with(|| place.clone());
                    }
                    _ => {}
                }
            }
        }
        twins::count(&relations, &mut self.file.losses);
        twins::count_values(&relations, &mut self.file.losses);
        for (relation, place) in relations {
            self.file.push(Record::Relation(relation), place);
        }
        for (id, known) in std::mem::take(&mut self.nodes) {
            let place = known.place.clone();
            let record = known.into_record(
                id,
                |id| by_label.get(id).is_some_and(|of| of.as_deref() != Some(id)),
                &mut self.file.losses,
            );
            self.file.push(Record::Entity(record), place);
        }
        for (label, place) in extra {
            let record = EntityRecord {
                label,
                ..EntityRecord::default()
            };
            self.file.push(Record::Entity(record), place);
        }
        self.file
    }
}
