//! Whether relations stand in the texts that they cite.
//!
//! | step | file |
//! |---|---|
//! | a text in one spelling, with places | `normal.rs` |
//! | where a text is nearest to some words | `approximate.rs` |
//! | whether a quote stands in its source, and where | `quote.rs` |
//! | a source and what the program itself reads in it | `passage.rs` |
//! | whether both ends stand there | `ends.rs` |
//! | which way, affirmed or negated, asserted or hedged, by whose word | `says.rs` |
//! | whether both ends are of the classes that the predicate is declared for | `fit.rs` |
//! | all relations, source by source | `run.rs` |
//! | what may be found, and what came of it | `finding.rs`, `report.rs` |
//! | the report for people, programs and graphs | `table.rs`, `lines.rs`, `triples.rs` |
//! | what shapes found, for people | `shapes.rs` |
//!
//! # Why does no verdict say that a relation is true?
//!
//! A check knows the text and nothing else. Words that stand there may be wrong, and a program that reads the same
//! relation may misread it in the same way. A verdict names what was looked at: that the words stand there, or that
//! the program reads the same in them.
//!
//! # Why do only some findings fail a relation?
//!
//! A finding that is right nine times of ten flags every tenth good fact of those it looks at. By default only those
//! count that flagged none of some three hundred facts which a person had marked; the others are shown on request.

mod approximate;
mod ends;
mod finding;
mod fit;
mod lines;
mod normal;
mod passage;
mod properties;
mod quote;
mod report;
mod run;
mod says;
mod shapes;
mod table;
mod triples;
mod words;

pub use finding::{Finding, FindingKind};
pub use lines::lines;
pub use quote::QuoteVerdict;
pub use report::{CheckedClaim, CheckedQuote, Report, Verdict};
pub use run::{CheckOptions, check};
pub use shapes::shapes_table;
pub use table::{TableOptions, table};
pub use triples::triples;
