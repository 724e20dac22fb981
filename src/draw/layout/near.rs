//! Which items lie about a place. The picture is cut into columns and into rows, and each of them knows its
//! items as bits; what is both in a column and in a row of a frame may touch that frame.

use crate::draw::layout::geometry::{Frame, Point};

/// Width of a column and height of a row.
const STRIP: f64 = 64.0;
/// Items to a word of bits.
const BITS: usize = 64;

/// The first and the last column, and the first and the last row.
pub(super) type Spans = [[usize; 2]; 2];

pub(super) struct Near {
    /// Half the number of strips in each direction, times their width.
    reach: Point,
    n_strips: [usize; 2],
    n_words: usize,
    /// For columns and for rows: the first bits of each strip, then the next bits of each, and so on.
    strips: [Vec<u64>; 2],
    /// For columns and for rows: the first and the last strip of each item.
    spans: [Vec<[usize; 2]>; 2],
}

impl Near {
    /// For so many items, most of them within `reach` of the middle; what is beyond counts as at the border.
    pub(super) fn new(n_items: usize, reach: Point) -> Self {
        let n_words = n_items.div_ceil(BITS);
        let n_strips = [reach.x, reach.y].map(|reach| number(reach * 2.0 / STRIP) + 1);
        Self {
            reach,
            n_strips,
            n_words,
            strips: n_strips.map(|strips| vec![0; strips * n_words]),
            spans: [(); 2].map(|()| vec![[1, 0]; n_items]),
        }
    }

    /// Tells where an item is now.
    pub(super) fn put(&mut self, item: usize, frame: Frame) {
        let (word, bit) = (item / BITS, 1 << (item % BITS));
        for (axis, span) in self.spans_of(frame).into_iter().enumerate() {
            let old = self.spans[axis][item];
            if old == span {
                continue;
            }
            let strips = &mut self.strips[axis];
            for strip in old[0]..=old[1] {
                strips[strip + word * self.n_strips[axis]] &= !bit;
            }
            for strip in span[0]..=span[1] {
                strips[strip + word * self.n_strips[axis]] |= bit;
            }
            self.spans[axis][item] = span;
        }
    }

    /// The columns and rows that an item lies in.
    pub(super) fn spans(&self, item: usize) -> Spans {
        [self.spans[0][item], self.spans[1][item]]
    }

    /// The items that may touch something in such columns and rows, in their order.
    #[inline]
    pub(super) fn about(&self, [columns, rows]: Spans, found: &mut Vec<usize>) {
        found.clear();
        for word in 0..self.n_words {
            let mut bits = self.joined(0, columns, word);
            if bits != 0 {
                bits &= self.joined(1, rows, word);
            }
            while bits != 0 {
                found.push(word * BITS + bits.trailing_zeros() as usize);
                bits &= bits - 1;
            }
        }
    }

    #[inline]
    fn joined(&self, axis: usize, [first, last]: [usize; 2], word: usize) -> u64 {
        let from = word * self.n_strips[axis];
        let strips = &self.strips[axis][from + first..=from + last];
        strips.iter().fold(0, |all, bits| all | bits)
    }

    #[inline]
    pub(super) fn spans_of(&self, frame: Frame) -> Spans {
        let (low, high) = (frame.lowest() + self.reach, frame.highest() + self.reach);
        let span = |low: f64, high: f64, n_strips: usize| {
            [low, high].map(|at| number(at / STRIP).min(n_strips - 1))
        };
        [
            span(low.x, high.x, self.n_strips[0]),
            span(low.y, high.y, self.n_strips[1]),
        ]
    }
}

/// Downwards, and nothing below 0.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "pictures have fewer than 2^31 strips, and a float that is too small becomes 0"
)]
fn number(value: f64) -> usize {
    value as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::layout::geometry::point;

    fn at(x: f64, y: f64) -> Frame {
        Frame {
            center: point(x, y),
            half: point(20.0, 5.0),
        }
    }

    #[test]
    fn an_item_is_found_where_it_is_and_no_longer_where_it_was() {
        let mut near = Near::new(100, point(500.0, 300.0));
        near.put(70, at(0.0, 0.0));
        near.put(3, at(30.0, 8.0));
        near.put(4, at(300.0, 0.0));
        let mut found = Vec::new();
        near.about(near.spans_of(at(10.0, 0.0)), &mut found);
        assert_eq!(found, [3, 70]);
        near.put(70, at(9_000.0, -9_000.0));
        near.about(near.spans_of(at(10.0, 0.0)), &mut found);
        assert_eq!(found, [3]);
        near.about(near.spans_of(at(499.0, -299.0)), &mut found);
        assert_eq!(found, [70]);
    }
}
