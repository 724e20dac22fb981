//! Whether the ends of a relation are of the classes that its predicate is declared for.
//!
//! A domain is read here as what is right and not, as a reasoner reads it, as what follows: that a city trains a date
//! is a slip and no discovery. An end of which no class is known is passed over.

use crate::check::finding::{Finding, FindingKind};
use crate::check::properties::Properties;
use crate::graph::{Claim, Entity, KnowledgeGraph, Object};
use crate::model::{TypedValue, quoted};
use crate::ontology::vocabulary::xsd;

/// What does not fit, with what would.
pub(super) fn fits(
    graph: &KnowledgeGraph,
    properties: &Properties<'_>,
    claim: &Claim,
) -> Vec<Finding> {
    let Some(property) = properties.property(claim.predicate.as_str()) else {
        return Vec::new();
    };
    let predicate = label(properties, claim.predicate.as_str());
    let mut findings = Vec::new();
    if let (Some(class), Some(subject)) = (&property.domain, graph.entity(&claim.subject))
        && !properties.may_be(subject, class)
    {
        let found = described(properties, subject);
        let wanted = label(properties, class);
        let message = format!("{found}; {predicate} wants {wanted} as its subject");
        findings.push(Finding::new(FindingKind::OutsideDomain, message));
    }
    let Some(range) = &property.range else {
        return findings;
    };
    let unfit = match &claim.object {
        Object::Entity(object) => {
            let object = graph.entity(object);
            let is_fit = |object: &&Entity| properties.may_be(object, range) && !is_datatype(range);
            let object = object.filter(|object| !is_fit(object));
            object.map(|object| described(properties, object))
        }
        Object::Literal(value) => {
            let is_unfit = properties.is_class(range) || !may_be_of(value, range);
            is_unfit.then(|| quoted(&value.value))
        }
    };
    if let Some(found) = unfit {
        let wanted = label(properties, range);
        let message = format!("{found}; {predicate} wants {wanted} as its object");
        findings.push(Finding::new(FindingKind::OutsideRange, message));
    }
    findings
}

/// An entity with its classes: `Bamako is city`.
fn described(properties: &Properties<'_>, entity: &Entity) -> String {
    let classes = entity.types.iter();
    let classes: Vec<&str> = classes
        .map(|class| label(properties, class.as_str()))
        .collect();
    match classes.as_slice() {
        [] => quoted(entity.label()),
        classes => format!("{} is {}", quoted(entity.label()), classes.join(" and ")),
    }
}

/// The label of a class or property, or what of its IRI people read.
fn label<'w>(properties: &'w Properties<'_>, iri: &'w str) -> &'w str {
    properties
        .label(iri)
        .unwrap_or_else(|| match iri.strip_prefix(xsd::NAMESPACE) {
            Some(datatype) => datatype,
            None => iri,
        })
}

fn is_datatype(range: &str) -> bool {
    range.starts_with(xsd::NAMESPACE)
}

/// Whether a value may be of a datatype: whole numbers are decimals, and texts may have a language.
fn may_be_of(value: &TypedValue, range: &str) -> bool {
    let own = match (&value.datatype, &value.language) {
        (Some(datatype), None) => datatype.as_str(),
        _ => return !is_datatype(range) || range == xsd::STRING,
    };
    !is_datatype(range) || own == range || (own == xsd::INTEGER && range == xsd::DECIMAL)
}
