//! Which form of an answer a client takes (RFC 9110, section 12.5.1).

use crate::format::Format;
use crate::query::ResultFormat;
use crate::serve::problem::Problem;
use axum::http::HeaderMap;
use axum::http::header::ACCEPT;

/// Rows and truths: the media types of each form, the one that is written first. The first form is for who says nothing.
const ROWS: [(ResultFormat, &[&str]); 4] = [
    (
        ResultFormat::Json,
        &["application/sparql-results+json", "application/json"],
    ),
    (
        ResultFormat::Xml,
        &[
            "application/sparql-results+xml",
            "application/xml",
            "text/xml",
        ],
    ),
    (ResultFormat::Csv, &["text/csv"]),
    (ResultFormat::Tsv, &["text/tab-separated-values"]),
];

/// Graphs, the same.
const GRAPHS: [(Format, &[&str]); 6] = [
    (Format::Turtle, &["text/turtle", "application/x-turtle"]),
    (Format::NTriples, &["application/n-triples", "text/plain"]),
    (Format::RdfXml, &["application/rdf+xml"]),
    (Format::TriG, &["application/trig"]),
    (Format::JsonLd, &["application/ld+json"]),
    (Format::NQuads, &["application/n-quads"]),
];

/// A form of an answer with what stands in Content-Type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Form<F> {
    pub(super) format: F,
    pub(super) media_type: &'static str,
}

/// The form of rows or of a truth: the parameter `format` of the request, else what Accept likes best.
pub(super) fn rows(
    headers: &HeaderMap,
    format: Option<&str>,
) -> Result<Form<ResultFormat>, Problem> {
    if let Some(name) = format {
        let known = || "json, xml, csv, tsv".to_owned();
        let format = ResultFormat::from_name(name);
        let format = format.filter(|format| *format != ResultFormat::Table);
        return by_name(format, &ROWS, name, known);
    }
    choose(headers, &ROWS)
}

/// The form of a graph, or of several, where only some forms have a place for their names.
pub(super) fn graph(
    headers: &HeaderMap,
    format: Option<&str>,
    has_names: bool,
) -> Result<Form<Format>, Problem> {
    let fits = |format: Format| !has_names || format.holds_named_graphs();
    let forms: Vec<(Format, &'static [&'static str])> = GRAPHS
        .into_iter()
        .filter(|(format, _)| fits(*format))
        .collect();
    if let Some(name) = format {
        let known = || {
            let names: Vec<&str> = forms.iter().map(|(format, _)| format.name()).collect();
            names.join(", ")
        };
        return by_name(Format::by_name(name), &forms, name, known);
    }
    choose(headers, &forms)
}

/// Whether a browser asks, which wants to show a page.
pub(super) fn wants_page(headers: &HeaderMap) -> bool {
    let accept = Accept::of(headers);
    let page = accept.quality("text/html");
    page > 0.0 && page > accept.quality("application/sparql-results+json")
}

fn by_name<F: Copy + PartialEq>(
    format: Option<F>,
    forms: &[(F, &'static [&'static str])],
    name: &str,
    known: impl FnOnce() -> String,
) -> Result<Form<F>, Problem> {
    let form = forms.iter().find(|(known, _)| Some(*known) == format);
    let Some((format, types)) = form else {
        let name = crate::query::visible(name);
        return Err(Problem::bad(format!(
            "format={name} cannot be given for this; there are {}",
            known()
        )));
    };
    Ok(Form {
        format: *format,
        media_type: types[0],
    })
}

fn choose<F: Copy>(
    headers: &HeaderMap,
    forms: &[(F, &'static [&'static str])],
) -> Result<Form<F>, Problem> {
    let accept = Accept::of(headers);
    let mut best: Option<(f32, Form<F>)> = None;
    for (format, types) in forms {
        for media_type in *types {
            let quality = accept.quality(media_type);
            // Of those that are liked as much the first one is taken.
            if quality > best.map_or(0.0, |(quality, _)| quality) {
                let (format, media_type) = (*format, *media_type);
                best = Some((quality, Form { format, media_type }));
            }
        }
    }
    let known: Vec<&str> = forms.iter().map(|(_, types)| types[0]).collect();
    best.map(|(_, form)| form)
        .ok_or_else(|| Problem::not_acceptable(&known))
}

