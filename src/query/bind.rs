//! Variables of a query that stand for a value from the start.
//!
//! The value takes the variable's place in the algebra, also in subqueries and in EXISTS, as the pre-binding of SHACL
//! says (<https://www.w3.org/TR/shacl/#pre-binding>). It never passes through the query's text, so that nothing in it
//! can be anything but a value; and it is there when the patterns are put in order, which a VALUES beside them would
//! not be.

use crate::query::ParsedQuery;
use crate::query::visit::{Visitor, visit};
use oxigraph::model::{BlankNode, Literal, NamedNode, Variable};
use spargebra::Query;
use spargebra::algebra::{Expression, GraphPattern};
use spargebra::term::{GroundTerm, NamedNodePattern, TermPattern, TriplePattern};

/// What a variable may stand for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bound {
    /// An IRI.
    Iri(NamedNode),
    /// A literal.
    Literal(Literal),
}

impl ParsedQuery {
    /// Whether a variable stands anywhere in the query.
    pub fn has_variable(&self, name: &str) -> bool {
        let mut seeker = Seeker {
            name,
            is_found: false,
        };
        visit(&mut self.algebra.clone(), &mut seeker);
        seeker.is_found
    }

    /// Lets a variable, named without its `?`, stand for a value wherever it stands. Where it is an answer's column, the
    /// column holds the value.
    pub fn bind(&mut self, name: &str, value: Bound) {
        let Ok(variable) = Variable::new(name) else {
            return;
        };
        let mut binder = Binder { variable, value };
        visit(&mut self.algebra, &mut binder);
        if let Query::Construct { template, .. } = &mut self.algebra {
            template.retain_mut(|triple| binder.triple(triple));
        }
    }

    /// Lets a variable stand for a blank node, for which a query has no way of writing. It has to be a column of the
    /// answer, or the query an ASK; otherwise nothing changes.
    pub fn bind_blank(&mut self, name: &str, node: BlankNode) {
        if let Ok(variable) = Variable::new(name)
            && (self.has_column(name) || matches!(self.algebra, Query::Ask { .. }))
            && self.has_variable(name)
        {
            self.blank.push((variable, node));
        }
    }

    /// Whether the answer has a column of that name.
    pub fn has_column(&self, name: &str) -> bool {
        let Query::Select { pattern, .. } = &self.algebra else {
            return false;
        };
        let mut has_column = false;
        pattern.on_in_scope_variable(|variable| has_column |= variable.as_str() == name);
        has_column
    }
}

struct Seeker<'n> {
    name: &'n str,
    is_found: bool,
}

impl Visitor for Seeker<'_> {
    fn pattern(&mut self, pattern: &mut GraphPattern) {
        let name = self.name;
        pattern.on_in_scope_variable(|variable| self.is_found |= variable.as_str() == name);
    }

    fn expression(&mut self, expression: &mut Expression) {
        if let Expression::Variable(variable) | Expression::Bound(variable) = expression {
            self.is_found |= variable.as_str() == self.name;
        }
    }
}

struct Binder {
    variable: Variable,
    value: Bound,
}

impl Binder {
    fn expression_of_value(&self) -> Expression {
        match &self.value {
            Bound::Iri(iri) => Expression::NamedNode(iri.clone()),
            Bound::Literal(literal) => Expression::Literal(literal.clone()),
        }
    }

    /// Puts the value into a triple; `false` where no triple has it there.
    fn triple(&self, triple: &mut TriplePattern) -> bool {
        self.predicate(&mut triple.predicate)
            && self.term(&mut triple.subject, false)
            && self.term(&mut triple.object, true)
    }

    fn predicate(&self, predicate: &mut NamedNodePattern) -> bool {
        if *predicate != NamedNodePattern::Variable(self.variable.clone()) {
            return true;
        }
        match &self.value {
            Bound::Iri(iri) => *predicate = NamedNodePattern::NamedNode(iri.clone()),
            Bound::Literal(_) => return false,
        }
        true
    }

