//! What an edge says.

use crate::graph::{Attribution, Claim, Evidence, KnowledgeGraph, Name, SortedSet, Source};
use crate::model::ReportKind;
use crate::order::{CompactCollect, CompactSort};
use crate::write::attributes::{Kind, Value, list};
use std::collections::BTreeSet;

/// The columns of [`values`].
pub(super) const COLUMNS: [(&str, Kind); 21] = [
    ("predicate", Kind::Text),
    ("polarity", Kind::Text),
    ("modality", Kind::Text),
    ("speaker", Kind::Text),
    ("speaker_iri", Kind::Text),
    ("report", Kind::Text),
    ("cue", Kind::Text),
    ("told_by", Kind::Texts),
    ("time", Kind::Text),
    ("place", Kind::Text),
    ("place_iri", Kind::Text),
    ("quantity_text", Kind::Text),
    ("quantity", Kind::Number),
    ("confidence", Kind::Number),
    ("quotes", Kind::Texts),
    ("unverified", Kind::Truth),
    ("source_titles", Kind::Texts),
    ("source_urls", Kind::Addresses),
    ("source_iris", Kind::Addresses),
    ("extractors", Kind::Texts),
    ("rules", Kind::Texts),
];

/// One for each of [`COLUMNS`].
pub(super) fn values(claim: &Claim, graph: &KnowledgeGraph) -> Vec<Option<Value>> {
    let text = |text: &str| Some(Value::Text(text.to_owned()));
    let name = |name: &Name| Value::Text(name.as_str().to_owned());
    let attribution = attribution(claim, graph);
    let speaker = attribution.map(|attribution| &attribution.speaker);
    let quantity = claim.quantity.as_ref();
    let number = quantity.and_then(|quantity| quantity.value.as_ref());
    let evidence = evidence(claim, graph);
    let sources = sources(&evidence, graph);
    let is_unverified = evidence.iter().any(|evidence| evidence.unverified);
    vec![
        Some(name(&claim.predicate)),
        text(claim.polarity.name()),
        text(claim.modality.name()),
        speaker.and_then(|speaker| text(entity_label(speaker, graph))),
        speaker.map(name),
        attribution.and_then(|attribution| text(report_name(attribution.report))),
        attribution.and_then(|attribution| text(attribution.cue.as_deref()?)),
        list(told_by(attribution, graph)),
        claim.time.as_deref().and_then(text),
        claim
            .place
            .as_ref()
            .and_then(|place| text(entity_label(place, graph))),
        claim.place.as_ref().map(name),
        quantity.and_then(|quantity| text(&quantity.text)),
        number.map(|number| Value::Number(number.as_str().to_owned())),
        claim
            .confidence
            .map(|confidence| Value::Number(confidence.value().to_string())),
        list(quotes(&evidence).map(str::to_owned)),
        Some(Value::Truth(is_unverified)),
        list(each(&sources, |source| &source.titles)),
        list(each(&sources, |source| &source.urls)),
        list(sources.iter().map(|source| source.name.as_str().to_owned())),
        list(claim.extractors.iter().cloned()),
        list(claim.rules.iter().cloned()),
    ]
}

pub(in crate::write) fn attribution<'g>(
    claim: &Claim,
    graph: &'g KnowledgeGraph,
) -> Option<&'g Attribution> {
    graph.attributions().get(claim.attribution.as_ref()?)
}

pub(in crate::write) fn entity_label<'g>(name: &'g Name, graph: &'g KnowledgeGraph) -> &'g str {
    graph
        .entity(name)
        .map_or(name.local(), |entity| entity.label())
}

/// Its name in the facts format.
pub(super) fn report_name(report: ReportKind) -> &'static str {
    ReportKind::NAMES
        .iter()
        .find_map(|(name, kind)| (*kind == report).then_some(*name))
        .unwrap_or_default()
}

/// The speakers through whom the speaker's words come, the nearest first.
pub(in crate::write) fn told_by(
    attribution: Option<&Attribution>,
    graph: &KnowledgeGraph,
) -> Vec<String> {
    // A name of an attribution hashes what it is within, so the chain has an end; foreign data may still
    // close a circle.
    let mut seen = BTreeSet::new();
    let mut speakers = Vec::new();
    let mut outer = attribution.and_then(|attribution| attribution.within.as_ref());
    while let Some(name) = outer.filter(|name| seen.insert(*name)) {
        let Some(attribution) = graph.attributions().get(name) else {
            break;
        };
        speakers.push(entity_label(&attribution.speaker, graph).to_owned());
        outer = attribution.within.as_ref();
    }
    speakers
}

/// In the order of the sources and, in each, of the text.
pub(in crate::write) fn evidence<'g>(
    claim: &Claim,
    graph: &'g KnowledgeGraph,
) -> Vec<&'g Evidence> {
    let names = claim.evidence.iter();
    let mut evidence: Vec<&Evidence> = names
        .filter_map(|name| graph.evidence().get(name))
        .collect();
    evidence.order_by_key(|evidence| (&evidence.source, evidence.start, evidence.end));
    evidence
}

pub(super) fn quotes<'a>(evidence: &'a [&Evidence]) -> impl Iterator<Item = &'a str> {
    evidence
        .iter()
        .filter_map(|evidence| evidence.quote.as_deref())
}

fn sources<'g>(evidence: &[&Evidence], graph: &'g KnowledgeGraph) -> Vec<&'g Source> {
    let names: BTreeSet<&Name> = evidence
        .iter()
        .filter_map(|evidence| evidence.source.as_ref())
        .into_set();
    names
        .into_iter()
        .filter_map(|name| graph.sources().get(name))
        .collect()
}

fn each(sources: &[&Source], part: impl Fn(&Source) -> &SortedSet<String>) -> Vec<String> {
    sources
        .iter()
        .flat_map(|source| part(source).iter().cloned())
        .collect()
}
