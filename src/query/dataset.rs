use crate::query::merged::MergedGraph;
use crate::query::stop;
use crate::query::wedges::{Wedge, Wedges};
use crate::rdf::{GraphSelection, Index, Matches, Quad, TermId};
use indexmap::IndexSet;
use oxigraph::model::{Literal, Term};
use rustc_hash::FxBuildHasher;
use spareval::{ExpressionTerm, InternalQuad, QueryableDataset};
use std::cell::RefCell;
use std::num::NonZeroU32;
use std::rc::Rc;
use std::sync::Arc;
use thiserror::Error;

/// A term while a query runs: its number where the index has it, and a number above those otherwise.
///
/// A term of the index is always told by its number, so that two equal terms are equal here, and the
/// written form of a literal stays as it was. Rows are tables of such numbers: nothing is counted or freed
/// when one is copied.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct QueryTerm(NonZeroU32);

impl QueryTerm {
    /// The term with a number, which is 0 for the default graph only.
    #[inline]
    fn new(number: u32) -> Self {
        Self(NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN))
    }

    #[cfg(test)]
    pub(super) fn number(&self) -> u32 {
        self.0.get()
    }

    /// A term of the index.
    #[inline]
    pub(super) fn stored(id: TermId) -> Self {
        Self::new(id.number())
    }
}

impl Clone for QueryTerm {
    /// Here a query that has used up its time ends: `stop.rs` says why here.
    #[inline]
    fn clone(&self) -> Self {
        stop::check();
        Self(self.0)
    }
}

/// More terms were made by one query than there are numbers for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the query makes more than 4294967294 terms")]
pub struct TooManyMade;

/// The terms that a query made, each once.
type Made = Rc<RefCell<IndexSet<Term, FxBuildHasher>>>;

/// What the query sees as the default graph.
#[derive(Debug, Clone)]
pub(super) enum DefaultGraph {
    /// The default graph of the index.
    Own,
    /// One named graph (`FROM <g>`).
    Named(TermId),
    /// Several graphs taken together, or none.
    Merged(Arc<MergedGraph>),
}

/// An [`Index`] as oxigraph's evaluator wants to see it.
#[derive(Debug, Clone)]
pub struct IndexDataset<'a> {
    index: &'a Index,
    default_graph: DefaultGraph,
    /// What is meant when no graph is named.
    unnamed: GraphSelection,
    made: Made,
    /// The wedges of the query. The names of their graphs are the first terms in `made`, in this order.
    wedges: Rc<[Wedge]>,
}

impl<'a> IndexDataset<'a> {
    /// The index as it is: its default graph and its named graphs.
    pub fn new(index: &'a Index) -> Self {
        Self::with_default_graph(index, DefaultGraph::Own)
    }

    pub(super) fn with_default_graph(index: &'a Index, default_graph: DefaultGraph) -> Self {
        Self {
            index,
            default_graph,
            unnamed: GraphSelection::AnyNamed,
            made: Made::default(),
            wedges: Rc::default(),
        }
    }

    /// The same with graphs that stand for two patterns each; before anything else is asked of it.
    pub(super) fn with_wedges(self, wedges: Vec<Wedge>) -> Self {
        let graphs = (0..wedges.len()).map(|place| Wedge::graph(place).into());
        Self {
            made: Rc::new(RefCell::new(graphs.collect())),
            wedges: wedges.into(),
            ..self
        }
    }

    /// The same for a query that asks for no named graph but by its name: when it names none it means the default
    /// graph. The evaluator then need not say which graphs that is, a list that it copies for each lookup.
    pub(super) fn with_named_graphs_by_name_only(self) -> Self {
        Self {
            unnamed: GraphSelection::Default,
            ..self
        }
    }

    /// A number as one of the index, if it is that.
    #[inline]
    fn stored(&self, term: &QueryTerm) -> Option<TermId> {
        self.index.id(term.0.get())
    }

    fn made(&self, term: &QueryTerm) -> Term {
        let place = term.0.get() as usize - self.index.n_terms() - 1;
        let made = self.made.borrow();
        // The evaluator gives back what it got.
        made.get_index(place)
            .cloned()
            .unwrap_or_else(|| Literal::from("").into())
    }

