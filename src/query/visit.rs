//! One way through the algebra of a query, for all that changes it.

use spargebra::Query;
use spargebra::algebra::{AggregateExpression, Expression, GraphPattern, OrderExpression};

/// Changes parts of a query; each is met after the parts within it.
pub(super) trait Change {
    /// A pattern, also in EXISTS.
    fn pattern(&mut self, _pattern: &mut GraphPattern) {}
    /// An expression.
    fn expression(&mut self, _expression: &mut Expression) {}
    /// An aggregate of a group.
    fn aggregate(&mut self, _aggregate: &mut AggregateExpression) {}
}

/// Goes through the whole query.
pub(super) fn visit(query: &mut Query, change: &mut dyn Change) {
    let (Query::Select { pattern, .. }
    | Query::Construct { pattern, .. }
    | Query::Describe { pattern, .. }
    | Query::Ask { pattern, .. }) = query;
    in_pattern(pattern, change);
}

fn in_pattern(pattern: &mut GraphPattern, change: &mut dyn Change) {
    match pattern {
        GraphPattern::Bgp { .. } | GraphPattern::Path { .. } | GraphPattern::Values { .. } => {}
        GraphPattern::Join { left, right }
        | GraphPattern::Union { left, right }
        | GraphPattern::Lateral { left, right }
        | GraphPattern::Minus { left, right } => {
            in_pattern(left, change);
            in_pattern(right, change);
        }
        GraphPattern::LeftJoin {
            left,
            right,
            expression,
        } => {
            in_pattern(left, change);
            in_pattern(right, change);
            in_expressions(expression.iter_mut(), change);
        }
        GraphPattern::Filter { expr, inner }
        | GraphPattern::Extend {
            inner,
            expression: expr,
            ..
        } => {
            in_pattern(inner, change);
            in_expression(expr, change);
        }
        GraphPattern::OrderBy { inner, expression } => {
            in_pattern(inner, change);
            for OrderExpression::Asc(key) | OrderExpression::Desc(key) in expression {
                in_expression(key, change);
            }
        }
        GraphPattern::Group {
            inner, aggregates, ..
        } => {
            in_pattern(inner, change);
            for (_, aggregate) in aggregates {
                if let AggregateExpression::FunctionCall { expr, .. } = aggregate {
                    in_expression(expr, change);
                }
                change.aggregate(aggregate);
            }
        }
        GraphPattern::Graph { inner, .. }
        | GraphPattern::Project { inner, .. }
        | GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Slice { inner, .. }
        | GraphPattern::Service { inner, .. } => in_pattern(inner, change),
    }
    change.pattern(pattern);
}

fn in_expressions<'e>(
    expressions: impl IntoIterator<Item = &'e mut Expression>,
    change: &mut dyn Change,
) {
    for expression in expressions {
        in_expression(expression, change);
    }
}

fn in_expression(expression: &mut Expression, change: &mut dyn Change) {
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
            in_expression(left, change);
            in_expression(right, change);
        }
        Expression::UnaryPlus(inner) | Expression::UnaryMinus(inner) | Expression::Not(inner) => {
            in_expression(inner, change);
        }
        Expression::If(condition, yes, no) => {
            in_expression(condition, change);
            in_expression(yes, change);
            in_expression(no, change);
        }
        Expression::In(value, list) => {
            in_expression(value, change);
            in_expressions(list, change);
        }
        Expression::Coalesce(list) | Expression::FunctionCall(_, list) => {
            in_expressions(list, change);
        }
        Expression::Exists(pattern) => in_pattern(pattern, change),
    }
    change.expression(expression);
}
