//! Which patterns of a chain are matched together.

use crate::query::wedges::{Edge, Wedge};
use crate::rdf::Index;
use spargebra::Query;
use spargebra::algebra::GraphPattern;
use spargebra::term::{NamedNodePattern, TermPattern, TriplePattern, Variable};

/// Puts one pattern in the place of two neighbours in a chain that share one variable, and returns what these stand
/// for, by the numbers in their graphs' names. Only for what is settled ([`is_settled`](super::is_settled)): the evaluator's
/// optimiser would infer that the middle, which stands as a predicate, is an IRI; it may be any term.
pub(in crate::query) fn join_wedges(query: &mut Query, index: &Index) -> Vec<Wedge> {
    let (Query::Select { pattern, .. }
    | Query::Construct { pattern, .. }
    | Query::Describe { pattern, .. }
    | Query::Ask { pattern, .. }) = query;
    let mut wedges = Vec::new();
    join_in(pattern, index, &mut wedges);
    wedges
}

fn join_in(pattern: &mut GraphPattern, index: &Index, wedges: &mut Vec<Wedge>) {
    match pattern {
        GraphPattern::Project { inner, .. }
        | GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Slice { inner, .. }
        | GraphPattern::OrderBy { inner, .. }
        | GraphPattern::Extend { inner, .. }
        | GraphPattern::Group { inner, .. } => join_in(inner, index, wedges),
        // The left side of a settled join is one pattern.
        GraphPattern::Join { right, .. } => join_in(right, index, wedges),
        GraphPattern::Lateral { .. } => {
            if let Some(joined) = chain(pattern).and_then(|chain| joined(&chain, index, wedges)) {
                *pattern = joined;
            }
        }
        _ => {}
    }
}

/// The patterns of a chain in their order; `None` if something else is in it.
fn chain(pattern: &GraphPattern) -> Option<Vec<TriplePattern>> {
    match pattern {
        GraphPattern::Lateral { left, right } => {
            let mut patterns = chain(left)?;
            patterns.append(&mut chain(right)?);
            Some(patterns)
        }
        GraphPattern::Bgp { patterns } if patterns.len() == 1 => Some(patterns.clone()),
        _ => None,
    }
}

/// The chain with its wedges, sought from its end: the first pattern is matched once, the last ones for every row.
fn joined(
    mut patterns: &[TriplePattern],
    index: &Index,
    wedges: &mut Vec<Wedge>,
) -> Option<GraphPattern> {
    let mut links = Vec::new();
    while let [before @ .., last] = patterns {
        let neighbour = before.split_last();
        let wedge =
            neighbour.and_then(|(second, rest)| Some((wedge([second, last], index)?, rest)));
        if let Some(((wedge, pattern), rest)) = wedge {
            links.push(GraphPattern::Graph {
                name: NamedNodePattern::NamedNode(Wedge::graph(wedges.len())),
                inner: Box::new(alone(pattern)),
            });
            wedges.push(wedge);
            patterns = rest;
        } else {
            links.push(alone(last.clone()));
            patterns = before;
        }
    }
    links.into_iter().rev().reduce(super::lateral)
}

fn alone(pattern: TriplePattern) -> GraphPattern {
    GraphPattern::Bgp {
        patterns: vec![pattern],
    }
}

/// What two patterns are together: an end, the middle and the other end as subject, predicate and object.
fn wedge(patterns: [&TriplePattern; 2], index: &Index) -> Option<(Wedge, TriplePattern)> {
    let sides = patterns.map(|pattern| [&pattern.subject, &pattern.object]);
    // The places of the middle: 0 where a pattern begins there, 1 where it ends there.
    let places = [[0, 0], [0, 1], [1, 0], [1, 1]];
    let mut shared = places.into_iter().filter(|[one, other]| {
        let middle = sides[0][*one];
        matches!(middle, TermPattern::Variable(_)) && middle == sides[1][*other]
    });
    let (Some([one, other]), None) = (shared.next(), shared.next()) else {
        return None;
    };
    let TermPattern::Variable(middle) = sides[0][one] else {
        return None;
    };
    let ends = [sides[0][1 - one], sides[1][1 - other]];
    let is_alike = ends[0] == ends[1] && matches!(ends[0], TermPattern::Variable(_));
    if is_alike || ends.iter().any(|end| !is_end(end, middle)) {
        return None;
    }
    let edge = |pattern: &TriplePattern, place: usize| match &pattern.predicate {
        NamedNodePattern::NamedNode(predicate) => Some(Edge {
            predicate: index.find(predicate)?,
            begins_in_the_middle: place == 0,
        }),
        NamedNodePattern::Variable(_) => None,
    };
    let edges = [edge(patterns[0], one)?, edge(patterns[1], other)?];
    let pattern = TriplePattern {
        subject: ends[0].clone(),
        predicate: NamedNodePattern::Variable(middle.clone()),
        object: ends[1].clone(),
    };
    Some((Wedge { edges }, pattern))
}

/// Whether a term may stand at an end: nothing that holds variables itself, and not the middle again.
fn is_end(term: &TermPattern, middle: &Variable) -> bool {
    match term {
        TermPattern::NamedNode(_) | TermPattern::Literal(_) => true,
        TermPattern::Variable(variable) => variable != middle,
        TermPattern::BlankNode(_) | TermPattern::Triple(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::fixture::{SMALL, index};
    use crate::query::plan::order;
    use crate::query::{ParseOptions, parse};

    /// The graphs and patterns of a query after planning, in their order.
    fn planned(query: &str) -> (String, usize) {
        let index = index(SMALL);
        let mut algebra = parse(query, &ParseOptions::default()).unwrap().algebra;
        order(&mut algebra, &index);
        let wedges = join_wedges(&mut algebra, &index);
        (algebra.to_string(), wedges.len())
    }

    #[test]
    fn two_edges_with_a_node_in_common_are_one_pattern() {
        for (query, joined) in [
            (
                "SELECT * { ?s <http://e/knows> ?o . ?o <http://e/knows> ?n }",
                "GRAPH <wedge 0> { ?s ?o ?n . }",
            ),
            (
                "SELECT (COUNT(*) AS ?c) { ?s <http://e/knows> ?o . ?n <http://e/knows> ?o }",
                "GRAPH <wedge 0> { ?s ?o ?n . }",
            ),
            (
                "SELECT * { <http://e/a> <http://e/knows> ?o . ?o <http://e/knows> ?n }",
                "GRAPH <wedge 0> { <http://e/a> ?o ?n . }",
            ),
        ] {
            let (algebra, n_wedges) = planned(query);
            assert!(algebra.contains(joined), "{algebra}");
            assert_eq!(n_wedges, 1);
        }
    }

    #[test]
    fn what_is_no_wedge_stays() {
        for query in [
            // Two in common, the same end twice, an unknown predicate, a variable for one, a circle.
            "SELECT * { ?s <http://e/knows> ?o . ?o <http://e/knows> ?s }",
            "SELECT * { ?m <http://e/knows> ?o . ?m <http://e/knows> ?o }",
            "SELECT * { ?s <http://e/knows> ?o . ?o <http://e/unheard> ?n }",
            "SELECT * { ?s <http://e/knows> ?o . ?o ?p ?n }",
            "SELECT * { ?s <http://e/knows> ?s . ?s <http://e/knows> ?n }",
            "SELECT * { ?s <http://e/knows> [ <http://e/knows> ?n ] }",
            "SELECT * { ?s <http://e/knows> ?o }",
        ] {
            assert_eq!(planned(query).1, 0, "{query}");
        }
    }
}
