//! The knowledge graph: entities are nodes, claims are edges, and each claim keeps its words, place and speaker.
//!
//! [`Shard`] collects what inputs say under global names and merges in any order; [`KnowledgeGraph`] is a
//! shard settled: one entry per entity, labels voted, a petgraph multigraph over it.

mod build;
mod canonical;
mod giving_way;
mod items;
mod knowledge_graph;
mod measure;
mod name;
mod records;
mod rename;
mod reviews;
mod shard;
mod sorted;
mod table;
mod time;
mod time_words;

pub use build::{BuildOptions, EntityIds, Quotes, build, source_name};
pub(crate) use giving_way::giving_way;
pub use items::{
    Attribution, Claim, Entity, Evidence, Labels, Object, OpenTerm, OpenTermKind, Source,
};
pub use knowledge_graph::KnowledgeGraph;
pub(crate) use measure::page_rank_over;
pub use measure::{Statistics, TopEntity, page_rank, statistics};
pub use name::{Minter, Name};
pub use reviews::review_name;
pub(crate) use shard::Parts;
pub use shard::{EntityView, Shard};
pub use sorted::{SortedMap, SortedSet};
pub use table::{Named, Table};
pub use time::{TimePoint, TimePrecision, is_date_time};
pub use time_words::time_bounds;
