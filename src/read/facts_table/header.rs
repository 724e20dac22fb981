use crate::model::{Fault, Place, quoted};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Every column that is read, in the order in which help lists them.
const COLUMNS: [&str; 23] = [
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
    "rule",
    "id",
];

/// Which column of the table each cell of a row belongs to.
pub(super) fn columns(
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
