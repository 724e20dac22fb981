//! A graph over HTTP, to be read: SPARQL, its named graphs, and a page for people.
//!
//! | path | what it is | standard |
//! |---|---|---|
//! | `/sparql` | queries by GET, form and direct POST; its description where no query is given | [SPARQL 1.1 Protocol], [Service Description] |
//! | `/data` | graphs by `?default`, `?graph=IRI` or their own address; all of them without a parameter | [Graph Store HTTP Protocol], GET and HEAD |
//! | `/` and below | search, dossiers, pictures, ready questions, a box for queries | HTML |
//! | `/healthz` | `ok` | |
//!
//! Nothing can be changed. Queries run on the [`Index`](crate::rdf::Index) that all share, each on a thread of its own;
//! what one may use, and how many run at once, is in [`ServeLimits`].
//!
//! # Why axum and not oxhttp?
//! oxhttp 0.3 would be smaller, but it ends only with the process, waits for a request as long as somebody drips it,
//! answers an idle connection with an error, and HEAD with a body. On hyper all of that is there; what is ours is the
//! loop in `connections.rs`.
//!
//! # Why is the page written by the server?
//! Every view has an address that can be sent to somebody, works without scripts, and its escaping is maud's. The script
//! adds completion of names, and nothing of it writes HTML.
//!
//! [SPARQL 1.1 Protocol]: https://www.w3.org/TR/sparql11-protocol/
//! [Service Description]: https://www.w3.org/TR/sparql11-service-description/
//! [Graph Store HTTP Protocol]: https://www.w3.org/TR/sparql11-http-rdf-update/

mod answer;
mod connections;
mod description;
mod graph_store;
mod guard;
mod limits;
mod negotiate;
mod page;
mod problem;
mod protocol;
mod site;
mod slots;
mod stream;

pub use connections::{ServeError, Stop, serve};
pub use limits::ServeLimits;
pub use site::{Site, SiteOptions, SiteParts};

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use slots::Slots;
use std::sync::Arc;

/// What requests are answered from.
struct Service {
    site: Site,
    limits: ServeLimits,
    slots: Slots,
    /// How many bytes the process had when it began to serve.
    memory: Option<u64>,
    /// What may be asked from pages of other sites; `*` is all of them.
    allow_origin: Option<String>,
    /// The names that requests may call this server by, beside those of this machine.
    hosts: Vec<String>,
}

impl Service {
    /// How many bytes the process may have: what it had at first, what pages have been made of since, and what queries
    /// may take together.
    fn most_memory(&self) -> Option<u64> {
        let limit = self.limits.query_memory?;
        Some(self.memory? + self.site.grown() + limit)
    }
}

type Shared = Arc<Service>;

fn router(service: Shared) -> Router {
    let body_limit = DefaultBodyLimit::max(service.limits.body);
    let open = Router::new()
        .route("/sparql", get(answer::get).post(answer::post))
        .route("/sparql/", get(answer::get).post(answer::post))
        .route("/data", get(graph_store::get))
        .route("/data/{*path}", get(graph_store::get))
        .layer(from_fn_with_state(
            Arc::clone(&service),
            guard::allow_origin,
        ));
    let pages = page::router().layer(from_fn_with_state(
        Arc::clone(&service),
        guard::page_headers,
    ));
    Router::new()
        .route("/healthz", get(|| async { "ok\n" }))
        .merge(open)
        .merge(pages)
        .fallback(|| async {
            problem::Problem::new(
                StatusCode::NOT_FOUND,
                "there is nothing here; /sparql takes queries, /data has the graphs, / is for people",
            )
        })
        .layer(body_limit)
        .layer(from_fn_with_state(Arc::clone(&service), guard::check_host))
        .with_state(service)
}
