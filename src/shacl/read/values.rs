//! Values of parameters, or what would be right in their place.

use crate::rdf::TermId;
use crate::shacl::graph::SH;
use crate::shacl::read::Reader;
use crate::shacl::read::constraints::wanted_list;
use crate::shacl::shape::{Constraint, NodeKind, ShapeRef};
use oxigraph::model::TermRef;
use oxigraph::model::vocab::xsd;

impl Reader<'_> {
    pub(super) fn iri(&self, value: TermId) -> Result<TermId, &'static str> {
        self.graph
            .iri(value)
            .map(|_| value)
            .ok_or("an IRI is wanted")
    }

    pub(super) fn literal(&self, value: TermId) -> Result<TermId, &'static str> {
        match self.graph.index.term(value) {
            TermRef::Literal(_) => Ok(value),
            _ => Err("a number, a date or another literal is wanted"),
        }
    }

    pub(super) fn count(&self, value: TermId) -> Result<u64, &'static str> {
        let wanted = "a whole number from 0 is wanted";
        match self.graph.index.term(value) {
            TermRef::Literal(literal) if literal.datatype().as_str().ends_with("nteger") => {
                literal.value().parse().map_err(|_| wanted)
            }
            _ => Err(wanted),
        }
    }

    pub(super) fn truth(&self, value: TermId) -> Result<bool, &'static str> {
        match self.graph.index.term(value) {
            TermRef::Literal(literal) if literal.datatype() == xsd::BOOLEAN => {
                match literal.value() {
                    "true" | "1" => Ok(true),
                    "false" | "0" => Ok(false),
                    _ => Err("true or false is wanted"),
                }
            }
            _ => Err("true or false is wanted"),
        }
    }

    /// The standard goes by the written form: 1, which is as true, asks for nothing.
    pub(super) fn unique_lang(&mut self, shape: ShapeRef, value: TermId) -> Option<Constraint> {
        match self.graph.index.term(value) {
            TermRef::Literal(literal) if literal.value() == "true" => Some(Constraint::UniqueLang),
            _ => {
                let message = "sh:uniqueLang has 1, which asks for nothing; write true";
                self.fault(shape, message.to_owned(), false);
                None
            }
        }
    }

    pub(super) fn texts(&self, list: TermId) -> Result<Vec<String>, &'static str> {
        let text = |member: &TermId| match self.graph.index.term(*member) {
            TermRef::Literal(literal) if literal.datatype() == xsd::STRING => {
                Ok(literal.value().to_owned())
            }
            _ => Err("a list of language tags in quotation marks is wanted"),
        };
        let members = self.graph.list(list).map_err(wanted_list)?;
        members.iter().map(text).collect()
    }

    pub(super) fn node_kind(&self, value: TermId) -> Result<NodeKind, &'static str> {
        let wanted = "sh:IRI, sh:BlankNode, sh:Literal, sh:BlankNodeOrIRI, sh:BlankNodeOrLiteral or sh:IRIOrLiteral \
                      is wanted";
        let local = self.graph.iri(value).and_then(|iri| iri.strip_prefix(SH));
        let (iri, blank, literal) = match local.ok_or(wanted)? {
            "IRI" => (true, false, false),
            "BlankNode" => (false, true, false),
            "Literal" => (false, false, true),
            "BlankNodeOrIRI" => (true, true, false),
            "BlankNodeOrLiteral" => (false, true, true),
            "IRIOrLiteral" => (true, false, true),
            _ => return Err(wanted),
        };
        Ok(NodeKind {
            iri,
            blank,
            literal,
        })
    }
}
