//! N-Triples and N-Quads on several threads.
//!
//! Each thread takes the next block of lines and reads it into a dictionary of its own. Blocks are put back in
//! their order at the end, so that it does not matter which thread read which.

use crate::format::Format;
use crate::model::Fault;
use crate::rdf::{Dictionary, Quad, Quads, Refused, Run, TooManyTerms, in_parallel};
use crate::read::ReadError;
use crate::read::blocks::{BLOCK, Blocks, after_last_line};
use crate::read::rdf::line::{Scanner, Unusual};
use crate::read::rdf::reference::{self, Start};
use crate::read::rdf::waiting::Waiting;
use crate::read::rdf::{MAX_FAULTS, Sink};
use memchr::memchr;
use oxigraph::io::RdfParser;
use std::io::BufRead;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// What stood in one block.
struct Block {
    number: usize,
    quads: Vec<Quad>,
    n_lines: u64,
    /// Faults, by lines of the block, each with how many quads came before it.
    faults: Vec<(usize, Fault)>,
}

/// What all threads share.
struct Work<'w, R> {
    blocks: Mutex<Blocks<R>>,
    n_faults: AtomicUsize,
    name: &'w Arc<str>,
    format: Format,
}

/// Reads all lines.
pub(super) fn read(
    reader: impl BufRead + Send,
    name: &Arc<str>,
    format: Format,
    n_threads: usize,
) -> Result<(Quads, Vec<Fault>), ReadError> {
    read_blocks(reader, name, format, n_threads, BLOCK)
}

fn read_blocks(
    reader: impl BufRead + Send,
    name: &Arc<str>,
    format: Format,
    n_threads: usize,
    size: usize,
) -> Result<(Quads, Vec<Fault>), ReadError> {
    let work = Work {
        blocks: Mutex::new(Blocks::new(reader, size, after_last_line)),
        n_faults: AtomicUsize::new(0),
        name,
        format,
    };
    let jobs = (0..n_threads).map(|_| || work.run()).collect();
    let parts = in_parallel(true, jobs).into_iter();
    let parts = parts.collect::<Result<_, ReadError>>()?;
    Ok(in_order(parts))
}

/// Reads lines block by block, each given away as soon as it was read.
pub(super) fn read_stream(
    reader: impl BufRead + Send,
    name: &Arc<str>,
    format: Format,
    sink: &mut Sink<'_>,
) -> Result<Vec<Fault>, ReadError> {
    let work = Work {
        blocks: Mutex::new(Blocks::new(reader, BLOCK, after_last_line)),
        n_faults: AtomicUsize::new(0),
        name,
        format,
    };
    let mut faults = Vec::new();
    let mut n_lines = 0;
    let mut bytes = Vec::new();
    while faults.len() < MAX_FAULTS {
        let next = {
            let mut blocks = work.blocks.lock().unwrap_or_else(PoisonError::into_inner);
            blocks.next(&mut bytes)?
        };
        let Some(number) = next else {
            break;
        };
        let mut known = Quads::default();
        let mut scanner = Scanner::new(format == Format::NQuads);
        let block = work.block(number, &bytes, &mut scanner, &mut known)?;
        for (_, mut fault) in block.faults {
            fault.place.line = fault.place.line.map(|line| line + n_lines);
            faults.push(fault);
        }
        n_lines += block.n_lines;
        let quads = block.quads;
        let run = Run {
            dictionary: 0,
            quads,
        };
        sink(Quads::from_runs(vec![known.into_dictionary()], vec![run]))?;
    }
    faults.truncate(MAX_FAULTS);
    Ok(faults)
}

/// Puts the blocks in their order.
fn in_order(parts: Vec<(Dictionary, Vec<Block>)>) -> (Quads, Vec<Fault>) {
    let mut dictionaries = Vec::new();
    let mut blocks = Vec::new();
    for (dictionary, read) in parts {
        // A thread that came too late has read nothing.
        if !read.is_empty() {
            blocks.extend(read.into_iter().map(|block| (dictionaries.len(), block)));
            dictionaries.push(dictionary);
        }
    }
    blocks.sort_unstable_by_key(|(_, block)| block.number);
    let mut runs = Vec::with_capacity(blocks.len());
    let mut faults = Vec::new();
    let mut n_lines = 0;
    for (dictionary, mut block) in blocks {
        for (n_quads, mut fault) in block.faults {
            fault.place.line = fault.place.line.map(|line| line + n_lines);
            faults.push(fault);
            if faults.len() == MAX_FAULTS {
                block.quads.truncate(n_quads);
                break;
            }
        }
        n_lines += block.n_lines;
        let quads = block.quads;
        runs.push(Run { dictionary, quads });
        if faults.len() == MAX_FAULTS {
            break;
        }
    }
    (Quads::from_runs(dictionaries, runs), faults)
}

