//! RDF written in any form and read back is the same graph.

use super::graphs::{read, written};
use super::rdf::FORMATS;
use super::reading::{chosen, name};
use graphwright::rdf::{Index, Quads};
use graphwright::read::{RdfOptions, read_rdf};
use oxigraph::model::dataset::CanonicalizationAlgorithm;
use oxigraph::model::{
    BlankNode, Dataset, GraphName, NamedOrBlankNode, Quad, Term, TermRef, Triple,
};
use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;

/// The first byte chooses the form to read, the second the form to write.
pub(super) fn run(data: &[u8]) {
    let Some((from, data)) = chosen(data, &FORMATS) else {
        return;
    };
    let Some((to, text)) = chosen(data, &FORMATS) else {
        return;
    };
    let options = RdfOptions {
        format: from,
        base: Some("http://base/x/y"),
        threads: NonZeroUsize::new(1),
    };
    let (quads, faults) = read_rdf(text, &name(), options).expect("bytes can be had");
    if !faults.is_empty() {
        return;
    }
    let before = quads_of(&quads);
    let index = Index::new(quads).expect("there are few terms");
    if let Some(text) = written(&index, to) {
        let after = quads_of(&read(&text, to));
        assert!(is_same(&before, &after), "{before:?}\n{after:?}\n{text}");
        let again = Index::new(read(&text, to)).expect("there are few terms");
        assert_eq!(again.len(), index.len());
    }
}

/// As the oxigraph family has them.
pub(super) fn quads_of(quads: &Quads) -> Vec<Quad> {
    let node = |term: TermRef<'_>| match term.into_owned() {
        Term::NamedNode(node) => NamedOrBlankNode::from(node),
        Term::BlankNode(node) => node.into(),
        other => panic!("no node: {other}"),
    };
    let quads = quads.iter().map(|[graph, subject, predicate, object]| {
        let Some(TermRef::NamedNode(predicate)) = predicate else {
            panic!("no predicate: {predicate:?}");
        };
        Quad {
            subject: node(subject.expect("there is a subject")),
            predicate: predicate.into_owned(),
            object: object.expect("there is an object").into_owned(),
            graph_name: graph.map_or(GraphName::DefaultGraph, |graph| node(graph).into()),
        }
    });
    quads.collect()
}

/// Whether two lists of quads are one graph. Nodes without names are told apart by where they first stand; where
/// that does not do, by canonical names if they are few enough for those.
pub(super) fn is_same(one: &[Quad], other: &[Quad]) -> bool {
    if in_order(one) == in_order(other) {
        return true;
    }
    let (n_one, one) = canonical(one);
    let (n_other, other) = canonical(other);
    // The algorithm tries all orders of nodes that look alike.
    n_one == n_other && (n_one > MOST_BLANK || one == other)
}

const MOST_BLANK: usize = 7;

fn in_order(quads: &[Quad]) -> Vec<Quad> {
    let mut known = BTreeMap::new();
    quads.iter().map(|quad| renamed(quad, &mut known)).collect()
}

fn canonical(quads: &[Quad]) -> (usize, BTreeSet<String>) {
    let mut known = BTreeMap::new();
    let mut dataset: Dataset = quads.iter().map(|quad| renamed(quad, &mut known)).collect();
    if known.len() <= MOST_BLANK {
        dataset.canonicalize(CanonicalizationAlgorithm::Unstable);
    }
    let lines = dataset.iter().map(|quad| quad.to_string()).collect();
    (known.len(), lines)
}

/// With nodes named by where they first stand.
fn renamed(quad: &Quad, known: &mut BTreeMap<String, usize>) -> Quad {
    fn node(node: &NamedOrBlankNode, known: &mut BTreeMap<String, usize>) -> NamedOrBlankNode {
        match node {
            NamedOrBlankNode::NamedNode(node) => node.clone().into(),
            NamedOrBlankNode::BlankNode(node) => blank(node, known).into(),
        }
    }
    fn blank(node: &BlankNode, known: &mut BTreeMap<String, usize>) -> BlankNode {
        let next = known.len();
        let number = *known.entry(node.as_str().to_owned()).or_insert(next);
        BlankNode::new_unchecked(format!("b{number}"))
    }
    fn term(of: &Term, known: &mut BTreeMap<String, usize>) -> Term {
        match of {
            Term::BlankNode(node) => blank(node, known).into(),
            Term::Triple(triple) => {
                let subject = node(&triple.subject, known);
                let object = term(&triple.object, known);
                Triple::new(subject, triple.predicate.clone(), object).into()
            }
            other => other.clone(),
        }
    }
    Quad {
        subject: node(&quad.subject, known),
        predicate: quad.predicate.clone(),
        object: term(&quad.object, known),
        graph_name: match &quad.graph_name {
            GraphName::DefaultGraph => GraphName::DefaultGraph,
            GraphName::NamedNode(node) => node.clone().into(),
            GraphName::BlankNode(node) => blank(node, known).into(),
        },
    }
}
