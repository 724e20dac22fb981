use crate::query::QueryError;
use std::fmt;
use thiserror::Error;

/// Something wrong with a shape, or something in it that is not read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ShapeFault {
    /// The shape as people know it: its name, or where it hangs.
    pub shape: String,
    /// What was found and what would be right.
    pub message: String,
    /// Whether the shapes cannot be used with it; otherwise it is only spoken of.
    pub is_error: bool,
}

impl fmt::Display for ShapeFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "shape {}: {}", self.shape, self.message)
    }
}

/// Why shapes could not be held against a graph to the end.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ValidationError {
    /// A query of a shape failed or was stopped.
    #[error("shape {shape}: {error}")]
    Query {
        /// The shape.
        shape: String,
        /// What happened.
        error: QueryError,
    },
    /// A query said that it cannot tell, by a row with `?failure`.
    #[error("shape {0}: its query reports a failure")]
    Failure(String),
    /// Shapes led from one to the next too far, or from node to node.
    #[error("shape {shape}: more than {limit} shapes or nodes deep")]
    TooDeep {
        /// The shape.
        shape: String,
        /// How deep it may go.
        limit: usize,
    },
    /// The system gives us no thread.
    #[error("no thread: {0}")]
    NoThread(std::io::Error),
}
