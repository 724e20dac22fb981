//! Answers to queries.

use crate::format::Format;
use crate::query::{
    Answer as Found, Cancel, EvaluationOptions, ParseOptions, ParsedQuery, QueryLimits, Shortcuts,
    WriteAnswerError, evaluate_until, parse, with_deep_stack, write_rows, write_truth,
};
use crate::query::{QueryError, ResultFormat, TableOptions};
use crate::rdf::{Index, Prefixes};
use crate::serve::graph_store::address;
use crate::serve::negotiate::{self, Form};
use crate::serve::problem::Problem;
use crate::serve::protocol::{Parameters, QueryRequest};
use crate::serve::slots::{CancelOnDrop, Slot};
use crate::serve::stream::{Answer, Begun};
use crate::serve::{Service, Shared, description};
use crate::write::write_rdf;
use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, OriginalUri, Request, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, VARY};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use std::fmt::Display;
use std::io::{self, Write};
use std::time::Duration;
use tokio::task::spawn_blocking;
use tokio::time::timeout;

/// `GET /sparql`.
pub(super) async fn get(
    State(service): State<Shared>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let text = uri.query().unwrap_or_default();
    let parameters = Parameters::read(text.as_bytes())?;
    match QueryRequest::of(&parameters)? {
        // Who opens the address of a query in a browser wants to see its answer.
        Some(request) if request.format.is_none() && negotiate::wants_page(&headers) => {
            Ok(Redirect::to(&format!("/query?{text}")).into_response())
        }
        Some(mut request) => {
            request.sent_to = Some(endpoint(&uri, &headers));
            answer(service, request, headers).await
        }
        None => description::get(&service, &endpoint(&uri, &headers), &headers),
    }
}

/// `POST /sparql`.
pub(super) async fn post(
    State(service): State<Shared>,
    request: Request,
) -> Result<Response, Problem> {
    let headers = request.headers().clone();
    let sent_to = endpoint(request.uri(), &headers);
    let parameters = Parameters::read(request.uri().query().unwrap_or_default().as_bytes())?;
    let body = timeout(service.limits.idle, Bytes::from_request(request, &())).await;
    let late = |_| {
        Problem::new(
            StatusCode::REQUEST_TIMEOUT,
            "the body took too long to arrive",
        )
    };
    let body = body.map_err(late)?.map_err(|rejection| {
        let message = match rejection.status() {
            StatusCode::PAYLOAD_TOO_LARGE => {
                format!("a body may have {} bytes", service.limits.body)
            }
            _ => rejection.body_text(),
        };
        Problem::new(rejection.status(), message)
    })?;
    let mut request = QueryRequest::of_post(&headers, parameters, &body)?;
    request.sent_to = Some(sent_to);
    answer(service, request, headers).await
}

/// The address of the endpoint, as the client knows it.
fn endpoint(uri: &Uri, headers: &HeaderMap) -> String {
    format!("{}/sparql", address(uri, headers))
}

/// The form that an answer is written in.
#[derive(Clone, Copy)]
pub(super) enum Written {
    Rows(Form<ResultFormat>),
    Graph(Form<Format>),
}

impl Written {
    /// The form for the answer to a query: `format`, else what Accept likes best.
    pub(super) fn of(
        query: &ParsedQuery,
        headers: &HeaderMap,
        format: Option<&str>,
    ) -> Result<Self, Problem> {
        if query.answers_with_graph() {
            negotiate::graph(headers, format, false).map(Self::Graph)
        } else {
            negotiate::rows(headers, format).map(Self::Rows)
        }
    }

    pub(super) fn media_type(self) -> &'static str {
        match self {
            Self::Rows(form) => form.media_type,
            Self::Graph(form) => form.media_type,
        }
    }
}

/// How long a query may take on the thread of its request, where nobody else is served meanwhile. Most are over long
/// before that, and to hand one to another thread takes as long as its answer.
const AT_ONCE: Duration = Duration::from_millis(1);
/// How many bytes such a query has, and its answer.
const SHORT: usize = 8 << 10;
const SMALL: usize = 64 << 10;

