//! Turtle written by us and by oxttl's serializer, from the same index in the same order, with the same prefixes:
//! `write_side_by_side FILE` for an N-Triples or Turtle file.
//!
//! Both write to memory that is thrown away, in turns, five times; each runs on one thread, so that its time is
//! processor time on a machine with a free core. Prints the medians in seconds and the bytes.
#![expect(clippy::print_stdout, reason = "a program that prints its result")]

use graphwright::format::Format;
use graphwright::rdf::{Index, Prefixes};
use graphwright::read::{RdfOptions, read_rdf};
use graphwright::write::write_rdf;
use oxigraph::io::{RdfFormat, RdfSerializer};
use oxigraph::model::{GraphNameRef, NamedOrBlankNodeRef, QuadRef, TermRef};
use std::error::Error;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Write};
use std::path::Path;
use std::time::Instant;

const TIMES: usize = 5;

/// Counts what is written and keeps nothing.
#[derive(Debug)]
struct Counter(u64);

impl Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let file = std::env::args()
        .nth(1)
        .ok_or("usage: write_side_by_side FILE")?;
    let extension = Path::new(&file).extension();
    let format = if extension.is_some_and(|extension| extension == "ttl") {
        Format::Turtle
    } else {
        Format::NTriples
    };
    let options = RdfOptions {
        format,
        base: None,
        threads: None,
    };
    let (quads, faults) = read_rdf(
        BufReader::new(File::open(&file)?),
        &file.as_str().into(),
        options,
    )?;
    if let Some(fault) = faults.first() {
        return Err(fault.to_string().into());
    }
    let index = Index::new(quads)?;
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    let mut sizes = (0, 0);
    for _ in 0..TIMES {
        let start = Instant::now();
        sizes.0 = by_us(&index)?;
        ours.push(start.elapsed().as_secs_f64());
        let start = Instant::now();
        sizes.1 = by_oxttl(&index)?;
        theirs.push(start.elapsed().as_secs_f64());
    }
    let median = |times: &mut Vec<f64>| {
        times.sort_by(f64::total_cmp);
        times[TIMES / 2]
    };
    let (ours, theirs) = (median(&mut ours), median(&mut theirs));
    println!("{} triples", index.len());
    println!("graphwright {ours:.2} s, {} bytes", sizes.0);
    println!(
        "oxttl       {theirs:.2} s, {} bytes, {:.1} times",
        sizes.1,
        theirs / ours
    );
    Ok(())
}

fn by_us(index: &Index) -> Result<u64, Box<dyn Error>> {
    let mut out = BufWriter::with_capacity(1 << 16, Counter(0));
    write_rdf(index, Format::Turtle, &Prefixes::default(), &mut out)?;
    Ok(out.into_inner()?.0)
}

fn by_oxttl(index: &Index) -> Result<u64, Box<dyn Error>> {
    let mut serializer = RdfSerializer::from_format(RdfFormat::Turtle);
    for (prefix, namespace) in index.prefixes().iter() {
        serializer = serializer.with_prefix(prefix, namespace)?;
    }
    let mut serializer = serializer.for_writer(BufWriter::with_capacity(1 << 16, Counter(0)));
    for quad in index.quads() {
        let subject = match index.term(quad.subject) {
            TermRef::NamedNode(node) => NamedOrBlankNodeRef::NamedNode(node),
            TermRef::BlankNode(node) => NamedOrBlankNodeRef::BlankNode(node),
            _ => return Err("a subject is a node".into()),
        };
        let TermRef::NamedNode(predicate) = index.term(quad.predicate) else {
            return Err("a predicate is an IRI".into());
        };
        let object = index.term(quad.object);
        serializer.serialize_quad(QuadRef::new(
            subject,
            predicate,
            object,
            GraphNameRef::DefaultGraph,
        ))?;
    }
    Ok(serializer.finish()?.into_inner()?.0)
}
