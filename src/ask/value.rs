use crate::ask::{Names, Parameter, ParameterKind, Question};
use crate::graph::Minter;
use crate::ontology::{Lookup, Ontology};
use crate::query::{Bound, ParsedQuery};
use crate::rdf::{Index, Prefixes};
use oxigraph::model::{Literal, NamedNode, TermRef};
use std::collections::BTreeMap;
use thiserror::Error;

/// Why a value cannot stand for a parameter, or a question cannot be asked so.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ValueError {
    /// The question does not have it.
    #[error("the question {question} has no parameter {given:?}{known}")]
    Unknown {
        /// The question's name.
        question: String,
        /// What was given.
        given: String,
        /// `; it has …`, for people.
        known: String,
    },
    /// It was not given.
    #[error("the question {question} needs {name}: --with {name}=… ({description})")]
    Missing {
        /// The question's name.
        question: String,
        /// The parameter.
        name: String,
        /// What it means.
        description: String,
    },
    /// The question declares it, and no such variable stands in its query.
    #[error(
        "the question {question} declares the parameter {name}, but ?{name} stands nowhere in its query"
    )]
    Unused {
        /// The question's name.
        question: String,
        /// The parameter.
        name: String,
    },
    /// Nothing goes by that name.
    #[error("{name}: no {kind} is called {given:?}{hint}")]
    Nothing {
        /// The parameter.
        name: String,
        /// What is looked for.
        kind: ParameterKind,
        /// What was given.
        given: String,
        /// `; did you mean …?`, for people.
        hint: String,
    },
    /// Several go by that name.
    #[error("{name}: {given:?} is the name of several: {several}; give the IRI of one")]
    Several {
        /// The parameter.
        name: String,
        /// What was given.
        given: String,
        /// Their IRIs.
        several: String,
    },
    /// It is no number.
    #[error("{name}: {given:?} is no number")]
    NoNumber {
        /// The parameter.
        name: String,
        /// What was given.
        given: String,
    },
}

/// How many names are listed in a message.
const LISTED: usize = 8;

/// What values are looked up in.
#[derive(Clone, Copy)]
pub struct Lookups<'a> {
    /// Entities of the data.
    pub names: &'a Names,
    /// Properties and classes.
    pub ontology: &'a Ontology,
    /// Prefixes of IRIs.
    pub prefixes: &'a [&'a Prefixes],
    /// The IRI that an entity's id makes, if the data has it.
    pub by_id: &'a dyn Fn(&str) -> Option<NamedNode>,
}

/// Looks up the IRI that an entity's id makes, if an index has it: [`Lookups::by_id`].
pub fn by_id(minter: &Minter, index: &Index) -> impl Fn(&str) -> Option<NamedNode> {
    |id| {
        let node = NamedNode::new(minter.entity(id).as_str()).ok()?;
        index.find(TermRef::from(node.as_ref())).map(|_| node)
    }
}

/// Binds the parameters of a question in its query to the values given for them.
///
/// # Errors
/// All that is wrong with what was given.
pub fn bind(
    question: &Question,
    query: &mut ParsedQuery,
    given: &BTreeMap<String, String>,
    lookups: Lookups<'_>,
) -> Result<(), Vec<ValueError>> {
    let mut errors = Vec::new();
    for name in given.keys() {
        if question.parameter(name).is_none() {
            errors.push(unknown(question, name));
        }
    }
    for parameter in &question.parameters {
        let name = parameter.name.clone();
        if !query.has_variable(&name) {
            let question = question.name.clone();
            errors.push(ValueError::Unused { question, name });
            continue;
        }
        match given.get(&name) {
            Some(value) => match lookups.value(parameter, value) {
                Ok(value) => query.bind(&name, value),
                Err(error) => errors.push(error),
            },
            None if parameter.is_optional => {}
            None => errors.push(ValueError::Missing {
                question: question.name.clone(),
                name,
                description: parameter.description.clone(),
            }),
        }
    }
    if errors.is_empty() {
        Ok(())
    } else {
        Err(errors)
    }
}

fn unknown(question: &Question, given: &str) -> ValueError {
    let names: Vec<&str> = question
        .parameters
        .iter()
        .map(|parameter| parameter.name.as_str())
        .collect();
    let known = if names.is_empty() {
        "; it takes none".to_owned()
    } else {
        format!("; it has {}", names.join(", "))
    };
    ValueError::Unknown {
        question: question.name.clone(),
        given: given.to_owned(),
        known,
    }
}

