//! Lines of facts in blocks, on several threads.

use crate::model::{FactsFile, Fault};
use crate::read::ReadError;
use crate::read::blocks::{BLOCK, Blocks, after_last_line};
use crate::read::facts::one_text;
use memchr::{memchr, memchr_iter};
use std::collections::BTreeMap;
use std::io::{self, BufRead};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};

/// The records and the faults of one block.
type Part = (FactsFile, Vec<Fault>);

/// Blocks with the line that each begins at.
struct Work<R> {
    blocks: Blocks<R>,
    line: u64,
}

/// Reads all lines that are left, the first of which is `line`.
pub(super) fn rest(
    reader: impl BufRead + Send,
    line: u64,
    file: &mut FactsFile,
    faults: &mut Vec<Fault>,
) -> Result<(), ReadError> {
    let n_threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    rest_in_blocks(reader, line, file, faults, (n_threads, BLOCK))
}

fn rest_in_blocks(
    reader: impl BufRead + Send,
    line: u64,
    file: &mut FactsFile,
    faults: &mut Vec<Fault>,
    (n_threads, size): (usize, usize),
) -> Result<(), ReadError> {
    let name = Arc::clone(&file.name);
    let work = Mutex::new(Work {
        blocks: Blocks::new(reader, size, after_last_line),
        line,
    });
    std::thread::scope(|scope| {
        let (sender, receiver) = channel();
        for _ in 1..n_threads {
            let (sender, work, name) = (sender.clone(), &work, &name);
            scope.spawn(move || while work_on(work, name, &sender) {});
        }
        let mut waiting = BTreeMap::new();
        let mut next = 0;
        let mut take = |(number, part): (usize, io::Result<Part>)| -> io::Result<()> {
            waiting.insert(number, part?);
            while let Some(part) = waiting.remove(&next) {
                append(part, file, faults);
                next += 1;
            }
            Ok(())
        };
        // This thread reads too: what it reads is freed later in the part of memory that it builds in.
        while work_on(&work, &name, &sender) {
            receiver.try_iter().try_for_each(&mut take)?;
        }
        drop(sender);
        receiver.iter().try_for_each(take)?;
        Ok(())
    })
}

/// Reads the next block; `false` if there is none, or if nobody wants more.
fn work_on<R: BufRead>(
    work: &Mutex<Work<R>>,
    name: &Arc<str>,
    sender: &Sender<(usize, io::Result<Part>)>,
) -> bool {
    let mut bytes = Vec::new();
    let (number, line) = {
        let mut work = work.lock().unwrap_or_else(PoisonError::into_inner);
        let line = work.line;
        match work.blocks.next(&mut bytes) {
            Ok(None) => return false,
            Ok(Some(number)) => {
                work.line += memchr_iter(b'\n', &bytes).count() as u64;
                (number, line)
            }
            Err(error) => {
                // The reader has gone if this cannot be sent.
                let _ = sender.send((usize::MAX, Err(error)));
                return false;
            }
        }
    };
    sender.send((number, Ok(block(&bytes, line, name)))).is_ok()
}

fn block(mut bytes: &[u8], mut line: u64, name: &Arc<str>) -> Part {
    let mut file = FactsFile::new(Arc::clone(name));
    let mut faults = Vec::new();
    while !bytes.is_empty() {
        let end = memchr(b'\n', bytes).map_or(bytes.len(), |end| end + 1);
        one_text(&bytes[..end], name, line, &mut file, &mut faults);
        line += 1;
        bytes = &bytes[end..];
    }
    (file, faults)
}

fn append((mut part, mut found): Part, file: &mut FactsFile, faults: &mut Vec<Fault>) {
    file.sources.append(&mut part.sources);
    file.entities.append(&mut part.entities);
    file.evidence.append(&mut part.evidence);
    file.relations.append(&mut part.relations);
    faults.append(&mut found);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn line() -> impl Strategy<Value = &'static str> {
        prop::sample::select(vec![
            r#"{"kind":"source","id":"s","text":"words"}"#,
            r#"{"kind":"entity","id":"a","label":"A"}"#,
            r#"{"kind":"evidence","id":"e","quote":"words"}"#,
            r#"{"subject":"a","predicate":"p","object":"b"}"#,
            r#"{"subject":"a","predicate":"p","odd":1}"#,
            r#"{"subject":"#,
            "not JSON",
            "",
            "  \r",
        ])
    }

    proptest! {
        #[test]
        fn blocks_are_read_as_lines_are(lines in prop::collection::vec(line(), 0..20), ends_well: bool) {
            let text = lines.join("\n") + if ends_well { "\n" } else { "" };
            let read = |n_threads, size| {
                let mut file = FactsFile::new("law".into());
                let mut faults = Vec::new();
                rest_in_blocks(text.as_bytes(), 1, &mut file, &mut faults, (n_threads, size)).unwrap();
                (file, faults)
            };
            let (whole, found) = block(text.as_bytes(), 1, &"law".into());
            for (n_threads, size) in [(1, BLOCK), (1, 7), (3, 7)] {
                prop_assert_eq!(read(n_threads, size), (whole.clone(), found.clone()));
            }
        }
    }
}