/// What Accept says.
struct Accept(Vec<(String, f32)>);

impl Accept {
    fn of(headers: &HeaderMap) -> Self {
        let values = headers.get_all(ACCEPT).iter();
        let ranges = values.filter_map(|value| value.to_str().ok());
        let ranges = ranges.flat_map(|value| value.split(','));
        Self(ranges.filter_map(range).collect())
    }

    /// How much a media type is liked, from 0 to 1: what the most exact range says.
    fn quality(&self, media_type: &str) -> f32 {
        if self.0.is_empty() {
            return 1.0;
        }
        let kind = media_type.split('/').next().unwrap_or_default();
        for wanted in [media_type, &format!("{kind}/*"), "*/*"] {
            if let Some((_, quality)) = self.0.iter().find(|(range, _)| range == wanted) {
                return *quality;
            }
        }
        0.0
    }
}

/// `text/turtle;q=0.9`. Other parameters tell our forms nothing.
fn range(text: &str) -> Option<(String, f32)> {
    let mut parts = text.split(';').map(str::trim);
    let range = parts.next()?.to_ascii_lowercase();
    let quality = parts.find_map(|part| {
        let (name, value) = part.split_once('=')?;
        name.trim().eq_ignore_ascii_case("q").then_some(value)
    });
    let quality = quality.map_or(Some(1.0), |value| value.trim().parse::<f32>().ok())?;
    (!range.is_empty() && (0.0..=1.0).contains(&quality)).then_some((range, quality))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn accept(text: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        if !text.is_empty() {
            headers.insert(ACCEPT, HeaderValue::from_str(text).unwrap());
        }
        headers
    }

    #[test]
    fn the_best_liked_form_is_taken() {
        for (text, expected) in [
            ("", "application/sparql-results+json"),
            ("*/*", "application/sparql-results+json"),
            ("text/csv", "text/csv"),
            ("text/*", "text/xml"),
            (
                "TEXT/CSV; Q=0.5, text/tab-separated-values;q=0.6",
                "text/tab-separated-values",
            ),
            (
                "application/sparql-results+xml, application/rdf+xml",
                "application/sparql-results+xml",
            ),
            ("application/json", "application/json"),
            // YASGUI.
            (
                "application/sparql-results+json,*/*;q=0.9",
                "application/sparql-results+json",
            ),
            (
                "application/sparql-results+json;q=0, */*",
                "application/json",
            ),
        ] {
            let form = rows(&accept(text), None);
            assert_eq!(
                form.map(|form| form.media_type).unwrap(),
                expected,
                "{text}"
            );
        }
        assert_eq!(rows(&accept("image/png"), None).unwrap_err().status, 406);
        assert_eq!(rows(&accept("text/turtle"), None).unwrap_err().status, 406);
    }

    #[test]
    fn several_graphs_want_a_form_with_names() {
        let form = graph(&accept("text/turtle"), None, false).unwrap();
        assert_eq!(form.format, Format::Turtle);
        assert!(graph(&accept("text/turtle"), None, true).is_err());
        let form = graph(&accept(""), None, true).unwrap();
        assert!(form.format.holds_named_graphs());
    }

    #[test]
    fn a_name_overrides_accept() {
        let form = rows(&accept("text/turtle"), Some("CSV")).unwrap();
        assert_eq!(form.format, ResultFormat::Csv);
        for name in ["table", "turtle", "x"] {
            assert_eq!(rows(&accept(""), Some(name)).unwrap_err().status, 400);
        }
    }

    #[test]
    fn browsers_are_known_by_their_accept() {
        let browser = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8";
        assert!(wants_page(&accept(browser)));
        assert!(!wants_page(&accept("")) && !wants_page(&accept("*/*")));
    }
}
