//! Text on its way to an output: collected, so that a term costs no call of the output.

use std::io::{self, Write};

/// When what was collected is handed on.
const FULL: usize = 1 << 16;

/// A buffer in front of an output.
pub(super) struct Text<'o> {
    buffer: String,
    out: &'o mut dyn Write,
}

impl<'o> Text<'o> {
    pub(super) fn new(out: &'o mut dyn Write) -> Self {
        Self {
            buffer: String::with_capacity(FULL + FULL / 4),
            out,
        }
    }

    /// What was collected and not handed on yet; more may be put behind it.
    #[inline]
    pub(super) fn buffer(&mut self) -> &mut String {
        &mut self.buffer
    }

    #[inline]
    pub(super) fn push(&mut self, text: &str) {
        self.buffer.push_str(text);
    }

    /// Hands on what was collected if it is enough.
    #[inline]
    pub(super) fn relieve(&mut self) -> io::Result<()> {
        if self.buffer.len() < FULL {
            return Ok(());
        }
        self.finish()
    }

    /// Hands on what was collected.
    pub(super) fn finish(&mut self) -> io::Result<()> {
        self.out.write_all(self.buffer.as_bytes())?;
        self.buffer.clear();
        Ok(())
    }
}

/// Puts a string in quotation marks; `escape` says what to put in place of a character, if anything.
///
/// Only what `may_need_escape` says of a byte is looked at character by character: most strings are copied. It has to
/// be false of all that [`is_plain`] takes, which looks at eight bytes at a time.
#[inline]
pub(super) fn quote(
    text: &str,
    buffer: &mut String,
    may_need_escape: impl Fn(u8) -> bool,
    escape: impl Fn(char, &mut String) -> bool,
) {
    buffer.push('"');
    if !is_plain(text.as_bytes()) && text.bytes().any(may_need_escape) {
        for character in text.chars() {
            if !escape(character, buffer) {
                buffer.push(character);
            }
        }
    } else {
        buffer.push_str(text);
    }
    buffer.push('"');
}

/// Whether all bytes are printable ASCII and neither a quotation mark nor a backslash.
fn is_plain(text: &[u8]) -> bool {
    let (words, rest) = text.as_chunks::<8>();
    let mut last = [b' '; 8];
    last[..rest.len()].copy_from_slice(rest);
    let words = words.iter().chain([&last]);
    words.fold(0, |found, word| {
        found | other_bytes(u64::from_ne_bytes(*word))
    }) == 0
}

/// Not 0 if a byte of a word is below 0x20, above 0x7E, a quotation mark or a backslash: the tests for a byte that is
/// zero, less or greater than a bound of "Bit Twiddling Hacks" (Anderson).
fn other_bytes(word: u64) -> u64 {
    const ONES: u64 = u64::MAX / 0xFF;
    const HIGH: u64 = ONES << 7;
    let below = |word: u64, bound: u64| word.wrapping_sub(ONES * bound) & !word;
    let is = |byte: u8| below(word ^ (ONES * u64::from(byte)), 1);
    let above = word.wrapping_add(ONES) | word;
    (below(word, 0x20) | is(b'"') | is(b'\\') | above) & HIGH
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_is_told_by_each_byte_at_each_place() {
        for byte in 0..=u8::MAX {
            let is_other = !matches!(byte, 0x20..0x7F) || matches!(byte, b'"' | b'\\');
            for size in 1..20 {
                for place in 0..size {
                    for beside in [b'a', b' ', b'~', b'!', b'[', b']', b'#'] {
                        let mut text = vec![beside; size];
                        text[place] = byte;
                        assert_eq!(is_plain(&text), !is_other, "{byte} at {place} of {size}");
                    }
                }
            }
        }
        assert!(is_plain(b""));
    }
}
