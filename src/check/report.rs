//! What a check gives.

use crate::check::finding::{Finding, FindingKind};
use crate::check::quote::QuoteVerdict;
use crate::graph::Name;
use crate::ontology::vocabulary::gw;
use std::collections::BTreeSet;
use std::ops::Range;

/// What came of holding relations against their sources.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Report {
    /// Each relation, in the order of their names.
    pub claims: Vec<CheckedClaim>,
    /// The sources whose text has another SHA-256 than the one the facts were read from, in the order of their names.
    pub changed: Vec<Name>,
}

/// What came of holding one relation against its sources.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckedClaim {
    /// The relation.
    pub claim: Name,
    /// Its quotes, in the order of their names.
    pub quotes: Vec<CheckedQuote>,
    /// What speaks against it, or keeps it from being checked.
    pub findings: Vec<Finding>,
    /// Whether the program itself reads the same relation where a quote stands.
    pub is_read: bool,
}

/// What was found of a quote.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckedQuote {
    /// The evidence.
    pub evidence: Name,
    /// Whether it was found.
    pub verdict: QuoteVerdict,
    /// Where, in code points, end excluded.
    pub place: Option<Range<u64>>,
    /// By how many edits what stands there differs from the quote, both in one spelling.
    pub distance: usize,
    /// What stands there, where it is not the quote.
    pub words: Option<String>,
}

/// What came of a relation in one word. It names what was checked: no verdict says that a relation is true.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// The quote stands in its source, and the program itself reads the same relation there.
    ReadThere,
    /// The quote stands in its source, and nothing was found that speaks against the relation.
    QuotedThere,
    /// The text of the source is not at hand, or there is no quote.
    NotChecked,
    /// Something that counts was found to speak against it.
    Failed,
}

impl Verdict {
    /// Every verdict, in the order of reports.
    pub const ALL: [Self; 4] = [
        Self::ReadThere,
        Self::QuotedThere,
        Self::NotChecked,
        Self::Failed,
    ];

    /// What a report says.
    pub fn words(self) -> &'static str {
        match self {
            Self::ReadThere => "the text says so here",
            Self::QuotedThere => "the words stand there",
            Self::NotChecked => "not checked",
            Self::Failed => "fails",
        }
    }

    /// Its name for programs.
    pub fn name(self) -> &'static str {
        match self {
            Self::ReadThere => "read-there",
            Self::QuotedThere => "quoted-there",
            Self::NotChecked => "not-checked",
            Self::Failed => "failed",
        }
    }

    pub(super) fn term(self) -> &'static str {
        match self {
            Self::ReadThere => gw::READ_THERE,
            Self::QuotedThere => gw::QUOTED_THERE,
            Self::NotChecked => gw::NOT_CHECKED,
            Self::Failed => gw::FAILED,
        }
    }
}

impl CheckedClaim {
    /// The verdict, where findings of these kinds count.
    pub fn verdict(&self, failing: &BTreeSet<FindingKind>) -> Verdict {
        let has = |kind| self.findings.iter().any(|finding| finding.kind == kind);
        let fails = self
            .findings
            .iter()
            .any(|finding| failing.contains(&finding.kind));
        if fails {
            Verdict::Failed
        } else if self.is_read {
            Verdict::ReadThere
        } else if has(FindingKind::NotChecked) || has(FindingKind::NoQuote) {
            Verdict::NotChecked
        } else {
            Verdict::QuotedThere
        }
    }
}

impl Report {
    /// The relations that fail, where findings of these kinds count.
    pub fn failed(&self, failing: &BTreeSet<FindingKind>) -> Vec<&CheckedClaim> {
        let claims = self.claims.iter();
        claims
            .filter(|claim| claim.verdict(failing) == Verdict::Failed)
            .collect()
    }
}
