//! The graphs of a site, to be read (<https://www.w3.org/TR/sparql11-http-rdf-update/>).

use crate::format::Format;
use crate::query::{QueryError, visible};
use crate::rdf::{GraphSelection, Index, Prefixes, TermId};
use crate::serve::answer::{response, streamed};
use crate::serve::negotiate;
use crate::serve::problem::Problem;
use crate::serve::protocol::Parameters;
use crate::serve::stream::Answer;
use crate::serve::{Service, Shared};
use crate::write::{WriteError, write_rdf};
use axum::extract::{OriginalUri, State};
use axum::http::header::HOST;
use axum::http::uri::Authority;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::Response;
use oxigraph::model::{NamedNode, TermRef};
use oxiri::Iri;

/// Which graphs are wanted.
enum Wanted {
    All,
    Default,
    Named(TermId),
}

/// `GET /data`; HEAD is the same without a body.
pub(super) async fn get(
    State(service): State<Shared>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let parameters = Parameters::read(uri.query().unwrap_or_default().as_bytes())?;
    let wanted = wanted(&service, &parameters, &uri, &headers)?;
    let form = negotiate::graph(
        &headers,
        parameters.one("format")?,
        matches!(wanted, Wanted::All) && !service.site.index().named_graphs().is_empty(),
    )?;
    let (body, media_type) = streamed(service, move |service, _, answer| {
        answer.set_media_type(form.media_type);
        write(service, &wanted, form.format, answer)
    })
    .await?;
    Ok(response(body, media_type, None))
}

/// The graph that a request names: indirectly by a parameter, or directly by its own address.
fn wanted(
    service: &Service,
    parameters: &Parameters,
    uri: &Uri,
    headers: &HeaderMap,
) -> Result<Wanted, Problem> {
    let is_default = parameters.one("default")?.is_some();
    let graph = parameters.one("graph")?;
    let own = uri
        .path()
        .strip_prefix("/data/")
        .filter(|path| !path.is_empty());
    let base = format!("{}/data", address(uri, headers));
    match (is_default, graph, own) {
        (true, Some(_), _) => Err(Problem::bad(
            "?default and ?graph=… exclude each other; a request is for one graph",
        )),
        (true, None, None) => Ok(Wanted::Default),
        (false, Some(iri), None) => named(service, &absolute(iri, &base)?),
        (false, None, Some(_)) => named(service, &absolute(uri.path(), &base)?),
        (false, None, None) => Ok(Wanted::All),
        (_, _, Some(_)) => Err(Problem::bad(
            "a graph is named by its own address or by a parameter, not by both",
        )),
    }
}

/// Where this server is for the client, without a slash at the end.
pub(super) fn address(uri: &Uri, headers: &HeaderMap) -> String {
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    let host = uri.authority().map(Authority::as_str).or(host);
    format!("http://{}", host.unwrap_or("localhost"))
}

fn absolute(iri: &str, base: &str) -> Result<NamedNode, Problem> {
    let wrong = || {
        let iri = visible(iri);
        Problem::bad(format!("the name of the graph, {iri}, is not an IRI"))
    };
    if let Ok(iri) = NamedNode::new(iri) {
        return Ok(iri);
    }
    let base = Iri::parse(base).map_err(|_| wrong())?;
    let iri = base.resolve(iri).map_err(|_| wrong())?;
    NamedNode::new(iri.as_str()).map_err(|_| wrong())
}

fn named(service: &Service, name: &NamedNode) -> Result<Wanted, Problem> {
    let index = service.site.index();
    let id = index.find(TermRef::from(name.as_ref()));
    let id = id.filter(|id| index.named_graphs().contains(id));
    id.map(Wanted::Named).ok_or_else(|| {
        let message = format!("there is no graph <{}>", visible(name.as_str()));
        Problem::new(StatusCode::NOT_FOUND, message)
    })
}

fn write(
    service: &Service,
    wanted: &Wanted,
    format: Format,
    mut answer: &mut Answer,
) -> Result<(), Problem> {
    let index = service.site.index();
    let selection = match wanted {
        Wanted::Named(id) => Some(GraphSelection::Named(*id)),
        Wanted::Default if !index.named_graphs().is_empty() => Some(GraphSelection::Default),
        Wanted::All | Wanted::Default => None,
    };
    let none = Prefixes::default();
    let written = match selection {
        None => write_rdf(index, format, &none, &mut answer),
        Some(selection) => {
            let quads = index.graph_quads(selection).map_err(QueryError::from)?;
            let index = Index::new(quads).map_err(QueryError::from)?;
            write_rdf(&index, format, &none, &mut answer)
        }
    };
    written.map_err(|error| match error {
        WriteError::Io(error) => Problem::new(StatusCode::INTERNAL_SERVER_ERROR, error.to_string()),
        other => Problem::new(StatusCode::NOT_ACCEPTABLE, other.to_string()),
    })
}
