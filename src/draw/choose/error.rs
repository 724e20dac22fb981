use crate::draw::number::grouped;
use crate::model::quoted;
use std::fmt;
use thiserror::Error;

/// Why a choice cannot be drawn.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ChoiceError {
    /// Nothing goes by a name.
    #[error("no {kind} is called {}{}", quoted(.written), did_you_mean(.near))]
    Unknown {
        /// What was looked for.
        kind: Kind,
        /// The name.
        written: String,
        /// Names that may have been meant, the likeliest first.
        near: Vec<String>,
    },
    /// Several things go by a name.
    #[error("{} may be {}; write which", quoted(.written), listed(.candidates))]
    Ambiguous {
        /// The name.
        written: String,
        /// What it may mean: a name that only this goes by, and in brackets its label and classes.
        candidates: Vec<String>,
    },
    /// A path needs two ends.
    #[error("a path needs two entities, but both names stand for {}", quoted(.0))]
    SameEnds(String),
    /// No relations join two entities.
    #[error("no path joins {} and {}{}", quoted(.from), quoted(.to), among(*.is_filtered))]
    NoPath {
        /// The label of one.
        from: String,
        /// The label of the other.
        to: String,
        /// Whether only a part of the graph was looked at.
        is_filtered: bool,
    },
    /// A time that ends before it starts.
    #[error("nothing lies since {since} and until {until}: that ends before it starts")]
    Backwards {
        /// The start.
        since: String,
        /// The end.
        until: String,
    },
    /// Nothing in the graph fits.
    #[error("nothing in the graph fits the choice")]
    Nothing,
    /// Nothing that has a date fits a period.
    #[error(
        "nothing in the graph that has a date fits the choice; without one, nor a source with one: {} of the relations",
        grouped(*.undated)
    )]
    NothingDated {
        /// Relations that nothing dates.
        undated: usize,
    },
    /// More than a picture can hold.
    #[error(
        "{entities} entities and {arrows} arrows are more than a picture holds, {most} of each"
    )]
    TooMuch {
        /// Entities chosen; folded ones count as one.
        entities: usize,
        /// Arrows between them.
        arrows: usize,
        /// The most of either.
        most: usize,
    },
}

/// What kind of thing a name is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A node.
    Entity,
    /// What a relation says.
    Predicate,
    /// What an entity is.
    Class,
    /// A document.
    Source,
}

impl fmt::Display for Kind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Entity => "entity",
            Self::Predicate => "predicate",
            Self::Class => "class",
            Self::Source => "source",
        })
    }
}

fn among(is_filtered: bool) -> &'static str {
    if is_filtered {
        " among the relations and entities chosen"
    } else {
        ""
    }
}

/// The most names that a message lists.
const MOST_LISTED: usize = 8;

fn did_you_mean(near: &[String]) -> String {
    let quoted: Vec<String> = near.iter().map(|name| quoted(name)).collect();
    if quoted.is_empty() {
        return String::new();
    }
    format!("; did you mean {}?", listed(&quoted))
}

/// `a, b or c`.
fn listed(names: &[String]) -> String {
    if let [first @ .., last] = names
        && !first.is_empty()
        && names.len() <= MOST_LISTED
    {
        return format!("{} or {last}", first.join(", "));
    }
    let shown: Vec<&str> = names.iter().take(MOST_LISTED).map(String::as_str).collect();
    match names.len() - shown.len() {
        0 => shown.join(", "),
        more => format!("{} or one of {more} more", shown.join(", ")),
    }
}
