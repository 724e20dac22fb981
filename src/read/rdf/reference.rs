//! The parsers of the oxigraph family: all forms of RDF, and the words of every fault.

use crate::format::Format;
use crate::limits::{NESTING, RDF_TERM, XML_EXPANSION};
use crate::model::{Fault, Place};
use crate::rdf::Quads;
use crate::read::ReadError;
use crate::read::json;
use crate::read::place::place_of_byte;
use crate::read::rdf::MAX_FAULTS;
use crate::read::rdf::guard::{Brackets, check_entities};
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
    if !matches!(format, Format::RdfXml | Format::JsonLd) {
        return parse(reader, name, format, parser, start, quads);
    }
    let mut document = Vec::new();
    reader.read_to_end(&mut document)?;
    match overwhelming(&document, name, format) {
        Some(fault) => Ok(vec![fault]),
        None => parse(&mut document.as_slice(), name, format, parser, start, quads),
    }
}

fn parse(
    reader: &mut dyn BufRead,
    name: &Arc<str>,
    format: Format,
    parser: RdfParser,
    start: Start,
    quads: &mut Quads,
) -> Result<Vec<Fault>, ReadError> {
    let mut faults = Vec::new();
    let shared = Rc::new(Shared::default());
    let watched = Watched {
        reader,
        is_by_line: format == Format::RdfXml,
        at_line_start: true,
        brackets: (!matches!(format, Format::RdfXml | Format::JsonLd)).then(Brackets::default),
        // The XML reader takes a file that breaks off for a whole one, unless something follows.
        end_tag: if format == Format::RdfXml {
            END_TAG
        } else {
            b""
        },
        shared: Rc::clone(&shared),
    };
    let is_line_format = matches!(format, Format::NTriples | Format::NQuads);
    // One type of reader over the whole program: the parsers of all formats are compiled once for each.
    let watched: Box<dyn Read + '_> = Box::new(watched);
    let mut parser = parser.for_reader(watched).with_document_loader(|iri| {
        Err(
            format!("the remote context {iri} is never fetched: put the context into the file")
                .into(),
        )
    });
    for quad in parser.by_ref() {
        match quad {
            Ok(quad) => quads.insert_quad(quad)?,
            Err(RdfParseError::Io(_)) if shared.too_deep.get().is_some() => break,
            Err(RdfParseError::Io(error))
                if error.kind() != io::ErrorKind::InvalidData && !is_too_long(&error) =>
            {
                return Err(error.into());
            }
            // Every element is closed, so that only the tag that we put at the end is too much.
            Err(error) if shared.is_over.get() && is_end_of_file(&error) => break,
            Err(error) => {
                // After a term that is too long the parser says the same for ever.
                let is_last = !is_line_format || matches!(error, RdfParseError::Io(_));
                faults.push(fault(&error, name, format, shared.n_lines.get(), start));
                // Elsewhere the faults after the first are mostly its echoes.
                if is_last || faults.len() == MAX_FAULTS {
                    break;
                }
            }
        }
    }
    if let Some([line, column]) = shared.too_deep.get() {
        let place = place(name, start, line, column);
        faults.push(Fault::error(place, too_deep()));
    }
    for (prefix, namespace) in parser.prefixes() {
        quads.prefixes.insert(prefix, namespace);
    }
    Ok(faults)
}

/// A place in the text that the parser got, as one in the input.
fn place(name: &Arc<str>, start: Start, line: u64, column: u64) -> Place {
    Place {
        input: Arc::clone(name),
        line: Some((start.line + line).saturating_sub(start.n_before)),
        column: Some(match line.checked_sub(start.n_before) {
            Some(0) => start.column + column,
            _ => column,
        }),
    }
}

fn too_deep() -> String {
    format!("brackets nest deeper than {NESTING}")
}

/// What is wrong with a document that would take too much stack or memory to parse.
fn overwhelming(document: &[u8], name: &Arc<str>, format: Format) -> Option<Fault> {
    let (at, message) = match format {
        Format::RdfXml => (
            check_entities(document)?,
            format!(
                "the entities stand for more than {} MiB from here on",
                XML_EXPANSION >> 20
            ),
        ),
        _ => (json::too_deep(document)?, too_deep()),
    };
    Some(Fault::error(place_of_byte(name, document, at), message))
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
    let place = match location {
        Some(location) => place(name, start, location.start.line, location.start.column),
        // The XML reader tells no place, but it takes a line at a time.
        None if format == Format::RdfXml => Place::line(name, lines_read.saturating_sub(1)),
        None if matches!(format, Format::NTriples | Format::NQuads) => {
            Place::line(name, start.line)
        }
        None => Place::input(name),
    };
    Fault::error(place, explain(&error.to_string()))
}

/// What oxttl says of a term for which its buffer is too small.
const TOO_LONG: &str = "Reached the buffer maximal size";

fn is_too_long(error: &io::Error) -> bool {
    error.to_string().contains(TOO_LONG)
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
    if message.contains(TOO_LONG) {
        return format!(
            "a term is longer than the {} MiB that are read, or does not end",
            RDF_TERM >> 20
        );
    }
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

/// What is known of the text that the parser has got so far.
#[derive(Default)]
struct Shared {
    /// How many lines were begun; counted where the text is handed on by lines.
    n_lines: Cell<u64>,
    /// Whether there is nothing more.
    is_over: Cell<bool>,
    /// The line and column where brackets nest too deep.
    too_deep: Cell<Option<[u64; 2]>>,
}

/// Hands on the text and keeps an eye on it.
struct Watched<'a> {
    reader: &'a mut dyn BufRead,
    /// Whether to hand on one line at a time, and count them.
    is_by_line: bool,
    at_line_start: bool,
    brackets: Option<Brackets>,
    /// What to hand on when the reader has nothing more: it shows whether that is the end.
    end_tag: &'static [u8],
    shared: Rc<Shared>,
}

impl Read for Watched<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let available = self.reader.fill_buf()?;
        if available.is_empty() {
            self.shared.is_over.set(true);
            let size = self.end_tag.len().min(buffer.len());
            let (tag, rest) = self.end_tag.split_at(size);
            buffer[..size].copy_from_slice(tag);
            self.end_tag = rest;
            return Ok(size);
        }
        let mut size = available.len();
        if self.is_by_line {
            size = memchr::memchr(b'\n', available).map_or(size, |newline| newline + 1);
        }
        size = size.min(buffer.len());
        buffer[..size].copy_from_slice(&available[..size]);
        if self.is_by_line {
            if self.at_line_start {
                self.shared.n_lines.set(self.shared.n_lines.get() + 1);
            }
            self.at_line_start = size > 0 && buffer[size - 1] == b'\n';
        }
        self.reader.consume(size);
        if let Some(brackets) = &mut self.brackets
            && let Err(place) = brackets.take(&buffer[..size])
        {
            self.shared.too_deep.set(Some(place));
            return Err(io::ErrorKind::InvalidData.into());
        }
        Ok(size)
    }
}
