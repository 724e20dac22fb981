//! Answers to queries as pages.

use crate::format::Format;
use crate::query::{Answer, ParsedQuery, QueryError, Rows, evaluate_until, visible};
use crate::rdf::{Index, Prefixes, Quads};
use crate::serve::answer::{self, in_turn, on_fit_stack, options};
use crate::serve::page::terms::Terms;
use crate::serve::page::{encoded, layout};
use crate::serve::problem::Problem;
use crate::serve::protocol::{Parameters, QueryRequest};
use crate::serve::site::Site;
use crate::serve::slots::Slot;
use crate::serve::{Service, Shared};
use crate::write::write_rdf;
use axum::extract::{RawQuery, State};
use axum::response::Response;
use maud::{Markup, html};
use std::collections::BTreeSet;

/// How many rows a page shows.
const SHOWN: usize = 500;
/// How many bytes of a graph a page shows.
const TEXT: usize = 200_000;
/// How many entities of an answer are drawn.
const DRAWN: usize = 40;

/// Queries to begin with.
const EXAMPLES: [(&str, &str); 4] = [
    (
        "Who does what, in which words",
        "SELECT ?who ?relation ?whom ?words {\n  ?claim gw:subject/skos:prefLabel ?who ; gw:predicate ?relation ;\n         gw:object/skos:prefLabel ?whom ; gw:evidence/gw:exact ?words .\n} ORDER BY ?who LIMIT 100",
    ),
    (
        "How often each property is used",
        "SELECT ?property (COUNT(*) AS ?triples) { ?s ?property ?o }\nGROUP BY ?property ORDER BY DESC(?triples)",
    ),
    (
        "How many there are of each class",
        "SELECT ?class (COUNT(*) AS ?things) { ?thing a ?class }\nGROUP BY ?class ORDER BY DESC(?things)",
    ),
    (
        "A part of the graph, to be drawn or saved",
        "CONSTRUCT { ?claim ?p ?o . ?s rdfs:label ?label } {\n  ?claim a gw:Claim ; ?p ?o .\n  OPTIONAL { ?claim gw:subject ?s . ?s skos:prefLabel ?label }\n} LIMIT 1000",
    ),
];

/// `GET /query`: the box, and the answer to what stands in it.
pub(super) async fn get(
    State(service): State<Shared>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let sent = query.unwrap_or_default();
    let parameters = Parameters::read(sent.as_bytes())?;
    let request = QueryRequest::of(&parameters)?;
    let request = request.filter(|request| !request.query.trim().is_empty());
    let Some(request) = request else {
        return Ok(layout::page(
            &service.site,
            "Query",
            "",
            &html! { h1 { "Query" } (form("")) },
        ));
    };
    in_turn(service, move |service, slot| {
        let site = &service.site;
        let form = form(&request.query);
        let answered = answer(service, &request, &sent, slot);
        Ok(
            match answered.map_err(|problem| answer::given_way(problem, slot, service)) {
                Ok(answer) => layout::page(
                    site,
                    "Answer",
                    "",
                    &html! { h1.unseen { "Answer" } (form) (answer) },
                ),
                Err(problem) => layout::trouble(site, &problem, &form),
            },
        )
    })
    .await
}

/// The box for queries.
pub(super) fn form(query: &str) -> Markup {
    html! {
        form.query action="/query" {
            label for="query" { "SPARQL " small.quiet { "(known prefixes need no declaration; names complete after their prefix)" } }
            textarea #query name="query" rows="8" spellcheck="false" autocomplete="off" data-suggest="term" required { (query) }
            div.row {
                button.main { "Ask" }
                details.examples {
                    summary { "Examples" }
                    ul { @for (title, query) in EXAMPLES {
                        li { a href=(format!("/query?query={}", encoded(query))) { (title) } }
                    } }
                }
            }
        }
    }
}

fn answer(
    service: &Service,
    request: &QueryRequest,
    sent: &str,
    slot: &Slot,
) -> Result<Markup, Problem> {
    let query = answer::query(service, request)?;
    let asked = Asked {
        query: &query,
        index: service.site.index(),
        union: request.union,
        // With all that was asked beside the query.
        saved_at: format!("/sparql?{sent}"),
        drawn_at: Some(format!("/picture?{sent}")),
    };
    asked.answer(service, slot)
}

