//! What an ontology says of properties that a check needs: which run both ways, which are each other's reverse.

use crate::graph::Entity;
use crate::ontology::vocabulary::{gw, owl, rdf};
use crate::ontology::{Lookup, Ontology, Property};
use oxigraph::model::{NamedOrBlankNode, Term};
use std::collections::{BTreeMap, BTreeSet};

/// The properties of an ontology.
#[derive(Debug)]
pub(super) struct Properties<'a> {
    ontology: &'a Ontology,
    symmetric: BTreeSet<&'a str>,
    inverses: BTreeMap<&'a str, &'a str>,
}

impl<'a> Properties<'a> {
    pub(super) fn of(ontology: &'a Ontology) -> Self {
        let mut found = Self {
            ontology,
            symmetric: BTreeSet::new(),
            inverses: BTreeMap::new(),
        };
        for triple in ontology.triples() {
            let (NamedOrBlankNode::NamedNode(subject), Term::NamedNode(object)) =
                (&triple.subject, &triple.object)
            else {
                continue;
            };
            match triple.predicate.as_str() {
                rdf::TYPE if object.as_str() == owl::SYMMETRIC_PROPERTY => {
                    found.symmetric.insert(subject.as_str());
                }
                owl::INVERSE_OF => {
                    found.inverses.insert(subject.as_str(), object.as_str());
                    found.inverses.insert(object.as_str(), subject.as_str());
                }
                _ => {}
            }
        }
        found
    }

    /// The IRI of a property as a record names it; words that name none stay.
    pub(super) fn iri<'w>(&'w self, written: &'w str) -> &'w str {
        match self.ontology.property(written) {
            Lookup::Found(iri) => iri,
            _ => written,
        }
    }

    pub(super) fn label<'w>(&'w self, iri: &'w str) -> Option<&'w str> {
        self.ontology.label(iri)
    }

    pub(super) fn is_symmetric(&self, iri: &str) -> bool {
        let lineage = self.ontology.property_lineage(iri);
        lineage.iter().any(|one| self.symmetric.contains(one))
    }

    pub(super) fn inverse(&self, iri: &str) -> Option<&'a str> {
        self.inverses.get(iri).copied()
    }

    /// Whether one is the other or a kind of it.
    pub(super) fn are_akin(&self, one: &str, other: &str) -> bool {
        self.ontology.property_lineage(one).contains(&other)
            || self.ontology.property_lineage(other).contains(&one)
    }

    /// Whether the classes of two ends fit a property the other way round only.
    pub(super) fn fits_only_reversed(&self, iri: &str, subject: &Entity, object: &Entity) -> bool {
        let Some(property) = self.ontology.properties().get(iri) else {
            return false;
        };
        // What is of no class fits anywhere and tells nothing.
        if subject.types.is_empty() || object.types.is_empty() {
            return false;
        }
        let (Some(domain), Some(range)) = (&property.domain, &property.range) else {
            return false;
        };
        let fits = |entity: &Entity, class: &str| self.may_be(entity, class);
        !(fits(subject, domain) && fits(object, range))
            && fits(subject, range)
            && fits(object, domain)
    }

    /// What the ontology says of a property.
    pub(super) fn property(&self, iri: &str) -> Option<&'a Property> {
        self.ontology.properties().get(iri)
    }

    /// Whether the ontology has a class of this name.
    pub(super) fn is_class(&self, iri: &str) -> bool {
        self.ontology.classes().contains_key(iri)
    }

    /// Whether nothing says that an entity is of other classes than this one.
    pub(super) fn may_be(&self, entity: &Entity, class: &str) -> bool {
        let mut types = entity.types.iter();
        !self.is_class(class)
            || entity.types.is_empty()
            || types.any(|own| self.is_a(own.as_str(), class))
    }

    fn is_a(&self, class: &str, wanted: &str) -> bool {
        let lineage = self.ontology.lineage(class);
        // A state is a place and acts all the same; so do museums, floods block roads, and telescopes observe.
        let acts = || {
            let agents = [
                "GeopoliticalEntity",
                "Facility",
                "Event",
                "Place",
                "Artifact",
            ];
            wanted.strip_prefix(gw::NAMESPACE) == Some("Agent")
                && lineage
                    .iter()
                    .filter_map(|class| class.strip_prefix(gw::NAMESPACE))
                    .any(|class| agents.contains(&class))
        };
        // A class that the ontology does not know may be of any kind, and what is told roughly may be told closer.
        !self.ontology.classes().contains_key(class)
            || lineage.contains(&wanted)
            || self.ontology.lineage(wanted).contains(&class)
            || acts()
    }
}
