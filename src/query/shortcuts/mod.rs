//! Answers that the index knows without looking at rows.
//!
//! A part of a query that asks only how many, whether, or what is reached from one end becomes a table of what
//! the index says. The rest of the query runs as before, so that a shortcut is never more than a part's result
//! known beforehand.

mod closure;
mod counting;
mod join;

use crate::query::plan;
use crate::query::shortcuts::closure::reached;
use crate::query::shortcuts::counting::{count_of_closure, count_of_patterns, exists};
use crate::rdf::Index;
use spargebra::Query;
use spargebra::algebra::GraphPattern;

/// What the index may do for a query besides finding triples. None of it ever changes an answer; each can be left
/// out, to compare answers and times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct Shortcuts {
    /// `COUNT(*)` of patterns, or of all triples by predicate, makes no rows.
    pub counting: bool,
    /// ASK of one pattern only counts.
    pub asking: bool,
    /// A path of any number of steps from a known end is walked on the index.
    pub closure: bool,
    /// Patterns are put in the order that their counts call for, and oxigraph's optimiser is left out where it would
    /// find nothing to do.
    pub planning: bool,
    /// Two neighbours in that order that share a variable are matched together, which takes `planning`.
    pub wedges: bool,
}

impl Shortcuts {
    /// All of them, as by default.
    pub const ALL: Self = Self {
        counting: true,
        asking: true,
        closure: true,
        planning: true,
        wedges: true,
    };
    /// Every row is looked at, in the order that oxigraph's optimiser guesses.
    pub const NONE: Self = Self {
        counting: false,
        asking: false,
        closure: false,
        planning: false,
        wedges: false,
    };
}

impl Default for Shortcuts {
    fn default() -> Self {
        Self::ALL
    }
}

/// Puts tables in the place of what the index knows of the default graph, and the rest in order.
pub(super) fn take(query: &mut Query, index: &Index, shortcuts: Shortcuts) {
    match query {
        Query::Ask { pattern, .. } => {
            let found = shortcuts.asking.then(|| exists(pattern, index)).flatten();
            if let Some(found) = found {
                *pattern = GraphPattern::Values {
                    variables: Vec::new(),
                    bindings: vec![Vec::new(); usize::from(found)],
                };
            } else {
                rewrite(pattern, index, shortcuts);
            }
        }
        Query::Select { pattern, .. }
        | Query::Construct { pattern, .. }
        | Query::Describe { pattern, .. } => rewrite(pattern, index, shortcuts),
    }
    if shortcuts.planning {
        plan::order(query, index);
    }
}

/// Goes through the parts that see the same graph and whose variables nothing outside binds.
fn rewrite(pattern: &mut GraphPattern, index: &Index, shortcuts: Shortcuts) {
    if let Some(table) = known(pattern, index, shortcuts) {
        *pattern = table;
        return;
    }
    match pattern {
        GraphPattern::Join { left, right }
        | GraphPattern::Union { left, right }
        | GraphPattern::LeftJoin { left, right, .. }
        | GraphPattern::Minus { left, right } => {
            rewrite(left, index, shortcuts);
            rewrite(right, index, shortcuts);
        }
        GraphPattern::Filter { inner, .. }
        | GraphPattern::Extend { inner, .. }
        | GraphPattern::OrderBy { inner, .. }
        | GraphPattern::Project { inner, .. }
        | GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Slice { inner, .. }
        | GraphPattern::Group { inner, .. } => rewrite(inner, index, shortcuts),
        // Inside GRAPH other triples are seen; patterns by themselves are the evaluator's.
        _ => {}
    }
}

/// The table of a part that the index knows.
fn known(pattern: &GraphPattern, index: &Index, shortcuts: Shortcuts) -> Option<GraphPattern> {
    let Shortcuts {
        counting, closure, ..
    } = shortcuts;
    let counted = counting
        .then(|| count_of_patterns(pattern, index))
        .flatten();
    let counted =
        counted.or_else(|| (counting && closure).then(|| count_of_closure(pattern, index))?);
    counted.or_else(|| closure.then(|| reached(pattern, index))?)
}
