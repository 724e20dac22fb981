//! Facts as a table, from a bare `subject,predicate,object` to a column for every field.

use crate::model::{
    Attribution, Confidence, Cue, EntityRecord, EvidenceRecord, EvidenceReference, FactsFile,
    Fault, Modality, Number, OneOrMany, Place, Polarity, Quantity, Record, RelationRecord,
    ReportKind, SourceRecord, Value, quoted,
};
use crate::read::ReadError;
use std::collections::BTreeSet;
use std::io::Read;
use std::str::FromStr;
use std::sync::Arc;

/// How a table is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TableOptions {
    /// What stands between two cells.
    pub delimiter: u8,
}

/// Every column that is read, in the order in which help lists them.
const COLUMNS: [&str; 22] = [
    "subject",
    "predicate",
    "object",
    "value",
    "subject_type",
    "object_type",
    "polarity",
    "modality",
    "speaker",
    "report",
    "cue",
    "time",
    "place",
    "quantity",
    "quantity_value",
    "confidence",
    "source",
    "start",
    "end",
    "quote",
    "extractor",
    "id",
];

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

/// What the CSV reader would let pass: other encodings, and a quote that swallows the rest of the file.
fn check_bytes(bytes: &[u8], name: &Arc<str>, delimiter: u8) -> Result<(), Fault> {
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        return Err(Fault::error(
            Place::input(name),
            "the input is UTF-16; UTF-8 is wanted",
        ));
    }
    let line_of = |at: usize| bytes[..at].iter().filter(|byte| **byte == b'\n').count() as u64;
    if let Err(error) = std::str::from_utf8(bytes) {
        let at = error.valid_up_to();
        return Err(Fault::error(
            Place::line(name, line_of(at)),
            format!("byte 0x{:02X} at offset {at} is not UTF-8", bytes[at]),
        ));
    }
    match unclosed_quote(bytes, delimiter) {
        Some(at) => Err(Fault::error(
            Place::line(name, line_of(at)),
            "a quotation mark opens a cell here and never closes",
        )),
        None => Ok(()),
    }
}

/// Where a cell opens with a quotation mark that nothing closes.
fn unclosed_quote(bytes: &[u8], delimiter: u8) -> Option<usize> {
    let mut opened = None;
    let mut at_cell_start = true;
    for (at, byte) in bytes.iter().enumerate() {
        match (opened, byte) {
            (None, b'"') if at_cell_start => opened = Some(at),
            // A doubled mark closes and opens again: the same in the end.
            (Some(_), b'"') => opened = None,
            (None, b'"') if at > 0 && bytes[at - 1] == b'"' => opened = Some(at),
            _ => {}
        }
        at_cell_start = opened.is_none() && (*byte == delimiter || matches!(byte, b'\n' | b'\r'));
    }
    opened
}

/// Which column of the table each cell of a row belongs to.
fn columns(
    header: &csv::StringRecord,
    name: &Arc<str>,
    delimiter: u8,
    faults: &mut Vec<Fault>,
) -> Option<Vec<Option<&'static str>>> {
    let place = Place::line(name, 0);
    let mut seen = BTreeSet::new();
    let mut columns = Vec::new();
    for cell in header {
        let column = COLUMNS.into_iter().find(|column| *column == cell.trim());
        if !seen.insert(cell.trim()) {
            let message = format!("column {} stands twice in the header", quoted(cell));
            faults.push(Fault::error(place.clone(), message));
            return None;
        }
        columns.push(column);
    }
    let has = |column| columns.contains(&Some(column));
    let missing: Vec<&str> = ["subject", "predicate"]
        .into_iter()
        .chain((!has("value")).then_some("object"))
        .filter(|column| !has(column))
        .collect();
    if !missing.is_empty() {
        faults.push(Fault::error(
            place,
            missing_columns(header, &missing, delimiter),
        ));
        return None;
    }
    for (cell, column) in header.iter().zip(&columns) {
        if column.is_none() {
            let message = format!(
                "unknown column {} is not kept; known: {}",
                quoted(cell),
                COLUMNS.join(", ")
            );
            faults.push(Fault::warning(place.clone(), message));
        }
    }
    Some(columns)
}

fn missing_columns(header: &csv::StringRecord, missing: &[&str], delimiter: u8) -> String {
    let shown: Vec<String> = header.iter().take(5).map(quoted).collect();
    let more = if header.len() > 5 { ", …" } else { "" };
    let mut message = format!(
        "the header has {}{more}; missing: {}",
        shown.join(", "),
        missing.join(", ")
    );
    let first = header.get(0).unwrap_or_default();
    let others = [
        (b';', "semicolons", "';'"),
        (b'\t', "tabs", "tab"),
        (b',', "commas", "','"),
        (b'|', "bars", "'|'"),
    ];
    for (other, plural, option) in others {
        if other != delimiter && header.len() == 1 && first.as_bytes().contains(&other) {
            message.push_str("; cells seem to be parted by ");
            message.push_str(plural);
            message.push_str(": try --delimiter ");
            message.push_str(option);
        }
    }
    message
}

