//! Closed shapes and given values (<https://www.w3.org/TR/shacl/#core-components-others>).

use crate::rdf::{GraphSelection, TermId};
use crate::shacl::constraint::{Finding, listed, named};
use crate::shacl::path::Path;
use crate::shacl::report::Violation;
use crate::shacl::shape::Constraint;
use crate::shacl::validate::{Node, Validator};
use std::collections::BTreeSet;

pub(super) fn check(
    validator: &Validator<'_>,
    constraint: &Constraint,
    node: Node<'_>,
) -> Vec<Finding> {
    match constraint {
        Constraint::HasValue(value) if !node.values.contains(value) => {
            let message = format!("{} is not among the values", named(validator, *value));
            vec![Finding::new("HasValue", None, message)]
        }
        Constraint::In(allowed) => {
            let message = format!("not one of {}", listed(validator, allowed));
            let wrong = node.values.iter().filter(|value| !allowed.contains(value));
            wrong
                .map(|value| Finding::new("In", Some(*value), &message))
                .collect()
        }
        _ => Vec::new(),
    }
}

/// Each triple of a value whose property the shape does not name.
pub(super) fn closed(
    validator: &Validator<'_>,
    allowed: &BTreeSet<TermId>,
    node: Node<'_>,
    found: &mut Vec<Violation>,
) {
    for value in node.values {
        let data = GraphSelection::Default;
        for quad in validator.index.matching(Some(*value), None, None, data) {
            if !allowed.contains(&quad.predicate) {
                let message = format!("the shape has no {}", named(validator, quad.predicate));
                let finding = Finding::new("Closed", Some(quad.object), message);
                found.push(Violation {
                    path: Some(Path::Property(quad.predicate)),
                    ..validator.violation(node, finding)
                });
            }
        }
    }
}
