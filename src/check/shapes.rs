//! What shapes found, for people: which node, which rule, what would be right; of a relation its words and quote.

use crate::check::table::{LONGEST, VERDICTS, quote_words, statement};
use crate::graph::{Claim, KnowledgeGraph, Name};
use crate::model::visible;
use crate::ontology::Ontology;
use crate::rdf::{Index, TermId};
use crate::shacl::{self, Report, Violation};
use oxigraph::model::TermRef;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// How many things are listed; a report for programs has all.
const MOST: usize = 1000;

/// Writes what shapes found, node by node, and how much there is of each severity.
///
/// # Errors
/// Those of writing to `out`.
pub fn shapes_table(
    report: &Report,
    index: &Index,
    n_shapes: usize,
    graph: &KnowledgeGraph,
    ontology: &Ontology,
    out: &mut impl Write,
) -> io::Result<()> {
    let mut before = None;
    for violation in report.violations.iter().take(MOST) {
        if before != Some(violation.focus) {
            if before.is_some() {
                writeln!(out)?;
            }
            focus(violation.focus, index, graph, ontology, out)?;
        }
        before = Some(violation.focus);
        told(violation, index, 0, out)?;
    }
    let n_more = report.violations.len().saturating_sub(MOST);
    if n_more > 0 {
        writeln!(
            out,
            "\n{:VERDICTS$}and {n_more} more; --to jsonl has them all",
            ""
        )?;
    }
    if !report.conforms() {
        writeln!(out)?;
    }
    let mut severities: BTreeMap<&str, usize> = BTreeMap::new();
    for violation in &report.violations {
        *severities.entry(violation.severity.as_str()).or_default() += 1;
    }
    writeln!(
        out,
        "{:>9}  {} held against {n_shapes} {}",
        report.n_checked,
        if report.n_checked == 1 {
            "node"
        } else {
            "nodes"
        },
        if n_shapes == 1 { "shape" } else { "shapes" },
    )?;
    if severities.is_empty() {
        writeln!(out, "{:>9}  wrong", 0)?;
    }
    for (severity, count) in severities {
        let name = severity.rsplit(['#', '/']).next().unwrap_or(severity);
        writeln!(out, "{count:>9}  wrong ({})", visible(&name.to_lowercase()))?;
    }
    Ok(())
}

/// The node: a relation in words with its quotes, an entity by its label, or what the graph calls it.
fn focus(
    node: TermId,
    index: &Index,
    graph: &KnowledgeGraph,
    ontology: &Ontology,
    out: &mut impl Write,
) -> io::Result<()> {
    let name = name(index, index.term(node));
    let claim = claim(node, index, graph);
    match claim {
        Some(claim) => writeln!(
            out,
            "{:VERDICTS$}{} ({name})",
            "not as shaped",
            statement(claim, graph, ontology)
        )?,
        None => writeln!(out, "{:VERDICTS$}{name}", "not as shaped")?,
    }
    let evidence = claim.into_iter().flat_map(|claim| &claim.evidence);
    for evidence in evidence.filter_map(|name| graph.evidence().get(name)) {
        writeln!(out, "{:VERDICTS$}{}", "", quote_words(evidence, graph))?;
    }
    Ok(())
}

fn claim<'g>(node: TermId, index: &Index, graph: &'g KnowledgeGraph) -> Option<&'g Claim> {
    let TermRef::NamedNode(iri) = index.term(node) else {
        return None;
    };
    graph.claim(&Name::new(iri.as_str()))
}

/// What is wrong, and below it why.
fn told(
    violation: &Violation,
    index: &Index,
    depth: usize,
    out: &mut impl Write,
) -> io::Result<()> {
    let path = violation.path.as_ref().map(|path| path.name(index));
    let value = violation
        .value
        .as_ref()
        .map(|value| name(index, TermRef::from(value)));
    // A shape without a path looks at the node itself, which stands above.
    let focus = index.term(violation.focus);
    let is_focus = path.is_none()
        && violation
            .value
            .as_ref()
            .is_some_and(|value| TermRef::from(value) == focus);
    let mut subject = visible(&path.unwrap_or_default());
    if let Some(value) = value.filter(|_| !is_focus) {
        if !subject.is_empty() {
            subject.push(' ');
        }
        subject.push_str(&value);
    }
    if !subject.is_empty() {
        subject.push_str(": ");
    }
    let messages: Vec<String> = violation
        .messages
        .iter()
        .map(|message| visible(message.value()))
        .collect();
    let shape = visible(&violation.shape_name);
    let messages = messages.join("; ");
    writeln!(
        out,
        "{:VERDICTS$}{:width$}{subject}{messages} [{shape}]",
        "",
        "",
        width = 2 * depth
    )?;
    for detail in &violation.details {
        told(detail, index, depth + 1, out)?;
    }
    Ok(())
}

/// A term as people write it, cut where it is long.
fn name(index: &Index, term: TermRef<'_>) -> String {
    let written = visible(&shacl::name(index, term));
    match written.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &written[..end]),
        None => written,
    }
}
