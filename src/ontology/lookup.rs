use crate::ontology::Ontology;
use std::collections::BTreeMap;

/// What a word in a facts file stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lookup<'a> {
    /// The IRI of a term of the ontology.
    Found(&'a str),
    /// Several terms go by this name: the IRIs.
    Ambiguous(&'a [String]),
    /// An absolute IRI that the ontology does not have, given as such or by a known prefix.
    Elsewhere(String),
    /// No term, though the ontology may have one that is spelt nearly so.
    Unknown(Option<Nearest>),
}

/// A term whose name is spelt nearly as a word that was not found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nearest {
    /// The term as a prefixed name, or its IRI.
    pub name: String,
}

/// How alike two spellings must be to be offered as "did you mean" (Jaro-Winkler, 1 is equal).
const LIKENESS: f64 = 0.9;

impl Ontology {
    /// The property that a relation's predicate names: by local name, prefixed name, IRI or label.
    pub fn property(&self, written: &str) -> Lookup<'_> {
        self.look_up(written, &self.property_names, |iri| {
            self.properties
                .get_key_value(iri)
                .map(|(iri, _)| iri.as_str())
        })
    }

    /// The class that an entity's type names: by local name, prefixed name, IRI or label.
    pub fn class(&self, written: &str) -> Lookup<'_> {
        self.look_up(written, &self.class_names, |iri| {
            self.classes.get_key_value(iri).map(|(iri, _)| iri.as_str())
        })
    }

    /// An IRI as a prefixed name, where a prefix of the ontology fits.
    pub fn short_name(&self, iri: &str) -> String {
        self.prefixes
            .iter()
            .find_map(|(prefix, namespace)| {
                let local = iri.strip_prefix(namespace.as_str())?;
                Some(format!("{prefix}:{local}"))
            })
            .unwrap_or_else(|| iri.to_owned())
    }

    fn look_up<'a>(
        &'a self,
        written: &str,
        names: &'a BTreeMap<String, Vec<String>>,
        declared: impl Fn(&str) -> Option<&'a str>,
    ) -> Lookup<'a> {
        if let Some(iri) = declared(written) {
            return Lookup::Found(iri);
        }
        if let Some(meanings) = names.get(written) {
            return match meanings.as_slice() {
                [only] => Lookup::Found(only),
                several => Lookup::Ambiguous(several),
            };
        }
        if let Some((prefix, local)) = written.split_once(':')
            && let Some(namespace) = self.prefixes.get(prefix)
        {
            let iri = format!("{namespace}{local}");
            return match declared(&iri) {
                Some(iri) => Lookup::Found(iri),
                // In a vocabulary of ours a name that is not there is a slip, not a term.
                None if self.is_ours(namespace) => Lookup::Unknown(self.nearest(local, names)),
                None => Lookup::Elsewhere(iri),
            };
        }
        if written.contains("://") || written.starts_with("urn:") {
            return Lookup::Elsewhere(written.to_owned());
        }
        Lookup::Unknown(self.nearest(written, names))
    }

    /// Whether a namespace is one that a file of the ontology defines terms in.
    fn is_ours(&self, namespace: &str) -> bool {
        let mut terms = self.classes.keys().chain(self.properties.keys());
        terms.any(|iri| iri.starts_with(namespace))
    }

    fn nearest(&self, written: &str, names: &BTreeMap<String, Vec<String>>) -> Option<Nearest> {
        let (likeness, iri) = names
            .iter()
            .map(|(name, meanings)| (strsim::jaro_winkler(written, name), &meanings[0]))
            .max_by(|left, right| left.0.total_cmp(&right.0).then_with(|| right.1.cmp(left.1)))?;
        (likeness >= LIKENESS).then(|| Nearest {
            name: self.short_name(iri),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TRAINS: &str = "https://w3id.org/graphwright/security#trains";

    #[test]
    fn a_property_goes_by_name_prefixed_name_iri_and_label() {
        let ontology = Ontology::built_in().unwrap();
        for written in ["trains", "sec:trains", TRAINS] {
            assert_eq!(
                ontology.property(written),
                Lookup::Found(TRAINS),
                "{written}"
            );
        }
        assert_eq!(
            ontology.property("supplies arms to"),
            Lookup::Found("https://w3id.org/graphwright/security#suppliesArmsTo")
        );
    }

    #[test]
    fn an_unknown_name_is_not_guessed() {
        let ontology = Ontology::built_in().unwrap();
        assert_eq!(ontology.property("befriends"), Lookup::Unknown(None));
        let nearest = Nearest {
            name: "sec:trains".to_owned(),
        };
        assert_eq!(
            ontology.property("sec:trians"),
            Lookup::Unknown(Some(nearest))
        );
    }

    #[test]
    fn a_term_of_another_vocabulary_stays_itself() {
        let ontology = Ontology::built_in().unwrap();
        assert_eq!(
            ontology.property("schema:worksFor"),
            Lookup::Elsewhere("https://schema.org/worksFor".to_owned())
        );
    }

    #[test]
    fn lineage_names_the_nearest_ancestor_first() {
        let ontology = Ontology::built_in().unwrap();
        let lineage = ontology.lineage("https://w3id.org/graphwright/core#ArmedForce");
        let names: Vec<_> = lineage
            .iter()
            .map(|iri| iri.rsplit('#').next().unwrap())
            .collect();
        assert_eq!(
            names,
            [
                "ArmedForce",
                "GovernmentBody",
                "Organization",
                "Agent",
                "Entity"
            ]
        );
    }

    #[test]
    fn a_property_descends_from_what_it_is_a_subproperty_of() {
        let ontology = Ontology::built_in().unwrap();
        let delivers = "https://w3id.org/graphwright/news#deliversAidTo";
        let provides = "https://w3id.org/graphwright/security#providesAidTo";
        assert_eq!(ontology.property_lineage(delivers), [delivers, provides]);
        assert_eq!(ontology.property_lineage(provides), [provides]);
    }
}