/// A query with where its answer is to be had in other forms.
pub(super) struct Asked<'a> {
    pub(super) query: &'a ParsedQuery,
    pub(super) index: &'a Index,
    pub(super) union: Option<bool>,
    /// The address that saves the answer once it has a format too.
    pub(super) saved_at: String,
    /// Where a graph is drawn.
    pub(super) drawn_at: Option<String>,
}

impl Asked<'_> {
    /// The answer as a table, a word, or Turtle, with what it can be saved as.
    pub(super) fn answer(&self, service: &Service, slot: &Slot) -> Result<Markup, Problem> {
        let options = options(service, self.union);
        on_fit_stack(self.query, || {
            let answer = evaluate_until(self.query, self.index, &options, &slot.cancel)?;
            self.show(&service.site, answer)
        })
    }

    fn show(&self, site: &Site, answer: Answer<'_>) -> Result<Markup, Problem> {
        let save = |formats: &[&str]| {
            html! {
                p.save { "Save as "
                    @for (number, format) in formats.iter().enumerate() {
                        @if number > 0 { ", " }
                        a href=(format!("{}&format={format}", self.saved_at)) { (format) }
                    }
                }
            }
        };
        match answer {
            Answer::Rows(rows) => {
                let table = table(site, rows)?;
                Ok(html! { (table) (save(&["csv", "tsv", "json", "xml"])) })
            }
            Answer::Truth(truth) => Ok(
                html! { p.truth { @if truth { "Yes" } @else { "No" } } (save(&["json", "xml"])) },
            ),
            Answer::Graph(quads) => {
                let graph = graph(quads, self.drawn_at.as_deref())?;
                Ok(html! { (graph) (save(&["turtle", "ntriples", "jsonld", "rdfxml"])) })
            }
        }
    }
}

/// A graph as Turtle. `drawn_at` is where it is drawn.
fn graph(quads: Quads, drawn_at: Option<&str>) -> Result<Markup, Problem> {
    let index = Index::new(quads).map_err(QueryError::from)?;
    let count = index.len();
    let mut text = Vec::new();
    write_rdf(&index, Format::Turtle, &Prefixes::default(), &mut text)
        .map_err(|error| Problem::bad(error.to_string()))?;
    let is_cut = text.len() > TEXT;
    text.truncate(TEXT);
    let text = String::from_utf8_lossy(&text);
    Ok(html! {
        p { (count) " triple" @if count != 1 { "s" }
            @if let Some(address) = drawn_at { @if count > 0 { " · " a href=(address) { "Draw it" } } } }
        pre.turtle tabindex="0" { @for line in text.lines() { (visible(line)) "\n" } }
        @if is_cut { p.quiet { "The rest is in what is saved." } }
    })
}

fn table(site: &Site, rows: Rows<'_>) -> Result<Markup, Problem> {
    let catalog = site.catalog().map_err(QueryError::from)?;
    let terms = Terms::new(site, catalog);
    let columns: Vec<String> = rows.variables().map(str::to_owned).collect();
    let mut body = Vec::new();
    let mut entities = BTreeSet::new();
    let mut has_more = false;
    for row in rows {
        if body.len() == SHOWN {
            has_more = true;
            break;
        }
        let row = row?;
        for term in row.iter().flatten() {
            if entities.len() < DRAWN {
                entities.extend(terms.entity(term));
            }
        }
        body.push(html! {
            tr { @for cell in &row { td {
                @if let Some(term) = cell { (terms.cell(term.as_ref())) }
            } } }
        });
    }
    let count = body.len();
    let around: Vec<String> = entities
        .iter()
        .map(|iri| format!("around={}", encoded(iri)))
        .collect();
    Ok(html! {
        p role="status" {
            @if has_more { "The first " (count) " rows" } @else if count == 1 { "1 row" } @else { (count) " rows" }
            @if around.len() > 1 {
                " · " a href=(format!("/picture?depth=0&{}", around.join("&"))) { "Draw the entities in it" }
            }
        }
        div.scroll tabindex="0" role="region" aria-label="Answer" {
            table {
                thead { tr { @for column in &columns { th scope="col" { (column) } } } }
                tbody { @for row in body { (row) } }
            }
        }
    })
}
