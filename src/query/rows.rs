use crate::query::evaluate::stopped;
use crate::query::names::MadeNodes;
use crate::query::stop::stoppable;
use crate::query::watch::Watch;
use crate::query::{QueryError, Reached};
use crate::rdf::Index;
use oxigraph::model::Term;
use oxigraph::sparql::{QueryEvaluationError, QuerySolutionIter, Variable};

/// The rows of a SELECT, found one by one while they are read.
pub struct Rows<'a> {
    solutions: QuerySolutionIter<'a>,
    /// `None` for what another program found: its blank nodes have its names.
    made_nodes: Option<MadeNodes<'a>>,
    watch: Watch,
    /// How many rows were read.
    count: u64,
    /// How many may be.
    most: Option<u64>,
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
        watch: Watch,
        most: Option<u64>,
    ) -> Self {
        Self {
            solutions,
            made_nodes: Some(MadeNodes::new(index)),
            watch,
            count: 0,
            most,
            is_over: false,
        }
    }

    /// The rows that another program found.
    pub(super) fn received(solutions: QuerySolutionIter<'a>) -> Self {
        Self {
            solutions,
            made_nodes: None,
            watch: Watch::default(),
            count: 0,
            most: None,
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
        let next = stoppable(self.watch.stopper(), || self.solutions.next()).flatten();
        // Inside of EXISTS the evaluator takes being stopped for "no", so only the watch says whether what
        // it found is all there is.
        let row = match (stopped(&self.watch), next) {
            (Err(error), _) => Err(error),
            (Ok(()), Some(Ok(_))) if self.most.is_some_and(|most| self.count >= most) => {
                Err(QueryError::Stopped(Reached::Rows(self.count)))
            }
            (Ok(()), Some(Ok(solution))) => {
                self.count += 1;
                let mut rename = |term| match &mut self.made_nodes {
                    Some(made_nodes) => made_nodes.rename(term),
                    None => term,
                };
                let values = solution.values().iter();
                Ok(values.map(|value| value.clone().map(&mut rename)).collect())
            }
            (Ok(()), Some(Err(error))) if self.made_nodes.is_none() => {
                Err(QueryError::Received(error.to_string()))
            }
            (Ok(()), Some(Err(error))) => Err(failure(error, &self.watch)),
            (Ok(()), None) => {
                self.is_over = true;
                return None;
            }
        };
        self.is_over = row.is_err();
        Some(row)
    }
}

/// What the evaluator's error means: that it was stopped, if it was.
pub(super) fn failure(error: QueryEvaluationError, watch: &Watch) -> QueryError {
    match watch.reached() {
        Some(limit) => QueryError::Stopped(limit),
        None => QueryError::Evaluation(Box::new(error)),
    }
}
