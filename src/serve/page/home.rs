//! Where to begin.

use crate::query::QueryError;
use crate::serve::Shared;
use crate::serve::answer::in_turn;
use crate::serve::page::{address, answers, ask, layout};
use crate::serve::problem::Problem;
use axum::extract::State;
use axum::response::Response;
use maud::html;
use std::collections::BTreeMap;

/// How many entities are offered.
const FOREMOST: usize = 24;

/// `GET /`.
pub(super) async fn get(State(service): State<Shared>) -> Result<Response, Problem> {
    in_turn(service, |service, _| {
        let site = &service.site;
        let graph = site.graph().map_err(QueryError::from)?;
        let catalog = site.catalog().map_err(QueryError::from)?;
        let n_entities = graph.entities().count();
        let counts = [
            (n_entities, "entity", "entities"),
            (graph.network().edge_count(), "relation between them", "relations between them"),
            (graph.evidence().values().count(), "quote", "quotes"),
            (graph.sources().values().count(), "source", "sources"),
            (site.index().len(), "triple", "triples"),
        ];
        let content = html! {
            h1 { bdi { (site.title()) } }
            p.tally { @for (number, (count, one, more)) in counts.iter().enumerate() {
                @if number > 0 { ", " }
                (count) " " @if *count == 1 { (one) } @else { (more) }
            } }
            @if n_entities == 0 { p { "There are no entities in it." } } @else { section aria-labelledby="foremost" {
                h2 #foremost { "Most related" }
                ul.entities.flowing { @for entry in catalog.foremost(FOREMOST) {
                    li { a href=(address(entry.name.as_str())) { bdi { (entry.label) } }
                        " " small { (entry.n_relations) } }
                } }
                p { a href="/picture" { "The picture" } @if n_entities > 80 { " of what has the most relations" } }
            } }
            section #questions aria-labelledby="questions-title" {
                h2 #questions-title { "Questions" }
                @for question in site.questions().iter() {
                    details.ready {
                        summary { (question.summary) }
                        (ask::form(question, &BTreeMap::new()))
                    }
                }
            }
            section aria-labelledby="query-title" {
                h2 #query-title { "A query of your own" }
                (answers::form(""))
            }
            section aria-labelledby="programs" {
                h2 #programs { "For programs" }
                p { "SPARQL at " a href="/sparql" { code { "/sparql" } }
                    ", the whole graph at " a href="/data" { code { "/data" } } "." }
            }
        };
        Ok(layout::page(site, site.title(), "", &content))
    })
    .await
}
