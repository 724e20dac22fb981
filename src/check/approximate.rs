//! Where a text comes nearest to some words, by edit distance.
//!
//! Gene Myers, "A fast bit-vector algorithm for approximate string matching based on dynamic programming" (Journal
//! of the ACM 46(3), 1999): the columns of the table of edit distances as bits, 64 rows a step, and only those
//! blocks of rows that may still come within the limit. The form of the step is Heikki Hyyrö's, "A bit-vector
//! algorithm for computing Levenshtein and Damerau edit distances" (Nordic Journal of Computing 10, 2003). The time
//! is the length of the text times the limit over 64; the memory is that of the words, whatever the text is.

use std::ops::Range;

/// Rows of the table that one machine word holds.
const ROWS: usize = 64;

/// Where a text is nearest to some words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Nearest {
    /// The characters of the text, by number.
    pub(super) place: Range<usize>,
    /// How many characters have to be inserted, taken out or replaced.
    pub(super) distance: usize,
}

/// The words as bits: for each of their characters the rows where it stands.
struct Pattern {
    alphabet: Vec<char>,
    /// For each character of the alphabet, all blocks.
    rows: Vec<u64>,
    n_blocks: usize,
    /// A block without any character of the words.
    none: Vec<u64>,
    length: usize,
}

impl Pattern {
    fn new(words: impl Iterator<Item = char> + Clone) -> Self {
        let mut alphabet: Vec<char> = words.clone().collect();
        let length = alphabet.len();
        alphabet.sort_unstable();
        alphabet.dedup();
        let n_blocks = length.div_ceil(ROWS);
        let mut rows = vec![0; alphabet.len() * n_blocks];
        for (row, character) in words.enumerate() {
            if let Ok(letter) = alphabet.binary_search(&character) {
                rows[letter * n_blocks + row / ROWS] |= 1 << (row % ROWS);
            }
        }
        Self {
            alphabet,
            rows,
            n_blocks,
            none: vec![0; n_blocks],
            length,
        }
    }

    fn rows_of(&self, character: char) -> &[u64] {
        match self.alphabet.binary_search(&character) {
            Ok(letter) => &self.rows[letter * self.n_blocks..(letter + 1) * self.n_blocks],
            Err(_) => &self.none,
        }
    }

    /// How many rows a block has; the last may have fewer.
    fn height(&self, block: usize) -> usize {
        (self.length - block * ROWS).min(ROWS)
    }
}

/// Part of a column: which rows are one more than the row above, which one less, and the number in its last row.
#[derive(Clone, Copy)]
struct Block {
    more: u64,
    less: u64,
    score: usize,
}

impl Block {
    fn new(score: usize) -> Self {
        Self {
            more: u64::MAX,
            less: 0,
            score,
        }
    }

    /// One column on. `from_above` is by how much the row above the block changes; gives the same for its last row.
    fn step(&mut self, equal: u64, from_above: i8, height: usize) -> i8 {
        let vertical = equal | self.less;
        let equal = equal | u64::from(from_above < 0);
        let horizontal = ((equal & self.more).wrapping_add(self.more) ^ self.more) | equal;
        let mut more = self.less | !(horizontal | self.more);
        let mut less = self.more & horizontal;
        let last = 1 << (height - 1);
        let change = i8::from(more & last != 0) - i8::from(less & last != 0);
        more = more << 1 | u64::from(from_above > 0);
        less = less << 1 | u64::from(from_above < 0);
        self.more = less | !(vertical | more);
        self.less = more & vertical;
        self.score = match change {
            1 => self.score + 1,
            -1 => self.score - 1,
            _ => self.score,
        };
        change
    }
}

/// Goes through a text and tells for each prefix of it how far the words are from its end, where that is at most the
/// limit that `see` gives back. `row_above` is 0 where the words may start anywhere, 1 where they start with the text.
fn columns(
    pattern: &Pattern,
    text: impl Iterator<Item = char>,
    row_above: i8,
    mut limit: usize,
    mut see: impl FnMut(usize, usize) -> Option<usize>,
) {
    let mut blocks: Vec<Block> = Vec::with_capacity(pattern.n_blocks);
    let mut bottom = 0;
    for block in 0..pattern.n_blocks {
        bottom += pattern.height(block);
        blocks.push(Block::new(bottom));
    }
    // Blocks further down hold nothing within the limit.
    let n_first = limit.div_ceil(ROWS).clamp(1, pattern.n_blocks);
    let mut active = n_first;
    for (column, character) in text.enumerate() {
        let equal = pattern.rows_of(character);
        let mut change = row_above;
        for block in 0..active {
            change = blocks[block].step(equal[block], change, pattern.height(block));
        }
        let above = blocks[active - 1].score;
        let before = match change {
            1 => above - 1,
            -1 => above + 1,
            _ => above,
        };
        if active < pattern.n_blocks && before <= limit && (equal[active] & 1 == 1 || change < 0) {
            let height = pattern.height(active);
            blocks[active] = Block::new(before + height);
            blocks[active].step(equal[active], change, height);
            active += 1;
        } else {
            while active > 1 && blocks[active - 1].score >= limit + pattern.height(active - 1) {
                active -= 1;
            }
        }
        if active == pattern.n_blocks && blocks[active - 1].score <= limit {
            match see(column + 1, blocks[active - 1].score) {
                Some(stricter) => limit = stricter,
                None => return,
            }
        }
    }
}

