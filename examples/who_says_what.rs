//! Lists who says what in a facts file, with the words: a walk over the graph through the library.
//!
//! `cargo run --example who_says_what examples/burkina-faso/facts.jsonl`

use graphwright::graph::{BuildOptions, EntityIds, KnowledgeGraph, Minter, Object, Quotes, build};
use graphwright::model::Severity;
use graphwright::ontology::Ontology;
use graphwright::read::read_facts;
use std::error::Error;
use std::fs::File;
use std::io::{BufReader, Write, stdout};

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args()
        .nth(1)
        .ok_or("usage: who_says_what FACTS.jsonl")?;
    let ontology = Ontology::built_in()?;
    let graph = load(&path, &ontology)?;
    let mut out = stdout().lock();
    for claim in graph.claims() {
        let Some(speaker) = graph.speaker(claim) else {
            continue;
        };
        let subject = graph
            .entity(&claim.subject)
            .map_or("?", |entity| entity.label());
        let object = match &claim.object {
            Object::Entity(name) => graph.entity(name).map_or("?", |entity| entity.label()),
            Object::Literal(literal) => &literal.value,
        };
        let predicate = ontology
            .label(claim.predicate.as_str())
            .unwrap_or(claim.predicate.local());
        writeln!(
            out,
            "{}: {subject} – {predicate} – {object}",
            speaker.label()
        )?;
        for quote in graph.quotes(claim) {
            writeln!(out, "    “{quote}”")?;
        }
    }
    Ok(())
}

fn load(path: &str, ontology: &Ontology) -> Result<KnowledgeGraph, Box<dyn Error>> {
    let (file, mut faults) = read_facts(BufReader::new(File::open(path)?), &path.into())?;
    let options = BuildOptions {
        minter: Minter::new("https://example.org/"),
        quotes: Some(Quotes::Strict),
        ids: EntityIds::Global,
        create_missing: false,
    };
    let (shard, found) = build(vec![file], ontology, &options);
    faults.extend(found);
    match faults
        .iter()
        .find(|fault| fault.severity == Severity::Error)
    {
        Some(fault) => Err(fault.to_string().into()),
        None => Ok(shard.into_graph()),
    }
}
