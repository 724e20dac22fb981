//! `GLiNER2`: `entities` by their types and `relation_extraction` by predicates.
//!
//! An end is words, or an object with words and, as it was asked for, a place in code points and a confidence.
//! The text itself is not in the output; who puts it beside, under `text`, gets evidence: all from the one end
//! to the other. Classes of texts and structures have no place among entities and relations.

use crate::model::{
    Confidence, EvidenceRecord, EvidenceReference, FactsFile, Fault, Loss, Mention, Place, Record,
    RelationRecord, SourceRecord, SourceText, quoted,
};
use crate::read::foreign::annotation::{Names, confidence, each_document};
use crate::read::json::{Context, Fields};
use serde_json::value::RawValue;
use std::sync::Arc;

const EXTRACTOR: &str = "GLiNER2";

/// Reads what `GLiNER2`'s `extract` and its sisters give.
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

/// The text of a result, where it stands beside it.
struct Text {
    source: String,
    characters: Option<SourceText>,
}

/// Words with what else is said of them.
struct Words {
    text: String,
    at: Option<(u64, u64)>,
    confidence: Option<Confidence>,
}

impl Reading {
    fn document<'t>(&mut self, context: &mut Context<'t>, mut fields: Fields<'t>) {
        self.n_documents += 1;
        let place = fields.place(context);
        if !fields.has("entities") && !fields.has("relation_extraction") {
            let message = "found neither \"entities\" nor \"relation_extraction\"; GLiNER2 writes one of them or both";
            context.error_at(place, message);
            return;
        }
        let text = self.text(fields.optional(context, "text", Context::any_string), place);
        if let Some(by_type) = fields.optional(context, "entities", Context::object) {
            for (class, raw) in by_type.rest() {
                context.within("entities", None, |context| {
                    self.entities(context, &class, raw, &text);
                });
            }
        }
        if let Some(by_predicate) = fields.optional(context, "relation_extraction", Context::object)
        {
            for (predicate, raw) in by_predicate.rest() {
                context.within("relation_extraction", None, |context| {
                    for item in one_or_more(context, raw) {
                        self.relation(context, &predicate, item, &text);
                    }
                });
            }
        }
        for (key, raw) in fields.rest() {
            if raw.get() != "null" {
                self.file.losses.add(
                    Loss::Dropped,
                    &format!("field {} of a result", quoted(&key)),
                );
            }
        }
    }

    fn text(&mut self, text: Option<String>, place: Place) -> Text {
        let Some(text) = text else {
            self.file.losses.add(
                Loss::Supposed,
                "result without its text, whose places nothing is checked against",
            );
            return Text {
                source: String::new(),
                characters: None,
            };
        };
        let source = format!("document {}", self.n_documents);
        let characters = SourceText::new(text.as_str());
        let record = SourceRecord {
            id: source.clone(),
            text: Some(text),
            ..SourceRecord::default()
        };
        self.file.push(Record::Source(record), place);
        Text {
            source,
            characters: Some(characters),
        }
    }

    fn entities<'t>(
        &mut self,
        context: &mut Context<'t>,
        class: &str,
        raw: &'t RawValue,
        text: &Text,
    ) {
        for item in one_or_more(context, raw) {
            if item.get() == "\"\"" {
                continue;
            }
            let Some(words) = words(context, item) else {
                continue;
            };
            if words.confidence.is_some() {
                self.file
                    .losses
                    .add(Loss::Dropped, "confidence of an entity");
            }
            if let Some(name) = self.mention(&words, &context.place_of(item), text)
                && !class.is_empty()
            {
                self.names.add_type(&name, class);
            }
        }
    }

    /// A pair of words, or an object with `head` and `tail`.
    fn relation<'t>(
        &mut self,
        context: &mut Context<'t>,
        predicate: &str,
        raw: &'t RawValue,
        text: &Text,
    ) {
        let place = context.place_of(raw);
        let (head, tail, own) = if raw.get().starts_with('[') {
            let items = context.items(raw).unwrap_or_default();
            let [head, tail] = items.as_slice() else {
                context.error(
                    raw,
                    format!(
                        "found {} items; a pair of head and tail is wanted",
                        items.len()
                    ),
                );
                return;
            };
            (words(context, head), words(context, tail), None)
        } else {
            let Some(mut fields) = context.object(raw) else {
                return;
            };
            let head = fields.required(context, "head", words);
            let tail = fields.required(context, "tail", words);
            let own = fields.optional(context, "confidence", confidence);
            for (key, _) in fields.rest() {
                self.file.losses.add(
                    Loss::Dropped,
                    &format!("field {} of a relation", quoted(&key)),
                );
            }
            (head, tail, own)
        };
        let Some((head, tail)) = head.zip(tail) else {
            return;
        };
        let ends = self
            .mention(&head, &place, text)
            .zip(self.mention(&tail, &place, text));
        let Some((subject, object)) = ends else {
            context.error(raw, "an end of the relation is blank; words are wanted");
            return;
        };
        let confidence = own.or_else(|| {
            let (one, other) = head.confidence.zip(tail.confidence)?;
            self.file.losses.add(
                Loss::Supposed,
                "confidence of a relation, the lower of its two ends'",
            );
            Some(if one.max(other) == one { other } else { one })
        });
        if predicate.is_empty() {
            context.error(raw, "the name of the relation is empty");
            return;
        }
        let record = RelationRecord {
            subject,
            predicate: predicate.to_owned(),
            object: Some(object),
            confidence,
            evidence: evidence(&head, &tail, text)
                .into_iter()
                .map(EvidenceReference::Record)
                .collect(),
            extractor: [EXTRACTOR].into_iter().collect(),
            ..RelationRecord::default()
        };
        self.file.push(Record::Relation(record), place);
    }

    /// The name that words give, and where they stand, if that is known.
    fn mention(&mut self, words: &Words, place: &Place, text: &Text) -> Option<String> {
        let name = self.names.add(&words.text, place)?;
        if let Some((start, end)) = words.at {
            self.names.add_mention(
                &name,
                Mention {
                    source: Some(text.source.clone()),
                    start: Some(start),
                    end: Some(end),
                    text: Some(words.text.clone()),
                    verified: None,
                },
            );
        }
        Some(name)
    }
}

