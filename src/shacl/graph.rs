//! Lookups in the shapes graph.

use crate::order::CompactCollect;
use crate::rdf::{GraphSelection, Index, TermId};
use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{LiteralRef, NamedNodeRef, TermRef};
use std::collections::BTreeSet;

/// The namespace of SHACL.
pub(super) const SH: &str = "http://www.w3.org/ns/shacl#";
/// The namespace of XML Schema's datatypes.
pub(super) const XSD: &str = "http://www.w3.org/2001/XMLSchema#";

/// The graph that the shapes stand in.
#[derive(Debug, Clone, Copy)]
pub(super) struct ShapesGraph<'i> {
    pub(super) index: &'i Index,
    pub(super) graph: TermId,
}

impl<'i> ShapesGraph<'i> {
    /// The number of an IRI, if data or shapes have it.
    pub(super) fn find(&self, iri: &str) -> Option<TermId> {
        self.index.find(NamedNodeRef::new_unchecked(iri))
    }

    /// The number of a term of SHACL by its local name.
    pub(super) fn sh(&self, local: &str) -> Option<TermId> {
        self.find(&format!("{SH}{local}"))
    }

    pub(super) fn iri(&self, id: TermId) -> Option<&'i str> {
        match self.index.term(id) {
            TermRef::NamedNode(iri) => Some(iri.as_str()),
            _ => None,
        }
    }

    /// What a subject has for a property.
    pub(super) fn objects(&self, subject: TermId, property: &str) -> Vec<TermId> {
        let Some(property) = self.find(property) else {
            return Vec::new();
        };
        self.values(subject, property)
    }

    pub(super) fn values(&self, subject: TermId, property: TermId) -> Vec<TermId> {
        let graph = GraphSelection::Named(self.graph);
        let found = self
            .index
            .matching(Some(subject), Some(property), None, graph);
        found.map(|quad| quad.object).collect()
    }

    /// What a subject has for a property of SHACL.
    pub(super) fn of(&self, subject: TermId, local: &str) -> Vec<TermId> {
        self.objects(subject, &format!("{SH}{local}"))
    }

    /// Who has something for a property, each once.
    pub(super) fn subjects(&self, property: &str, object: Option<TermId>) -> BTreeSet<TermId> {
        let Some(property) = self.find(property) else {
            return BTreeSet::new();
        };
        let graph = GraphSelection::Named(self.graph);
        let found = self.index.matching(None, Some(property), object, graph);
        found.map(|quad| quad.subject).into_set()
    }

    /// The predicates and objects of a subject.
    pub(super) fn about(&self, subject: TermId) -> Vec<(TermId, TermId)> {
        let found = self.index.about(self.graph, subject);
        found.map(|quad| (quad.predicate, quad.object)).collect()
    }

    /// The instances of a class, those of its subclasses included.
    pub(super) fn instances(&self, class: &str) -> BTreeSet<TermId> {
        let Some(class) = self.find(class) else {
            return BTreeSet::new();
        };
        let classes = descendants(self.index, GraphSelection::Named(self.graph), class);
        let of = |class: &TermId| self.subjects(rdf::TYPE.as_str(), Some(*class));
        classes.iter().flat_map(of).into_set()
    }

    /// Whether the node starts a list.
    pub(super) fn is_list(&self, node: TermId) -> bool {
        self.find(rdf::NIL.as_str()) == Some(node)
            || !self.objects(node, rdf::FIRST.as_str()).is_empty()
    }

    /// The members of a list, or what is wrong with it.
    pub(super) fn list(&self, head: TermId) -> Result<Vec<TermId>, &'static str> {
        let nil = self.find(rdf::NIL.as_str());
        let mut members = Vec::new();
        let mut seen = BTreeSet::new();
        let mut node = head;
        while Some(node) != nil {
            if !seen.insert(node) {
                return Err("a list that leads back to itself");
            }
            let first = self.objects(node, rdf::FIRST.as_str());
            let rest = self.objects(node, rdf::REST.as_str());
            let ([first], [rest]) = (first.as_slice(), rest.as_slice()) else {
                return Err(if first.is_empty() && rest.is_empty() && node == head {
                    "no list"
                } else {
                    "a list that has not one rdf:first and one rdf:rest at each place"
                });
            };
            members.push(*first);
            node = *rest;
        }
        Ok(members)
    }

    /// A term as people write it.
    pub(super) fn name(&self, id: TermId) -> String {
        name(self.index, self.index.term(id))
    }
}

/// A class and all that are said to be subclasses of it, directly or not.
pub(super) fn descendants(index: &Index, graph: GraphSelection, class: TermId) -> BTreeSet<TermId> {
    let mut found = BTreeSet::from([class]);
    let Some(below) = index.find(rdfs::SUB_CLASS_OF) else {
        return found;
    };
    let mut open = vec![class];
    while let Some(class) = open.pop() {
        for quad in index.matching(None, Some(below), Some(class), graph) {
            if found.insert(quad.subject) {
                open.push(quad.subject);
            }
        }
    }
    found
}

/// A term as people write it in Turtle: with a prefix where the input declares one, plain numbers as they are.
pub fn name(index: &Index, term: TermRef<'_>) -> String {
    match term {
        TermRef::NamedNode(iri) => iri_name(index, iri),
        TermRef::Literal(literal) if literal.language().is_none() => {
            let datatype = literal.datatype();
            match datatype.as_str().strip_prefix(XSD) {
                Some("string") => literal.to_string(),
                Some("integer" | "decimal" | "double" | "boolean") if is_plain(literal.value()) => {
                    literal.value().to_owned()
                }
                _ => {
                    let text = LiteralRef::new_simple_literal(literal.value());
                    format!("{text}^^{}", iri_name(index, datatype))
                }
            }
        }
        other => other.to_string(),
    }
}

fn iri_name(index: &Index, iri: NamedNodeRef<'_>) -> String {
    let compact = index.prefixes().compact(iri.as_str());
    let well_known = || {
        let known = [("sh", SH), ("xsd", XSD)];
        known
            .into_iter()
            .find_map(|(prefix, namespace)| Some((prefix, iri.as_str().strip_prefix(namespace)?)))
    };
    match compact.or_else(well_known) {
        Some((prefix, local)) => format!("{prefix}:{local}"),
        None => iri.to_string(),
    }
}

/// Whether a number or truth value can stand without quotation marks.
fn is_plain(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
}
