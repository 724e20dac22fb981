//! Values beside those of another property (<https://www.w3.org/TR/shacl/#core-components-property-pairs>).

use crate::rdf::{GraphSelection, TermId};
use crate::shacl::constraint::{Finding, named};
use crate::shacl::literal::compare;
use crate::shacl::shape::Constraint;
use crate::shacl::validate::{Node, Validator};
use std::cmp::Ordering;

pub(super) fn check(
    validator: &Validator<'_>,
    constraint: &Constraint,
    node: Node<'_>,
) -> Vec<Finding> {
    let (Constraint::Equals(property)
    | Constraint::Disjoint(property)
    | Constraint::LessThan(property)
    | Constraint::LessThanOrEquals(property)) = constraint
    else {
        return Vec::new();
    };
    let data = GraphSelection::Default;
    let found = validator
        .index
        .matching(Some(node.focus), Some(*property), None, data);
    let others: Vec<TermId> = found.map(|quad| quad.object).collect();
    let property = named(validator, *property);
    let finding =
        |component, value: &TermId, message: String| Finding::new(component, Some(*value), message);
    match constraint {
        Constraint::Equals(_) => {
            let ours = node.values.iter().filter(|value| !others.contains(value));
            let theirs = others.iter().filter(|value| !node.values.contains(value));
            let ours = ours.map(|value| {
                finding(
                    "Equals",
                    value,
                    format!("not among the values of {property}"),
                )
            });
            let theirs = theirs.map(|value| {
                finding(
                    "Equals",
                    value,
                    format!("among the values of {property} only"),
                )
            });
            ours.chain(theirs).collect()
        }
        Constraint::Disjoint(_) => {
            let both = node.values.iter().filter(|value| others.contains(value));
            both.map(|value| {
                finding(
                    "Disjoint",
                    value,
                    format!("among the values of {property} too"),
                )
            })
            .collect()
        }
        _ => {
            let (component, words) = match constraint {
                Constraint::LessThan(_) => ("LessThan", "less than"),
                _ => ("LessThanOrEquals", "at most"),
            };
            let is_right =
                |value: &TermId, other: &TermId| match compare(validator.index, *value, *other) {
                    Some(Ordering::Less) => true,
                    Some(Ordering::Equal) => component == "LessThanOrEquals",
                    _ => false,
                };
            let pairs = node
                .values
                .iter()
                .flat_map(|value| others.iter().map(move |other| (value, other)));
            let wrong = pairs.filter(|(value, other)| !is_right(value, other));
            wrong
                .map(|(value, other)| {
                    let other = named(validator, *other);
                    finding(
                        component,
                        value,
                        format!("not {words} {other}, which is a value of {property}"),
                    )
                })
                .collect()
        }
    }
}
