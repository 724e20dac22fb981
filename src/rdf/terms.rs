//! Names and literals of the graph as RDF terms, and back.

use crate::graph::Name;
use crate::model::TypedValue;
use oxigraph::model::{BlankNode, Literal, LiteralRef, NamedNode, Term, TermRef};

/// What names of blank nodes start with: they come from RDF that somebody else wrote.
pub(super) const BLANK: &str = "_:";

/// An IRI, or a blank node where the name is one.
pub(super) fn node(name: &Name) -> Term {
    match name.as_str().strip_prefix(BLANK) {
        Some(label) => BlankNode::new_unchecked(label).into(),
        None => iri(name.as_str()).into(),
    }
}

/// A name that was checked or minted, or a term of our vocabulary.
pub(super) fn iri(iri: &str) -> NamedNode {
    NamedNode::new_unchecked(iri)
}

/// The name of an IRI or blank node; `None` for a literal or triple term.
pub(super) fn name<'t>(term: impl Into<TermRef<'t>>) -> Option<Name> {
    match term.into() {
        TermRef::NamedNode(node) => Some(Name::new(node.as_str())),
        TermRef::BlankNode(node) => Some(Name::new(format!("{BLANK}{}", node.as_str()))),
        TermRef::Literal(_) | TermRef::Triple(_) => None,
    }
}

/// A literal of the graph as a term.
pub(super) fn literal(value: &TypedValue) -> Literal {
    match (&value.language, &value.datatype) {
        (Some(tag), _) => Literal::new_language_tagged_literal_unchecked(&value.value, tag),
        (None, Some(datatype)) => Literal::new_typed_literal(&value.value, iri(datatype)),
        (None, None) => Literal::new_simple_literal(&value.value),
    }
}

/// A term as a literal of the graph.
pub(super) fn value(literal: LiteralRef<'_>) -> TypedValue {
    let language = literal.language().map(str::to_owned);
    TypedValue {
        value: literal.value().to_owned(),
        datatype: language
            .is_none()
            .then(|| literal.datatype().as_str().to_owned()),
        language,
    }
}
