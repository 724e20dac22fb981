//! Ready questions as forms, and their answers.

use crate::ask::{Lookups, ParameterKind, Question, ValueError, bind, by_id};
use crate::order::CompactCollect;
use crate::query::{ParseOptions, ParsedQuery, QueryError, parse, visible};
use crate::rdf::{Index, Prefixes};
use crate::serve::answer::{self, in_turn, on_fit_stack};
use crate::serve::page::answers::Asked;
use crate::serve::page::{encoded, layout};
use crate::serve::problem::Problem;
use crate::serve::protocol::Parameters;
use crate::serve::slots::Slot;
use crate::serve::{Service, Shared};
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use std::collections::BTreeMap;

/// `GET /ask?question=…` and a parameter for each of the question's.
pub(super) async fn get(
    State(service): State<Shared>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let text = query.unwrap_or_default();
    let parameters = Parameters::read(text.as_bytes())?;
    let name = parameters.one("question")?.unwrap_or_default().to_owned();
    let format = parameters.one("format")?.map(str::to_owned);
    let ours = ["question", "format"];
    let given: BTreeMap<String, String> = parameters
        .iter()
        .filter(|(name, _)| !ours.contains(name))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into_map();
    in_turn(service, move |service, slot| {
        let site = &service.site;
        if name == "about" {
            // The question that is answered with a text: here that is the page of the entity.
            let entity = given.get("entity").map_or("", String::as_str);
            let address = format!("/search?q={}", encoded(entity));
            return Ok(Redirect::to(&address).into_response());
        }
        let Some(question) = site.questions().get(&name) else {
            let message = format!("no question is called {:?}", visible(&name));
            return Err(Problem::new(StatusCode::NOT_FOUND, message));
        };
        if let Some(format) = format {
            return save(service, question, &given, &format, slot);
        }
        let form = form(question, &given);
        let is_asked = !given.is_empty() || question.parameters.iter().all(|one| one.is_optional);
        if !is_asked {
            let content = html! { h1 { (question.summary) } (form) };
            return Ok(layout::page(site, &question.summary, "", &content));
        }
        Ok(match answered(service, question, &given, &text, slot) {
            Ok(answer) => {
                let content = html! { h1 { (question.summary) } (form) (answer) };
                layout::page(site, &question.summary, "", &content)
            }
            Err(problem) => {
                let problem = answer::given_way(problem, slot, service);
                layout::trouble(site, &problem, &form)
            }
        })
    })
    .await
}

/// The fields of a question.
pub(super) fn form(question: &Question, given: &BTreeMap<String, String>) -> Markup {
    html! {
        form.question action="/ask" {
            input type="hidden" name="question" value=(question.name);
            @for parameter in &question.parameters {
                @let id = format!("{}-{}", question.name, parameter.name);
                @let suggest = match parameter.kind {
                    ParameterKind::Entity => Some("entity"),
                    ParameterKind::Property => Some("property"),
                    ParameterKind::Class => Some("class"),
                    ParameterKind::Text | ParameterKind::Number => None,
                };
                div.field {
                    label for=(id) { (parameter.description) @if parameter.is_optional { small.quiet { " (if you like)" } } }
                    input id=(id) name=(parameter.name) value=[given.get(&parameter.name)] autocomplete="off"
                        spellcheck="false" data-suggest=[suggest] data-fill required[!parameter.is_optional];
                }
            }
            button { "Ask" }
        }
    }
}

fn answered(
    service: &Service,
    question: &Question,
    given: &BTreeMap<String, String>,
    sent: &str,
    slot: &Slot,
) -> Result<Markup, Problem> {
    let (query, index) = bound(service, question, given)?;
    let asked = Asked {
        query: &query,
        index,
        union: None,
        saved_at: format!("/ask?{sent}"),
        drawn_at: None,
    };
    asked.answer(service, slot)
}

fn save(
    service: &Service,
    question: &Question,
    given: &BTreeMap<String, String>,
    format: &str,
    slot: &Slot,
) -> Result<Response, Problem> {
    let (query, index) = bound(service, question, given)?;
    let none = HeaderMap::new();
    let written = answer::Written::of(&query, &none, Some(format))?;
    let options = answer::options(service, None);
    let mut bytes = Vec::new();
    on_fit_stack(&query, || {
        answer::write(index, &query, &options, written, &slot.cancel, &mut bytes)
    })?;
    Ok(answer::response(
        bytes.into(),
        written.media_type(),
        Some(format),
    ))
}

/// The query of a question with the values given, and what it is asked of.
fn bound<'a>(
    service: &'a Service,
    question: &Question,
    given: &BTreeMap<String, String>,
) -> Result<(ParsedQuery, &'a Index), Problem> {
    let site = &service.site;
    let (index, names) = site.asked().map_err(QueryError::from)?;
    let known: Vec<&Prefixes> = site.prefixes();
    let options = ParseOptions {
        prefixes: &known,
        base: site.base(),
    };
    let mut query = parse(&question.text, &options)?;
    let by_id = by_id(site.minter(), index);
    let lookups = Lookups {
        names,
        ontology: site.ontology(),
        prefixes: &known,
        by_id: &by_id,
    };
    bind(question, &mut query, given, lookups).map_err(|errors| {
        let lines = errors.iter().map(|error| match error {
            ValueError::Missing { description, .. } => format!("it is to be told: {description}"),
            other => other.to_string(),
        });
        let lines: Vec<String> = lines.collect();
        Problem::bad(lines.join("\n"))
    })?;
    Ok((query, index))
}
