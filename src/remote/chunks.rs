//! A graph in pieces that a request each carries.

use crate::rdf::{GraphSelection, Index, TermId};
use oxigraph::model::TermRef;
use std::fmt::Write;

/// Some triples of one graph, as lines of N-Triples.
pub(super) struct Chunk<'a> {
    /// `None` for the default graph.
    pub(super) graph: Option<TermRef<'a>>,
    pub(super) lines: String,
    pub(super) n_triples: usize,
}

/// A request's body stays below this even where a literal is long, unless one triple alone is longer.
const BYTES: usize = 4 << 20;

/// The pieces of an index: graph by graph, the default graph first, each with at most `most` triples.
pub(super) fn chunks(index: &Index, most: usize) -> impl Iterator<Item = Chunk<'_>> {
    let named = index.named_graphs().iter().copied();
    let graphs = std::iter::once(TermId::DEFAULT_GRAPH).chain(named);
    graphs.flat_map(move |graph| {
        let selection = if graph == TermId::DEFAULT_GRAPH {
            GraphSelection::Default
        } else {
            GraphSelection::Named(graph)
        };
        let mut quads = index.matching(None, None, None, selection).peekable();
        std::iter::from_fn(move || {
            quads.peek()?;
            let mut chunk = Chunk {
                graph: (graph != TermId::DEFAULT_GRAPH).then(|| index.term(graph)),
                lines: String::new(),
                n_triples: 0,
            };
            while chunk.n_triples < most
                && chunk.lines.len() < BYTES
                && let Some(quad) = quads.next()
            {
                let [subject, predicate, object] =
                    [quad.subject, quad.predicate, quad.object].map(|id| index.term(id));
                // Writing to a string cannot fail.
                let _ = writeln!(chunk.lines, "{subject} {predicate} {object} .");
                chunk.n_triples += 1;
            }
            Some(chunk)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rdf::Quads;
    use oxigraph::model::{Literal, NamedNode, Term};

    #[test]
    fn every_triple_is_in_one_piece_of_its_graph() {
        let mut quads = Quads::default();
        let node = || NamedNode::new_unchecked("http://e/x");
        for number in 0..25_i64 {
            let graph = (number % 5 == 0).then(|| Term::from(node()));
            quads
                .insert_in(graph, node(), node(), Literal::from(number))
                .unwrap();
        }
        let index = Index::new(quads).unwrap();
        let chunks: Vec<_> = chunks(&index, 8).collect();
        let sizes: Vec<_> = chunks
            .iter()
            .map(|chunk| (chunk.graph.is_some(), chunk.n_triples))
            .collect();
        assert_eq!(sizes, [(false, 8), (false, 8), (false, 4), (true, 5)]);
        assert_eq!(chunks[3].lines.lines().count(), 5);
    }
}
