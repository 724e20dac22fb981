use std::fmt;
use std::sync::Arc;

/// Where something stands in an input.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The input's name as the user gave it, made fit for a terminal.
    pub input: Arc<str>,
    /// The line, counted from 0; `None` where the format has no lines.
    pub line: Option<u64>,
    /// The column in code points, counted from 0.
    pub column: Option<u64>,
}

impl Place {
    /// The input as a whole.
    pub fn input(name: &Arc<str>) -> Self {
        Self {
            input: Arc::clone(name),
            line: None,
            column: None,
        }
    }

    /// The start of a line of it.
    pub fn line(name: &Arc<str>, line: u64) -> Self {
        Self {
            input: Arc::clone(name),
            line: Some(line),
            column: None,
        }
    }
}

/// `name:line:column`, counted from 1 as editors do.
impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.input)?;
        if let Some(line) = self.line {
            write!(formatter, ":{}", line + 1)?;
            if let Some(column) = self.column {
                write!(formatter, ":{}", column + 1)?;
            }
        }
        Ok(())
    }
}

/// Whether a fault stops the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The record cannot be used.
    Error,
    /// The record is used, something about it needs saying.
    Warning,
}

/// Something wrong with an input: where, what was found, what would be right.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// Where it stands.
    pub place: Place,
    /// Whether it stops the run.
    pub severity: Severity,
    /// What was found and what would be right: lower case, no full stop.
    pub message: String,
}

impl Fault {
    /// A fault that makes its record unusable.
    pub fn error(place: Place, message: impl Into<String>) -> Self {
        Self {
            place,
            severity: Severity::Error,
            message: message.into(),
        }
    }

    /// A fault that leaves its record usable.
    pub fn warning(place: Place, message: impl Into<String>) -> Self {
        Self {
            place,
            severity: Severity::Warning,
            message: message.into(),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.place, self.message)
    }
}
