//! Quads on their way into a dictionary, without a term made for any of them.

use crate::graph::Name;
use crate::ontology::vocabulary::xsd;
use crate::rdf::kind::Kind;
use crate::rdf::terms::BLANK;
use crate::rdf::{Dictionary, Quad, TermId, TooManyTerms};
use oxigraph::model::Term;

/// What a statement says of its subject.
#[derive(Debug, Clone)]
pub(super) enum Object<'a> {
    /// A term that has its number.
    Known(TermId),
    Name(&'a Name),
    Iri(&'a str),
    Text(&'a str),
    Tagged(&'a str, &'a str),
    Typed(&'a str, &'static str),
    Term(Term),
}

impl From<TermId> for Object<'_> {
    fn from(id: TermId) -> Self {
        Self::Known(id)
    }
}

impl<'a> From<&'a Name> for Object<'a> {
    fn from(name: &'a Name) -> Self {
        Self::Name(name)
    }
}

impl<T: Into<Term>> From<T> for Object<'_>
where
    T: IsTerm,
{
    fn from(term: T) -> Self {
        Self::Term(term.into())
    }
}

/// Terms that are made as such.
pub(super) trait IsTerm {}

impl IsTerm for Term {}
impl IsTerm for oxigraph::model::Literal {}

/// Quads and their terms.
#[derive(Debug, Clone, Default)]
pub(super) struct Sink {
    pub(super) dictionary: Dictionary,
    pub(super) quads: Vec<Quad>,
}

impl Sink {
    /// The number of an IRI, or of a blank node where the name is one.
    pub(super) fn name(&mut self, name: &Name) -> Result<TermId, TooManyTerms> {
        match name.as_str().strip_prefix(BLANK) {
            Some(label) => self.dictionary.intern(Kind::BLANK, label),
            None => self.iri(name.as_str()),
        }
    }

    pub(super) fn iri(&mut self, iri: &str) -> Result<TermId, TooManyTerms> {
        self.dictionary.intern(Kind::IRI, iri)
    }

    pub(super) fn object(&mut self, object: Object<'_>) -> Result<TermId, TooManyTerms> {
        match object {
            Object::Known(id) => Ok(id),
            Object::Name(name) => self.name(name),
            Object::Iri(iri) => self.iri(iri),
            Object::Text(text) | Object::Tagged(text, "") | Object::Typed(text, xsd::STRING) => {
                self.literal("", text)
            }
            Object::Tagged(text, language) => self.literal(&format!("@{language}"), text),
            Object::Typed(text, datatype) => self.literal(&format!("^^{datatype}"), text),
            Object::Term(term) => self.dictionary.intern_term((&term).into()),
        }
    }

    fn literal(&mut self, suffix: &str, text: &str) -> Result<TermId, TooManyTerms> {
        let kind = self.dictionary.literal_kind(suffix);
        self.dictionary.intern(kind, text)
    }

    /// Adds a quad to the default graph.
    pub(super) fn add<'a>(
        &mut self,
        subject: TermId,
        predicate: &str,
        object: impl Into<Object<'a>>,
    ) -> Result<(), TooManyTerms> {
        let quad = Quad {
            graph: TermId::DEFAULT_GRAPH,
            subject,
            predicate: self.iri(predicate)?,
            object: self.object(object.into())?,
        };
        self.quads.push(quad);
        Ok(())
    }
}
