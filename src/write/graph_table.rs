//! A graph as two tables, one of nodes and one of edges, in comma-separated values (RFC 4180).

use csv::{Terminator, WriterBuilder};
use std::borrow::Cow;
use std::io::{self, Write};

/// Which of the two tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GraphTable {
    /// A row for each entity.
    Nodes,
    /// A row for each relation between entities.
    Edges,
}

/// What becomes of a cell that a spreadsheet program would take for a formula.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Formulas {
    /// It is written as it is.
    #[default]
    Kept,
    /// It gets an apostrophe in front, so that nothing is computed when the table is opened. Numbers stay.
    Guarded,
}

impl Formulas {
    /// A cell as it is written.
    pub fn cell(self, text: &str) -> Cow<'_, str> {
        // An apostrophe that was there already gets a second one, so that taking one off gives the first.
        let inside = text.trim_start_matches('\'');
        let is_formula = inside.starts_with(['=', '+', '-', '@', '\t', '\r']);
        if self == Self::Guarded && is_formula && text.parse::<f64>().is_err() {
            return format!("'{text}").into();
        }
        text.into()
    }
}

/// Writes the header, then the rows.
pub(super) fn write_rows(
    header: &[String],
    rows: impl Iterator<Item = Vec<String>>,
    formulas: Formulas,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut table = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(out);
    table.write_record(header)?;
    for row in rows {
        table.write_record(row.iter().map(|cell| formulas.cell(cell).into_owned()))?;
    }
    table.flush()
}
