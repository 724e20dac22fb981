use oxigraph::model::{Literal, NamedNode, NamedOrBlankNode, Term, Triple};
use std::cmp::Ordering;

/// One total order of RDF terms, the same on every run: IRIs, blank nodes, literals, triple terms, each by
/// code point. It is the order of our files and of query results that ask for none.
pub fn compare_terms(left: &Term, right: &Term) -> Ordering {
    match (left, right) {
        (Term::NamedNode(left), Term::NamedNode(right)) => left.cmp(right),
        (Term::BlankNode(left), Term::BlankNode(right)) => left.as_str().cmp(right.as_str()),
        (Term::Literal(left), Term::Literal(right)) => compare_literals(left, right),
        (Term::Triple(left), Term::Triple(right)) => compare_triples(left, right),
        _ => rank(left).cmp(&rank(right)),
    }
}

fn rank(term: &Term) -> u8 {
    match term {
        Term::NamedNode(_) => 0,
        Term::BlankNode(_) => 1,
        Term::Literal(_) => 2,
        Term::Triple(_) => 3,
    }
}

fn compare_literals(left: &Literal, right: &Literal) -> Ordering {
    left.value()
        .cmp(right.value())
        .then_with(|| left.datatype().as_str().cmp(right.datatype().as_str()))
        .then_with(|| left.language().cmp(&right.language()))
        .then_with(|| {
            let direction =
                |literal: &Literal| literal.direction().map(|direction| direction.to_string());
            direction(left).cmp(&direction(right))
        })
}

fn compare_triples(left: &Triple, right: &Triple) -> Ordering {
    let node = |node: &NamedOrBlankNode| Term::from(node.clone());
    let predicate = |triple: &Triple| -> NamedNode { triple.predicate.clone() };
    compare_terms(&node(&left.subject), &node(&right.subject))
        .then_with(|| predicate(left).cmp(&predicate(right)))
        .then_with(|| compare_terms(&left.object, &right.object))
}
