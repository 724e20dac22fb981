//! What a request asks for (<https://www.w3.org/TR/sparql11-protocol/#query-operation>).

use crate::query::{ParsedQuery, visible};
use crate::serve::problem::Problem;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode};
use oxigraph::model::NamedNode;

/// The parameters of a request, in their order.
#[derive(Debug, Default)]
pub(super) struct Parameters(Vec<(String, String)>);

impl Parameters {
    /// Those of an address or of a form.
    ///
    /// # Errors
    /// 400 where what `%` stands for is not UTF-8.
    pub(super) fn read(text: &[u8]) -> Result<Self, Problem> {
        let mut read = Vec::new();
        for (name, value) in form_urlencoded::parse(text) {
            // The URL Standard reads what is not UTF-8 as this character.
            if value.contains('\u{FFFD}') && !is_sent(text) {
                let name = visible(&name);
                return Err(Problem::bad(format!("the parameter {name} is not UTF-8")));
            }
            read.push((name.into_owned(), value.into_owned()));
        }
        Ok(Self(read))
    }

    pub(super) fn append(&mut self, mut other: Self) {
        self.0.append(&mut other.0);
    }

    pub(super) fn all<'a>(&'a self, wanted: &'a str) -> impl Iterator<Item = &'a str> {
        let named = self.0.iter().filter(move |(name, _)| name == wanted);
        named.map(|(_, value)| value.as_str())
    }

    /// The value of a parameter that is there once; `None` where it is not.
    ///
    /// # Errors
    /// 400 where it is there several times.
    pub(super) fn one<'a>(&'a self, wanted: &'a str) -> Result<Option<&'a str>, Problem> {
        let mut values = self.all(wanted);
        let value = values.next();
        match values.next() {
            None => Ok(value),
            Some(_) => Err(Problem::bad(format!(
                "the parameter {wanted} is given several times; one is wanted"
            ))),
        }
    }

    /// All of them, with those that are empty left out.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        let filled = self.0.iter().filter(|(_, value)| !value.is_empty());
        filled.map(|(name, value)| (name.as_str(), value.as_str()))
    }

    fn iris(&self, wanted: &str) -> Result<Vec<NamedNode>, Problem> {
        let iri = |value| {
            NamedNode::new(value).map_err(|_| {
                let value = visible(value);
                Problem::bad(format!("{wanted}={value} is not an absolute IRI"))
            })
        };
        self.all(wanted).map(iri).collect()
    }
}

/// Whether the replacement character itself was sent, and means itself.
fn is_sent(text: &[u8]) -> bool {
    let encoded = String::from_utf8_lossy(text).to_ascii_uppercase();
    encoded.contains("%EF%BF%BD")
        || std::str::from_utf8(text).is_ok_and(|text| text.contains('\u{FFFD}'))
}

/// A query and what it is asked of.
#[derive(Debug)]
pub(super) struct QueryRequest {
    pub(super) query: String,
    default_graphs: Vec<NamedNode>,
    named_graphs: Vec<NamedNode>,
    /// The form of the answer, by its name; Accept decides otherwise.
    pub(super) format: Option<String>,
    /// Whether all graphs are asked as one; the server's default otherwise.
    pub(super) union: Option<bool>,
    /// Where it was sent to: what its relative IRIs resolve against, unless the server has a base of its own.
    pub(super) sent_to: Option<String>,
}

impl QueryRequest {
    /// The query of some parameters; `None` where there is none.
    pub(super) fn of(parameters: &Parameters) -> Result<Option<Self>, Problem> {
        if parameters.all("update").next().is_some() {
            return Err(read_only());
        }
        let Some(query) = parameters.one("query")? else {
            return Ok(None);
        };
        Self::with(query.to_owned(), parameters).map(Some)
    }

    /// A query with the other parameters of its request.
    fn with(query: String, parameters: &Parameters) -> Result<Self, Problem> {
        let union = match parameters.one("union-default-graph")? {
            None => None,
            Some("" | "true" | "1") => Some(true),
            Some("false" | "0") => Some(false),
            Some(_) => return Err(Problem::bad("union-default-graph is true or false")),
        };
        Ok(Self {
            query,
            default_graphs: parameters.iris("default-graph-uri")?,
            named_graphs: parameters.iris("named-graph-uri")?,
            format: parameters.one("format")?.map(str::to_owned),
            union,
            sent_to: None,
        })
    }