async fn answer(
    service: Shared,
    request: QueryRequest,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let mut known = None;
    if request.query.len() <= SHORT {
        let (query, written) = parsed(&service, &request, &headers)?;
        if let Some(bytes) = at_once(&service, &request, &query, written) {
            let (media_type, format) = (written.media_type(), request.format.as_deref());
            return Ok(response(bytes.into(), media_type, format));
        }
        known = Some((query, written));
    }
    let format = request.format.clone();
    let (body, media_type) = streamed(service, move |service, slot, answer| {
        let (query, written) = match known {
            Some(known) => known,
            None => parsed(service, &request, &headers)?,
        };
        answer.set_media_type(written.media_type());
        let index = service.site.index();
        let options = options(service, request.union);
        on_fit_stack(&query, || {
            write(index, &query, &options, written, &slot.cancel, answer)
        })
    })
    .await?;
    Ok(response(body, media_type, format.as_deref()))
}

/// The query of a request, and the form of its answer.
fn parsed(
    service: &Service,
    request: &QueryRequest,
    headers: &HeaderMap,
) -> Result<(ParsedQuery, Written), Problem> {
    let query = query(service, request)?;
    let written = Written::of(&query, headers, request.format.as_deref())?;
    Ok((query, written))
}

/// Makes an answer on a thread of its own, in its turn, and gives it with its media type as soon as it has begun.
pub(super) async fn streamed(
    service: Shared,
    work: impl FnOnce(&Shared, &Slot, &mut Answer) -> Result<(), Problem> + Send + 'static,
) -> Begun {
    let slot = service.slots.enter().await?;
    let abandoned = CancelOnDrop::new(&slot);
    let (mut answer, begun) = Answer::new(service.limits.idle, &slot.cancel);
    spawn_blocking(move || {
        let result = work(&service, &slot, &mut answer);
        answer.end(result.map_err(|problem| given_way(problem, &slot, &service)));
    });
    let begun = begun.await.map_err(failed)?;
    abandoned.keep();
    begun
}

/// What whoever waits is told when a thread ended that should have answered.
fn failed<E>(_: E) -> Problem {
    Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "the answer failed")
}

/// The answer to a query that is short in every way; nothing where it turns out not to be.
fn at_once(
    service: &Service,
    request: &QueryRequest,
    query: &ParsedQuery,
    written: Written,
) -> Option<Vec<u8>> {
    // A pattern may take longer to compile than anything else here, and is not interrupted meanwhile.
    if query.is_deep() || query.has_patterns() {
        return None;
    }
    let options = EvaluationOptions {
        limits: QueryLimits {
            rows: service.limits.query.rows,
            text: Some(SMALL),
            ..QueryLimits::NONE
        },
        ..options(service, request.union)
    };
    let cancel = Cancel::within(AT_ONCE);
    let mut small = Small::default();
    let index = service.site.index();
    match write(index, query, &options, written, &cancel, &mut small) {
        Ok(()) => Some(small.0),
        // Too long, too large, or a text too long: what it really is, the other way will tell.
        Err(_) => None,
    }
}

/// An answer that is small, or refused.
#[derive(Default)]
struct Small(Vec<u8>);

