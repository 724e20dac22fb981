//! Nodes and edges of the Knowledge Graph Exchange toolkit (KGX), each table told by its header.
//!
//! # What becomes of a CURIE?
//!
//! Ids, categories and predicates are IRIs that prefixes shorten, so they are expanded. A prefix that nobody
//! declared is an error and no guess: the IRI would be another thing's. A publication or a source of knowledge is
//! cited, not linked to, and keeps its CURIE as a title where its prefix is not declared.

use crate::model::{
    EntityRecord, EvidenceRecord, EvidenceReference, FactsFile, Fault, Loss, Place, Polarity,
    Record, RelationRecord, SourceRecord, Value, WrittenLabel, quoted,
};
use crate::rdf::Prefixes;
use crate::read::spreadsheet::Sheet;
use crate::read::spreadsheet::columns::{Columns, cell, required};
use crate::read::spreadsheet::curie::Curies;
use std::collections::BTreeSet;

/// Where a knowledge source is looked for: the first column that has one.
const KNOWLEDGE_SOURCES: [&str; 3] = [
    "primary_knowledge_source",
    "knowledge_source",
    "provided_by",
];

/// Reads a table of nodes or of edges.
pub(super) fn read(sheet: Sheet<'_>, prefixes: &[&Prefixes]) -> Result<(), Fault> {
    let Sheet {
        mut rows,
        delimiter,
        file,
        faults,
    } = sheet;
    let Some(mut columns) = Columns::of(&mut rows, delimiter)? else {
        return Ok(());
    };
    let mut curies = Curies::new(prefixes);
    let table = if ["subject", "object"].iter().any(|name| columns.has(name)) {
        Table::Edges(Edges::of(&mut columns))
    } else if columns.has("id") || columns.has("category") {
        Table::Nodes(Nodes::of(&mut columns))
    } else {
        let message = format!(
            "the header is neither that of KGX's nodes (id, category, name) nor of its edges (subject, predicate, object){}",
            columns.hint()
        );
        return Err(Fault::error(columns.place().clone(), message));
    };
    if !columns.are_sound(faults) {
        return Ok(());
    }
    let mut known_sources = BTreeSet::new();
    let mut row = csv::StringRecord::new();
    while let Some(place) = columns.read(&mut rows, &mut row, faults)? {
        let read = match &table {
            Table::Nodes(nodes) => nodes.entity(&row, &place, &mut curies, file),
            Table::Edges(edges) => {
                edges.relation(&row, &place, &mut curies, &mut known_sources, file)
            }
        };
        match read {
            // A prefix that nobody declared is spoken of once, when all rows are read.
            Ok(()) | Err(None) => {}
            Err(Some(message)) => faults.push(Fault::error(place, message)),
        }
    }
    faults.extend(curies.into_faults());
    columns.tell_losses(file);
    Ok(())
}

enum Table {
    Nodes(Nodes),
    Edges(Edges),
}

/// Where the columns of nodes that are read stand.
struct Nodes {
    id: Option<usize>,
    category: Option<usize>,
    name: Option<usize>,
    synonym: Option<usize>,
    same_as: Option<usize>,
    description: Option<usize>,
}

impl Nodes {
    fn of(columns: &mut Columns) -> Self {
        let of = " of KGX's nodes";
        Self {
            id: columns.require("id", of),
            category: columns.require("category", of),
            name: columns.find("name"),
            synonym: columns.find("synonym"),
            same_as: columns.find("same_as"),
            description: columns.find("description"),
        }
    }

    fn entity(
        &self,
        row: &csv::StringRecord,
        place: &Place,
        curies: &mut Curies<'_>,
        file: &mut FactsFile,
    ) -> Result<(), Option<String>> {
        let written = required(row, self.id, "id")?;
        let id = curies.iri(written, place);
        let types = all(items(row, self.category), |item| curies.iri(item, place));
        let same_as = all(items(row, self.same_as), |item| curies.iri(item, place));
        let (id, types, same_as) = (id?, types?, same_as?);
        let name = cell(row, self.name);
        if name.is_none() {
            let what = "name of a node that has none: its id as it is written";
            file.losses.add(Loss::Supposed, what);
        }
        if let Some(description) = cell(row, self.description) {
            let record = RelationRecord {
                subject: id.clone(),
                predicate: "description".to_owned(),
                value: Some(Value::Text(description.to_owned())),
                ..RelationRecord::default()
            };
            file.push(Record::Relation(record), place.clone());
        }
        let record = EntityRecord {
            codes: (id != written)
                .then(|| written.to_owned())
                .into_iter()
                .collect(),
            id: Some(id),
            types: types.into_iter().collect(),
            label: name.unwrap_or(written).to_owned(),
            aliases: items(row, self.synonym)
                .map(|alias| WrittenLabel::Plain(alias.to_owned()))
                .collect(),
            same_as,
            ..EntityRecord::default()
        };
        file.push(Record::Entity(record), place.clone());
        Ok(())
    }
}