    /// The query of a POST, with the parameters of its address.
    pub(super) fn of_post(
        headers: &HeaderMap,
        mut parameters: Parameters,
        body: &[u8],
    ) -> Result<Self, Problem> {
        match media_type(headers)?.as_str() {
            "application/x-www-form-urlencoded" => {
                parameters.append(Parameters::read(body)?);
                Self::of(&parameters)?.ok_or_else(|| Problem::bad("the form has no field query"))
            }
            "application/sparql-query" => {
                let query = std::str::from_utf8(body).map_err(|error| {
                    let at = error.valid_up_to();
                    Problem::bad(format!("the query is not UTF-8 at byte offset {at}"))
                })?;
                if parameters.all("query").next().is_some() {
                    return Err(Problem::bad(
                        "there is a query in the address and another one in the body",
                    ));
                }
                Self::with(query.to_owned(), &parameters)
            }
            "application/sparql-update" => Err(read_only()),
            _ => Err(unsupported()),
        }
    }

    /// What a request says of graphs takes the place of what the query says.
    pub(super) fn choose_graphs(&self, query: &mut ParsedQuery) {
        if !self.default_graphs.is_empty() || !self.named_graphs.is_empty() {
            query.set_dataset(self.default_graphs.clone(), self.named_graphs.clone());
        }
    }
}

fn read_only() -> Problem {
    let message = "this server is read-only: there is no SPARQL Update";
    Problem::new(StatusCode::FORBIDDEN, message)
}

fn unsupported() -> Problem {
    let message = "a POST wants application/sparql-query or application/x-www-form-urlencoded as its Content-Type";
    Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, message)
}

/// The media type of a body that is UTF-8, in lower case.
fn media_type(headers: &HeaderMap) -> Result<String, Problem> {
    let value = headers.get(CONTENT_TYPE).ok_or_else(unsupported)?;
    let value = value.to_str().map_err(|_| unsupported())?;
    let mut parts = value.split(';').map(str::trim);
    let media_type = parts.next().unwrap_or_default().to_ascii_lowercase();
    let charset = parts.find_map(|part| {
        let (name, value) = part.split_once('=')?;
        let is_it = name.trim().eq_ignore_ascii_case("charset");
        is_it.then(|| value.trim().trim_matches('"').to_ascii_lowercase())
    });
    match charset.as_deref() {
        None | Some("utf-8" | "utf8" | "us-ascii") => Ok(media_type),
        Some(_) => Err(Problem::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "the body has to be UTF-8",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Parameters, Problem> {
        Parameters::read(text.as_bytes())
    }

    #[test]
    fn parameters_are_read_as_forms_are() {
        let parameters = read("query=ASK+%7B%7D&x=1&x=2").unwrap();
        assert_eq!(parameters.one("query").unwrap(), Some("ASK {}"));
        assert_eq!(parameters.one("none").unwrap(), None);
        assert_eq!(parameters.one("x").unwrap_err().status, 400);
    }

    #[test]
    fn what_is_not_utf_8_is_an_error() {
        assert_eq!(read("query=%ff%fe").unwrap_err().status, 400);
        let replacement = read("query=%EF%BF%BD").unwrap();
        assert_eq!(replacement.one("query").unwrap(), Some("\u{FFFD}"));
    }

    #[test]
    fn an_update_is_refused() {
        let parameters = read("update=CLEAR+ALL").unwrap();
        assert_eq!(QueryRequest::of(&parameters).unwrap_err().status, 403);
    }

    #[test]
    fn graphs_are_named_by_iris() {
        let parameters = read("query=ASK{}&default-graph-uri=x").unwrap();
        let problem = QueryRequest::of(&parameters).unwrap_err();
        assert_eq!(
            problem.message,
            "default-graph-uri=x is not an absolute IRI"
        );
    }
}
