/// How many bytes lie between two marks: a place is never counted from further off.
const EVERY: usize = 4096;

/// Places every few thousand bytes of a text, as far as it was looked at, so that a long line is not counted
/// anew for each place in it.
#[derive(Debug, Default)]
pub(super) struct Marks(Vec<Mark>);

/// A byte of a text with its line and column, counted from 0.
#[derive(Debug, Clone, Copy, Default)]
struct Mark {
    byte: usize,
    line: u64,
    column: u64,
}

impl Marks {
    /// The line and the column, in code points, of a byte; all calls are about one text.
    pub(super) fn line_and_column(&mut self, text: &str, byte: usize) -> (u64, u64) {
        let mut last = self.0.last().copied().unwrap_or_default();
        while byte > last.byte + EVERY {
            last = last.on_to(text, last.byte + EVERY);
            self.0.push(last);
        }
        let near = self.0.partition_point(|mark| mark.byte <= byte);
        let mark = near.checked_sub(1).and_then(|at| self.0.get(at));
        let found = mark.copied().unwrap_or_default().on_to(text, byte);
        (found.line, found.column)
    }
}

impl Mark {
    /// The place of a later byte, or of the start of the character that it belongs to.
    #[inline]
    fn on_to(self, text: &str, byte: usize) -> Self {
        let mut byte = byte.min(text.len());
        while !text.is_char_boundary(byte) {
            byte -= 1;
        }
        let since = text.get(self.byte..byte).unwrap_or_default();
        let newlines = since.bytes().filter(|byte| *byte == b'\n').count() as u64;
        let (from, tail) = match since.rfind('\n') {
            Some(newline) => (0, &since[newline + 1..]),
            None => (self.column, since),
        };
        Self {
            byte,
            line: self.line + newlines,
            column: from + tail.chars().count() as u64,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_agree_with_a_plain_count_in_any_order() {
        let text = "aé😀\n".repeat(5000) + &"é".repeat(9000);
        let mut marks = Marks::default();
        for byte in [0, 30_000, 17, 50_000, 49_999, 40_000, 57_000, 4096, 8193] {
            let mut start = byte;
            while !text.is_char_boundary(start) {
                start -= 1;
            }
            let before = &text[..start];
            let line = before.matches('\n').count() as u64;
            let column = before.rsplit('\n').next().unwrap().chars().count() as u64;
            assert_eq!(marks.line_and_column(&text, byte), (line, column), "{byte}");
        }
    }
}
