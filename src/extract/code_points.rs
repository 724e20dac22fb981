//! Byte offsets of a text as code points, which is what facts count.

/// Bytes between two remembered counts.
const STRIDE: usize = 256;

/// Counts code points before a byte in constant time.
#[derive(Debug, Clone)]
pub(super) struct CodePoints<'text> {
    text: &'text str,
    /// The code points before every [`STRIDE`]th byte, or before the character in which it lies.
    counts: Vec<u64>,
}

impl<'text> CodePoints<'text> {
    /// Counts a text once.
    #[must_use]
    pub(super) fn new(text: &'text str) -> Self {
        let mut counts = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut before = 0;
        for (at, byte) in text.bytes().enumerate() {
            if at % STRIDE == 0 {
                counts.push(before);
            }
            before += u64::from(is_start(byte));
        }
        counts.push(before);
        Self { text, counts }
    }

    /// The code points before a byte, which is the start of a character or the end of the text.
    #[must_use]
    pub(super) fn before(&self, byte: usize) -> u64 {
        let block = byte / STRIDE;
        let from = block * STRIDE;
        let Some(&known) = self.counts.get(block).filter(|_| from < self.text.len()) else {
            return self.counts.last().copied().unwrap_or(0);
        };
        let rest = &self.text.as_bytes()[from..byte.min(self.text.len())];
        known + rest.iter().filter(|&&byte| is_start(byte)).count() as u64
    }
}

/// Whether a byte of UTF-8 starts a character.
fn is_start(byte: u8) -> bool {
    byte & 0xc0 != 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_are_counted_as_characters_are() {
        for text in ["", "plain", &"aé😀z".repeat(300)] {
            let counted = CodePoints::new(text);
            for (number, (byte, _)) in text.char_indices().enumerate() {
                assert_eq!(counted.before(byte), number as u64);
            }
            assert_eq!(counted.before(text.len()), text.chars().count() as u64);
        }
    }
}
