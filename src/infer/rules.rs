use std::fmt;

/// Which rules are applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RuleSet {
    /// Classes, properties, domains and ranges: rdfs2, rdfs3, rdfs5, rdfs7, rdfs9, rdfs11.
    Rdfs,
    /// Besides, inverse, symmetric and transitive properties, equivalent classes and properties, and `owl:sameAs`.
    OwlRlLite,
}

/// A rule, by the shorter of its names in the standards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// rdfs2, prp-dom: the subject of a property is of the property's domain.
    Domain,
    /// rdfs3, prp-rng: the object of a property is of the property's range.
    Range,
    /// rdfs5, scm-spo: a kind of a kind of a property is a kind of it.
    SubPropertyOfSubProperty,
    /// rdfs7, prp-spo1: what a property relates, each that it is a kind of relates too.
    SubProperty,
    /// rdfs9, cax-sco: what is of a class is of each class that it is a kind of.
    SubClass,
    /// rdfs11, scm-sco: a kind of a kind of a class is a kind of it.
    SubClassOfSubClass,
    /// scm-eqc1, scm-eqp1: equivalent classes and properties are kinds of each other.
    Equivalent,
    /// prp-inv1, prp-inv2: an inverse property relates the same two the other way round.
    Inverse,
    /// prp-symp: a symmetric property relates both ways.
    Symmetric,
    /// prp-trp: a transitive property leads on.
    Transitive,
    /// eq-sym, eq-trans: sameness goes both ways and leads on.
    Same,
    /// eq-rep-s, eq-rep-o: what is said of one is said of what is the same.
    Replaced,
}

impl Rule {
    /// Its name in the standards.
    pub fn name(self) -> &'static str {
        match self {
            Self::Domain => "rdfs2",
            Self::Range => "rdfs3",
            Self::SubPropertyOfSubProperty => "rdfs5",
            Self::SubProperty => "rdfs7",
            Self::SubClass => "rdfs9",
            Self::SubClassOfSubClass => "rdfs11",
            Self::Equivalent => "scm-eq",
            Self::Inverse => "prp-inv",
            Self::Symmetric => "prp-symp",
            Self::Transitive => "prp-trp",
            Self::Same => "eq-trans",
            Self::Replaced => "eq-rep",
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
