//! Pictures: the page that `draw` writes.

use crate::draw::{Choice, ChoiceError, Drawing, html as write_page};
use crate::graph::KnowledgeGraph;
use crate::query::{Answer, QueryError, evaluate_until};
use crate::rdf::{Index, recover};
use crate::serve::answer::{self, in_turn, on_fit_stack, options};
use crate::serve::problem::Problem;
use crate::serve::protocol::{Parameters, QueryRequest};
use crate::serve::site::Site;
use crate::serve::slots::Slot;
use crate::serve::{Service, Shared};
use axum::extract::{RawQuery, State};
use axum::http::HeaderValue;
use axum::http::StatusCode;
use axum::http::header::CONTENT_SECURITY_POLICY;
use axum::response::{Html, IntoResponse, Response};

/// `GET /picture`: around entities (`around`, several times; `depth`), of the graph that a query makes (`query`), or of
/// the whole.
pub(super) async fn get(
    State(service): State<Shared>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let parameters = Parameters::read(query.unwrap_or_default().as_bytes())?;
    let depth = match parameters.one("depth")?.unwrap_or("1").parse::<usize>() {
        Ok(depth) if depth <= 20 => depth,
        _ => return Err(Problem::bad("depth is a number from 0 to 20")),
    };
    let around = parameters.all("around").map(str::to_owned).collect();
    let choice = Choice {
        around,
        depth,
        ..Choice::default()
    };
    let request = QueryRequest::of(&parameters)?;
    in_turn(service, move |service, slot| {
        let site = &service.site;
        match &request {
            Some(request) => of_query(service, request, &choice, slot),
            None => draw(site, site.graph().map_err(QueryError::from)?, &choice),
        }
    })
    .await
}

/// What a CONSTRUCT or DESCRIBE gives, as a picture.
fn of_query(
    service: &Service,
    request: &QueryRequest,
    choice: &Choice,
    slot: &Slot,
) -> Result<Response, Problem> {
    let site = &service.site;
    let query = answer::query(service, request)?;
    if !query.answers_with_graph() {
        return Err(Problem::bad(
            "only CONSTRUCT and DESCRIBE make a graph to be drawn",
        ));
    }
    let options = options(service, request.union);
    let graph = on_fit_stack(&query, || {
        let Answer::Graph(quads) = evaluate_until(&query, site.index(), &options, &slot.cancel)?
        else {
            return Err(Problem::bad("the answer is no graph"));
        };
        let index = Index::new(quads).map_err(QueryError::from)?;
        let recovered = recover(&index, site.minter()).map_err(QueryError::from)?;
        Ok(recovered.shard.into_graph())
    })?;
    draw(site, &graph, choice)
}

fn draw(site: &Site, graph: &KnowledgeGraph, choice: &Choice) -> Result<Response, Problem> {
    if graph.entities().next().is_none() {
        return Err(Problem::new(
            StatusCode::NOT_FOUND,
            "there are no entities to draw",
        ));
    }
    let drawing = Drawing::of(graph, site.ontology(), choice).map_err(|error| {
        let status = match error {
            ChoiceError::Unknown { .. } | ChoiceError::Nothing => StatusCode::NOT_FOUND,
            _ => StatusCode::BAD_REQUEST,
        };
        Problem::new(status, error.to_string())
    })?;
    let title = match choice.around.as_slice() {
        [one] => {
            let entity = graph.entity(&crate::graph::Name::new(one.as_str()));
            entity.map(|entity| entity.label().to_owned())
        }
        _ => None,
    };
    let scene = drawing.lay_out(Some(title.as_deref().unwrap_or(site.title())));
    let mut page = Vec::new();
    write_page(&scene, &mut page)
        .map_err(|error| Problem::new(StatusCode::INTERNAL_SERVER_ERROR, error.to_string()))?;
    let mut response = Html(page).into_response();
    // The page has a policy of its own, which allows its own script alone; it may stand in pages of this server.
    let policy = HeaderValue::from_static("frame-ancestors 'self'");
    response
        .headers_mut()
        .insert(CONTENT_SECURITY_POLICY, policy);
    Ok(response)
}
