use crate::serve::problem::Problem;
use crate::serve::site::Site;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use maud::{DOCTYPE, Markup, html};

/// A page with the bar that all have. `q` is what was searched for.
pub(super) fn page(site: &Site, title: &str, q: &str, content: &Markup) -> Response {
    let whole = if title == site.title() {
        title.to_owned()
    } else {
        format!("{title} – {}", site.title())
    };
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (whole) }
                link rel="stylesheet" href="/style.css";
                script src="/script.js" defer {}
            }
            body {
                a.skip href="#content" { "Skip to the content" }
                header {
                    a.home href="/" { bdi { (site.title()) } }
                    form action="/search" role="search" {
                        label.unseen for="search" { "Find an entity by name" }
                        input #search name="q" type="search" value=(q) placeholder="Find an entity"
                            data-suggest="entity" autocomplete="off" spellcheck="false";
                        button { "Find" }
                    }
                    nav aria-label="Pages" {
                        a href="/picture" { "Picture" }
                        a href="/#questions" { "Questions" }
                        a href="/query" { "Query" }
                    }
                }
                main #content tabindex="-1" { (content) }
                p #announcement .unseen role="status" {}
            }
        }
    };
    Html(page.into_string()).into_response()
}

/// What went wrong, as a page.
pub(super) fn trouble(site: &Site, problem: &Problem, more: &Markup) -> Response {
    let title = match problem.status {
        StatusCode::NOT_FOUND => "Not found",
        StatusCode::SERVICE_UNAVAILABLE => "Too much at once",
        status if status.is_server_error() => "Something failed",
        _ => "This cannot be answered",
    };
    let content = html! {
        h1 { (title) }
        pre.problem role="alert" { (problem.message) }
        (more)
    };
    let mut response = page(site, title, "", &content);
    problem.mark(&mut response);
    response
}
