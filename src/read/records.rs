//! The records of the native format, from JSON.

use crate::model::{
    Attribution, Confidence, Cue, EntityRecord, EvidenceRecord, EvidenceReference, LanguageString,
    Mention, Modality, Number, PlacedCue, Polarity, Quantity, Record, RelationRecord, ReportKind,
    Review, SourceRecord, TypedValue, Value, Verdict, WrittenLabel, quoted,
};
use crate::read::json::{Context, Fields};
use serde_json::value::RawValue;

const KINDS: &str = "source, entity, evidence, relation";

/// A record of the kind that its `kind` names; without one, something with a subject is a relation.
pub(super) fn record<'t>(context: &mut Context<'t>, mut fields: Fields<'t>) -> Option<Record> {
    let kind = match fields.take_even_null("kind") {
        Some(raw) => {
            let kind = context.within("kind", None, |context| context.any_string(raw))?;
            if kind == "error" {
                passed_on(context, fields);
                return None;
            }
            if !KINDS.split(", ").any(|known| known == kind) {
                context.error(
                    raw,
                    format!("unknown kind {}; known: {KINDS}", quoted(&kind)),
                );
                return None;
            }
            kind
        }
        None if fields.has("subject") || fields.has("predicate") => "relation".to_owned(),
        None => {
            let place = context.start();
            context.error_at(place, format!("field \"kind\" is missing; known: {KINDS}"));
            return None;
        }
    };
    let n_errors = context.n_errors;
    let record = match kind.as_str() {
        "source" => source(context, fields).map(Record::Source),
        "entity" => entity(context, fields).map(Record::Entity),
        "evidence" => Some(Record::Evidence(evidence_with_id(context, fields))),
        _ => Some(Record::Relation(relation(context, fields))),
    };
    record.filter(|_| context.n_errors == n_errors)
}

/// What `extract --keep-going` writes in place of a document that it could not read: the facts lack it, which
/// the reader of the facts should know.
fn passed_on<'t>(context: &mut Context<'t>, mut fields: Fields<'t>) {
    let input = fields.optional(context, "input", Context::any_string);
    let line = fields.optional(context, "line", Context::offset);
    let message = fields.required(context, "message", Context::any_string);
    let place = match (input, line) {
        (Some(input), Some(line)) => format!(" at {input}:{line}"),
        (Some(input), None) => format!(" {input}"),
        _ => String::new(),
    };
    if let Some(message) = message {
        let start = context.start();
        let message = format!("facts of the document{place} are missing: {message}");
        context.warning_at(start, message);
    }
}

pub(super) fn source<'t>(
    context: &mut Context<'t>,
    mut fields: Fields<'t>,
) -> Option<SourceRecord> {
    let id = fields.required(context, "id", Context::string);
    let record = SourceRecord {
        id: id.clone().unwrap_or_default(),
        title: fields.optional(context, "title", Context::string),
        url: fields.optional(context, "url", Context::string),
        publisher: fields.optional(context, "publisher", Context::string),
        published: fields.optional(context, "published", Context::string),
        language: fields.optional(context, "language", Context::string),
        sha256: fields.optional(context, "sha256", Context::string),
        text: fields.optional(context, "text", Context::any_string),
        file: fields.optional(context, "file", Context::string),
    };
    fields.finish(context);
    id.map(|_| record)
}

pub(super) fn entity<'t>(
    context: &mut Context<'t>,
    mut fields: Fields<'t>,
) -> Option<EntityRecord> {
    // An id may be missing, since the label can stand in; a null or empty one is a slip.
    let id = match fields.take_even_null("id") {
        Some(raw) => Some(context.within("id", None, |context| context.string(raw))?),
        None => None,
    };
    let label = fields.required(context, "label", Context::string);
    let record = EntityRecord {
        id,
        types: fields
            .optional(context, "type", Context::strings)
            .unwrap_or_default(),
        label: label.clone().unwrap_or_default(),
        language: fields.optional(context, "language", Context::any_string),
        aliases: fields.list(context, "aliases", alias),
        codes: fields.list(context, "codes", Context::string),
        same_as: fields.list(context, "same_as", Context::string),
        mentions: fields.list(context, "mentions", mention),
    };
    fields.finish(context);
    label.map(|_| record)
}

