use crate::rdf::{GraphSelection, Index, Quad, TermId};
use std::ops::Range;
use std::sync::Arc;

type Key = [TermId; 3];

/// Several graphs as one: a triple that stands in two of them is there once, as a default graph made by
/// `FROM <g> FROM <h>` wants it (<https://www.w3.org/TR/sparql11-query/#specifyingDataset>).
#[derive(Debug, Default)]
#[expect(
    clippy::struct_field_names,
    reason = "each name says which order it is"
)]
pub(super) struct MergedGraph {
    /// Subject, predicate, object.
    by_subject: Vec<Key>,
    /// Predicate, object, subject.
    by_predicate: Vec<Key>,
    /// Object, subject, predicate.
    by_object: Vec<Key>,
}

/// Which of the three orders a lookup reads.
#[derive(Clone, Copy)]
enum Order {
    Subject,
    Predicate,
    Object,
}

impl MergedGraph {
    /// The graphs of `index` that `graphs` names, taken together.
    pub(super) fn new(index: &Index, graphs: &[GraphSelection]) -> Self {
        let mut by_subject: Vec<Key> = graphs
            .iter()
            .flat_map(|graph| index.matching(None, None, None, *graph))
            .map(|quad| [quad.subject, quad.predicate, quad.object])
            .collect();
        by_subject.sort_unstable();
        by_subject.dedup();
        let turn = |turn: fn(&Key) -> Key| {
            let mut turned: Vec<Key> = by_subject.iter().map(turn).collect();
            turned.sort_unstable();
            turned
        };
        let by_predicate = turn(|[s, p, o]| [*p, *o, *s]);
        let by_object = turn(|[s, p, o]| [*o, *s, *p]);
        Self {
            by_subject,
            by_predicate,
            by_object,
        }
    }

    fn keys(&self, order: Order) -> &[Key] {
        match order {
            Order::Subject => &self.by_subject,
            Order::Predicate => &self.by_predicate,
            Order::Object => &self.by_object,
        }
    }

    /// The triples that match; `None` matches anything.
    ///
    /// The iterator keeps the graph alive by itself, because the evaluator holds on to it without us.
    pub(super) fn matching(
        self: &Arc<Self>,
        subject: Option<TermId>,
        predicate: Option<TermId>,
        object: Option<TermId>,
    ) -> impl Iterator<Item = Quad> + use<> {
        let (order, wanted) = match (subject, predicate, object) {
            (Some(s), Some(p), Some(o)) => (Order::Subject, vec![s, p, o]),
            (Some(s), Some(p), None) => (Order::Subject, vec![s, p]),
            (Some(s), None, None) => (Order::Subject, vec![s]),
            (None, None, None) => (Order::Subject, vec![]),
            (None, Some(p), Some(o)) => (Order::Predicate, vec![p, o]),
            (None, Some(p), None) => (Order::Predicate, vec![p]),
            (Some(s), None, Some(o)) => (Order::Object, vec![o, s]),
            (None, None, Some(o)) => (Order::Object, vec![o]),
        };
        let graph = Arc::clone(self);
        starting_with(self.keys(order), &wanted).map(move |position| {
            let [first, second, third] = graph.keys(order)[position];
            let (subject, predicate, object) = match order {
                Order::Subject => (first, second, third),
                Order::Predicate => (third, first, second),
                Order::Object => (second, third, first),
            };
            Quad {
                graph: TermId::DEFAULT_GRAPH,
                subject,
                predicate,
                object,
            }
        })
    }
}

/// Where the keys that start with `wanted` stand.
fn starting_with(sorted: &[Key], wanted: &[TermId]) -> Range<usize> {
    let start = sorted.partition_point(|key| &key[..wanted.len()] < wanted);
    let length = sorted[start..].partition_point(|key| &key[..wanted.len()] == wanted);
    start..start + length
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rdf::Quads;
    use oxigraph::model::{NamedNode, Term};

    fn iri(name: &str) -> Term {
        NamedNode::new_unchecked(format!("http://e/{name}")).into()
    }

    #[test]
    fn every_pattern_finds_what_a_scan_of_the_merged_graphs_finds() {
        let mut quads = Quads::default();
        quads.insert(iri("a"), iri("p"), iri("b")).unwrap();
        for (graph, s, p, o) in [
            ("g", "a", "p", "b"),
            ("g", "b", "q", "a"),
            ("h", "a", "q", "b"),
        ] {
            quads
                .insert_in(Some(iri(graph)), iri(s), iri(p), iri(o))
                .unwrap();
        }
        let index = Index::new(quads).unwrap();
        let graphs = [GraphSelection::Default, GraphSelection::AnyNamed];
        let merged = Arc::new(MergedGraph::new(&index, &graphs));
        let all: Vec<Quad> = merged.matching(None, None, None).collect();
        assert_eq!(all.len(), 3);
        let options: Vec<Option<TermId>> = std::iter::once(None)
            .chain(["a", "b", "p", "q"].map(|name| index.find(&iri(name))))
            .collect();
        for s in &options {
            for p in &options {
                for o in &options {
                    let mut found: Vec<Quad> = merged.matching(*s, *p, *o).collect();
                    found.sort_unstable();
                    let mut scanned = all.clone();
                    scanned.retain(|quad| {
                        s.is_none_or(|id| id == quad.subject)
                            && p.is_none_or(|id| id == quad.predicate)
                            && o.is_none_or(|id| id == quad.object)
                    });
                    assert_eq!(found, scanned);
                }
            }
        }
    }
}
