//! How sure a tuple is.

use super::tuple::Pattern;

/// The confidence of a tuple with a pattern and so many arguments, in hundredths.
pub(super) fn of(pattern: Pattern, n_arguments: usize) -> u8 {
    let base: u8 = match pattern {
        Pattern::Object => 80,
        Pattern::Oblique => 80,
        Pattern::Agent => 80,
        Pattern::Passive => 80,
        Pattern::Complement => 80,
        Pattern::Setting => 60,
        Pattern::Copula => 80,
        Pattern::Adjective => 70,
        Pattern::Location => 70,
        Pattern::Existence => 40,
        Pattern::Apposition => 65,
        Pattern::Title => 60,
        Pattern::Possessive => 50,
        Pattern::NounPreposition => 20,
    };
    let _ = n_arguments;
    base
}
