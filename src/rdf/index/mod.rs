//! Quads frozen for reading.

mod adjacency;
mod buckets;
mod build;
mod matches;
mod named;
mod sort;
mod statistics;
mod terms;
mod values;

pub use matches::Matches;
pub use statistics::Spread;

use crate::rdf::Prefixes;
use crate::rdf::index::adjacency::Adjacency;
use crate::rdf::index::named::{Named, Order};
use crate::rdf::index::statistics::Statistics;
use crate::rdf::index::terms::Terms;
use crate::rdf::index::values::Values;
use crate::rdf::quads::{Quad, Quads, Run, TermId, TooManyTerms};
use oxigraph::model::TermRef;
use spareval::ExpressionTerm;

/// Which graphs a lookup reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GraphSelection {
    /// The default graph.
    Default,
    /// One named graph.
    Named(TermId),
    /// Every named graph, the default graph left out.
    AnyNamed,
}

/// Quads frozen for reading: each term once, in [`compare_terms`](crate::rdf::compare_terms) order, each quad
/// once, in three orders.
///
/// A term is a number of 32 bits, which is its rank among all terms, so that sorting by number is sorting by
/// term and a term is found by bisection without a table of hashes. The default graph is kept as adjacency
/// lists: 8 bytes a triple in each order. Two inputs that say the same give the same index, term numbers
/// included.
#[derive(Debug, Clone, Default)]
pub struct Index {
    terms: Terms,
    default_graph: Adjacency,
    named: Named,
    prefixes: Prefixes,
    values: Values,
    statistics: Statistics,
}

impl Index {
    /// Sorts and freezes.
    ///
    /// # Errors
    /// [`TooManyTerms`] beyond 32 bits.
    pub fn new(quads: Quads) -> Result<Self, TooManyTerms> {
        build::build(quads)
    }

    /// The quads as a bag again, to be added to.
    pub fn into_quads(self) -> Quads {
        let quads = self.quads().collect();
        // Both take much memory, and the dictionary will.
        drop(self.default_graph);
        drop(self.named);
        let dictionary = self.terms.into_dictionary();
        let runs = vec![Run {
            dictionary: 0,
            quads,
        }];
        let mut quads = Quads::from_runs(vec![dictionary], runs);
        quads.prefixes = self.prefixes;
        quads
    }

    /// The triples of some graphs as those of a default graph, with the prefixes.
    ///
    /// # Errors
    /// None in practice: there are no more terms than here.
    pub fn graph_quads(&self, graphs: GraphSelection) -> Result<Quads, TooManyTerms> {
        let mut quads = Quads::default();
        for quad in self.matching(None, None, None, graphs) {
            let terms = [quad.subject, quad.predicate, quad.object].map(|id| self.term(id));
            quads.insert_refs(None, terms)?;
        }
        quads.prefixes = self.prefixes.clone();
        Ok(quads)
    }

    /// How many quads it holds.
    pub fn len(&self) -> usize {
        self.default_graph.len() + self.named.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Makes the orders that only queries want, which else the first query makes.
    pub fn complete(&self) {
        let _ = self.default_graph.by_predicate();
    }

    /// The bytes that terms and quads take on the heap once all orders are there.
    pub fn size(&self) -> usize {
        self.terms.size() + self.default_graph.size() + self.named.size()
    }

    /// The prefixes that the input declared.
    pub fn prefixes(&self) -> &Prefixes {
        &self.prefixes
    }

    /// The named graphs, in order.
    pub fn named_graphs(&self) -> &[TermId] {
        self.named.graphs()
    }

    /// The quads by graph (the default graph first), subject, predicate and object.
    pub fn quads(&self) -> impl Iterator<Item = Quad> + Clone + use<'_> {
        let every = |graphs| self.matching(None, None, None, graphs);
        every(GraphSelection::Default).chain(every(GraphSelection::AnyNamed))
    }

