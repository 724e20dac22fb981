//! `LangExtract`: annotated documents as JSON Lines.
//!
//! An extraction has a class, its words, a place in code points that may be missing, and attributes as the
//! user's prompt asked for them. There is no relation among them, so this is the convention:
//!
//! - An extraction whose attributes name two ends, under one of the pairs of [`ENDS`], is a relation with its
//!   words as evidence. The predicate is the attribute [`PREDICATES`] finds first, else the class, unless that
//!   only says that it is a relation. `polarity`, `modality`, `time` and `confidence` mean what they mean in
//!   our own facts.
//! - Any other is an entity that its words mention. Its attributes are literals of it, with the same words as
//!   evidence.

mod attributes;

use crate::model::{
    EvidenceRecord, EvidenceReference, FactsFile, Fault, Loss, Mention, Modality, Place, Polarity,
    Record, RelationRecord, SourceRecord, quoted,
};
use crate::read::foreign::RELATED_TO;
use crate::read::foreign::annotation::{Names, confidence, each_document, one_line};
use crate::read::json::{Context, Fields};
use attributes::{Attributes, literals, strings, take};
use serde_json::value::RawValue;
use std::sync::Arc;

const EXTRACTOR: &str = "LangExtract";

/// Attributes that name the two ends of a relation, where both of a pair are there.
const ENDS: [(&str, &str); 4] = [
    ("subject", "object"),
    ("source", "target"),
    ("head", "tail"),
    ("from", "to"),
];
/// Attributes that name what a relation is, the plainest first.
const PREDICATES: [&str; 5] = [
    "predicate",
    "relation",
    "relationship",
    "relation_type",
    "type",
];
/// Classes that say no more than that an extraction is a relation.
const BARE_CLASSES: [&str; 5] = ["relation", "relationship", "relations", "triple", "fact"];

/// Reads what `LangExtract`'s `save_annotated_documents` writes.
pub(super) fn read(text: &str, name: &Arc<str>, faults: &mut Vec<Fault>) -> FactsFile {
    let mut reading = Reading {
        file: FactsFile::foreign(Arc::clone(name)),
        names: Names::default(),
        n_documents: 0,
    };
    each_document(text, name, faults, &mut |context, fields| {
        reading.document(context, fields);
    });
    let Reading {
        mut file, names, ..
    } = reading;
    names.declare(&mut file);
    file
}

struct Reading {
    file: FactsFile,
    names: Names,
    n_documents: usize,
}

/// An extraction but for its attributes.
struct Extraction {
    class: String,
    words: String,
    interval: Option<(u64, u64)>,
    /// The id of the document, empty where its text is not at hand.
    source: String,
    place: Place,
}

