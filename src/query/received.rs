use crate::query::{Answer, Rows};
use oxigraph::sparql::results::{
    QueryResultsFormat, QueryResultsParseError, QueryResultsParser, ReaderQueryResultsParserOutput,
};
use oxigraph::sparql::{QueryEvaluationError, QuerySolutionIter};
use std::io::Read;

/// Reads the answer of another program to SELECT or ASK, row by row: by its media type, JSON or XML.
///
/// # Errors
/// What is wrong with its beginning; what is wrong further on is a row's error.
///
/// # Panics
/// Never.
pub fn read_answer(
    reader: impl Read + 'static,
    media_type: &str,
) -> Result<Answer<'static>, QueryResultsParseError> {
    let is_xml = media_type.ends_with("xml");
    let format = if is_xml {
        QueryResultsFormat::Xml
    } else {
        QueryResultsFormat::Json
    };
    match QueryResultsParser::from_format(format).for_reader(reader)? {
        ReaderQueryResultsParserOutput::Boolean(truth) => Ok(Answer::Truth(truth)),
        ReaderQueryResultsParserOutput::Solutions(solutions) => {
            let variables = solutions.variables().into();
            let rows = solutions.map(|row| {
                row.map(|row| (row.variables().to_vec(), row.values().to_vec()).into())
                    .map_err(|error| QueryEvaluationError::Unexpected(error.into()))
            });
            Ok(Answer::Rows(Rows::received(QuerySolutionIter::new(
                variables, rows,
            ))))
        }
    }
}
