//! Weights as bytes: the differences of sorted keys, counts, labels, and codes of a code book, each in streams of
//! their own by what stands before them, because like beside like compresses best.

use crate::extract::weights::code_book::{N_CODES, code, code_book, weight};
use crate::extract::weights::{KEY_BITS, MAX_LABELS, Row, WeightTable};
use thiserror::Error;

/// Why weights cannot be packed or read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PackError {
    /// A stream ended before it should.
    #[error("the weights end too early, in {0}")]
    Short(&'static str),
    /// A stream goes on after the last row.
    #[error("the weights go on after their end")]
    Long,
    /// Keys are not in ascending order or too large.
    #[error("the key {0} is out of order or out of range")]
    Key(u32),
    /// A row has no weights or more than a byte can count.
    #[error("a row has {0} weights; 1 to 255 fit")]
    Count(usize),
    /// A code stands for no weight of the code book.
    #[error("the code {0} is not in the code book")]
    Code(u8),
    /// A label is too large.
    #[error("the label {0} is too large")]
    Label(u8),
}

/// How many contexts the count of a row makes for what stands first in it.
const N_FIRST: usize = 4;

/// What rows are made of, alike beside alike.
#[derive(Default)]
struct Streams<S> {
    /// The low byte of each difference of keys, which is noise.
    low: S,
    /// The rest of the difference and the number of weights, both small, in half a byte each.
    heads: S,
    /// What does not fit these halves.
    spill: S,
    /// Labels by what stands before them, which tells most about them: they ascend.
    labels: Vec<S>,
    /// Codes likewise.
    codes: Vec<S>,
}

impl<S: Default> Streams<S> {
    fn new() -> Self {
        let streams = |n_symbols| (0..N_FIRST + n_symbols).map(|_| S::default()).collect();
        Self {
            labels: streams(MAX_LABELS),
            codes: streams(N_CODES),
            ..Self::default()
        }
    }

    fn iter_mut(&mut self) -> impl Iterator<Item = &mut S> {
        let single = [&mut self.low, &mut self.heads, &mut self.spill];
        single
            .into_iter()
            .chain(&mut self.labels)
            .chain(&mut self.codes)
    }
}

/// The stream of a symbol after another one of its row, or as the first of so many.
fn context(before: Option<u8>, count: u8) -> usize {
    match before {
        Some(symbol) => N_FIRST + usize::from(symbol),
        None => usize::from(count).clamp(1, N_FIRST) - 1,
    }
}

/// The largest half of a byte: the rest of the number has spilt.
const FULL: u32 = 15;

/// Packs rows in ascending order of keys. Weights become the nearest of the code book between the smallest and
/// the largest magnitude among them. Each piece is best compressed by itself; their concatenation is what [`unpack`]
/// reads.
///
/// # Errors
/// [`PackError::Key`] if keys are not ascending, [`PackError::Count`] if a row is empty or too long,
/// [`PackError::Label`] if a label is too large.
pub fn pack(rows: &[Row]) -> Result<Vec<Vec<u8>>, PackError> {
    let weights = || rows.iter().flat_map(|row| &row.weights);
    let sizes = || weights().map(|(_, weight)| weight.saturating_abs());
    let (smallest, largest) = (sizes().min().unwrap_or(1), sizes().max().unwrap_or(1));
    let book = code_book(smallest, largest);
    let mut streams = Streams::<Vec<u8>>::new();
    let mut next = 0;
    for row in rows {
        let is_ordered = row.key >= next && row.key >> KEY_BITS == 0;
        let count = u8::try_from(row.weights.len()).unwrap_or(0);
        match (is_ordered, count) {
            (false, _) => return Err(PackError::Key(row.key)),
            (true, 0) => return Err(PackError::Count(row.weights.len())),
            (true, _) => put_head(&mut streams, row.key - next, count),
        }
        next = row.key + 1;
        let (mut last_label, mut last_code) = (None, None);
        for &(label, weight) in &row.weights {
            if usize::from(label) >= MAX_LABELS {
                return Err(PackError::Label(label));
            }
            let code = code(&book, weight);
            streams.labels[context(last_label, count)].push(label);
            streams.codes[context(last_code, count)].push(code);
            (last_label, last_code) = (Some(label), Some(code));
        }
    }
    let mut head = u32::try_from(rows.len())
        .unwrap_or(u32::MAX)
        .to_le_bytes()
        .to_vec();
    head.extend(smallest.to_le_bytes());
    head.extend(largest.to_le_bytes());
    for stream in streams.iter_mut() {
        head.extend(
            u32::try_from(stream.len())
                .unwrap_or(u32::MAX)
                .to_le_bytes(),
        );
    }
    let streams = streams.iter_mut().map(std::mem::take);
    Ok([head].into_iter().chain(streams).collect())
}

