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

/// Words between an end and the predicate beyond which an end is far.
const FAR: usize = 8;

/// Something that makes a relation more or less likely to be right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ground {
    /// The rule that made it.
    Rule(Rule),
    /// An end is a pronoun, which another mention explains.
    Pronoun,
    /// An end is a description: `the country`.
    Description,
    /// An end does not stand in the sentence, or is no mention by itself.
    Unseen,
    /// An end is far from the predicate.
    Far,
    /// The sentence is long.
    LongSentence,
    /// Somebody else than the writer says it.
    Reported,
    /// It is planned, possible, asked for.
    NotAsserted,
    /// It is denied.
    Denied,
}

impl Ground {
    /// Its name for explanations.
    pub fn name(self) -> &'static str {
        match self {
            Self::Rule(rule) => rule.name(),
            Self::Pronoun => "end by a pronoun",
            Self::Description => "end by a description",
            Self::Unseen => "end without words of its own",
            Self::Far => "end far from the word",
            Self::LongSentence => "long sentence",
            Self::Reported => "somebody’s words",
            Self::NotAsserted => "not asserted",
            Self::Denied => "denied",
        }
    }

    /// Its weight in hundredths of log odds, as fitted.
    fn weight(self) -> i32 {
        match self {
            Self::Rule(Rule::Open) => -80,
            _ => 0,
        }
    }
}

/// The weight that every relation has, in hundredths of log odds.
const BASE: i32 = 100;

/// What speaks for and against a relation.
pub fn grounds(scene: &Scene<'_, '_>, candidate: &Candidate, standing: &Standing) -> Vec<Ground> {
    let tree = &scene.reading.sentences[candidate.sentence];
    let kinds: Vec<Option<MentionKind>> = candidate
        .ends
        .iter()
        .map(|&word| {
            let head = semantic_head(tree, word);
            let at = scene.mentions.at(candidate.sentence, head)?;
            Some(scene.mentions.all[at].kind)
        })
        .collect();
    let is_any = |kind: Option<MentionKind>| kinds.contains(&kind);
    let is_far = candidate
        .ends
        .iter()
        .any(|&word| word.abs_diff(candidate.predicate) > FAR);
    let modality = standing.modality.or(candidate.brings.0).unwrap_or_default();
    let is_unseen = kinds.len() < 2 || is_any(None);
    let all = [
        (is_any(Some(MentionKind::Pronoun)), Ground::Pronoun),
        (is_any(Some(MentionKind::Nominal)), Ground::Description),
        (is_unseen, Ground::Unseen),
        (is_far, Ground::Far),
        (tree.words.len() > LONG_SENTENCE, Ground::LongSentence),
        (!standing.reports.is_empty(), Ground::Reported),
        (
            modality != crate::model::Modality::Asserted,
            Ground::NotAsserted,
        ),
        (standing.is_negative, Ground::Denied),
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
