//! placeholder, replaced
use crate::graph::KnowledgeGraph;
use crate::ontology::Ontology;
use std::io;
/// x
#[derive(Default, Debug)]
pub struct DotOptions;
/// x
/// # Errors
/// x
pub fn dot(
    _: &KnowledgeGraph,
    _: &Ontology,
    _: &DotOptions,
    _: &mut impl io::Write,
) -> io::Result<()> {
    Ok(())
}
