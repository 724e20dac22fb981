use crate::query::capped::{aggregate, functions, name};
use crate::query::visit::Visitor;
use spargebra::algebra::{AggregateExpression, AggregateFunction, Expression, Function};

/// What stands between the values of a `GROUP_CONCAT` that does not say (SPARQL 1.1, section 18.5.1.7).
const USUAL_SEPARATOR: &str = " ";

/// Gives the functions of a query that can make long texts our names.
#[derive(Debug, Default)]
pub(super) struct Rewriter {
    pub(super) has_concat: bool,
    pub(super) has_replace: bool,
    /// The separator of each `GROUP_CONCAT`.
    pub(super) separators: Vec<String>,
}

impl Visitor for Rewriter {
    fn expression(&mut self, expression: &mut Expression) {
        let Expression::FunctionCall(function, _) = expression else {
            return;
        };
        match function {
            Function::Concat => {
                *function = Function::Custom(name(functions::CONCAT));
                self.has_concat = true;
            }
            Function::Replace => {
                *function = Function::Custom(name(functions::REPLACE));
                self.has_replace = true;
            }
            _ => {}
        }
    }

    fn aggregate(&mut self, aggregate: &mut AggregateExpression) {
        let AggregateExpression::FunctionCall { name: function, .. } = aggregate else {
            return;
        };
        if let AggregateFunction::GroupConcat { separator } = function {
            let separator = separator.take();
            let separator = separator.unwrap_or_else(|| USUAL_SEPARATOR.to_owned());
            *function = AggregateFunction::Custom(aggregate::name(self.separators.len()));
            self.separators.push(separator);
        }
    }
}