fn alias<'t>(context: &mut Context<'t>, raw: &'t RawValue) -> Option<WrittenLabel> {
    if !raw.get().starts_with('{') {
        return context.string(raw).map(WrittenLabel::Plain);
    }
    let mut fields = context.object(raw)?;
    let text = fields.required(context, "text", Context::string);
    let language = fields.required(context, "language", Context::any_string);
    fields.finish(context);
    Some(WrittenLabel::Tagged(LanguageString {
        text: text?,
        language: language?,
    }))
}

fn mention<'t>(context: &mut Context<'t>, raw: &'t RawValue) -> Option<Mention> {
    let mut fields = context.object(raw)?;
    let mention = Mention {
        source: fields.optional(context, "source", Context::any_string),
        start: fields.optional(context, "start", Context::offset),
        end: fields.optional(context, "end", Context::offset),
        text: fields.optional(context, "text", Context::string),
        verified: fields.optional(context, "verified", Context::boolean),
    };
    fields.finish(context);
    Some(mention)
}

pub(super) fn evidence_with_id<'t>(
    context: &mut Context<'t>,
    fields: Fields<'t>,
) -> EvidenceRecord {
    if !fields.has("id") {
        let place = context.start();
        context.error_at(
            place,
            "field \"id\" is missing; relations refer to evidence by it",
        );
    }
    evidence(context, fields)
}

fn evidence<'t>(context: &mut Context<'t>, mut fields: Fields<'t>) -> EvidenceRecord {
    let record = EvidenceRecord {
        id: fields.optional(context, "id", Context::string),
        source: fields.optional(context, "source", Context::any_string),
        start: fields.optional(context, "start", Context::offset),
        end: fields.optional(context, "end", Context::offset),
        quote: fields.optional(context, "quote", Context::string),
        verified: fields.optional(context, "verified", Context::boolean),
    };
    fields.finish(context);
    record
}

fn evidence_reference<'t>(
    context: &mut Context<'t>,
    raw: &'t RawValue,
) -> Option<EvidenceReference> {
    match raw.get().as_bytes().first() {
        Some(b'"') => context.string(raw).map(EvidenceReference::Id),
        Some(b'{') => {
            let mut fields = context.object(raw)?;
            // Inside a relation the kind is plain, but a writer may well repeat it.
            let _ = fields.take("kind");
            Some(EvidenceReference::Record(evidence(context, fields)))
        }
        _ => {
            context.wrong_type(raw, "the id of an evidence record, or the record itself,");
            None
        }
    }
}

pub(super) fn relation<'t>(context: &mut Context<'t>, mut fields: Fields<'t>) -> RelationRecord {
    let subject = fields.required(context, "subject", Context::string);
    let predicate = fields.required(context, "predicate", Context::string);
    if !fields.has("object") && !fields.has("value") {
        let place = context.start();
        context.error_at(
            place,
            "field \"object\" is missing (or \"value\" for a literal)",
        );
    }
    let record = RelationRecord {
        id: fields.optional(context, "id", Context::string),
        subject: subject.unwrap_or_default(),
        predicate: predicate.unwrap_or_default(),
        object: fields.optional(context, "object", Context::string),
        value: fields.optional(context, "value", value),
        polarity: fields
            .optional(context, "polarity", |context, raw| {
                context.choice(raw, &Polarity::NAMES)
            })
            .unwrap_or_default(),
        modality: fields
            .optional(context, "modality", |context, raw| {
                context.choice(raw, &Modality::NAMES)
            })
            .unwrap_or_default(),
        attribution: fields.optional(context, "attribution", attribution),
        time: fields.optional(context, "time", Context::string),
        place: fields.optional(context, "place", Context::string),
        quantity: fields.optional(context, "quantity", quantity),
        confidence: fields.optional(context, "confidence", confidence),
        evidence: fields.list(context, "evidence", evidence_reference),
        extractor: fields
            .optional(context, "extractor", Context::strings)
            .unwrap_or_default(),
        rule: fields
            .optional(context, "rule", Context::strings)
            .unwrap_or_default(),
        reviews: fields.list(context, "reviews", review),
    };
    fields.finish(context);
    record
}

