//! Answers that the index knows without looking at rows.
//!
//! A part of a query that asks only how many, whether, or what is reached from one end becomes a table of what
//! the index says. The rest of the query runs as before, so that a shortcut is never more than a part's result
//! known beforehand.

use crate::rdf::{Index, TermId};
use oxigraph::model::{Literal, NamedNode, TermRef, Variable};
use spargebra::Query;
use spargebra::algebra::{
    AggregateExpression, AggregateFunction, GraphPattern, PropertyPathExpression,
};
use spargebra::term::{GroundTerm, NamedNodePattern, TermPattern, TriplePattern};

/// Whether parts of a query that the index can answer at once are answered so. It never changes an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shortcuts {
    /// They are.
    #[default]
    Taken,
    /// Every row is looked at; for comparison.
    Off,
}

/// Puts tables in the place of what the index knows of the default graph.
pub(super) fn take(query: &mut Query, index: &Index) {
    match query {
        Query::Ask { pattern, .. } => {
            if let Some(found) = exists(pattern, index) {
                *pattern = GraphPattern::Values {
                    variables: Vec::new(),
                    bindings: vec![Vec::new(); usize::from(found)],
                };
            } else {
                rewrite(pattern, index);
            }
        }
        Query::Select { pattern, .. }
        | Query::Construct { pattern, .. }
        | Query::Describe { pattern, .. } => rewrite(pattern, index),
    }
}