impl Reading {
    fn document<'t>(&mut self, context: &mut Context<'t>, mut fields: Fields<'t>) {
        self.n_documents += 1;
        let place = fields.place(context);
        let id = fields.optional(context, "document_id", Context::string);
        let text = fields.optional(context, "text", Context::any_string);
        if !fields.has("extractions") {
            let message = "field \"extractions\" is missing; LangExtract writes the list of them beside \"text\"";
            context.error_at(place, message);
            return;
        }
        let source = if let Some(text) = text {
            let source = id
                .clone()
                .unwrap_or_else(|| format!("document {}", self.n_documents));
            let record = SourceRecord {
                id: source.clone(),
                // An id that LangExtract made up says nothing and differs in every run.
                title: id.filter(|id| !is_made_up(id)),
                text: Some(text),
                ..SourceRecord::default()
            };
            self.file.push(Record::Source(record), place);
            source
        } else {
            self.file.losses.add(
                Loss::Supposed,
                "document without text, whose places nothing is checked against",
            );
            String::new()
        };
        fields.list(context, "extractions", |context, raw| {
            let fields = context.object(raw)?;
            self.extraction(context, fields, &source)
        });
        for (key, _) in fields.rest() {
            self.file.losses.add(
                Loss::Dropped,
                &format!("field {} of a document", quoted(&key)),
            );
        }
    }

    fn extraction<'t>(
        &mut self,
        context: &mut Context<'t>,
        mut fields: Fields<'t>,
        source: &str,
    ) -> Option<()> {
        let place = fields.place(context);
        let class = fields.required(context, "extraction_class", Context::string);
        let words = fields.required(context, "extraction_text", Context::any_string);
        let interval = fields.optional(context, "char_interval", interval);
        let status = fields.optional(context, "alignment_status", Context::any_string);
        let attributes = fields
            .optional(context, "attributes", Context::object)
            .map(Fields::rest)
            .unwrap_or_default();
        for (key, value) in fields.rest() {
            // How the extractions are numbered and cut into tokens says nothing about the text.
            let is_bookkeeping =
                ["extraction_index", "group_index", "token_interval"].contains(&key.as_ref());
            if !is_bookkeeping && value.get() != "null" {
                self.file.losses.add(
                    Loss::Dropped,
                    &format!("field {} of an extraction", quoted(&key)),
                );
            }
        }
        let extraction = Extraction {
            class: class?,
            words: words?,
            interval,
            source: source.to_owned(),
            place,
        };
        if one_line(&extraction.words).is_empty() {
            self.file
                .losses
                .add(Loss::Dropped, "extraction without words");
            return None;
        }
        match (interval, status.as_deref()) {
            (None, _) => self.file.losses.add(
                Loss::Supposed,
                "place of an extraction without char_interval, by its words",
            ),
            (_, Some("match_exact") | None) => {}
            (_, Some(status)) => {
                self.file.losses.add(
                    Loss::Supposed,
                    &format!(
                        "place of an extraction that LangExtract aligned by {}",
                        quoted(status)
                    ),
                );
            }
        }
        context.within("attributes", None, |context| {
            self.by_attributes(context, &extraction, attributes);
        });
        Some(())
    }

    fn by_attributes<'t>(
        &mut self,
        context: &mut Context<'t>,
        extraction: &Extraction,
        mut attributes: Attributes<'t>,
    ) {
        attributes.retain(|(_, value)| value.get() != "null");
        let has = |key: &str| attributes.iter().any(|(known, _)| known == key);
        match ENDS.iter().find(|(from, to)| has(from) && has(to)) {
            Some((from, to)) => self.relation(context, extraction, attributes, (from, to)),
            None => self.entity(context, extraction, attributes),
        }
    }

    fn entity<'t>(
        &mut self,
        context: &mut Context<'t>,
        extraction: &Extraction,
        attributes: Attributes<'t>,
    ) {
        let Some(name) = self.names.add(&extraction.words, &extraction.place) else {
            return;
        };
        if BARE_CLASSES.contains(&extraction.class.to_ascii_lowercase().as_str()) {
            let what = format!(
                "extraction of class {} that names no two ends, as an entity",
                quoted(&extraction.class)
            );
            self.file.losses.add(Loss::Supposed, &what);
        }
        self.names.add_type(&name, &extraction.class);
        let evidence = extraction.evidence();
        self.names.add_mention(
            &name,
            Mention {
                source: evidence.source.clone(),
                start: evidence.start,
                end: evidence.end,
                text: evidence.quote.clone(),
                verified: None,
            },
        );
        for (key, value) in attributes {
            for value in literals(context, &key, value, &mut self.file.losses) {
                let record = RelationRecord {
                    subject: name.clone(),
                    predicate: key.clone().into_owned(),
                    value: Some(value),
                    evidence: vec![EvidenceReference::Record(evidence.clone())],
                    extractor: [EXTRACTOR].into_iter().collect(),
                    ..RelationRecord::default()
                };
                self.file
                    .push(Record::Relation(record), extraction.place.clone());
            }
        }
    }

    fn relation<'t>(
        &mut self,
        context: &mut Context<'t>,
        extraction: &Extraction,
        mut attributes: Attributes<'t>,
        (from, to): (&str, &str),
    ) {
        let subjects = strings(context, take(&mut attributes, from));
        let objects = strings(context, take(&mut attributes, to));
        let class = extraction.class.as_str();
        let is_bare = BARE_CLASSES.contains(&class.to_ascii_lowercase().as_str());
        let known = PREDICATES
            .iter()
            .find(|key| attributes.iter().any(|(known, _)| known == *key));
        let named = known.and_then(|key| take(&mut attributes, key));
        let named = named.and_then(|raw| context.string(raw));
        let predicate = match (named, is_bare) {
            (Some(named), is_bare) => {
                if !is_bare {
                    self.file.losses.add(
                        Loss::Dropped,
                        &format!(
                            "class {} of a relation that names its predicate",
                            quoted(class)
                        ),
                    );
                }
                named
            }
            (None, false) => {
                self.file.losses.add(
                    Loss::Supposed,
                    &format!("predicate {}, from the class", quoted(class)),
                );
                class.to_owned()
            }
            (None, true) => {
                self.file.losses.add_many(
                    Loss::WithoutPredicate,
                    "relation",
                    subjects.len() * objects.len(),
                );
                RELATED_TO.to_owned()
            }
        };
        let mut record = RelationRecord {
            predicate,
            evidence: vec![EvidenceReference::Record(extraction.evidence())],
            extractor: [EXTRACTOR].into_iter().collect(),
            ..RelationRecord::default()
        };
        for (key, raw) in attributes {
            match key.as_ref() {
                "polarity" => {
                    record.polarity = context.choice(raw, &Polarity::NAMES).unwrap_or_default();
                }
                "modality" => {
                    record.modality = context.choice(raw, &Modality::NAMES).unwrap_or_default();
                }
                "time" => record.time = context.string(raw),
                "confidence" => record.confidence = confidence(context, raw),
                other => self.file.losses.add(
                    Loss::Dropped,
                    &format!("attribute {} of a relation", quoted(other)),
                ),
            }
        }
        for subject in &subjects {
            for object in &objects {
                let (Some(subject), Some(object)) = (
                    self.names.add(subject, &extraction.place),
                    self.names.add(object, &extraction.place),
                ) else {
                    context.error_at(
                        extraction.place.clone(),
                        "an end of a relation is blank; a name is wanted",
                    );
                    continue;
                };
                let record = RelationRecord {
                    subject,
                    object: Some(object),
                    ..record.clone()
                };
                self.file
                    .push(Record::Relation(record), extraction.place.clone());
            }
        }
    }
}

