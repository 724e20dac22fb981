//! Weights as codes: a code stands for one of eight sizes in a geometric row, with a sign, so that small weights keep
//! their relative precision, large ones their size (logarithmic companding, as in telephony's ITU-T G.711).

/// How many sizes of weights the code book has.
const N_SIZES: u8 = 8;

/// How many codes there are.
pub(super) const N_CODES: usize = 2 * N_SIZES as usize;

/// The sizes from `smallest` to `largest`, each larger than the one before by the same share.
pub(super) fn code_book(smallest: i16, largest: i16) -> Vec<i16> {
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
pub(super) fn code(book: &[i16], weight: i16) -> u8 {
    let magnitude = weight.saturating_abs();
    let above = book
        .partition_point(|&size| size < magnitude)
        .min(book.len() - 1);
    let below = above.saturating_sub(1);
    let nearer_below = magnitude - book[below] < book[above] - magnitude;
    let size = u8::try_from(if nearer_below { below } else { above }).unwrap_or(0);
    size << 1 | u8::from(weight < 0)
}

/// The weight that a code stands for.
pub(super) fn weight(book: &[i16], code: u8) -> Option<i16> {
    let size = *book.get(usize::from(code >> 1))?;
    Some(if code & 1 == 1 { -size } else { size })
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
