//! The table for review: what a person needs to hold a claim beside its words, and a place for the verdict.

use crate::graph::{Claim, KnowledgeGraph, Name, Object, Source};
use crate::model::{Confidence, Review};
use crate::ontology::Ontology;
use crate::write::attributes::{Attributes, attribution, entity_label, evidence, told_by};
use crate::write::graph_table::{Formulas, write_rows};
use std::io::{self, Write};

/// The columns, those to fill in first. `claim` is what a row is found again by.
const COLUMNS: [&str; 18] = [
    "verdict",
    "reviewer",
    "comment",
    "claim",
    "subject",
    "predicate",
    "object",
    "polarity",
    "modality",
    "speaker",
    "time",
    "place",
    "quantity",
    "quotes",
    "source",
    "link",
    "confidence",
    "extractor",
];

/// Writes a row for each claim, in the order of the sources and of their texts, with the verdict left empty; a
/// claim that was reviewed has a row for each review instead. A byte-order mark comes first, without which
/// Excel takes the table for another encoding than UTF-8.
///
/// # Errors
/// Those of `out`.
pub fn write_review(
    graph: &KnowledgeGraph,
    ontology: &Ontology,
    formulas: Formulas,
    out: &mut dyn Write,
) -> io::Result<()> {
    let attributes = Attributes::new(graph, ontology);
    let mut claims: Vec<&Claim> = graph.claims().collect();
    claims.sort_by_cached_key(|claim| {
        let first = evidence(claim, graph).into_iter().next();
        let first = first.map(|first| (first.source.clone(), first.start, first.end));
        (first.is_none(), first, claim.name.clone())
    });
    let rows = claims.into_iter().flat_map(|claim| {
        let about = about(claim, graph, &attributes);
        let reviews = claim.reviews.iter().map(Some);
        let nobody = claim.reviews.is_empty().then_some(None);
        let rows = reviews.chain(nobody).map(|review| row(review, &about));
        rows.collect::<Vec<_>>()
    });
    out.write_all("\u{FEFF}".as_bytes())?;
    write_rows(&COLUMNS.map(str::to_owned), rows, formulas, out)
}

fn row(review: Option<&Review>, about: &[String]) -> Vec<String> {
    let verdict = review.map_or("", |review| review.verdict.name());
    let reviewer = review.and_then(|review| review.reviewer.as_deref());
    let comment = review.and_then(|review| review.comment.as_deref());
    [Some(verdict), reviewer, comment]
        .iter()
        .map(|cell| cell.unwrap_or_default().to_owned())
        .chain(about.iter().cloned())
        .collect()
}

/// What a claim is found again by. A ledger gives claims other names, and a line of it may be gone when the table
/// comes back: the names without it stand behind.
fn found_by(claim: &Claim) -> String {
    let former = claim.former_names.iter();
    let names = std::iter::once(&claim.name).chain(former);
    names.map(Name::as_str).collect::<Vec<_>>().join(" | ")
}

/// The cells from `claim` on.
fn about(claim: &Claim, graph: &KnowledgeGraph, attributes: &Attributes<'_>) -> Vec<String> {
    let evidence = evidence(claim, graph);
    let quotes: Vec<&str> = evidence
        .iter()
        .filter_map(|evidence| evidence.quote.as_deref())
        .collect();
    let mut names: Vec<_> = evidence
        .iter()
        .filter_map(|evidence| evidence.source.as_ref())
        .collect();
    names.dedup();
    let sources: Vec<&Source> = names
        .into_iter()
        .filter_map(|name| graph.sources().get(name))
        .collect();
    let titles: Vec<&str> = sources
        .iter()
        .flat_map(|source| source.titles.iter().map(String::as_str))
        .collect();
    let links: Vec<&str> = sources
        .iter()
        .flat_map(|source| source.urls.iter().map(String::as_str))
        .collect();
    let attribution = attribution(claim, graph);
    let mut speakers = told_by(attribution, graph);
    if let Some(attribution) = attribution {
        speakers.insert(0, entity_label(&attribution.speaker, graph).to_owned());
    }
    let object = match &claim.object {
        Object::Entity(name) => entity_label(name, graph).to_owned(),
        Object::Literal(literal) => literal.value.clone(),
    };
    let place = claim.place.as_ref();
    let confidence = claim.confidence.map(Confidence::value);
    vec![
        found_by(claim),
        entity_label(&claim.subject, graph).to_owned(),
        attributes.words(&claim.predicate).to_owned(),
        object,
        claim.polarity.name().to_owned(),
        claim.modality.name().to_owned(),
        speakers.join(", told by "),
        claim.time.clone().unwrap_or_default(),
        place.map_or(String::new(), |place| entity_label(place, graph).to_owned()),
        claim
            .quantity
            .as_ref()
            .map_or(String::new(), |quantity| quantity.text.clone()),
        quotes.join(" | "),
        titles.join(" | "),
        links.join(" | "),
        confidence.map_or(String::new(), |value| value.to_string()),
        claim.extractors.join(" | "),
    ]
}
