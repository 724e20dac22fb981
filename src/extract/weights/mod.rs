//! Linear models over hashed features: a feature's key finds a row of weights, one a label, and the label with the
//! highest sum wins. Weights and sums are integers, so every platform decides alike.
//!
//! Keys have 28 bits: a feature that was never seen meets a stored one in fewer than 1 of 200 cases, and
//! sorted keys pack into about ten bits each.

mod code_book;
mod packed;
mod table;

pub use packed::{PackError, pack, unpack};
pub use table::{Row, WeightTable};

/// The bits of a feature's key.
pub const KEY_BITS: u32 = 28;

/// The labels of a model are fewer than this, so that a label fits a byte and sums fit the stack.
pub const MAX_LABELS: usize = 128;

/// One sum for each label.
pub type Scores = [i32; MAX_LABELS];

/// Anything that gives labels a score from features: the shipped table, or weights in training.
pub trait Scorer {
    /// Adds to every label's score the weights of all features.
    fn add_scores(&self, keys: &[u32], scores: &mut Scores);
}

/// The hash of some bytes, spread over all bits; the value of an atom such as a word or a suffix.
#[must_use]
pub fn hash_bytes(bytes: impl IntoIterator<Item = u8>) -> u32 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in bytes {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    high_half(hash.wrapping_mul(SPREAD))
}

/// The atom of a small number such as a tag or a distance; `kind` keeps different measures apart.
#[must_use]
pub fn hash_number(kind: u32, number: u32) -> u32 {
    let seed = u64::from(kind).wrapping_mul(SPREAD) ^ 0x5bf0_3635;
    high_half(mix(seed, number).wrapping_mul(SPREAD))
}

/// The golden ratio as a 64-bit fraction: multiplication by it spreads neighbouring numbers (Knuth, The Art of
/// Computer Programming, volume 3, section 6.4).
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

/// Takes one more atom into the hash of a feature.
#[inline]
#[must_use]
pub fn mix(hash: u64, atom: u32) -> u64 {
    let product = (hash ^ u64::from(atom)).wrapping_mul(SPREAD);
    product ^ (product >> 32)
}

/// The key of a feature from the hash of its template and atoms.
#[inline]
#[must_use]
pub fn key(hash: u64) -> u32 {
    high_half(hash.wrapping_mul(SPREAD)) >> (u32::BITS - KEY_BITS)
}

#[inline]
fn high_half(hash: u64) -> u32 {
    (hash >> 32) as u32
}
