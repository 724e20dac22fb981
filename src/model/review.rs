use schemars::JsonSchema;
use serde::Serialize;

/// What a person found when reading a relation beside its quote. It judges the relation and changes nothing
/// about it: a relation that was found wrong stays, with the verdict.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Review {
    /// Who looked; without a name, somebody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reviewer: Option<String>,
    /// What they found.
    pub verdict: Verdict,
    /// What they have to say about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
}

/// A reviewer's verdict on a relation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// The text says so.
    Ok,
    /// The text does not say so.
    Wrong,
    /// The reviewer cannot tell.
    Unsure,
}

impl Verdict {
    /// Every verdict with its name in facts and in tables for review.
    pub const NAMES: [(&'static str, Self); 3] = [
        ("ok", Self::Ok),
        ("wrong", Self::Wrong),
        ("unsure", Self::Unsure),
    ];

    /// Its name in facts and in tables for review.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Wrong => "wrong",
            Self::Unsure => "unsure",
        }
    }
}

/// A review with the relation it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimReview {
    /// The relation's name in the graph, as the table for review gives it, and the names it had before its ends
    /// became one with others: any of them finds it.
    pub claims: Vec<String>,
    /// What was found.
    pub review: Review,
}