    /// The place of a quad among [`Index::quads`], from 0.
    pub fn place(&self, quad: &Quad) -> Option<usize> {
        let Quad {
            graph,
            subject,
            predicate,
            object,
        } = *quad;
        if graph == TermId::DEFAULT_GRAPH {
            let lists = &self.default_graph.by_subject;
            let place = lists.of(subject).binary_search(&[predicate, object]).ok()?;
            return Some(lists.start(subject) + place);
        }
        let graph = self.named.place(graph)?;
        let rows = self.named.rows(graph, Order::Subject, &[]);
        let place = rows.binary_search(&[subject, predicate, object]).ok()?;
        Some(self.default_graph.len() + self.named.start(graph) + place)
    }

    /// The subjects of a graph, in order, each once.
    pub fn subjects(&self, graph: TermId) -> impl Iterator<Item = TermId> + use<'_> {
        let mut before = TermId::DEFAULT_GRAPH;
        let all = self.matching(None, None, None, selection(graph));
        all.filter_map(move |quad| {
            let is_new = std::mem::replace(&mut before, quad.subject) != quad.subject;
            is_new.then_some(quad.subject)
        })
    }

    /// The quads of one graph about one subject, by predicate and object.
    pub fn about(&self, graph: TermId, subject: TermId) -> Matches<'_> {
        self.matching(Some(subject), None, None, selection(graph))
    }

    /// Every term, in order.
    pub fn terms(&self) -> impl Iterator<Item = TermRef<'_>> {
        (0..self.terms.len()).map(|rank| self.terms.term(rank))
    }

    /// How many terms there are.
    pub fn n_terms(&self) -> usize {
        self.terms.len()
    }

    /// Whether a term is a blank node; the default graph is none.
    pub fn is_blank(&self, id: TermId) -> bool {
        id != TermId::DEFAULT_GRAPH && self.terms.blank().contains(&id.position())
    }

    /// Whether a term is a triple term; the default graph is none.
    pub fn is_triple(&self, id: TermId) -> bool {
        id != TermId::DEFAULT_GRAPH && self.terms.triples().contains(&id.position())
    }

    /// How many blank nodes there are.
    pub fn n_blank(&self) -> usize {
        self.terms.blank().len()
    }

    /// How many triple terms there are.
    pub fn n_triple_terms(&self) -> usize {
        self.terms.triples().len()
    }

    /// Brings terms near that will be asked for soon: a hundred at once take a fraction of the time that they take
    /// one by one where the index is larger than the processor's caches.
    pub(crate) fn fetch(&self, ids: &[TermId]) {
        self.terms.fetch(ids.iter().map(|id| id.position()));
    }

    /// The term with a number from this index.
    ///
    /// # Panics
    /// If the number is [`TermId::DEFAULT_GRAPH`] or comes from another index.
    pub fn term(&self, id: TermId) -> TermRef<'_> {
        self.terms.term(id.position())
    }

    /// What a number, a date, a time or a truth value stands for: decoded once, when the first is asked for;
    /// `None` for other terms, and for literals that are no value of their datatype.
    #[inline]
    pub fn value(&self, id: TermId) -> Option<&ExpressionTerm> {
        self.values.get(&self.terms, id.position())
    }

    /// How many triples of the default graph match; `None` matches anything.
    pub fn count(
        &self,
        subject: Option<TermId>,
        predicate: Option<TermId>,
        object: Option<TermId>,
    ) -> usize {
        let matches = self.matching(subject, predicate, object, GraphSelection::Default);
        matches.count()
    }

    /// The predicates of the default graph, in order, each with how many triples it has.
    pub fn predicates(&self) -> impl Iterator<Item = (TermId, usize)> + use<'_> {
        self.default_graph.by_predicate().sizes()
    }

    /// How the triples of the default graph, or those of one predicate, spread over subjects and objects: counted
    /// when the first is asked for.
    pub fn spread(&self, predicate: Option<TermId>) -> Spread {
        self.statistics.spread(&self.default_graph, predicate)
    }

    /// How many predicates the default graph has; counted with [`Index::spread`].
    pub fn n_predicates(&self) -> usize {
        self.statistics.n_predicates(&self.default_graph)
    }

    /// The term with a number, if the index has as many.
    #[inline]
    pub fn id(&self, number: u32) -> Option<TermId> {
        (number != 0 && number as usize <= self.terms.len()).then_some(TermId(number))
    }

    /// The place of a term among [`Index::terms`], from 0.
    ///
    /// # Panics
    /// If the number is [`TermId::DEFAULT_GRAPH`].
    pub fn rank(&self, id: TermId) -> usize {
        debug_assert!(
            id.position() < self.terms.len(),
            "a number of another index"
        );
        id.position()
    }

    /// The number of a term, if the index has it.
    pub fn find<'t>(&self, term: impl Into<TermRef<'t>>) -> Option<TermId> {
        TermId::from_position(self.terms.find(term.into())?)
    }

    /// The quads that match, in an order that is the same on every run; `None` matches anything.
    pub fn matching(
        &self,
        subject: Option<TermId>,
        predicate: Option<TermId>,
        object: Option<TermId>,
        graphs: GraphSelection,
    ) -> Matches<'_> {
        Matches::new(self, [subject, predicate, object], graphs)
    }
}

