//! How many rows there are.

use crate::query::plan;
use crate::query::shortcuts::closure::{Closure, closure};
use crate::query::shortcuts::join::n_rows;
use crate::rdf::{Index, TermId};
use oxigraph::model::{Literal, NamedNode, TermRef, Variable};
use spargebra::algebra::{AggregateExpression, AggregateFunction, GraphPattern};
use spargebra::term::{GroundTerm, NamedNodePattern, TermPattern, TriplePattern};

/// How many nodes a path reaches from its known end.
pub(super) fn count_of_closure(pattern: &GraphPattern, index: &Index) -> Option<GraphPattern> {
    let Some((inner, [], counted, aggregate)) = one_aggregate(pattern) else {
        return None;
    };
    let Closure {
        variable,
        start,
        nodes,
    } = closure(inner, index)?;
    let n_nodes = nodes.len() + usize::from(start.is_some());
    counts_rows(aggregate, |counted| *counted == variable)
        .then(|| table(counted, vec![(None, n_nodes)], None))
}

/// How many rows some patterns have, or one that matches every triple, by predicate.
pub(super) fn count_of_patterns(pattern: &GraphPattern, index: &Index) -> Option<GraphPattern> {
    let (inner, keys, counted, aggregate) = one_aggregate(pattern)?;
    let GraphPattern::Bgp { patterns } = inner else {
        return None;
    };
    let bound = plan::variables(patterns);
    if !counts_rows(aggregate, |variable| bound.contains(&variable.to_string())) {
        return None;
    }
    match (keys, patterns.as_slice()) {
        ([], _) => Some(table(counted, vec![(None, n_rows(inner, index)?)], None)),
        ([key], [triple]) if triple.predicate == key.clone().into() => {
            let is_all = places(inner, index)?.variables.len() == 3;
            let rows = index
                .predicates()
                .map(|(predicate, size)| (Some(predicate), size));
            let rows: Vec<(Option<NamedNode>, usize)> = rows
                .filter_map(|(id, size)| match index.term(id?) {
                    TermRef::NamedNode(node) => Some((Some(node.into_owned()), size)),
                    _ => None,
                })
                .collect();
            is_all.then(|| table(counted, rows, Some(key)))
        }
        _ => None,
    }
}

/// What is grouped, by what, and the only aggregate with the variable that it gets.
type Counted<'q> = (
    &'q GraphPattern,
    &'q [Variable],
    &'q Variable,
    &'q AggregateExpression,
);

fn one_aggregate(pattern: &GraphPattern) -> Option<Counted<'_>> {
    let GraphPattern::Group {
        inner,
        variables,
        aggregates,
    } = pattern
    else {
        return None;
    };
    let [(counted, aggregate)] = aggregates.as_slice() else {
        return None;
    };
    Some((inner, variables, counted, aggregate))
}

/// The places of a pattern: a term of the index, or anything.
struct Places {
    ids: [Option<TermId>; 3],
    /// A term that the index does not have, so that nothing matches.
    is_nowhere: bool,
    variables: Vec<Variable>,
}

/// The places of the only pattern, if no variable stands in it twice.
fn places(pattern: &GraphPattern, index: &Index) -> Option<Places> {
    let GraphPattern::Bgp { patterns } = pattern else {
        return None;
    };
    let [
        TriplePattern {
            subject,
            predicate,
            object,
        },
    ] = patterns.as_slice()
    else {
        return None;
    };
    let mut places = Places {
        ids: [None; 3],
        is_nowhere: false,
        variables: Vec::new(),
    };
    places.term(0, subject, index)?;
    match predicate {
        NamedNodePattern::NamedNode(node) => places.constant(1, node.into(), index),
        NamedNodePattern::Variable(variable) => places.variable(variable)?,
    }
    places.term(2, object, index)?;
    Some(places)
}

impl Places {
    fn term(&mut self, place: usize, term: &TermPattern, index: &Index) -> Option<()> {
        match term {
            TermPattern::NamedNode(node) => self.constant(place, node.into(), index),
            TermPattern::Literal(literal) => self.constant(place, literal.into(), index),
            TermPattern::Variable(variable) => self.variable(variable)?,
            TermPattern::BlankNode(_) | TermPattern::Triple(_) => return None,
        }
        Some(())
    }

    fn constant(&mut self, place: usize, term: TermRef<'_>, index: &Index) {
        self.ids[place] = index.find(term);
        self.is_nowhere |= self.ids[place].is_none();
    }

    fn variable(&mut self, variable: &Variable) -> Option<()> {
        if self.variables.contains(variable) {
            return None;
        }
        self.variables.push(variable.clone());
        Some(())
    }

    fn count(&self, index: &Index) -> usize {
        let [subject, predicate, object] = self.ids;
        if self.is_nowhere {
            return 0;
        }
        index.count(subject, predicate, object)
    }
}

/// ASK of one pattern.
pub(super) fn exists(pattern: &GraphPattern, index: &Index) -> Option<bool> {
    Some(places(pattern, index)?.count(index) > 0)
}

/// Whether an aggregate counts rows: all of them, or those with a variable that every row binds.
fn counts_rows(aggregate: &AggregateExpression, is_bound: impl Fn(&Variable) -> bool) -> bool {
    match aggregate {
        AggregateExpression::CountSolutions { distinct } => !distinct,
        AggregateExpression::FunctionCall {
            name: AggregateFunction::Count,
            expr: spargebra::algebra::Expression::Variable(variable),
            distinct,
        } => !distinct && is_bound(variable),
        AggregateExpression::FunctionCall { .. } => false,
    }
}

fn table(
    counted: &Variable,
    rows: Vec<(Option<NamedNode>, usize)>,
    key: Option<&Variable>,
) -> GraphPattern {
    let bindings = rows.into_iter().map(|(node, size)| {
        let count = GroundTerm::Literal(Literal::from(u64::try_from(size).unwrap_or(u64::MAX)));
        let node = node.map(|node| Some(GroundTerm::NamedNode(node)));
        node.into_iter().chain([Some(count)]).collect()
    });
    GraphPattern::Values {
        bindings: bindings.collect(),
        variables: key.into_iter().chain([counted]).cloned().collect(),
    }
}
