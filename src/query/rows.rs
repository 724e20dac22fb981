use crate::query::QueryError;
use crate::query::deadline::Deadline;
use crate::query::names::MadeNodes;
use crate::query::stop::stoppable;
use crate::rdf::Index;
use oxigraph::model::Term;
use oxigraph::sparql::{QueryEvaluationError, QuerySolutionIter, Variable};
use std::time::Duration;

/// The rows of a SELECT, found one by one while they are read.
pub struct Rows<'a> {
    solutions: QuerySolutionIter<'a>,
    made_nodes: MadeNodes<'a>,
    deadline: Deadline,
    is_over: bool,
}

impl std::fmt::Debug for Rows<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Rows")
            .field("variables", &self.solutions.variables())
            .finish_non_exhaustive()
    }
}

impl<'a> Rows<'a> {
    pub(super) fn new(
        solutions: QuerySolutionIter<'a>,
        index: &'a Index,
        deadline: Deadline,
    ) -> Self {
        Self {
            solutions,
            made_nodes: MadeNodes::new(index),
            deadline,
            is_over: false,
        }
    }

    /// The names of the columns, without question marks.
    pub fn variables(&self) -> impl Iterator<Item = &str> {
        self.solutions.variables().iter().map(Variable::as_str)
    }
}

impl Iterator for Rows<'_> {
    /// One value a column; `None` where the variable is unbound.
    type Item = Result<Vec<Option<Term>>, QueryError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_over {
            return None;
        }
        let next = stoppable(&self.deadline.token(), || self.solutions.next()).flatten();
        // Inside of EXISTS the evaluator takes being stopped for "no", so only the clock says whether what
        // it found is all there is.
        let row = match (self.deadline.passed(), next) {
            (limit @ Some(_), _) => Err(timed_out(limit)),
            (None, Some(Ok(solution))) => {
                let values = solution.values().iter();
                Ok(values
                    .map(|value| value.clone().map(|term| self.made_nodes.rename(term)))
                    .collect())
            }
            (None, Some(Err(error))) => Err(failure(error, &self.deadline)),
            (None, None) => {
                self.is_over = true;
                return None;
            }
        };
        self.is_over = row.is_err();
        Some(row)
    }
}

pub(super) fn timed_out(limit: Option<Duration>) -> QueryError {
    QueryError::TimedOut {
        limit: limit.unwrap_or_default(),
    }
}

/// What the evaluator's error means: that it was stopped, if it was.
pub(super) fn failure(error: QueryEvaluationError, deadline: &Deadline) -> QueryError {
    match deadline.passed() {
        Some(limit) => QueryError::TimedOut { limit },
        None => QueryError::Evaluation(Box::new(error)),
    }
}
