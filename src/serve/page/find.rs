//! Search, and completion of what is being typed.

use crate::query::QueryError;
use crate::serve::Shared;
use crate::serve::answer::in_turn;
use crate::serve::page::catalog::{Catalog, Use};
use crate::serve::page::{address, layout};
use crate::serve::problem::Problem;
use crate::serve::protocol::Parameters;
use axum::body::Body;
use axum::extract::{RawQuery, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Redirect, Response};
use maud::html;
use serde::Serialize;

/// How many entities a page of results has.
const LISTED: usize = 100;
/// How many suggestions are made.
const SUGGESTED: usize = 12;

/// `GET /search?q=…`. A name that only one entity bears leads straight to it.
pub(super) async fn search(
    State(service): State<Shared>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let parameters = Parameters::read(query.unwrap_or_default().as_bytes())?;
    let text = parameters.one("q")?.unwrap_or_default().trim().to_owned();
    if text.is_empty() {
        return Ok(Redirect::to("/").into_response());
    }
    in_turn(service, move |service, _| {
        let site = &service.site;
        let catalog = site.catalog().map_err(QueryError::from)?;
        let (found, count) = catalog.search(&text, LISTED);
        if let [only] = found.as_slice() {
            return Ok(Redirect::to(&address(only.name.as_str())).into_response());
        }
        let content = html! {
            h1 { "Entities called “" bdi { (text) } "”" }
            @match count {
                0 => p { "There are none. Part of a name is enough, and accents need not be typed." },
                _ if count > LISTED => p.quiet { "The first " (LISTED) " of " (count) "." },
                _ => {},
            }
            ol.entities {
                @for entry in found {
                    li {
                        a href=(address(entry.name.as_str())) { bdi { (entry.label) } }
                        " " small { (entry.classes) @if entry.n_relations > 0 { " · " (counted(entry.n_relations)) } }
                    }
                }
            }
        };
        Ok(layout::page(site, "Search", &text, &content))
    })
    .await
}

fn counted(n_relations: usize) -> String {
    let plural = if n_relations == 1 { "" } else { "s" };
    format!("{n_relations} relation{plural}")
}

/// What the script offers.
#[derive(Serialize)]
struct Suggestion {
    /// What is put into the field.
    value: String,
    /// What it is.
    note: String,
    /// Where it leads at once.
    #[serde(skip_serializing_if = "Option::is_none")]
    href: Option<String>,
}

/// `GET /suggest?kind=entity|property|class|term&text=…`.
pub(super) async fn suggest(
    State(service): State<Shared>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let parameters = Parameters::read(query.unwrap_or_default().as_bytes())?;
    let kind = parameters.one("kind")?.unwrap_or("entity").to_owned();
    let text = parameters.one("text")?.unwrap_or_default().to_owned();
    in_turn(service, move |service, _| {
        let catalog = service.site.catalog().map_err(QueryError::from)?;
        let found = match kind.as_str() {
            "entity" => entities(catalog, &text),
            "property" => terms(catalog, &text, Some(Use::Property)),
            "class" => terms(catalog, &text, Some(Use::Class)),
            "term" => terms(catalog, &text, None),
            _ => {
                let message = "kind is entity, property, class or term";
                return Err(Problem::bad(message));
            }
        };
        let json = serde_json::to_vec(&found).map_err(|error| Problem::bad(error.to_string()))?;
        Ok(([(CONTENT_TYPE, "application/json")], Body::from(json)).into_response())
    })
    .await
}

fn entities(catalog: &Catalog, text: &str) -> Vec<Suggestion> {
    let (found, _) = catalog.search(text, SUGGESTED);
    let suggestions = found.into_iter().map(|entry| Suggestion {
        value: entry.label.clone(),
        note: entry.classes.clone(),
        href: Some(address(entry.name.as_str())),
    });
    suggestions.collect()
}

fn terms(catalog: &Catalog, text: &str, used: Option<Use>) -> Vec<Suggestion> {
    let found = catalog.terms(text, used, SUGGESTED).into_iter();
    let suggestions = found.map(|term| Suggestion {
        value: term.short.clone(),
        note: term.label.clone(),
        href: None,
    });
    suggestions.collect()
}
