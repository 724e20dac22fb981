//! Constraints in SPARQL that a shape has by `sh:sparql` (<https://www.w3.org/TR/shacl/#sparql-constraints>).

use crate::query::{ParseOptions, ParsedQuery, parse};
use crate::rdf::{Prefixes, TermId};
use crate::shacl::graph::SH;
use crate::shacl::read::{IMPORTS, Reader};
use crate::shacl::report::Component;
use crate::shacl::shape::{Constraint, QueryConstraint, ShapeRef};
use oxigraph::model::TermRef;
use std::collections::BTreeSet;

impl Reader<'_> {
    pub(super) fn queries(
        &mut self,
        shape: ShapeRef,
        node: TermId,
        constraints: &mut Vec<Constraint>,
    ) {
        for constraint in self.graph.of(node, "sparql") {
            if self.flag(shape, constraint, "deactivated") == Some(true) {
                continue;
            }
            let selects = self.graph.of(constraint, "select");
            let [select] = selects.as_slice() else {
                let message = format!(
                    "sh:sparql has {} values of sh:select, one is wanted",
                    selects.len()
                );
                self.error(shape, message);
                continue;
            };
            let messages = self.messages(shape, constraint);
            let query = self.query(shape, constraint, *select, false);
            if let Some(query) = self.bindable(shape, query, &["this"]) {
                constraints.push(Constraint::Query(Box::new(QueryConstraint {
                    component: Component::Core("SPARQL"),
                    node: Some(constraint),
                    query,
                    is_ask: false,
                    parameters: Vec::new(),
                    messages,
                })));
            }
        }
    }

    /// Reads the query at a node, or says what is wrong with it.
    pub(super) fn query(
        &mut self,
        shape: ShapeRef,
        owner: TermId,
        text: TermId,
        is_ask: bool,
    ) -> Option<ParsedQuery> {
        let TermRef::Literal(text) = self.graph.index.term(text) else {
            self.error(shape, "the query has to be a text");
            return None;
        };
        let mut text = text.value().to_owned();
        if let Some(path) = &self.shapes[shape.0].path {
            let write = |property| format!("<{}>", self.graph.iri(property).unwrap_or_default());
            let path = path.written(&write);
            text = text.replace("$PATH", &path).replace("?PATH", &path);
        } else if text.contains("$PATH") {
            self.error(shape, "its query has $PATH, and the shape has no sh:path");
            return None;
        }
        let prefixes = match self.prefixes(owner) {
            Ok(prefixes) => prefixes,
            Err(message) => {
                self.error(shape, message);
                return None;
            }
        };
        let options = ParseOptions {
            prefixes: &[&prefixes],
            base: None,
        };
        let read = parse(&text, &options).map_err(|error| error.to_string());
        let read =
            read.and_then(
                |query| match (is_ask, query.is_ask(), query.has_column("this")) {
                    (true, true, _) | (false, _, true) => Ok(query),
                    (true, false, _) => Err("an ASK is wanted".to_owned()),
                    (false, _, false) => {
                        Err("a SELECT with $this among its columns is wanted".to_owned())
                    }
                },
            );
        match read {
            Ok(query) => Some(query),
            Err(error) => {
                self.error(shape, format!("its query cannot be used: {error}"));
                None
            }
        }
    }

    /// The query, if variables of these names can stand for a value in it from the start.
    pub(super) fn bindable(
        &mut self,
        shape: ShapeRef,
        query: Option<ParsedQuery>,
        names: &[&str],
    ) -> Option<ParsedQuery> {
        let query = query?;
        match query.check_bindable(names) {
            Ok(()) => Some(query),
            Err(error) => {
                self.error(shape, format!("its query cannot be used: {error}"));
                None
            }
        }
    }

    /// The prefixes that `sh:prefixes` gives, those of imported ontologies included
    /// (<https://www.w3.org/TR/shacl/#sparql-prefixes>); nothing is fetched.
    fn prefixes(&self, owner: TermId) -> Result<Prefixes, String> {
        let mut prefixes = Prefixes::default();
        let mut open = self.graph.of(owner, "prefixes");
        let mut seen = BTreeSet::new();
        while let Some(node) = open.pop() {
            if !seen.insert(node) {
                continue;
            }
            open.extend(self.graph.objects(node, IMPORTS));
            for declaration in self.graph.of(node, "declare") {
                let text = |local: &str| {
                    let value = *self.graph.of(declaration, local).first()?;
                    match self.graph.index.term(value) {
                        TermRef::Literal(literal) => Some(literal.value()),
                        TermRef::NamedNode(iri) => Some(iri.as_str()),
                        _ => None,
                    }
                };
                let (Some(prefix), Some(namespace)) = (text("prefix"), text("namespace")) else {
                    return Err("a sh:declare without sh:prefix or sh:namespace".to_owned());
                };
                match prefixes.namespace(prefix) {
                    Some(other) if other != namespace => {
                        return Err(format!(
                            "the prefix {prefix} is declared for <{other}> and for <{namespace}>"
                        ));
                    }
                    _ => prefixes.insert(prefix, namespace),
                }
            }
        }
        Ok(prefixes)
    }

    /// Whether a term is one of SHACL's own.
    pub(super) fn is_own(&self, node: TermId) -> bool {
        self.graph.iri(node).is_some_and(|iri| iri.starts_with(SH))
    }
}
