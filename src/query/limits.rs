use crate::limits;
use std::fmt;
use std::time::Duration;

/// What one query may use. `None` is no limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QueryLimits {
    /// The time it may take, the reading of its rows included.
    pub time: Option<Duration>,
    /// By how many bytes the process may grow meanwhile. Read from the system a hundred times a second, so that
    /// whatever a query holds counts: rows to be sorted, groups, results. Where the system does not tell,
    /// nothing is limited.
    pub memory: Option<u64>,
    /// How many bytes the process may have in all, whatever else it holds. Where several queries run, the one that has run
    /// longest is stopped, and the next if that was not enough.
    pub total: Option<u64>,
    /// How many rows or triples the answer may have.
    pub rows: Option<u64>,
    /// How many bytes a text may have that CONCAT, REPLACE or `GROUP_CONCAT` makes.
    pub text: Option<usize>,
}

impl QueryLimits {
    /// No limits.
    pub const NONE: Self = Self {
        time: None,
        memory: None,
        total: None,
        rows: None,
        text: None,
    };

    /// A minute, 768 MiB, ten million rows, texts of 64 MiB.
    pub const DEFAULT: Self = Self {
        time: Some(limits::QUERY_TIME),
        memory: Some(limits::QUERY_MEMORY),
        total: None,
        rows: Some(limits::QUERY_ROWS),
        text: Some(limits::QUERY_TEXT),
    };
}

impl Default for QueryLimits {
    /// [`QueryLimits::DEFAULT`].
    fn default() -> Self {
        Self::DEFAULT
    }
}

/// The limit at which a query was stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reached {
    /// So much time.
    Time(Duration),
    /// So many bytes of memory.
    Memory(u64),
    /// So many rows or triples.
    Rows(u64),
    /// So many bytes in one text.
    Text(usize),
    /// None: the evaluator failed, for instance at values that it cannot put into an order.
    Failure,
    /// None: somebody [cancelled](crate::query::Cancel) it.
    Cancelled,
}

impl fmt::Display for Reached {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Time(limit) => write!(f, "the query was stopped after {} s", limit.as_secs_f64()),
            Self::Memory(limit) => write!(f, "the query was stopped at {} of memory", size(*limit)),
            Self::Rows(limit) => write!(f, "the query was stopped after {limit} rows"),
            Self::Text(limit) => write!(
                f,
                "the query was stopped at a text of more than {}",
                size(*limit as u64)
            ),
            Self::Failure => f.write_str(
                "the query was given up: its values cannot be compared or put into an order",
            ),
            Self::Cancelled => f.write_str("the query was cancelled"),
        }
    }
}

fn size(bytes: u64) -> String {
    if bytes.is_multiple_of(1 << 20) {
        format!("{} MiB", bytes >> 20)
    } else {
        format!("{bytes} bytes")
    }
}
