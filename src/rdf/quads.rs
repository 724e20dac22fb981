use crate::rdf::Prefixes;
use indexmap::IndexSet;
use oxigraph::model::{BlankNode, GraphName, NamedOrBlankNode, Term, Triple};
use std::collections::BTreeMap;
use thiserror::Error;

/// The number of a term within one [`Quads`] or [`Index`](crate::rdf::Index).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TermId(pub(super) u32);

impl TermId {
    /// Stands for the default graph where a graph's name would.
    pub const DEFAULT_GRAPH: Self = Self(0);
    /// What a pattern that no term can match is made of.
    pub(super) const LAST: Self = Self(u32::MAX);

    pub(super) fn from_position(position: usize) -> Option<Self> {
        // 0 is taken by the default graph, u32::MAX bounds ranges.
        let id = u32::try_from(position).ok()?.checked_add(1)?;
        (id != u32::MAX).then_some(Self(id))
    }

    pub(super) fn position(self) -> usize {
        self.0 as usize - 1
    }
}

/// Graph, subject, predicate and object, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quad {
    /// The graph's name or [`TermId::DEFAULT_GRAPH`].
    pub graph: TermId,
    /// The subject.
    pub subject: TermId,
    /// The predicate.
    pub predicate: TermId,
    /// The object.
    pub object: TermId,
}

/// More distinct terms than 32 bits can number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("more than 4294967294 distinct terms")]
pub struct TooManyTerms;

/// A bag of quads with each term stored once: what readers and the projection fill.
#[derive(Debug, Clone, Default)]
pub struct Quads {
    pub(super) terms: IndexSet<Term>,
    pub(super) entries: Vec<Quad>,
    /// The prefixes that the input declared.
    pub prefixes: Prefixes,
}

impl Quads {
    /// How many quads were added, doubles included.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether none was added.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Numbers a term.
    ///
    /// # Errors
    /// [`TooManyTerms`] beyond 32 bits.
    pub fn intern(&mut self, term: Term) -> Result<TermId, TooManyTerms> {
        let (position, _) = self.terms.insert_full(term);
        TermId::from_position(position).ok_or(TooManyTerms)
    }

    /// Adds a triple to the default graph.
    ///
    /// # Errors
    /// [`TooManyTerms`] beyond 32 bits.
    pub fn insert(
        &mut self,
        subject: impl Into<Term>,
        predicate: impl Into<Term>,
        object: impl Into<Term>,
    ) -> Result<(), TooManyTerms> {
        self.insert_in(None, subject, predicate, object)
    }

    /// Adds a triple to a named graph, or to the default graph for `None`.
    ///
    /// # Errors
    /// [`TooManyTerms`] beyond 32 bits.
    pub fn insert_in(
        &mut self,
        graph: Option<Term>,
        subject: impl Into<Term>,
        predicate: impl Into<Term>,
        object: impl Into<Term>,
    ) -> Result<(), TooManyTerms> {
        let graph = match graph {
            Some(name) => self.intern(name)?,
            None => TermId::DEFAULT_GRAPH,
        };
        let quad = Quad {
            graph,
            subject: self.intern(subject.into())?,
            predicate: self.intern(predicate.into())?,
            object: self.intern(object.into())?,
        };
        self.entries.push(quad);
        Ok(())
    }

    /// Adds a quad of the oxigraph family.
    ///
    /// # Errors
    /// [`TooManyTerms`] beyond 32 bits.
    pub fn insert_quad(&mut self, quad: oxigraph::model::Quad) -> Result<(), TooManyTerms> {
        let graph = match quad.graph_name {
            GraphName::NamedNode(name) => Some(name.into()),
            GraphName::BlankNode(name) => Some(name.into()),
            GraphName::DefaultGraph => None,
        };
        self.insert_in(graph, quad.subject, quad.predicate, quad.object)
    }

    /// Adds all of `other`, whose blank nodes are not ours even where their labels agree.
    ///
    /// # Errors
    /// [`TooManyTerms`] beyond 32 bits.
    pub fn merge(&mut self, other: Quads) -> Result<(), TooManyTerms> {
        let input = self.fresh_label_prefix(&other);
        let mut ids = BTreeMap::new();
        for (position, term) in other.terms.into_iter().enumerate() {
            let term = match &input {
                Some(prefix) => relabel(term, &|label| format!("{prefix}{label}")),
                None => term,
            };
            ids.insert(
                TermId::from_position(position).ok_or(TooManyTerms)?,
                self.intern(term)?,
            );
        }
        let id = |id: TermId| ids.get(&id).copied().unwrap_or(TermId::DEFAULT_GRAPH);
        self.entries
            .extend(other.entries.into_iter().map(|quad| Quad {
                graph: id(quad.graph),
                subject: id(quad.subject),
                predicate: id(quad.predicate),
                object: id(quad.object),
            }));
        self.prefixes.merge(other.prefixes);
        Ok(())
    }

    /// What to put before the blank node labels of `other` so that they meet none of ours.
    fn fresh_label_prefix(&self, other: &Quads) -> Option<String> {
        let has_blank = |terms: &IndexSet<Term>| {
            terms
                .iter()
                .any(|term| matches!(term, Term::BlankNode(_) | Term::Triple(_)))
        };
        (has_blank(&self.terms) && has_blank(&other.terms))
            .then(|| format!("m{}x", self.terms.len()))
    }

    /// The quads as terms, in the order they were added.
    pub fn iter(&self) -> impl Iterator<Item = [Option<&Term>; 4]> {
        self.entries.iter().map(|quad| {
            [quad.graph, quad.subject, quad.predicate, quad.object].map(|id| self.term(id))
        })
    }

    /// A term by its number; `None` for the default graph.
    pub fn term(&self, id: TermId) -> Option<&Term> {
        (id != TermId::DEFAULT_GRAPH)
            .then(|| self.terms.get_index(id.position()))
            .flatten()
    }
}

/// A term with its blank nodes, those inside triple terms included, renamed.
pub(super) fn relabel(term: Term, rename: &dyn Fn(&str) -> String) -> Term {
    match term {
        Term::BlankNode(node) => BlankNode::new_unchecked(rename(node.as_str())).into(),
        Term::Triple(triple) => {
            let subject = match triple.subject {
                NamedOrBlankNode::BlankNode(node) => {
                    BlankNode::new_unchecked(rename(node.as_str())).into()
                }
                named @ NamedOrBlankNode::NamedNode(_) => named,
            };
            Triple {
                subject,
                predicate: triple.predicate,
                object: relabel(triple.object, rename),
            }
            .into()
        }
        other => other,
    }
}
