use crate::ontology::Ontology;
use crate::rdf::{Quads, TooManyTerms};
use oxigraph::model::{BlankNode, NamedOrBlankNode, Term};
use std::collections::BTreeMap;

/// The ontology as triples; its blank nodes are named in the order in which they stand there.
///
/// # Errors
/// [`TooManyTerms`] beyond 32 bits.
pub fn ontology_quads(ontology: &Ontology) -> Result<Quads, TooManyTerms> {
    let mut quads = Quads::default();
    let mut labels: BTreeMap<String, String> = BTreeMap::new();
    let mut node = |node: &BlankNode| {
        let number = labels.len();
        let label = labels.entry(node.as_str().to_owned());
        BlankNode::new_unchecked(label.or_insert_with(|| format!("o{number}")).as_str())
    };
    for triple in ontology.triples() {
        let subject: Term = match &triple.subject {
            NamedOrBlankNode::BlankNode(blank) => node(blank).into(),
            NamedOrBlankNode::NamedNode(iri) => iri.clone().into(),
        };
        let object = match &triple.object {
            Term::BlankNode(blank) => node(blank).into(),
            other => other.clone(),
        };
        quads.insert(subject, triple.predicate.clone(), object)?;
    }
    quads.prefixes = ontology
        .prefixes()
        .iter()
        .map(|(prefix, iri)| (prefix.as_str(), iri.as_str()))
        .collect();
    Ok(quads)
}
