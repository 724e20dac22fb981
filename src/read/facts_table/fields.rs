use crate::model::quoted;
use std::collections::BTreeMap;

/// Every field that a column may hold, in the order in which help lists them.
pub(in crate::read) const FIELDS: [&str; 23] = [
    "subject",
    "predicate",
    "object",
    "value",
    "subject_type",
    "object_type",
    "polarity",
    "modality",
    "speaker",
    "report",
    "cue",
    "time",
    "place",
    "quantity",
    "quantity_value",
    "confidence",
    "source",
    "start",
    "end",
    "quote",
    "extractor",
    "rule",
    "id",
];

/// What fills a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::read) enum Filled {
    /// The cell of a column, with the column's name where that is not the field's.
    Cell { position: usize, called: String },
    /// The same text in every row.
    Text(String),
}

/// What fills each field of a table's rows.
#[derive(Debug, Clone, Default)]
pub(in crate::read) struct Fields(BTreeMap<&'static str, Filled>);

impl Fields {
    pub(in crate::read) fn fill(&mut self, field: &'static str, filled: Filled) {
        self.0.insert(field, filled);
    }

    pub(in crate::read) fn has(&self, field: &str) -> bool {
        self.0.contains_key(field)
    }

    /// Whether an end may have a class.
    pub(super) fn has_types(&self) -> bool {
        self.0.keys().any(|field| field.ends_with("_type"))
    }

    /// What a row has for a field; an empty cell is nothing.
    pub(in crate::read) fn get<'r>(
        &'r self,
        field: &str,
        cells: &'r csv::StringRecord,
    ) -> Option<&'r str> {
        let text = match self.0.get(field)? {
            Filled::Cell { position, .. } => cells.get(*position)?,
            Filled::Text(text) => text,
        };
        (!text.is_empty()).then_some(text)
    }

    /// How messages speak of a field: by its column, if the user knows it under another name.
    pub(super) fn spoken(&self, field: &str) -> String {
        match self.0.get(field) {
            Some(Filled::Cell { called, .. }) if called != field => {
                format!("column {} ({field})", quoted(called))
            }
            Some(Filled::Text(_)) => format!("the text for {field}"),
            _ => format!("column {}", quoted(field)),
        }
    }
}
