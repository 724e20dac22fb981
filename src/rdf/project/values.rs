use crate::graph::{Claim, Object, TimePoint, TimePrecision, is_date_time, time_bounds};
use crate::model::{Modality, Polarity, ReportKind, Verdict};
use crate::ontology::vocabulary::{gw, xsd};
use crate::rdf::terms::{iri, literal, node};
use oxigraph::model::{Literal, NamedNode, NamedOrBlankNode, Term, Triple};

pub(super) fn object(claim: &Claim) -> Term {
    match &claim.object {
        Object::Entity(name) => node(name),
        Object::Literal(value) => literal(value).into(),
    }
}

pub(super) fn triple_term(claim: &Claim) -> Term {
    let subject = match node(&claim.subject) {
        Term::BlankNode(node) => NamedOrBlankNode::from(node),
        _ => iri(claim.subject.as_str()).into(),
    };
    Triple {
        subject,
        predicate: iri(claim.predicate.as_str()),
        object: object(claim),
    }
    .into()
}

/// The term for a reviewer's verdict.
pub(in crate::rdf) fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Ok => gw::REVIEWED_OK,
        Verdict::Wrong => gw::REVIEWED_WRONG,
        Verdict::Unsure => gw::REVIEWED_UNSURE,
    }
}

fn typed(lexical: &str, datatype: &str) -> Literal {
    Literal::new_typed_literal(lexical, NamedNode::new_unchecked(datatype))
}

pub(super) fn date(point: &TimePoint) -> Literal {
    let datatype = match point.precision {
        TimePrecision::Year => xsd::G_YEAR,
        TimePrecision::Month => xsd::G_YEAR_MONTH,
        TimePrecision::Day => xsd::DATE,
    };
    typed(&point.lexical, datatype)
}

/// A time of publication is typed where it is a plain date or date and time, else kept as a string.
pub(super) fn issued(published: &str) -> Literal {
    if let (Some(point), _) = time_bounds(published)
        && point.lexical == published
    {
        return date(&point);
    }
    if is_date_time(published) {
        return typed(published, xsd::DATE_TIME);
    }
    Literal::from(published)
}

/// A confidence without an exponent, as `xsd:decimal` has it.
pub(super) fn decimal(value: f64) -> String {
    let shortest = format!("{value}");
    if shortest.contains('.') {
        shortest
    } else {
        format!("{shortest}.0")
    }
}

/// The term for a polarity.
pub(in crate::rdf) fn polarity(polarity: Polarity) -> &'static str {
    match polarity {
        Polarity::Positive => gw::POSITIVE,
        Polarity::Negative => gw::NEGATIVE,
    }
}

/// The term for a modality.
pub(in crate::rdf) fn modality(modality: Modality) -> &'static str {
    match modality {
        Modality::Asserted => gw::ASSERTED,
        Modality::Planned => gw::PLANNED,
        Modality::Predicted => gw::PREDICTED,
        Modality::Possible => gw::POSSIBLE,
        Modality::Hypothetical => gw::HYPOTHETICAL,
        Modality::Requested => gw::REQUESTED,
    }
}

/// The term for a kind of report.
pub(in crate::rdf) fn report_kind(report: ReportKind) -> &'static str {
    match report {
        ReportKind::DirectQuote => gw::DIRECT_QUOTE,
        ReportKind::Reported => gw::REPORTED,
        ReportKind::Implied => gw::IMPLIED,
    }
}
