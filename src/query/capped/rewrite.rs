use crate::query::capped::{aggregate, functions, name};
use spargebra::Query;
use spargebra::algebra::{
    AggregateExpression, AggregateFunction, Expression, Function, GraphPattern, OrderExpression,
};

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

impl Rewriter {
    pub(super) fn query(&mut self, query: &mut Query) {
        let (Query::Select { pattern, .. }
        | Query::Construct { pattern, .. }
        | Query::Describe { pattern, .. }
        | Query::Ask { pattern, .. }) = query;
        self.pattern(pattern);
    }

    fn pattern(&mut self, pattern: &mut GraphPattern) {
        match pattern {
            GraphPattern::Bgp { .. } | GraphPattern::Path { .. } | GraphPattern::Values { .. } => {}
            GraphPattern::Join { left, right }
            | GraphPattern::Union { left, right }
            | GraphPattern::Lateral { left, right }
            | GraphPattern::Minus { left, right } => {
                self.pattern(left);
                self.pattern(right);
            }
            GraphPattern::LeftJoin {
                left,
                right,
                expression,
            } => {
                self.pattern(left);
                self.pattern(right);
                self.expressions(expression.iter_mut());
            }
            GraphPattern::Filter { expr, inner }
            | GraphPattern::Extend {
                inner,
                expression: expr,
                ..
            } => {
                self.expression(expr);
                self.pattern(inner);
            }
            GraphPattern::OrderBy { inner, expression } => {
                for OrderExpression::Asc(key) | OrderExpression::Desc(key) in expression {
                    self.expression(key);
                }
                self.pattern(inner);
            }
            GraphPattern::Group {
                inner, aggregates, ..
            } => {
                for (_, aggregate) in aggregates {
                    self.aggregate(aggregate);
                }
                self.pattern(inner);
            }
            GraphPattern::Graph { inner, .. }
            | GraphPattern::Project { inner, .. }
            | GraphPattern::Distinct { inner }
            | GraphPattern::Reduced { inner }
            | GraphPattern::Slice { inner, .. }
            | GraphPattern::Service { inner, .. } => self.pattern(inner),
        }
    }

    fn aggregate(&mut self, aggregate: &mut AggregateExpression) {
        let AggregateExpression::FunctionCall {
            name: function,
            expr,
            ..
        } = aggregate
        else {
            return;
        };
        self.expression(expr);
        if let AggregateFunction::GroupConcat { separator } = function {
            let separator = separator.take();
            let separator = separator.unwrap_or_else(|| USUAL_SEPARATOR.to_owned());
            *function = AggregateFunction::Custom(aggregate::name(self.separators.len()));
            self.separators.push(separator);
        }
    }

    fn expressions<'e>(&mut self, expressions: impl IntoIterator<Item = &'e mut Expression>) {
        for expression in expressions {
            self.expression(expression);
        }
    }

    fn expression(&mut self, expression: &mut Expression) {
        match expression {
            Expression::NamedNode(_)
            | Expression::Literal(_)
            | Expression::Variable(_)
            | Expression::Bound(_) => {}
            Expression::Or(left, right)
            | Expression::And(left, right)
            | Expression::Equal(left, right)
            | Expression::SameTerm(left, right)
            | Expression::Greater(left, right)
            | Expression::GreaterOrEqual(left, right)
            | Expression::Less(left, right)
            | Expression::LessOrEqual(left, right)
            | Expression::Add(left, right)
            | Expression::Subtract(left, right)
            | Expression::Multiply(left, right)
            | Expression::Divide(left, right) => {
                self.expression(left);
                self.expression(right);
            }
            Expression::UnaryPlus(inner)
            | Expression::UnaryMinus(inner)
            | Expression::Not(inner) => self.expression(inner),
            Expression::If(condition, yes, no) => {
                self.expression(condition);
                self.expression(yes);
                self.expression(no);
            }
            Expression::In(value, list) => {
                self.expression(value);
                self.expressions(list);
            }
            Expression::Coalesce(list) => self.expressions(list),
            Expression::Exists(pattern) => self.pattern(pattern),
            Expression::FunctionCall(function, arguments) => {
                self.expressions(arguments);
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
        }
    }
}
