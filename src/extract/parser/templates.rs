//! Which atoms make a feature together: the templates of Zhang and Nivre (2011, "Transition-based dependency
//! parsing with rich non-local features", tables 1 and 2), turned from arc-eager to arc-hybrid, where S1 is the
//! other possible head of S0, with suffixes, neighbours and what lies between added.

use crate::extract::parser::atoms::{
    Atom,
    Atom::{
        B0Before, B0C, B0L2D, B0L2T, B0LD, B0LT, B0LW, B0NL, B0SL, B0T, B0U, B0W, B0X, B1T, B1U,
        B1W, B2T, B2W, B3T, BetweenB, BetweenS, DistanceB, DistanceS, End, S0After, S0Before, S0C,
        S0L2D, S0L2T, S0LD, S0LT, S0LW, S0NL, S0NR, S0R2D, S0R2T, S0RD, S0RT, S0RW, S0SL, S0SR,
        S0T, S0U, S0W, S0X, S1After, S1C, S1LT, S1NR, S1R2D, S1R2T, S1RD, S1RT, S1RW, S1SR, S1T,
        S1U, S1W, S1X, S2T, S2U, S2W,
    },
    Atoms,
};
use crate::extract::weights::{key, mix};

const SINGLE: &[[Atom; 1]] = &[
    [S0W],
    [S0T],
    [S0X],
    [S1W],
    [S1T],
    [S1X],
    [S2T],
    [B0W],
    [B0T],
    [B0X],
    [B1W],
    [B1T],
    [B2W],
    [B2T],
    [S0LW],
    [S0LT],
    [S0RW],
    [S0RT],
    [S1RW],
    [B0LW],
    [B0LT],
];

const PAIR: &[[Atom; 2]] = &[
    [S0W, S0T],
    [S1W, S1T],
    [B0W, B0T],
    [B1W, B1T],
    [S2W, S2T],
    [S0W, B0W],
    [S0T, B0T],
    [S0W, B0T],
    [S0T, B0W],
    [S1W, S0W],
    [S1T, S0T],
    [S1W, S0T],
    [S1T, S0W],
    [S1T, B0T],
    [S1W, B0T],
    [S1T, B0W],
    [S1W, B0W],
    [B0T, B1T],
    [B0W, B1T],
    [B0T, B1W],
    [B0W, B1W],
    [S0T, S0LD],
    [S0T, S0RD],
    [S0W, S0LD],
    [S0W, S0RD],
    [B0T, B0LD],
    [B0W, B0LD],
    [S1T, S1RD],
    [S1W, S1RD],
    [S0W, DistanceB],
    [S0T, DistanceB],
    [B0W, DistanceB],
    [B0T, DistanceB],
    [S1W, DistanceS],
    [S0W, DistanceS],
    [S0W, S0NL],
    [S0T, S0NL],
    [S0W, S0NR],
    [S0T, S0NR],
    [B0W, B0NL],
    [B0T, B0NL],
    [S1W, S1NR],
    [S1T, S1NR],
    [S0W, S0SL],
    [S0T, S0SL],
    [S0W, S0SR],
    [S0T, S0SR],
    [B0W, B0SL],
    [B0T, B0SL],
    [S1W, S1SR],
    [S1T, S1SR],
    [S0X, B0X],
    [S1X, S0X],
    [S0T, End],
    [S2T, S0T],
    [S0C, B0C],
    [S1C, S0C],
    [S0C, B0T],
    [S0T, B0C],
    [S1C, S0T],
    [S1T, S0C],
    [S0C, B0W],
    [S1W, S0C],
    [S1C, S0W],
    [S0W, B0C],
];

