use crate::rdf::{Index, TermId};
use indexmap::IndexSet;
use oxigraph::model::{Term, TermRef};
use rustc_hash::FxBuildHasher;

/// A term of the data or of the ontology by its number: that of the index, or one beyond.
pub(super) type Id = u32;

/// A triple by the numbers of its terms.
pub(super) type Triple = [Id; 3];

/// The terms of an index, and those that the ontology brings along.
#[derive(Debug)]
pub(super) struct Terms<'i> {
    index: &'i Index,
    others: IndexSet<Term, FxBuildHasher>,
}

impl<'i> Terms<'i> {
    pub(super) fn of(index: &'i Index) -> Self {
        Self {
            index,
            others: IndexSet::default(),
        }
    }

    /// The number of a term; `None` beyond 32 bits.
    pub(super) fn id(&mut self, term: TermRef<'_>) -> Option<Id> {
        if let Some(known) = self.index.find(term) {
            return Some(known.number());
        }
        let (place, _) = self.others.insert_full(term.into_owned());
        u32::try_from(self.index.n_terms() + 1 + place).ok()
    }

    pub(super) fn term(&self, id: Id) -> TermRef<'_> {
        if let Some(known) = self.index.id(id) {
            return self.index.term(known);
        }
        let place = id as usize - self.index.n_terms() - 1;
        TermRef::from(&self.others[place])
    }

    /// The terms of the ontology alone, by their numbers.
    pub(super) fn into_others(self) -> Vec<Term> {
        self.others.into_iter().collect()
    }

    /// The number in the index; `None` for a term of the ontology alone.
    pub(super) fn known(&self, id: Id) -> Option<TermId> {
        self.index.id(id)
    }

    /// Whether it may be a subject.
    pub(super) fn is_resource(&self, id: Id) -> bool {
        !matches!(self.term(id), TermRef::Literal(_) | TermRef::Triple(_))
    }
}