    fn term(&self, term: &mut TermPattern, may_be_literal: bool) -> bool {
        match term {
            TermPattern::Variable(variable) if *variable == self.variable => match &self.value {
                Bound::Iri(iri) => *term = TermPattern::NamedNode(iri.clone()),
                Bound::Literal(literal) if may_be_literal => {
                    *term = TermPattern::Literal(literal.clone());
                }
                Bound::Literal(_) => return false,
            },
            TermPattern::Triple(triple) => return self.triple(triple),
            _ => {}
        }
        true
    }

    /// The pattern with the value as one of its columns.
    fn with_column(&self, inner: GraphPattern) -> GraphPattern {
        GraphPattern::Extend {
            inner: Box::new(inner),
            variable: self.variable.clone(),
            expression: self.expression_of_value(),
        }
    }

    fn has_column(&self, pattern: &GraphPattern) -> bool {
        let mut has_column = false;
        pattern.on_in_scope_variable(|variable| has_column |= *variable == self.variable);
        has_column
    }

    /// Rows that VALUES gives the variable another value go; its column does too, as elsewhere.
    fn values(&self, variables: &mut Vec<Variable>, rows: &mut Vec<Vec<Option<GroundTerm>>>) {
        let Some(column) = variables.iter().position(|one| *one == self.variable) else {
            return;
        };
        variables.remove(column);
        rows.retain_mut(|row| match (row.remove(column), &self.value) {
            (None, _) => true,
            (Some(GroundTerm::NamedNode(one)), Bound::Iri(other)) => one == *other,
            (Some(GroundTerm::Literal(one)), Bound::Literal(other)) => one == *other,
            _ => false,
        });
    }
}

/// A pattern without any row.
fn nothing() -> GraphPattern {
    GraphPattern::Values {
        variables: Vec::new(),
        bindings: Vec::new(),
    }
}

impl Visitor for Binder {
    fn pattern(&mut self, pattern: &mut GraphPattern) {
        let can_match = match pattern {
            GraphPattern::Bgp { patterns } => patterns.iter_mut().all(|triple| self.triple(triple)),
            GraphPattern::Path {
                subject, object, ..
            } => self.term(subject, false) && self.term(object, true),
            GraphPattern::Graph { name, .. } => self.predicate(name),
            GraphPattern::Values {
                variables,
                bindings,
            } => {
                self.values(variables, bindings);
                true
            }
            // The value that the query computes has to be this one.
            GraphPattern::Extend {
                inner,
                variable,
                expression,
            } if *variable == self.variable => {
                let inner = std::mem::replace(inner.as_mut(), nothing());
                let computed = std::mem::replace(expression, self.expression_of_value());
                let is_same =
                    Expression::SameTerm(Box::new(computed), Box::new(self.expression_of_value()));
                *pattern = GraphPattern::Filter {
                    expr: is_same,
                    inner: Box::new(inner),
                };
                true
            }
            GraphPattern::Group {
                inner, variables, ..
            }
            | GraphPattern::Project { inner, variables }
                if variables.contains(&self.variable) && !self.has_column(inner) =>
            {
                let before = std::mem::replace(inner.as_mut(), nothing());
                **inner = self.with_column(before);
                true
            }
            _ => true,
        };
        if !can_match {
            *pattern = nothing();
        }
    }

