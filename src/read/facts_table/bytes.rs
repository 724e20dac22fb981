use crate::model::{Fault, Place};
use std::sync::Arc;

/// What the CSV reader would let pass: other encodings, and a quote that swallows the rest of the file.
pub(in crate::read) fn check_bytes(
    bytes: &[u8],
    name: &Arc<str>,
    delimiter: u8,
) -> Result<(), Fault> {
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
