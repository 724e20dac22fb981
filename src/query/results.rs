use crate::query::table::{TableOptions, write_table};
use crate::query::{QueryError, ResultFormat, Rows, csv, visible};
use oxigraph::model::{Term, TermRef};
use oxigraph::sparql::Variable;
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer};
use std::io::{self, Write};
use thiserror::Error;

/// Why an answer was not written, or not to its end.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum WriteAnswerError {
    /// The query failed while its rows were read.
    #[error(transparent)]
    Query(#[from] QueryError),
    /// The output cannot be written.
    #[error("the answer cannot be written")]
    Output(#[from] io::Error),
    /// XML 1.0 has no way to write a character of the data.
    #[error("XML cannot hold the character U+{:04X} of {}; csv, tsv and json can", u32::from(*.character), visible(.text))]
    NotInXml {
        /// The character.
        character: char,
        /// The beginning of the text where it stands.
        text: String,
    },
}

/// Writes the rows of a SELECT. All formats but the table write each row as it is found.
///
/// # Errors
/// [`WriteAnswerError::Query`] if a row cannot be had, a time limit included; what was written until then
/// stays. [`WriteAnswerError::Output`] if the output refuses.
pub fn write_rows(
    rows: Rows<'_>,
    format: ResultFormat,
    table: &TableOptions<'_>,
    mut output: impl Write,
) -> Result<(), WriteAnswerError> {
    match format {
        ResultFormat::Table => write_table(rows, table, output),
        ResultFormat::Csv => csv::write_csv(rows, output),
        ResultFormat::Tsv => serialize(rows, QueryResultsFormat::Tsv, output),
        ResultFormat::Json => {
            serialize(rows, QueryResultsFormat::Json, &mut output)?;
            Ok(output.write_all(b"\n")?)
        }
        ResultFormat::Xml => {
            serialize(rows, QueryResultsFormat::Xml, &mut output)?;
            Ok(output.write_all(b"\n")?)
        }
    }
}

/// Writes the answer to an ASK: `yes` or `no` as a table, else as the format has it.
///
/// # Errors
/// What the output says.
pub fn write_truth(truth: bool, format: ResultFormat, mut output: impl Write) -> io::Result<()> {
    let format = match format {
        ResultFormat::Table => {
            return writeln!(output, "{}", if truth { "yes" } else { "no" });
        }
        // The standard has no ASK in these two; `true` and `false` is what other programs write.
        ResultFormat::Csv | ResultFormat::Tsv => return writeln!(output, "{truth}"),
        ResultFormat::Json => QueryResultsFormat::Json,
        ResultFormat::Xml => QueryResultsFormat::Xml,
    };
    QueryResultsSerializer::from_format(format).serialize_boolean_to_writer(&mut output, truth)?;
    writeln!(output)
}

fn serialize(
    rows: Rows<'_>,
    format: QueryResultsFormat,
    output: impl Write,
) -> Result<(), WriteAnswerError> {
    let variables: Vec<Variable> = rows.variables().map(Variable::new_unchecked).collect();
    let mut serializer = QueryResultsSerializer::from_format(format)
        .serialize_solutions_to_writer(output, variables.clone())?;
    for row in rows {
        let row = row?;
        if format == QueryResultsFormat::Xml {
            row.iter().flatten().try_for_each(check_xml)?;
        }
        let bound = variables.iter().zip(&row).filter_map(|(variable, value)| {
            Some((variable.as_ref(), TermRef::from(value.as_ref()?)))
        });
        serializer.serialize(bound)?;
    }
    serializer.finish()?;
    Ok(())
}

/// Refuses characters that XML 1.0 forbids even as references (<https://www.w3.org/TR/xml/#charsets>):
/// leaving them out would change the data.
fn check_xml(term: &Term) -> Result<(), WriteAnswerError> {
    let text = match term {
        Term::Literal(literal) => literal.value(),
        Term::Triple(triple) => return check_xml(&triple.object),
        Term::NamedNode(_) | Term::BlankNode(_) => return Ok(()),
    };
    let forbidden = text.chars().find(|character| {
        matches!(character, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
    });
    match forbidden {
        None => Ok(()),
        Some(character) => Err(WriteAnswerError::NotInXml {
            character,
            text: format!("{:?}", text.chars().take(40).collect::<String>()),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::fixture::{index, select};
    use crate::rdf::Index;

    const KINDS: &str = r#"SELECT ?v ?w {
        VALUES (?v ?w) {
            (<http://e/a,b> UNDEF) (1 1.5) (-1e0 true) ("a \"b\"\t,\n" 'x'@en-GB)
            ("01"^^<http://www.w3.org/2001/XMLSchema#integer> "") (" " "1"^^<x:y>)
            (<<( <x:s> <x:p> "o, 'o'" )>> 1)
        }
    }"#;

    fn written(query: &str, format: ResultFormat) -> String {
        let index = Index::default();
        let mut output = Vec::new();
        write_rows(
            select(query, &index),
            format,
            &TableOptions::default(),
            &mut output,
        )
        .unwrap();
        String::from_utf8(output).unwrap()
    }

    #[test]
    fn csv_quotes_whatever_holds_a_comma_and_ends_lines_with_cr_lf() {
        insta::assert_snapshot!(written(KINDS, ResultFormat::Csv).replace('\r', "␍"), @r#"
        v,w␍
        "http://e/a,b",␍
        1,1.5␍
        -1e0,true␍
        "a ""b""	,
        ",x␍
        01,␍
         ,1␍
        "x:s x:p o, 'o'",1␍
        "#);
        assert_eq!(written("SELECT ?x {}", ResultFormat::Csv), "x\r\n\r\n");
    }

    #[test]
    fn tsv_writes_terms_as_turtle_does() {
        insta::assert_snapshot!(written(KINDS, ResultFormat::Tsv).replace('\t', "␉"), @r#"
        ?v␉?w
        <http://e/a,b>␉
        1␉1.5
        -1e0␉true
        "a \"b\"\t,\n"␉"x"@en-gb
        01␉""
        " "␉"1"^^<x:y>
        <<( <x:s> <x:p> "o, 'o'" )>>␉1
        "#);
    }

    #[test]
    fn json_and_xml_follow_the_standard() {
        let query = "SELECT ?v ?w { VALUES (?v ?w) { (<x:a> UNDEF) ('a<b'@en 1) } }";
        insta::assert_snapshot!(written(query, ResultFormat::Json), @r#"{"head":{"vars":["v","w"]},"results":{"bindings":[{"v":{"type":"uri","value":"x:a"}},{"v":{"type":"literal","value":"a<b","xml:lang":"en"},"w":{"type":"literal","value":"1","datatype":"http://www.w3.org/2001/XMLSchema#integer"}}]}}"#);
        insta::assert_snapshot!(written(query, ResultFormat::Xml), @r#"<?xml version="1.0"?><sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="v"/><variable name="w"/></head><results><result><binding name="v"><uri>x:a</uri></binding></result><result><binding name="v"><literal xml:lang="en">a&lt;b</literal></binding><binding name="w"><literal datatype="http://www.w3.org/2001/XMLSchema#integer">1</literal></binding></result></results></sparql>"#);
    }

    #[test]
    fn yes_and_no_in_every_format() {
        let all: String = ResultFormat::ALL
            .into_iter()
            .map(|format| {
                let mut output = Vec::new();
                write_truth(format != ResultFormat::Csv, format, &mut output).unwrap();
                String::from_utf8(output).unwrap()
            })
            .collect();
        insta::assert_snapshot!(all, @r#"
        yes
        false
        true
        {"head":{},"boolean":true}
        <?xml version="1.0"?><sparql xmlns="http://www.w3.org/2005/sparql-results#"><head></head><boolean>true</boolean></sparql>
        "#);
    }

    #[test]
    fn a_character_that_xml_cannot_hold_is_an_error() {
        let index = index("<x:s> <x:p> \"bell \\u0007\" .");
        let rows = select("SELECT ?o { ?s ?p ?o }", &index);
        let error = write_rows(
            rows,
            ResultFormat::Xml,
            &TableOptions::default(),
            Vec::new(),
        );
        insta::assert_snapshot!(error.unwrap_err(), @r#"XML cannot hold the character U+0007 of "bell \u{7}"; csv, tsv and json can"#);
    }

    #[test]
    fn an_output_that_fails_is_told_from_a_query_that_fails() {
        let index = index("<x:s> <x:p> <x:o> .");
        let rows = select("SELECT ?o { ?s ?p ?o }", &index);
        let mut full = [0; 4];
        let error = write_rows(
            rows,
            ResultFormat::Tsv,
            &TableOptions::default(),
            full.as_mut_slice(),
        );
        assert!(matches!(error, Err(WriteAnswerError::Output(_))));
    }
}
