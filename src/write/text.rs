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
/// Only what `may_need_escape` says of a byte is looked at character by character: most strings are copied.
#[inline]
pub(super) fn quote(
    text: &str,
    buffer: &mut String,
    may_need_escape: impl Fn(u8) -> bool,
    escape: impl Fn(char, &mut String) -> bool,
) {
    buffer.push('"');
    if text.bytes().any(may_need_escape) {
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
