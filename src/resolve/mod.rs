//! Which entities are one: certain rules, a ledger that people keep, and proposals for what is only likely.
//!
//! To take two people for one puts words into a mouth, so nothing is merged by default but what the data
//! itself says is the same. Everything else is proposed with its reason, and a line in a [`Ledger`] decides. The
//! ledger is read at every build and nothing is stored of it: without a line, the graph is as it was before.
//!
//! A merge renames ([`Shard::renamed`](crate::graph::Shard::renamed)), so that it loses no relation.

mod certain;
mod groups;
mod labels;
mod ledger;
mod propose;
mod report;
mod union;

pub use certain::certain;
pub use groups::{Decided, Merged, Pair, decide};
pub use ledger::{Decision, Ledger, LedgerLine};
pub use propose::{Proposal, Proposals, Reason, ReasonKind, propose};
pub use report::{lines, table, tsv};
