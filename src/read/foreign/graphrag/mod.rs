//! Tables of Microsoft `GraphRAG` as comma-separated values, each told by its header.
//!
//! # What is a relationship's predicate?
//!
//! It has none: two titles, a description and a weight. The predicate stays [`RELATED_TO`]; the description and
//! the weight, which sums how often and how strongly a model saw the pair together and is no confidence, stand in
//! the relation's `rule`. The model is not asked which end comes first, so the direction is reported as
//! unreliable.
//!
//! # Why are several tables one file?
//!
//! Relationships and claims name the entities and the text units of other tables. [`join_run`] puts them together
//! when all are read.

mod claims;
mod run;
mod table;

pub use run::join_run;

use crate::model::{
    EntityRecord, EvidenceRecord, EvidenceReference, FactsFile, Fault, Loss, OneOrMany, Place,
    Record, RelationRecord, SourceRecord, Value,
};
use crate::read::foreign::RELATED_TO;
use std::sync::Arc;
use table::{Row, ids, rows};

const EXTRACTOR: &str = "GraphRAG";

/// Columns that hold for the tables alone: their ids, and what is counted or derived from other columns.
const OF_THE_TABLES: [&str; 9] = [
    "",
    "id",
    "human_readable_id",
    "n_tokens",
    "document_id",
    "document_ids",
    "entity_ids",
    "relationship_ids",
    "covariate_ids",
];

/// A table, by columns that no other has.
#[derive(Clone, Copy)]
enum Table {
    Entities,
    Relationships,
    TextUnits,
    Covariates,
}

impl Table {
    fn told_by(header: &[String]) -> Option<Self> {
        let has = |name: &str| header.iter().any(|column| column == name);
        if has("source") && has("target") {
            Some(Self::Relationships)
        } else if has("subject_id") && has("status") {
            Some(Self::Covariates)
        } else if has("text") && has("n_tokens") {
            Some(Self::TextUnits)
        } else {
            let is_entities = has("title") && has("description") && has("text_unit_ids");
            is_entities.then_some(Self::Entities)
        }
    }
}

/// Reads one table of a run.
pub(super) fn read(text: &str, name: &Arc<str>, faults: &mut Vec<Fault>) -> FactsFile {
    let mut file = FactsFile::foreign(Arc::clone(name));
    let Some((header, rows)) = rows(text, name, faults) else {
        return file;
    };
    let Some(table) = Table::told_by(&header) else {
        let message = "the header is none of GraphRAG's entities (title, type, description, text_unit_ids), relationships (source, target, description, weight), text units (id, text, n_tokens) or covariates (subject_id, object_id, status, source_text); other tables hold no facts";
        faults.push(Fault::error(Place::line(name, 0), message));
        return file;
    };
    for mut row in rows {
        let read = match table {
            Table::Entities => entity(&mut row, &mut file),
            Table::Relationships => relationship(&mut row, &mut file),
            Table::TextUnits => text_unit(&mut row, &mut file),
            Table::Covariates => claims::covariate(&mut row, &mut file),
        };
        if let Err(message) = read {
            faults.push(Fault::error(row.place, message));
            continue;
        }
        for (column, _) in row.rest() {
            if !OF_THE_TABLES.contains(&column.as_str()) {
                file.losses
                    .add(Loss::Dropped, &format!("value of column \"{column}\""));
            }
        }
    }
    file
}

/// An entity is known by its title: the other tables name it so.
fn entity(row: &mut Row, file: &mut FactsFile) -> Result<(), String> {
    let title = row.required("title")?;
    if !ids(row.take("text_unit_ids")).is_empty() {
        file.losses.add(
            Loss::Dropped,
            "text units of an entity: no words in them are marked",
        );
    }
    if let Some(description) = row.take("description") {
        let record = RelationRecord {
            subject: title.clone(),
            predicate: "description".to_owned(),
            value: Some(Value::Text(description)),
            extractor: [EXTRACTOR].into_iter().collect(),
            ..RelationRecord::default()
        };
        file.push(Record::Relation(record), row.place.clone());
    }
    let record = EntityRecord {
        label: title,
        types: row.take("type").into_iter().collect::<OneOrMany>(),
        ..EntityRecord::default()
    };
    file.push(Record::Entity(record), row.place.clone());
    Ok(())
}

fn relationship(row: &mut Row, file: &mut FactsFile) -> Result<(), String> {
    let subject = row.required("source")?;
    let object = row.required("target")?;
    file.losses
        .add(Loss::WithoutPredicate, "relationship, kept as relatedTo");
    file.losses.add(Loss::Undirected, "relationship");
    let record = RelationRecord {
        subject,
        predicate: RELATED_TO.to_owned(),
        object: Some(object),
        rule: rules(row, &["description", "weight"]),
        evidence: ids(row.take("text_unit_ids"))
            .into_iter()
            .map(|unit| cited(unit, None))
            .collect(),
        extractor: [EXTRACTOR].into_iter().collect(),
        ..RelationRecord::default()
    };
    file.push(Record::Relation(record), row.place.clone());
    Ok(())
}

fn text_unit(row: &mut Row, file: &mut FactsFile) -> Result<(), String> {
    let id = row.required("id")?;
    let text = row.required("text")?;
    let record = SourceRecord {
        id,
        text: Some(text),
        ..SourceRecord::default()
    };
    file.push(Record::Source(record), row.place.clone());
    Ok(())
}

/// Words of a text unit, or all of it; [`join_run`] finds out how long that is.
fn cited(unit: String, quote: Option<String>) -> EvidenceReference {
    EvidenceReference::Record(EvidenceRecord {
        source: Some(unit),
        quote,
        ..EvidenceRecord::default()
    })
}

/// What the model says of a relation in its own words: no words of the text, so no evidence.
fn rules(row: &mut Row, columns: &[&str]) -> OneOrMany {
    let mut rules = Vec::new();
    for column in columns {
        if let Some(words) = row.take(column) {
            rules.push(format!("{column}: {words}"));
        }
    }
    OneOrMany(rules)
}
