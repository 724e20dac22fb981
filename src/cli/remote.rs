//! Options of commands that speak to another machine.

use crate::cli::answers::{AnswerFormat, AnswerOptions, Text};
use crate::cli::exit::{Exit, Failure, plain};
use crate::cli::load::limit;
use crate::cli::messages::Messages;
use crate::cli::open::shown;
use clap::Args;
use graphwright::format::Format;
use graphwright::limits::REMOTE_TIME;
use graphwright::query::{Answer, ParsedQuery, read_answer};
use graphwright::read::{RdfOptions, read_rdf};
use graphwright::remote::{Credentials, Endpoint, EndpointOptions, RemoteError};
use std::path::{Path, PathBuf};
use std::time::Duration;

const CREDENTIALS: &str = "A file with what lets you in: lines of user=… and password=…, or token=…; the environment's \
    GRAPHWRIGHT_USER and GRAPHWRIGHT_PASSWORD, or GRAPHWRIGHT_TOKEN, otherwise";

#[derive(Debug, Args)]
pub struct RemoteOptions {
    #[arg(long, value_name = "FILE", help = CREDENTIALS)]
    credentials: Option<PathBuf>,
    /// How often a request is sent again when the server cannot be reached or is busy
    #[arg(long, value_name = "N", default_value_t = 4)]
    retries: u32,
    /// How many seconds one request may take
    #[arg(long, value_name = "SECONDS", default_value_t = REMOTE_TIME.as_secs(), value_parser = clap::value_parser!(u64).range(1..=86_400))]
    request_timeout: u64,
}

impl RemoteOptions {
    /// The endpoint at an address.
    pub fn endpoint(&self, address: &str, messages: &Messages) -> Result<Endpoint, Failure> {
        let credentials = self.credentials()?;
        let has_secret = credentials != Credentials::None;
        let options = EndpointOptions {
            credentials,
            time: Duration::from_secs(self.request_timeout),
            retries: self.retries,
            ..EndpointOptions::default()
        };
        let endpoint = Endpoint::new(address, options).map_err(|error| failure(&error))?;
        if has_secret && endpoint.is_open() {
            messages.warn(format!(
                "{}: without https, whoever is on the way can read the password or token",
                endpoint.address()
            ));
        }
        Ok(endpoint)
    }

    fn credentials(&self) -> Result<Credentials, Failure> {
        if let Some(path) = &self.credentials {
            return from_file(path);
        }
        let variable = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
        let [user, password, token] = [
            "GRAPHWRIGHT_USER",
            "GRAPHWRIGHT_PASSWORD",
            "GRAPHWRIGHT_TOKEN",
        ]
        .map(variable);
        Credentials::new(user, password, token)
            .map_err(|error| Failure::new(Exit::Usage, format!("GRAPHWRIGHT_…: {error}")))
    }
}

fn from_file(path: &Path) -> Result<Credentials, Failure> {
    let name = shown(path);
    let failed =
        |error: &dyn std::fmt::Display| Failure::new(Exit::Usage, format!("{name}: {error}"));
    let text = std::fs::read_to_string(path).map_err(|error| failed(&plain(&error)))?;
    Credentials::read(&text).map_err(|error| failed(&error))
}

/// What another machine did, as a failure: the address is the user's, the rest is the output's.
pub fn failure(error: &RemoteError) -> Failure {
    let exit = match error {
        RemoteError::NoAddress(_) | RemoteError::SecretInAddress => Exit::Usage,
        _ => Exit::Output,
    };
    Failure::new(exit, error)
}

/// What an endpoint may answer with.
const ROWS: &str = "application/sparql-results+json, application/sparql-results+xml;q=0.8";
const GRAPHS: &str = "text/turtle, application/n-triples;q=0.9, application/rdf+xml;q=0.7, application/ld+json;q=0.5";

/// The answer of an endpoint, and the form to write it in. Of a query that only the endpoint understands, the answer's
/// media type tells what it is.
pub fn endpoint_answer(
    endpoint: &Endpoint,
    text: &Text,
    query: Option<&ParsedQuery>,
    options: &AnswerOptions,
) -> Result<(Answer<'static>, AnswerFormat), Failure> {
    let is_graph = query.map(ParsedQuery::answers_with_graph);
    // What is wrong with `--to` is said before the work.
    let format = is_graph
        .map(|is_graph| options.result_format(is_graph))
        .transpose()?;
    let accept = match is_graph {
        Some(true) => GRAPHS.to_owned(),
        Some(false) => ROWS.to_owned(),
        None => format!("{ROWS}, {GRAPHS}"),
    };
    let full = query.map_or_else(|| text.text.clone(), ParsedQuery::with_all_prefixes);
    let reply = endpoint
        .ask(&full, &accept)
        .map_err(|error| failure(&error))?;
    let address = endpoint.address();
    let unread = |what: &dyn std::fmt::Display| {
        Failure::new(
            Exit::Output,
            format!("{address}: the answer cannot be read: {what}"),
        )
    };
    let graph_format = Format::ALL
        .into_iter()
        .find(|format| format.rdf().is_some() && format.media_type() == reply.media_type);
    let Some(graph_format) = graph_format else {
        let is_rows = reply.media_type.contains("json") || reply.media_type.contains("xml");
        if !is_rows || is_graph == Some(true) {
            return Err(unread(&format!("it is {:?}", reply.media_type)));
        }
        let answer = read_answer(reply.body, &reply.media_type).map_err(|error| unread(&error))?;
        let format = format.map_or_else(|| options.result_format(false), Ok)?;
        return Ok((answer, format));
    };
    let options_of_reader = RdfOptions {
        format: graph_format,
        base: Some(&address),
        threads: None,
    };
    let reader = std::io::BufReader::new(reply.body);
    let name = address.as_str().into();
    let (quads, faults) = read_rdf(reader, &name, options_of_reader).map_err(limit)?;
    if let Some(fault) = faults.first() {
        return Err(unread(fault));
    }
    let format = format.map_or_else(|| options.result_format(true), Ok)?;
    Ok((Answer::Graph(quads), format))
}
