//! Spreadsheets with columns of somebody else's: `--map` says which column holds which field, `--preset` knows a
//! program's or project's columns.
//!
//! | file | what it reads |
//! |---|---|
//! | `map.rs` | any columns, by a [`Mapping`] |
//! | `acled.rs` | events of ACLED |
//! | `gdelt_events.rs` | the events table of GDELT, with the names of CAMEO's codes in `cameo.tsv` |
//! | `kgx.rs` | nodes and edges of KGX |
//!
//! Like the readers of [`crate::read::read_foreign`], they count what they leave behind.

mod acled;
mod columns;
mod curie;
mod gdelt_events;
mod kgx;
mod map;
mod preset;

pub use map::Mapping;
pub use preset::Preset;

use crate::model::{FactsFile, Fault};
use crate::rdf::Prefixes;
use crate::read::ReadError;
use crate::read::rows::{Quoting, Rows};
use std::io::Read;
use std::sync::Arc;

/// What the columns of a spreadsheet hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Layout {
    /// What the user says.
    Mapped(Mapping),
    /// What a program or project writes.
    Preset(Preset),
}

/// How a spreadsheet is read.
#[derive(Debug, Clone, Copy)]
pub struct SpreadsheetOptions<'a> {
    /// What the columns hold.
    pub layout: &'a Layout,
    /// What stands between two cells.
    pub delimiter: u8,
    /// Prefixes of CURIEs, the ones that win first.
    pub prefixes: &'a [&'a Prefixes],
}

/// Reads a spreadsheet.
///
/// Gives the records that were understood, with what could not be carried over among their losses, and every
/// fault, warnings included.
///
/// # Errors
/// [`ReadError::Io`] if the bytes cannot be had. What is wrong with the bytes is a [`Fault`].
pub fn read_spreadsheet(
    mut reader: impl Read,
    name: &Arc<str>,
    options: SpreadsheetOptions<'_>,
) -> Result<(FactsFile, Vec<Fault>), ReadError> {
    let mut bytes = Vec::new();
    reader.read_to_end(&mut bytes)?;
    let mut file = FactsFile::foreign(Arc::clone(name));
    let mut faults = Vec::new();
    let quoting = match options.layout {
        // What writes these tables between tabs writes quotation marks as they are.
        Layout::Preset(Preset::GdeltEvents | Preset::Kgx) if options.delimiter == b'\t' => {
            Quoting::Letters
        }
        _ => Quoting::Marks,
    };
    let read = Rows::new(&bytes, name, options.delimiter, quoting).and_then(|rows| {
        let sheet = Sheet {
            rows,
            delimiter: options.delimiter,
            file: &mut file,
            faults: &mut faults,
        };
        match options.layout {
            Layout::Mapped(mapping) => map::read(sheet, mapping),
            Layout::Preset(Preset::Acled) => acled::read(sheet),
            Layout::Preset(Preset::GdeltEvents) => gdelt_events::read(sheet),
            Layout::Preset(Preset::Kgx) => kgx::read(sheet, options.prefixes),
        }
    });
    if let Err(fault) = read {
        faults.push(fault);
    }
    Ok((file, faults))
}

/// The rows of a spreadsheet and what becomes of them.
struct Sheet<'a> {
    rows: Rows<'a>,
    delimiter: u8,
    file: &'a mut FactsFile,
    faults: &'a mut Vec<Fault>,
}
