//! What is known of one thing: an entity, a claim, words in a source, or whatever an IRI stands for.

use crate::graph::{Claim, Evidence, KnowledgeGraph, Name, Source};
use crate::query::{QueryError, visible};
use crate::rdf::GraphSelection;
use crate::serve::Shared;
use crate::serve::answer::in_turn;
use crate::serve::page::terms::Terms;
use crate::serve::page::{address, encoded, layout};
use crate::serve::problem::Problem;
use crate::serve::protocol::Parameters;
use crate::serve::site::Site;
use crate::write::{write_claim, write_linked_dossier};
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, PreEscaped, html};
use oxigraph::model::{NamedNode, TermRef};
use pulldown_cmark::{Event, Parser};

/// How many characters of a text are shown on either side of a quote.
const AROUND: u64 = 600;
/// How many triples of a thing are shown.
const SHOWN: usize = 200;

/// `GET /thing?iri=…`.
pub(super) async fn get(
    State(service): State<Shared>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let parameters = Parameters::read(query.unwrap_or_default().as_bytes())?;
    let Some(iri) = parameters.one("iri")?.map(str::to_owned) else {
        return Err(Problem::bad(
            "the parameter iri is missing: what is to be shown?",
        ));
    };
    let is_bare = parameters.one("triples")?.is_some();
    in_turn(service, move |service, _| {
        let site = &service.site;
        let graph = site.graph().map_err(QueryError::from)?;
        let name = Name::new(iri.as_str());
        let page = |title: &str, content: &Markup| Ok(layout::page(site, title, "", content));
        if !is_bare {
            if let Some(entity) = graph.entity(&name) {
                return page(entity.label(), &entity_page(site, graph, &name));
            }
            if let Some(claim) = graph.claim(&name) {
                return page("A claim", &claim_page(site, graph, claim));
            }
            if let Some(evidence) = graph.evidence().get(&name) {
                return page("A quote", &evidence_page(site, graph, evidence));
            }
        }
        let Some(content) = triples(site, &iri)? else {
            let message = format!("nothing is said of {}", visible(&iri));
            return Err(Problem::new(StatusCode::NOT_FOUND, message));
        };
        page(&iri, &content)
    })
    .await
}

/// The dossier beside the picture.
fn entity_page(site: &Site, graph: &KnowledgeGraph, name: &Name) -> Markup {
    let mut dossier = Vec::new();
    let link = |name: &Name| address(name.as_str());
    // Writing to memory cannot fail.
    let _ = write_linked_dossier(name, graph, site.ontology(), Some(&link), &mut dossier);
    let picture = format!("/picture?around={}", encoded(name.as_str()));
    html! {
        div.beside {
            article.dossier { (markdown(&dossier)) }
            section aria-label="Picture" {
                iframe src=(picture) title="Picture of what is related to it: choose an arrow to read the words behind it" {}
                p.quiet {
                    a href=(picture) { "The picture alone" } " · "
                    a href={ (picture) "&depth=2" } { "two steps around" }
                }
            }
        }
    }
}

fn claim_page(site: &Site, graph: &KnowledgeGraph, claim: &Claim) -> Markup {
    html! {
        h1 { "A claim" }
        (told(site, graph, claim))
        p.quiet { "Its name: " code { (visible(claim.name.as_str())) } }
    }
}

/// A claim in words with its quotes.
fn told(site: &Site, graph: &KnowledgeGraph, claim: &Claim) -> Markup {
    let mut text = Vec::new();
    let link = |name: &Name| address(name.as_str());
    let _ = write_claim(&claim.name, graph, site.ontology(), Some(&link), &mut text);
    html! { div.dossier { (markdown(&text)) } }
}

/// A quote in its text, and what rests on it.
fn evidence_page(site: &Site, graph: &KnowledgeGraph, evidence: &Evidence) -> Markup {
    let source = evidence.source.as_ref();
    let source = source.and_then(|name| graph.sources().get(name));
    let language = source.and_then(|source| source.languages.first());
    let rests = graph
        .claims()
        .filter(|claim| claim.evidence.contains(&evidence.name));
    html! {
        h1 { "A quote" }
        blockquote.passage dir="auto" lang=[language] {
            @match source.and_then(|source| passage(source, evidence)) {
                Some((before, words, after)) => {
                    span.around { (paragraphs(&before)) } mark { (paragraphs(words)) } span.around { (paragraphs(&after)) }
                },
                None => { (visible(evidence.quote.as_deref().unwrap_or("No words are given."))) },
            }
        }
        @if evidence.unverified {
            p.warning { "Unverified: these words were not found in the text of the source." }
        }
        @if let Some(source) = source { (imprint(source)) }
        h2 { "What rests on it" }
        @for claim in rests { (told(site, graph, claim)) }
    }
}

