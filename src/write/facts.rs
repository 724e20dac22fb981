use crate::graph::{
    Attribution, Claim, Entity, Evidence, KnowledgeGraph, Labels, Minter, Name, Object,
    OpenTermKind, SortedMap, Source,
};
use crate::model::{
    self, Cue, EntityRecord, EvidenceRecord, EvidenceReference, LanguageString, Mention, Number,
    OneOrMany, PlacedCue, Record, RelationRecord, SourceRecord, TypedValue, Value, WrittenLabel,
};
use crate::ontology::vocabulary::xsd;
use crate::ontology::{Lookup, Ontology};
use crate::order::{CompactCollect, CompactSort};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// How facts are written.
#[derive(Debug, Clone, Copy)]
pub struct FactsOptions<'a> {
    /// The ontology whose names types and predicates are written by.
    pub ontology: &'a Ontology,
    /// What entity names were minted with, so that ids can be short again.
    pub minter: &'a Minter,
    /// Whether sources carry their whole text.
    pub with_text: bool,
}

/// Writes the graph in the native format: JSON Lines, sources first, then entities, then relations with
/// their evidence. Reading it back gives the same graph.
///
/// # Errors
/// Those of `out`.
pub fn write_facts(
    graph: &KnowledgeGraph,
    options: FactsOptions<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut writer = Writer {
        graph,
        options,
        sources: graph
            .sources()
            .values()
            .enumerate()
            .map(|(index, source)| (source.name.clone(), format!("s{}", index + 1)))
            .into_map(),
        has_one_source: false,
    };
    let mut n_sources = 0;
    for source in graph.sources().values() {
        for record in writer.source(source) {
            line(out, &Record::Source(record))?;
            n_sources += 1;
        }
    }
    writer.has_one_source = n_sources == 1;
    for entity in graph.entities() {
        for record in writer.entity(entity) {
            line(out, &Record::Entity(record))?;
        }
    }
    for claim in graph.claims() {
        line(out, &Record::Relation(writer.relation(claim)))?;
    }
    Ok(())
}

fn line(out: &mut dyn Write, record: &Record) -> io::Result<()> {
    serde_json::to_writer(&mut *out, record)?;
    out.write_all(b"\n")
}

struct Writer<'g> {
    graph: &'g KnowledgeGraph,
    options: FactsOptions<'g>,
    /// The ids that sources get in this file.
    sources: BTreeMap<Name, String>,
    /// Whether a reader takes what names no source to be of the only one.
    has_one_source: bool,
}

