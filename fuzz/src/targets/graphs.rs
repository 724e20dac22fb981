//! Graphs written in our own forms and read back.

use super::reading::{ONTOLOGY, built, has_errors, minter, name};
use graphwright::format::Format;
use graphwright::graph::{Quotes, Shard};
use graphwright::rdf::{
    ClaimStyle, Index, PlainTriples, ProjectOptions, Quads, prefixes, project_shard, recover,
};
use graphwright::read::{RdfOptions, read_facts, read_rdf};
use graphwright::write::{FactsOptions, WriteError, write_facts, write_rdf};
use std::num::NonZeroUsize;

/// A graph as facts.
pub(super) fn facts_of(shard: Shard) -> String {
    let minter = minter();
    let options = FactsOptions {
        ontology: &ONTOLOGY,
        minter: &minter,
        with_text: true,
    };
    let mut bytes = Vec::new();
    write_facts(&shard.into_graph(), options, &mut bytes).expect("a vector takes all bytes");
    String::from_utf8(bytes).expect("facts are UTF-8")
}

/// The facts that we write are facts that we read, and say the same; gives them.
pub(super) fn assert_facts_come_back(shard: Shard, quotes: Option<Quotes>) -> String {
    let written = facts_of(shard);
    let (file, faults) = read_facts(written.as_bytes(), &name()).expect("bytes can be had");
    assert!(!has_errors(&faults), "{faults:?}\n{written}");
    let (again, is_whole) = built(file, quotes);
    assert!(is_whole, "{written}");
    assert_eq!(facts_of(again), written);
    written
}

/// The ways to write a graph as RDF that lose nothing.
pub(super) const LOSSLESS: [(ClaimStyle, Format); 9] = [
    (ClaimStyle::Node, Format::Turtle),
    (ClaimStyle::Node, Format::NTriples),
    (ClaimStyle::Node, Format::RdfXml),
    (ClaimStyle::Node, Format::JsonLd),
    (ClaimStyle::Reified, Format::Turtle),
    (ClaimStyle::Rdf12, Format::Turtle),
    (ClaimStyle::Rdf12, Format::NQuads),
    (ClaimStyle::Graphs, Format::TriG),
    (ClaimStyle::Graphs, Format::NQuads),
];

/// What a graph is as RDF, read back as RDF; `None` where the format cannot say it.
pub(super) fn there_and_back(
    shard: Shard,
    (claims, format): (ClaimStyle, Format),
) -> Option<(Shard, String)> {
    let options = ProjectOptions {
        claims,
        plain: PlainTriples::All,
        with_text: true,
    };
    let index = Index::new(project_shard(shard, options).expect("there are few terms"));
    let written = written(&index.expect("there are few terms"), format)?;
    let index = Index::new(read(&written, format)).expect("there are few terms");
    let recovered = recover(&index, &minter()).expect("there are few terms");
    assert_eq!(recovered.n_incomplete, 0, "{written}");
    let left: Vec<_> = recovered.remainder.iter().collect();
    assert!(left.is_empty(), "{left:?}\n{written}");
    Some((recovered.shard, written))
}

/// Quads as a form of RDF, unless it has no words for them.
pub(super) fn written(index: &Index, format: Format) -> Option<String> {
    let mut bytes = Vec::new();
    match write_rdf(index, format, &prefixes(&minter(), &ONTOLOGY), &mut bytes) {
        Ok(()) => Some(String::from_utf8(bytes).expect("RDF is UTF-8")),
        Err(WriteError::Io(error)) => panic!("{error}"),
        Err(_) => None,
    }
}

/// What we wrote, read without a fault.
pub(super) fn read(text: &str, format: Format) -> Quads {
    let options = RdfOptions {
        format,
        base: None,
        threads: NonZeroUsize::new(1),
    };
    let (quads, faults) = read_rdf(text.as_bytes(), &name(), options).expect("bytes can be had");
    assert!(faults.is_empty(), "{faults:?}\n{text}");
    quads
}
