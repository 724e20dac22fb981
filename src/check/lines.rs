//! The report for programs: a JSON object a line.

use crate::check::finding::FindingKind;
use crate::check::report::{CheckedClaim, Report};
use crate::graph::{KnowledgeGraph, Object};
use serde::Serialize;
use std::collections::BTreeSet;
use std::io::{self, Write};

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Line<'a> {
    Source {
        source: &'a str,
        changed: bool,
    },
    Relation {
        relation: &'a str,
        subject: &'a str,
        predicate: &'a str,
        object: &'a str,
        verdict: &'static str,
        quotes: Vec<Quote<'a>>,
        findings: Vec<Found<'a>>,
    },
}

#[derive(Serialize)]
struct Quote<'a> {
    source: Option<&'a str>,
    start: Option<u64>,
    end: Option<u64>,
    #[serde(rename = "quote")]
    words: Option<&'a str>,
    verdict: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    found_start: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    found_end: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    found: Option<&'a str>,
    #[serde(skip_serializing_if = "is_zero")]
    distance: usize,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands out references"
)]
fn is_zero(number: &usize) -> bool {
    *number == 0
}

#[derive(Serialize)]
struct Found<'a> {
    finding: &'static str,
    fails: bool,
    message: &'a str,
}

/// Writes each changed source and each relation as a line; findings of the `failing` kinds count.
///
/// # Errors
/// Those of writing to `out`.
pub fn lines(
    report: &Report,
    graph: &KnowledgeGraph,
    failing: &BTreeSet<FindingKind>,
    out: &mut impl Write,
) -> io::Result<()> {
    for source in &report.changed {
        let source = source.as_str();
        write_line(
            &Line::Source {
                source,
                changed: true,
            },
            out,
        )?;
    }
    for checked in &report.claims {
        if let Some(line) = line(checked, graph, failing) {
            write_line(&line, out)?;
        }
    }
    Ok(())
}

fn write_line(line: &Line<'_>, out: &mut impl Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, line)?;
    writeln!(out)
}

fn line<'a>(
    checked: &'a CheckedClaim,
    graph: &'a KnowledgeGraph,
    failing: &BTreeSet<FindingKind>,
) -> Option<Line<'a>> {
    let claim = graph.claim(&checked.claim)?;
    let object = match &claim.object {
        Object::Entity(object) => object.as_str(),
        Object::Literal(value) => value.value.as_str(),
    };
    let quote = |one: &'a crate::check::CheckedQuote| {
        let evidence = graph.evidence().get(&one.evidence)?;
        Some(Quote {
            source: evidence.source.as_ref().map(crate::graph::Name::as_str),
            start: evidence.start,
            end: evidence.end,
            words: evidence.quote.as_deref(),
            verdict: one.verdict.name(),
            found_start: one.place.as_ref().map(|place| place.start),
            found_end: one.place.as_ref().map(|place| place.end),
            found: one.words.as_deref(),
            distance: one.distance,
        })
    };
    let findings = checked.findings.iter().map(|finding| Found {
        finding: finding.kind.name(),
        fails: failing.contains(&finding.kind),
        message: &finding.message,
    });
    Some(Line::Relation {
        relation: claim.name.as_str(),
        subject: claim.subject.as_str(),
        predicate: claim.predicate.as_str(),
        object,
        verdict: checked.verdict(failing).name(),
        quotes: checked.quotes.iter().filter_map(quote).collect(),
        findings: findings.collect(),
    })
}
