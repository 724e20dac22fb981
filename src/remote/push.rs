use crate::rdf::Index;
use crate::remote::chunks::{Chunk, chunks};
use crate::remote::endpoint::{Endpoint, RemoteError, Sent};
use oxigraph::model::{NamedNode, TermRef};
use std::collections::BTreeSet;
use thiserror::Error;
use ureq::http::Method;

/// By which protocol triples are sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// Graph Store HTTP Protocol: `POST ?graph=…` with the triples.
    GraphStore,
    /// SPARQL 1.1 Update: `INSERT DATA`.
    Update,
}

impl How {
    /// Sends some triples to a graph, the default graph for `None`, which is emptied before if it `clears`.
    fn send(
        self,
        endpoint: &Endpoint,
        graph: Option<&str>,
        chunk: &Chunk<'_>,
        clears: bool,
    ) -> Result<(), RemoteError> {
        match self {
            Self::GraphStore => by_graph_store(endpoint, graph, chunk, clears),
            Self::Update => by_update(endpoint, graph, chunk, clears),
        }
    }
}

/// How a graph is sent.
#[derive(Debug, Clone)]
pub struct PushOptions {
    /// The protocol.
    pub how: How,
    /// Where the triples of the default graph go; the store's default graph otherwise.
    pub graph: Option<NamedNode>,
    /// Whether each graph is emptied before its first triple arrives.
    pub replace: bool,
    /// How many triples one request has at most.
    pub chunk: usize,
}

impl PushOptions {
    /// As many triples as Virtuoso takes in one `INSERT DATA`: it answers 400 to 10,000.
    pub const CHUNK: usize = 1000;
}

/// What has arrived.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Pushed {
    /// Triples that the server has taken.
    pub n_triples: usize,
    /// Requests that it has answered.
    pub n_requests: usize,
}

/// Why a push ended before its end.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum PushError {
    /// Blank nodes would become others in each request.
    #[error("the graph has {0} blank nodes, which would be new ones in each request")]
    BlankNodes(usize),
    /// The server did not take something.
    #[error("{reason}")]
    Remote {
        /// What had arrived before that.
        pushed: Pushed,
        /// Why.
        #[source]
        reason: RemoteError,
    },
}

/// Sends a graph. `arrived` is told after each request.
///
/// # Errors
/// [`PushError`]. What has arrived stays; sending all of it again does no harm.
pub fn push(
    index: &Index,
    endpoint: &Endpoint,
    options: &PushOptions,
    mut arrived: impl FnMut(Pushed),
) -> Result<Pushed, PushError> {
    if index.n_blank() > 0 {
        return Err(PushError::BlankNodes(index.n_blank()));
    }
    let mut pushed = Pushed::default();
    let mut cleared = BTreeSet::new();
    for chunk in chunks(index, options.chunk) {
        let graph = match chunk.graph {
            Some(TermRef::NamedNode(name)) => Some(name.as_str().to_owned()),
            _ => options.graph.as_ref().map(|name| name.as_str().to_owned()),
        };
        let clears = options.replace && cleared.insert(graph.clone());
        let sent = options.how.send(endpoint, graph.as_deref(), &chunk, clears);
        sent.map_err(|reason| PushError::Remote { pushed, reason })?;
        pushed.n_triples += chunk.n_triples;
        pushed.n_requests += 1;
        arrived(pushed);
    }
    if options.replace && cleared.is_empty() {
        // A graph without a triple takes the place of what is there too.
        let graph = options.graph.as_ref().map(NamedNode::as_str);
        let empty = Chunk {
            graph: None,
            lines: String::new(),
            n_triples: 0,
        };
        let sent = options.how.send(endpoint, graph, &empty, true);
        sent.map_err(|reason| PushError::Remote { pushed, reason })?;
        pushed.n_requests += 1;
    }
    Ok(pushed)
}

fn by_graph_store(
    endpoint: &Endpoint,
    graph: Option<&str>,
    chunk: &Chunk<'_>,
    clears: bool,
) -> Result<(), RemoteError> {
    let parameters = match graph {
        None => "?default".to_owned(),
        Some(graph) => {
            let mut form = form_urlencoded::Serializer::for_suffix(String::from("?"), 1);
            form.append_pair("graph", graph).finish()
        }
    };
    let method = if clears { Method::PUT } else { Method::POST };
    let reply = endpoint.send(Sent {
        method: &method,
        parameters: &parameters,
        // N-Triples is Turtle, which every store takes.
        content_type: "text/turtle; charset=utf-8",
        accept: "*/*",
        body: chunk.lines.as_bytes(),
    });
    reply.map(drop)
}

fn by_update(
    endpoint: &Endpoint,
    graph: Option<&str>,
    chunk: &Chunk<'_>,
    clears: bool,
) -> Result<(), RemoteError> {
    let lines = &chunk.lines;
    let insert = match graph {
        None => format!("INSERT DATA {{\n{lines}}}"),
        Some(graph) => format!("INSERT DATA {{ GRAPH <{graph}> {{\n{lines}}} }}"),
    };
    let clear = match graph {
        None => "CLEAR SILENT DEFAULT".to_owned(),
        Some(graph) => format!("CLEAR SILENT GRAPH <{graph}>"),
    };
    let update = if clears {
        format!("{clear} ;\n{insert}")
    } else {
        insert
    };
    let mut form = form_urlencoded::Serializer::new(String::new());
    let body = form.append_pair("update", &update).finish();
    let reply = endpoint.send(Sent {
        method: &Method::POST,
        parameters: "",
        content_type: "application/x-www-form-urlencoded",
        accept: "*/*",
        body: body.as_bytes(),
    });
    reply.map(drop)
}
