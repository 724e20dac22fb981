//! The canonical JSON that names are hashed over: keys sorted, no white space, absent fields left out, as
//! RFC 8785 has it for strings and whole numbers. Confidence, extractor and rule are not part of a claim's name.

use crate::graph::{Attribution, Claim, Evidence, Name, Object, Source};
use crate::model::{Modality, Number, Polarity, ReportKind};
use serde::Serialize;

// The fields of these types stand in the order of their keys.

#[derive(Serialize)]
struct EvidenceKey<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quote: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<u64>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct AttributionKey<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    cue: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cue_evidence: Option<&'a str>,
    report: ReportKind,
    speaker: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    within: Option<&'a str>,
}

#[derive(Serialize)]
struct ClaimKey<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    attribution: Option<&'a str>,
    evidence: Vec<&'a str>,
    modality: Modality,
    #[serde(skip_serializing_if = "Option::is_none")]
    object: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<&'a str>,
    polarity: Polarity,
    predicate: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    quantity: Option<QuantityKey<'a>>,
    subject: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    time: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<LiteralKey<'a>>,
}

#[derive(Serialize)]
struct QuantityKey<'a> {
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<&'a str>,
}

#[derive(Serialize)]
struct LiteralKey<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    datatype: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    value: &'a str,
}

#[derive(Serialize)]
struct SourceKey<'a> {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    language: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    published: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    publisher: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    title: Vec<&'a str>,
}

/// What a piece of evidence is named by.
pub(super) fn evidence(evidence: &Evidence) -> String {
    to_json(&EvidenceKey {
        end: evidence.end,
        quote: evidence.quote.as_deref(),
        source: evidence.source.as_ref().map(Name::as_str),
        start: evidence.start,
    })
}

/// What an attribution is named by.
pub(super) fn attribution(attribution: &Attribution) -> String {
    to_json(&AttributionKey {
        cue: attribution.cue.as_deref(),
        cue_evidence: attribution.cue_evidence.as_ref().map(Name::as_str),
        report: attribution.report,
        speaker: attribution.speaker.as_str(),
        within: attribution.within.as_ref().map(Name::as_str),
    })
}

/// What a claim is named by.
pub(super) fn claim(claim: &Claim) -> String {
    let (object, value) = match &claim.object {
        Object::Entity(name) => (Some(name.as_str()), None),
        Object::Literal(literal) => (
            None,
            Some(LiteralKey {
                datatype: literal.datatype.as_deref(),
                language: literal.language.as_deref(),
                value: &literal.value,
            }),
        ),
    };
    to_json(&ClaimKey {
        attribution: claim.attribution.as_ref().map(Name::as_str),
        // A sorted set: in order already.
        evidence: claim.evidence.iter().map(Name::as_str).collect(),
        modality: claim.modality,
        object,
        place: claim.place.as_ref().map(Name::as_str),
        polarity: claim.polarity,
        predicate: claim.predicate.as_str(),
        quantity: claim.quantity.as_ref().map(|quantity| QuantityKey {
            text: &quantity.text,
            value: quantity.value.as_ref().map(Number::as_str),
        }),
        subject: claim.subject.as_str(),
        time: claim.time.as_deref(),
        value,
    })
}

/// What a source without text, hash and URL is named by.
pub(super) fn source(source: &Source) -> String {
    to_json(&SourceKey {
        language: strings(&source.languages),
        published: strings(&source.published),
        publisher: strings(&source.publishers),
        title: strings(&source.titles),
    })
}

fn strings(set: &[String]) -> Vec<&str> {
    set.iter().map(String::as_str).collect()
}

fn to_json(key: &impl Serialize) -> String {
    // Strings, whole numbers and lists of them always serialize.
    serde_json::to_string(key).unwrap_or_default()
}
