//! Bytes become records or triples: one file a format.
//!
//! A reader gives what it understood and what it rejected, so that one run lists every fault.

mod blocks;
pub mod detect;
mod facts;
mod facts_table;
mod foreign;
mod json;
mod not_utf8;
mod place;
mod rdf;
mod records;
mod review;
mod rows;
mod spreadsheet;
pub mod text;

pub use facts::read_facts;
pub use facts_table::{TableOptions, read_table};
pub use foreign::{ForeignOptions, join_run, read_foreign};
pub use rdf::{RdfOptions, Sink, read_rdf, stream_rdf};
pub use review::{ReviewOptions, read_review};
pub use spreadsheet::{Layout, Mapping, Preset, SpreadsheetOptions, read_spreadsheet};

use std::io;
use thiserror::Error;

/// An input could not be read at all.
#[derive(Debug, Error)]
pub enum ReadError {
    /// The bytes could not be had.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// More distinct terms than can be numbered.
    #[error(transparent)]
    TooManyTerms(#[from] crate::rdf::TooManyTerms),
}
