//! How sure a relation is: the share of relations like it that a reader found right.
//!
//! A logistic model of a few [`Ground`]s, that is, of what is known to go wrong: the rule, how the ends are referred
//! to, how far they are from the word that joins them. Its weights were fitted with `examples/calibrate_confidence`
//! on texts that no rule was tuned on, each relation of which a reader judged (`tests/suite/extraction/judged`).
//! There are few of them, so each weight is drawn towards nought (a ridge penalty); the example says how well
//! confidence tells right from wrong on a text that was left out.

use crate::extract::mentions::MentionKind;
use crate::extract::reading::semantic_head;
use crate::extract::relations::candidate::{Candidate, Rule, Scene};
use crate::extract::relations::standing::Standing;

/// Words after which a sentence is long: a quarter of the sentences of news are longer.
const LONG_SENTENCE: usize = 30;

/// Something that makes a relation more or less likely to be right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ground {
    /// The rule that made it.
    Rule(Rule),
    /// An end is a pronoun, which another mention explains.
    Pronoun,
    /// An end is nowhere called by a name.
    Unnamed,
    /// The sentence is long.
    LongSentence,
    /// Somebody else than the writer says it.
    Reported,
}

impl Ground {
    /// Its name for explanations.
    pub fn name(self) -> &'static str {
        match self {
            Self::Rule(rule) => rule.name(),
            Self::Pronoun => "end by a pronoun",
            Self::Unnamed => "end without a name",
            Self::LongSentence => "long sentence",
            Self::Reported => "somebody’s words",
        }
    }

    /// Its weight in hundredths of log odds, as fitted; no noun for an event and no open relation was among what was
    /// judged, so the one is taken for an adjective, and the other for less sure than all others.
    fn weight(self) -> i32 {
        match self {
            Self::Rule(Rule::Role) => 36,
            Self::Rule(Rule::Structure) => 17,
            Self::Rule(Rule::FixedObject | Rule::Noun | Rule::Adjective) => -12,
            Self::Rule(Rule::Verb) => -28,
            Self::Reported => -29,
            Self::Rule(Rule::Open) => -100,
            Self::Unnamed => -22,
            Self::Pronoun => -47,
            Self::LongSentence => -79,
        }
    }
}

/// The weight that every relation has, in hundredths of log odds.
const BASE: i32 = 155;

/// What speaks for and against a relation.
pub fn grounds(scene: &Scene<'_, '_>, candidate: &Candidate, standing: &Standing) -> Vec<Ground> {
    let tree = &scene.reading.sentences[candidate.sentence];
    let is_pronoun = |&word: &usize| {
        let at = scene
            .mentions
            .at(candidate.sentence, semantic_head(tree, word));
        at.is_some_and(|at| scene.mentions.all[at].kind == MentionKind::Pronoun)
    };
    let ends = [candidate.subject, candidate.object].map(|end| &scene.cast.entities[end]);
    let all = [
        (candidate.ends.iter().any(is_pronoun), Ground::Pronoun),
        (ends.iter().any(|end| !end.is_named), Ground::Unnamed),
        (tree.words.len() > LONG_SENTENCE, Ground::LongSentence),
        (!standing.reports.is_empty(), Ground::Reported),
    ];
    let holding = all.into_iter().filter(|(holds, _)| *holds);
    std::iter::once(Ground::Rule(candidate.rule))
        .chain(holding.map(|(_, ground)| ground))
        .collect()
}

/// The confidence that grounds give, in hundredths.
pub fn confidence(grounds: &[Ground]) -> u32 {
    hundredths(BASE + grounds.iter().map(|ground| ground.weight()).sum::<i32>())
}

/// The logistic function of hundredths of log odds, in hundredths, from 1 to 99.
///
/// Odds are multiplied step by step: the exponential function of a system’s library may differ in the last place.
fn hundredths(log_odds: i32) -> u32 {
    const STEP: f64 = 1.010_050_167_084_168;
    let odds = (0..log_odds.unsigned_abs().min(500)).fold(1.0, |odds, _| odds * STEP);
    let less_likely = 100.0 / (1.0 + odds);
    let share = if log_odds < 0 {
        less_likely
    } else {
        100.0 - less_likely
    };
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share lies between 0 and 100"
    )]
    let rounded = (share + 0.5) as u32;
    rounded.clamp(1, 99)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn log_odds_become_hundredths() {
        assert_eq!(hundredths(0), 50);
        // 1 / (1 + e⁻¹) = 0.731
        assert_eq!(hundredths(100), 73);
        assert_eq!(hundredths(-100), 27);
        assert_eq!(hundredths(i32::MIN), 1);
        assert_eq!(hundredths(i32::MAX), 99);
    }
}