impl Lookups<'_> {
    fn value(&self, parameter: &Parameter, given: &str) -> Result<Bound, ValueError> {
        match parameter.kind {
            ParameterKind::Text => Ok(Bound::Literal(Literal::new_simple_literal(given))),
            ParameterKind::Number => number(given).map(Bound::Literal).ok_or_else(|| {
                let (name, given) = (parameter.name.clone(), given.to_owned());
                ValueError::NoNumber { name, given }
            }),
            ParameterKind::Entity => self.entity(&parameter.name, given).map(Bound::Iri),
            ParameterKind::Property => self.term(parameter, given, self.ontology.property(given)),
            ParameterKind::Class => self.term(parameter, given, self.ontology.class(given)),
        }
    }

    /// The entity that a value of the parameter `name` stands for: an IRI, a prefixed name, an id, a label or an alias.
    ///
    /// # Errors
    /// [`ValueError::Nothing`] and [`ValueError::Several`].
    pub fn entity(&self, name: &str, given: &str) -> Result<NamedNode, ValueError> {
        if let Some(iri) = self.iri(given) {
            return Ok(iri);
        }
        self.named((name, ParameterKind::Entity), given)
    }

    /// An IRI, a prefixed name of a known prefix, or an id of the data.
    fn iri(&self, given: &str) -> Option<NamedNode> {
        let bare = given
            .strip_prefix('<')
            .and_then(|rest| rest.strip_suffix('>'));
        if let Some(bare) = bare {
            return NamedNode::new(bare).ok();
        }
        if given.contains("://") || given.starts_with("urn:") {
            return NamedNode::new(given).ok();
        }
        let mut prefixes = self.prefixes.iter();
        let expanded = prefixes.find_map(|prefixes| prefixes.expand(given));
        expanded
            .and_then(|iri| NamedNode::new(iri).ok())
            .or_else(|| (self.by_id)(given))
    }

    fn named(
        &self,
        (name, kind): (&str, ParameterKind),
        given: &str,
    ) -> Result<NamedNode, ValueError> {
        let mut found = self.names.find(given);
        match found.len() {
            1 => Ok(found.remove(0)),
            0 => Err(ValueError::Nothing {
                name: name.to_owned(),
                kind,
                given: given.to_owned(),
                hint: hint(self.names.nearest(given)),
            }),
            n => {
                let mut several: Vec<&str> =
                    found.iter().take(LISTED).map(NamedNode::as_str).collect();
                if n > LISTED {
                    several.push("…");
                }
                Err(ValueError::Several {
                    name: name.to_owned(),
                    given: given.to_owned(),
                    several: several.join(", "),
                })
            }
        }
    }

    /// A property or class: one of the ontology, else one that the data describes.
    fn term(
        &self,
        parameter: &Parameter,
        given: &str,
        found: Lookup<'_>,
    ) -> Result<Bound, ValueError> {
        match found {
            Lookup::Found(iri) => Ok(Bound::Iri(NamedNode::new_unchecked(iri))),
            Lookup::Ambiguous(iris) => Err(ValueError::Several {
                name: parameter.name.clone(),
                given: given.to_owned(),
                several: iris.join(", "),
            }),
            Lookup::Elsewhere(iri) => Ok(Bound::Iri(NamedNode::new_unchecked(iri))),
            Lookup::Unknown(nearest) => {
                if let Some(iri) = self.iri(given) {
                    return Ok(Bound::Iri(iri));
                }
                self.named((&parameter.name, parameter.kind), given)
                    .map(Bound::Iri)
                    .map_err(|error| match error {
                        // What the ontology has is nearer than any name in the data.
                        ValueError::Nothing {
                            name,
                            kind,
                            given,
                            hint,
                        } => {
                            let hint = nearest.map_or(hint, |near| self::hint(Some(&near.name)));
                            ValueError::Nothing {
                                name,
                                kind,
                                given,
                                hint,
                            }
                        }
                        other => other,
                    })
            }
        }
    }
}

fn hint(near: Option<&str>) -> String {
    near.map_or_else(String::new, |near| format!("; did you mean {near:?}?"))
}

/// A number as a literal of the type that SPARQL gives it.
fn number(given: &str) -> Option<Literal> {
    if let Ok(number) = given.parse::<i64>() {
        return Some(Literal::from(number));
    }
    let is_plain = given
        .chars()
        .all(|letter| letter.is_ascii_digit() || "+-.eE".contains(letter));
    let number: f64 = given.parse().ok().filter(|_| is_plain)?;
    number.is_finite().then(|| Literal::from(number))
}
