//! Shapes made of shapes (<https://www.w3.org/TR/shacl/#core-components-logical> and the section after it).

use crate::rdf::TermId;
use crate::shacl::ValidationError;
use crate::shacl::constraint::{Finding, counted};
use crate::shacl::report::Violation;
use crate::shacl::shape::{Constraint, Qualified, ShapeRef};
use crate::shacl::validate::{Node, Validator};

pub(super) fn check(
    validator: &mut Validator<'_>,
    constraint: &Constraint,
    node: Node<'_>,
) -> Result<Vec<Finding>, ValidationError> {
    let mut findings = Vec::new();
    for value in node.values {
        let finding = match constraint {
            Constraint::Not(shape) => {
                let name = &validator.shapes.get(*shape).name;
                let message = format!("has the shape {name}, which it should not");
                let has = validator.has_shape(*shape, *value)?.is_none();
                has.then(|| ("Not", message, Vec::new()))
            }
            Constraint::And(shapes) => {
                let (n_held, details) = count(validator, shapes, *value)?;
                let message = format!("has {n_held} of {} shapes, all are wanted", shapes.len());
                (n_held < shapes.len()).then_some(("And", message, details))
            }
            Constraint::Or(shapes) => {
                let (n_held, details) = count(validator, shapes, *value)?;
                let message = format!(
                    "has none of {} shapes, one at least is wanted",
                    shapes.len()
                );
                (n_held == 0).then_some(("Or", message, details))
            }
            Constraint::Xone(shapes) => {
                let (n_held, details) = count(validator, shapes, *value)?;
                let message = format!(
                    "has {n_held} of {} shapes, exactly one is wanted",
                    shapes.len()
                );
                (n_held != 1).then_some(("Xone", message, details))
            }
            _ => None,
        };
        findings.extend(finding.map(|(component, message, details)| Finding {
            details,
            ..Finding::new(component, Some(*value), message)
        }));
    }
    Ok(findings)
}

/// How many of some shapes a node has, and what is wrong where it has not.
fn count(
    validator: &mut Validator<'_>,
    shapes: &[ShapeRef],
    value: TermId,
) -> Result<(usize, Vec<Violation>), ValidationError> {
    let mut n_held = 0;
    let mut details = Vec::new();
    for shape in shapes {
        match validator.has_shape(*shape, value)? {
            None => n_held += 1,
            Some(wrong) => details.extend(wrong),
        }
    }
    Ok((n_held, details))
}

pub(super) fn node(
    validator: &mut Validator<'_>,
    shape: ShapeRef,
    node: Node<'_>,
) -> Result<Vec<Finding>, ValidationError> {
    let mut findings = Vec::new();
    for value in node.values {
        if let Some(details) = validator.has_shape(shape, *value)? {
            let name = &validator.shapes.get(shape).name;
            findings.push(Finding {
                details,
                ..Finding::new("Node", Some(*value), format!("has not the shape {name}"))
            });
        }
    }
    Ok(findings)
}

pub(super) fn qualified(
    validator: &mut Validator<'_>,
    qualified: &Qualified,
    node: Node<'_>,
) -> Result<Vec<Finding>, ValidationError> {
    let mut n_held = 0;
    for value in node.values {
        if validator.has_shape(qualified.shape, *value)?.is_some() {
            continue;
        }
        let mut has_sibling = false;
        for sibling in &qualified.siblings {
            has_sibling |= validator.has_shape(*sibling, *value)?.is_none();
        }
        n_held += u64::from(!has_sibling);
    }
    let name = &validator.shapes.get(qualified.shape).name;
    let mut findings = Vec::new();
    if let Some(least) = qualified.least.filter(|least| n_held < *least) {
        let message = format!(
            "{} with the shape {name}, at least {least} wanted",
            counted(n_held)
        );
        findings.push(Finding::new("QualifiedMinCount", None, message));
    }
    if let Some(most) = qualified.most.filter(|most| n_held > *most) {
        let message = format!(
            "{} with the shape {name}, at most {most} wanted",
            counted(n_held)
        );
        findings.push(Finding::new("QualifiedMaxCount", None, message));
    }
    Ok(findings)
}
