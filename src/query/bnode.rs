//! BNODE with a text: within a row the same node for the same text, in every row another one (SPARQL 1.1, section
//! 17.4.2.9).
//!
//! Oxigraph 0.5.13 gives one node for a text in all rows. So a row gets a node of its own first, in a variable that no
//! query can name, and a function of ours makes the others of that node and the text.

use crate::query::visit::{Visitor, in_expression, visit};
use oxigraph::model::{BlankNode, NamedNode, Term, vocab::xsd};
use oxigraph::sparql::SparqlEvaluator;
use spargebra::Query;
use spargebra::algebra::{Expression, Function, GraphPattern};
use spargebra::term::Variable;
use std::fmt::Write;

/// What the variables begin with; a name has no space.
const ROW: &str = "the row ";

fn function() -> NamedNode {
    NamedNode::new_unchecked("x-graphwright-row:bnode")
}

/// Gives each row of a query that calls BNODE with a text its own nodes.
pub(super) fn make_per_row(query: &mut Query, evaluator: SparqlEvaluator) -> SparqlEvaluator {
    let mut rows = Rows::default();
    visit(query, &mut rows);
    if rows.n_rows == 0 {
        return evaluator;
    }
    evaluator.with_custom_function(function(), node)
}

/// The node of a row for a text.
fn node(arguments: &[Term]) -> Option<Term> {
    let [Term::BlankNode(row), Term::Literal(text)] = arguments else {
        return None;
    };
    if text.datatype() != xsd::STRING {
        return None;
    }
    let mut label = format!("{}_", row.as_str());
    for byte in text.value().bytes() {
        // Writing to a string cannot fail.
        let _ = write!(label, "{byte:02x}");
    }
    Some(BlankNode::new_unchecked(label).into())
}

#[derive(Debug, Default)]
struct Rows {
    /// How many variables for a row there are.
    n_rows: usize,
}

impl Visitor for Rows {
    fn pattern(&mut self, pattern: &mut GraphPattern) {
        let GraphPattern::Extend {
            inner, expression, ..
        } = pattern
        else {
            return;
        };
        let known = row_below(inner);
        let is_new = known.is_none();
        let row = known.unwrap_or_else(|| Variable::new_unchecked(format!("{ROW}{}", self.n_rows)));
        let mut calls = Calls {
            row,
            are_there: false,
        };
        in_expression(expression, &mut calls);
        if is_new && calls.are_there {
            self.n_rows += 1;
            **inner = GraphPattern::Extend {
                inner: Box::new(std::mem::take(&mut **inner)),
                variable: calls.row,
                expression: Expression::FunctionCall(Function::BNode, Vec::new()),
            };
        }
    }
}

/// The variable that an expression before has given to the same row.
fn row_below(mut pattern: &GraphPattern) -> Option<Variable> {
    while let GraphPattern::Extend {
        inner, variable, ..
    } = pattern
    {
        if variable.as_str().starts_with(ROW) {
            return Some(variable.clone());
        }
        pattern = inner;
    }
    None
}

/// Turns calls of BNODE with a text into calls of ours.
struct Calls {
    row: Variable,
    are_there: bool,
}

impl Visitor for Calls {
    fn expression(&mut self, expression: &mut Expression) {
        if let Expression::FunctionCall(called, arguments) = expression
            && *called == Function::BNode
            && !arguments.is_empty()
        {
            *called = Function::Custom(function());
            arguments.insert(0, Expression::Variable(self.row.clone()));
            self.are_there = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::query::fixture::{SMALL, index, rows_of};

    #[test]
    fn a_text_has_one_node_in_a_row_and_another_in_each_row() {
        let index = index(SMALL);
        for (query, rows) in [
            (
                "SELECT (BNODE(?v) AS ?x) (BNODE(\"a\") AS ?y) (BNODE(?w) AS ?z)
                 { VALUES (?v ?w) { (\"a\" \"a\") (\"a\" \"b\") } }",
                vec!["_:n1 _:n1 _:n1", "_:n2 _:n2 _:n3"],
            ),
            (
                "SELECT ?x ?y { VALUES ?v { \"a\" \"b\" } BIND(BNODE(?v) AS ?x) BIND(IF(true, BNODE(?v), 1) AS ?y) }",
                vec!["_:n1 _:n1", "_:n2 _:n2"],
            ),
            (
                "SELECT ?x ?y { VALUES ?v { \"a\" \"b\" }
                 BIND(COALESCE(BNODE(?v), EXISTS { ?v <http://e/p> ?o }) AS ?x) BIND(BNODE(?v) AS ?y) }",
                vec!["_:n1 _:n1", "_:n2 _:n2"],
            ),
            (
                "SELECT ?x ?y { VALUES ?v { \"a\" \"a\" } BIND(BNODE(?v) AS ?x)
                 BIND(COALESCE(BNODE(?v), EXISTS { ?v <http://e/p> ?o }) AS ?y) }",
                vec!["_:n1 _:n1", "_:n2 _:n2"],
            ),
            (
                "SELECT (BNODE(\"a\"@en) AS ?x) (BNODE(1) AS ?y) (BNODE(?none) AS ?z) {}",
                vec!["- - -"],
            ),
            (
                "SELECT * { { SELECT (BNODE(\"a\") AS ?x) {} } { SELECT (BNODE(\"a\") AS ?y) {} } }",
                vec!["_:n1 _:n2"],
            ),
        ] {
            assert_eq!(rows_of(query, &index), rows, "{query}");
        }
    }
}
