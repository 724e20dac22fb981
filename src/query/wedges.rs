//! Two patterns that share a variable, matched together.
//!
//! The evaluator matches one pattern for each row of those before it, and makes an iterator for each of these matches
//! and a row for each triple that is found. Two edges that share a node are a wedge, as it is called where triangles
//! are counted: an end, the middle, another end. Those are three terms, and a pattern has places for three. So the
//! planner puts one pattern, in a graph that no file can name, where there were two ([`plan`](crate::query::plan)
//! says where), and what the evaluator takes for the quads of that graph is found here, without a row on the way.
//! It is the edge with fewer matches that is gone through, where its middle is not known; rows may come in another
//! order for that, though always in the same.

use crate::query::dataset::QueryTerm;
use crate::query::stop;
use crate::rdf::{GraphSelection, Index, Matches, Quad, TermId};
use oxigraph::model::NamedNode;
use spareval::InternalQuad;

/// One of the two patterns: its predicate, which is known, and where the middle stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Edge {
    pub(super) predicate: TermId,
    pub(super) begins_in_the_middle: bool,
}

impl Edge {
    #[inline]
    fn matching(self, index: &Index, middle: Option<TermId>, end: Option<TermId>) -> Matches<'_> {
        let (subject, object) = if self.begins_in_the_middle {
            (middle, end)
        } else {
            (end, middle)
        };
        index.matching(
            subject,
            Some(self.predicate),
            object,
            GraphSelection::Default,
        )
    }

    /// Its middle and its end.
    #[inline]
    fn nodes(self, quad: Quad) -> [TermId; 2] {
        if self.begins_in_the_middle {
            [quad.subject, quad.object]
        } else {
            [quad.object, quad.subject]
        }
    }
}

/// Two patterns of the default graph that share their middle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Wedge {
    pub(super) edges: [Edge; 2],
}

impl Wedge {
    /// The name of the graph that stands for a wedge, by its place in the query. It has a space and no scheme, so that
    /// neither a file nor a query can hold it.
    pub(super) fn graph(place: usize) -> NamedNode {
        NamedNode::new_unchecked(format!("wedge {place}"))
    }

    /// All wedges with these nodes: an end, the middle, the other end; `None` is any.
    pub(super) fn matching(
        self,
        index: &Index,
        [one, middle, other]: [Option<TermId>; 3],
        graph: QueryTerm,
    ) -> Wedges<'_> {
        let [first, second] = self.edges;
        let from = |edge: Edge, end| edge.matching(index, middle, end);
        // Not counted: the length of the list that is looked through.
        let most = |found: &Matches<'_>| found.size_hint().1.unwrap_or(usize::MAX);
        let found = from(first, one);
        let turned = (middle.is_none() && other.is_some())
            .then(|| from(second, other))
            .filter(|turned| most(turned) < most(&found));
        let is_turned = turned.is_some();
        Wedges {
            index,
            graph,
            edges: if is_turned {
                [second, first]
            } else {
                [first, second]
            },
            is_turned,
            found: turned.unwrap_or(found),
            far_end: if is_turned { one } else { other },
            nodes: [TermId::DEFAULT_GRAPH; 2],
            second_matches: None,
        }
    }
}

/// The wedges that match, one by one.
#[derive(Debug)]
pub(super) struct Wedges<'a> {
    index: &'a Index,
    graph: QueryTerm,
    /// The edges in the order in which they are followed.
    edges: [Edge; 2],
    /// Whether that is not their order in the query.
    is_turned: bool,
    found: Matches<'a>,
    /// The end of the second edge, where it is known.
    far_end: Option<TermId>,
    /// The middle and the end of the edge that was found last.
    nodes: [TermId; 2],
    /// The second edge from that middle.
    second_matches: Option<Matches<'a>>,
}

