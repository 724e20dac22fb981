//! Where oxigraph 0.5.13 answers otherwise than SPARQL 1.1 says, and the query can be put so that it does not.
//!
//! - `<a> :p* ?x` holds for `<a>` itself, also where no triple has it (section 18.5, `ZeroLengthPath`); the
//!   evaluator finds nothing. Such a path becomes a table.
//! - `GRAPH ?g { … }` takes each named graph, evaluates the group in it, and only then joins what was found with
//!   `?g` (section 18.6). The evaluator takes `?g` into the group, which makes a difference to MINUS, to
//!   aggregates and to VALUES. Such a pattern becomes one for each graph.

use crate::query::visit::{Visitor, visit};
use crate::rdf::Index;
use oxigraph::model::{NamedNode, Term};
use spargebra::Query;
use spargebra::algebra::{GraphPattern, PropertyPathExpression, QueryDataset};
use spargebra::term::{GroundTerm, NamedNodePattern, TermPattern, Variable};

/// So many named graphs are taken one by one; with more, a query grows too long.
const MAX_GRAPHS: usize = 200;

/// Puts the query so that the answer is right.
pub(super) fn mend(query: &mut Query, index: &Index) {
    let graphs = named_graphs(query.dataset(), index);
    visit(query, &mut Mender { index, graphs });
}

struct Mender<'a> {
    index: &'a Index,
    /// The graphs that a variable may stand for; `None` if they are many or have no names.
    graphs: Option<Vec<NamedNode>>,
}

/// The named graphs of the input, or those among them that FROM NAMED lists.
fn named_graphs(dataset: Option<&QueryDataset>, index: &Index) -> Option<Vec<NamedNode>> {
    if index.named_graphs().len() > MAX_GRAPHS {
        return None;
    }
    let all = index.named_graphs().iter();
    let all = all.map(|id| match Term::from(index.term(*id)) {
        Term::NamedNode(name) => Some(name),
        _ => None,
    });
    let mut all: Vec<NamedNode> = all.collect::<Option<_>>()?;
    if let Some(dataset) = dataset {
        let listed = dataset.named.as_deref().unwrap_or_default();
        all.retain(|graph| listed.contains(graph));
    }
    Some(all)
}

impl Visitor for Mender<'_> {
    fn pattern(&mut self, pattern: &mut GraphPattern) {
        let mended = match pattern {
            GraphPattern::Path {
                subject,
                path,
                object,
            } => self.path(subject, path, object),
            GraphPattern::Graph {
                name: NamedNodePattern::Variable(name),
                inner,
            } if looks_at_graph(inner) => self.graphs(name, inner),
            _ => None,
        };
        if let Some(mended) = mended {
            *pattern = mended;
        }
    }
}

impl Mender<'_> {
    /// A path from or to a term that the data does not have: only steps of no length are left.
    fn path(
        &self,
        subject: &TermPattern,
        path: &PropertyPathExpression,
        object: &TermPattern,
    ) -> Option<GraphPattern> {
        let (end, variable) = match (subject, object) {
            (TermPattern::Variable(variable), end) | (end, TermPattern::Variable(variable)) => {
                (end, Some(variable))
            }
            (start, end) if start == end => (end, None),
            _ => return None,
        };
        let end = ground(end)?;
        let n_ways = ways_of_no_length(path);
        if n_ways == 0 || self.index.find(&Term::from(end.clone())).is_some() {
            return None;
        }
        Some(GraphPattern::Values {
            bindings: vec![variable.iter().map(|_| Some(end.clone())).collect(); n_ways],
            variables: variable.into_iter().cloned().collect(),
        })
    }

    /// The pattern in one graph after the other.
    fn graphs(&self, name: &Variable, inner: &GraphPattern) -> Option<GraphPattern> {
        let graphs = self.graphs.as_ref()?.iter();
        let each = graphs.map(|graph| GraphPattern::Join {
            left: Box::new(table(name, Some(graph))),
            right: Box::new(GraphPattern::Graph {
                name: graph.clone().into(),
                inner: Box::new(inner.clone()),
            }),
        });
        let each: Vec<GraphPattern> = each.collect();
        Some(union(each).unwrap_or_else(|| table(name, None)))
    }
}

/// Bindings of one variable to one graph, or none.
fn table(name: &Variable, graph: Option<&NamedNode>) -> GraphPattern {
    let row = |graph: &NamedNode| vec![Some(GroundTerm::NamedNode(graph.clone()))];
    GraphPattern::Values {
        variables: vec![name.clone()],
        bindings: graph.map(row).into_iter().collect(),
    }
}

/// A union as a tree that is as flat as it can be: the evaluator needs stack for each level.
fn union(mut patterns: Vec<GraphPattern>) -> Option<GraphPattern> {
    match patterns.len() {
        0 | 1 => patterns.pop(),
        n => {
            let right = patterns.split_off(n / 2);
            Some(GraphPattern::Union {
                left: Box::new(union(patterns)?),
                right: Box::new(union(right)?),
            })
        }
    }
}

