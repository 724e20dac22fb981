//! What another program says of an entity or a relation, under names of its own.

use crate::model::{Number, Value};
use crate::order::CompactSort;

/// A value under a name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Property {
    Text(String),
    Number(Number),
    Truth(bool),
    List(Vec<Property>),
    /// An object in an object, which the model has no place for.
    Nested,
}

impl Property {
    /// The value in words, where it is one.
    pub(super) fn into_text(self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text),
            Self::Number(number) => Some(number.as_str().to_owned()),
            Self::Truth(truth) => Some(truth.to_string()),
            Self::List(_) | Self::Nested => None,
        }
    }

    /// A literal, where it is one.
    pub(super) fn into_value(self) -> Option<Value> {
        match self {
            Self::Text(text) => Some(Value::Text(text)),
            Self::Number(number) => Some(Value::Number(number)),
            Self::Truth(truth) => Some(Value::Boolean(truth)),
            Self::List(_) | Self::Nested => None,
        }
    }
}

/// The values of one entity or relation in the order of their names, so that the order in the file makes no
/// difference. Of two under one name the first is taken.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Properties(Vec<(String, Property)>);

impl Properties {
    pub(super) fn new(mut properties: Vec<(String, Property)>) -> Self {
        // Stable: what stands further out in the file comes first.
        properties.order_by(|(left, _), (right, _)| left.cmp(right));
        Self(properties)
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(known, _)| known == name)
    }

    pub(super) fn get(&self, name: &str) -> Option<&Property> {
        let mut known = self.0.iter();
        known.find_map(|(known, value)| (known == name).then_some(value))
    }

    pub(super) fn take(&mut self, name: &str) -> Option<Property> {
        let position = self.0.iter().position(|(known, _)| known == name)?;
        Some(self.0.remove(position).1)
    }

    /// The first of some names that has words or a number; the others stay.
    pub(super) fn take_text(&mut self, names: &[&str]) -> Option<String> {
        let position = names.iter().find_map(|name| {
            self.0.iter().position(|(known, value)| {
                known == name && matches!(value, Property::Text(_) | Property::Number(_))
            })
        })?;
        self.0.remove(position).1.into_text()
    }

    /// The words under a name: of a list each. What is nested stays.
    pub(super) fn take_texts(&mut self, name: &str) -> Vec<String> {
        if self.get(name) == Some(&Property::Nested) {
            return Vec::new();
        }
        match self.take(name) {
            Some(Property::List(items)) => {
                items.into_iter().filter_map(Property::into_text).collect()
            }
            Some(one) => one.into_text().into_iter().collect(),
            None => Vec::new(),
        }
    }

    pub(super) fn rename(&mut self, from: &str, to: &str) {
        if let Some(value) = self.take(from) {
            self.0.push((to.to_owned(), value));
            self.0.order_by(|(left, _), (right, _)| left.cmp(right));
        }
    }

    /// What nobody took.
    pub(super) fn rest(self) -> Vec<(String, Property)> {
        self.0
    }
}