impl Iterator for Wedges<'_> {
    type Item = InternalQuad<QueryTerm>;

    fn next(&mut self) -> Option<InternalQuad<QueryTerm>> {
        let [first, second] = self.edges;
        loop {
            if let Some(quad) = self.second_matches.as_mut().and_then(Iterator::next) {
                let [middle, near_end] = self.nodes;
                let [_, far_end] = second.nodes(quad);
                let [one, other] = if self.is_turned {
                    [far_end, near_end]
                } else {
                    [near_end, far_end]
                };
                return Some(InternalQuad {
                    subject: QueryTerm::stored(one),
                    predicate: QueryTerm::stored(middle),
                    object: QueryTerm::stored(other),
                    graph_name: Some(self.graph.clone()),
                });
            }
            // The evaluator does not hear of an edge that goes nowhere.
            stop::check();
            self.nodes = first.nodes(self.found.next()?);
            let [middle, _] = self.nodes;
            self.second_matches = Some(second.matching(self.index, Some(middle), self.far_end));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::fixture::index;
    use crate::query::{Answer, EvaluationOptions, ParseOptions, Shortcuts, evaluate, parse};
    use std::collections::BTreeSet;

    /// A hub, a loop, literals, and nodes that lead nowhere.
    fn graph() -> Index {
        let edges = [
            "a p b", "a p c", "a p x", "b p b", "b p d", "b q c", "b q x", "c q a", "c q b",
            "d p c", "d q x", "d q y",
        ];
        let lines = edges.map(|edge| {
            let [subject, predicate, object] = [&edge[..1], &edge[2..3], &edge[4..]];
            let object = match object {
                "x" | "y" => format!("\"{object}\""),
                node => format!("<http://e/{node}>"),
            };
            format!("<http://e/{subject}> <http://e/{predicate}> {object} .\n")
        });
        index(&lines.concat())
    }

    /// The wedges with these nodes, by going through all pairs of triples.
    fn scanned(all: &[Quad], edges: [Edge; 2], known: [Option<TermId>; 3]) -> Vec<[TermId; 3]> {
        let [firsts, seconds] = edges.map(|edge| {
            let own = all
                .iter()
                .filter(move |quad| quad.predicate == edge.predicate);
            own.map(move |quad| edge.nodes(*quad)).collect::<Vec<_>>()
        });
        let mut found = Vec::new();
        for [middle, one] in firsts {
            for [middle_too, other] in &seconds {
                let nodes = [one, middle, *other];
                let mut places = known.iter().zip(nodes);
                let fits = places.all(|(known, node)| known.is_none_or(|known| known == node));
                if middle == *middle_too && fits {
                    found.push(nodes);
                }
            }
        }
        found.sort_unstable();
        found
    }

    #[test]
    fn whatever_is_known_the_wedges_are_those_of_two_patterns() {
        let index = graph();
        let all: Vec<Quad> = index.quads().collect();
        let nodes = all.iter().flat_map(|quad| [quad.subject, quad.object]);
        let nodes: BTreeSet<TermId> = nodes.collect();
        let known: Vec<Option<TermId>> = nodes.into_iter().map(Some).chain([None]).collect();
        let [p, q] = ["p", "q"].map(|name| {
            let name = NamedNode::new_unchecked(format!("http://e/{name}"));
            index.find(&name).unwrap()
        });
        let edge = |predicate, begins_in_the_middle| Edge {
            predicate,
            begins_in_the_middle,
        };
        let mut n_found = 0;
        for begins in [[true, true], [true, false], [false, true], [false, false]] {
            let edges = [edge(p, begins[0]), edge(q, begins[1])];
            for one in &known {
                for middle in &known {
                    for other in &known {
                        let known = [*one, *middle, *other];
                        let found = Wedge { edges }.matching(&index, known, QueryTerm::stored(p));
                        let id = |term: QueryTerm| index.id(term.number()).unwrap();
                        let mut found: Vec<[TermId; 3]> = found
                            .map(|quad| [quad.subject, quad.predicate, quad.object].map(id))
                            .collect();
                        found.sort_unstable();
                        n_found += found.len();
                        assert_eq!(found, scanned(&all, edges, known), "{begins:?} {known:?}");
                    }
                }
            }
        }
        assert!(n_found > 100);
    }

    #[test]
    fn the_edge_with_fewer_matches_is_gone_through() {
        let many = (0..100)
            .map(|number| format!("<http://e/{number}> <http://e/in> <http://e/class> .\n"));
        let few = [
            "<http://e/7> <http://e/rare> \"a\" .\n",
            "<http://e/x> <http://e/rare> \"b\" .\n",
        ];
        let index = index(&many.chain(few.map(str::to_owned)).collect::<String>());
        let [rare, class_of, class, node] = ["rare", "in", "class", "7"].map(|name| {
            let name = NamedNode::new_unchecked(format!("http://e/{name}"));
            index.find(&name).unwrap()
        });
        let edge = |predicate| Edge {
            predicate,
            begins_in_the_middle: true,
        };
        let rare_first = Wedge {
            edges: [edge(rare), edge(class_of)],
        };
        let graph = || QueryTerm::stored(rare);
        let found = rare_first.matching(&index, [None, None, Some(class)], graph());
        assert!(!found.is_turned && found.count() == 1);
        let class_first = Wedge {
            edges: [edge(class_of), edge(rare)],
        };
        let of_class = [Some(class), None, None];
        assert!(!class_first.matching(&index, of_class, graph()).is_turned);
        let end = index.find(&oxigraph::model::Literal::from("a")).unwrap();
        let found = class_first.matching(&index, [Some(class), None, Some(end)], graph());
        assert!(found.is_turned && found.count() == 1);
        let of_one = [Some(class), Some(node), Some(end)];
        assert_eq!(class_first.matching(&index, of_one, graph()).count(), 1);
    }

    #[test]
    fn answers_are_the_same() {
        let index = graph();
        for query in [
            "SELECT * { ?m <http://e/p> ?e . ?m <http://e/q> \"x\" }",
            "SELECT * { ?s <http://e/p> ?x . ?t <http://e/q> ?x }",
            "SELECT * { ?s <http://e/p> ?x . ?x <http://e/q> ?y . ?z <http://e/q> ?y . ?y <http://e/q> ?s }",
            "SELECT ?x (COUNT(*) AS ?n) { ?s <http://e/p> ?x . ?x <http://e/q> \"x\" } GROUP BY ?x ORDER BY ?x",
            "SELECT DISTINCT ?y { <http://e/a> <http://e/p> ?x . ?x <http://e/q> ?y } LIMIT 2",
        ] {
            let [with, without]: [Vec<String>; 2] = [true, false].map(|wedges| {
                let shortcuts = Shortcuts {
                    planning: true,
                    wedges,
                    ..Shortcuts::NONE
                };
                let options = EvaluationOptions {
                    shortcuts,
                    ..EvaluationOptions::default()
                };
                let query = parse(query, &ParseOptions::default()).unwrap();
                let Answer::Rows(rows) = evaluate(&query, &index, &options).unwrap() else {
                    panic!("no rows");
                };
                let mut rows: Vec<String> = rows.map(|row| format!("{:?}", row.unwrap())).collect();
                rows.sort_unstable();
                rows
            });
            assert!(!with.is_empty(), "{query}");
            assert_eq!(with, without, "{query}");
        }
    }
}
