//! Queries that the evaluator need not plan again.

use crate::query::plan::Bound;
use crate::query::plan::leaf::{Leaf, leaves};
use crate::rdf::Index;
use spargebra::Query;
use spargebra::algebra::{AggregateExpression, Expression, GraphPattern, OrderExpression};

/// Whether the evaluator's optimiser would find nothing to do: patterns in our order and what is done with their rows,
/// but no filter to bring nearer to its variables and no join to choose a way for. For a query that finds a few rows
/// the optimiser takes a quarter of the time.
pub(in crate::query) fn is_settled(query: &Query, index: &Index) -> bool {
    let (Query::Select { pattern, .. }
    | Query::Construct { pattern, .. }
    | Query::Describe { pattern, .. }
    | Query::Ask { pattern, .. }) = query;
    is_settled_pattern(pattern, index)
}

fn is_settled_pattern(pattern: &GraphPattern, index: &Index) -> bool {
    match pattern {
        GraphPattern::Values { .. } => true,
        GraphPattern::Project { inner, .. }
        | GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Slice { inner, .. } => is_settled_pattern(inner, index),
        GraphPattern::OrderBy { inner, expression } => {
            let is_variable = |key: &OrderExpression| {
                let (OrderExpression::Asc(key) | OrderExpression::Desc(key)) = key;
                matches!(key, Expression::Variable(_))
            };
            expression.iter().all(is_variable) && is_settled_pattern(inner, index)
        }
        GraphPattern::Extend {
            inner, expression, ..
        } => matches!(expression, Expression::Variable(_)) && is_settled_pattern(inner, index),
        GraphPattern::Group {
            inner, aggregates, ..
        } => {
            let is_of_variable = |aggregate: &AggregateExpression| match aggregate {
                AggregateExpression::CountSolutions { .. } => true,
                AggregateExpression::FunctionCall { expr, .. } => {
                    matches!(expr, Expression::Variable(_))
                }
            };
            aggregates.iter().all(|(_, call)| is_of_variable(call))
                && is_settled_pattern(inner, index)
        }
        // The evaluator holds the left side in memory while it goes through the right one.
        GraphPattern::Join { left, right } => is_short(left, index) && is_chain(right),
        _ => is_chain(pattern),
    }
}

/// Whether a pattern is a chain of triples.
fn is_chain(pattern: &GraphPattern) -> bool {
    match pattern {
        GraphPattern::Lateral { left, right } => is_chain(left) && is_leaf(right),
        _ => is_leaf(pattern),
    }
}

/// Whether a pattern is one triple, with a few matches.
fn is_short(pattern: &GraphPattern, index: &Index) -> bool {
    let leaves = is_leaf(pattern).then(|| leaves(pattern, index)).flatten();
    let n_rows = |leaf: &Leaf| leaf.rows(&Bound::new(), index);
    leaves.is_some_and(|leaves| leaves.iter().all(|leaf| n_rows(leaf) <= FEW))
}

/// More rows than this are not held in memory for a join.
const FEW: f64 = 100.0;

/// Whether a pattern is one triple at most.
fn is_leaf(pattern: &GraphPattern) -> bool {
    matches!(pattern, GraphPattern::Bgp { patterns } if patterns.len() <= 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::fixture::{SMALL, index};
    use crate::query::plan::order;
    use crate::query::{ParseOptions, parse};

    #[test]
    fn only_chains_and_what_is_done_with_their_rows_are_settled() {
        let index = index(SMALL);
        let after = |query: &str| {
            let mut algebra = parse(query, &ParseOptions::default()).unwrap().algebra;
            order(&mut algebra, &index);
            is_settled(&algebra, &index)
        };
        let chain = "?s <http://e/knows> ?o . ?o ?p ?n";
        for settled in [
            format!("SELECT * {{ {chain} }}"),
            format!("SELECT DISTINCT ?s {{ {chain} }} ORDER BY ?n DESC(?s) LIMIT 3"),
            format!("SELECT ?s (COUNT(?n) AS ?m) {{ {chain} }} GROUP BY ?s"),
            format!("CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {chain} }}"),
            format!("SELECT * {{ {chain} . <http://e/a> ?p ?q }}"),
            "ASK { ?s ?p ?o }".to_owned(),
        ] {
            assert!(after(&settled), "{settled}");
        }
        for open in [
            format!("SELECT * {{ {chain} FILTER(?n > 1) }}"),
            format!("SELECT * {{ {chain} OPTIONAL {{ ?s ?q ?m }} }}"),
            format!("SELECT * {{ {chain} . ?x ?y ?z . ?a <http://e/n> ?b }}"),
            format!("SELECT * {{ {chain} {{ SELECT ?s {{ ?s ?x ?y }} }} }}"),
            format!("SELECT (EXISTS {{ ?a ?b ?c . ?c ?d ?e }} AS ?x) {{ {chain} }}"),
            format!("SELECT * {{ {chain} }} ORDER BY EXISTS {{ ?a ?b ?c . ?c ?d ?e }}"),
            "SELECT * { GRAPH ?g { ?s ?p ?o } }".to_owned(),
        ] {
            assert!(!after(&open), "{open}");
        }
    }
}