const TRIPLE: &[[Atom; 3]] = &[
    [S0W, S0T, B0T],
    [S0T, B0W, B0T],
    [S1W, S1T, S0T],
    [S1T, S0W, S0T],
    [S0T, B0T, B1T],
    [S1T, S0T, B0T],
    [S2T, S1T, S0T],
    [B0T, B1T, B2T],
    [S0W, B0T, B1T],
    [S0T, B0W, B1T],
    [S1W, S0T, B0T],
    [S1T, S0W, B0T],
    [S1T, S0T, B0W],
    [S1W, S0W, B0T],
    [S1T, S0W, B0W],
    [S0T, S0LT, B0T],
    [S0T, S0RT, B0T],
    [S0T, B0T, B0LT],
    [S0T, B0LD, B0T],
    [S0T, S0RD, B0T],
    [S0T, S0LD, B0T],
    [S1T, S1RT, S0T],
    [S1T, S1LT, S0T],
    [S1T, S0T, S0LT],
    [S1T, S0T, S0RT],
    [S1T, S1RD, S0T],
    [S1T, S0RD, S0T],
    [S1W, S0T, S0LW],
    [S1T, S0T, S0LW],
    [S1W, S0LW, S0W],
    [S0T, S0LT, S0L2T],
    [S0T, S0RT, S0R2T],
    [B0T, B0LT, B0L2T],
    [S1T, S1RT, S1R2T],
    [S0T, S0LD, S0L2D],
    [S0T, S0RD, S0R2D],
    [B0T, B0LD, B0L2D],
    [S1T, S1RD, S1R2D],
    [S0T, B0T, DistanceB],
    [S0W, B0W, DistanceB],
    [S1T, S0T, DistanceS],
    [S1W, S0W, DistanceS],
    [S0T, B0T, BetweenB],
    [S1T, S0T, BetweenS],
    [S1W, S0T, BetweenS],
    [S0W, B0T, BetweenB],
    [S0T, S0After, B0T],
    [S1T, S1After, S0T],
    [S0T, B0Before, B0T],
    [S1T, S0Before, S0T],
    [S0X, S0T, B0T],
    [S1X, S0X, S0T],
    [S0X, B0X, B0T],
    [S1T, S1SR, S0T],
    [S0T, S0SR, B0T],
    [S0T, B0SL, B0T],
    [S0U, S0SL, B0U],
    [S1C, S0LW, S0C],
    [S1W, S0LW, S0C],
    [S1C, S0C, B0T],
    [S0C, B0W, B1T],
    [S0C, B0T, B1T],
    [S1C, S0W, B0C],
    [S1C, S0C, DistanceS],
    [S1C, S0C, BetweenS],
];

const QUADRUPLE: &[[Atom; 4]] = &[
    [S0W, S0T, B0W, B0T],
    [S1W, S1T, S0W, S0T],
    [S1T, S0T, B0T, B1T],
    [S0T, B0T, B1T, B2T],
    [B0T, B1T, B2T, B3T],
    [S1U, S0U, B0U, B1U],
    [S2U, S1U, S0U, B0U],
    [S1T, S0T, S0LT, S0RT],
    [S1U, S1RD, S0U, B0U],
    [S0U, S0RD, B0U, B1U],
    [S1T, S0T, B0T, S0LD],
    [S1T, S0T, B0T, S0RD],
    [S1W, S0T, B0T, B1T],
];

/// How many features a state has.
pub const N_FEATURES: usize = SINGLE.len() + PAIR.len() + TRIPLE.len() + QUADRUPLE.len();

/// The keys of a state's features.
pub type Features = [u32; N_FEATURES];

/// Hashes every template over a state's atoms.
#[must_use]
pub fn features(atoms: &Atoms) -> Features {
    let mut keys = [0; N_FEATURES];
    let (single, rest) = keys.split_at_mut(SINGLE.len());
    let (pair, rest) = rest.split_at_mut(PAIR.len());
    let (triple, quadruple) = rest.split_at_mut(TRIPLE.len());
    fill(single, SINGLE, 0x1000, atoms);
    fill(pair, PAIR, 0x2000, atoms);
    fill(triple, TRIPLE, 0x3000, atoms);
    fill(quadruple, QUADRUPLE, 0x4000, atoms);
    keys
}

#[inline]
fn fill<const N: usize>(keys: &mut [u32], templates: &[[Atom; N]], seed: u64, atoms: &Atoms) {
    for (index, (slot, template)) in keys.iter_mut().zip(templates).enumerate() {
        // The number of the template is the start of its hash, spread by the first multiplication.
        let start = (seed + index as u64).wrapping_mul(0xd6e8_feb8_6659_fd93);
        *slot = key(template
            .iter()
            .fold(start, |hash, &atom| mix(hash, atoms[atom as usize])));
    }
}