impl Writer<'_> {
    /// One record, or several of one name where merged records gave several titles, addresses and so on.
    fn source(&self, source: &Source) -> Vec<SourceRecord> {
        let id = self.sources.get(&source.name).cloned().unwrap_or_default();
        let sets = [
            &source.titles,
            &source.urls,
            &source.publishers,
            &source.published,
            &source.languages,
        ];
        let n_records = sets.iter().map(|set| set.len()).max().unwrap_or(0).max(1);
        let text = source.text.as_ref().filter(|_| self.options.with_text);
        (0..n_records)
            .map(|index| {
                let [title, url, publisher, date, language] =
                    sets.map(|set| set.get(index).cloned());
                SourceRecord {
                    id: if index == 0 {
                        id.clone()
                    } else {
                        format!("{id}.{}", index + 1)
                    },
                    title,
                    url,
                    publisher,
                    published: date,
                    language,
                    sha256: source.sha256.clone(),
                    text: text
                        .filter(|_| index == 0)
                        .map(|text| text.as_str().to_owned()),
                    file: None,
                }
            })
            .collect()
    }

    /// One record, or one for each language that has a preferred label.
    fn entity(&self, entity: &Entity) -> Vec<EntityRecord> {
        let implied = self.implied_language(entity);
        let preferred: Vec<LanguageString> = entity
            .labels
            .iter()
            .filter_map(|(tag, labels)| labels.preferred.as_ref().map(|text| tagged(text, tag)))
            .collect();
        let main = preferred
            .iter()
            .find(|label| label.language == implied)
            .or_else(|| preferred.first())
            .cloned()
            .unwrap_or_else(|| LanguageString {
                text: self.options.minter.entity_id(&entity.name),
                language: implied.clone(),
            });
        let mut records = vec![EntityRecord {
            id: Some(self.options.minter.entity_id(&entity.name)),
            types: entity.types.iter().map(|class| self.class(class)).collect(),
            label: main.text.clone(),
            language: (main.language != implied).then(|| main.language.clone()),
            aliases: aliases(&entity.labels, &main.language),
            codes: entity.codes.iter().cloned().collect(),
            same_as: entity.same_as.iter().cloned().collect(),
            mentions: self.mentions(entity),
        }];
        for other in preferred.iter().filter(|label| **label != main) {
            records.push(EntityRecord {
                id: records[0].id.clone(),
                label: other.text.clone(),
                language: (!other.language.is_empty()).then(|| other.language.clone()),
                // A label in common is what makes two records of one id agree.
                aliases: vec![WrittenLabel::Tagged(main.clone())],
                ..EntityRecord::default()
            });
        }
        records
    }

    /// The language that a reader will give the labels: that of all mentions, where it is one.
    fn implied_language(&self, entity: &Entity) -> String {
        let mut languages = entity.mentions.iter().map(|mention| {
            let evidence = self.graph.evidence().get(mention)?;
            self.graph
                .sources()
                .get(evidence.source.as_ref()?)?
                .languages
                .first()
        });
        match languages.next() {
            Some(first) if languages.all(|other| other == first) => {
                first.cloned().unwrap_or_default()
            }
            _ => String::new(),
        }
    }

    fn mentions(&self, entity: &Entity) -> Vec<Mention> {
        let mut mentions: Vec<&Evidence> = entity
            .mentions
            .iter()
            .filter_map(|name| self.graph.evidence().get(name))
            .collect();
        mentions.order_by_key(|evidence| {
            (
                &evidence.source,
                evidence.start,
                evidence.end,
                &evidence.quote,
            )
        });
        let mention = |evidence: &Evidence| Mention {
            source: self.source_id(evidence),
            start: evidence.start,
            end: evidence.end,
            text: evidence.quote.clone(),
            verified: evidence.unverified.then_some(false),
        };
        mentions.into_iter().map(mention).collect()
    }

    /// The id of a source; words that have none say so where a reader would give them another's.
    fn source_id(&self, evidence: &Evidence) -> Option<String> {
        match &evidence.source {
            Some(source) => self.sources.get(source).cloned(),
            None => self.has_one_source.then(String::new),
        }
    }

    fn relation(&self, claim: &Claim) -> RelationRecord {
        let (object, value) = match &claim.object {
            Object::Entity(name) => (Some(self.options.minter.entity_id(name)), None),
            Object::Literal(literal) => (None, Some(value(literal))),
        };
        let kind = if object.is_some() {
            OpenTermKind::Relation
        } else {
            OpenTermKind::Attribute
        };
        let mut evidence: Vec<&Evidence> = claim
            .evidence
            .iter()
            .filter_map(|name| self.graph.evidence().get(name))
            .collect();
        evidence.order_by_key(|evidence| {
            (
                &evidence.source,
                evidence.start,
                evidence.end,
                &evidence.quote,
            )
        });
        let first_source = evidence
            .first()
            .and_then(|evidence| evidence.source.as_ref());
        let attribution = claim
            .attribution
            .as_ref()
            .and_then(|name| self.graph.attributions().get(name))
            .map(|attribution| self.attribution(attribution, first_source));
        RelationRecord {
            id: None,
            subject: self.options.minter.entity_id(&claim.subject),
            predicate: self.predicate(&claim.predicate, kind),
            object,
            value,
            polarity: claim.polarity,
            modality: claim.modality,
            attribution,
            time: claim.time.clone(),
            place: claim
                .place
                .as_ref()
                .map(|place| self.options.minter.entity_id(place)),
            quantity: claim.quantity.clone(),
            confidence: claim.confidence,
            evidence: evidence
                .into_iter()
                .map(|evidence| EvidenceReference::Record(self.evidence(evidence)))
                .collect(),
            extractor: claim.extractors.iter().cloned().collect::<OneOrMany>(),
            rule: claim.rules.iter().cloned().collect::<OneOrMany>(),
            reviews: claim.reviews.to_vec(),
        }
    }

    fn evidence(&self, evidence: &Evidence) -> EvidenceRecord {
        EvidenceRecord {
            id: None,
            source: self.source_id(evidence),
            start: evidence.start,
            end: evidence.end,
            quote: evidence.quote.clone(),
            verified: evidence.unverified.then_some(false),
        }
    }

    fn attribution(
        &self,
        attribution: &Attribution,
        first_source: Option<&Name>,
    ) -> model::Attribution {
        let placed = attribution
            .cue_evidence
            .as_ref()
            .and_then(|name| self.graph.evidence().get(name));
        let cue =
            attribution
                .cue
                .clone()
                .map(|text| match placed.map(|at| (at, at.start, at.end)) {
                    Some((at, Some(start), Some(end))) => Cue::Placed(PlacedCue {
                        text,
                        start,
                        end,
                        source: match (&at.source, first_source) {
                            (Some(own), Some(first)) if own == first => None,
                            // Without a word of its own it would be of the first one's source.
                            (None, Some(_)) => Some(String::new()),
                            _ => self.source_id(at),
                        },
                    }),
                    _ => Cue::Word(text),
                });
        model::Attribution {
            speaker: self.options.minter.entity_id(&attribution.speaker),
            report: attribution.report,
            cue,
            within: attribution
                .within
                .as_ref()
                .and_then(|outer| self.graph.attributions().get(outer))
                .map(|outer| Box::new(self.attribution(outer, first_source))),
        }
    }

    /// The shortest spelling that a reader will look up as the same class.
    fn class(&self, class: &Name) -> String {
        let ontology = self.options.ontology;
        if ontology.class(class.local()) == Lookup::Found(class.as_str()) {
            return class.local().to_owned();
        }
        self.open_words(class, OpenTermKind::Class)
    }

    fn predicate(&self, predicate: &Name, kind: OpenTermKind) -> String {
        let ontology = self.options.ontology;
        let short = ontology.short_name(predicate.as_str());
        if ontology.property(&short) == Lookup::Found(predicate.as_str()) {
            return short;
        }
        self.open_words(predicate, kind)
    }

    /// The words of an open term, or its IRI where it has none that give the same name.
    fn open_words(&self, term: &Name, kind: OpenTermKind) -> String {
        let minted = |words: &str| match kind {
            OpenTermKind::Class => self.options.minter.class(words),
            OpenTermKind::Relation | OpenTermKind::Attribute => self.options.minter.relation(words),
        };
        let labels = self.graph.open_terms().get(term).map(|open| &open.labels);
        labels
            .into_iter()
            .flatten()
            .find(|words| minted(words) == *term)
            .cloned()
            .unwrap_or_else(|| term.as_str().to_owned())
    }
}

