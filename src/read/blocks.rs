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
            if read(&mut self.reader, wanted, block)? < wanted {
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

/// Adds `wanted` bytes of a reader to a block, fewer only at its end, and says how many.
///
/// `read_to_end` would do the same, but fills the block with zeros first where a reader has only the `read_buf` that
/// the standard library gives it, as the program's has, which counts what is read.
fn read(reader: &mut impl BufRead, wanted: usize, block: &mut Vec<u8>) -> io::Result<usize> {
    block.reserve(wanted);
    let mut n_read = 0;
    while n_read < wanted {
        let piece = match reader.fill_buf() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            piece => piece?,
        };
        let size = piece.len().min(wanted - n_read);
        if size == 0 {
            break;
        }
        block.extend_from_slice(&piece[..size]);
        reader.consume(size);
        n_read += size;
    }
    Ok(n_read)
}

/// After the last line end.
pub(in crate::read) fn after_last_line(text: &[u8]) -> Option<usize> {
    Some(memrchr(b'\n', text)? + 1)
}
