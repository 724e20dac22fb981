//! The report as RDF on the claims, to stand beside what `export` writes of the same graph.

use crate::check::finding::FindingKind;
use crate::check::quote::QuoteVerdict;
use crate::check::report::{CheckedQuote, Report};
use crate::graph::Name;
use crate::ontology::vocabulary::{gw, xsd};
use crate::rdf::{Quads, TooManyTerms};
use oxigraph::model::{BlankNode, Literal, NamedNode, Term};
use std::collections::BTreeSet;

/// The verdict and the findings of each claim, what was found of each quote, and which sources have changed. Findings of
/// the `failing` kinds count.
///
/// # Errors
/// [`TooManyTerms`] beyond 32 bits.
pub fn triples(report: &Report, failing: &BTreeSet<FindingKind>) -> Result<Quads, TooManyTerms> {
    let mut quads = Quads::default();
    let mut add = |subject: &Name, predicate: &str, object: Term| {
        quads.insert(term(subject), iri(predicate), object)
    };
    for source in &report.changed {
        let changed = Literal::new_typed_literal("true", iri(xsd::BOOLEAN));
        add(source, gw::CHANGED_SINCE, changed.into())?;
    }
    for checked in &report.claims {
        let claim = &checked.claim;
        add(
            claim,
            gw::VERDICT,
            iri(checked.verdict(failing).term()).into(),
        )?;
        for finding in &checked.findings {
            add(claim, gw::FINDING, iri(finding.kind.term()).into())?;
            let message = format!("{}: {}", finding.kind.name(), finding.message);
            add(
                claim,
                gw::REMARK,
                Literal::new_simple_literal(message).into(),
            )?;
        }
        for quote in &checked.quotes {
            about_quote(quote, &mut add)?;
        }
    }
    Ok(quads)
}

fn about_quote(
    quote: &CheckedQuote,
    add: &mut impl FnMut(&Name, &str, Term) -> Result<(), TooManyTerms>,
) -> Result<(), TooManyTerms> {
    let verdict = match quote.verdict {
        QuoteVerdict::Exact => gw::QUOTE_EXACT,
        QuoteVerdict::Moved => gw::QUOTE_MOVED,
        QuoteVerdict::Spelling => gw::QUOTE_SPELLING,
        QuoteVerdict::Near => gw::QUOTE_ALTERED,
        QuoteVerdict::Nowhere => gw::QUOTE_NOWHERE,
        QuoteVerdict::NotChecked => gw::NOT_CHECKED,
    };
    let number = |number: String| Literal::new_typed_literal(number, iri(xsd::INTEGER)).into();
    add(&quote.evidence, gw::QUOTE_VERDICT, iri(verdict).into())?;
    if let Some(place) = &quote.place {
        add(
            &quote.evidence,
            gw::FOUND_START,
            number(place.start.to_string()),
        )?;
        add(
            &quote.evidence,
            gw::FOUND_END,
            number(place.end.to_string()),
        )?;
    }
    if quote.verdict == QuoteVerdict::Near {
        add(
            &quote.evidence,
            gw::EDIT_DISTANCE,
            number(quote.distance.to_string()),
        )?;
    }
    Ok(())
}

fn iri(iri: &str) -> NamedNode {
    NamedNode::new_unchecked(iri)
}

/// A claim that came from a blank node keeps its label.
fn term(name: &Name) -> Term {
    match name.as_str().strip_prefix("_:") {
        Some(label) => BlankNode::new_unchecked(label).into(),
        None => iri(name.as_str()).into(),
    }
}
