use crate::graph::build::evidence::Cited;
use crate::graph::build::{FileBuilder, did_you_mean, spoken};
use crate::graph::giving_way;
use crate::graph::name::{as_compared, is_absolute_iri};
use crate::graph::{Attribution, Claim, EntityView, Minter, Name, Object, OpenTermKind, SortedSet};
use crate::model::{
    self, Cue, EvidenceRecord, EvidenceReference, LanguageString, Place, Placed, RelationRecord,
    TypedValue, Value, quoted,
};
use crate::ontology::vocabulary::xsd;
use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;
use std::fmt;

impl FileBuilder<'_> {
    pub(super) fn add_relations(&mut self, relations: Vec<Placed<RelationRecord>>) {
        let mut contradicting = contradicting(&relations).into_iter().peekable();
        for (index, Placed { record, place }) in giving_way(relations).enumerate() {
            let id = record.id.clone();
            let of = spoken(|f| match &id {
                Some(id) => write!(f, "relation {}", quoted(id)),
                None => write!(f, "relation {}", index + 1),
            });
            if contradicting.next_if_eq(&index).is_some() {
                self.error(
                    &place,
                    format!("{of} is declared twice and says different things"),
                );
            }
            if let Some(claim) = self.claim(record, &of, &place) {
                self.shard.add_claim(claim);
            }
        }
    }

    /// Resolves every part before giving up, so that one run names all that is wrong with a relation.
    fn claim(
        &mut self,
        mut record: RelationRecord,
        of: &dyn fmt::Display,
        place: &Place,
    ) -> Option<Claim> {
        let subject = self.end(&record.subject, "starts", of, place);
        let (object, kind) = self.object(&record, of, place);
        let predicate = self.predicate(&record.predicate, kind, of, place);
        let evidence = self.evidence_of(std::mem::take(&mut record.evidence), of, place);
        let attribution = match &record.attribution {
            Some(written) => self
                .attribution(written, evidence.as_deref(), of, place)
                .map(Some),
            None => Some(None),
        };
        let at = match &record.place {
            Some(written) => self.end(written, "takes place", of, place).map(Some),
            None => Some(None),
        };
        let claim = Claim {
            name: Minter::unnamed(),
            subject: subject?,
            predicate: predicate?,
            object: object?,
            polarity: record.polarity,
            modality: record.modality,
            attribution: attribution?,
            evidence: evidence?
                .into_iter()
                .map(|evidence| evidence.name)
                .collect(),
            time: record.time,
            place: at?,
            quantity: record.quantity,
            confidence: record.confidence,
            extractors: record.extractor.0.into_iter().collect(),
            rules: record.rule.0.into_iter().collect(),
            reviews: record.reviews.into_iter().collect(),
            former_names: SortedSet::new(),
            is_inferred: false,
        };
        Some(claim.named(&self.options.minter))
    }

    fn object(
        &mut self,
        record: &RelationRecord,
        of: &dyn fmt::Display,
        place: &Place,
    ) -> (Option<Object>, OpenTermKind) {
        match (&record.object, &record.value) {
            (Some(object), None) => (
                self.end(object, "ends", of, place).map(Object::Entity),
                OpenTermKind::Relation,
            ),
            (None, Some(value)) => (
                self.literal(value, of, place).map(Object::Literal),
                OpenTermKind::Attribute,
            ),
            (given, _) => {
                let found = if given.is_some() { "both" } else { "neither" };
                self.error(
                    place,
                    format!("{of} has {found} of object and value; it takes one of them"),
                );
                (None, OpenTermKind::Relation)
            }
        }
    }

    fn literal(
        &mut self,
        value: &Value,
        of: &dyn fmt::Display,
        place: &Place,
    ) -> Option<TypedValue> {
        let typed = |value: &str, datatype: &str| TypedValue {
            value: value.to_owned(),
            datatype: Some(datatype.to_owned()),
            language: None,
        };
        match value {
            Value::Text(text) => Some(typed(text, xsd::STRING)),
            Value::Number(number) if number.is_integer() => {
                Some(typed(number.as_str(), xsd::INTEGER))
            }
            Value::Number(number) => Some(typed(number.as_str(), xsd::DECIMAL)),
            Value::Boolean(truth) => {
                Some(typed(if *truth { "true" } else { "false" }, xsd::BOOLEAN))
            }
            Value::Typed(TypedValue {
                value,
                datatype: None,
                language: Some(tag),
            }) => {
                let tag = self.language_tag(Some(tag), of, place)?;
                Some(TypedValue {
                    value: value.clone(),
                    datatype: None,
                    language: Some(tag),
                })
            }
            Value::Typed(TypedValue {
                value,
                datatype: Some(datatype),
                language: None,
            }) => {
                if !is_absolute_iri(datatype) {
                    let found = quoted(datatype);
                    self.error(
                        place,
                        format!("{of}: datatype {found} is no IRI, such as http://www.w3.org/2001/XMLSchema#date"),
                    );
                    return None;
                }
                Some(typed(value, datatype))
            }
            Value::Typed(TypedValue {
                value,
                datatype: None,
                language: None,
            }) => Some(typed(value, xsd::STRING)),
            Value::Typed(_) => {
                self.error(
                    place,
                    format!("{of}: a value has a datatype or a language, not both"),
                );
                None
            }
        }
    }

    /// The entity that a relation names. In a file that declares none, the words are a name and make one.
    fn end(
        &mut self,
        written: &str,
        how: &str,
        of: &dyn fmt::Display,
        place: &Place,
    ) -> Option<Name> {
        if let Some(name) = self.ends.get(as_compared(written).as_ref()) {
            return Some(name.clone());
        }
        let by_name = self.file.entities.is_empty();
        if !by_name && !self.options.create_missing {
            let hint = did_you_mean(written, self.ends.keys().map(String::as_str));
            self.error(
                place,
                format!(
                    "{of} {how} at {}, but no entity has that id{hint}",
                    quoted(written)
                ),
            );
            return None;
        }
        let name = if by_name {
            self.options.minter.entity_by_label(written)
        } else {
            self.options.minter.entity(written)
        };
        let label = (!is_absolute_iri(written)).then_some(written);
        if let Some(known) = self.shard.known(&name, label, place) {
            return Some(known);
        }
        let view = EntityView {
            label: label.map(|label| LanguageString {
                text: label.to_owned(),
                language: String::new(),
            }),
            ..EntityView::default()
        };
        self.shard
            .add_entity(name.clone(), view, Some(place.clone()));
        Some(name)
    }

    fn evidence_of(
        &mut self,
        references: Vec<EvidenceReference>,
        of: &dyn fmt::Display,
        place: &Place,
    ) -> Option<Vec<Cited>> {
        let mut all = Vec::with_capacity(references.len());
        let mut complete = true;
        for (index, reference) in references.into_iter().enumerate() {
            let found = match reference {
                EvidenceReference::Id(id) => self.evidence_by_id(&id, of, place),
                EvidenceReference::Record(record) => {
                    let of = spoken(|f| write!(f, "{of}, evidence {}", index + 1));
                    self.evidence(record, &of, place).map(|evidence| {
                        let cited = Cited::new(&evidence);
                        self.shard.add_evidence(evidence);
                        cited
                    })
                }
            };
            match found {
                Some(evidence) => all.push(evidence),
                None => complete = false,
            }
        }
        complete.then_some(all)
    }

    fn evidence_by_id(&mut self, id: &str, of: &dyn fmt::Display, place: &Place) -> Option<Cited> {
        let found = self.evidence.get(id).cloned();
        // An evidence record that is itself at fault has been spoken of already.
        if found.is_none() && !self.faulty_evidence.contains(id) {
            let hint = did_you_mean(id, self.evidence.keys().map(String::as_str));
            self.error(
                place,
                format!(
                    "{of}: evidence {} is not declared in this file{hint}",
                    quoted(id)
                ),
            );
        }
        found
    }

    fn attribution(
        &mut self,
        written: &model::Attribution,
        evidence: Option<&[Cited]>,
        of: &dyn fmt::Display,
        place: &Place,
    ) -> Option<Name> {
        let within = match &written.within {
            Some(outer) => self.attribution(outer, evidence, of, place).map(Some),
            None => Some(None),
        };
        let (cue, cue_evidence) = self.cue(written.cue.as_ref(), evidence, of, place)?;
        let attribution = Attribution {
            name: Minter::unnamed(),
            speaker: self.end(&written.speaker, "is held", of, place)?,
            report: written.report,
            cue,
            cue_evidence,
            within: within?,
        };
        let attribution = attribution.named(&self.options.minter);
        let name = attribution.name.clone();
        self.shard.add_attribution(attribution);
        Some(name)
    }

    /// The cue's word and, where it has a place, the evidence for it: in the source that it names, else in
    /// that of the relation's evidence.
    fn cue(
        &mut self,
        cue: Option<&Cue>,
        evidence: Option<&[Cited]>,
        of: &dyn fmt::Display,
        place: &Place,
    ) -> Option<(Option<String>, Option<Name>)> {
        let placed = match cue {
            None => return Some((None, None)),
            Some(Cue::Word(word)) => return Some((Some(word.clone()), None)),
            Some(Cue::Placed(placed)) => placed,
        };
        let first = evidence
            .and_then(<[Cited]>::first)
            .and_then(|found| found.source.clone());
        let source = placed.source.clone().or_else(|| {
            let known = self.sources_by_name.get(first.as_ref()?)?;
            Some(known.id.clone())
        });
        let record = EvidenceRecord {
            source,
            start: Some(placed.start),
            end: Some(placed.end),
            quote: Some(placed.text.clone()),
            ..EvidenceRecord::default()
        };
        let found = self.evidence(record, &spoken(|f| write!(f, "{of}, cue")), place)?;
        let name = found.name.clone();
        self.shard.add_evidence(found);
        Some((Some(placed.text.clone()), Some(name)))
    }
}

/// The places of relations that say something else than the first with their id.
fn contradicting(relations: &[Placed<RelationRecord>]) -> Vec<usize> {
    let mut first_use: IndexMap<&str, &RelationRecord, FxBuildHasher> = IndexMap::default();
    let mut contradicting = Vec::new();
    for (index, Placed { record, .. }) in relations.iter().enumerate() {
        if let Some(id) = &record.id
            && *first_use.entry(id).or_insert(record) != record
        {
            contradicting.push(index);
        }
    }
    contradicting
}
