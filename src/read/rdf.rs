use crate::format::Format;
use crate::model::{Fault, Place};
use crate::rdf::Quads;
use crate::read::ReadError;
use oxigraph::io::{RdfParseError, RdfParser, RdfSyntaxError};
use std::cell::Cell;
use std::io::{self, BufRead, Read};
use std::rc::Rc;
use std::sync::Arc;

/// How RDF is read.
#[derive(Debug, Clone, Copy)]
pub struct RdfOptions<'a> {
    /// One of the forms of RDF.
    pub format: Format,
    /// What relative IRIs resolve against.
    pub base: Option<&'a str>,
}

/// How many faults of one input are collected: the readers of line formats go on after a bad line.
const MAX_FAULTS: usize = 1000;

/// Reads any form of RDF triple by triple: lexical forms, named graphs and prefixes as they stand.
///
/// Gives the quads that were understood and every fault. Nothing is fetched: a remote JSON-LD context is a
/// fault.
///
/// # Errors
/// [`ReadError`] if the bytes cannot be had or there are more terms than can be numbered.
pub fn read_rdf(
    mut reader: impl BufRead,
    name: &Arc<str>,
    options: RdfOptions<'_>,
) -> Result<(Quads, Vec<Fault>), ReadError> {
    let mut quads = Quads::default();
    let mut faults = Vec::new();
    let Some(format) = options.format.rdf() else {
        let message = format!("{} is not a form of RDF", options.format.name());
        return Ok((quads, vec![Fault::error(Place::input(name), message)]));
    };
    let mut parser = RdfParser::from_format(format);
    if let Some(base) = options.base {
        parser = match parser.with_base_iri(base) {
            Ok(parser) => parser,
            Err(error) => {
                let message = format!("base {base} is not an absolute IRI: {error}");
                return Ok((quads, vec![Fault::error(Place::input(name), message)]));
            }
        };
    }
    if reader.fill_buf()?.starts_with(b"\xEF\xBB\xBF") {
        reader.consume(3);
    }
    let lines = Rc::new(Cell::new(0));
    let end = Rc::new(Cell::new(false));
    let by_line = Lines {
        reader,
        n_begun: Rc::clone(&lines),
        at_line_start: true,
        // The XML reader takes a file that breaks off for a whole one, unless something follows.
        end_tag: if options.format == Format::RdfXml {
            END_TAG
        } else {
            b""
        },
        end: Rc::clone(&end),
    };
    let is_line_format = matches!(options.format, Format::NTriples | Format::NQuads);
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
                faults.push(fault(&error, name, options.format, lines.get()));
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
    Ok((quads, faults))
}

fn fault(error: &RdfParseError, name: &Arc<str>, format: Format, lines_read: u64) -> Fault {
    let location = match error {
        RdfParseError::Syntax(error) => RdfSyntaxError::location(error),
        RdfParseError::Io(_) => None,
    };
    let place = Place {
        input: Arc::clone(name),
        // The XML reader tells no place, but it takes a line at a time.
        line: match &location {
            Some(location) => Some(location.start.line),
            None if format == Format::RdfXml => Some(lines_read.saturating_sub(1)),
            None => None,
        },
        column: location.map(|location| location.start.column),
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
struct Lines<R> {
    reader: R,
    /// How many lines were begun.
    n_begun: Rc<Cell<u64>>,
    at_line_start: bool,
    /// What to hand on when the reader has nothing more.
    end_tag: &'static [u8],
    /// Whether the reader has nothing more.
    end: Rc<Cell<bool>>,
}

impl<R: BufRead> Read for Lines<R> {
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
