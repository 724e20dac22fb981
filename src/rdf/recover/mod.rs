//! The graph read off triples: our claims in any of their styles, or, where there are none, every triple.

mod foreign;
mod ours;

use crate::graph::{EntityView, Minter, Name, Shard, SortedSet};
use crate::model::LanguageString;
use crate::ontology::vocabulary::{gw, rdf};
use crate::rdf::quads::{Quad, TermId};
use crate::rdf::terms::name;
use crate::rdf::{GraphSelection, Index, Quads, TooManyTerms};
use oxigraph::model::{NamedNodeRef, TermRef};
use std::collections::BTreeMap;

/// What [`recover`] found.
#[derive(Debug, Clone, Default)]
pub struct Recovered {
    /// The graph that the triples tell of.
    pub shard: Shard,
    /// The quads that the graph does not say: written back beside it, nothing is lost.
    pub remainder: Quads,
    /// Claims that lack a subject, a predicate or an object, and stay in the remainder.
    pub n_incomplete: usize,
}

/// Whether the quads are ours: any claim, evidence, attribution or source stands in them.
pub fn is_ours(index: &Index) -> bool {
    let reader = Reader::new(index);
    [
        gw::CLAIM,
        gw::EVIDENCE_CLASS,
        gw::ATTRIBUTION_CLASS,
        gw::SOURCE_CLASS,
    ]
    .iter()
    .any(|class| reader.instances(class).next().is_some())
}

/// Reads the graph off the quads.
///
/// In quads of ours, claims are the relations. Otherwise every IRI and blank node is an entity
/// and every triple between two of them a relation without words behind it; literals become attributes.
///
/// # Errors
/// [`TooManyTerms`] beyond 32 bits.
pub fn recover(index: &Index, minter: &Minter) -> Result<Recovered, TooManyTerms> {
    let mut reader = Reader::new(index);
    let mut recovered = Recovered::default();
    if is_ours(index) {
        reader.ours(minter, &mut recovered);
    } else {
        reader.foreign(minter, &mut recovered.shard);
    }
    for (quad, is_used) in index.quads().zip(&reader.used) {
        if !is_used {
            let graph = (quad.graph != TermId::DEFAULT_GRAPH).then(|| index.term(quad.graph));
            let terms = [quad.subject, quad.predicate, quad.object].map(|id| index.term(id));
            recovered.remainder.insert_refs(graph, terms)?;
        }
    }
    recovered.remainder.prefixes = index.prefixes().clone();
    Ok(recovered)
}

/// What is said of an entity as views of it: each preferred label in a view of its own, so that each stays
/// the preferred one of its language. A label in common links the views.
fn views(
    first: EntityView,
    (preferred, others): (Vec<LanguageString>, Vec<LanguageString>),
) -> Vec<EntityView> {
    let mut labels = preferred.into_iter();
    let mut first = EntityView {
        label: labels.next(),
        ..first
    };
    first.aliases.extend(others);
    let link = first.label.iter().cloned().collect();
    let further = labels.map(|label| EntityView {
        label: Some(label),
        aliases: SortedSet::clone(&link),
        ..EntityView::default()
    });
    let further: Vec<EntityView> = further.collect();
    std::iter::once(first).chain(further).collect()
}

struct Reader<'i> {
    index: &'i Index,
    /// For each quad of the index, whether the graph says it.
    used: Vec<bool>,
    /// The names that evidence, attributions and sources get by their content.
    renamed: BTreeMap<TermId, Name>,
    /// The language of each source, by the source's new name.
    languages: BTreeMap<Name, String>,
}

impl<'i> Reader<'i> {
    fn new(index: &'i Index) -> Self {
        Self {
            index,
            used: vec![false; index.len()],
            renamed: BTreeMap::new(),
            languages: BTreeMap::new(),
        }
    }

    fn id(&self, iri: &str) -> Option<TermId> {
        self.index.find(NamedNodeRef::new_unchecked(iri))
    }

    /// The subjects in the default graph that have a class.
    fn instances(&self, class: &str) -> impl Iterator<Item = TermId> + use<'i> {
        let index = self.index;
        let pattern = self.id(rdf::TYPE).zip(self.id(class));
        pattern.into_iter().flat_map(move |(of_type, class)| {
            index
                .matching(None, Some(of_type), Some(class), GraphSelection::Default)
                .map(|quad| quad.subject)
        })
    }

    fn mark(&mut self, quad: &Quad) {
        if let Some(place) = self.index.place(quad) {
            self.used[place] = true;
        }
    }

    /// The objects of a property, each marked as said by the graph.
    fn take(&mut self, subject: TermId, property: &str) -> Vec<TermId> {
        let Some(property) = self.id(property) else {
            return Vec::new();
        };
        let quads: Vec<Quad> = self
            .index
            .matching(Some(subject), Some(property), None, GraphSelection::Default)
            .collect();
        for quad in &quads {
            self.mark(quad);
        }
        quads.into_iter().map(|quad| quad.object).collect()
    }

    fn take_class(&mut self, subject: TermId, class: &str) {
        if let (Some(predicate), Some(object)) = (self.id(rdf::TYPE), self.id(class)) {
            let graph = TermId::DEFAULT_GRAPH;
            self.mark(&Quad {
                graph,
                subject,
                predicate,
                object,
            });
        }
    }

    fn text(&mut self, subject: TermId, property: &str) -> Option<String> {
        let first = self.take(subject, property).into_iter().next()?;
        self.lexical(first)
    }

    fn texts(&mut self, subject: TermId, property: &str) -> SortedSet<String> {
        let values = self.take(subject, property);
        values
            .into_iter()
            .filter_map(|id| self.lexical(id))
            .collect()
    }

    fn lexical(&self, id: TermId) -> Option<String> {
        match self.index.term(id) {
            TermRef::Literal(literal) => Some(literal.value().to_owned()),
            TermRef::NamedNode(node) => Some(node.as_str().to_owned()),
            TermRef::BlankNode(_) | TermRef::Triple(_) => None,
        }
    }

    fn names(&mut self, subject: TermId, property: &str) -> SortedSet<Name> {
        let values = self.take(subject, property);
        values.into_iter().filter_map(|id| self.name(id)).collect()
    }

    fn one_name(&mut self, subject: TermId, property: &str) -> Option<Name> {
        self.names(subject, property).into_iter().next()
    }

    fn name(&self, id: TermId) -> Option<Name> {
        match self.renamed.get(&id) {
            Some(name) => Some(name.clone()),
            None => name(self.index.term(id)),
        }
    }

    /// Which of a few terms a property has.
    fn choice<T: Copy>(
        &mut self,
        subject: TermId,
        property: &str,
        choices: &[(&str, T)],
    ) -> Option<T> {
        let first = self.text(subject, property)?;
        choices
            .iter()
            .find(|(iri, _)| *iri == first)
            .map(|(_, choice)| *choice)
    }
}
