//! Pages for people: search, dossiers, pictures, ready questions, queries.
//!
//! | path | what it shows | file |
//! |---|---|---|
//! | `/` | where to begin | `home.rs` |
//! | `/search?q=…` | entities by name | `find.rs` |
//! | `/suggest?kind=…&text=…` | names that begin so, as JSON for the script | `find.rs` |
//! | `/thing?iri=…` | an entity with its picture, a claim, a quote in its text, or bare triples | `thing.rs` |
//! | `/picture?around=…` | a picture as `draw` makes it | `picture.rs` |
//! | `/query?query=…` | the answer to a query | `answers.rs` |
//! | `/ask?question=…` | the answer to a ready question | `ask.rs` |

mod answers;
mod ask;
mod catalog;
mod find;
mod home;
mod layout;
mod picture;
mod terms;
mod thing;

pub(super) use catalog::Catalog;

use crate::serve::Shared;
use crate::serve::problem::Problem;
use crate::serve::site::Site;
use axum::Router;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use maud::html;

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

pub(super) fn router() -> Router<Shared> {
    Router::new()
        .route("/", get(home::get))
        .route("/search", get(find::search))
        .route("/suggest", get(find::suggest))
        .route("/thing", get(thing::get))
        .route("/picture", get(picture::get))
        .route("/query", get(answers::get))
        .route("/ask", get(ask::get))
        .route("/style.css", get(|| async { file("text/css", STYLE) }))
        .route(
            "/script.js",
            get(|| async { file("text/javascript", SCRIPT) }),
        )
        // Browsers ask for one of their own accord.
        .route("/favicon.ico", get(|| async { StatusCode::NO_CONTENT }))
}

fn file(media_type: &'static str, text: &'static str) -> impl IntoResponse {
    let headers = [(CONTENT_TYPE, media_type), (CACHE_CONTROL, "no-cache")];
    (headers, text)
}

/// What went wrong, as a page.
pub(super) fn trouble(site: &Site, problem: &Problem) -> Response {
    layout::trouble(site, problem, &html! {})
}

/// The address of what is shown of something.
pub(super) fn address(iri: &str) -> String {
    format!("/thing?iri={}", encoded(iri))
}

/// Words as the value of a parameter.
fn encoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}
