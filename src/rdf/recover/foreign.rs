use crate::graph::{Claim, EntityView, Minter, Name, Object, Shard};
use crate::model::{LanguageString, Modality, Polarity};
use crate::ontology::vocabulary::{rdf, rdfs, skos};
use crate::rdf::quads::TermId;
use crate::rdf::recover::Reader;
use crate::rdf::terms::{name, value};
use oxigraph::model::Term;
use std::collections::{BTreeMap, BTreeSet};

/// Properties whose literals are labels in RDF that is not ours.
const LABELS: [&str; 5] = [
    rdfs::LABEL,
    skos::PREF_LABEL,
    "https://schema.org/name",
    "http://schema.org/name",
    "http://xmlns.com/foaf/0.1/name",
];

impl Reader<'_> {
    pub(super) fn foreign(&mut self, minter: &Minter, shard: &mut Shard) {
        let index = self.index;
        let of_type = self.id(rdf::TYPE);
        let labels: Vec<TermId> = LABELS
            .iter()
            .filter_map(|property| self.id(property))
            .collect();
        let mut views: BTreeMap<Name, EntityView> = BTreeMap::new();
        for quad in index.quads() {
            let Some(subject) = name(index.term(quad.subject)) else {
                continue;
            };
            let view = views.entry(subject.clone()).or_default();
            match index.term(quad.object) {
                Term::Literal(literal) if labels.contains(&quad.predicate) => {
                    let label = LanguageString {
                        text: literal.value().to_owned(),
                        language: literal.language().unwrap_or_default().to_owned(),
                    };
                    view.aliases.extend(view.label.replace(label));
                    self.mark(quad);
                    continue;
                }
                object if Some(quad.predicate) == of_type => {
                    view.types.extend(name(object));
                    self.mark(quad);
                    continue;
                }
                _ => {}
            }
            let object = match index.term(quad.object) {
                Term::Literal(literal) => Object::Literal(value(literal)),
                term => match name(term) {
                    Some(name) => Object::Entity(name),
                    None => continue,
                },
            };
            if let Object::Entity(object) = &object {
                views.entry(object.clone()).or_default();
            }
            if let Some(predicate) = name(index.term(quad.predicate)) {
                shard.add_claim(bare_claim(subject, predicate, object).named(minter));
                self.mark(quad);
            }
        }
        for (name, view) in views {
            shard.add_entity(name, view, None);
        }
    }
}

/// A triple that somebody states, with no words behind it.
fn bare_claim(subject: Name, predicate: Name, object: Object) -> Claim {
    Claim {
        name: Minter::unnamed(),
        subject,
        predicate,
        object,
        polarity: Polarity::Positive,
        modality: Modality::Asserted,
        attribution: None,
        evidence: BTreeSet::new(),
        time: None,
        place: None,
        quantity: None,
        confidence: None,
        extractors: BTreeSet::new(),
    }
}
