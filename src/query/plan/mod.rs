//! The order in which the patterns of a group are matched, by what the index holds.
//!
//! Oxigraph 0.5.13 orders them too, but by fixed guesses: every predicate has a million triples. Here the pattern
//! with the fewest matches comes first, then always the one, of those that share a variable with what is there
//! already, that leaves the fewest rows. Oxigraph keeps the order of a chain of lateral joins, so this is how it is
//! told; it makes the same chain itself where the right side is a pattern, a path or a table, and only such groups
//! are put in order here.

mod certain;
mod leaf;
mod settled;
mod wedges;

pub(super) use crate::query::plan::certain::variables;
pub(super) use crate::query::plan::leaf::Place;
pub(super) use crate::query::plan::settled::is_settled;
pub(super) use crate::query::plan::wedges::join_wedges;

use crate::order::CompactCollect;
use crate::query::plan::certain::certain_names;
use crate::query::plan::leaf::Leaf;
use crate::rdf::Index;
use spargebra::Query;
use spargebra::algebra::GraphPattern;
use std::collections::{BTreeMap, BTreeSet};

/// Variables, and blank nodes of the query, which are variables too: as they are written, sign included.
type Names = BTreeSet<String>;

/// Variables that have a value, with how many different ones they have at most; 0 where nobody knows.
type Bound = BTreeMap<String, f64>;

/// Puts the patterns of a query in order.
pub(super) fn order(query: &mut Query, index: &Index) {
    let (Query::Select { pattern, .. }
    | Query::Construct { pattern, .. }
    | Query::Describe { pattern, .. }
    | Query::Ask { pattern, .. }) = query;
    standing_alone(pattern, index);
}

/// Orders a part into which no row comes from outside.
fn standing_alone(pattern: &mut GraphPattern, index: &Index) {
    match pattern {
        GraphPattern::Bgp { .. } | GraphPattern::Path { .. } | GraphPattern::Join { .. } => {
            match ordered(pattern, Bound::new(), index) {
                Some(chains) => *pattern = chains,
                None => joined(pattern, index),
            }
        }
        GraphPattern::LeftJoin { left, .. } => {
            standing_alone(left, index);
            optional(pattern, index);
        }
        GraphPattern::Union { left, right } | GraphPattern::Minus { left, right } => {
            standing_alone(left, index);
            standing_alone(right, index);
        }
        GraphPattern::Filter { inner, .. }
        | GraphPattern::Extend { inner, .. }
        | GraphPattern::OrderBy { inner, .. }
        | GraphPattern::Project { inner, .. }
        | GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Slice { inner, .. }
        | GraphPattern::Group { inner, .. } => standing_alone(inner, index),
        // Inside GRAPH other triples are seen; LATERAL has the order that its writer gave it.
        GraphPattern::Graph { .. }
        | GraphPattern::Lateral { .. }
        | GraphPattern::Service { .. }
        | GraphPattern::Values { .. } => {}
    }
}

/// Orders what stands alone within a part that is joined with others, where the evaluator may bring in a row of
/// those at any place. It never does so into a sub-select or into what is taken away.
fn joined(pattern: &mut GraphPattern, index: &Index) {
    match pattern {
        GraphPattern::Join { left, right }
        | GraphPattern::Union { left, right }
        | GraphPattern::LeftJoin { left, right, .. } => {
            joined(left, index);
            joined(right, index);
        }
        GraphPattern::Filter { inner, .. } | GraphPattern::Extend { inner, .. } => {
            joined(inner, index);
        }
        GraphPattern::Minus { .. }
        | GraphPattern::OrderBy { .. }
        | GraphPattern::Project { .. }
        | GraphPattern::Distinct { .. }
        | GraphPattern::Reduced { .. }
        | GraphPattern::Slice { .. }
        | GraphPattern::Group { .. } => standing_alone(pattern, index),
        _ => {}
    }
}

/// Orders the right side of OPTIONAL, into which the rows of the left come one by one.
fn optional(pattern: &mut GraphPattern, index: &Index) {
    let GraphPattern::LeftJoin {
        left,
        right,
        expression,
    } = pattern
    else {
        return;
    };
    let names = certain_names(left);
    let shares = !names.is_disjoint(&certain_names(right));
    let bound = names.into_iter().map(|name| (name, 0.0)).into_map();
    match ordered(right, bound, index) {
        Some(chains) if shares && !matches!(chains, GraphPattern::Join { .. }) => {
            let right = GraphPattern::LeftJoin {
                left: Box::default(),
                right: Box::new(chains),
                expression: expression.take(),
            };
            *pattern = lateral(std::mem::take(&mut **left), right);
        }
        _ => joined(right, index),
    }
}

fn lateral(left: GraphPattern, right: GraphPattern) -> GraphPattern {
    GraphPattern::Lateral {
        left: Box::new(left),
        right: Box::new(right),
    }
}

/// The patterns of a group as chains, one for each part that shares no variable with the rest; `None` if there is
/// nothing to put in order, or if not all of it can be.
fn ordered(pattern: &GraphPattern, bound: Bound, index: &Index) -> Option<GraphPattern> {
    let leaves = leaf::leaves(pattern, index)?;
    if leaves.len() < 2 {
        return None;
    }
    let chains = chains(leaves, bound, index);
    let chains = chains.into_iter().filter_map(|chain| {
        let leaves = chain.into_iter().map(|leaf| leaf.pattern);
        leaves.reduce(lateral)
    });
    chains.reduce(|left, right| GraphPattern::Join {
        left: Box::new(left),
        right: Box::new(right),
    })
}

