//! Kinds of constraints that the shapes declare themselves
//! (<https://www.w3.org/TR/shacl/#sparql-constraint-components>).

use crate::rdf::TermId;
use crate::shacl::ShapeFault;
use crate::shacl::graph::SH;
use crate::shacl::read::Reader;
use crate::shacl::report::Component;
use crate::shacl::shape::{Constraint, QueryConstraint, ShapeRef};
use oxigraph::model::NamedNode;

/// All that are declared.
pub(super) type Components = Vec<Declared>;

#[derive(Debug, Clone)]
pub(super) struct Declared {
    component: TermId,
    parameters: Vec<Parameter>,
}

#[derive(Debug, Clone)]
struct Parameter {
    property: TermId,
    /// The name of its variable: the local name of the property.
    name: String,
    is_optional: bool,
}

impl Reader<'_> {
    pub(super) fn read_components(&mut self) -> Components {
        let components = self.graph.instances(&format!("{SH}ConstraintComponent"));
        let mut read = Vec::new();
        for component in components {
            if self.is_own(component) {
                continue;
            }
            match self.read_component(component) {
                Ok(declared) => read.push(declared),
                Err(message) => self.faults.push(ShapeFault {
                    shape: self.graph.name(component),
                    message,
                    is_error: true,
                }),
            }
        }
        read
    }

    fn read_component(&self, component: TermId) -> Result<Declared, String> {
        if self.graph.iri(component).is_none() {
            return Err("a constraint component has to have an IRI".to_owned());
        }
        let mut parameters = Vec::new();
        for parameter in self.graph.of(component, "parameter") {
            let path = self.graph.of(parameter, "path");
            let iri = path
                .first()
                .and_then(|path| Some((*path, self.graph.iri(*path)?)));
            let Some((property, iri)) = iri else {
                return Err("a parameter without a sh:path that is an IRI".to_owned());
            };
            let optional = self.graph.of(parameter, "optional");
            parameters.push(Parameter {
                property,
                name: iri.rsplit(['#', '/', ':']).next().unwrap_or(iri).to_owned(),
                is_optional: optional.iter().any(|value| self.truth(*value) == Ok(true)),
            });
        }
        if parameters.iter().all(|parameter| parameter.is_optional) {
            return Err(
                "a constraint component without a parameter that has to be there".to_owned(),
            );
        }
        Ok(Declared {
            component,
            parameters,
        })
    }

    /// The constraints of declared kinds that a shape has.
    pub(super) fn declared(
        &mut self,
        shape: ShapeRef,
        node: TermId,
        constraints: &mut Vec<Constraint>,
    ) {
        for declared in self.components.clone() {
            let is_there = |parameter: &Parameter| {
                parameter.is_optional || !self.graph.values(node, parameter.property).is_empty()
            };
            if declared.parameters.iter().all(is_there) {
                self.instances(shape, node, &declared, constraints);
            }
        }
    }

    /// One constraint for each value of its parameter, or one for the values of several.
    fn instances(
        &mut self,
        shape: ShapeRef,
        node: TermId,
        declared: &Declared,
        constraints: &mut Vec<Constraint>,
    ) {
        let mut rows: Vec<Vec<(String, TermId)>> = vec![Vec::new()];
        for parameter in &declared.parameters {
            let values = self.graph.values(node, parameter.property);
            let name = &parameter.name;
            match values.as_slice() {
                [] => {}
                [value] => {
                    for row in &mut rows {
                        row.push((name.clone(), *value));
                    }
                }
                several if declared.parameters.len() == 1 => {
                    rows = several
                        .iter()
                        .map(|value| vec![(name.clone(), *value)])
                        .collect();
                }
                several => {
                    let message = format!(
                        "{} values of the parameter {name}, one is wanted",
                        several.len()
                    );
                    self.error(shape, message);
                }
            }
        }
        for parameters in rows {
            let constraint = self.declared_constraint(shape, declared, parameters);
            constraints.extend(constraint);
        }
    }

    fn declared_constraint(
        &mut self,
        shape: ShapeRef,
        declared: &Declared,
        parameters: Vec<(String, TermId)>,
    ) -> Option<Constraint> {
        let component = declared.component;
        let own = match self.shapes[shape.0].path {
            Some(_) => "propertyValidator",
            None => "nodeValidator",
        };
        let select = self.graph.of(component, own).first().copied();
        let validator = select.or_else(|| self.graph.of(component, "validator").first().copied());
        let Some(validator) = validator else {
            let name = self.graph.name(component);
            self.error(
                shape,
                format!("{name} has neither sh:{own} nor sh:validator"),
            );
            return None;
        };
        let text = |local: &str| self.graph.of(validator, local).first().copied();
        let (text, is_ask) = match (text("select"), text("ask")) {
            (Some(select), _) => (select, false),
            (None, Some(ask)) => (ask, true),
            (None, None) => {
                let name = self.graph.name(component);
                self.error(shape, format!("the validator of {name} has no query"));
                return None;
            }
        };
        let mut bound = vec!["this"];
        if is_ask {
            bound.push("value");
        }
        bound.extend(
            declared
                .parameters
                .iter()
                .map(|parameter| parameter.name.as_str()),
        );
        let query = self.query(shape, validator, text, is_ask);
        let query = self.bindable(shape, query, &bound)?;
        let mut messages = self.messages(shape, validator);
        if messages.is_empty() {
            messages = self.messages(shape, component);
        }
        let iri = self.graph.iri(component)?;
        Some(Constraint::Query(Box::new(QueryConstraint {
            component: Component::Declared(NamedNode::new_unchecked(iri)),
            node: None,
            query,
            is_ask,
            parameters,
            messages,
        })))
    }
}