/// The first place of a text where words are nearest to it, if they are within `limit` edits.
pub(super) fn nearest(words: &str, text: &str, limit: usize) -> Option<Nearest> {
    if words.is_empty() {
        return None;
    }
    let pattern = Pattern::new(words.chars());
    let mut best: Option<(usize, usize)> = None;
    columns(&pattern, text.chars(), 0, limit, |end, distance| {
        best = Some((end, distance));
        // From here on only what is nearer counts.
        distance.checked_sub(1)
    });
    let (end, distance) = best?;
    // The same backwards from the end that was found tells where it starts.
    let backwards = Pattern::new(words.chars().rev());
    let end_byte = text
        .char_indices()
        .nth(end)
        .map_or(text.len(), |(byte, _)| byte);
    let mut length = None;
    let before = text[..end_byte].chars().rev();
    let reach = pattern.length + distance;
    columns(&backwards, before.take(reach), 1, distance, |seen, far| {
        if far == distance && length.is_none() {
            length = Some(seen);
        }
        length.is_none().then_some(distance)
    });
    // Where all words are taken out nothing is left.
    let length = length.unwrap_or(0);
    Some(Nearest {
        place: end - length..end,
        distance,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The table of edit distances as it is defined: its last row, where words may start anywhere in the text.
    fn last_row(words: &str, text: &str) -> Vec<usize> {
        let words: Vec<char> = words.chars().collect();
        let mut column: Vec<usize> = (0..=words.len()).collect();
        let mut row = vec![words.len()];
        for letter in text.chars() {
            let mut diagonal = 0;
            for at in 1..=words.len() {
                let replaced = diagonal + usize::from(words[at - 1] != letter);
                diagonal = column[at];
                column[at] = replaced.min(column[at] + 1).min(column[at - 1] + 1);
            }
            row.push(column[words.len()]);
        }
        row
    }

    fn check(words: &str, text: &str, limit: usize) -> Result<(), TestCaseError> {
        let row = last_row(words, text);
        // An end at 0 is no place in the text.
        let least = row.iter().skip(1).copied().min().unwrap_or(usize::MAX);
        let found = nearest(words, text, limit);
        if least > limit {
            prop_assert_eq!(found, None);
            return Ok(());
        }
        let found = found.ok_or_else(|| TestCaseError::fail(format!("none within {least}")))?;
        prop_assert_eq!(found.distance, least);
        prop_assert_eq!(
            row.iter().skip(1).position(|far| *far == least),
            Some(found.place.end - 1)
        );
        let place: String = text
            .chars()
            .skip(found.place.start)
            .take(found.place.len())
            .collect();
        prop_assert_eq!(strsim::levenshtein(words, &place), least, "{:?}", place);
        Ok(())
    }

    proptest! {
        #[test]
        fn short_words_are_found_where_the_whole_table_has_them(
            words in "[abé]{1,12}", text in "[abé ]{0,60}", limit in 0_usize..8
        ) {
            check(&words, &text, limit)?;
        }

        #[test]
        fn long_words_are_found_across_blocks(
            head in "[ab]{0,70}", words in "[ab]{50,200}", tail in "[ab]{0,70}", at in 0_usize..200, limit in 0_usize..60
        ) {
            let at = at % words.len();
            let text = format!("{head}{}x{}{tail}", &words[..at], &words[at..]);
            check(&words, &text, limit)?;
            check(&words, &format!("{tail}{head}"), limit)?;
        }
    }

    #[test]
    fn a_word_in_place_of_another_is_told_with_its_place() {
        let text =
            "Armed groups have been attacking it since 2015. They expelled French troops in 2023.";
        let found = nearest("expelled German troops", text, 8);
        // `German` and `French` share no more than the `e`, which one letter before it leaves in place.
        assert_eq!(
            found,
            Some(Nearest {
                place: 53..75,
                distance: 6
            })
        );
        assert_eq!(nearest("the moon is made of cheese", text, 6), None);
    }
}