fn selection(graph: TermId) -> GraphSelection {
    match graph {
        TermId::DEFAULT_GRAPH => GraphSelection::Default,
        name => GraphSelection::Named(name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxigraph::model::{Literal, NamedNode, Term};

    fn iri(name: &str) -> Term {
        NamedNode::new_unchecked(format!("http://e/{name}")).into()
    }

    fn index(triples: &[(&str, &str, &str)]) -> Index {
        let mut quads = Quads::default();
        for (subject, predicate, object) in triples {
            quads
                .insert(iri(subject), iri(predicate), iri(object))
                .unwrap();
        }
        Index::new(quads).unwrap()
    }

    #[test]
    fn every_pattern_finds_what_a_scan_finds() {
        let triples = [
            ("a", "p", "b"),
            ("a", "q", "b"),
            ("b", "p", "a"),
            ("c", "p", "b"),
            ("a", "p", "c"),
        ];
        let index = index(&triples);
        let names = ["a", "b", "c", "p", "q"];
        let options: Vec<Option<TermId>> = std::iter::once(None)
            .chain(names.iter().map(|name| index.find(&iri(name))))
            .collect();
        for subject in &options {
            for predicate in &options {
                for object in &options {
                    let mut found: Vec<Quad> = index
                        .matching(*subject, *predicate, *object, GraphSelection::Default)
                        .collect();
                    found.sort_unstable();
                    let scanned: Vec<Quad> = index
                        .quads()
                        .filter(|quad| {
                            subject.is_none_or(|id| id == quad.subject)
                                && predicate.is_none_or(|id| id == quad.predicate)
                                && object.is_none_or(|id| id == quad.object)
                        })
                        .collect();
                    assert_eq!(found, scanned);
                }
            }
        }
    }

    #[test]
    fn the_spread_of_a_predicate_counts_each_term_once() {
        let index = index(&[
            ("a", "p", "b"),
            ("a", "p", "c"),
            ("b", "p", "c"),
            ("c", "p", "c"),
            ("a", "q", "b"),
        ]);
        let spread = |predicate| {
            let spread = index.spread(predicate);
            (spread.triples, spread.subjects, spread.objects)
        };
        assert_eq!(spread(index.find(&iri("p"))), (4, 3, 2));
        assert_eq!(spread(index.find(&iri("q"))), (1, 1, 1));
        assert_eq!(spread(index.find(&iri("a"))), (0, 0, 0));
        assert_eq!(spread(None), (5, 3, 2));
        assert_eq!(index.n_predicates(), 2);
    }

    #[test]
    fn the_order_of_the_input_leaves_no_trace() {
        let forward = index(&[("a", "p", "b"), ("c", "p", "d"), ("a", "p", "b")]);
        let backward = index(&[("c", "p", "d"), ("a", "p", "b")]);
        assert!(forward.terms().eq(backward.terms()));
        assert!(forward.quads().eq(backward.quads()));
    }

    #[test]
    fn lexical_forms_are_kept_apart() {
        let mut quads = Quads::default();
        for lexical in ["1", "01", "+1"] {
            let integer = NamedNode::new_unchecked("http://www.w3.org/2001/XMLSchema#integer");
            quads
                .insert(
                    iri("a"),
                    iri("p"),
                    Literal::new_typed_literal(lexical, integer),
                )
                .unwrap();
        }
        assert_eq!(Index::new(quads).unwrap().len(), 3);
    }
}
