//! Names for blank nodes that do not depend on the order of the input or on chance.

use crate::rdf::Quads;
use crate::rdf::quads::{Quad, TermId, relabel};
use oxigraph::model::{NamedOrBlankNode, Term};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

type Colour = [u8; 16];

/// Gives the blank nodes of `quads` the labels `b1`, `b2`, … by what is said of them.
///
/// Colours are refined from the triples around each node until no round tells more of them apart (the
/// first stage of RDFC-1.0, <https://www.w3.org/TR/rdf-canon/>). Nodes that look alike after that keep the
/// order in which they were read: trying all of them, as RDFC-1.0 does, is what poison graphs exploit.
pub(super) fn label_blank_nodes(quads: Quads) -> Quads {
    let labels = labels_in_order(&quads);
    if labels.is_empty() {
        return quads;
    }
    let colours = refine(&quads, &labels);
    let mut by_colour: Vec<(&Colour, usize, &str)> = labels
        .iter()
        .map(|(label, order)| (&colours[*label], *order, *label))
        .collect();
    by_colour.sort_unstable();
    let width = by_colour.len().to_string().len();
    let names: BTreeMap<String, String> = by_colour
        .iter()
        .enumerate()
        .map(|(rank, (_, _, label))| ((*label).to_owned(), format!("b{:0width$}", rank + 1)))
        .collect();
    let rename = |label: &str| {
        names
            .get(label)
            .cloned()
            .unwrap_or_else(|| label.to_owned())
    };
    let Quads {
        terms,
        entries,
        prefixes,
    } = quads;
    // Renaming is one to one, so every term keeps its number.
    Quads {
        terms: terms
            .into_iter()
            .map(|term| relabel(term, &rename))
            .collect(),
        entries,
        prefixes,
    }
}

/// Every blank node label with the order of its first appearance.
fn labels_in_order(quads: &Quads) -> BTreeMap<&str, usize> {
    let mut labels = BTreeMap::new();
    for term in &quads.terms {
        for_each_label(term, &mut |label| {
            let next = labels.len();
            labels.entry(label).or_insert(next);
        });
    }
    labels
}

fn for_each_label<'a>(term: &'a Term, visit: &mut dyn FnMut(&'a str)) {
    match term {
        Term::BlankNode(node) => visit(node.as_str()),
        Term::Triple(triple) => {
            if let NamedOrBlankNode::BlankNode(node) = &triple.subject {
                visit(node.as_str());
            }
            for_each_label(&triple.object, visit);
        }
        Term::NamedNode(_) | Term::Literal(_) => {}
    }
}

fn refine<'a>(quads: &'a Quads, labels: &BTreeMap<&'a str, usize>) -> BTreeMap<&'a str, Colour> {
    let mut touching: Vec<(&Quad, Vec<&str>)> = Vec::new();
    for quad in &quads.entries {
        let mut around = Vec::new();
        for id in [quad.graph, quad.subject, quad.object] {
            if let Some(term) = quads.term(id) {
                for_each_label(term, &mut |label| around.push(label));
            }
        }
        if !around.is_empty() {
            touching.push((quad, around));
        }
    }
    let mut colours: BTreeMap<&str, Colour> = labels
        .keys()
        .map(|label| (*label, Colour::default()))
        .collect();
    let mut classes = 1;
    loop {
        let mut signatures: BTreeMap<&str, Vec<[u8; 32]>> = BTreeMap::new();
        for (quad, around) in &touching {
            for label in around {
                signatures
                    .entry(label)
                    .or_default()
                    .push(signature(quads, quad, label, &colours));
            }
        }
        let next: BTreeMap<&str, Colour> = colours
            .iter()
            .map(|(label, colour)| {
                let mut seen = signatures.remove(label).unwrap_or_default();
                seen.sort_unstable();
                seen.dedup();
                let mut hash = Sha256::new();
                hash.update(colour);
                for one in seen {
                    hash.update(one);
                }
                (*label, first_half(&hash.finalize()))
            })
            .collect();
        let now = next.values().collect::<BTreeSet<_>>().len();
        colours = next;
        if now <= classes || now == labels.len() {
            return colours;
        }
        classes = now;
    }
}

fn signature(quads: &Quads, quad: &Quad, own: &str, colours: &BTreeMap<&str, Colour>) -> [u8; 32] {
    let mut hash = Sha256::new();
    for id in [quad.graph, quad.subject, quad.predicate, quad.object] {
        if let Some(term) = quads.term(id).filter(|_| id != TermId::DEFAULT_GRAPH) {
            hash_term(&mut hash, term, own, colours);
        }
        hash.update([0]);
    }
    hash.finalize().into()
}

fn hash_term(hash: &mut Sha256, term: &Term, own: &str, colours: &BTreeMap<&str, Colour>) {
    match term {
        Term::BlankNode(node) => hash_label(hash, node.as_str(), own, colours),
        Term::Triple(triple) => {
            hash.update(b"<<");
            hash_term(hash, &triple.subject.clone().into(), own, colours);
            hash.update(triple.predicate.as_str());
            hash_term(hash, &triple.object, own, colours);
        }
        other => hash.update(other.to_string()),
    }
}

fn hash_label(hash: &mut Sha256, label: &str, own: &str, colours: &BTreeMap<&str, Colour>) {
    if label == own {
        hash.update(b"_:self");
    } else {
        hash.update(b"_:");
        hash.update(colours.get(label).copied().unwrap_or_default());
    }
}

fn first_half(digest: &[u8]) -> Colour {
    let mut half = Colour::default();
    half.copy_from_slice(&digest[..16]);
    half
}