/// The patterns of a group in the order in which they are matched, one list for each part that shares no variable
/// with the rest; `None` if something else is in it.
pub(super) fn chains_of_places(
    pattern: &GraphPattern,
    index: &Index,
) -> Option<Vec<Vec<[Place; 3]>>> {
    let chains = chains(leaf::leaves(pattern, index)?, Bound::new(), index);
    let places = |chain: Vec<Leaf>| chain.into_iter().map(Leaf::into_places).collect();
    chains.into_iter().map(places).collect()
}

/// The leaves in the order in which they are matched.
fn chains(mut leaves: Vec<Leaf>, mut bound: Bound, index: &Index) -> Vec<Vec<Leaf>> {
    let mut chains: Vec<Vec<Leaf>> = Vec::new();
    while !leaves.is_empty() {
        let is_linked = |leaf: &Leaf| leaf.names().any(|name| bound.contains_key(name));
        let linked = least(&leaves, &bound, index, is_linked);
        let is_new = linked.is_none();
        let next = linked.or_else(|| least(&leaves, &bound, index, |_| true));
        let Some(next) = next else { break };
        let leaf = leaves.remove(next);
        leaf.bind(&mut bound, index);
        match chains.last_mut() {
            Some(chain) if !is_new => chain.push(leaf),
            _ => chains.push(vec![leaf]),
        }
    }
    chains
}

/// The place of the leaf with the fewest rows for each row that is there; the first of equals.
fn least(
    leaves: &[Leaf],
    bound: &Bound,
    index: &Index,
    wanted: impl Fn(&Leaf) -> bool,
) -> Option<usize> {
    let rows = leaves.iter().enumerate();
    let rows = rows.filter(|(_, leaf)| wanted(leaf));
    let rows = rows.map(|(place, leaf)| (place, leaf.rows(bound, index)));
    rows.min_by(|(_, left), (_, right)| left.total_cmp(right))
        .map(|(place, _)| place)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::fixture::index;
    use crate::query::{ParseOptions, parse};

    /// Ten things of a class, each with a name and the one before it, of which one has a mark.
    fn things() -> Index {
        let thing = |number: usize| {
            format!(
                "<http://e/{number}> <http://e/in> <http://e/class> .\n\
                 <http://e/{number}> <http://e/name> \"{number}\" .\n\
                 <http://e/{number}> <http://e/after> <http://e/{}> .\n",
                number.saturating_sub(1)
            )
        };
        let mark = "<http://e/7> <http://e/mark> \"here\" .\n";
        index(&((0..10).map(thing).collect::<String>() + mark))
    }

    /// The predicates of the triple patterns in their order after planning, `|` before those that are not in one
    /// chain with what comes before.
    fn planned(pattern: &str) -> String {
        let text = format!("PREFIX e: <http://e/> SELECT * {{ {pattern} }}");
        let mut algebra = parse(&text, &ParseOptions::default()).unwrap().algebra;
        order(&mut algebra, &things());
        let Query::Select { pattern, .. } = algebra else {
            panic!("a SELECT stays one");
        };
        shown(&pattern)
    }

    fn shown(pattern: &GraphPattern) -> String {
        match pattern {
            GraphPattern::Bgp { patterns } => {
                let names = patterns.iter().map(|triple| {
                    let predicate = triple.predicate.to_string();
                    predicate.replace("<http://e/", "").replace('>', "")
                });
                names.collect::<Vec<_>>().join(",")
            }
            GraphPattern::Lateral { left, right } => format!("{} {}", shown(left), shown(right)),
            GraphPattern::Join { left, right } => format!("{} | {}", shown(left), shown(right)),
            GraphPattern::LeftJoin { left, right, .. } => {
                format!("{}({})", shown(left), shown(right))
            }
            GraphPattern::Values { .. } => "table".to_owned(),
            GraphPattern::Path { .. } => "path".to_owned(),
            GraphPattern::Project { inner, .. } | GraphPattern::Filter { inner, .. } => {
                shown(inner)
            }
            GraphPattern::Graph { inner, .. } => format!("graph({})", shown(inner)),
            other => other.to_string(),
        }
    }

    #[test]
    fn the_fewest_matches_come_first_and_then_what_they_lead_to() {
        for (pattern, wanted) in [
            (
                "?x e:in e:class ; e:name ?n . ?x e:mark 'here'",
                "mark in name",
            ),
            (
                "?x e:name ?n . ?y e:after ?x . ?y e:mark ?m",
                "mark after name",
            ),
            ("?x e:in e:class . ?x e:nowhere ?z", "nowhere in"),
            ("?x e:in ?c . ?y e:in ?c . ?y e:name '3'", "name in in"),
            (
                "?x e:name ?n . VALUES ?x { e:1 e:2 } ?x e:mark ?m",
                "table mark name",
            ),
            ("?x e:after+ ?y . ?y e:mark ?m", "mark path"),
        ] {
            assert_eq!(planned(pattern), wanted, "{pattern}");
        }
    }

    #[test]
    fn what_shares_no_variable_is_a_chain_of_its_own() {
        assert_eq!(
            planned("?x e:in ?c . ?y e:name ?n . ?x e:mark ?m . ?y e:after ?z"),
            "mark in | name after"
        );
    }

    #[test]
    fn an_optional_part_begins_with_what_is_bound() {
        assert_eq!(
            planned("?x e:mark ?m OPTIONAL { ?y e:name ?n . ?x e:after ?y }"),
            "mark (after name)"
        );
    }

    #[test]
    fn what_is_joined_with_more_than_patterns_or_lies_in_a_graph_is_left_to_the_evaluator() {
        let named = "GRAPH ?g { ?x e:in ?c . ?x e:mark ?m }";
        assert_eq!(planned(named), "graph(in,mark)");
        let bound = "?x e:in ?c . ?x e:mark ?m { ?x e:name ?n } UNION { ?x e:after ?n }";
        assert!(planned(bound).starts_with("in,mark | "));
    }
}
