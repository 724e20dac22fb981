use crate::rdf::Index;
use oxigraph::model::{BlankNode, NamedOrBlankNode, Term, Triple};
use std::collections::BTreeMap;

/// Labels for the blank nodes that a query makes with `BNODE()`, in the order of their appearance: the
/// evaluator's own are random, and the same query on the same data gives the same bytes.
pub(super) struct MadeNodes<'a> {
    index: &'a Index,
    labels: BTreeMap<String, String>,
}

impl<'a> MadeNodes<'a> {
    pub(super) fn new(index: &'a Index) -> Self {
        Self {
            index,
            labels: BTreeMap::new(),
        }
    }

    /// The term with the blank nodes in it renamed, unless they are the index's.
    pub(super) fn rename(&mut self, term: Term) -> Term {
        match term {
            Term::BlankNode(node) => self.rename_node(node).into(),
            Term::Triple(triple) => {
                let subject = match triple.subject {
                    NamedOrBlankNode::BlankNode(node) => self.rename_node(node).into(),
                    named @ NamedOrBlankNode::NamedNode(_) => named,
                };
                Triple {
                    subject,
                    predicate: triple.predicate,
                    object: self.rename(triple.object),
                }
                .into()
            }
            other => other,
        }
    }

    fn rename_node(&mut self, node: BlankNode) -> BlankNode {
        let is_stored = |node: &BlankNode| self.index.find(node).is_some();
        if is_stored(&node) {
            return node;
        }
        if let Some(label) = self.labels.get(node.as_str()) {
            return BlankNode::new_unchecked(label.clone());
        }
        let mut number = self.labels.len() + 1;
        let mut made = BlankNode::new_unchecked(format!("n{number}"));
        while is_stored(&made) {
            number += 1;
            made = BlankNode::new_unchecked(format!("n{number}"));
        }
        self.labels
            .insert(node.as_str().to_owned(), made.as_str().to_owned());
        made
    }
}
