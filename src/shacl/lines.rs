//! The report for programs: a JSON object a line.

use crate::rdf::Index;
use crate::shacl::report::{Report, Violation};
use oxigraph::model::Literal;
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct Line<'a> {
    kind: &'static str,
    focus: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<String>,
    shape: &'a str,
    component: String,
    severity: &'a str,
    messages: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    details: Vec<Line<'a>>,
}

/// Writes each thing that was found as a line of kind `shape`; terms are written as in N-Triples, paths as in SPARQL.
///
/// # Errors
/// Those of writing to `out`.
pub fn lines(report: &Report, index: &Index, out: &mut impl Write) -> io::Result<()> {
    for violation in &report.violations {
        serde_json::to_writer(&mut *out, &line(violation, index))?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

fn line<'a>(violation: &'a Violation, index: &Index) -> Line<'a> {
    let write = |property| index.term(property).to_string();
    Line {
        kind: "shape",
        focus: index.term(violation.focus).to_string(),
        path: violation.path.as_ref().map(|path| path.written(&write)),
        value: violation.value.as_ref().map(ToString::to_string),
        shape: &violation.shape_name,
        component: violation.component.iri().as_str().to_owned(),
        severity: violation.severity.as_str(),
        messages: violation.messages.iter().map(Literal::value).collect(),
        details: violation
            .details
            .iter()
            .map(|detail| line(detail, index))
            .collect(),
    }
}