/// Where the columns of edges that are read stand.
struct Edges {
    id: Option<usize>,
    subject: Option<usize>,
    predicate: Option<usize>,
    object: Option<usize>,
    negated: Option<usize>,
    publications: Option<usize>,
    knowledge_sources: Vec<usize>,
}

impl Edges {
    fn of(columns: &mut Columns) -> Self {
        let of = " of KGX's edges";
        let knowledge_source = KNOWLEDGE_SOURCES.iter().find(|name| columns.has(name));
        Self {
            id: columns.find("id"),
            subject: columns.require("subject", of),
            predicate: columns.require("predicate", of),
            object: columns.require("object", of),
            negated: columns.find("negated"),
            publications: columns.find("publications"),
            knowledge_sources: knowledge_source
                .and_then(|name| columns.find(name))
                .into_iter()
                .collect(),
        }
    }

    fn relation(
        &self,
        row: &csv::StringRecord,
        place: &Place,
        curies: &mut Curies<'_>,
        known_sources: &mut BTreeSet<String>,
        file: &mut FactsFile,
    ) -> Result<(), Option<String>> {
        let subject = required(row, self.subject, "subject")?;
        let predicate = required(row, self.predicate, "predicate")?;
        let object = required(row, self.object, "object")?;
        let polarity = polarity(row, self.negated)?;
        let ends = [subject, predicate, object].map(|written| curies.iri(written, place));
        let [subject, predicate, object] = ends;
        let (subject, predicate, object) = (subject?, predicate?, object?);
        let cited = items(row, self.publications).chain(
            self.knowledge_sources
                .iter()
                .flat_map(|at| items(row, Some(*at))),
        );
        let mut evidence = Vec::new();
        for source in cited {
            if known_sources.insert(source.to_owned()) {
                let record = cited_source(source, curies);
                file.push(Record::Source(record), place.clone());
            }
            evidence.push(EvidenceReference::Record(EvidenceRecord {
                source: Some(source.to_owned()),
                ..EvidenceRecord::default()
            }));
        }
        let record = RelationRecord {
            id: cell(row, self.id).map(str::to_owned),
            subject,
            predicate,
            object: Some(object),
            polarity,
            evidence,
            ..RelationRecord::default()
        };
        file.push(Record::Relation(record), place.clone());
        Ok(())
    }
}

/// A publication or knowledge source: an address where its prefix gives one, else a title.
fn cited_source(written: &str, curies: &Curies<'_>) -> SourceRecord {
    let iri = curies.known(written);
    let url = iri.filter(|iri| iri.starts_with("http://") || iri.starts_with("https://"));
    SourceRecord {
        id: written.to_owned(),
        title: (url.as_deref() != Some(written)).then(|| written.to_owned()),
        url,
        ..SourceRecord::default()
    }
}

/// A negated edge is one that somebody denies; read without its negation it would say the opposite.
fn polarity(row: &csv::StringRecord, at: Option<usize>) -> Result<Polarity, String> {
    match cell(row, at) {
        None => Ok(Polarity::Positive),
        Some(text) if text.eq_ignore_ascii_case("false") => Ok(Polarity::Positive),
        Some(text) if text.eq_ignore_ascii_case("true") => Ok(Polarity::Negative),
        Some(text) => Err(format!(
            "column \"negated\": found {}; true or false is wanted",
            quoted(text)
        )),
    }
}

/// The items of a list between bars.
fn items(row: &csv::StringRecord, at: Option<usize>) -> impl Iterator<Item = &str> {
    let list = cell(row, at).unwrap_or_default();
    list.split('|')
        .map(str::trim)
        .filter(|item| !item.is_empty())
}

/// What each item gives; an error if one does, after all were looked at.
fn all<'r, T, E>(
    items: impl Iterator<Item = &'r str>,
    read: impl FnMut(&'r str) -> Result<T, E>,
) -> Result<Vec<T>, E> {
    let read: Vec<Result<T, E>> = items.map(read).collect();
    read.into_iter().collect()
}