fn put_head(streams: &mut Streams<Vec<u8>>, difference: u32, count: u8) {
    let [low, ..] = difference.to_le_bytes();
    streams.low.push(low);
    let (high, count) = (difference >> 8, u32::from(count));
    let [head, ..] = (high.min(FULL) << 4 | count.min(FULL)).to_le_bytes();
    streams.heads.push(head);
    for number in [high, count] {
        if let Some(mut rest) = number.checked_sub(FULL) {
            while rest >= 255 {
                streams.spill.push(255);
                rest -= 255;
            }
            streams.spill.push(rest.to_le_bytes()[0]);
        }
    }
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
    let mut streams = read_streams(bytes)?;
    let mut table = WeightTable::with_room((n_rows as usize).min(streams.heads.len()));
    let mut weights = Vec::new();
    let mut next: u32 = 0;
    for _ in 0..n_rows {
        let (difference, count) = take_head(&mut streams)?;
        let key = next.saturating_add(difference);
        if key >> KEY_BITS != 0 {
            return Err(PackError::Key(key));
        }
        next = key + 1;
        weights.clear();
        let (mut last_label, mut last_code) = (None, None);
        for _ in 0..count {
            let [label] = take(
                &mut streams.labels[context(last_label, count)],
                "the labels",
            )?;
            if usize::from(label) >= MAX_LABELS {
                return Err(PackError::Label(label));
            }
            let [code] = take(&mut streams.codes[context(last_code, count)], "the codes")?;
            let weight = weight(&book, code).ok_or(PackError::Code(code))?;
            weights.push((label, weight));
            (last_label, last_code) = (Some(label), Some(code));
        }
        table.push(key, &weights);
    }
    if streams.iter_mut().any(|stream| !stream.is_empty()) {
        return Err(PackError::Long);
    }
    Ok(table)
}

/// The lengths of all streams, then the streams.
fn read_streams(mut bytes: &[u8]) -> Result<Streams<&[u8]>, PackError> {
    let mut streams = Streams::<&[u8]>::new();
    let mut lengths = Vec::new();
    for _ in streams.iter_mut() {
        lengths.push(u32::from_le_bytes(take(&mut bytes, "a length")?) as usize);
    }
    for (stream, length) in streams.iter_mut().zip(lengths) {
        (*stream, bytes) = bytes
            .split_at_checked(length)
            .ok_or(PackError::Short("a stream"))?;
    }
    Ok(streams)
}

/// What [`put_head`] wrote.
fn take_head(streams: &mut Streams<&[u8]>) -> Result<(u32, u8), PackError> {
    let [low] = take(&mut streams.low, "the keys")?;
    let [head] = take(&mut streams.heads, "the counts")?;
    let mut number = |half: u8| {
        let mut number = u32::from(half);
        while number >= FULL {
            let [more] = take(&mut streams.spill, "what has spilt")?;
            number = number.saturating_add(u32::from(more));
            if more < 255 {
                break;
            }
        }
        Ok(number)
    };
    let (high, count) = (number(head >> 4)?, number(head & 15)?);
    let fitting = u8::try_from(count).ok().filter(|&count| count > 0);
    let count = fitting.ok_or(PackError::Count(count as usize))?;
    let difference = high.saturating_mul(256).saturating_add(u32::from(low));
    Ok((difference, count))
}

fn take<const N: usize>(bytes: &mut &[u8], place: &'static str) -> Result<[u8; N], PackError> {
    let (first, rest) = bytes.split_first_chunk().ok_or(PackError::Short(place))?;
    *bytes = rest;
    Ok(*first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::weights::Scorer;

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
        let read = unpack(&pack(&rows).unwrap().concat()).unwrap();
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
    fn every_cut_is_an_error() {
        let bytes = pack(&[Row {
            key: 7,
            weights: vec![(1, 9)],
        }])
        .unwrap()
        .concat();
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
