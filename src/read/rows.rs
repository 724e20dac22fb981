//! The rows of a table, each with the line on which it starts.

use crate::model::{Fault, Place};
use crate::read::not_utf8::WHAT_HELPS;
use std::sync::Arc;

/// Whether quotation marks hold a cell together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quoting {
    /// As in RFC 4180.
    Marks,
    /// They are letters like others.
    Letters,
}

/// The rows of a table whose bytes were found sound.
pub(super) struct Rows<'b> {
    bytes: &'b [u8],
    reader: csv::Reader<&'b [u8]>,
    lines: Lines,
    name: Arc<str>,
}

impl<'b> Rows<'b> {
    /// Takes the table apart; a byte-order mark is none of its text.
    ///
    /// # Errors
    /// Bytes that are not UTF-8, and a quotation mark that never closes.
    pub(super) fn new(
        bytes: &'b [u8],
        name: &Arc<str>,
        delimiter: u8,
        quoting: Quoting,
    ) -> Result<Self, Fault> {
        check_encoding(bytes, name)?;
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        if quoting == Quoting::Marks {
            check_quotes(bytes, name, delimiter)?;
        }
        let reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .quoting(quoting == Quoting::Marks)
            .flexible(true)
            .has_headers(false)
            .from_reader(bytes);
        Ok(Self {
            bytes,
            reader,
            lines: Lines::default(),
            name: Arc::clone(name),
        })
    }

    /// Reads the next row and tells where it starts; a quoted cell may hold further lines. `None` behind the last.
    ///
    /// # Errors
    /// What the CSV reader cannot take; nothing more can be read then.
    pub(super) fn read(&mut self, row: &mut csv::StringRecord) -> Result<Option<Place>, Fault> {
        let read = self.reader.read_record(row);
        let position = match &read {
            Ok(_) => row.position(),
            Err(error) => error.position(),
        };
        let line = position.map_or(0, |position| self.lines.at(self.bytes, position.byte()));
        let place = Place::line(&self.name, line);
        match read {
            Ok(is_there) => Ok(is_there.then_some(place)),
            Err(error) => Err(Fault::error(place, error.to_string())),
        }
    }
}

/// Counts lines up to where a row starts. The table's own count stops between CR and LF.
#[derive(Default)]
struct Lines {
    n_bytes: usize,
    n_lines: u64,
}

impl Lines {
    fn at(&mut self, bytes: &[u8], start: u64) -> u64 {
        let start = usize::try_from(start)
            .unwrap_or(bytes.len())
            .min(bytes.len());
        let ends = bytes[start..]
            .iter()
            .take_while(|byte| matches!(byte, b'\r' | b'\n'));
        let start = (start + ends.count()).max(self.n_bytes);
        let passed = bytes[self.n_bytes..start].iter();
        self.n_lines += passed.filter(|byte| **byte == b'\n').count() as u64;
        self.n_bytes = start;
        self.n_lines
    }
}

/// Other encodings than UTF-8 are refused: to guess one wrong would change every name in the table.
fn check_encoding(bytes: &[u8], name: &Arc<str>) -> Result<(), Fault> {
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        return Err(Fault::error(
            Place::input(name),
            "the input is UTF-16; UTF-8 is wanted",
        ));
    }
    let Err(error) = std::str::from_utf8(bytes) else {
        return Ok(());
    };
    let at = error.valid_up_to();
    Err(Fault::error(
        Place::line(name, line_of(bytes, at)),
        format!(
            "byte 0x{:02X} at offset {at} is not UTF-8; {WHAT_HELPS}",
            bytes[at]
        ),
    ))
}

/// What the CSV reader would let pass: a quotation mark that swallows the rest of the file.
fn check_quotes(bytes: &[u8], name: &Arc<str>, delimiter: u8) -> Result<(), Fault> {
    match unclosed_quote(bytes, delimiter) {
        Some(at) => Err(Fault::error(
            Place::line(name, line_of(bytes, at)),
            "a quotation mark opens a cell here and never closes",
        )),
        None => Ok(()),
    }
}

fn line_of(bytes: &[u8], at: usize) -> u64 {
    bytes[..at].iter().filter(|byte| **byte == b'\n').count() as u64
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

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, quoting: Quoting) -> Vec<String> {
        let mut rows = Rows::new(text.as_bytes(), &"t".into(), b',', quoting).unwrap();
        let mut row = csv::StringRecord::new();
        let mut found = Vec::new();
        while let Some(place) = rows.read(&mut row).unwrap() {
            found.push(format!(
                "{place} {}",
                row.iter().collect::<Vec<_>>().join("|")
            ));
        }
        found
    }

    #[test]
    fn every_row_tells_the_line_it_starts_on() {
        for end in ["\n", "\r\n"] {
            let text = ["\u{FEFF}a,b", "\"c", "d\",e", "", "f,g", ""].join(end);
            let cell = format!("t:2 c{end}d|e");
            assert_eq!(rows(&text, Quoting::Marks), ["t:1 a|b", &cell, "t:5 f|g"]);
        }
    }

    #[test]
    fn marks_may_be_letters() {
        assert_eq!(
            rows("\"a,b\nc,\"", Quoting::Letters),
            ["t:1 \"a|b", "t:2 c|\""]
        );
    }
}
