use crate::query::fault::Fault;
use crate::query::{Reached, visible};
use crate::rdf::TooManyTerms;
use oxigraph::sparql::QueryEvaluationError;
use thiserror::Error;

/// Why a query has no answer.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum QueryError {
    /// There is nothing but white space and comments.
    #[error("the query is empty; expected SELECT, ASK, CONSTRUCT or DESCRIBE")]
    Empty,
    /// It is not SPARQL, or asks for what this program does not do.
    #[error("{0}")]
    Faulty(Box<Fault>),
    /// The base IRI or a namespace that the caller gave is none.
    #[error("{what} <{iri}> is not an absolute IRI")]
    NotAnIri {
        /// What the IRI was given for.
        what: String,
        /// The IRI.
        iri: String,
    },
    /// A limit was reached.
    #[error("{0}")]
    Stopped(Reached),
    /// The answer's graph has too many terms.
    #[error(transparent)]
    TooManyTerms(#[from] TooManyTerms),
    /// The system gave no thread for the time limit or the parser.
    #[error("no thread could be started")]
    NoThread(#[source] std::io::Error),
    /// The answer of another program cannot be read to its end.
    #[error("the answer cannot be read: {}", visible(.0))]
    Received(String),
    /// The evaluator gave up, for instance at a function that it does not know.
    #[error("the query cannot be evaluated: {}", reason(.0))]
    Evaluation(Box<QueryEvaluationError>),
}

/// The evaluator's words, begun as ours are.
fn reason(error: &QueryEvaluationError) -> String {
    let words = error.to_string();
    let words = words
        .strip_prefix("The ")
        .map_or(words.clone(), |rest| format!("the {rest}"));
    visible(&words).into_owned()
}

impl From<Fault> for QueryError {
    fn from(fault: Fault) -> Self {
        Self::Faulty(Box::new(fault))
    }
}

impl QueryError {
    /// Whether a limit was reached, rather than something being wrong with the query.
    pub fn is_limit(&self) -> bool {
        matches!(self, Self::Stopped(_) | Self::TooManyTerms(_))
    }
}
