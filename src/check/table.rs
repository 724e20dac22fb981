//! The report for people: which relation, which quote, which verdict, what would be right.

use crate::check::finding::FindingKind;
use crate::check::report::{CheckedClaim, CheckedQuote, Report, Verdict};
use crate::graph::{Claim, Evidence, KnowledgeGraph, Name, Object};
use crate::model::{Modality, Polarity, visible};
use crate::ontology::Ontology;
use crate::order::CompactCollect;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

/// How many characters of a quote are shown.
pub(super) const LONGEST: usize = 160;
/// The width of the column of verdicts.
pub(super) const VERDICTS: usize = 23;

/// What a table shows.
#[derive(Debug, Clone, Copy)]
pub struct TableOptions<'a> {
    /// Which findings count.
    pub failing: &'a BTreeSet<FindingKind>,
    /// Whether every relation is listed, not only those that fail.
    pub all: bool,
}

/// Writes the relations with their verdicts, and how many there are of each.
///
/// # Errors
/// Those of writing to `out`.
pub fn table(
    report: &Report,
    graph: &KnowledgeGraph,
    ontology: &Ontology,
    options: &TableOptions<'_>,
    out: &mut impl Write,
) -> io::Result<()> {
    for name in &report.changed {
        let title = source_title(graph, name);
        writeln!(out, "{:VERDICTS$}{title}", "changed since")?;
        let wanted =
            "the text at hand has another SHA-256 than the one that the facts were read from";
        writeln!(out, "{:VERDICTS$}{wanted}\n", "")?;
    }
    let mut verdicts: BTreeMap<Verdict, usize> = BTreeMap::new();
    let mut findings: BTreeMap<FindingKind, usize> = BTreeMap::new();
    for checked in in_order(report, graph) {
        let verdict = checked.verdict(options.failing);
        *verdicts.entry(verdict).or_default() += 1;
        let kinds: BTreeSet<FindingKind> = checked.findings.iter().map(|one| one.kind).into_set();
        for kind in kinds {
            *findings.entry(kind).or_default() += 1;
        }
        if options.all || verdict == Verdict::Failed {
            relation(checked, verdict, graph, ontology, out)?;
        }
    }
    writeln!(out, "{:>9}  verdict", "relations")?;
    for verdict in Verdict::ALL {
        let count = verdicts.get(&verdict).copied().unwrap_or(0);
        writeln!(out, "{count:>9}  {}", verdict.words())?;
    }
    if !findings.is_empty() {
        writeln!(out, "\n{:>9}  finding", "relations")?;
    }
    for (kind, count) in findings {
        let counts = if options.failing.contains(&kind) {
            ""
        } else {
            " (does not count)"
        };
        writeln!(out, "{count:>9}  {}{counts}", kind.name())?;
    }
    Ok(())
}

/// The relations as a reader of the sources meets them.
fn in_order<'r>(report: &'r Report, graph: &KnowledgeGraph) -> Vec<&'r CheckedClaim> {
    let place = |checked: &CheckedClaim| {
        let places = checked.quotes.iter().filter_map(|quote| {
            let evidence = graph.evidence().get(&quote.evidence)?;
            let found = quote.place.as_ref().map(|place| place.start);
            // What stands nowhere comes after what stands somewhere.
            Some((
                evidence.source.clone(),
                found.or(evidence.start).unwrap_or(u64::MAX),
            ))
        });
        places.min()
    };
    let mut claims: Vec<&CheckedClaim> = report.claims.iter().collect();
    claims.sort_by_cached_key(|checked| (place(checked), checked.claim.clone()));
    claims
}

fn relation(
    checked: &CheckedClaim,
    verdict: Verdict,
    graph: &KnowledgeGraph,
    ontology: &Ontology,
    out: &mut impl Write,
) -> io::Result<()> {
    let Some(claim) = graph.claim(&checked.claim) else {
        return Ok(());
    };
    let statement = statement(claim, graph, ontology);
    writeln!(out, "{:VERDICTS$}{statement}", verdict.words())?;
    for quote in &checked.quotes {
        writeln!(out, "{:VERDICTS$}{}", "", quote_line(quote, graph))?;
    }
    for finding in &checked.findings {
        let message = visible(&finding.message);
        writeln!(out, "{:VERDICTS$}{}: {message}", "", finding.kind.name())?;
    }
    writeln!(out)
}

/// A relation in words: `Moscow deploys mercenaries [negative, says Moscow]`.
pub(super) fn statement(claim: &Claim, graph: &KnowledgeGraph, ontology: &Ontology) -> String {
    let label = |name: &Name| {
        graph
            .entity(name)
            .map_or(name.local(), |entity| entity.label())
            .to_owned()
    };
    let open = || {
        Some(
            graph
                .open_terms()
                .get(&claim.predicate)?
                .labels
                .first()?
                .as_str(),
        )
    };
    let predicate = ontology
        .label(claim.predicate.as_str())
        .or_else(open)
        .unwrap_or_else(|| claim.predicate.local());
    let object = match &claim.object {
        Object::Entity(object) => label(object),
        Object::Literal(value) => value.value.clone(),
    };
    let mut notes = Vec::new();
    if claim.polarity == Polarity::Negative {
        notes.push("negative".to_owned());
    }
    if claim.modality != Modality::Asserted {
        notes.push(claim.modality.name().to_owned());
    }
    notes.extend(
        graph
            .speaker(claim)
            .map(|speaker| format!("says {}", speaker.label())),
    );
    let notes = if notes.is_empty() {
        String::new()
    } else {
        format!(" [{}]", notes.join(", "))
    };
    visible(&format!(
        "{} {predicate} {object}{notes}",
        label(&claim.subject)
    ))
}

fn quote_line(quote: &CheckedQuote, graph: &KnowledgeGraph) -> String {
    let Some(evidence) = graph.evidence().get(&quote.evidence) else {
        return String::new();
    };
    quote_words(evidence, graph)
}

/// A quote with the source that it is from: `“…” (title, 12 to 40)`.
pub(super) fn quote_words(evidence: &Evidence, graph: &KnowledgeGraph) -> String {
    let words = evidence.quote.as_deref().unwrap_or("…");
    let mut shown: String = words.chars().take(LONGEST).collect();
    if shown.len() < words.len() {
        shown.push('…');
    }
    let place = match (evidence.start, evidence.end) {
        (Some(start), Some(end)) => format!(", {start} to {end}"),
        _ => String::new(),
    };
    let title = evidence.source.as_ref().map_or_else(
        || "no source".to_owned(),
        |source| source_title(graph, source),
    );
    format!("“{}” ({title}{place})", visible(&shown))
}

/// What people know a source by.
fn source_title(graph: &KnowledgeGraph, name: &Name) -> String {
    let source = graph.sources().get(name);
    let title = source.and_then(|source| source.titles.first().or_else(|| source.urls.first()));
    title.map_or_else(|| visible(name.as_str()), |title| visible(title))
}