    /// What the places of a pattern ask of the index; `None` if one asks for a term that is not there, so that
    /// nothing matches.
    #[inline]
    fn wanted(&self, places: [Option<&QueryTerm>; 3]) -> Option<[Option<TermId>; 3]> {
        let mut ids = [None; 3];
        for (place, id) in places.into_iter().zip(&mut ids) {
            if let Some(term) = place {
                *id = Some(self.stored(term)?);
            }
        }
        Some(ids)
    }

    /// The quads of a graph that is not in the index: those of a wedge, or none.
    fn wedges(&self, wanted: [Option<TermId>; 3], graph: &QueryTerm) -> Found<'a> {
        let place = (graph.0.get() as usize).checked_sub(self.index.n_terms() + 1);
        match place.and_then(|place| self.wedges.get(place)) {
            Some(wedge) => {
                let found = wedge.matching(self.index, wanted, graph.clone());
                Found::Wedges(Box::new(found))
            }
            None => Found::Nothing,
        }
    }

    fn quads(&self, wanted: [Option<TermId>; 3], graph: GraphSelection) -> Found<'a> {
        let [subject, predicate, object] = wanted;
        let matching = |graph| self.index.matching(subject, predicate, object, graph);
        if graph != GraphSelection::Default {
            return Found::AsTheyAre(matching(graph));
        }
        match &self.default_graph {
            DefaultGraph::Own => Found::AsTheyAre(matching(graph)),
            DefaultGraph::Named(name) => Found::AsDefault(matching(GraphSelection::Named(*name))),
            DefaultGraph::Merged(merged) => {
                Found::Merged(Box::new(merged.matching(subject, predicate, object)))
            }
        }
    }
}

