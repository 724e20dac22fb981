//! Facts as a table, from a bare `subject,predicate,object` to a column for every field.

mod fields;
mod header;
mod row;

pub(super) use fields::{FIELDS, Fields, Filled};
pub(super) use header::{delimiter_hint, shown};

use crate::model::{EntityRecord, FactsFile, Fault, Loss, OneOrMany, Place, Record, SourceRecord};
use crate::read::ReadError;
use crate::read::facts_table::header::named_fields;
use crate::read::facts_table::row::Row;
use crate::read::rows::{Quoting, Rows};
use oxigraph::model::NamedNode;
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
    let mut rows = match Rows::new(&bytes, name, options.delimiter, Quoting::Marks) {
        Ok(rows) => rows,
        Err(fault) => {
            faults.push(fault);
            return Ok((file, faults));
        }
    };
    if let Err(fault) = read_rows(&mut rows, options.delimiter, &mut file, &mut faults) {
        faults.push(fault);
    }
    Ok((file, faults))
}

/// Reads header and rows; what stops it is the error.
fn read_rows(
    rows: &mut Rows<'_>,
    delimiter: u8,
    file: &mut FactsFile,
    faults: &mut Vec<Fault>,
) -> Result<(), Fault> {
    let mut header = csv::StringRecord::new();
    let Some(place) = rows.read(&mut header)? else {
        return Ok(());
    };
    if header.iter().all(str::is_empty) {
        return Ok(());
    }
    let Some(fields) = named_fields(&header, &place, delimiter, faults) else {
        return Ok(());
    };
    let mut table = Table::new(file, faults);
    let mut row = csv::StringRecord::new();
    while let Some(place) = rows.read(&mut row)? {
        if table.has_width(&row, header.len(), &place) {
            table.row(&fields, &row, place);
        }
    }
    Ok(())
}

/// A table whose rows become records.
pub(super) struct Table<'a> {
    known_sources: BTreeSet<String>,
    known_entities: BTreeSet<(String, Option<String>)>,
    pub(super) file: &'a mut FactsFile,
    pub(super) faults: &'a mut Vec<Fault>,
}

impl<'a> Table<'a> {
    pub(super) fn new(file: &'a mut FactsFile, faults: &'a mut Vec<Fault>) -> Self {
        Self {
            known_sources: BTreeSet::new(),
            known_entities: BTreeSet::new(),
            file,
            faults,
        }
    }

    /// Whether a row has as many cells as the header; a fault where it has not.
    pub(super) fn has_width(
        &mut self,
        cells: &csv::StringRecord,
        width: usize,
        place: &Place,
    ) -> bool {
        if cells.len() != width {
            let message = format!("the row has {} cells, the header {width}", cells.len());
            self.faults.push(Fault::error(place.clone(), message));
        }
        cells.len() == width
    }

    /// Adds what a row says, unless there is something wrong with it.
    pub(super) fn row(&mut self, fields: &Fields, cells: &csv::StringRecord, place: Place) {
        let mut row = Row::new(fields, cells, place.clone(), self.file.is_foreign);
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
        if fields.has_types() {
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
        let record = source_of_cell(cell, self.file);
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

/// A cell that names a source: an address, a file with its text, or a title. The files of other programs are not
/// refused for an address with a slip in it.
pub(super) fn source_of_cell(cell: String, file: &mut FactsFile) -> SourceRecord {
    let mut record = SourceRecord::default();
    let is_address = cell.starts_with("http://") || cell.starts_with("https://");
    if is_address && (!file.is_foreign || NamedNode::new(&cell).is_ok()) {
        record.url = Some(cell.clone());
    } else {
        if is_address {
            let what = "address of a source that is no IRI, taken for its title";
            file.losses.add(Loss::Supposed, what);
        }
        let is_text = file.is_foreign && cell.to_lowercase().ends_with(".txt");
        record.file = is_text.then(|| cell.clone());
        record.title = Some(cell.clone());
    }
    record.id = cell;
    record
}
