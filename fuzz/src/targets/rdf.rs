//! RDF: our scanners accept what oxigraph's readers accept, and read the same out of it.

use super::rdf_round_trip::{is_same, quads_of};
use super::reading::{LONGEST, assert_faults_are_sound, chosen, name};
use graphwright::format::Format;
use graphwright::model::Fault;
use graphwright::rdf::{Index, Quads};
use graphwright::read::{RdfOptions, read_rdf, stream_rdf};
use oxigraph::io::{RdfParseError, RdfParser};
use oxigraph::model::Quad;
use std::num::NonZeroUsize;

pub(crate) const FORMATS: [Format; 6] = [
    Format::NTriples,
    Format::NQuads,
    Format::Turtle,
    Format::TriG,
    Format::RdfXml,
    Format::JsonLd,
];

const BASE: &str = "http://base/x/y";

pub(super) fn run(data: &[u8]) {
    let Some((format, text)) = chosen(data, &FORMATS) else {
        return;
    };
    if text.len() > LONGEST {
        return;
    }
    for base in [None, Some(BASE)] {
        let options = |threads| RdfOptions {
            format,
            base,
            threads: NonZeroUsize::new(threads),
        };
        let (quads, faults) = read_rdf(text, &name(), options(1)).expect("bytes can be had");
        assert_faults_are_sound(&faults, text);
        assert_streamed_alike(text, options(1), &quads, &faults);
        compare(format, base, text, &quads, &faults);
        if faults.is_empty() {
            let (on_threads, faults) =
                read_rdf(text, &name(), options(3)).expect("bytes can be had");
            assert!(faults.is_empty());
            assert_eq!(on_threads.len(), quads.len());
        }
        let n_quads = quads.len();
        let index = Index::new(quads).expect("there are few terms");
        assert!(index.len() <= n_quads);
    }
}

/// What is given away piece by piece is what is read at once.
fn assert_streamed_alike(text: &[u8], options: RdfOptions<'_>, quads: &Quads, faults: &[Fault]) {
    let mut n_streamed = 0;
    let streamed = stream_rdf(text, &name(), options, &mut |piece: Quads| {
        n_streamed += piece.len();
        Ok(())
    });
    let streamed = streamed.expect("bytes can be had");
    if options.format == Format::JsonLd {
        // oxjsonld 0.2.7 takes the keys of a context in the order of their hashes, which differs between two runs: of
        // several things wrong it tells any.
        assert_eq!(streamed.is_empty(), faults.is_empty());
    } else {
        assert_eq!(streamed, faults);
    }
    if faults.is_empty() {
        assert_eq!(n_streamed, quads.len());
    }
}

fn compare(format: Format, base: Option<&str>, text: &[u8], ours: &Quads, faults: &[Fault]) {
    // What would overwhelm oxigraph's readers is refused before it gets there.
    if faults.iter().any(|fault| {
        let message = &fault.message;
        message.starts_with("brackets nest deeper") || message.starts_with("the entities stand for")
    }) {
        return;
    }
    let text = text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(text);
    let (mut theirs, errors) = read_by_oxigraph(format, base, text);
    match format {
        // Its XML reader takes a file that breaks off for a whole one; ours does not.
        Format::RdfXml => assert!(!faults.is_empty() || errors.is_empty(), "{errors:?}"),
        _ => assert_eq!(
            faults.is_empty(),
            errors.is_empty(),
            "{faults:?}\n{errors:?}"
        ),
    }
    // Line formats go on after a bad line, and have to find the same lines good. Their reader looks for the end of what
    // is wrong beyond the end of the line; ours gets each line by itself.
    let is_by_line = matches!(format, Format::NTriples | Format::NQuads);
    if is_by_line && !faults.is_empty() {
        let lines = text.split_inclusive(|byte| *byte == b'\n');
        theirs = lines
            .flat_map(|line| read_by_oxigraph(format, base, line).0)
            .collect();
    }
    if faults.is_empty() || is_by_line && faults.len() < 1000 {
        let ours = quads_of(ours);
        assert_eq!(ours.len(), theirs.len());
        assert!(is_same(&ours, &theirs), "{ours:?}\n{theirs:?}");
    }
}

/// What the readers of the oxigraph family say.
fn read_by_oxigraph(
    format: Format,
    base: Option<&str>,
    text: &[u8],
) -> (Vec<Quad>, Vec<RdfParseError>) {
    let mut parser = RdfParser::from_format(format.rdf().expect("it is a form of RDF"));
    if let Some(base) = base {
        parser = parser.with_base_iri(base).expect("the base is an IRI");
    }
    let (mut quads, mut errors) = (Vec::new(), Vec::new());
    let parser = parser
        .for_reader(text)
        .with_document_loader(|_| Err("nothing is fetched".into()));
    for quad in parser {
        match quad {
            Ok(quad) => quads.push(quad),
            Err(error) => {
                let is_last = matches!(error, RdfParseError::Io(_));
                errors.push(error);
                if is_last || errors.len() > 2000 {
                    break;
                }
            }
        }
    }
    (quads, errors)
}
