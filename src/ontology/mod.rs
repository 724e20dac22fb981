//! The classes and properties that relations are written with, read from Turtle; the words that stand for
//! them ([`Lexicon`]) and the names of what they join ([`Gazetteer`]).
//!
//! The files of `ontology/` are embedded in the program. A file given beside them adds to them; one that
//! declares the same `owl:Ontology` IRI as a built-in file takes that file's place.

mod events;
mod gazetteer;
mod lexicon;
mod load;
mod lookup;
mod packed;
mod records;
pub mod vocabulary;

pub use events::EventTypes;
pub use gazetteer::{
    EntryId, Gazetteer, GazetteerEntry, Gender, Sense, SurfaceKind, Title, TitleKind,
};
pub use lexicon::{Construction, Frame, Lexicon, LexiconError, Operator, ReportCue, Slot};
pub use load::OntologyError;
pub use lookup::{Lookup, Nearest};

use crate::order::CompactCollect;
use oxigraph::model::{NamedOrBlankNode, Triple};
use std::collections::{BTreeMap, BTreeSet};

/// A class of entities.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Class {
    /// Its English label, or the only one.
    pub label: Option<String>,
    /// The classes it is declared a subclass of, in order.
    pub parents: Vec<String>,
}

/// A property that relations may use.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Property {
    /// Its English label, or the only one.
    pub label: Option<String>,
    /// The class its subjects are declared to belong to.
    pub domain: Option<String>,
    /// The class or datatype its objects are declared to belong to.
    pub range: Option<String>,
    /// Whether it is declared to take literals.
    pub takes_literals: bool,
    /// The properties it is declared a subproperty of, in order.
    pub parents: Vec<String>,
}

/// One file of the ontology.
#[derive(Debug, Clone)]
struct Module {
    /// The IRI of its `owl:Ontology`, where it declares one.
    iri: Option<String>,
    triples: Vec<Triple>,
    prefixes: BTreeMap<String, String>,
}

/// All classes and properties in effect, by IRI.
#[derive(Debug, Clone)]
pub struct Ontology {
    modules: Vec<Module>,
    classes: BTreeMap<String, Class>,
    properties: BTreeMap<String, Property>,
    /// Local names and labels of classes, each with the IRIs it may mean.
    class_names: BTreeMap<String, Vec<String>>,
    /// Local names and labels of properties, each with the IRIs it may mean.
    property_names: BTreeMap<String, Vec<String>>,
    prefixes: BTreeMap<String, String>,
}

impl Ontology {
    /// Every triple of it.
    pub fn triples(&self) -> impl Iterator<Item = &Triple> {
        self.modules.iter().flat_map(|module| &module.triples)
    }

    /// Every class and property, and whatever else it describes or uses as a property, by IRI.
    pub fn described(&self) -> BTreeSet<String> {
        let subjects = self.triples().filter_map(|triple| match &triple.subject {
            NamedOrBlankNode::NamedNode(node) => Some(node.as_str().to_owned()),
            NamedOrBlankNode::BlankNode(_) => None,
        });
        let predicates = self
            .triples()
            .map(|triple| triple.predicate.as_str().to_owned());
        subjects.chain(predicates).into_set()
    }

    /// Whether a file in effect declares this `owl:Ontology` IRI.
    fn has_module(&self, iri: &str) -> bool {
        self.modules
            .iter()
            .any(|module| module.iri.as_deref() == Some(iri))
    }

    /// Every class with its IRI, in order.
    pub fn classes(&self) -> &BTreeMap<String, Class> {
        &self.classes
    }

    /// Every property with its IRI, in order.
    pub fn properties(&self) -> &BTreeMap<String, Property> {
        &self.properties
    }

    /// The prefixes that its files declare, with their namespaces.
    pub fn prefixes(&self) -> &BTreeMap<String, String> {
        &self.prefixes
    }

    /// The label of a class or property.
    pub fn label(&self, iri: &str) -> Option<&str> {
        let property = self
            .properties
            .get(iri)
            .and_then(|found| found.label.as_deref());
        property.or_else(|| self.classes.get(iri)?.label.as_deref())
    }

    /// A class and what it descends from, the nearest first.
    pub fn lineage<'a>(&'a self, class: &'a str) -> Vec<&'a str> {
        lineage(class, |iri| {
            self.classes
                .get(iri)
                .map_or(&[], |class| class.parents.as_slice())
        })
    }

    /// A property and what it is a subproperty of, the nearest first.
    pub fn property_lineage<'a>(&'a self, property: &'a str) -> Vec<&'a str> {
        lineage(property, |iri| {
            self.properties
                .get(iri)
                .map_or(&[], |property| property.parents.as_slice())
        })
    }
}

/// A term and all that it descends from; a term that descends from itself is no trouble.
fn lineage<'a>(term: &'a str, parents: impl Fn(&str) -> &'a [String]) -> Vec<&'a str> {
    let mut lineage = vec![term];
    let mut next = 0;
    while let Some(current) = lineage.get(next).copied() {
        for parent in parents(current) {
            if !lineage.contains(&parent.as_str()) {
                lineage.push(parent);
            }
        }
        next += 1;
    }
    lineage
}
