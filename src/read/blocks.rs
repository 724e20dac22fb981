//! An input cut into blocks that can be read by themselves.

use memchr::memrchr;
use std::io::{self, BufRead, Read};

/// About how many bytes a block has.
pub(in crate::read) const BLOCK: usize = 1 << 20;

/// Hands out an input block by block.
pub(in crate::read) struct Blocks<R> {
    reader: R,
    /// What was read and belongs to the next block.
    carried: Vec<u8>,
    n_given: usize,
    /// Where a text may be cut last: the end of the block.
    cut: fn(&[u8]) -> Option<usize>,
    size: usize,
}

impl<R: BufRead> Blocks<R> {
    pub(in crate::read) fn new(reader: R, size: usize, cut: fn(&[u8]) -> Option<usize>) -> Self {
        Self {
            reader,
            carried: Vec::new(),
            n_given: 0,
            cut,
            size,
        }
    }

    /// Puts the next block into `block` and gives its number, from 0; `None` at the end.
    pub(in crate::read) fn next(&mut self, block: &mut Vec<u8>) -> io::Result<Option<usize>> {
        block.clear();
        block.append(&mut self.carried);
        loop {
            let wanted = self.size.max(block.len());
            let n_read = self
                .reader
                .by_ref()
                .take(wanted as u64)
                .read_to_end(block)?;
            if n_read < wanted {
                break;
            }
            if let Some(end) = (self.cut)(block) {
                self.carried.extend_from_slice(&block[end..]);
                block.truncate(end);
                break;
            }
        }
        if block.is_empty() {
            return Ok(None);
        }
        self.n_given += 1;
        Ok(Some(self.n_given - 1))
    }

    /// What was not given out.
    pub(in crate::read) fn into_rest(self) -> impl BufRead {
        io::Cursor::new(self.carried).chain(self.reader)
    }
}

/// After the last line end.
pub(in crate::read) fn after_last_line(text: &[u8]) -> Option<usize> {
    Some(memrchr(b'\n', text)? + 1)
}
