//! Weights as bytes: the differences of sorted keys, counts, labels, and codes of a code book, each in a stream of
//! its own, because like beside like compresses best.
//!
//! A code stands for one of eight sizes in a geometric row, with a sign: small weights keep their relative
//! precision, large ones their size (logarithmic companding, as in telephony's ITU-T G.711).

use crate::extract::weights::{KEY_BITS, Row, WeightTable};
use thiserror::Error;

/// Why weights cannot be packed or read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PackError {
    /// A stream ended before it should.
    #[error("the weights end too early, in {0}")]
    Short(&'static str),
    /// Keys are not in ascending order or too large.
    #[error("the key {0} is out of order or out of range")]
    Key(u32),
    /// A row has no weights or more than a byte can count.
    #[error("a row has {0} weights; 1 to 255 fit")]
    Count(usize),
    /// A code stands for no weight of the code book.
    #[error("the code {0} is not in the code book")]
    Code(u8),
}

/// How many sizes of weights the code book has.
pub(super) const N_SIZES: u8 = 8;

/// The sizes from `smallest` to `largest`, each larger than the one before by the same share.
fn code_book(smallest: i16, largest: i16) -> Vec<i16> {
    // Whole numbers only: the n-th size is found as the root of products, by bisection on the ratio in 1/65536.
    let (smallest, largest) = (i64::from(smallest.max(1)), i64::from(largest.max(1)));
    // Far beyond any weight it stops growing, so that products stay small.
    let grow = |size: i64, ratio: i64| ((size * ratio) >> 16).min(1 << 40);
    let last = |ratio: i64| (1..N_SIZES).fold(smallest << 16, |size, _| grow(size, ratio));
    let (mut low, mut high) = (1_i64 << 16, 1_i64 << 22);
    while high - low > 1 {
        let middle = i64::midpoint(low, high);
        if last(middle) >> 16 < largest {
            low = middle;
        } else {
            high = middle;
        }
    }
    let mut size = smallest << 16;
    let mut book = Vec::with_capacity(usize::from(N_SIZES));
    for _ in 0..N_SIZES {
        book.push(i16::try_from((size + (1 << 15)) >> 16).unwrap_or(i16::MAX));
        size = grow(size, high);
    }
    book
}

/// The code of the nearest size, the sign in the lowest bit.
fn code(book: &[i16], weight: i16) -> u8 {
    let magnitude = weight.saturating_abs();
    let above = book
        .partition_point(|&size| size < magnitude)
        .min(book.len() - 1);
    let below = above.saturating_sub(1);
    let nearer_below = magnitude - book[below] < book[above] - magnitude;
    let size = u8::try_from(if nearer_below { below } else { above }).unwrap_or(0);
    size << 1 | u8::from(weight < 0)
}

/// Packs rows in ascending order of keys. Weights become the nearest of the code book between the smallest and
/// the largest magnitude among them.
///
/// # Errors
/// [`PackError::Key`] if keys are not ascending, [`PackError::Count`] if a row is empty or too long.
pub fn pack(rows: &[Row]) -> Result<Vec<u8>, PackError> {
    let sizes = || {
        rows.iter()
            .flat_map(|row| &row.weights)
            .map(|(_, weight)| weight.saturating_abs())
    };
    let (smallest, largest) = (sizes().min().unwrap_or(1), sizes().max().unwrap_or(1));
    let book = code_book(smallest, largest);
    let mut streams: [Vec<u8>; 5] = Default::default();
    let mut next = 0;
    for row in rows {
        let difference = row
            .key
            .checked_sub(next)
            .filter(|_| row.key >> KEY_BITS == 0);
        put_key(&mut streams, difference.ok_or(PackError::Key(row.key))?);
        next = row.key + 1;
        let count = u8::try_from(row.weights.len())
            .ok()
            .filter(|&count| count > 0);
        streams[2].push(count.ok_or(PackError::Count(row.weights.len()))?);
        for &(label, weight) in &row.weights {
            streams[3].push(label);
            streams[4].push(code(&book, weight));
        }
    }
    let mut bytes = Vec::new();
    bytes.extend(u32::try_from(rows.len()).unwrap_or(u32::MAX).to_le_bytes());
    bytes.extend(smallest.to_le_bytes());
    bytes.extend(largest.to_le_bytes());
    for stream in streams {
        bytes.extend(
            u32::try_from(stream.len())
                .unwrap_or(u32::MAX)
                .to_le_bytes(),
        );
        bytes.extend(stream);
    }
    Ok(bytes)
}

