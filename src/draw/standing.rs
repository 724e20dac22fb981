//! On what footing relations stand: who says them, and how they are meant.

use crate::compare::Side;
use crate::graph::Claim;
use crate::model::{Modality, Polarity};

/// On what footing a relation stands, as far as it shows in its look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    /// The source itself states it.
    Stated,
    /// Somebody in the source says so.
    Said,
    /// It is planned or predicted.
    Planned,
    /// It is possible, hypothetical or requested.
    Possible,
    /// It is denied or negated.
    Denied,
    /// It follows by a rule; nobody says it.
    Inferred,
    /// Of two graphs that are compared the first alone has it; how it is meant is told in words.
    OnlyA,
    /// The second alone has it.
    OnlyB,
    /// Both have it.
    InBoth,
}

impl From<Side> for Standing {
    fn from(side: Side) -> Self {
        match side {
            Side::OnlyA => Self::OnlyA,
            Side::OnlyB => Self::OnlyB,
            Side::Both => Self::InBoth,
        }
    }
}

impl Standing {
    /// That of a claim.
    pub(super) fn of_claim(claim: &Claim) -> Self {
        if claim.is_inferred {
            return Self::Inferred;
        }
        Self::of(claim.polarity, claim.modality, claim.attribution.is_some())
    }

    /// Denial counts more than modality, and modality more than who speaks.
    fn of(polarity: Polarity, modality: Modality, has_speaker: bool) -> Self {
        match (polarity, modality) {
            (Polarity::Negative, _) => Self::Denied,
            (_, Modality::Planned | Modality::Predicted) => Self::Planned,
            (_, Modality::Possible | Modality::Hypothetical | Modality::Requested) => {
                Self::Possible
            }
            (_, Modality::Asserted) if has_speaker => Self::Said,
            (_, Modality::Asserted) => Self::Stated,
        }
    }
}

/// The words for a claim that is not plainly asserted.
pub(super) fn words_of_claim(claim: &Claim) -> Vec<String> {
    if claim.is_inferred {
        return vec![INFERRED.to_owned()];
    }
    standing_words(claim.polarity, claim.modality, claim.attribution.is_some())
}

/// The word for what follows by a rule.
pub(super) const INFERRED: &str = "inferred";

/// The words for what is not plainly asserted. A negation is a denial where somebody makes it outright.
pub(super) fn standing_words(
    polarity: Polarity,
    modality: Modality,
    has_speaker: bool,
) -> Vec<String> {
    let negation = match (polarity, modality) {
        (Polarity::Positive, _) => None,
        (Polarity::Negative, Modality::Asserted) if has_speaker => Some("denied"),
        (Polarity::Negative, _) => Some("negated"),
    };
    let modality = (modality != Modality::Asserted).then(|| modality.name());
    [negation, modality]
        .into_iter()
        .flatten()
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn denial_wins_over_modality_and_modality_over_the_speaker() {
        use Modality::{Asserted, Planned, Requested};
        use Polarity::{Negative, Positive};
        assert_eq!(Standing::of(Positive, Asserted, false), Standing::Stated);
        assert_eq!(Standing::of(Positive, Asserted, true), Standing::Said);
        assert_eq!(Standing::of(Positive, Planned, true), Standing::Planned);
        assert_eq!(Standing::of(Positive, Requested, true), Standing::Possible);
        assert_eq!(Standing::of(Negative, Planned, true), Standing::Denied);
    }
}
