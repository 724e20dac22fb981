//! Facts as a table, from a bare `subject,predicate,object` to a column for every field.

mod bytes;
mod header;
mod row;

pub(super) use bytes::check_bytes;

use crate::model::{EntityRecord, FactsFile, Fault, OneOrMany, Place, Record, SourceRecord};
use crate::read::ReadError;
use crate::read::facts_table::header::columns;
use crate::read::facts_table::row::Row;
use std::collections::BTreeSet;
use std::io::Read;
use std::sync::Arc;

/// How a table is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TableOptions {
    /// What stands between two cells.
    pub delimiter: u8,
}

/// Reads facts from a table with a header row (RFC 4180 for commas; the same quoting for tabs).
///
/// Gives the records that were understood and every fault, warnings included.
///
/// # Errors
/// [`ReadError::Io`] if the bytes cannot be had. What is wrong with the bytes is a [`Fault`].
pub fn read_table(
    mut reader: impl Read,
    name: &Arc<str>,
    options: TableOptions,
) -> Result<(FactsFile, Vec<Fault>), ReadError> {
    let mut bytes = Vec::new();
    reader.read_to_end(&mut bytes)?;
    let mut file = FactsFile::new(Arc::clone(name));
    let mut faults = Vec::new();
    if let Err(fault) = check_bytes(&bytes, name, options.delimiter) {
        faults.push(fault);
        return Ok((file, faults));
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    let mut rows = csv::ReaderBuilder::new()
        .delimiter(options.delimiter)
        .flexible(true)
        .from_reader(bytes);
    let header = match rows.headers() {
        Ok(header) => header.clone(),
        Err(error) => {
            faults.push(Fault::error(Place::line(name, 0), error.to_string()));
            return Ok((file, faults));
        }
    };
    if header.iter().all(str::is_empty) {
        return Ok((file, faults));
    }
    let Some(columns) = columns(&header, name, options.delimiter, &mut faults) else {
        return Ok((file, faults));
    };
    let mut table = Table {
        columns,
        known_sources: BTreeSet::new(),
        known_entities: BTreeSet::new(),
        file: &mut file,
        faults: &mut faults,
    };
    let mut row = csv::StringRecord::new();
    loop {
        // The line on which the row starts; a quoted cell may hold further lines.
        match rows.read_record(&mut row) {
            Ok(false) => break,
            Ok(true) => {
                let line = row
                    .position()
                    .map_or(0, |position| position.line().saturating_sub(1));
                table.row(&row, header.len(), Place::line(name, line));
            }
            Err(error) => {
                let line = error
                    .position()
                    .map_or(0, |position| position.line().saturating_sub(1));
                table
                    .faults
                    .push(Fault::error(Place::line(name, line), error.to_string()));
                break;
            }
        }
    }
    Ok((file, faults))
}

struct Table<'a> {
    columns: Vec<Option<&'static str>>,
    known_sources: BTreeSet<String>,
    known_entities: BTreeSet<(String, Option<String>)>,
    file: &'a mut FactsFile,
    faults: &'a mut Vec<Fault>,
}

impl Table<'_> {
    fn row(&mut self, cells: &csv::StringRecord, width: usize, place: Place) {
        if cells.len() != width {
            let message = format!("the row has {} cells, the header {width}", cells.len());
            self.faults.push(Fault::error(place, message));
            return;
        }
        let mut row = Row::new(&self.columns, cells, place.clone());
        let relation = row.relation();
        let source = row.get("source").map(str::to_owned);
        let types = ["subject", "object"].map(|end| {
            let class = row.get(&format!("{end}_type")).map(str::to_owned);
            (row.get(end).map(str::to_owned), class)
        });
        let others = ["speaker", "place"].map(|end| (row.get(end).map(str::to_owned), None));
        let is_sound = row.faults.is_empty();
        self.faults.append(&mut row.faults);
        if !is_sound {
            return;
        }
        if let Some(source) = source {
            self.source(source, &place);
        }
        if self
            .columns
            .iter()
            .flatten()
            .any(|column| column.ends_with("_type"))
        {
            for (label, class) in types.into_iter().chain(others) {
                self.entity(label, class, &place);
            }
        }
        self.file.push(Record::Relation(relation), place);
    }

    /// A table has no room to describe a source; its cell is an address or a title.
    fn source(&mut self, cell: String, place: &Place) {
        if !self.known_sources.insert(cell.clone()) {
            return;
        }
        let is_address = cell.starts_with("http://") || cell.starts_with("https://");
        let (url, title) = if is_address {
            (Some(cell.clone()), None)
        } else {
            (None, Some(cell.clone()))
        };
        let record = SourceRecord {
            id: cell,
            url,
            title,
            ..SourceRecord::default()
        };
        self.file.push(Record::Source(record), place.clone());
    }

    fn entity(&mut self, label: Option<String>, class: Option<String>, place: &Place) {
        let Some(label) = label else {
            return;
        };
        if self.known_entities.insert((label.clone(), class.clone())) {
            let record = EntityRecord {
                label,
                types: class.into_iter().collect::<OneOrMany>(),
                ..EntityRecord::default()
            };
            self.file.push(Record::Entity(record), place.clone());
        }
    }
}