/// What stands before the words of some evidence, the words, and what comes after them.
fn passage<'a>(source: &'a Source, evidence: &Evidence) -> Option<(String, &'a str, String)> {
    let text = source.text.as_ref().filter(|_| !evidence.unverified)?;
    let (start, end) = (evidence.start?, evidence.end?);
    let (first, last) = (
        start.saturating_sub(AROUND),
        (end + AROUND).min(text.length()),
    );
    let mut before = text.slice(first, start)?;
    let mut after = text.slice(end, last)?;
    let words = text.slice(start, end)?;
    // No word is cut in two.
    let (is_cut_before, is_cut_after) = (first > 0, last < text.length());
    if is_cut_before {
        before = before
            .split_once(char::is_whitespace)
            .map_or(before, |(_, rest)| rest);
    }
    if is_cut_after {
        after = after
            .rsplit_once(char::is_whitespace)
            .map_or(after, |(rest, _)| rest);
    }
    let dots = |is_cut, dots: &'static str| if is_cut { dots } else { "" };
    let before = format!("{}{before}", dots(is_cut_before, "… "));
    Some((
        before,
        words,
        format!("{after}{}", dots(is_cut_after, " …")),
    ))
}

/// Words with their line breaks, and with what nobody sees made visible.
fn paragraphs(text: &str) -> String {
    let lines: Vec<_> = text
        .split('\n')
        .map(|line| visible(line.trim_end_matches('\r')))
        .collect();
    lines.join("\n")
}

fn imprint(source: &Source) -> Markup {
    let is_web = |url: &&String| url.starts_with("https://") || url.starts_with("http://");
    let words = [
        source.titles.first(),
        source.publishers.first(),
        source.published.first(),
    ];
    let words: Vec<&str> = words.into_iter().flatten().map(String::as_str).collect();
    html! {
        p.quiet {
            bdi { (visible(&words.join(" · "))) }
            @if let Some(url) = source.urls.iter().find(is_web) {
                " · " a href=(url) rel="noopener noreferrer" { "Open the source" }
            }
        }
    }
}

/// The triples of an IRI; `None` where there are none.
fn triples(site: &Site, iri: &str) -> Result<Option<Markup>, Problem> {
    let index = site.index();
    let catalog = site.catalog().map_err(QueryError::from)?;
    let node = NamedNode::new(iri).map_err(|_| Problem::bad("iri is not an absolute IRI"))?;
    let Some(id) = index.find(TermRef::from(node.as_ref())) else {
        return Ok(None);
    };
    let terms = Terms::new(site, catalog);
    let graphs = [GraphSelection::Default, GraphSelection::AnyNamed];
    let of = graphs.map(|graphs| index.matching(Some(id), None, None, graphs));
    let to = graphs.map(|graphs| index.matching(None, None, Some(id), graphs));
    let of: Vec<_> = of.into_iter().flatten().take(SHOWN).collect();
    let to: Vec<_> = to.into_iter().flatten().take(SHOWN).collect();
    let query = format!("DESCRIBE <{iri}>");
    Ok(Some(html! {
        h1 { bdi { (terms.iri(iri)) } }
        p.quiet { code { (visible(iri)) } " · " a href=(format!("/query?query={}", encoded(&query))) { "as RDF" } }
        @if !of.is_empty() {
            h2 { "What is said of it" }
            table { @for quad in &of { tr {
                th scope="row" { (terms.cell(index.term(quad.predicate))) }
                td { (terms.cell(index.term(quad.object))) }
            } } }
        }
        @if !to.is_empty() {
            h2 { "Where it stands" }
            table { @for quad in &to { tr {
                td { (terms.cell(index.term(quad.subject))) }
                th scope="row" { (terms.cell(index.term(quad.predicate))) }
            } } }
        }
        @if of.len() == SHOWN || to.len() == SHOWN { p.quiet { "The first " (SHOWN) " of each are shown." } }
    }))
}

/// Markdown of ours as HTML. It holds none from the data, and if it did that would be mere words.
fn markdown(text: &[u8]) -> Markup {
    let text = String::from_utf8_lossy(text);
    let events = Parser::new(&text).map(|event| match event {
        Event::Html(words) | Event::InlineHtml(words) => Event::Text(words),
        other => other,
    });
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, events);
    PreEscaped(html)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_of_the_data_is_mere_words() {
        let html =
            markdown(b"# <script>alert(1)</script>\n\n<img src=x>\n\n[a](</thing?iri=x%22>)")
                .into_string();
        assert!(
            !html.contains("<script") && !html.contains("<img"),
            "{html}"
        );
        assert!(html.contains("href=\"/thing?iri=x%22\""), "{html}");
    }
}