struct Table<'a> {
    columns: Vec<Option<&'static str>>,
    known_sources: BTreeSet<String>,
    known_entities: BTreeSet<(String, Option<String>)>,
    file: &'a mut FactsFile,
    faults: &'a mut Vec<Fault>,
}

/// The cells of one row by column; an empty cell is an absent field.
struct Row<'a> {
    columns: &'a [Option<&'static str>],
    cells: &'a csv::StringRecord,
    place: Place,
    faults: Vec<Fault>,
}

impl Table<'_> {
    fn row(&mut self, cells: &csv::StringRecord, width: usize, place: Place) {
        if cells.len() != width {
            let message = format!("the row has {} cells, the header {width}", cells.len());
            self.faults.push(Fault::error(place, message));
            return;
        }
        let mut row = Row {
            columns: &self.columns,
            cells,
            place: place.clone(),
            faults: Vec::new(),
        };
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

impl Row<'_> {
    fn get(&self, column: &str) -> Option<&str> {
        let position = self
            .columns
            .iter()
            .position(|known| *known == Some(column))?;
        self.cells.get(position).filter(|cell| !cell.is_empty())
    }

    fn fault(&mut self, column: &str, message: &str) {
        let message = format!("column {}: {message}", quoted(column));
        self.faults.push(Fault::error(self.place.clone(), message));
    }

    fn text(&self, column: &str) -> Option<String> {
        self.get(column).map(str::to_owned)
    }

    fn required(&mut self, column: &str) -> String {
        let text = self.text(column);
        if text.is_none() {
            self.fault(column, "is empty");
        }
        text.unwrap_or_default()
    }

    fn parsed<T: FromStr>(&mut self, column: &str, wanted: &str) -> Option<T> {
        let cell = self.text(column)?;
        let parsed = cell.trim().parse().ok();
        if parsed.is_none() {
            self.fault(
                column,
                &format!("found {}; {wanted} is wanted", quoted(&cell)),
            );
        }
        parsed
    }

    fn choice<T: Copy>(&mut self, column: &str, choices: &[(&str, T)]) -> Option<T> {
        let cell = self.text(column)?;
        let found = choices.iter().find(|(name, _)| *name == cell.trim());
        if found.is_none() {
            let known: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
            self.fault(
                column,
                &format!("found {}; known: {}", quoted(&cell), known.join(", ")),
            );
        }
        found.map(|(_, choice)| *choice)
    }

    fn relation(&mut self) -> RelationRecord {
        let object = self.text("object");
        let value = self.text("value").map(Value::Text);
        if object.is_none() && value.is_none() {
            self.fault("object", "is empty (and there is no value)");
        }
        RelationRecord {
            id: self.text("id"),
            subject: self.required("subject"),
            predicate: self.required("predicate"),
            object,
            value,
            polarity: self
                .choice("polarity", &Polarity::NAMES)
                .unwrap_or_default(),
            modality: self
                .choice("modality", &Modality::NAMES)
                .unwrap_or_default(),
            attribution: self.attribution(),
            time: self.text("time"),
            place: self.text("place"),
            quantity: self.quantity(),
            confidence: self.confidence(),
            evidence: self.evidence().into_iter().collect(),
            extractor: self.text("extractor").into_iter().collect::<OneOrMany>(),
        }
    }

    /// Somebody's words without a kind of report are reported words.
    fn attribution(&mut self) -> Option<Attribution> {
        let report = self.choice("report", &ReportKind::NAMES);
        let speaker = self.text("speaker")?;
        Some(Attribution {
            speaker,
            report: report.unwrap_or(ReportKind::Reported),
            cue: self.text("cue").map(Cue::Word),
            within: None,
        })
    }

    fn quantity(&mut self) -> Option<Quantity> {
        let value = self.text("quantity_value");
        let number = value
            .as_deref()
            .and_then(|value| Number::parse(value.trim()).ok());
        if let Some(value) = value.filter(|_| number.is_none()) {
            self.fault(
                "quantity_value",
                &format!("found {}; a number is wanted", quoted(&value)),
            );
        }
        let text = self
            .text("quantity")
            .or_else(|| number.as_ref().map(Number::to_string))?;
        let number = number.or_else(|| Number::parse(&text).ok());
        Some(Quantity {
            text,
            value: number,
        })
    }

    fn confidence(&mut self) -> Option<Confidence> {
        let value = self.parsed("confidence", "a number from 0 to 1")?;
        let confidence = Confidence::new(value).ok();
        if confidence.is_none() {
            self.fault("confidence", &format!("{value} is not between 0 and 1"));
        }
        confidence
    }

    fn evidence(&mut self) -> Option<EvidenceReference> {
        let record = EvidenceRecord {
            start: self.parsed("start", "a whole number from 0 up"),
            end: self.parsed("end", "a whole number from 0 up"),
            quote: self.text("quote"),
            // An empty cell is no source, also where all other rows have one and the same.
            source: Some(self.text("source").unwrap_or_default()),
            ..EvidenceRecord::default()
        };
        let is_there = record.start.is_some() || record.end.is_some() || record.quote.is_some();
        is_there.then_some(EvidenceReference::Record(record))
    }
}
