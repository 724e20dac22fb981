use crate::model::{Fault, Place, quoted};
use crate::read::facts_table::fields::{FIELDS, Fields, Filled};
use std::collections::BTreeSet;

/// What fills each field, by a header that names them.
pub(super) fn named_fields(
    header: &csv::StringRecord,
    place: &Place,
    delimiter: u8,
    faults: &mut Vec<Fault>,
) -> Option<Fields> {
    let mut seen = BTreeSet::new();
    let mut fields = Fields::default();
    let mut unknown = Vec::new();
    for (position, cell) in header.iter().enumerate() {
        let name = cell.trim();
        if !seen.insert(name) {
            let message = format!("column {} stands twice in the header", quoted(cell));
            faults.push(Fault::error(place.clone(), message));
            return None;
        }
        let called = name.to_owned();
        match FIELDS.into_iter().find(|field| *field == name) {
            Some(field) => fields.fill(field, Filled::Cell { position, called }),
            None => unknown.push(cell),
        }
    }
    let missing: Vec<&str> = ["subject", "predicate"]
        .into_iter()
        .chain((!fields.has("value")).then_some("object"))
        .filter(|field| !fields.has(field))
        .collect();
    if !missing.is_empty() {
        let message = missing_columns(header, &missing, delimiter);
        faults.push(Fault::error(place.clone(), message));
        return None;
    }
    for cell in unknown {
        let message = format!(
            "unknown column {} is not kept; known: {}",
            quoted(cell),
            FIELDS.join(", ")
        );
        faults.push(Fault::warning(place.clone(), message));
    }
    Some(fields)
}

fn missing_columns(header: &csv::StringRecord, missing: &[&str], delimiter: u8) -> String {
    format!(
        "the header has {}; missing: {}{}",
        shown(header),
        missing.join(", "),
        delimiter_hint(header, delimiter)
    )
}

/// The first columns of a header.
pub(in crate::read) fn shown(header: &csv::StringRecord) -> String {
    let shown: Vec<String> = header.iter().take(5).map(quoted).collect();
    let more = if header.len() > 5 { ", …" } else { "" };
    format!("{}{more}", shown.join(", "))
}

/// What may part the cells where the delimiter does not; nothing where it does.
pub(in crate::read) fn delimiter_hint(row: &csv::StringRecord, delimiter: u8) -> String {
    let first = row.get(0).unwrap_or_default();
    let others = [
        (b';', "semicolons", "';'"),
        (b'\t', "tabs", "tab"),
        (b',', "commas", "','"),
        (b'|', "bars", "'|'"),
    ];
    let other = others.iter().find(|(other, ..)| {
        *other != delimiter && row.len() == 1 && first.as_bytes().contains(other)
    });
    other.map_or_else(String::new, |(_, plural, option)| {
        format!("; cells seem to be parted by {plural}: try --delimiter {option}")
    })
}
