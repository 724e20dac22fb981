//! Rows of graph files as JSON objects.

use crate::write::attributes::{Column, Value};
use serde::ser::{Error, SerializeMap};
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

/// One object: some texts, then the columns that have a value.
pub(super) struct Row<'a> {
    pub(super) texts: &'a [(&'a str, &'a str)],
    pub(super) columns: &'a [Column],
    pub(super) values: &'a [Option<Value>],
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        for (key, text) in self.texts {
            object.serialize_entry(key, text)?;
        }
        for (column, value) in self.columns.iter().zip(self.values) {
            if let Some(value) = value {
                object.serialize_entry(&column.name, value)?;
            }
        }
        object.end()
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => text.serialize(serializer),
            // Digit by digit: a double would lose the last ones.
            Self::Number(digits) => RawValue::from_string(digits.clone())
                .map_err(S::Error::custom)?
                .serialize(serializer),
            Self::Truth(truth) => truth.serialize(serializer),
            Self::List(items) => items.serialize(serializer),
        }
    }
}

/// What stands before an item of an array with one item a line.
pub(super) fn before(position: usize) -> &'static str {
    if position == 0 { "\n" } else { ",\n" }
}
