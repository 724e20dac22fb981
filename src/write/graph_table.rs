//! A graph as two tables, one of nodes and one of edges, in comma-separated values (RFC 4180).

use csv::{Terminator, WriterBuilder};
use std::io::{self, Write};

/// Which of the two tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GraphTable {
    /// A row for each entity.
    Nodes,
    /// A row for each relation between entities.
    Edges,
}

/// Writes the header, then the rows.
pub(super) fn write_rows(
    header: &[String],
    rows: impl Iterator<Item = Vec<String>>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut table = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(out);
    table.write_record(header)?;
    for row in rows {
        table.write_record(&row)?;
    }
    table.flush()
}