    fn expression(&mut self, expression: &mut Expression) {
        match expression {
            Expression::Variable(variable) if *variable == self.variable => {
                *expression = self.expression_of_value();
            }
            Expression::Bound(variable) if *variable == self.variable => {
                *expression = Expression::Literal(Literal::from(true));
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::fixture::{SMALL, index};
    use crate::query::{Answer, EvaluationOptions, ParseOptions, evaluate, parse};

    fn iri(name: &str) -> Bound {
        Bound::Iri(NamedNode::new_unchecked(format!("http://e/{name}")))
    }

    fn text(text: &str) -> Bound {
        Bound::Literal(Literal::new_simple_literal(text))
    }

    /// The rows with `x` bound.
    fn rows(query: &str, value: Bound) -> Vec<String> {
        let index = index(SMALL);
        let mut query = parse(query, &ParseOptions::default()).unwrap();
        assert!(query.has_variable("x"));
        query.bind("x", value);
        let Answer::Rows(rows) = evaluate(&query, &index, &EvaluationOptions::default()).unwrap()
        else {
            panic!("no rows");
        };
        let mut rows: Vec<String> = rows
            .map(|row| {
                let row = row.unwrap();
                let cells = row
                    .iter()
                    .map(|cell| cell.as_ref().map_or_else(String::new, ToString::to_string));
                cells.collect::<Vec<_>>().join(" ")
            })
            .collect();
        rows.sort();
        rows
    }

    #[test]
    fn a_value_stands_wherever_the_variable_does() {
        for (query, value, expected) in [
            (
                "SELECT ?x ?y { ?x <http://e/knows> ?y }",
                iri("a"),
                vec!["<http://e/a> <http://e/b>"],
            ),
            ("SELECT ?y { ?y ?x ?z } ", iri("name"), vec!["<http://e/a>"]),
            ("SELECT ?y { ?y <http://e/name> ?x }", text("Ada"), vec![]),
            ("SELECT ?y { ?x <http://e/name> ?y }", text("Ada"), vec![]),
            (
                "SELECT ?y { ?y <http://e/name> ?n FILTER(STR(?n) = ?x) }",
                text("Ada"),
                vec!["<http://e/a>"],
            ),
            (
                "SELECT ?y { ?y <http://e/name> ?n FILTER(!BOUND(?x)) }",
                text("Ada"),
                vec![],
            ),
            (
                "SELECT ?y { ?y <http://e/name> ?n FILTER EXISTS { ?y <http://e/knows> ?x } }",
                iri("b"),
                vec!["<http://e/a>"],
            ),
            (
                "SELECT ?x (COUNT(*) AS ?n) { ?x <http://e/knows> ?y } GROUP BY ?x",
                iri("a"),
                vec!["<http://e/a> \"1\"^^<http://www.w3.org/2001/XMLSchema#integer>"],
            ),
            (
                "SELECT ?x (COUNT(*) AS ?n) { ?x <http://e/knows> ?y } GROUP BY ?x",
                iri("nobody"),
                vec![],
            ),
            (
                "SELECT ?z { { SELECT ?x { ?x <http://e/name> ?n } } ?x <http://e/knows> ?z }",
                iri("a"),
                vec!["<http://e/b>"],
            ),
            (
                "SELECT ?x { VALUES ?x { <http://e/a> <http://e/b> } }",
                iri("b"),
                vec!["<http://e/b>"],
            ),
            ("SELECT ?x { BIND(<http://e/a> AS ?x) }", iri("b"), vec![]),
            (
                "SELECT ?s { GRAPH ?x { ?s ?p ?o } }",
                iri("h"),
                vec!["<http://e/c>"],
            ),
            (
                "SELECT ?y { ?x <http://e/knows>+ ?y FILTER ISIRI(?y) }",
                iri("a"),
                vec!["<http://e/b>"],
            ),
            (
                "SELECT * { ?x <http://e/knows> ?y }",
                iri("a"),
                vec!["<http://e/a> <http://e/b>"],
            ),
        ] {
            assert_eq!(rows(query, value), expected, "{query}");
        }
    }

    #[test]
    fn whatever_a_value_holds_it_is_a_value() {
        let query = "SELECT ?y { ?y <http://e/name> ?n FILTER(STR(?n) = ?x) }";
        for value in [
            "\" || true || \"",
            "Ada') } INSERT DATA { <a> <b> <c> } #",
            "}",
            "?n",
            "\\\"",
            "\u{0}",
        ] {
            assert_eq!(rows(query, text(value)), Vec::<String>::new(), "{value}");
        }
    }
}