impl<R: BufRead> Work<'_, R> {
    /// Reads blocks until there are none, or so many faults that nobody wants more.
    fn run(&self) -> Result<(Dictionary, Vec<Block>), ReadError> {
        let mut quads = Quads::default();
        let mut scanner = Scanner::new(self.format == Format::NQuads);
        let mut blocks = Vec::new();
        let mut bytes = Vec::new();
        while self.n_faults.load(Ordering::Relaxed) < MAX_FAULTS {
            let next = {
                let mut blocks = self.blocks.lock().unwrap_or_else(PoisonError::into_inner);
                blocks.next(&mut bytes)?
            };
            let Some(number) = next else {
                break;
            };
            let block = self.block(number, &bytes, &mut scanner, &mut quads)?;
            self.n_faults
                .fetch_add(block.faults.len(), Ordering::Relaxed);
            blocks.push(block);
        }
        Ok((quads.into_dictionary(), blocks))
    }

    fn block(
        &self,
        number: usize,
        mut bytes: &[u8],
        scanner: &mut Scanner,
        known: &mut Quads,
    ) -> Result<Block, ReadError> {
        let mut block = Block {
            number,
            // A line of 100 bytes is a short one.
            quads: Vec::with_capacity(bytes.len() / 100),
            n_lines: 0,
            faults: Vec::new(),
        };
        let mut waiting = Waiting::new();
        let mut before: &[u8] = b"";
        while !bytes.is_empty() {
            let end = memchr(b'\n', bytes).unwrap_or(bytes.len());
            let (line, after) = bytes.split_at(bytes.len().min(end + 1));
            match scanner.scan(&line[..end], &mut before, known.dictionary()?) {
                Ok(Some(terms)) => waiting.push(block.n_lines, line, terms),
                Ok(None) => {}
                Err(Unusual) => {
                    before = b"";
                    self.number(&mut waiting, scanner, &mut block, known)?;
                    self.unusual(line, block.n_lines, &mut block, known)?;
                }
            }
            if waiting.is_full() {
                self.number(&mut waiting, scanner, &mut block, known)?;
            }
            block.n_lines += 1;
            bytes = after;
        }
        self.number(&mut waiting, scanner, &mut block, known)?;
        block.quads.shrink_to_fit();
        Ok(block)
    }

    /// Numbers the terms of the lines that wait.
    fn number(
        &self,
        waiting: &mut Waiting<'_>,
        scanner: &mut Scanner,
        block: &mut Block,
        known: &mut Quads,
    ) -> Result<(), ReadError> {
        let lines = waiting.take(known.dictionary()?);
        for line in &lines {
            match waiting.quad(line, scanner, known.dictionary()?) {
                Ok(quad) => block.quads.push(quad),
                Err(Refused::Full) => return Err(TooManyTerms.into()),
                Err(Refused::Text) => self.unusual(line.written, line.number, block, known)?,
            }
        }
        waiting.put_back(lines);
        scanner.forget();
        Ok(())
    }

    /// A line that the scanner does not take.
    fn unusual(
        &self,
        line: &[u8],
        number: u64,
        block: &mut Block,
        known: &mut Quads,
    ) -> Result<(), ReadError> {
        let Some(format) = self.format.rdf() else {
            return Ok(());
        };
        let start = Start {
            line: number,
            ..Start::default()
        };
        let parser = RdfParser::from_format(format);
        let faults = reference::read(&mut &*line, self.name, self.format, parser, start, known)?;
        block.quads.extend(known.take());
        let n_quads = block.quads.len();
        block
            .faults
            .extend(faults.into_iter().map(|fault| (n_quads, fault)));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxigraph::model::Term;
    use proptest::prelude::*;

    /// Pieces that lines are made of, right and wrong ones.
    fn piece() -> impl Strategy<Value = &'static str> {
        prop::sample::select(vec![
            "<http://e/a>",
            "<http://e/b#c>",
            "<x:y>",
            "<rel>",
            "<http://e/ü>",
            "<http://e/a b>",
            "<http://e/\\u0061>",
            "_:a",
            "_:b.c",
            "_:é",
            "_:a.",
            "_:-",
            "\"\"",
            "\"a\"",
            "\"a\\\"\\n\\u00E9\"",
            "\"é\"",
            "\"\\x\"",
            "\"open",
            "@en",
            "@EN-gb",
            "@toolonglanguage",
            "^^<http://e/t>",
            "^^<rel>",
            "^^",
            "'a'",
            "1",
            "a:b",
            "^^<http://www.w3.org/2001/XMLSchema#string>",
            "@ar--rtl",
            "<<( <x:s> <x:p> _:a )>>",
            "^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#langString>",
            ".",
            " ",
            "\t",
            "#",
            "\r",
            " .\n",
            ".\r\n",
            "\n",
            ". # end\n",
            "\u{feff}",
            "VERSION \"1.2\"",
        ])
    }

    /// A line that may be right.
    fn line() -> impl Strategy<Value = String> {
        let object = (piece(), piece()).prop_map(|(text, suffix)| match text {
            literal if literal.starts_with('"') && suffix.starts_with(['@', '^']) => {
                format!("{literal}{suffix}")
            }
            other => other.to_owned(),
        });
        let whole = (piece(), piece(), object, piece())
            .prop_map(|(s, p, o, g)| format!("{s} {p} {o} {g} .\n"));
        let triple = (piece(), piece(), piece()).prop_map(|(s, p, o)| format!("{s} {p} {o} .\n"));
        let good = (0..4, 0..3, 0..5)
            .prop_map(|(s, p, o)| format!("<http://e/{s}> <http://e/p{p}> \"{o}\"@en .\n"));
        let pieces = prop::collection::vec(piece(), 0..6).prop_map(|pieces| pieces.concat() + "\n");
        prop_oneof![whole, triple, good, pieces]
    }

    /// Some lines; sometimes more than are numbered together.
    fn lines() -> impl Strategy<Value = Vec<String>> {
        let lines = |n_lines: std::ops::Range<usize>| prop::collection::vec(line(), n_lines);
        prop_oneof![9 => lines(0..6), 1 => lines(30..80)]
    }

    fn terms(quads: &Quads) -> Vec<[Option<Term>; 4]> {
        quads
            .iter()
            .map(|quad| quad.map(|term| term.map(oxigraph::model::TermRef::into_owned)))
            .collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn lines_are_read_as_the_reference_reads_each(lines in lines(), with_graphs: bool) {
            let format = if with_graphs { Format::NQuads } else { Format::NTriples };
            let text = lines.concat();
            let name: Arc<str> = "law".into();
            let mut wanted = Quads::default();
            let mut wanted_faults = Vec::new();
            for (line, text) in (0..).zip(text.split_inclusive('\n')) {
                let parser = RdfParser::from_format(format.rdf().unwrap());
                let start = Start { line, ..Start::default() };
                wanted_faults.extend(reference::read(&mut text.as_bytes(), &name, format, parser, start, &mut wanted).unwrap());
            }
            for (n_threads, size) in [(1, BLOCK), (1, 5), (3, 5)] {
                let (quads, faults) = read_blocks(text.as_bytes(), &name, format, n_threads, size).unwrap();
                prop_assert_eq!(terms(&quads), terms(&wanted), "{}", text);
                prop_assert_eq!(&faults, &wanted_faults, "{}", text);
            }
        }
    }

    #[test]
    fn no_more_faults_are_kept_than_anyone_reads() {
        let text = "wrong\n".repeat(MAX_FAULTS + 500);
        let name: Arc<str> = "many".into();
        for n_threads in [1, 2] {
            let (quads, faults) =
                read_blocks(text.as_bytes(), &name, Format::NTriples, n_threads, 64).unwrap();
            assert!(quads.is_empty());
            assert_eq!(faults.len(), MAX_FAULTS);
            assert_eq!(
                faults.last().unwrap().place.line,
                Some(MAX_FAULTS as u64 - 1)
            );
        }
    }
}
