use crate::query::{Rows, WriteAnswerError};
use oxigraph::model::Term;
use std::io::Write;

/// Writes rows by SPARQL 1.1 Query Results CSV: bare values, lines ended by CR LF.
///
/// Oxigraph's own writer leaves an IRI with a comma or a quote in it unquoted, which breaks the line.
pub(super) fn write_csv(rows: Rows<'_>, mut output: impl Write) -> Result<(), WriteAnswerError> {
    let header: Vec<&str> = rows.variables().collect();
    write!(output, "{}\r\n", header.join(","))?;
    let mut line = String::new();
    for row in rows {
        line.clear();
        for (position, value) in row?.iter().enumerate() {
            if position > 0 {
                line.push(',');
            }
            if let Some(term) = value {
                push_field(&mut line, &plain(term));
            }
        }
        line.push_str("\r\n");
        output.write_all(line.as_bytes())?;
    }
    Ok(())
}

/// A term without what tells its kind. A triple term is its three parts.
fn plain(term: &Term) -> String {
    match term {
        Term::NamedNode(iri) => iri.as_str().to_owned(),
        Term::BlankNode(node) => node.to_string(),
        Term::Literal(literal) => literal.value().to_owned(),
        Term::Triple(triple) => {
            let subject = plain(&Term::from(triple.subject.clone()));
            let predicate = triple.predicate.as_str();
            format!("{subject} {predicate} {}", plain(&triple.object))
        }
    }
}

fn push_field(line: &mut String, text: &str) {
    if text.contains(['"', ',', '\n', '\r']) {
        line.push('"');
        line.push_str(&text.replace('"', "\"\""));
        line.push('"');
    } else {
        line.push_str(text);
    }
}
