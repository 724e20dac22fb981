//! Names for blank nodes that do not depend on the order of the input or on chance.

mod trees;

use crate::rdf::quads::TermId;
use oxigraph::model::{NamedOrBlankNode, Term, TermRef};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

type Colour = [u8; 16];

/// How often a statement is looked at in all rounds: a second or two. A ring of 100,000 nodes in which one is marked
/// would take 50,000 rounds.
const MAX_LOOKS: usize = 2_000_000;

/// What is said of blank nodes.
pub(super) struct Statements<'s> {
    /// The quads (graph, subject, predicate, object) that speak of any.
    pub(super) quads: &'s [[TermId; 4]],
    /// For each blank node by its place among them, when it was first read.
    pub(super) first_read: &'s [u32],
    /// A term by its number.
    pub(super) term: &'s dyn Fn(TermId) -> TermRef<'s>,
    /// The place of a label among the blank nodes.
    pub(super) place: &'s dyn Fn(&str) -> Option<usize>,
}

/// The blank nodes, by their places, in an order that what is said of them decides.
///
/// Lists and trees are told apart in two passes, one from their leaves and one from their roots
/// ([`in_passes`](self::trees::in_passes)). Then colours are refined from the triples around each node until no
/// round tells more of them apart (the first stage of RDFC-1.0, <https://www.w3.org/TR/rdf-canon/>), or until
/// [`MAX_LOOKS`]. Nodes that look alike after that keep the order in which they were read: trying all of them, as
/// RDFC-1.0 does, is what poison graphs exploit.
pub(super) fn order(statements: &Statements<'_>) -> Vec<usize> {
    let colours = refine(statements);
    let mut order: Vec<usize> = (0..colours.len()).collect();
    order.sort_unstable_by_key(|place| (colours[*place], statements.first_read[*place]));
    order
}

/// Shows each blank node label in a term, those inside triple terms included.
pub(super) fn for_each_label<'a>(term: TermRef<'a>, visit: &mut dyn FnMut(&'a str)) {
    match term {
        TermRef::BlankNode(node) => visit(node.as_str()),
        TermRef::Triple(triple) => {
            if let NamedOrBlankNode::BlankNode(node) = &triple.subject {
                visit(node.as_str());
            }
            for_each_label((&triple.object).into(), visit);
        }
        TermRef::NamedNode(_) | TermRef::Literal(_) => {}
    }
}

fn refine(statements: &Statements<'_>) -> Vec<Colour> {
    let n_nodes = statements.first_read.len();
    let mut touching: Vec<(&[TermId; 4], Vec<usize>)> = Vec::new();
    for quad in statements.quads {
        let mut around = Vec::new();
        let [graph, subject, _, object] = *quad;
        for id in [graph, subject, object] {
            if id != TermId::DEFAULT_GRAPH {
                for_each_label((statements.term)(id), &mut |label| {
                    around.extend((statements.place)(label));
                });
            }
        }
        if !around.is_empty() {
            touching.push((quad, around));
        }
    }
    let mut colours = trees::in_passes(statements, n_nodes);
    let mut classes = distinct(&colours);
    let mut n_looks = 0;
    loop {
        n_looks += touching.len();
        if classes == n_nodes || n_looks > MAX_LOOKS {
            return colours;
        }
        let mut signatures: Vec<Vec<[u8; 32]>> = vec![Vec::new(); n_nodes];
        for (quad, around) in &touching {
            for place in around {
                signatures[*place].push(signature(statements, quad, *place, &colours));
            }
        }
        let next: Vec<Colour> = colours
            .iter()
            .zip(signatures)
            .map(|(colour, seen)| recolour(colour, seen))
            .collect();
        let now = distinct(&next);
        colours = next;
        if now <= classes {
            return colours;
        }
        classes = now;
    }
}

fn distinct(colours: &[Colour]) -> usize {
    colours.iter().collect::<BTreeSet<_>>().len()
}

/// A colour of what was seen around a node, in any order, and of its colour before.
fn recolour(colour: &Colour, mut seen: Vec<[u8; 32]>) -> Colour {
    seen.sort_unstable();
    seen.dedup();
    let mut hash = Sha256::new();
    hash.update(colour);
    for one in seen {
        hash.update(one);
    }
    first_half(&hash.finalize())
}

fn signature(
    statements: &Statements<'_>,
    quad: &[TermId; 4],
    own: usize,
    colours: &[Colour],
) -> [u8; 32] {
    hash_quad(
        statements,
        quad,
        &|_, label| match (statements.place)(label) {
            Some(place) if place == own => None,
            place => Some(place.map_or_else(Colour::default, |place| colours[place])),
        },
    )
}

/// The hash of a statement; `of_label` gives the colour of a blank node in the term with this place in the quad, `None`
/// for the one in question.
fn hash_quad(
    statements: &Statements<'_>,
    quad: &[TermId; 4],
    of_label: &dyn Fn(usize, &str) -> Option<Colour>,
) -> [u8; 32] {
    let mut hash = Sha256::new();
    for (place, id) in quad.iter().enumerate() {
        if *id != TermId::DEFAULT_GRAPH {
            let term = (statements.term)(*id);
            hash_term(&mut hash, term, &|label| of_label(place, label));
        }
        hash.update([0]);
    }
    hash.finalize().into()
}

/// Feeds a term to the hash; `of_label` gives the colour of a blank node, `None` for the one in question.
fn hash_term(hash: &mut Sha256, term: TermRef<'_>, of_label: &dyn Fn(&str) -> Option<Colour>) {
    match term {
        TermRef::BlankNode(node) => match of_label(node.as_str()) {
            None => hash.update(b"_:self"),
            Some(colour) => {
                hash.update(b"_:");
                hash.update(colour);
            }
        },
        TermRef::Triple(triple) => {
            hash.update(b"<<");
            hash_term(hash, (&Term::from(triple.subject.clone())).into(), of_label);
            hash.update(triple.predicate.as_str());
            hash_term(hash, (&triple.object).into(), of_label);
        }
        other => hash.update(other.to_string()),
    }
}

fn first_half(digest: &[u8]) -> Colour {
    let mut half = Colour::default();
    half.copy_from_slice(&digest[..16]);
    half
}