fn ground(term: &TermPattern) -> Option<GroundTerm> {
    match term {
        TermPattern::NamedNode(node) => Some(GroundTerm::NamedNode(node.clone())),
        TermPattern::Literal(literal) => Some(GroundTerm::Literal(literal.clone())),
        _ => None,
    }
}

/// In how many ways a path may have no steps.
fn ways_of_no_length(path: &PropertyPathExpression) -> usize {
    match path {
        PropertyPathExpression::NamedNode(_) | PropertyPathExpression::NegatedPropertySet(_) => 0,
        PropertyPathExpression::ZeroOrMore(_) | PropertyPathExpression::ZeroOrOne(_) => 1,
        PropertyPathExpression::OneOrMore(path) => ways_of_no_length(path).min(1),
        PropertyPathExpression::Reverse(path) => ways_of_no_length(path),
        PropertyPathExpression::Sequence(first, second) => {
            ways_of_no_length(first).saturating_mul(ways_of_no_length(second))
        }
        PropertyPathExpression::Alternative(one, other) => {
            ways_of_no_length(one).saturating_add(ways_of_no_length(other))
        }
    }
}

/// Whether it makes a difference that a group is evaluated without knowing its graph. That FILTER should not know
/// it either makes none that anybody wants.
fn looks_at_graph(pattern: &GraphPattern) -> bool {
    match pattern {
        GraphPattern::Minus { .. } | GraphPattern::Group { .. } | GraphPattern::Values { .. } => {
            true
        }
        GraphPattern::Bgp { .. } | GraphPattern::Path { .. } | GraphPattern::Service { .. } => {
            false
        }
        GraphPattern::Join { left, right }
        | GraphPattern::LeftJoin { left, right, .. }
        | GraphPattern::Union { left, right }
        | GraphPattern::Lateral { left, right } => looks_at_graph(left) || looks_at_graph(right),
        GraphPattern::Filter { inner, .. }
        | GraphPattern::Extend { inner, .. }
        | GraphPattern::OrderBy { inner, .. }
        | GraphPattern::Graph { inner, .. }
        | GraphPattern::Project { inner, .. }
        | GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Slice { inner, .. } => looks_at_graph(inner),
    }
}

#[cfg(test)]
mod tests {
    use crate::query::fixture::{SMALL, index, rows_of};
    use crate::rdf::Index;

    fn count(query: &str, index: &Index) -> usize {
        rows_of(query, index).len()
    }

    #[test]
    fn a_path_of_no_length_holds_for_what_is_not_in_the_data() {
        for index in [index(SMALL), index("")] {
            for (path, n_rows) in [
                ("<http://e/q>*", 1),
                ("<http://e/q>?", 1),
                ("(<http://e/q>*)+", 1),
                ("<http://e/q>+", 0),
                ("<http://e/q>", 0),
                ("(^(<http://e/q>?)|<http://e/knows>*)", 2),
                ("(<http://e/q>*|<http://e/knows>)", 1),
            ] {
                for end in ["<http://e/absent>", "\"absent\"@en", "5"] {
                    let from = format!("SELECT * {{ {end} {path} ?x FILTER(?x = {end}) }}");
                    assert_eq!(count(&from, &index), n_rows, "{from}");
                    let to = format!("SELECT * {{ ?x {path} {end} }}");
                    assert_eq!(count(&to, &index), n_rows, "{to}");
                    let whole = format!("SELECT * {{ {end} {path} {end} }}");
                    let subject = !end.starts_with('"') && end != "5";
                    assert!(!subject || count(&whole, &index) == n_rows, "{whole}");
                }
            }
        }
        let index = index(SMALL);
        assert_eq!(
            count("SELECT * { <http://e/a> <http://e/q>* ?x }", &index),
            1
        );
    }

    #[test]
    fn a_group_is_evaluated_in_each_graph() {
        let index = index(SMALL);
        for (query, n_rows) in [
            (
                "SELECT * { GRAPH ?g { ?s ?p ?o MINUS { ?x ?p <http://e/nobody> } } }",
                3,
            ),
            (
                "SELECT * { GRAPH ?g { ?s ?p ?o MINUS { ?x <http://e/knows> ?y } } }",
                3,
            ),
            (
                "SELECT * { GRAPH ?g { SELECT (COUNT(*) AS ?n) { ?s <http://e/nothing> ?o } } }",
                2,
            ),
            (
                "SELECT * FROM NAMED <http://e/h> { GRAPH ?g { SELECT (COUNT(*) AS ?n) { ?s ?p ?o } } }",
                1,
            ),
            (
                "SELECT * FROM <http://e/h> { GRAPH ?g { SELECT (COUNT(*) AS ?n) { ?s ?p ?o } } }",
                0,
            ),
            (
                "SELECT * { GRAPH ?g { VALUES (?g ?x) { (UNDEF 1) (<http://e/h> 2) } } }",
                3,
            ),
            ("SELECT * { GRAPH <http://e/g> { VALUES ?x { 1 2 } } }", 2),
        ] {
            assert_eq!(count(query, &index), n_rows, "{query}");
        }
    }
}
