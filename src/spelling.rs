//! "Did you mean": which of some names is spelt nearly as what was typed.

use std::cmp::Reverse;
use strsim::{damerau_levenshtein, jaro_winkler};

/// Longer names are not compared: the distance takes time in the square of the length.
const MAX_LENGTH: usize = 64;

/// How far a name is from what was typed; `None` if nobody would take the one for the other.
///
/// Up to a third of the letters may be wrong (one in a name of up to five), or the beginning must agree as
/// in `worksAt` and `worksFor`. Case is no difference.
pub(crate) fn distance(typed: &str, known: &str) -> Option<usize> {
    let typed = typed.to_lowercase();
    let known = known.to_lowercase();
    let (length, other) = (typed.chars().count(), known.chars().count());
    if length == 0 || length.max(other) > MAX_LENGTH {
        return None;
    }
    let distance = damerau_levenshtein(&typed, &known);
    let allowed = if length == 1 { 0 } else { (length / 3).max(1) };
    let similar = length.min(other) >= 5 && jaro_winkler(&typed, &known) >= 0.86;
    (distance <= allowed || similar).then_some(distance)
}

/// The nearest of some names; of two equally near the one that begins alike, then the first.
pub(crate) fn nearest<'n>(
    typed: &str,
    known: impl IntoIterator<Item = &'n str>,
) -> Option<&'n str> {
    known
        .into_iter()
        .filter_map(|name| Some((distance(typed, name)?, name)))
        .min_by_key(|(distance, name)| (*distance, Reverse(letters_in_common(typed, name))))
        .map(|(_, name)| name)
}

/// How many letters two names begin with alike: slips are rarer at the beginning.
fn letters_in_common(left: &str, right: &str) -> usize {
    left.chars()
        .zip(right.chars())
        .take_while(|(left, right)| left == right)
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_what_was_meant() {
        let known = [
            "trains",
            "trades",
            "worksFor",
            "name",
            "relationship",
            "lex",
            "sec",
        ];
        for (typed, meant) in [
            ("trians", "trains"),
            ("Trains", "trains"),
            ("worksAt", "worksFor"),
            ("nmae", "name"),
            ("relation", "relationship"),
            ("sex", "sec"),
        ] {
            assert_eq!(nearest(typed, known), Some(meant));
        }
    }

    #[test]
    fn another_word_is_no_slip() {
        for typed in ["", "x", "capital", "tr", "frob", &"trains".repeat(50)] {
            assert_eq!(nearest(typed, ["trains", "name", "as"]), None, "{typed}");
        }
    }
}
