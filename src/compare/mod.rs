//! What two graphs have in common, and where they differ: two runs, two extractors, two dates.
//!
//! | step | file |
//! |---|---|
//! | which entities of one are which of the other | `entities.rs` |
//! | which relations are the same, run the other way, or differ in how they are put forward | `relations.rs` |
//! | both graphs as one, with the side of everything, for a picture | `union.rs` |
//! | the report for people and for programs | `text.rs`, `lines.rs` |
//!
//! # What is compared?
//!
//! Entities are one where they have the same name, or else the same label that no other entity has. Relations are matched
//! by their ends and predicate; of several that agree in these the ones are paired that agree in most of quote, time,
//! polarity, modality, speaker, place and quantity. Confidence, extractor and the wording of a report are not compared:
//! two extractors never agree in them.

mod entities;
mod lines;
mod relations;
mod text;
mod union;

pub use lines::lines;
pub use relations::{Aspect, Comparison, Difference, Pair, compare};
pub use text::text;
pub use union::{Union, union};

use crate::graph::Name;
use std::collections::BTreeMap;

/// Which of two graphs has something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// The first alone.
    OnlyA,
    /// The second alone.
    OnlyB,
    /// Both.
    Both,
}

impl Side {
    /// Every side, in the order of legends.
    pub const ALL: [Self; 3] = [Self::OnlyA, Self::OnlyB, Self::Both];

    /// Its name for programs.
    pub fn name(self) -> &'static str {
        match self {
            Self::OnlyA => "a",
            Self::OnlyB => "b",
            Self::Both => "both",
        }
    }
}

/// The side of each relation and entity of a graph, by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sides {
    /// Of relations.
    pub claims: BTreeMap<Name, Side>,
    /// Of entities.
    pub entities: BTreeMap<Name, Side>,
}
