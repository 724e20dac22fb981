//! What other programs write becomes records of ours: one file or folder a family of formats.
//!
//! A reader carries over what the model has a place for and counts the rest in [`FactsFile::losses`]: nothing
//! is dropped in silence, and no predicate or direction is guessed.

mod annotation;
mod brat;
mod bytes;
mod corenlp;
mod followthemoney;
mod gliner2;
mod graph;
mod graphrag;
mod json;
mod langextract;
mod network;
mod node_link;
mod property;
mod spacy;

pub use graphrag::join_run;

use crate::format::Format;
use crate::model::{FactsFile, Fault};
use crate::read::ReadError;
use std::io::Read;
use std::sync::Arc;

/// The property of a relation of which the input does not say what it is.
const RELATED_TO: &str = "relatedTo";

/// What a reader has to be told beside the format.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ForeignOptions {}

/// Reads another program's output.
///
/// Gives the records that were understood, with what could not be carried over among their losses, and every
/// fault, warnings included.
///
/// # Errors
/// [`ReadError::Io`] if the bytes cannot be had. What is wrong with the bytes is a [`Fault`].
pub fn read_foreign(
    mut reader: impl Read,
    name: &Arc<str>,
    format: Format,
    _options: &ForeignOptions,
) -> Result<(FactsFile, Vec<Fault>), ReadError> {
    let mut bytes = Vec::new();
    reader.read_to_end(&mut bytes)?;
    let mut faults = Vec::new();
    let Some(text) = bytes::text(&bytes, name, &mut faults) else {
        return Ok((FactsFile::foreign(Arc::clone(name)), faults));
    };
    let file = match format {
        Format::LangExtract => langextract::read(text, name, &mut faults),
        Format::CoreNlp => corenlp::read(text, name, &mut faults),
        Format::Spacy => spacy::read(text, name, &mut faults),
        Format::Gliner2 => gliner2::read(text, name, &mut faults),
        Format::Brat => brat::read(text, name, &mut faults),
        Format::FollowTheMoney => followthemoney::read(text, name, &mut faults),
        Format::GraphRag => graphrag::read(text, name, &mut faults),
        // One reader for all of these: they differ in the names of their keys.
        Format::LangChain | Format::Neo4jGraphRag | Format::LlamaIndex | Format::NodeLink => {
            node_link::read(text, name, format, &mut faults)
        }
        Format::GraphMl | Format::Gexf | Format::Cytoscape => {
            network::read(text, name, format, &mut faults)
        }
        _ => FactsFile::foreign(Arc::clone(name)),
    };
    Ok((file, faults))
}
