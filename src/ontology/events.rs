use crate::model::{Modality, Polarity};
use crate::ontology::Ontology;
use crate::ontology::records::{by_subject, iris, words};
use crate::ontology::vocabulary::{gw, rdf};
use std::collections::BTreeMap;

/// The PLOVER events of claims: what their properties are mapped to, and what plans, requests and refusals
/// make of it.
///
/// PLOVER (Open Event Data Alliance, the successor of CAMEO) counts aid that is promised as an agreement and
/// an attack that is announced as a threat, so an event follows from property, modality and polarity. The
/// rules are the `gw:EventRule`s of the ontology's files.
#[derive(Debug, Clone, Default)]
pub struct EventTypes {
    /// By the IRI of the property: the event with its mode.
    of_property: BTreeMap<String, String>,
    rules: Vec<Rule>,
}

#[derive(Debug, Clone)]
struct Rule {
    events: Vec<String>,
    modalities: Vec<String>,
    polarity: Polarity,
    gives: String,
}

impl EventTypes {
    /// The mapping of an ontology in effect.
    pub fn of(ontology: &Ontology) -> Self {
        let mut types = Self::default();
        for (iri, record) in by_subject(ontology.triples()) {
            if let Some(event) = words(&record, gw::PLOVER_EVENT).first() {
                types
                    .of_property
                    .insert(iri.to_owned(), (*event).to_owned());
            }
            if !iris(&record, rdf::TYPE).contains(&gw::EVENT_RULE) {
                continue;
            }
            let owned = |list: Vec<&str>| list.into_iter().map(str::to_owned).collect();
            let is_negative = iris(&record, gw::WITH_POLARITY) == [gw::NEGATIVE];
            for event in words(&record, gw::GIVES_EVENT) {
                types.rules.push(Rule {
                    events: owned(words(&record, gw::OF_EVENT)),
                    modalities: owned(iris(&record, gw::WITH_MODALITY)),
                    polarity: if is_negative {
                        Polarity::Negative
                    } else {
                        Polarity::Positive
                    },
                    gives: event.to_owned(),
                });
            }
        }
        types
    }

    /// The event that a claim with this property reports, with its mode after a slash where it has one.
    ///
    /// `None` where the property has no event, and where the claim is denied or open without a rule for it.
    pub fn event(&self, property: &str, modality: Modality, polarity: Polarity) -> Option<&str> {
        let event = self.of_property.get(property)?;
        let kind = event.split('/').next().unwrap_or(event);
        let rule = self.rules.iter().find(|rule| {
            rule.polarity == polarity
                && rule.events.iter().any(|of| of == kind)
                && rule
                    .modalities
                    .iter()
                    .any(|iri| iri == modality_iri(modality))
        });
        match rule {
            Some(rule) => Some(&rule.gives),
            None if polarity == Polarity::Positive && modality == Modality::Asserted => Some(event),
            None => None,
        }
    }

    /// Every event that some claim may report, without its mode, in order.
    pub fn all(&self) -> Vec<&str> {
        let given = self.rules.iter().map(|rule| rule.gives.as_str());
        let mapped = self.of_property.values().map(String::as_str);
        let kinds = mapped.filter_map(|event| event.split('/').next());
        let mut all: Vec<&str> = kinds.chain(given).collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

fn modality_iri(modality: Modality) -> &'static str {
    match modality {
        Modality::Asserted => gw::ASSERTED,
        Modality::Planned => gw::PLANNED,
        Modality::Predicted => gw::PREDICTED,
        Modality::Possible => gw::POSSIBLE,
        Modality::Hypothetical => gw::HYPOTHETICAL,
        Modality::Requested => gw::REQUESTED,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Modality::{Asserted, Planned, Possible, Requested};
    use Polarity::{Negative, Positive};

    /// The event types of PLOVER; its manual is the source.
    const PLOVER: [&str; 16] = [
        "ACCUSE",
        "AGREE",
        "AID",
        "ASSAULT",
        "COERCE",
        "CONCEDE",
        "CONSULT",
        "COOPERATE",
        "MOBILIZE",
        "PROTEST",
        "REJECT",
        "REQUEST",
        "RETREAT",
        "SANCTION",
        "SUPPORT",
        "THREATEN",
    ];

    #[test]
    fn every_plover_event_is_reached_and_no_other() {
        let ontology = Ontology::built_in().unwrap();
        assert_eq!(EventTypes::of(&ontology).all(), PLOVER);
    }

    #[test]
    fn an_event_follows_from_property_modality_and_polarity() {
        let types = EventTypes::of(&Ontology::built_in().unwrap());
        let event = |property: &str, modality, polarity| {
            let iri = format!("https://w3id.org/graphwright/security#{property}");
            types.event(&iri, modality, polarity).map(str::to_owned)
        };
        let found = |name: &str| Some(name.to_owned());
        assert_eq!(event("providesAidTo", Asserted, Positive), found("AID"));
        assert_eq!(event("providesAidTo", Planned, Positive), found("AGREE"));
        assert_eq!(
            event("providesAidTo", Requested, Positive),
            found("REQUEST")
        );
        assert_eq!(event("providesAidTo", Planned, Negative), found("REJECT"));
        assert_eq!(event("attacks", Planned, Positive), found("THREATEN"));
        assert_eq!(event("attacks", Asserted, Negative), None);
        assert_eq!(event("attacks", Possible, Positive), None);
        assert_eq!(event("locatedIn", Asserted, Positive), None);
    }
}
