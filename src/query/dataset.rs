use crate::query::merged::MergedGraph;
use crate::query::stop;
use crate::rdf::{GraphSelection, Index, Matches, Quad, TermId};
use oxigraph::model::Term;
use spareval::{ExpressionTerm, InternalQuad, QueryableDataset};
use std::convert::Infallible;
use std::sync::Arc;

/// A term while a query runs: its number where the index has it, else the term itself.
///
/// A term of the index is always told by its number, so that two equal terms are equal here, and the
/// written form of a literal stays as it was.
#[derive(Debug, PartialEq, Eq, Hash)]
pub enum QueryTerm {
    /// A term of the index.
    Stored(TermId),
    /// A term that the query made.
    Made(Arc<Term>),
}

impl Clone for QueryTerm {
    /// Here a query that has used up its time ends: `stop.rs` says why here.
    fn clone(&self) -> Self {
        stop::check();
        match self {
            Self::Stored(id) => Self::Stored(*id),
            Self::Made(term) => Self::Made(Arc::clone(term)),
        }
    }
}

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

/// What [`IndexDataset::quads`] finds.
enum Found<'a> {
    Nothing,
    AsTheyAre(Matches<'a>),
    /// A named graph in the place of the default graph.
    AsDefault(Matches<'a>),
    Merged(Box<dyn Iterator<Item = Quad> + 'a>),
}

impl Iterator for Found<'_> {
    type Item = Quad;

    #[inline]
    fn next(&mut self) -> Option<Quad> {
        match self {
            Self::Nothing => None,
            Self::AsTheyAre(quads) => quads.next(),
            Self::AsDefault(quads) => quads.next().map(|quad| Quad {
                graph: TermId::DEFAULT_GRAPH,
                ..quad
            }),
            Self::Merged(quads) => quads.next(),
        }
    }
}

/// What the places of a pattern ask of the index; `None` if one asks for a term that is not there, so that
/// nothing matches.
fn wanted(places: [Option<&QueryTerm>; 3]) -> Option<[Option<TermId>; 3]> {
    let mut ids = [None; 3];
    for (place, id) in places.into_iter().zip(&mut ids) {
        match place {
            None => {}
            Some(QueryTerm::Stored(stored)) => *id = Some(*stored),
            Some(QueryTerm::Made(_)) => return None,
        }
    }
    Some(ids)
}

fn internal(quad: Quad) -> InternalQuad<QueryTerm> {
    InternalQuad {
        subject: QueryTerm::Stored(quad.subject),
        predicate: QueryTerm::Stored(quad.predicate),
        object: QueryTerm::Stored(quad.object),
        graph_name: (quad.graph != TermId::DEFAULT_GRAPH).then_some(QueryTerm::Stored(quad.graph)),
    }
}

impl<'a> QueryableDataset<'a> for IndexDataset<'a> {
    type InternalTerm = QueryTerm;
    type Error = Infallible;

    fn internal_quads_for_pattern(
        &self,
        subject: Option<&QueryTerm>,
        predicate: Option<&QueryTerm>,
        object: Option<&QueryTerm>,
        graph_name: Option<Option<&QueryTerm>>,
    ) -> impl Iterator<Item = Result<InternalQuad<QueryTerm>, Infallible>> + use<'a> {
        let graph = match graph_name {
            None => Some(GraphSelection::AnyNamed),
            Some(None) => Some(GraphSelection::Default),
            Some(Some(QueryTerm::Stored(name))) => Some(GraphSelection::Named(*name)),
            Some(Some(QueryTerm::Made(_))) => None,
        };
        let asked = wanted([subject, predicate, object]).zip(graph);
        asked
            .map_or(Found::Nothing, |(pattern, graph)| {
                self.quads(pattern, graph)
            })
            .map(|quad| Ok(internal(quad)))
    }

    fn internal_named_graphs(
        &self,
    ) -> impl Iterator<Item = Result<QueryTerm, Infallible>> + use<'a> {
        let names = self.index.named_graphs().iter();
        names.map(|name| Ok(QueryTerm::Stored(*name)))
    }

    fn contains_internal_graph_name(&self, graph_name: &QueryTerm) -> Result<bool, Infallible> {
        Ok(match graph_name {
            QueryTerm::Stored(name) => self.index.named_graphs().binary_search(name).is_ok(),
            QueryTerm::Made(_) => false,
        })
    }

    fn internalize_term(&self, term: Term) -> Result<QueryTerm, Infallible> {
        Ok(match self.index.find(&term) {
            Some(id) => QueryTerm::Stored(id),
            None => QueryTerm::Made(Arc::new(term)),
        })
    }

    fn externalize_term(&self, term: QueryTerm) -> Result<Term, Infallible> {
        Ok(match term {
            QueryTerm::Stored(id) => self.index.term(id).into_owned(),
            QueryTerm::Made(term) => Arc::unwrap_or_clone(term),
        })
    }

    fn externalize_expression_term(&self, term: QueryTerm) -> Result<ExpressionTerm, Infallible> {
        Ok(match term {
            QueryTerm::Stored(id) => match self.index.value(id) {
                Some(value) => value.clone(),
                None => self.index.term(id).into_owned().into(),
            },
            QueryTerm::Made(term) => Arc::unwrap_or_clone(term).into(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxigraph::model::{Literal, NamedNode};

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
        let Ok(stored) = dataset.internalize_term(integer("01"));
        assert!(matches!(stored, QueryTerm::Stored(_)));
        assert_eq!(dataset.externalize_term(stored), Ok(integer("01")));
        let Ok(made) = dataset.internalize_term(integer("1"));
        assert_eq!(made, QueryTerm::Made(Arc::new(integer("1"))));
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
        let Ok(name) = dataset.internalize_term(iri("g"));
        assert_eq!(count(Some(Some(&name))), 1);
        assert_eq!(dataset.contains_internal_graph_name(&name), Ok(true));
        let Ok(subject) = dataset.internalize_term(iri("a"));
        assert_eq!(dataset.contains_internal_graph_name(&subject), Ok(false));
        assert_eq!(dataset.internal_named_graphs().count(), 2);
    }

    #[test]
    fn a_term_that_is_not_stored_matches_nothing() {
        let index = index();
        let dataset = IndexDataset::new(&index);
        let Ok(made) = dataset.internalize_term(iri("nowhere"));
        let found = dataset.internal_quads_for_pattern(Some(&made), None, None, None);
        assert_eq!(found.count(), 0);
        let found = dataset.internal_quads_for_pattern(None, None, None, Some(Some(&made)));
        assert_eq!(found.count(), 0);
    }
}
