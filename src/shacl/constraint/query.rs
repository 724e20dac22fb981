//! Constraints in SPARQL (<https://www.w3.org/TR/shacl/#sparql-constraints> and the section after it).

use crate::query::{Answer, Bound, EvaluationOptions, ParsedQuery, QueryError, evaluate};
use crate::rdf::Index;
use crate::shacl::ValidationError;
use crate::shacl::constraint::Finding;
use crate::shacl::graph::name;
use crate::shacl::path::Path;
use crate::shacl::report::Violation;
use crate::shacl::shape::QueryConstraint;
use crate::shacl::validate::{Node, Validator};
use oxigraph::model::{Literal, NamedNodeRef, Term};
use std::collections::BTreeMap;

pub(super) fn check(
    validator: &Validator<'_>,
    constraint: &QueryConstraint,
    node: Node<'_>,
    found: &mut Vec<Violation>,
) -> Result<(), ValidationError> {
    let mut query = constraint.query.clone();
    let mut told = Told::new();
    told.insert("this".to_owned(), validator.term(node.focus));
    let parameters = constraint.parameters.iter();
    told.extend(parameters.map(|(name, value)| (name.clone(), validator.term(*value))));
    for (name, value) in &told {
        bind(&mut query, name, value.clone());
    }
    let shapes = validator.shapes;
    let own = Some(shapes.get(node.shape).node);
    for (name, node) in [("currentShape", own), ("shapesGraph", shapes.graph)] {
        if let Some(node) = node {
            bind(&mut query, name, validator.term(node));
        }
    }
    let it = Constrained {
        validator,
        constraint,
        node,
    };
    let done = if constraint.is_ask {
        it.ask(&query, &told, found)
    } else {
        it.select(&query, &told, found)
    };
    match done {
        Ok(true) => Ok(()),
        Ok(false) => Err(ValidationError::Failure(it.name())),
        Err(error) => Err(ValidationError::Query {
            shape: it.name(),
            error,
        }),
    }
}

fn bind(query: &mut ParsedQuery, name: &str, value: Term) {
    match value {
        Term::NamedNode(iri) => query.bind(name, Bound::Iri(iri)),
        Term::Literal(literal) => query.bind(name, Bound::Literal(literal)),
        Term::BlankNode(node) => query.bind_blank(name, node),
        Term::Triple(_) => {}
    }
}

#[derive(Clone, Copy)]
struct Constrained<'c> {
    validator: &'c Validator<'c>,
    constraint: &'c QueryConstraint,
    node: Node<'c>,
}

type Told = BTreeMap<String, Term>;

impl Constrained<'_> {
    fn name(&self) -> String {
        self.validator.shapes.get(self.node.shape).name.clone()
    }

    fn answer(&self, query: &ParsedQuery) -> Result<Answer<'_>, QueryError> {
        let options = EvaluationOptions {
            limits: self.validator.options.limits,
            ..EvaluationOptions::default()
        };
        evaluate(query, self.validator.index, &options)
    }

    /// A value is right where the query says yes.
    fn ask(
        &self,
        query: &ParsedQuery,
        told: &Told,
        found: &mut Vec<Violation>,
    ) -> Result<bool, QueryError> {
        for value in self.node.values {
            let mut query = query.clone();
            let value = self.validator.term(*value);
            bind(&mut query, "value", value.clone());
            if matches!(self.answer(&query)?, Answer::Truth(false)) {
                let mut told = told.clone();
                told.insert("value".to_owned(), value.clone());
                found.push(self.violation(&told, Some(value), None));
            }
        }
        Ok(true)
    }

    /// Each row is a fault; `false` where a row says that it cannot be told.
    fn select(
        &self,
        query: &ParsedQuery,
        told: &Told,
        found: &mut Vec<Violation>,
    ) -> Result<bool, QueryError> {
        let Answer::Rows(rows) = self.answer(query)? else {
            return Ok(true);
        };
        let columns: Vec<String> = rows.variables().map(str::to_owned).collect();
        for row in rows {
            let mut told = told.clone();
            let cells = columns.iter().cloned().zip(row?);
            told.extend(cells.filter_map(|(name, value)| Some((name, value?))));
            let failure = Literal::from(true).into();
            if told.get("failure") == Some(&failure) {
                return Ok(false);
            }
            let is_node = self.validator.shapes.get(self.node.shape).path.is_none();
            let focus = || is_node.then(|| self.validator.term(self.node.focus));
            let value = told.get("value").cloned().or_else(focus);
            let path = match told.get("path") {
                Some(Term::NamedNode(path)) => self.property(path.as_ref()),
                _ => None,
            };
            found.push(self.violation(&told, value, path));
        }
        Ok(true)
    }

    /// A path that a row names; one that neither data nor shapes have cannot be told by its number.
    fn property(&self, iri: NamedNodeRef<'_>) -> Option<Path> {
        self.validator.index.find(iri).map(Path::Property)
    }

    fn violation(&self, told: &Told, value: Option<Term>, path: Option<Path>) -> Violation {
        let Self {
            validator,
            constraint,
            node,
        } = *self;
        let own = constraint.messages.iter();
        let messages = match told.get("message") {
            Some(Term::Literal(message)) => vec![message.clone()],
            _ if constraint.messages.is_empty() => {
                validator.messages(node, "the shape's query finds fault with it")
            }
            _ => own
                .map(|message| filled(message, told, validator.index))
                .collect(),
        };
        let finding = Finding {
            component: constraint.component.clone(),
            value: None,
            message: String::new(),
            details: Vec::new(),
        };
        let violation = validator.violation_told(node, finding, messages);
        Violation {
            path: path.or_else(|| violation.path.clone()),
            value,
            constraint: constraint.node,
            ..violation
        }
    }
}

/// A message with `{?name}` and `{$name}` replaced by what is told.
fn filled(message: &Literal, told: &Told, index: &Index) -> Literal {
    let mut text = String::new();
    let mut rest = message.value();
    while let Some(start) = rest.find('{') {
        let (before, from) = rest.split_at(start);
        text.push_str(before);
        let inner = from.strip_prefix("{?").or_else(|| from.strip_prefix("{$"));
        let variable = inner.and_then(|inner| inner.split_once('}'));
        let known = variable.and_then(|(name, after)| Some((told.get(name)?, after)));
        let Some((value, after)) = known else {
            text.push('{');
            rest = &from[1..];
            continue;
        };
        match value {
            Term::Literal(literal) => text.push_str(literal.value()),
            other => text.push_str(&name(index, other.into())),
        }
        rest = after;
    }
    text.push_str(rest);
    match message.language() {
        Some(tag) => Literal::new_language_tagged_literal_unchecked(text, tag),
        None => Literal::new_simple_literal(text),
    }
}
