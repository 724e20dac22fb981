//! Facts in the native format.
//!
//! Lines are read in blocks on as many threads as there are, once the first record has shown that there are lines.

mod parallel;

use crate::model::{FactsFile, Fault, Place, Record};
use crate::read::ReadError;
use crate::read::json::{Context, Fields};
use crate::read::not_utf8::WHAT_HELPS;
use crate::read::records::{entity, evidence_with_id, record, relation, source};
use serde_json::value::RawValue;
use std::io::BufRead;
use std::sync::Arc;

/// Reads facts in the native format: JSON Lines, or one JSON object with arrays of records.
///
/// Gives the records that were understood and every fault, warnings included.
///
/// # Errors
/// [`ReadError::Io`] if the bytes cannot be had. What is wrong with the bytes is a [`Fault`].
pub fn read_facts(
    mut reader: impl BufRead + Send,
    name: &Arc<str>,
) -> Result<(FactsFile, Vec<Fault>), ReadError> {
    let mut file = FactsFile::new(Arc::clone(name));
    let mut faults = Vec::new();
    let mut bytes = Vec::new();
    let mut line = 0;
    while next_line(&mut reader, &mut bytes, line == 0)? {
        if line == 0 && (bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF")) {
            let message = "the input is UTF-16; UTF-8 is wanted";
            faults.push(Fault::error(Place::input(name), message));
            return Ok((file, faults));
        }
        if file_is_one_object(&bytes) {
            reader.read_to_end(&mut bytes)?;
            one_text(&bytes, name, line, &mut file, &mut faults);
            return Ok((file, faults));
        }
        one_text(&bytes, name, line, &mut file, &mut faults);
        line += 1;
        if !is_empty(&file) || !faults.is_empty() {
            parallel::rest(reader, line, &mut file, &mut faults)?;
            break;
        }
    }
    Ok((file, faults))
}

/// The next line without a byte-order mark; `false` at the end.
fn next_line(
    reader: &mut impl BufRead,
    bytes: &mut Vec<u8>,
    is_first: bool,
) -> Result<bool, ReadError> {
    bytes.clear();
    reader.read_until(b'\n', bytes)?;
    let is_there = !bytes.is_empty();
    if is_first && bytes.starts_with(b"\xEF\xBB\xBF") {
        bytes.drain(..3);
    }
    Ok(is_there)
}

/// Whether a line that holds anything is only the beginning of a JSON value.
fn file_is_one_object(bytes: &[u8]) -> bool {
    let is_blank = bytes.iter().all(u8::is_ascii_whitespace);
    !is_blank && serde_json::from_slice::<&RawValue>(bytes).is_err_and(|error| error.is_eof())
}

fn is_empty(file: &FactsFile) -> bool {
    file.relations.is_empty()
        && file.entities.is_empty()
        && file.sources.is_empty()
        && file.evidence.is_empty()
}

/// Reads a line, or the whole of a file that is one value.
fn one_text(
    bytes: &[u8],
    name: &Arc<str>,
    line: u64,
    file: &mut FactsFile,
    faults: &mut Vec<Fault>,
) {
    let is_blank = bytes.iter().all(u8::is_ascii_whitespace);
    if !is_blank && let Some(text) = text(bytes, name, line, faults) {
        one_value(text, name, line, file, faults);
    }
}

fn text<'b>(
    bytes: &'b [u8],
    name: &Arc<str>,
    line: u64,
    faults: &mut Vec<Fault>,
) -> Option<&'b str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(text),
        Err(error) => {
            let valid = &bytes[..error.valid_up_to()];
            let newlines = valid.iter().filter(|byte| **byte == b'\n').count() as u64;
            let start = valid
                .iter()
                .rposition(|byte| *byte == b'\n')
                .map_or(0, |at| at + 1);
            let column = String::from_utf8_lossy(&valid[start..]).chars().count() as u64;
            let place = Place {
                input: Arc::clone(name),
                line: Some(line + newlines),
                column: Some(column),
            };
            let found = bytes[error.valid_up_to()];
            faults.push(Fault::error(
                place,
                format!("byte 0x{found:02X} is not UTF-8; {WHAT_HELPS}"),
            ));
            None
        }
    }
}

/// A record, or a whole document of them.
fn one_value(
    text: &str,
    name: &Arc<str>,
    line: u64,
    file: &mut FactsFile,
    faults: &mut Vec<Fault>,
) {
    let mut context = Context::new(name, text, line, faults);
    let Some(fields) = context.whole() else {
        return;
    };
    if is_document(&fields) {
        arrays(&mut context, fields, file);
    } else if let Some(record) = record(&mut context, fields) {
        let place = context.start();
        file.push(record, place);
    }
}

const ARRAYS: [&str; 4] = ["sources", "entities", "evidence", "relations"];

fn is_document(fields: &Fields<'_>) -> bool {
    // A relation has `evidence` too, but no other of these.
    !fields.has("kind") && !fields.has("subject") && ARRAYS.iter().any(|array| fields.has(array))
}

fn arrays<'t>(context: &mut Context<'t>, mut fields: Fields<'t>, file: &mut FactsFile) {
    let mut take = |context: &mut Context<'t>,
                    name,
                    read: fn(&mut Context<'t>, Fields<'t>) -> Option<Record>| {
        let records = fields.list(context, name, |context, raw| {
            let n_errors = context.n_errors;
            let mut fields = context.object(raw)?;
            let _ = fields.take("kind");
            let record = read(context, fields)?;
            (context.n_errors == n_errors).then(|| (record, context.place_of(raw)))
        });
        for (record, place) in records {
            file.push(record, place);
        }
    };
    take(context, "sources", |context, fields| {
        source(context, fields).map(Record::Source)
    });
    take(context, "entities", |context, fields| {
        entity(context, fields).map(Record::Entity)
    });
    take(context, "evidence", |context, fields| {
        Some(Record::Evidence(evidence_with_id(context, fields)))
    });
    take(context, "relations", |context, fields| {
        Some(Record::Relation(relation(context, fields)))
    });
    fields.finish(context);
}
