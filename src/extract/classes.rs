//! Classes of the ontology and what they descend from, ready for many questions.

use crate::ontology::Ontology;
use crate::ontology::vocabulary::gw;
use std::collections::BTreeMap;

/// The IRI of a class of the core by its local name.
#[must_use]
pub fn core(name: &str) -> String {
    format!("{}{name}", gw::NAMESPACE)
}

/// For each class what it descends from, itself included.
#[derive(Debug, Clone, Default)]
pub struct Classes {
    lineages: BTreeMap<String, Vec<String>>,
}

impl Classes {
    /// The classes of an ontology.
    pub fn of(ontology: &Ontology) -> Self {
        let lineage = |class: &String| {
            let above = ontology.lineage(class).into_iter().map(str::to_owned);
            (class.clone(), above.collect())
        };
        Self {
            lineages: ontology.classes().keys().map(lineage).collect(),
        }
    }

    /// Whether a class is another one or descends from it.
    pub fn is_a(&self, class: &str, ancestor: &str) -> bool {
        class == ancestor
            || self
                .lineages
                .get(class)
                .is_some_and(|above| above.iter().any(|one| one == ancestor))
    }

    /// Whether a class of the core, or one below it, is among these.
    pub fn any_is(&self, classes: &[String], name: &str) -> bool {
        let wanted = core(name);
        classes.iter().any(|class| self.is_a(class, &wanted))
    }

    /// Whether two classes may be of one thing: one descends from the other.
    pub fn agree(&self, one: &str, other: &str) -> bool {
        self.is_a(one, other) || self.is_a(other, one)
    }
}
