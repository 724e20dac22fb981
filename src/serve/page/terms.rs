//! Terms of answers as people read them.

use crate::query::visible;
use crate::rdf::{Prefixes, prefixed_name};
use crate::serve::page::{Catalog, address};
use crate::serve::site::Site;
use maud::{Markup, html};
use oxigraph::model::vocab::xsd;
use oxigraph::model::{Term, TermRef};

/// How terms are shown.
pub(super) struct Terms<'a> {
    site: &'a Site,
    catalog: &'a Catalog,
    prefixes: Vec<&'a Prefixes>,
}

impl<'a> Terms<'a> {
    pub(super) fn new(site: &'a Site, catalog: &'a Catalog) -> Self {
        let prefixes = site.prefixes();
        Self {
            site,
            catalog,
            prefixes,
        }
    }

    /// A term in a cell: IRIs lead to what is known of them, names to their entity, quotes to their place in the text.
    pub(super) fn cell(&self, term: TermRef<'_>) -> Markup {
        match term {
            TermRef::NamedNode(iri) => {
                html! { a href=(address(iri.as_str())) { (self.iri(iri.as_str())) } }
            }
            TermRef::Literal(literal) => {
                let words = visible(literal.value());
                let note = match (literal.language(), literal.datatype()) {
                    (Some(language), _) => Some(format!("@{language}")),
                    (None, datatype) if datatype == xsd::STRING => None,
                    (None, datatype) => Some(self.iri(datatype.as_str())),
                };
                html! {
                    @match self.catalog.thing(literal.value()) {
                        Some(name) => a href=(address(name.as_str())) dir="auto" { (words) },
                        None => span dir="auto" { (words) },
                    }
                    @if let Some(note) = note { " " small { (note) } }
                }
            }
            other => html! { span.quiet { (other.to_string()) } },
        }
    }

    /// An IRI as a label of the ontology or of an entity, else as a prefixed name, else whole.
    pub(super) fn iri(&self, iri: &str) -> String {
        let short = || prefixed_name(&self.prefixes, iri);
        let label = self.site.ontology().label(iri).map(str::to_owned);
        let words = label.or_else(short).unwrap_or_else(|| iri.to_owned());
        visible(&words).into_owned()
    }

    /// The entity that a term is, or is the name of.
    pub(super) fn entity(&self, term: &Term) -> Option<String> {
        let graph = self.site.graph().ok()?;
        let name = match term {
            Term::NamedNode(iri) => crate::graph::Name::new(iri.as_str()),
            Term::Literal(literal) => self.catalog.thing(literal.value())?.clone(),
            _ => return None,
        };
        graph
            .entity(&name)
            .map(|entity| entity.name.as_str().to_owned())
    }
}