/// The low byte of a difference, which is noise, goes apart from the rest of it, which is small.
fn put_key(streams: &mut [Vec<u8>; 5], difference: u32) {
    let [low, ..] = difference.to_le_bytes();
    streams[0].push(low);
    let mut high = difference >> 8;
    while high >= 255 {
        streams[1].push(255);
        high -= 255;
    }
    streams[1].push(high.to_le_bytes()[0]);
}

/// Reads what [`pack`] wrote.
///
/// # Errors
/// [`PackError`] if the bytes are not what [`pack`] writes.
pub fn unpack(mut bytes: &[u8]) -> Result<WeightTable, PackError> {
    let n_rows = u32::from_le_bytes(take(&mut bytes, "the head")?);
    let smallest = i16::from_le_bytes(take(&mut bytes, "the head")?);
    let largest = i16::from_le_bytes(take(&mut bytes, "the head")?);
    let book = code_book(smallest, largest);
    let mut streams: [&[u8]; 5] = [&[]; 5];
    for stream in &mut streams {
        let length = u32::from_le_bytes(take(&mut bytes, "a length")?) as usize;
        *stream = bytes.get(..length).ok_or(PackError::Short("a stream"))?;
        bytes = &bytes[length..];
    }
    let [low, high, counts, labels, codes] = &mut streams;
    let mut table = WeightTable::with_room((n_rows as usize).min(counts.len()));
    let mut weights = Vec::new();
    let mut next: u32 = 0;
    for _ in 0..n_rows {
        let key = next.saturating_add(take_difference(low, high)?);
        if key >> KEY_BITS != 0 {
            return Err(PackError::Key(key));
        }
        next = key + 1;
        let [count] = take(counts, "the counts")?;
        weights.clear();
        for _ in 0..count {
            let [label] = take(labels, "the labels")?;
            let [code] = take(codes, "the codes")?;
            let size = *book
                .get(usize::from(code >> 1))
                .ok_or(PackError::Code(code))?;
            weights.push((label, if code & 1 == 1 { -size } else { size }));
        }
        table.push(key, &weights);
    }
    Ok(table)
}

/// What [`put_key`] wrote.
fn take_difference(low: &mut &[u8], high: &mut &[u8]) -> Result<u32, PackError> {
    let [low] = take(low, "the keys")?;
    let mut upper: u32 = 0;
    loop {
        let [more] = take(high, "the keys")?;
        upper = upper.saturating_add(u32::from(more));
        if more < 255 {
            return Ok(upper.saturating_mul(256).saturating_add(u32::from(low)));
        }
    }
}

fn take<const N: usize>(bytes: &mut &[u8], place: &'static str) -> Result<[u8; N], PackError> {
    let (first, rest) = bytes.split_first_chunk().ok_or(PackError::Short(place))?;
    *bytes = rest;
    Ok(*first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::weights::{MAX_LABELS, Scorer};

    #[test]
    fn weights_come_back_near_what_they_were() {
        let row = |key, weights: &[(u8, i16)]| Row {
            key,
            weights: weights.to_vec(),
        };
        let rows = [
            row(0, &[(3, 90)]),
            row(1, &[(0, -700), (127, 4000)]),
            row((1 << KEY_BITS) - 1, &[(5, -90)]),
        ];
        let read = unpack(&pack(&rows).unwrap()).unwrap();
        assert_eq!(read.len(), 4);
        for row in &rows {
            let mut scores = [0; MAX_LABELS];
            read.add_scores(&[row.key], &mut scores);
            for &(label, weight) in &row.weights {
                let (read, weight) = (scores[usize::from(label)], i32::from(weight));
                assert!(
                    (read - weight).abs() * 3 <= weight.abs(),
                    "{weight} became {read}"
                );
            }
        }
    }

    #[test]
    fn the_code_book_goes_from_the_smallest_to_the_largest() {
        for (smallest, largest) in [(1, 1), (1, i16::MAX), (89, 7900), (38, 1817)] {
            let book = code_book(smallest, largest);
            assert!(book.is_sorted());
            assert_eq!(book[0], smallest);
            assert!(
                (book[book.len() - 1] - largest).abs() <= largest / 100 + 1,
                "{book:?}"
            );
        }
    }

    #[test]
    fn every_cut_is_an_error() {
        let bytes = pack(&[Row {
            key: 7,
            weights: vec![(1, 9)],
        }])
        .unwrap();
        for length in 0..bytes.len() {
            assert!(unpack(&bytes[..length]).is_err(), "{length}");
        }
        let row = |key| Row {
            key,
            weights: vec![(1, 9)],
        };
        assert_eq!(pack(&[row(2), row(1)]), Err(PackError::Key(1)));
    }
}