/// What stands from the one end to the other.
fn evidence(head: &Words, tail: &Words, text: &Text) -> Option<EvidenceRecord> {
    let (head, tail) = head.at.zip(tail.at)?;
    let (start, end) = (head.0.min(tail.0), head.1.max(tail.1));
    let quote = text.characters.as_ref()?.slice(start, end)?.to_owned();
    Some(EvidenceRecord {
        source: Some(text.source.clone()),
        start: Some(start),
        end: Some(end),
        quote: Some(quote),
        ..EvidenceRecord::default()
    })
}

/// Schemas ask for one value or for a list of them.
fn one_or_more<'t>(context: &mut Context<'t>, raw: &'t RawValue) -> Vec<&'t RawValue> {
    match raw.get().as_bytes().first() {
        Some(b'[') => context.items(raw).unwrap_or_default(),
        Some(b'n') => Vec::new(),
        _ => vec![raw],
    }
}

fn words<'t>(context: &mut Context<'t>, raw: &'t RawValue) -> Option<Words> {
    if !raw.get().starts_with('{') {
        let text = context.any_string(raw)?;
        return Some(Words {
            text,
            at: None,
            confidence: None,
        });
    }
    let mut fields = context.object(raw)?;
    let text = fields.required(context, "text", Context::any_string);
    let start = fields.optional(context, "start", Context::offset);
    let end = fields.optional(context, "end", Context::offset);
    let confidence = fields.optional(context, "confidence", confidence);
    if let Some((start, end)) = start.zip(end)
        && start >= end
    {
        context.error(raw, format!("start {start} is not before end {end}"));
        return None;
    }
    Some(Words {
        text: text?,
        at: start.zip(end),
        confidence,
    })
}
