//! The comparison for people.

use crate::compare::{Comparison, Pair, Side};
use crate::graph::{Claim, KnowledgeGraph, Name, Object};
use crate::model::{Modality, Polarity, visible};
use crate::ontology::Ontology;
use std::io::{self, Write};

/// How many characters of a quote are shown.
const LONGEST: usize = 100;

/// Writes how much both have, and each thing in which they differ.
///
/// # Errors
/// Those of writing to `out`.
pub fn text(
    comparison: &Comparison,
    [a, b]: [&KnowledgeGraph; 2],
    ontology: &Ontology,
    out: &mut impl Write,
) -> io::Result<()> {
    let n_of = |side: Side| {
        comparison
            .entities
            .values()
            .filter(|own| **own == side)
            .count()
    };
    let differing: Vec<&Pair> = comparison
        .both
        .iter()
        .filter(|pair| !pair.differences.is_empty())
        .collect();
    writeln!(out, "{:>9}  {:>9}  {:>9}", "only in A", "both", "only in B")?;
    let [only_a, only_b, both] = Side::ALL.map(n_of);
    writeln!(out, "{only_a:>9}  {both:>9}  {only_b:>9}  entities")?;
    let (only_a, both, only_b) = (
        comparison.only_a.len(),
        comparison.both.len(),
        comparison.only_b.len(),
    );
    writeln!(out, "{only_a:>9}  {both:>9}  {only_b:>9}  relations")?;
    writeln!(
        out,
        "{:>9}  {:>9}  {:>9}    that differ in how they are put forward",
        "",
        differing.len(),
        ""
    )?;
    writeln!(
        out,
        "{:>9}  {:>9}  {:>9}    that run the other way round",
        "",
        comparison.reversed.len(),
        ""
    )?;
    if comparison.n_by_label > 0 {
        writeln!(
            out,
            "{:>9}  {:>9}  {:>9}    entities that have another name and the same label",
            "", comparison.n_by_label, ""
        )?;
    }
    for (side, graph, sign, words) in [
        (Side::OnlyA, a, '-', "only in A"),
        (Side::OnlyB, b, '+', "only in B"),
    ] {
        let entities = comparison.entities.iter().filter(|(_, own)| **own == side);
        section(
            out,
            &format!("entities {words}"),
            entities.map(|(name, _)| format!("{sign} {}", label(graph, name))),
        )?;
    }
    for (names, graph, sign, words) in [
        (&comparison.only_a, a, '-', "only in A"),
        (&comparison.only_b, b, '+', "only in B"),
    ] {
        let claims = names.iter().filter_map(|name| graph.claim(name));
        let lines = claims.map(|claim| format!("{sign} {}", statement(claim, graph, ontology)));
        section(out, &format!("relations {words}"), lines)?;
    }
    let both_lines = |pair: &Pair| {
        let line = |sign: char, graph: &KnowledgeGraph, name: &Name| {
            let claim = graph.claim(name);
            claim.map(|claim| format!("{sign} {}", statement(claim, graph, ontology)))
        };
        [line('-', a, &pair.a), line('+', b, &pair.b)]
            .into_iter()
            .flatten()
    };
    section(
        out,
        "the other way round",
        comparison.reversed.iter().flat_map(both_lines),
    )?;
    let lines = differing.iter().flat_map(|pair| {
        let claim = a.claim(&pair.a);
        let first = claim.map(|claim| format!("~ {}", bare(claim, a, ontology)));
        let rest = pair.differences.iter().map(|difference| {
            format!(
                "    {}: {} → {}",
                difference.aspect.name(),
                values(&difference.a),
                values(&difference.b)
            )
        });
        first.into_iter().chain(rest).collect::<Vec<_>>()
    });
    section(out, "differ", lines)
}

/// Lines below a heading, which is not there without them; each section in the order of its lines' relations.
fn section(
    out: &mut impl Write,
    heading: &str,
    lines: impl Iterator<Item = String>,
) -> io::Result<()> {
    for (number, line) in lines.enumerate() {
        if number == 0 {
            writeln!(out, "\n{heading}")?;
        }
        writeln!(out, "  {line}")?;
    }
    Ok(())
}

fn values(values: &[String]) -> String {
    let shown = values.iter().map(|value| {
        let mut short: String = value.chars().take(LONGEST).collect();
        if short.len() < value.len() {
            short.push('…');
        }
        format!("“{}”", visible(&short))
    });
    let shown: Vec<String> = shown.collect();
    if shown.is_empty() {
        "none".to_owned()
    } else {
        shown.join(", ")
    }
}

fn label(graph: &KnowledgeGraph, name: &Name) -> String {
    visible(
        graph
            .entity(name)
            .map_or(name.local(), |entity| entity.label()),
    )
}

/// Ends and predicate in words.
fn bare(claim: &Claim, graph: &KnowledgeGraph, ontology: &Ontology) -> String {
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
    let predicate = ontology.label(claim.predicate.as_str()).or_else(open);
    let predicate = visible(predicate.unwrap_or_else(|| claim.predicate.local()));
    let object = match &claim.object {
        Object::Entity(object) => label(graph, object),
        Object::Literal(value) => visible(&value.value),
    };
    format!("{} {predicate} {object}", label(graph, &claim.subject))
}

/// The same with how it is put forward.
fn statement(claim: &Claim, graph: &KnowledgeGraph, ontology: &Ontology) -> String {
    let mut notes = Vec::new();
    if claim.polarity == Polarity::Negative {
        notes.push("negative".to_owned());
    }
    if claim.modality != Modality::Asserted {
        notes.push(claim.modality.name().to_owned());
    }
    let speaker = graph.speaker(claim);
    notes.extend(speaker.map(|speaker| format!("says {}", visible(speaker.label()))));
    let notes = match notes.as_slice() {
        [] => String::new(),
        notes => format!(" [{}]", notes.join(", ")),
    };
    bare(claim, graph, ontology) + &notes
}
