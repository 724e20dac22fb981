use crate::format::Format;
use crate::order::CompactCollect;
use crate::rdf::{Index, Prefixes, Quad, TermId};
use crate::write::ntriples::write_lines;
use crate::write::turtle::write_turtle;
use oxigraph::io::RdfSerializer;
use oxigraph::model::{GraphNameRef, NamedOrBlankNodeRef, QuadRef, TermRef};
use std::io::{self, Write};
use thiserror::Error;

/// Why quads could not be written.
#[derive(Debug, Error)]
pub enum WriteError {
    /// The bytes could not be put down.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// The format has no place for named graphs.
    #[error(
        "{format} has no place for named graphs, and {n_quads} of the triples are in {n_graphs} of them; \
         write trig, nquads or jsonld"
    )]
    NamedGraphs {
        /// The format's name.
        format: &'static str,
        /// How many graphs there are.
        n_graphs: usize,
        /// How many triples they hold.
        n_quads: usize,
    },
    /// The format has no form for triple terms (RDF 1.2).
    #[error(
        "{format} has no form for the triple terms of RDF 1.2; write turtle, ntriples, trig or nquads"
    )]
    TripleTerms {
        /// The format's name.
        format: &'static str,
    },
    /// A triple that the format cannot say.
    #[error("{format} cannot say {triple}: {reason}")]
    Unsayable {
        /// The format's name.
        format: &'static str,
        /// The triple, as N-Triples writes it.
        triple: String,
        /// What the serializer says.
        reason: io::Error,
    },
    /// The format is not one of RDF.
    #[error("{0} is not a form of RDF")]
    NotRdf(&'static str),
}

/// Writes quads in any form of RDF, in the index's order. `prefixes` come before those of the index.
///
/// # Errors
/// [`WriteError`] if the bytes cannot be put down or the format cannot say what is in the quads.
pub fn write_rdf(
    index: &Index,
    format: Format,
    prefixes: &Prefixes,
    out: &mut dyn Write,
) -> Result<(), WriteError> {
    let Some(rdf) = format.rdf() else {
        return Err(WriteError::NotRdf(format.name()));
    };
    check(index, format)?;
    match format {
        Format::Turtle | Format::TriG => Ok(write_turtle(index, prefixes, out)?),
        Format::NTriples | Format::NQuads => Ok(write_lines(index, out)?),
        _ => {
            let mut serializer = RdfSerializer::from_format(rdf);
            for (prefix, namespace) in used(index, prefixes) {
                serializer = serializer
                    .with_prefix(prefix, namespace)
                    .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
            }
            let mut serializer = serializer.for_writer(out);
            for quad in index.quads() {
                let quad = as_quad(index, &quad);
                if format == Format::RdfXml
                    && let Some(reason) = not_xml(quad)
                {
                    let reason = io::Error::new(io::ErrorKind::InvalidInput, reason);
                    return Err(unsayable(reason, format, quad));
                }
                serializer
                    .serialize_quad(quad)
                    .map_err(|error| unsayable(error, format, quad))?;
            }
            serializer.finish()?;
            Ok(())
        }
    }
}

fn unsayable(error: io::Error, format: Format, quad: QuadRef<'_>) -> WriteError {
    if error.kind() == io::ErrorKind::InvalidInput || error.kind() == io::ErrorKind::InvalidData {
        let triple: String = crate::model::visible(&quad.to_string())
            .chars()
            .take(400)
            .collect();
        return WriteError::Unsayable {
            format: format.name(),
            triple,
            reason: error,
        };
    }
    error.into()
}

/// What keeps a triple out of XML, which the serializer does not look at.
fn not_xml(quad: QuadRef<'_>) -> Option<&'static str> {
    let is_in_name = |letter: char| letter.is_alphanumeric() || "_-.\u{B7}".contains(letter);
    let predicate = quad.predicate.as_str();
    let tail = predicate
        .rsplit(|letter| !is_in_name(letter))
        .next()
        .unwrap_or_default();
    if !tail.contains(|letter: char| letter.is_alphabetic() || letter == '_') {
        return Some("the predicate does not end in an XML name");
    }
    let is_forbidden = |letter: char| {
        letter.is_control() && !matches!(letter, '\t' | '\n' | '\r' | '\u{7F}'..='\u{9F}')
            || matches!(letter, '\u{FFFE}' | '\u{FFFF}')
    };
    match quad.object {
        TermRef::Literal(literal) if literal.value().contains(is_forbidden) => {
            Some("the literal has a character that XML forbids")
        }
        _ => None,
    }
}

fn check(index: &Index, format: Format) -> Result<(), WriteError> {
    let n_graphs = index.named_graphs().len();
    if n_graphs > 0 && !format.holds_named_graphs() {
        let n_quads = index
            .quads()
            .filter(|quad| quad.graph != TermId::DEFAULT_GRAPH)
            .count();
        return Err(WriteError::NamedGraphs {
            format: format.name(),
            n_graphs,
            n_quads,
        });
    }
    if index.n_triple_terms() > 0 && matches!(format, Format::RdfXml | Format::JsonLd) {
        return Err(WriteError::TripleTerms {
            format: format.name(),
        });
    }
    Ok(())
}

/// The prefixes that some IRI of the quads can use.
fn used<'a>(index: &'a Index, prefixes: &'a Prefixes) -> Vec<(&'a str, &'a str)> {
    let mut all = prefixes.clone();
    all.merge(index.prefixes().clone());
    let all_used: std::collections::BTreeSet<String> = index
        .terms()
        .filter_map(|term| match term {
            TermRef::NamedNode(node) => all
                .compact(node.as_str())
                .map(|(prefix, _)| prefix.to_owned()),
            _ => None,
        })
        .into_set();
    prefixes
        .iter()
        .chain(index.prefixes().iter())
        .filter(|(prefix, namespace)| {
            all_used.contains(*prefix) && all.namespace(prefix) == Some(namespace)
        })
        .collect()
}

fn as_quad<'i>(index: &'i Index, quad: &Quad) -> QuadRef<'i> {
    let node = |id| match index.term(id) {
        TermRef::NamedNode(node) => Some(NamedOrBlankNodeRef::from(node)),
        TermRef::BlankNode(node) => Some(NamedOrBlankNodeRef::from(node)),
        TermRef::Literal(_) | TermRef::Triple(_) => None,
    };
    // Readers and the projection put nodes where RDF wants nodes.
    let nowhere = oxigraph::model::NamedNodeRef::new_unchecked("");
    QuadRef {
        subject: node(quad.subject).unwrap_or_else(|| nowhere.into()),
        predicate: match index.term(quad.predicate) {
            TermRef::NamedNode(node) => node,
            _ => nowhere,
        },
        object: index.term(quad.object),
        graph_name: match quad.graph {
            TermId::DEFAULT_GRAPH => GraphNameRef::DefaultGraph,
            name => node(name).map_or(GraphNameRef::DefaultGraph, GraphNameRef::from),
        },
    }
}
