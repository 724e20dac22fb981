//! One way through the algebra of a query, for all that looks at it or changes it.

use spargebra::Query;
use spargebra::algebra::{AggregateExpression, Expression, GraphPattern, OrderExpression};

/// Looks at the parts of a query and may change them; each is met after the parts within it.
pub(super) trait Visitor {
    /// A pattern, also in EXISTS.
    fn pattern(&mut self, _pattern: &mut GraphPattern) {}
    /// An expression.
    fn expression(&mut self, _expression: &mut Expression) {}
    /// An aggregate of a group.
    fn aggregate(&mut self, _aggregate: &mut AggregateExpression) {}
}

/// Goes through the whole query.
pub(super) fn visit(query: &mut Query, visitor: &mut dyn Visitor) {
    let (Query::Select { pattern, .. }
    | Query::Construct { pattern, .. }
    | Query::Describe { pattern, .. }
    | Query::Ask { pattern, .. }) = query;
    in_pattern(pattern, visitor);
}

fn in_pattern(pattern: &mut GraphPattern, visitor: &mut dyn Visitor) {
    match pattern {
        GraphPattern::Bgp { .. } | GraphPattern::Path { .. } | GraphPattern::Values { .. } => {}
        GraphPattern::Join { left, right }
        | GraphPattern::Union { left, right }
        | GraphPattern::Lateral { left, right }
        | GraphPattern::Minus { left, right } => {
            in_pattern(left, visitor);
            in_pattern(right, visitor);
        }
        GraphPattern::LeftJoin {
            left,
            right,
            expression,
        } => {
            in_pattern(left, visitor);
            in_pattern(right, visitor);
            in_expressions(expression.iter_mut(), visitor);
        }
        GraphPattern::Filter { expr, inner }
        | GraphPattern::Extend {
            inner,
            expression: expr,
            ..
        } => {
            in_pattern(inner, visitor);
            in_expression(expr, visitor);
        }
        GraphPattern::OrderBy { inner, expression } => {
            in_pattern(inner, visitor);
            for OrderExpression::Asc(key) | OrderExpression::Desc(key) in expression {
                in_expression(key, visitor);
            }
        }
        GraphPattern::Group {
            inner, aggregates, ..
        } => {
            in_pattern(inner, visitor);
            for (_, aggregate) in aggregates {
                if let AggregateExpression::FunctionCall { expr, .. } = aggregate {
                    in_expression(expr, visitor);
                }
                visitor.aggregate(aggregate);
            }
        }
        GraphPattern::Graph { inner, .. }
        | GraphPattern::Project { inner, .. }
        | GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Slice { inner, .. }
        | GraphPattern::Service { inner, .. } => in_pattern(inner, visitor),
    }
    visitor.pattern(pattern);
}

fn in_expressions<'e>(
    expressions: impl IntoIterator<Item = &'e mut Expression>,
    visitor: &mut dyn Visitor,
) {
    for expression in expressions {
        in_expression(expression, visitor);
    }
}

/// Goes through one expression.
pub(super) fn in_expression(expression: &mut Expression, visitor: &mut dyn Visitor) {
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
            in_expression(left, visitor);
            in_expression(right, visitor);
        }
        Expression::UnaryPlus(inner) | Expression::UnaryMinus(inner) | Expression::Not(inner) => {
            in_expression(inner, visitor);
        }
        Expression::If(condition, yes, no) => {
            in_expression(condition, visitor);
            in_expression(yes, visitor);
            in_expression(no, visitor);
        }
        Expression::In(value, list) => {
            in_expression(value, visitor);
            in_expressions(list, visitor);
        }
        Expression::Coalesce(list) | Expression::FunctionCall(_, list) => {
            in_expressions(list, visitor);
        }
        Expression::Exists(pattern) => in_pattern(pattern, visitor),
    }
    visitor.expression(expression);
}
