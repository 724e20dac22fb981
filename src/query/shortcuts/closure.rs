//! What a path reaches from its known end.

use crate::query::stop;
use crate::rdf::{GraphSelection, Index, TermId};
use oxigraph::model::{NamedNode, TermRef, Variable};
use spargebra::algebra::{GraphPattern, PropertyPathExpression};
use spargebra::term::{GroundTerm, TermPattern};

/// What a path of any number of steps reaches from its known end.
pub(super) fn reached(pattern: &GraphPattern, index: &Index) -> Option<GraphPattern> {
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
pub(super) struct Closure {
    pub(super) variable: Variable,
    /// The end itself, where no step is a path too. Like the evaluator we find no such path at a node of no triple.
    pub(super) start: Option<NamedNode>,
    /// All others, each once; the end is one of them if a circle leads back to it and it is not said above.
    pub(super) nodes: Vec<TermId>,
}

/// The nodes that `?x <p>+ <end>`, `<end> <p>+ ?x` or the same with `*` finds.
pub(super) fn closure(pattern: &GraphPattern, index: &Index) -> Option<Closure> {
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
            stop::check();
            let graphs = GraphSelection::Default;
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
