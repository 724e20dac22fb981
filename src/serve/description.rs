//! What this service says of itself (<https://www.w3.org/TR/sparql11-service-description/>).

use crate::query::QueryError;
use crate::rdf::{GraphSelection, Index, Prefixes, Quads, TooManyTerms};
use crate::serve::answer::set_type;
use crate::serve::negotiate;
use crate::serve::problem::Problem;
use crate::serve::{Service, Shared};
use crate::write::write_rdf;
use axum::body::Body;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use oxigraph::model::vocab::rdf;
use oxigraph::model::{BlankNode, Literal, NamedNode, Term, TermRef};

const SD: &str = "http://www.w3.org/ns/sparql-service-description#";
const FORMATS: &str = "http://www.w3.org/ns/formats/";
const VOID: &str = "http://rdfs.org/ns/void#";

/// The forms of answers, by their names in <http://www.w3.org/ns/formats/>.
const RESULT_FORMATS: [&str; 10] = [
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "RDF_XML",
    "JSON-LD",
    "TriG",
    "N-Quads",
];

/// The description, in the form of RDF that the client likes.
pub(super) fn get(
    service: &Shared,
    endpoint: &str,
    headers: &HeaderMap,
) -> Result<Response, Problem> {
    let form = if negotiate::wants_page(headers) {
        negotiate::graph(&HeaderMap::new(), None, false)
    } else {
        negotiate::graph(headers, None, false)
    }?;
    let quads = describe(service, endpoint).map_err(QueryError::from)?;
    let index = Index::new(quads).map_err(QueryError::from)?;
    let mut bytes = Vec::new();
    write_rdf(&index, form.format, &Prefixes::default(), &mut bytes)
        .map_err(|error| Problem::new(StatusCode::INTERNAL_SERVER_ERROR, error.to_string()))?;
    let mut response = Response::new(Body::from(bytes));
    set_type(response.headers_mut(), form.media_type);
    Ok(response)
}

fn describe(service: &Service, endpoint: &str) -> Result<Quads, TooManyTerms> {
    let index = service.site.index();
    let mut quads = Quads::default();
    quads.prefixes = [("sd", SD), ("void", VOID)].into_iter().collect();
    let node = |name: &str| Term::from(BlankNode::new_unchecked(name));
    let sd = |name: &str| NamedNode::new_unchecked(format!("{SD}{name}"));
    let (this, dataset, default) = (node("service"), node("dataset"), node("default"));
    let a = || rdf::TYPE.into_owned();
    quads.insert(this.clone(), a(), sd("Service"))?;
    // An address that a client made up is left out.
    if let Ok(endpoint) = NamedNode::new(endpoint) {
        quads.insert(this.clone(), sd("endpoint"), endpoint)?;
    }
    quads.insert(this.clone(), sd("supportedLanguage"), sd("SPARQL11Query"))?;
    for format in RESULT_FORMATS {
        let format = NamedNode::new_unchecked(format!("{FORMATS}{format}"));
        quads.insert(this.clone(), sd("resultFormat"), format)?;
    }
    if service.site.default_graph(None) == crate::query::DefaultGraphChoice::Union {
        quads.insert(this.clone(), sd("feature"), sd("UnionDefaultGraph"))?;
    }
    quads.insert(this, sd("defaultDataset"), dataset.clone())?;
    quads.insert(dataset.clone(), a(), sd("Dataset"))?;
    quads.insert(dataset.clone(), sd("defaultGraph"), default.clone())?;
    quads.insert(default.clone(), a(), sd("Graph"))?;
    let triples = NamedNode::new_unchecked(format!("{VOID}triples"));
    let count = |graphs| {
        let count = index.matching(None, None, None, graphs).count();
        Literal::from(i64::try_from(count).unwrap_or(i64::MAX))
    };
    quads.insert(default, triples.clone(), count(GraphSelection::Default))?;
    for (number, id) in index.named_graphs().iter().enumerate() {
        let TermRef::NamedNode(name) = index.term(*id) else {
            continue;
        };
        let (named, graph) = (
            node(&format!("named{number}")),
            node(&format!("graph{number}")),
        );
        quads.insert(dataset.clone(), sd("namedGraph"), named.clone())?;
        quads.insert(named.clone(), a(), sd("NamedGraph"))?;
        quads.insert(named.clone(), sd("name"), name.into_owned())?;
        quads.insert(named, sd("graph"), graph.clone())?;
        quads.insert(graph.clone(), a(), sd("Graph"))?;
        quads.insert(graph, triples.clone(), count(GraphSelection::Named(*id)))?;
    }
    Ok(quads)
}
