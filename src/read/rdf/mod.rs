//! RDF, triple by triple.
//!
//! N-Triples, N-Quads and Turtle have scanners of our own, which take what is right and common, on as many
//! threads as there are. What a scanner does not take goes to the parser of the oxigraph family, which either
//! takes it too or says what is wrong with it, in the words and at the place that it would say for the whole
//! input.

mod guard;
mod iri;
mod line;
mod lines;
mod reference;
mod turtle;
mod waiting;

use crate::format::Format;
use crate::model::{Fault, Place};
use crate::rdf::Quads;
use crate::read::ReadError;
use oxigraph::io::{RdfFormat, RdfParser};
use std::io::BufRead;
use std::num::NonZeroUsize;
use std::sync::Arc;

/// How RDF is read.
#[derive(Debug, Clone, Copy)]
pub struct RdfOptions<'a> {
    /// One of the forms of RDF.
    pub format: Format,
    /// What relative IRIs resolve against.
    pub base: Option<&'a str>,
    /// How many threads may read at once; `None` is as many as the machine runs at once. It changes nothing
    /// about what is read.
    pub threads: Option<NonZeroUsize>,
}

impl RdfOptions<'_> {
    fn n_threads(&self) -> usize {
        let threads = self
            .threads
            .or_else(|| std::thread::available_parallelism().ok());
        threads.map_or(1, NonZeroUsize::get)
    }
}

/// What a stream is given to, a piece of the input at a time: quads in their order, and the prefixes that the
/// input has declared until there.
pub type Sink<'s> = dyn FnMut(Quads) -> Result<(), ReadError> + 's;

/// Reads RDF as [`read_rdf`] does, but gives each piece away as soon as it was read, so that memory does not grow
/// with the input. N-Triples, N-Quads and Turtle are read so; other forms are given in one piece.
///
/// # Errors
/// Those of [`read_rdf`] and of `sink`.
pub fn stream_rdf(
    mut reader: impl BufRead + Send,
    name: &Arc<str>,
    options: RdfOptions<'_>,
    sink: &mut Sink<'_>,
) -> Result<Vec<Fault>, ReadError> {
    let is_base = |base| RdfParser::from_format(RdfFormat::Turtle).with_base_iri(base);
    let is_streamed = match options.format {
        Format::Turtle => options.base.is_none_or(|base| is_base(base).is_ok()),
        Format::NTriples | Format::NQuads => true,
        _ => false,
    };
    if !is_streamed {
        let (quads, faults) = read_rdf(reader, name, options)?;
        sink(quads)?;
        return Ok(faults);
    }
    if reader.fill_buf()?.starts_with(b"\xEF\xBB\xBF") {
        reader.consume(3);
    }
    match options.format {
        Format::Turtle => turtle::read_stream(reader, name, options, sink),
        format => lines::read_stream(reader, name, format, sink),
    }
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
    mut reader: impl BufRead + Send,
    name: &Arc<str>,
    options: RdfOptions<'_>,
) -> Result<(Quads, Vec<Fault>), ReadError> {
    let Some(format) = options.format.rdf() else {
        let message = format!("{} is not a form of RDF", options.format.name());
        return Ok((
            Quads::default(),
            vec![Fault::error(Place::input(name), message)],
        ));
    };
    let mut parser = RdfParser::from_format(format);
    if let Some(base) = options.base {
        parser = match parser.with_base_iri(base) {
            Ok(parser) => parser,
            Err(error) => {
                let message = format!("base {base} is not an absolute IRI: {error}");
                return Ok((
                    Quads::default(),
                    vec![Fault::error(Place::input(name), message)],
                ));
            }
        };
    }
    if reader.fill_buf()?.starts_with(b"\xEF\xBB\xBF") {
        reader.consume(3);
    }
    match options.format {
        Format::NTriples | Format::NQuads => {
            lines::read(reader, name, options.format, options.n_threads())
        }
        Format::Turtle => turtle::read(reader, name, options.base, options.n_threads()),
        _ => {
            let mut quads = Quads::default();
            let start = reference::Start::default();
            let faults =
                reference::read(&mut reader, name, options.format, parser, start, &mut quads)?;
            Ok((quads, faults))
        }
    }
}
