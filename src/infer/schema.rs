use crate::infer::RuleSet;
use crate::infer::terms::{Id, Terms, Triple};
use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{NamedNodeRef, TermRef};
use std::collections::{BTreeMap, BTreeSet};

const OWL: [NamedNodeRef<'_>; 6] = [
    NamedNodeRef::new_unchecked("http://www.w3.org/2002/07/owl#inverseOf"),
    NamedNodeRef::new_unchecked("http://www.w3.org/2002/07/owl#SymmetricProperty"),
    NamedNodeRef::new_unchecked("http://www.w3.org/2002/07/owl#TransitiveProperty"),
    NamedNodeRef::new_unchecked("http://www.w3.org/2002/07/owl#equivalentClass"),
    NamedNodeRef::new_unchecked("http://www.w3.org/2002/07/owl#equivalentProperty"),
    NamedNodeRef::new_unchecked("http://www.w3.org/2002/07/owl#sameAs"),
];

/// The terms that rules look for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Vocabulary {
    pub(super) type_: Id,
    pub(super) sub_class_of: Id,
    pub(super) sub_property_of: Id,
    domain: Id,
    range: Id,
    inverse_of: Id,
    symmetric: Id,
    transitive: Id,
    pub(super) equivalent_class: Id,
    pub(super) equivalent_property: Id,
    pub(super) same_as: Id,
}

impl Vocabulary {
    /// `None` beyond 32 bits.
    pub(super) fn of(terms: &mut Terms<'_>) -> Option<Self> {
        let mut id = |iri: NamedNodeRef<'_>| terms.id(TermRef::NamedNode(iri));
        let [inverse, symmetric, transitive, class, property, same] = OWL;
        Some(Self {
            type_: id(rdf::TYPE)?,
            sub_class_of: id(rdfs::SUB_CLASS_OF)?,
            sub_property_of: id(rdfs::SUB_PROPERTY_OF)?,
            domain: id(rdfs::DOMAIN)?,
            range: id(rdfs::RANGE)?,
            inverse_of: id(inverse)?,
            symmetric: id(symmetric)?,
            transitive: id(transitive)?,
            equivalent_class: id(class)?,
            equivalent_property: id(property)?,
            same_as: id(same)?,
        })
    }
}

/// What is said of classes and properties, as it is said: chains of it are chains of conclusions.
#[derive(Debug, Default)]
pub(super) struct Schema {
    pub(super) super_classes: BTreeMap<Id, BTreeSet<Id>>,
    pub(super) super_properties: BTreeMap<Id, BTreeSet<Id>>,
    pub(super) domains: BTreeMap<Id, BTreeSet<Id>>,
    pub(super) ranges: BTreeMap<Id, BTreeSet<Id>>,
    pub(super) inverses: BTreeMap<Id, BTreeSet<Id>>,
    pub(super) symmetric: BTreeSet<Id>,
    pub(super) transitive: BTreeSet<Id>,
    /// Whether anything is said to be the same as something.
    pub(super) has_same: bool,
}

impl Schema {
    /// Takes up a triple, if it says something of classes or properties that the rules use.
    pub(super) fn add(
        &mut self,
        [subject, predicate, object]: Triple,
        vocabulary: Vocabulary,
        rules: RuleSet,
        terms: &Terms<'_>,
    ) {
        let is_owl = rules == RuleSet::OwlRlLite;
        let mut both = |map: fn(&mut Self) -> &mut BTreeMap<Id, BTreeSet<Id>>| {
            add(map(self), subject, object);
            add(map(self), object, subject);
        };
        match predicate {
            is if is == vocabulary.equivalent_class && is_owl => both(|it| &mut it.super_classes),
            is if is == vocabulary.equivalent_property && is_owl => {
                both(|it| &mut it.super_properties);
            }
            is if is == vocabulary.inverse_of && is_owl => {
                // A property may be its own inverse.
                self.inverses.entry(subject).or_default().insert(object);
                self.inverses.entry(object).or_default().insert(subject);
            }
            // Restrictions and unions are classes without a name, of which nothing follows here.
            is if is == vocabulary.sub_class_of && is_named(terms, object) => {
                add(&mut self.super_classes, subject, object);
            }
            is if is == vocabulary.sub_property_of => {
                add(&mut self.super_properties, subject, object);
            }
            is if is == vocabulary.domain && is_named(terms, object) => {
                add(&mut self.domains, subject, object);
            }
            is if is == vocabulary.range && is_named(terms, object) => {
                add(&mut self.ranges, subject, object);
            }
            is if is == vocabulary.type_ && is_owl && object == vocabulary.symmetric => {
                self.symmetric.insert(subject);
            }
            is if is == vocabulary.type_ && is_owl && object == vocabulary.transitive => {
                self.transitive.insert(subject);
            }
            is if is == vocabulary.same_as && is_owl => self.has_same = true,
            _ => {}
        }
    }
}

fn add(map: &mut BTreeMap<Id, BTreeSet<Id>>, from: Id, to: Id) {
    if from != to {
        map.entry(from).or_default().insert(to);
    }
}

fn is_named(terms: &Terms<'_>, class: Id) -> bool {
    matches!(terms.term(class), TermRef::NamedNode(_))
}
