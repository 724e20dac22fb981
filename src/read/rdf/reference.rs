//! The parsers of the oxigraph family: all forms of RDF, and the words of every fault.

use crate::format::Format;
use crate::model::{Fault, Place};
use crate::rdf::Quads;
use crate::read::ReadError;
use crate::read::rdf::MAX_FAULTS;
use oxigraph::io::{RdfParseError, RdfParser, RdfSyntaxError};
use std::cell::Cell;
use std::io::{self, BufRead, Read};
use std::rc::Rc;
use std::sync::Arc;

/// Where a piece of an input that is read by itself begins, from 0.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Start {
    pub(super) line: u64,
    pub(super) column: u64,
    /// How many lines were put in front of it.
    pub(super) n_before: u64,
}

/// Reads with the parser that was set up for the input; gives the faults.
pub(super) fn read(
    reader: &mut dyn BufRead,
    name: &Arc<str>,
    format: Format,
    parser: RdfParser,
    start: Start,
    quads: &mut Quads,
) -> Result<Vec<Fault>, ReadError> {
    let mut faults = Vec::new();
    let lines = Rc::new(Cell::new(0));
    let end = Rc::new(Cell::new(false));
    let by_line = Lines {
        reader,
        n_begun: Rc::clone(&lines),
        at_line_start: true,
        // The XML reader takes a file that breaks off for a whole one, unless something follows.
        end_tag: if format == Format::RdfXml {
            END_TAG
        } else {
            b""
        },
        end: Rc::clone(&end),
    };
    let is_line_format = matches!(format, Format::NTriples | Format::NQuads);
    // One type of reader over the whole program: the parsers of all formats are compiled once for each.
    let by_line: Box<dyn Read + '_> = Box::new(by_line);
    let mut parser = parser.for_reader(by_line).with_document_loader(|iri| {
        Err(
            format!("the remote context {iri} is never fetched: put the context into the file")
                .into(),
        )
    });
    for quad in parser.by_ref() {
        match quad {
            Ok(quad) => quads.insert_quad(quad)?,
            Err(RdfParseError::Io(error)) if error.kind() != io::ErrorKind::InvalidData => {
                return Err(error.into());
            }
            // Every element is closed, so that only the tag that we put at the end is too much.
            Err(error) if end.get() && is_end_of_file(&error) => break,
            Err(error) => {
                faults.push(fault(&error, name, format, lines.get(), start));
                // Elsewhere the faults after the first are mostly its echoes.
                if !is_line_format || faults.len() == MAX_FAULTS {
                    break;
                }
            }
        }
    }
    for (prefix, namespace) in parser.prefixes() {
        quads.prefixes.insert(prefix, namespace);
    }
    Ok(faults)
}

fn fault(
    error: &RdfParseError,
    name: &Arc<str>,
    format: Format,
    lines_read: u64,
    start: Start,
) -> Fault {
    let location = match error {
        RdfParseError::Syntax(error) => RdfSyntaxError::location(error),
        RdfParseError::Io(_) => None,
    };
    let place = Place {
        input: Arc::clone(name),
        // The XML reader tells no place, but it takes a line at a time.
        line: match &location {
            Some(location) => {
                Some((start.line + location.start.line).saturating_sub(start.n_before))
            }
            None if format == Format::RdfXml => Some(lines_read.saturating_sub(1)),
            None => None,
        },
        column: location.map(
            |location| match location.start.line.checked_sub(start.n_before) {
                Some(0) => start.column + location.start.column,
                _ => location.start.column,
            },
        ),
    };
    Fault::error(place, explain(&error.to_string()))
}

/// The reader's message without the position, which stands in front of ours, and with what would be right.
fn explain(message: &str) -> String {
    let message = match message.strip_prefix("Parser error ") {
        Some(rest) => rest.split_once(": ").map_or(rest, |(_, text)| text),
        None => message,
    };
    let message = crate::model::visible(message);
    let message: String = if message.chars().count() > 400 {
        message.chars().take(400).chain(['…']).collect()
    } else {
        message
    };
    if message.contains("No scheme found") {
        return format!("{message}; a relative IRI needs a base: --base IRI");
    }
    let mut letters = message.chars();
    match (letters.next(), letters.next()) {
        // Messages start in lower case, unless the first word is a name.
        (Some(first), Some(second)) if first.is_uppercase() && second.is_lowercase() => first
            .to_lowercase()
            .chain(message.chars().skip(1))
            .collect(),
        _ => message,
    }
}

/// Stands behind the end of an XML file; the message about an open element then says what was found.
const END_TAG: &[u8] = b"</end-of-file>";

fn is_end_of_file(error: &RdfParseError) -> bool {
    let message = error.to_string();
    message.contains("`</end-of-file>`") && !message.contains("expected `")
}

/// Hands on one line at a time and counts them, and at the end a tag that shows whether it is the end.
struct Lines<'a> {
    reader: &'a mut dyn BufRead,
    /// How many lines were begun.
    n_begun: Rc<Cell<u64>>,
    at_line_start: bool,
    /// What to hand on when the reader has nothing more.
    end_tag: &'static [u8],
    /// Whether the reader has nothing more.
    end: Rc<Cell<bool>>,
}

impl Read for Lines<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let available = self.reader.fill_buf()?;
        if available.is_empty() {
            self.end.set(true);
            let size = self.end_tag.len().min(buffer.len());
            let (tag, rest) = self.end_tag.split_at(size);
            buffer[..size].copy_from_slice(tag);
            self.end_tag = rest;
            return Ok(size);
        }
        let line = available
            .iter()
            .position(|byte| *byte == b'\n')
            .map_or(available.len(), |newline| newline + 1);
        let size = line.min(buffer.len());
        buffer[..size].copy_from_slice(&available[..size]);
        if self.at_line_start {
            self.n_begun.set(self.n_begun.get() + 1);
        }
        self.at_line_start = size > 0 && buffer[size - 1] == b'\n';
        self.reader.consume(size);
        Ok(size)
    }
}
