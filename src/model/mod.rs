//! What a text says, as a person or an extractor wrote it down: the records of a facts file.
//!
//! Nothing is resolved here. Ids are the file's own, predicates are the words in the file, offsets may
//! still be missing. [`crate::read`] makes these records, [`crate::graph`] gives them names and joins them.

mod attribution;
mod confidence;
mod entity;
mod evidence;
mod fault;
mod losses;
mod number;
mod one_or_many;
mod relation;
mod review;
mod source;
mod text;

pub use attribution::{Attribution, Cue, PlacedCue, ReportKind};
pub use confidence::{Confidence, OutOfRange};
pub use entity::{EntityRecord, LanguageString, Mention, WrittenLabel};
pub use evidence::{EvidenceRecord, EvidenceReference};
pub use fault::{Fault, Place, Severity, quoted, visible};
pub use losses::{Loss, Losses};
pub use number::{Number, NumberError};
pub use one_or_many::OneOrMany;
pub use relation::{Modality, Polarity, Quantity, RelationRecord, TypedValue, Value};
pub use review::{ClaimReview, Review, Verdict};
pub use source::SourceRecord;
pub use text::SourceText;

use schemars::JsonSchema;
use serde::Serialize;
use std::sync::Arc;

/// A whole set of facts: the one-object form of the native format.
///
/// The JSON Lines form holds the same records one a line, each with its `kind`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Facts {
    /// The documents that the facts were read from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<SourceRecord>,
    /// Who and what the facts are about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entities: Vec<EntityRecord>,
    /// Quotes that several relations share; a relation may also carry its evidence itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<EvidenceRecord>,
    /// Who stands in which relation to whom, by whose word.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub relations: Vec<RelationRecord>,
}

/// One line of the JSON Lines form.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "lowercase")]
#[expect(
    clippy::large_enum_variant,
    reason = "records live one at a time, on their way to or from a line"
)]
pub enum Record {
    /// A document.
    Source(SourceRecord),
    /// An entity.
    Entity(EntityRecord),
    /// A quote with its place.
    Evidence(EvidenceRecord),
    /// A relation.
    Relation(RelationRecord),
}

/// A record and the line or row it stands on.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed<T> {
    /// The record.
    pub record: T,
    /// Where it starts.
    pub place: Place,
}

/// The records of one facts file, each with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct FactsFile {
    /// The file's name as the user gave it.
    pub name: Arc<str>,
    /// Whether another program wrote it in a format of its own, so that quotes may miss their places.
    pub is_foreign: bool,
    /// What of it could not be carried over.
    pub losses: Losses,
    /// The file's sources.
    pub sources: Vec<Placed<SourceRecord>>,
    /// The file's entities; when empty, the ends of its relations are names.
    pub entities: Vec<Placed<EntityRecord>>,
    /// The file's free-standing evidence.
    pub evidence: Vec<Placed<EvidenceRecord>>,
    /// The file's relations.
    pub relations: Vec<Placed<RelationRecord>>,
}

impl FactsFile {
    /// A file without records.
    pub fn new(name: Arc<str>) -> Self {
        Self {
            name,
            is_foreign: false,
            losses: Losses::default(),
            sources: Vec::new(),
            entities: Vec::new(),
            evidence: Vec::new(),
            relations: Vec::new(),
        }
    }

    /// A file without records, in another program's format.
    pub fn foreign(name: Arc<str>) -> Self {
        Self {
            is_foreign: true,
            ..Self::new(name)
        }
    }

    /// Adds one record that stands at `place`.
    pub fn push(&mut self, record: Record, place: Place) {
        match record {
            Record::Source(record) => self.sources.push(Placed { record, place }),
            Record::Entity(record) => self.entities.push(Placed { record, place }),
            Record::Evidence(record) => self.evidence.push(Placed { record, place }),
            Record::Relation(record) => self.relations.push(Placed { record, place }),
        }
    }
}
