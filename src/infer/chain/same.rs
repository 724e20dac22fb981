//! What is said of one is said of all that is the same.

use crate::infer::Rule;
use crate::infer::chain::{Chain, numbers};
use crate::infer::conclusions::{InferError, Source};
use crate::infer::terms::{Id, Triple};
use crate::ontology::vocabulary::gw;
use crate::rdf::GraphSelection;
use indexmap::IndexSet;
use oxigraph::model::TermRef;
use rustc_hash::FxBuildHasher;
use std::collections::BTreeSet;

impl Chain<'_> {
    /// Says of what is the same what is said of one. What a source says it says of what it names: the nodes of claims and
    /// their quotes stay as they are.
    pub(super) fn replace(&mut self, triple: Triple, source: Source) -> Result<(), InferError> {
        let [subject, predicate, object] = triple;
        if self.is_of_record(predicate) {
            return Ok(());
        }
        let same_as = self.vocabulary.same_as;
        if predicate == same_as {
            if subject == object {
                return Ok(());
            }
            self.add([object, same_as, subject], Rule::Same, [Some(source), None])?;
            self.lead_on(triple, Rule::Same, source)?;
            // What was looked at before is said of the other now.
            for (known, at) in self.about(subject) {
                let replaced = known.map(|term| if term == subject { object } else { term });
                self.add_replaced(known, replaced, [Some(source), Some(at)])?;
            }
            return Ok(());
        }
        for term in BTreeSet::from([subject, object]) {
            let others = self
                .onwards
                .get(&(same_as, term))
                .cloned()
                .unwrap_or_default();
            for (other, sameness) in others {
                let [mut one, mut two] = [subject, object];
                if one == term {
                    one = other;
                }
                if two == term {
                    two = other;
                }
                self.add_replaced(
                    triple,
                    [one, predicate, two],
                    [Some(sameness), Some(source)],
                )?;
            }
        }
        Ok(())
    }

    fn add_replaced(
        &mut self,
        [subject, predicate, object]: Triple,
        [one, _, two]: Triple,
        premises: [Option<Source>; 2],
    ) -> Result<(), InferError> {
        // Where both ends are one, each may be replaced alone.
        for replaced in [
            [one, predicate, object],
            [subject, predicate, two],
            [one, predicate, two],
        ] {
            self.add(replaced, Rule::Replaced, premises)?;
        }
        Ok(())
    }

    /// All triples with a term as subject or object, sameness and kinds of kinds apart.
    fn about(&self, term: Id) -> Vec<(Triple, Source)> {
        let mut about: IndexSet<Triple, FxBuildHasher> = IndexSet::default();
        if let Some(known) = self.found.terms.known(term) {
            let graphs = GraphSelection::Default;
            let as_subject = self.index.matching(Some(known), None, None, graphs);
            let as_object = self.index.matching(None, None, Some(known), graphs);
            about.extend(as_subject.chain(as_object).map(numbers));
        }
        let stated = about
            .into_iter()
            .map(|triple| (triple, Source::Stated(triple)));
        let places = self.ends.get(&term).into_iter().flatten();
        let found = places.filter_map(|place| {
            let (triple, _) = self.found.found.get_index(*place as usize)?;
            Some((*triple, Source::Found(*place)))
        });
        let same_as = self.vocabulary.same_as;
        stated
            .chain(found)
            .filter(|([_, predicate, _], _)| {
                *predicate != same_as && !self.is_of_record(*predicate)
            })
            .collect()
    }

    /// Whether a property belongs to the record of who says what where.
    fn is_of_record(&self, predicate: Id) -> bool {
        match self.found.terms.term(predicate) {
            TermRef::NamedNode(iri) => iri.as_str().starts_with(gw::NAMESPACE),
            _ => false,
        }
    }
}