/// What a lookup finds.
enum Found<'a> {
    Nothing,
    AsTheyAre(Matches<'a>),
    /// A named graph in the place of the default graph.
    AsDefault(Matches<'a>),
    Merged(Box<dyn Iterator<Item = Quad> + 'a>),
    /// Rare, and large beside the others.
    Wedges(Box<Wedges<'a>>),
}

impl Iterator for Found<'_> {
    type Item = InternalQuad<QueryTerm>;

    #[inline]
    fn next(&mut self) -> Option<InternalQuad<QueryTerm>> {
        match self {
            Self::Nothing => None,
            Self::AsTheyAre(quads) => quads.next().map(internal),
            Self::AsDefault(quads) => quads.next().map(|quad| {
                internal(Quad {
                    graph: TermId::DEFAULT_GRAPH,
                    ..quad
                })
            }),
            Self::Merged(quads) => quads.next().map(internal),
            Self::Wedges(wedges) => wedges.next(),
        }
    }
}

#[inline]
fn internal(quad: Quad) -> InternalQuad<QueryTerm> {
    InternalQuad {
        subject: QueryTerm::stored(quad.subject),
        predicate: QueryTerm::stored(quad.predicate),
        object: QueryTerm::stored(quad.object),
        graph_name: NonZeroU32::new(quad.graph.number()).map(QueryTerm),
    }
}

impl<'a> QueryableDataset<'a> for IndexDataset<'a> {
    type InternalTerm = QueryTerm;
    type Error = TooManyMade;

    fn internal_quads_for_pattern(
        &self,
        subject: Option<&QueryTerm>,
        predicate: Option<&QueryTerm>,
        object: Option<&QueryTerm>,
        graph_name: Option<Option<&QueryTerm>>,
    ) -> impl Iterator<Item = Result<InternalQuad<QueryTerm>, TooManyMade>> + use<'a> {
        let wanted = self.wanted([subject, predicate, object]);
        let found = wanted.map_or(Found::Nothing, |wanted| match graph_name {
            None => self.quads(wanted, self.unnamed),
            Some(None) => self.quads(wanted, GraphSelection::Default),
            Some(Some(name)) => match self.stored(name) {
                Some(graph) => self.quads(wanted, GraphSelection::Named(graph)),
                None => self.wedges(wanted, name),
            },
        });
        found.map(Ok)
    }

    fn internal_named_graphs(
        &self,
    ) -> impl Iterator<Item = Result<QueryTerm, TooManyMade>> + use<'a> {
        let names = self.index.named_graphs().iter();
        names.map(|name| Ok(QueryTerm::stored(*name)))
    }

    fn contains_internal_graph_name(&self, graph_name: &QueryTerm) -> Result<bool, TooManyMade> {
        let names = self.index.named_graphs();
        Ok(self
            .stored(graph_name)
            .is_some_and(|name| names.binary_search(&name).is_ok()))
    }

    fn internalize_term(&self, term: Term) -> Result<QueryTerm, TooManyMade> {
        if let Some(id) = self.index.find(&term) {
            return Ok(QueryTerm::stored(id));
        }
        let (place, _) = self.made.borrow_mut().insert_full(term);
        let number = u32::try_from(self.index.n_terms() + 1 + place);
        Ok(QueryTerm::new(number.map_err(|_| TooManyMade)?))
    }

    fn externalize_term(&self, term: QueryTerm) -> Result<Term, TooManyMade> {
        Ok(match self.stored(&term) {
            Some(id) => self.index.term(id).into_owned(),
            None => self.made(&term),
        })
    }

    fn externalize_expression_term(&self, term: QueryTerm) -> Result<ExpressionTerm, TooManyMade> {
        Ok(match self.stored(&term) {
            Some(id) => match self.index.value(id) {
                Some(value) => value.clone(),
                None => self.index.term(id).into_owned().into(),
            },
            None => self.made(&term).into(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxigraph::model::NamedNode;

    fn iri(name: &str) -> Term {
        NamedNode::new_unchecked(format!("http://e/{name}")).into()
    }

    fn integer(lexical: &str) -> Term {
        let datatype = NamedNode::new_unchecked("http://www.w3.org/2001/XMLSchema#integer");
        Literal::new_typed_literal(lexical, datatype).into()
    }

    fn index() -> Index {
        let mut quads = crate::rdf::Quads::default();
        quads.insert(iri("a"), iri("p"), integer("01")).unwrap();
        for graph in ["g", "h"] {
            quads
                .insert_in(Some(iri(graph)), iri("a"), iri("q"), iri("b"))
                .unwrap();
        }
        Index::new(quads).unwrap()
    }

    #[test]
    fn a_stored_term_is_always_told_by_its_number() {
        let index = index();
        let dataset = IndexDataset::new(&index);
        let stored = dataset.internalize_term(integer("01")).unwrap();
        assert!(dataset.stored(&stored).is_some());
        assert_eq!(dataset.externalize_term(stored), Ok(integer("01")));
        let made = dataset.internalize_term(integer("1")).unwrap();
        assert!(dataset.stored(&made).is_none());
        assert_eq!(dataset.externalize_term(made), Ok(integer("1")));
    }

    #[test]
    fn any_named_graph_leaves_the_default_graph_out() {
        let index = index();
        let dataset = IndexDataset::new(&index);
        let count = |graph| {
            dataset
                .internal_quads_for_pattern(None, None, None, graph)
                .count()
        };
        assert_eq!(count(None), 2);
        assert_eq!(count(Some(None)), 1);
        let name = dataset.internalize_term(iri("g")).unwrap();
        assert_eq!(count(Some(Some(&name))), 1);
        assert_eq!(dataset.contains_internal_graph_name(&name), Ok(true));
        let subject = dataset.internalize_term(iri("a")).unwrap();
        assert_eq!(dataset.contains_internal_graph_name(&subject), Ok(false));
        assert_eq!(dataset.internal_named_graphs().count(), 2);
    }

    #[test]
    fn a_term_that_is_not_stored_matches_nothing() {
        let index = index();
        let dataset = IndexDataset::new(&index);
        let made = dataset.internalize_term(iri("nowhere")).unwrap();
        let found = dataset.internal_quads_for_pattern(Some(&made), None, None, None);
        assert_eq!(found.count(), 0);
        let found = dataset.internal_quads_for_pattern(None, None, None, Some(Some(&made)));
        assert_eq!(found.count(), 0);
    }
}