/// Goes through the parts that see the same graph and whose variables nothing outside binds.
fn rewrite(pattern: &mut GraphPattern, index: &Index) {
    if let Some(table) = counts(pattern, index).or_else(|| reached(pattern, index)) {
        *pattern = table;
        return;
    }
    match pattern {
        GraphPattern::Join { left, right }
        | GraphPattern::Union { left, right }
        | GraphPattern::LeftJoin { left, right, .. }
        | GraphPattern::Minus { left, right } => {
            rewrite(left, index);
            rewrite(right, index);
        }
        GraphPattern::Filter { inner, .. }
        | GraphPattern::Extend { inner, .. }
        | GraphPattern::OrderBy { inner, .. }
        | GraphPattern::Project { inner, .. }
        | GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Slice { inner, .. }
        | GraphPattern::Group { inner, .. } => rewrite(inner, index),
        // Inside GRAPH other triples are seen; patterns by themselves are the evaluator's.
        _ => {}
    }
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
fn exists(pattern: &GraphPattern, index: &Index) -> Option<bool> {
    Some(places(pattern, index)?.count(index) > 0)
}

/// How many rows one pattern has, all of them or by predicate, and how many nodes a path reaches.
fn counts(pattern: &GraphPattern, index: &Index) -> Option<GraphPattern> {
    let GraphPattern::Group {
        inner,
        variables: keys,
        aggregates,
    } = pattern
    else {
        return None;
    };
    let [(counted, aggregate)] = aggregates.as_slice() else {
        return None;
    };
    if let Some(Closure {
        variable,
        start,
        nodes,
    }) = closure(inner, index)
    {
        let is_counted = counts_rows(aggregate, &[variable]) && keys.is_empty();
        let n_nodes = nodes.len() + usize::from(start.is_some());
        return is_counted.then(|| table(counted, vec![(None, n_nodes)], None));
    }
    let found = places(inner, index)?;
    if !counts_rows(aggregate, &found.variables) {
        return None;
    }
    match (keys.as_slice(), inner.as_ref()) {
        ([], _) => Some(table(counted, vec![(None, found.count(index))], None)),
        ([key], GraphPattern::Bgp { patterns }) if found.variables.len() == 3 => {
            let is_predicate = patterns
                .iter()
                .all(|pattern| pattern.predicate == key.clone().into());
            let rows = index
                .predicates()
                .map(|(predicate, size)| (Some(predicate), size));
            let rows: Vec<(Option<NamedNode>, usize)> = rows
                .filter_map(|(id, size)| match index.term(id?) {
                    TermRef::NamedNode(node) => Some((Some(node.into_owned()), size)),
                    _ => None,
                })
                .collect();
            is_predicate.then(|| table(counted, rows, Some(key)))
        }
        _ => None,
    }
}

/// Whether an aggregate counts rows: all of them, or those with a variable that every row binds.
fn counts_rows(aggregate: &AggregateExpression, bound: &[Variable]) -> bool {
    match aggregate {
        AggregateExpression::CountSolutions { distinct } => !distinct,
        AggregateExpression::FunctionCall {
            name: AggregateFunction::Count,
            expr: spargebra::algebra::Expression::Variable(variable),
            distinct,
        } => !distinct && bound.contains(variable),
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

/// What a path of any number of steps reaches from its known end.
fn reached(pattern: &GraphPattern, index: &Index) -> Option<GraphPattern> {
    let Closure {
        variable,
        start,
        nodes,
    } = closure(pattern, index)?;
    let ground = |id: TermId| match index.term(id) {
        TermRef::NamedNode(node) => Some(GroundTerm::NamedNode(node.into_owned())),
        TermRef::Literal(literal) => Some(GroundTerm::Literal(literal.into_owned())),
        // A table cannot hold them: such a path is walked by the evaluator.
        TermRef::BlankNode(_) | TermRef::Triple(_) => None,
    };
    let start = start.map(|start| Some(GroundTerm::NamedNode(start)));
    let nodes = nodes.into_iter().map(ground);
    let bindings: Option<Vec<_>> = start
        .into_iter()
        .chain(nodes)
        .map(|term| Some(vec![Some(term?)]))
        .collect();
    Some(GraphPattern::Values {
        variables: vec![variable],
        bindings: bindings?,
    })
}

/// What a path finds from its known end.
struct Closure {
    variable: Variable,
    /// The end itself, where no step is a path too. Like the evaluator we find no such path at a node of no triple.
    start: Option<NamedNode>,
    /// All others, each once; the end is one of them if a circle leads back to it and it is not said above.
    nodes: Vec<TermId>,
}

/// The nodes that `?x <p>+ <end>`, `<end> <p>+ ?x` or the same with `*` finds.
fn closure(pattern: &GraphPattern, index: &Index) -> Option<Closure> {
    let GraphPattern::Path {
        subject,
        path,
        object,
    } = pattern
    else {
        return None;
    };
    let (path, with_start) = match path {
        PropertyPathExpression::OneOrMore(path) => (path, false),
        PropertyPathExpression::ZeroOrMore(path) => (path, true),
        _ => return None,
    };
    let PropertyPathExpression::NamedNode(predicate) = path.as_ref() else {
        return None;
    };
    let (variable, end, forwards) = match (subject, object) {
        (TermPattern::Variable(variable), TermPattern::NamedNode(end)) => (variable, end, false),
        (TermPattern::NamedNode(end), TermPattern::Variable(variable)) => (variable, end, true),
        _ => return None,
    };
    let is_node = |end: TermId| {
        index.count(Some(end), None, None) > 0 || index.count(None, None, Some(end)) > 0
    };
    let start = index.find(end).filter(|end| with_start && is_node(*end));
    let mut reached = Vec::new();
    if let (Some(predicate), Some(end)) = (index.find(predicate), index.find(end)) {
        let mut is_known = vec![false; index.n_terms()];
        is_known[index.rank(end)] = with_start;
        let mut open = vec![end];
        while let Some(node) = open.pop() {
            let graphs = crate::rdf::GraphSelection::Default;
            let next = if forwards {
                index.matching(Some(node), Some(predicate), None, graphs)
            } else {
                index.matching(None, Some(predicate), Some(node), graphs)
            };
            for quad in next {
                let other = if forwards { quad.object } else { quad.subject };
                if !std::mem::replace(&mut is_known[index.rank(other)], true) {
                    reached.push(other);
                    open.push(other);
                }
            }
        }
    }
    Some(Closure {
        variable: variable.clone(),
        start: start.map(|_| end.clone()),
        nodes: reached,
    })
}