fn review<'t>(context: &mut Context<'t>, raw: &'t RawValue) -> Option<Review> {
    let mut fields = context.object(raw)?;
    let reviewer = fields.optional(context, "reviewer", Context::string);
    let verdict = fields.required(context, "verdict", |context, raw| {
        context.choice(raw, &Verdict::NAMES)
    });
    let comment = fields.optional(context, "comment", Context::string);
    fields.finish(context);
    Some(Review {
        reviewer,
        verdict: verdict?,
        comment,
    })
}

fn value<'t>(context: &mut Context<'t>, raw: &'t RawValue) -> Option<Value> {
    match raw.get().as_bytes().first() {
        Some(b'"') => context.any_string(raw).map(Value::Text),
        Some(b't' | b'f') => context.boolean(raw).map(Value::Boolean),
        Some(b'{') => {
            let mut fields = context.object(raw)?;
            let value = fields.required(context, "value", Context::any_string);
            let datatype = fields.optional(context, "datatype", Context::string);
            let language = fields.optional(context, "language", Context::string);
            fields.finish(context);
            Some(Value::Typed(TypedValue {
                value: value?,
                datatype,
                language,
            }))
        }
        Some(b'[') => {
            context.wrong_type(
                raw,
                "a string, a number, true, false or an object with \"value\"",
            );
            None
        }
        _ => context.number(raw).map(Value::Number),
    }
}

fn quantity<'t>(context: &mut Context<'t>, raw: &'t RawValue) -> Option<Quantity> {
    let mut fields = context.object(raw)?;
    let text = fields.required(context, "text", Context::string);
    let value: Option<Number> = fields.optional(context, "value", Context::number);
    fields.finish(context);
    Some(Quantity { text: text?, value })
}

fn confidence<'t>(context: &mut Context<'t>, raw: &'t RawValue) -> Option<Confidence> {
    let number = context.number(raw)?;
    let value = number.as_str().parse().unwrap_or(f64::NAN);
    Confidence::new(value)
        .map_err(|_| context.error(raw, format!("{number} is not between 0 and 1")))
        .ok()
}

fn attribution<'t>(context: &mut Context<'t>, raw: &'t RawValue) -> Option<Attribution> {
    let mut fields = context.object(raw)?;
    let speaker = fields.required(context, "speaker", Context::string);
    let report = fields.required(context, "report", |context, raw| {
        context.choice(raw, &ReportKind::NAMES)
    });
    let cue = fields.optional(context, "cue", cue);
    let within = fields.optional(context, "within", attribution);
    fields.finish(context);
    Some(Attribution {
        speaker: speaker?,
        report: report?,
        cue,
        within: within.map(Box::new),
    })
}

fn cue<'t>(context: &mut Context<'t>, raw: &'t RawValue) -> Option<Cue> {
    if !raw.get().starts_with('{') {
        return context.string(raw).map(Cue::Word);
    }
    let mut fields = context.object(raw)?;
    let text = fields.required(context, "text", Context::string);
    let start = fields.required(context, "start", Context::offset);
    let end = fields.required(context, "end", Context::offset);
    let source = fields.optional(context, "source", Context::any_string);
    fields.finish(context);
    Some(Cue::Placed(PlacedCue {
        text: text?,
        start: start?,
        end: end?,
        source,
    }))
}