impl Extraction {
    fn evidence(&self) -> EvidenceRecord {
        EvidenceRecord {
            source: Some(self.source.clone()),
            start: self.interval.map(|(start, _)| start),
            end: self.interval.map(|(_, end)| end),
            quote: Some(self.words.clone()),
            ..EvidenceRecord::default()
        }
    }
}

/// `start_pos` and `end_pos`; `LangExtract` writes null for both where it found no place.
fn interval<'t>(context: &mut Context<'t>, raw: &'t RawValue) -> Option<(u64, u64)> {
    let mut fields = context.object(raw)?;
    if !fields.has("start_pos") && !fields.has("end_pos") {
        let message =
            "\"start_pos\" and \"end_pos\" are missing; both are wanted, or null for the interval";
        context.error(raw, message);
        return None;
    }
    let start = fields.optional(context, "start_pos", Context::offset);
    let end = fields.optional(context, "end_pos", Context::offset);
    match (start, end) {
        (Some(start), Some(end)) if start < end => Some((start, end)),
        (Some(start), Some(end)) => {
            context.error(
                raw,
                format!("start_pos {start} is not before end_pos {end}"),
            );
            None
        }
        _ => None,
    }
}

/// Whether `LangExtract` made the id up: `doc_` and eight hexadecimal digits.
fn is_made_up(id: &str) -> bool {
    id.strip_prefix("doc_")
        .is_some_and(|rest| rest.len() == 8 && rest.bytes().all(|byte| byte.is_ascii_hexdigit()))
}
