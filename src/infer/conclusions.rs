use crate::infer::Rule;
use crate::infer::terms::{Terms, Triple};
use crate::rdf::{Quad, TermId};
use indexmap::IndexMap;
use oxigraph::model::TermRef;
use rustc_hash::FxBuildHasher;
use thiserror::Error;

/// Why conclusions were not drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum InferError {
    /// More follows than is wanted.
    #[error("more than {0} triples follow")]
    TooMany(usize),
    /// More terms than 32 bits can number.
    #[error("more terms than 32 bits can number")]
    TooManyTerms,
}

/// What a conclusion rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Premise {
    /// A triple of the data.
    Stated(Quad),
    /// An earlier conclusion, by its place.
    Concluded(usize),
}

/// A triple that follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conclusion<'c> {
    /// Its subject, predicate and object.
    pub triple: [TermRef<'c>; 3],
    /// The rule that gave it first.
    pub rule: Rule,
    /// The triples of the data it rests on, directly or through other conclusions; what the ontology says goes without
    /// saying.
    pub premises: Vec<Premise>,
}

/// All that follows, in an order that is the same on every run.
#[derive(Debug)]
pub struct Conclusions<'i> {
    pub(super) terms: Terms<'i>,
    pub(super) found: IndexMap<Triple, Reason, FxBuildHasher>,
}

/// Why a triple follows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reason {
    pub(super) rule: Rule,
    pub(super) premises: [Option<Source>; 2],
}

/// A triple by where it is kept.
#[derive(Debug, Clone, Copy)]
pub(super) enum Source {
    Stated(Triple),
    Found(u32),
}

impl Conclusions<'_> {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.found.len()
    }

    /// Whether nothing follows.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// The conclusion at a place, from 0.
    pub fn get(&self, place: usize) -> Option<Conclusion<'_>> {
        let (triple, reason) = self.found.get_index(place)?;
        let premises = reason.premises.iter().flatten();
        Some(Conclusion {
            triple: triple.map(|id| self.terms.term(id)),
            rule: reason.rule,
            premises: premises
                .filter_map(|source| self.premise(*source))
                .collect(),
        })
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = Conclusion<'_>> {
        (0..self.len()).filter_map(|place| self.get(place))
    }

    fn premise(&self, source: Source) -> Option<Premise> {
        match source {
            Source::Found(place) => Some(Premise::Concluded(place as usize)),
            Source::Stated([subject, predicate, object]) => Some(Premise::Stated(Quad {
                graph: TermId::DEFAULT_GRAPH,
                subject: self.terms.known(subject)?,
                predicate: self.terms.known(predicate)?,
                object: self.terms.known(object)?,
            })),
        }
    }
}
