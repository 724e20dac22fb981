//! Names of several words that somebody knows, such as a gazetteer: they are one word for tagger and parser, so that
//! `Burkina Faso ’s` cannot be broken in two, and several again in the tree, as `flat` dependents of their first.

use crate::extract::relation::Relation;
use crate::order::CompactSort;
use std::ops::Range;

/// One unit of a sentence for the parser: a word, or a name of several.
pub type Unit = Range<usize>;

/// The units of a sentence of `n_words` words. Names that are empty, reach beyond the sentence or overlap an
/// earlier one are left out; names may come in any order.
#[must_use]
pub fn units(n_words: usize, names: &[Range<usize>]) -> Vec<Unit> {
    let mut names: Vec<&Range<usize>> = names
        .iter()
        .filter(|name| name.start < name.end && name.end <= n_words)
        .collect();
    // The longer of two names that begin together is meant.
    names.order_by_key(|name| (name.start, std::cmp::Reverse(name.end)));
    let mut units = Vec::with_capacity(n_words);
    let mut next = 0;
    for name in names {
        if name.start < next {
            continue;
        }
        units.extend((next..name.start).map(|word| word..word + 1));
        units.push(name.clone());
        next = name.end;
    }
    units.extend((next..n_words).map(|word| word..word + 1));
    units
}

/// The tree of the words from the tree of the units.
#[must_use]
pub fn expand(
    units: &[Unit],
    tree: &[(Option<usize>, Relation)],
) -> Vec<(Option<usize>, Relation)> {
    let mut words = Vec::new();
    for (unit, (head, relation)) in units.iter().zip(tree) {
        words.push((head.map(|head| units[head].start), *relation));
        words.extend((unit.start + 1..unit.end).map(|_| (Some(unit.start), Relation::Flat)));
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_one_unit_and_words_again() {
        let units = units(5, &[3..5, 0..2, 1..3, 4..9]);
        assert_eq!(units, [0..2, 2..3, 3..5]);
        let tree = [
            (Some(1), Relation::Nsubj),
            (None, Relation::Root),
            (Some(1), Relation::Obj),
        ];
        let words = expand(&units, &tree);
        let heads: Vec<_> = words.iter().map(|word| word.0).collect();
        assert_eq!(heads, [Some(2), Some(0), None, Some(2), Some(3)]);
        assert_eq!(words[4].1, Relation::Flat);
    }
}
