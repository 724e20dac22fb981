//! Looking quads up by any of their parts.

use crate::rdf::index::adjacency::{Pair, Rows, with_first};
use crate::rdf::index::named::{Order, Row};
use crate::rdf::index::{GraphSelection, Index};
use crate::rdf::quads::{Quad, TermId};
use std::slice::Iter;

/// What a lookup asks for; `None` is anything.
pub(super) type Pattern = [Option<TermId>; 3];

/// The quads that match a pattern, found one by one.
#[derive(Debug, Clone)]
pub struct Matches<'a>(Found<'a>);

#[derive(Debug, Clone)]
enum Found<'a> {
    Nothing,
    /// A part of one list of the default graph.
    List {
        order: Order,
        term: TermId,
        pairs: Iter<'a, Pair>,
    },
    /// The list of an object in the default graph, of which only one predicate is wanted.
    Filtered {
        object: TermId,
        predicate: TermId,
        pairs: Iter<'a, Pair>,
    },
    /// All of the default graph.
    All(Rows<'a>),
    /// Some of the named graphs, by their places.
    Named {
        index: &'a Index,
        pattern: Pattern,
        places: std::ops::Range<usize>,
        graph: TermId,
        order: Order,
        rows: Iter<'a, Row>,
    },
}

/// Up to so many pairs are read through rather than searched for elsewhere.
const SHORT: usize = 128;

impl<'a> Matches<'a> {
    pub(super) fn new(index: &'a Index, pattern: Pattern, graphs: GraphSelection) -> Self {
        let places = match graphs {
            GraphSelection::Default => return Self(in_default_graph(index, pattern)),
            GraphSelection::AnyNamed => 0..index.named.graphs().len(),
            GraphSelection::Named(name) => match index.named.place(name) {
                Some(place) => place..place + 1,
                None => return Self(Found::Nothing),
            },
        };
        Self(Found::Named {
            index,
            pattern,
            places,
            graph: TermId::DEFAULT_GRAPH,
            order: Order::Subject,
            rows: [].iter(),
        })
    }
}

fn in_default_graph(index: &Index, pattern: Pattern) -> Found<'_> {
    let graph = &index.default_graph;
    let (order, term, pairs) = match pattern {
        [None, None, None] => return Found::All(Rows::new(&graph.by_subject)),
        [Some(s), None, None] => (Order::Subject, s, graph.by_subject.of(s)),
        [Some(s), Some(p), None] => (Order::Subject, s, with_first(graph.by_subject.of(s), p)),
        [Some(s), Some(p), Some(o)] => {
            let list = graph.by_subject.of(s);
            let found = match list.binary_search(&[p, o]) {
                Ok(place) => &list[place..=place],
                Err(_) => &[],
            };
            (Order::Subject, s, found)
        }
        [None, Some(p), None] => (Order::Predicate, p, graph.by_predicate().of(p)),
        [None, Some(p), Some(o)] => {
            // The list of a predicate is long and the search in it leaps through memory; that of an object is
            // mostly short. Both give the subjects in order.
            let by_object = graph.by_object().of(o);
            if by_object.len() <= SHORT {
                return Found::Filtered {
                    object: o,
                    predicate: p,
                    pairs: by_object.iter(),
                };
            }
            (
                Order::Predicate,
                p,
                with_first(graph.by_predicate().of(p), o),
            )
        }
        [None, None, Some(o)] => (Order::Object, o, graph.by_object().of(o)),
        [Some(s), None, Some(o)] => (Order::Object, o, with_first(graph.by_object().of(o), s)),
    };
    let pairs = pairs.iter();
    Found::List { order, term, pairs }
}

/// The order that finds a pattern, and what its rows begin with.
fn rows_of(index: &Index, place: usize, pattern: Pattern) -> (Order, &[Row]) {
    let rows = |order, wanted: &[TermId]| (order, index.named.rows(place, order, wanted));
    match pattern {
        [None, None, None] => rows(Order::Subject, &[]),
        [Some(s), None, None] => rows(Order::Subject, &[s]),
        [Some(s), Some(p), None] => rows(Order::Subject, &[s, p]),
        [Some(s), Some(p), Some(o)] => rows(Order::Subject, &[s, p, o]),
        [None, Some(p), None] => rows(Order::Predicate, &[p]),
        [None, Some(p), Some(o)] => rows(Order::Predicate, &[p, o]),
        [None, None, Some(o)] => rows(Order::Object, &[o]),
        [Some(s), None, Some(o)] => rows(Order::Object, &[o, s]),
    }
}

fn quad(graph: TermId, order: Order, row: Row) -> Quad {
    let [subject, predicate, object] = order.turn(row);
    Quad {
        graph,
        subject,
        predicate,
        object,
    }
}

impl Iterator for Matches<'_> {
    type Item = Quad;

    #[inline]
    fn next(&mut self) -> Option<Quad> {
        match &mut self.0 {
            Found::Nothing => None,
            Found::List { order, term, pairs } => {
                let [second, third] = *pairs.next()?;
                Some(quad(TermId::DEFAULT_GRAPH, *order, [*term, second, third]))
            }
            Found::Filtered {
                object,
                predicate,
                pairs,
            } => {
                let [subject, _] = *pairs.find(|pair| pair[1] == *predicate)?;
                let row = [*object, subject, *predicate];
                Some(quad(TermId::DEFAULT_GRAPH, Order::Object, row))
            }
            Found::All(rows) => {
                let (subject, [predicate, object]) = rows.next()?;
                let row = [subject, predicate, object];
                Some(quad(TermId::DEFAULT_GRAPH, Order::Subject, row))
            }
            Found::Named {
                index,
                pattern,
                places,
                graph,
                order,
                rows,
            } => loop {
                if let Some(row) = rows.next() {
                    return Some(quad(*graph, *order, *row));
                }
                let place = places.next()?;
                let (found, slice) = rows_of(index, place, *pattern);
                (*graph, *order, *rows) = (index.named.graphs()[place], found, slice.iter());
            },
        }
    }

    /// From the list that is looked through: exact, unless only one predicate of it is wanted.
    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        match &self.0 {
            Found::Nothing => (0, Some(0)),
            Found::List { pairs, .. } => pairs.size_hint(),
            Found::Filtered { pairs, .. } => (0, Some(pairs.len())),
            Found::All(rows) => rows.size_hint(),
            Found::Named { .. } => (0, None),
        }
    }

    /// Without a look at any quad, where the list that is looked through holds nothing else.
    fn count(mut self) -> usize {
        match &self.0 {
            Found::List { pairs, .. } => pairs.len(),
            Found::All(rows) => rows.len(),
            Found::Nothing | Found::Filtered { .. } | Found::Named { .. } => {
                let mut n_quads = 0;
                while self.next().is_some() {
                    n_quads += 1;
                }
                n_quads
            }
        }
    }
}