impl Write for Small {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > SMALL {
            return Err(io::ErrorKind::WriteZero.into());
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// An answer with what it is. One in a form that was asked for by name is a file to be saved.
pub(super) fn response(body: Body, media_type: &'static str, format: Option<&str>) -> Response {
    let mut response = Response::new(body);
    set_type(response.headers_mut(), media_type);
    if let Some(format) = format {
        let file = format!("attachment; filename=\"answer.{}\"", extension(format));
        if let Ok(file) = HeaderValue::from_str(&file) {
            response.headers_mut().insert(CONTENT_DISPOSITION, file);
        }
    }
    response
}

/// The usual end of the name of a file of some format.
fn extension(format: &str) -> &'static str {
    match (ResultFormat::from_name(format), Format::by_name(format)) {
        (Some(rows), _) => rows.extension(),
        (None, Some(graph)) => graph.extensions().first().unwrap_or(&"txt"),
        (None, None) => "txt",
    }
}

/// Media types that are text say that they are UTF-8.
pub(super) fn set_type(headers: &mut HeaderMap, media_type: &'static str) {
    let value = if media_type.starts_with("text/") {
        HeaderValue::from_str(&format!("{media_type}; charset=utf-8"))
    } else {
        Ok(HeaderValue::from_static(media_type))
    };
    if let Ok(value) = value {
        headers.insert(CONTENT_TYPE, value);
    }
    headers.insert(VARY, HeaderValue::from_static("accept"));
}

/// The query of a request, with what the request says of graphs.
pub(super) fn query(service: &Service, request: &QueryRequest) -> Result<ParsedQuery, Problem> {
    let known = service.site.prefixes();
    let options = ParseOptions {
        prefixes: &known,
        base: service.site.base().or(request.sent_to.as_deref()),
    };
    let mut query = parse(&request.query, &options)?;
    request.choose_graphs(&mut query);
    Ok(query)
}

/// Most queries are answered on the thread that is there; deep ones have a deep stack.
pub(super) fn on_fit_stack<T: Send>(
    query: &ParsedQuery,
    work: impl FnOnce() -> Result<T, Problem> + Send,
) -> Result<T, Problem> {
    if query.is_deep() {
        with_deep_stack(work).map_err(|error| Problem::from(QueryError::NoThread(error)))?
    } else {
        work()
    }
}

/// What a query is evaluated with.
pub(super) fn options(service: &Service, union: Option<bool>) -> EvaluationOptions {
    EvaluationOptions {
        default_graph: service.site.default_graph(union),
        shortcuts: Shortcuts::ALL,
        limits: QueryLimits {
            total: service.most_memory(),
            ..service.limits.query
        },
    }
}

/// Writes the answer to a query.
pub(super) fn write(
    index: &Index,
    query: &ParsedQuery,
    options: &EvaluationOptions,
    written: Written,
    cancel: &Cancel,
    out: &mut dyn Write,
) -> Result<(), Problem> {
    let unwritten =
        |error: &dyn Display| Problem::new(StatusCode::NOT_ACCEPTABLE, error.to_string());
    match (evaluate_until(query, index, options, cancel)?, written) {
        (Found::Rows(rows), Written::Rows(form)) => {
            let table = TableOptions {
                width: None,
                prefixes: &[],
            };
            write_rows(rows, form.format, &table, out).map_err(|error| match error {
                WriteAnswerError::Query(error) => error.into(),
                other => unwritten(&other),
            })
        }
        (Found::Truth(truth), Written::Rows(form)) => {
            write_truth(truth, form.format, out).map_err(|error| unwritten(&error))
        }
        (Found::Graph(quads), Written::Graph(form)) => {
            let index = Index::new(quads).map_err(QueryError::from)?;
            let written = write_rdf(&index, form.format, &Prefixes::default(), out);
            written.map_err(|error| unwritten(&error))
        }
        // Whether the answer is a graph can be told from the query.
        _ => Err(Problem::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "the answer is of another kind than the query",
        )),
    }
}

/// Says of a query that was stopped for others that it was.
pub(super) fn given_way(problem: Problem, slot: &Slot, service: &Service) -> Problem {
    if !slot.gave_way() {
        return problem;
    }
    let seconds = service.limits.fair.as_secs_f64();
    Problem::busy(format!(
        "the query was stopped: it had run for more than {seconds} s while others waited"
    ))
}

/// Runs some work of pages on a thread of its own, in its turn.
pub(super) async fn in_turn<T: Send + 'static>(
    service: Shared,
    work: impl FnOnce(&Shared, &Slot) -> Result<T, Problem> + Send + 'static,
) -> Result<T, Problem> {
    let slot = service.slots.enter().await?;
    let abandoned = CancelOnDrop::new(&slot);
    let done = spawn_blocking(move || {
        let result = work(&service, &slot);
        result.map_err(|problem| given_way(problem, &slot, &service))
    });
    let result = done.await.map_err(failed)?;
    abandoned.keep();
    result
}
