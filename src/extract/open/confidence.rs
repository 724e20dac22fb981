//! How sure a tuple is.

use super::tuple::Pattern;
use crate::extract::Sentence;
use crate::extract::clauses::Clause;

/// The confidence of a tuple of a verb, in hundredths.
pub(super) fn of_verb(
    sentence: &Sentence<'_>,
    clauses: &[Clause],
    index: usize,
    pattern: Pattern,
) -> u8 {
    let _ = (sentence, clauses, index);
    of(pattern)
}

/// The confidence of a tuple with a pattern, in hundredths.
pub(super) fn of(pattern: Pattern) -> u8 {
    match pattern {
        Pattern::Object
        | Pattern::Oblique
        | Pattern::Agent
        | Pattern::Passive
        | Pattern::Complement
        | Pattern::Copula => 80,
        Pattern::Setting => 60,
        Pattern::Adjective | Pattern::Location => 70,
        Pattern::Existence => 40,
        Pattern::Apposition => 65,
        Pattern::Title => 60,
        Pattern::Possessive => 50,
        Pattern::NounPreposition => 20,
    }
}
