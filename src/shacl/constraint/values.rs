//! Types, how many, and how great (<https://www.w3.org/TR/shacl/#core-components-value-type> and the two after it).

use crate::rdf::TermId;
use crate::shacl::constraint::{Finding, counted, named};
use crate::shacl::literal::{compare, is_well_formed};
use crate::shacl::shape::{Bound, Constraint, NodeKind};
use crate::shacl::validate::{Node, Validator};
use oxigraph::model::TermRef;
use std::cmp::Ordering;

pub(super) fn check(
    validator: &mut Validator<'_>,
    constraint: &Constraint,
    node: Node<'_>,
) -> Vec<Finding> {
    let n_values = node.values.len() as u64;
    let mut findings = Vec::new();
    match constraint {
        Constraint::MinCount(least) if n_values < *least => {
            let message = format!("{}, at least {least} wanted", counted(n_values));
            findings.push(Finding::new("MinCount", None, message));
        }
        Constraint::MaxCount(most) if n_values > *most => {
            let message = format!("{}, at most {most} wanted", counted(n_values));
            findings.push(Finding::new("MaxCount", None, message));
        }
        Constraint::Class(class) => {
            for value in node.values {
                if !validator.is_instance(*value, *class) {
                    let message = format!("no {}", named(validator, *class));
                    findings.push(Finding::new("Class", Some(*value), message));
                }
            }
        }
        Constraint::Datatype(datatype) => {
            let wrong = node
                .values
                .iter()
                .filter(|value| !is_of(validator, **value, *datatype));
            let message = format!("no {}", named(validator, *datatype));
            findings.extend(wrong.map(|value| Finding::new("Datatype", Some(*value), &message)));
        }
        Constraint::NodeKind(kinds) => {
            let wrong = node
                .values
                .iter()
                .filter(|value| !is_kind(validator, **value, *kinds));
            let message = format!("not {}", wanted_kinds(*kinds));
            findings.extend(wrong.map(|value| Finding::new("NodeKind", Some(*value), &message)));
        }
        Constraint::Bound(bound, limit) => {
            let (component, words) = match bound {
                Bound::MinExclusive => ("MinExclusive", "not greater than"),
                Bound::MinInclusive => ("MinInclusive", "not at least"),
                Bound::MaxExclusive => ("MaxExclusive", "not less than"),
                Bound::MaxInclusive => ("MaxInclusive", "not at most"),
            };
            let is_within = |value: TermId| {
                let order = compare(validator.index, value, *limit);
                order.is_some_and(|order| match bound {
                    Bound::MinExclusive => order == Ordering::Greater,
                    Bound::MinInclusive => order != Ordering::Less,
                    Bound::MaxExclusive => order == Ordering::Less,
                    Bound::MaxInclusive => order != Ordering::Greater,
                })
            };
            let message = format!("{words} {}", named(validator, *limit));
            let wrong = node.values.iter().filter(|value| !is_within(**value));
            findings.extend(wrong.map(|value| Finding::new(component, Some(*value), &message)));
        }
        _ => {}
    }
    findings
}

fn is_of(validator: &Validator<'_>, value: TermId, datatype: TermId) -> bool {
    let (TermRef::Literal(literal), TermRef::NamedNode(datatype)) =
        (validator.index.term(value), validator.index.term(datatype))
    else {
        return false;
    };
    literal.datatype() == datatype && is_well_formed(literal)
}

fn is_kind(validator: &Validator<'_>, value: TermId, kinds: NodeKind) -> bool {
    match validator.index.term(value) {
        TermRef::NamedNode(_) => kinds.iri,
        TermRef::BlankNode(_) => kinds.blank,
        TermRef::Literal(_) => kinds.literal,
        TermRef::Triple(_) => false,
    }
}

fn wanted_kinds(kinds: NodeKind) -> String {
    let names = [
        (kinds.iri, "an IRI"),
        (kinds.blank, "a blank node"),
        (kinds.literal, "a literal"),
    ];
    let wanted: Vec<&str> = names
        .iter()
        .filter(|kind| kind.0)
        .map(|kind| kind.1)
        .collect();
    wanted.join(" or ")
}
