//! The quads of the named graphs, graph by graph, in the same three orders.

use crate::rdf::index::sort::sort;
use crate::rdf::quads::TermId;

/// Rows of three terms in an order of their own.
pub(super) type Row = [TermId; 3];

/// Which term comes first in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    /// Subject, predicate, object.
    Subject,
    /// Predicate, object, subject.
    Predicate,
    /// Object, subject, predicate.
    Object,
}

impl Order {
    /// A row of this order as subject, predicate and object.
    #[inline]
    pub(super) fn turn(self, [first, second, third]: Row) -> [TermId; 3] {
        match self {
            Self::Subject => [first, second, third],
            Self::Predicate => [third, first, second],
            Self::Object => [second, third, first],
        }
    }
}

/// A graph holds few quads often, and there may be as many graphs as quads: rows are whole, and a graph is a
/// stretch of each order.
#[derive(Debug, Clone, Default)]
pub(super) struct Named {
    graphs: Vec<TermId>,
    /// Where the rows of each graph start, and where the last end.
    starts: Vec<usize>,
    orders: [Box<[Row]>; 3],
}

impl Named {
    /// Sorts quads (graph, subject, predicate, object), whose numbers are below `n_keys`; doubles fall away.
    pub(super) fn new(n_keys: usize, quads: Vec<[TermId; 4]>) -> Self {
        if quads.is_empty() {
            return Self::default();
        }
        let mut quads = sort(n_keys, quads, &[0, 1, 2, 3]);
        quads.dedup();
        let rows = |quads: &[[TermId; 4]], turn: fn(&[TermId; 4]) -> Row| -> Box<[Row]> {
            quads.iter().map(turn).collect()
        };
        let mut graphs = Vec::new();
        let mut starts = Vec::new();
        for (place, quad) in quads.iter().enumerate() {
            if graphs.last() != Some(&quad[0]) {
                graphs.push(quad[0]);
                starts.push(place);
            }
        }
        starts.push(quads.len());
        let by_subject = rows(&quads, |[_, s, p, o]| [*s, *p, *o]);
        let quads = sort(n_keys, quads, &[0, 3]);
        let by_object = rows(&quads, |[_, s, p, o]| [*o, *s, *p]);
        let quads = sort(n_keys, quads, &[0, 2, 3]);
        let by_predicate = rows(&quads, |[_, s, p, o]| [*p, *o, *s]);
        Self {
            graphs,
            starts,
            orders: [by_subject, by_predicate, by_object],
        }
    }

    pub(super) fn graphs(&self) -> &[TermId] {
        &self.graphs
    }

    pub(super) fn len(&self) -> usize {
        self.orders[0].len()
    }

    /// The place of a graph among the graphs.
    pub(super) fn place(&self, graph: TermId) -> Option<usize> {
        self.graphs.binary_search(&graph).ok()
    }

    /// Where the rows of a graph start, by its place.
    pub(super) fn start(&self, place: usize) -> usize {
        self.starts[place]
    }

    /// The rows of a graph, by its place, that begin with `wanted`.
    pub(super) fn rows(&self, place: usize, order: Order, wanted: &[TermId]) -> &[Row] {
        let rows = &self.orders[order as usize][self.starts[place]..self.starts[place + 1]];
        let start = rows.partition_point(|row| &row[..wanted.len()] < wanted);
        let length = rows[start..].partition_point(|row| &row[..wanted.len()] == wanted);
        &rows[start..start + length]
    }

    pub(super) fn size(&self) -> usize {
        self.orders
            .iter()
            .map(|order| size_of_val(&**order))
            .sum::<usize>()
            + size_of_val(&*self.graphs)
            + size_of_val(&*self.starts)
    }
}
