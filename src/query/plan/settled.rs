//! Queries that the evaluator need not plan again.

use crate::query::plan::certain::certain_names;
use spargebra::Query;
use spargebra::algebra::{AggregateExpression, Expression, GraphPattern, OrderExpression};

/// Whether the evaluator's optimiser would find nothing to do: patterns in our order and what is done with their rows,
/// but no filter to bring nearer to its variables and no join to choose a way for. For a query that finds a few rows
/// the optimiser takes a quarter of the time.
pub(in crate::query) fn is_settled(query: &Query) -> bool {
    let (Query::Select { pattern, .. }
    | Query::Construct { pattern, .. }
    | Query::Describe { pattern, .. }
    | Query::Ask { pattern, .. }) = query;
    is_settled_pattern(pattern)
}

fn is_settled_pattern(pattern: &GraphPattern) -> bool {
    match pattern {
        GraphPattern::Values { .. } => true,
        GraphPattern::Project { inner, .. }
        | GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Slice { inner, .. } => is_settled_pattern(inner),
        GraphPattern::OrderBy { inner, expression } => {
            let is_variable = |key: &OrderExpression| {
                let (OrderExpression::Asc(key) | OrderExpression::Desc(key)) = key;
                matches!(key, Expression::Variable(_))
            };
            expression.iter().all(is_variable) && is_settled_pattern(inner)
        }
        GraphPattern::Extend {
            inner, expression, ..
        } => matches!(expression, Expression::Variable(_)) && is_settled_pattern(inner),
        GraphPattern::Group {
            inner, aggregates, ..
        } => {
            let is_of_variable = |aggregate: &AggregateExpression| match aggregate {
                AggregateExpression::CountSolutions { .. } => true,
                AggregateExpression::FunctionCall { expr, .. } => {
                    matches!(expr, Expression::Variable(_))
                }
            };
            aggregates.iter().all(|(_, call)| is_of_variable(call)) && is_settled_pattern(inner)
        }
        _ => is_chain(pattern),
    }
}

/// Whether a pattern is a chain of triples, or several that share no variable.
fn is_chain(pattern: &GraphPattern) -> bool {
    match pattern {
        GraphPattern::Lateral { left, right } => is_chain(left) && is_leaf(right),
        GraphPattern::Join { left, right } => {
            let is_apart = || certain_names(left).is_disjoint(&certain_names(right));
            is_chain(left) && is_chain(right) && is_apart()
        }
        _ => is_leaf(pattern),
    }
}

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
            is_settled(&algebra)
        };
        let chain = "?s <http://e/knows> ?o . ?o ?p ?n";
        for settled in [
            format!("SELECT * {{ {chain} }}"),
            format!("SELECT DISTINCT ?s {{ {chain} }} ORDER BY ?n DESC(?s) LIMIT 3"),
            format!("SELECT ?s (COUNT(?n) AS ?m) {{ {chain} }} GROUP BY ?s"),
            format!("CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {chain} }}"),
            format!("SELECT * {{ {chain} . ?x ?y ?z . ?a <http://e/n> ?b }}"),
            "ASK { ?s ?p ?o }".to_owned(),
        ] {
            assert!(after(&settled), "{settled}");
        }
        for open in [
            format!("SELECT * {{ {chain} FILTER(?n > 1) }}"),
            format!("SELECT * {{ {chain} OPTIONAL {{ ?s ?q ?m }} }}"),
            format!("SELECT * {{ {chain} {{ SELECT ?s {{ ?s ?x ?y }} }} }}"),
            format!("SELECT (EXISTS {{ ?a ?b ?c . ?c ?d ?e }} AS ?x) {{ {chain} }}"),
            format!("SELECT * {{ {chain} }} ORDER BY EXISTS {{ ?a ?b ?c . ?c ?d ?e }}"),
            "SELECT * { GRAPH ?g { ?s ?p ?o } }".to_owned(),
        ] {
            assert!(!after(&open), "{open}");
        }
    }
}
