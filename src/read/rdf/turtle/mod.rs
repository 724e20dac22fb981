//! Turtle on several threads.
//!
//! The input is cut where a statement seems to end: after a full stop at the end of a line. Such a place may be
//! inside a text, so the pieces are read on trial, all at once, and then looked at in order: if a piece was read
//! to its very end, the next did begin between two statements, and what was read of it counts. Where that is not
//! so, or where names get another meaning, the piece is read again by itself and the next ones are tried anew.
//! What our parser does not take is left, with all that follows, to the reference.

mod directive;
mod literal;
mod names;
mod parser;
#[cfg(test)]
mod tests;
mod tokens;

use crate::format::Format;
use crate::model::Fault;
use crate::rdf::{Dictionary, Quad, Quads, Run, TooManyTerms, in_parallel};
use crate::read::ReadError;
use crate::read::blocks::{BLOCK, Blocks};
use crate::read::rdf::reference::{self, Start};
use crate::read::rdf::turtle::names::Names;
use crate::read::rdf::turtle::parser::{Parser, Stop};
use crate::read::rdf::{RdfOptions, Sink};
use memchr::{memchr_iter, memmem, memrchr2};
use oxigraph::io::RdfParser;
use std::collections::VecDeque;
use std::io::{self, BufRead, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How many pieces each thread is given at a time: they are held in memory until they are looked at.
const PIECES: usize = 8;

/// Reads a document.
pub(super) fn read(
    reader: impl BufRead,
    name: &Arc<str>,
    base: Option<&str>,
    n_threads: usize,
) -> Result<(Quads, Vec<Fault>), ReadError> {
    read_pieces(reader, name, base, n_threads, BLOCK)
}

fn read_pieces(
    reader: impl BufRead,
    name: &Arc<str>,
    base: Option<&str>,
    n_threads: usize,
    size: usize,
) -> Result<(Quads, Vec<Fault>), ReadError> {
    let mut document = Document::new(reader, base, n_threads, size);
    let unusual = document.read(&mut None)?;
    let mut quads = document.take_quads()?;
    let faults = document.leave(name, unusual, &mut quads)?;
    Ok((quads, faults))
}

/// Reads a document piece by piece, each given away as soon as it was read.
pub(super) fn read_stream(
    reader: impl BufRead,
    name: &Arc<str>,
    options: RdfOptions<'_>,
    sink: &mut Sink<'_>,
) -> Result<Vec<Fault>, ReadError> {
    let mut document = Document::new(reader, options.base, options.n_threads(), BLOCK);
    let unusual = document.read(&mut Some(sink))?;
    let mut quads = document.take_quads()?;
    let faults = document.leave(name, unusual, &mut quads)?;
    sink(quads)?;
    Ok(faults)
}

impl<R: BufRead> Document<R> {
    fn new(reader: R, base: Option<&str>, n_threads: usize, size: usize) -> Self {
        Self {
            blocks: Blocks::new(reader, size, after_last_statement),
            is_over: false,
            pieces: VecDeque::new(),
            names: Names::new(base),
            dictionaries: (0..n_threads).map(|_| Dictionary::default()).collect(),
            runs: Vec::new(),
            n_sections: 0,
            start: Start::default(),
            is_clean: true,
        }
    }
}

/// After the last full stop at the end of a line.
fn after_last_statement(text: &[u8]) -> Option<usize> {
    Some(memmem::rfind(text, b".\n")? + 2)
}

struct Document<R> {
    blocks: Blocks<R>,
    /// Whether the input has no more blocks.
    is_over: bool,
    /// What was taken from the input and not yet read.
    pieces: VecDeque<Vec<u8>>,
    names: Names,
    /// One for each thread.
    dictionaries: Vec<Dictionary>,
    runs: Vec<Run>,
    /// How many pieces were read, on trial or not: nodes without labels are named after it.
    n_sections: usize,
    /// Where the first piece begins.
    start: Start,
    /// Whether everything that was read did count.
    is_clean: bool,
}

/// What was read of one piece.
struct Trial {
    place: usize,
    dictionary: usize,
    quads: Vec<Quad>,
    /// How much of it is left, and why.
    left: (usize, Stop),
}

impl<R: BufRead> Document<R> {
    /// Reads until the end, or gives what is left of the first piece that our parser does not take.
    fn read(&mut self, sink: &mut Option<&mut Sink<'_>>) -> Result<Option<Vec<u8>>, ReadError> {
        loop {
            if let Some(sink) = sink
                && !self.runs.is_empty()
            {
                sink(self.take_quads()?)?;
            }
            self.take_pieces()?;
            if self.pieces.is_empty() {
                return Ok(None);
            }
            // The first piece mostly begins with the prefixes, which the others need.
            let trials = if self.n_sections == 0 {
                Vec::new()
            } else {
                self.try_pieces()
            };
            self.count(trials)?;
            let Some(piece) = self.pieces.pop_front() else {
                continue;
            };
            let (left, stop) = self.one_piece(&piece);
            let rest = piece[piece.len() - left..].to_vec();
            self.passed(&piece[..piece.len() - left]);
            match stop {
                Stop::End => {}
                Stop::Full => return Err(TooManyTerms.into()),
                Stop::Open if self.lengthen(rest.clone())? => {}
                Stop::Open | Stop::Unusual | Stop::Directive => return Ok(Some(rest)),
            }
        }
    }

    fn take_pieces(&mut self) -> io::Result<()> {
        while !self.is_over && self.pieces.len() < self.dictionaries.len() * PIECES {
            let mut piece = Vec::new();
            match self.blocks.next(&mut piece)? {
                Some(_) => self.pieces.push_back(piece),
                None => self.is_over = true,
            }
        }
        Ok(())
    }

    /// Puts what is left of a piece in front of the next; `false` if there is none.
    fn lengthen(&mut self, mut rest: Vec<u8>) -> io::Result<bool> {
        self.take_pieces()?;
        let Some(next) = self.pieces.pop_front() else {
            return Ok(false);
        };
        rest.extend_from_slice(&next);
        self.pieces.push_front(rest);
        Ok(true)
    }

    /// Reads all pieces at once, each as if it began between two statements and changed no names.
    fn try_pieces(&mut self) -> Vec<Trial> {
        let next = AtomicUsize::new(0);
        let (pieces, names, first) = (&self.pieces, &self.names, self.n_sections);
        let work = |place: usize, dictionary: &mut Dictionary| {
            let mut trials = Vec::new();
            loop {
                let at = next.fetch_add(1, Ordering::Relaxed);
                let Some(piece) = pieces.get(at) else {
                    return trials;
                };
                let mut names = names.clone();
                let mut parser = Parser::new(piece, first + at, &mut names, false, dictionary);
                let left = parser.statements();
                let mut quads = parser.quads;
                quads.shrink_to_fit();
                trials.push(Trial {
                    place: at,
                    dictionary: place,
                    quads,
                    left,
                });
                if left.1 != Stop::End {
                    return trials;
                }
            }
        };
        let work = &work;
        let dictionaries = self.dictionaries.iter_mut().enumerate();
        let jobs = dictionaries.map(|(place, dictionary)| move || work(place, dictionary));
        let read = in_parallel(true, jobs.collect());
        let mut trials: Vec<Trial> = read.into_iter().flatten().collect();
        self.n_sections += pieces.len();
        trials.sort_unstable_by_key(|trial| trial.place);
        trials
    }

    /// Keeps what was read of pieces that did begin between two statements.
    fn count(&mut self, trials: Vec<Trial>) -> Result<(), ReadError> {
        for (place, trial) in trials.into_iter().enumerate() {
            if trial.left.1 == Stop::Full {
                return Err(TooManyTerms.into());
            }
            if trial.place != place || trial.left.1 != Stop::End {
                self.is_clean = false;
                return Ok(());
            }
            self.runs.push(Run {
                dictionary: trial.dictionary,
                quads: trial.quads,
            });
            if let Some(piece) = self.pieces.pop_front() {
                self.passed(&piece);
            }
        }
        Ok(())
    }

    /// Reads a piece that does begin between two statements; gives how much is left, and why.
    fn one_piece(&mut self, piece: &[u8]) -> (usize, Stop) {
        let (names, dictionary) = (&mut self.names, &mut self.dictionaries[0]);
        let mut parser = Parser::new(piece, self.n_sections, names, true, dictionary);
        let left = parser.statements();
        self.runs.push(Run {
            dictionary: 0,
            quads: parser.quads,
        });
        self.n_sections += 1;
        left
    }

    /// Moves on to what comes after a text. A line ends with a line feed, a carriage return, or both.
    fn passed(&mut self, text: &[u8]) {
        let returns = memchr_iter(b'\r', text).filter(|at| text.get(at + 1) != Some(&b'\n'));
        self.start.line += (memchr_iter(b'\n', text).count() + returns.count()) as u64;
        let last = match memrchr2(b'\n', b'\r', text) {
            Some(end) => {
                self.start.column = 0;
                &text[end + 1..]
            }
            None => text,
        };
        self.start.column += String::from_utf8_lossy(last).chars().count() as u64;
    }

    /// What was read so far, which is then forgotten.
    fn take_quads(&mut self) -> Result<Quads, TooManyTerms> {
        let empty = (0..self.dictionaries.len()).map(|_| Dictionary::default());
        let dictionaries = std::mem::replace(&mut self.dictionaries, empty.collect());
        let mut quads = Quads::from_runs(dictionaries, std::mem::take(&mut self.runs));
        if !std::mem::replace(&mut self.is_clean, true) {
            quads.without_unused_terms()?;
        }
        for (prefix, namespace) in self.names.prefixes() {
            quads.prefixes.insert(prefix, namespace);
        }
        Ok(quads)
    }

    /// Leaves the rest, if there is any, to the reference, which adds to `quads`.
    fn leave(
        mut self,
        name: &Arc<str>,
        unusual: Option<Vec<u8>>,
        quads: &mut Quads,
    ) -> Result<Vec<Fault>, ReadError> {
        let Some(rest) = unusual else {
            return Ok(Vec::new());
        };
        // A statement that is not taken has left terms behind.
        quads.without_unused_terms()?;
        let (directives, n_before) = self.names.directives();
        self.start.n_before = n_before;
        let pieces = self.pieces.into_iter().flatten().collect::<Vec<u8>>();
        let text = io::Cursor::new(directives).chain(io::Cursor::new(rest));
        let mut text = text
            .chain(io::Cursor::new(pieces))
            .chain(self.blocks.into_rest());
        let parser = RdfParser::from_format(oxigraph::io::RdfFormat::Turtle);
        reference::read(&mut text, name, Format::Turtle, parser, self.start, quads)
    }
}