fn tagged(text: &str, language: &str) -> LanguageString {
    LanguageString {
        text: text.to_owned(),
        language: language.to_owned(),
    }
}

fn aliases(labels: &SortedMap<String, Labels>, main: &str) -> Vec<WrittenLabel> {
    let mut aliases = Vec::new();
    for (language, labels) in labels {
        aliases.extend(labels.others.iter().map(|text| {
            if language == main {
                WrittenLabel::Plain(text.clone())
            } else {
                WrittenLabel::Tagged(tagged(text, language))
            }
        }));
    }
    aliases
}

/// The plainest JSON that gives the same literal.
fn value(literal: &TypedValue) -> Value {
    let number = || {
        Number::parse(&literal.value)
            .ok()
            .filter(|number| number.as_str() == literal.value)
    };
    match literal.datatype.as_deref() {
        Some(xsd::STRING) => Value::Text(literal.value.clone()),
        Some(xsd::BOOLEAN) if literal.value == "true" => Value::Boolean(true),
        Some(xsd::BOOLEAN) if literal.value == "false" => Value::Boolean(false),
        Some(datatype @ (xsd::INTEGER | xsd::DECIMAL)) => match number() {
            Some(number) if number.is_integer() == (datatype == xsd::INTEGER) => {
                Value::Number(number)
            }
            _ => Value::Typed(literal.clone()),
        },
        _ => Value::Typed(literal.clone()),
    }
}
