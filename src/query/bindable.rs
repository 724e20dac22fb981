//! Whether variables of a query can stand for values from the start.

use crate::query::ParsedQuery;
use crate::query::visit::{Visitor, visit};
use spargebra::Query;
use spargebra::algebra::GraphPattern;
use thiserror::Error;

/// What a query may not have whose variables are bound beforehand, as SHACL says
/// (<https://www.w3.org/TR/shacl/#pre-binding>): there the value could not be everywhere.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Unbindable {
    /// MINUS.
    #[error("MINUS takes rows away without looking at what is bound; FILTER NOT EXISTS does look")]
    Minus,
    /// VALUES.
    #[error("VALUES has rows of its own; write FILTER (?x IN (...))")]
    Values,
    /// A subquery that does not give a variable on.
    #[error("a SELECT within it leaves out ?{0}; name it in that SELECT")]
    LeftOut(String),
    /// An expression whose value would go by the name of what is bound.
    #[error("?{0} is bound beforehand and cannot be given another value")]
    Reassigned(String),
}

impl ParsedQuery {
    /// Whether variables of these names can be bound beforehand.
    ///
    /// # Errors
    /// What stands in the way, the first of it.
    pub fn check_bindable(&self, names: &[&str]) -> Result<(), Unbindable> {
        let mut algebra = self.algebra.clone();
        let mut guard = Guard {
            names,
            found: None,
            n_projections: 0,
        };
        visit(&mut algebra, &mut guard);
        let is_projection = is_projection(&algebra);
        match guard.found {
            // The outermost one, which is met last, need not give them on.
            Some((_, Some(place))) if is_projection && place == guard.n_projections => Ok(()),
            Some((found, _)) => Err(found),
            None => Ok(()),
        }
    }
}

/// Whether the outermost pattern chooses among variables, duplicates and order aside.
fn is_projection(query: &Query) -> bool {
    let (Query::Select { pattern, .. }
    | Query::Construct { pattern, .. }
    | Query::Describe { pattern, .. }
    | Query::Ask { pattern, .. }) = query;
    let mut pattern = pattern;
    loop {
        pattern = match pattern {
            GraphPattern::Distinct { inner }
            | GraphPattern::Reduced { inner }
            | GraphPattern::Slice { inner, .. } => inner,
            other => return matches!(other, GraphPattern::Project { .. }),
        };
    }
}

struct Guard<'n> {
    names: &'n [&'n str],
    /// The first thing in the way; of a projection its place among them.
    found: Option<(Unbindable, Option<usize>)>,
    n_projections: usize,
}

impl Visitor for Guard<'_> {
    fn pattern(&mut self, pattern: &mut GraphPattern) {
        let found = match pattern {
            GraphPattern::Minus { .. } => Some((Unbindable::Minus, None)),
            GraphPattern::Values { .. } => Some((Unbindable::Values, None)),
            GraphPattern::Extend { variable, .. } if self.names.contains(&variable.as_str()) => {
                Some((Unbindable::Reassigned(variable.as_str().to_owned()), None))
            }
            GraphPattern::Project { variables, .. } => {
                self.n_projections += 1;
                let is_there = |name: &&&str| variables.iter().any(|one| one.as_str() == **name);
                let missing = self.names.iter().find(|name| !is_there(name));
                missing.map(|name| {
                    let missing = Unbindable::LeftOut((*name).to_owned());
                    (missing, Some(self.n_projections))
                })
            }
            _ => None,
        };
        if self.found.is_none() {
            self.found = found;
        }
    }
}
