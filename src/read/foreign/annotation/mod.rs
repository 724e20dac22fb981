//! What readers of annotation tools have in common: marks on a text, and names for what they mark.

mod names;

pub(super) use names::{Names, one_line, stem};

use crate::model::{Confidence, Fault};
use crate::read::foreign::json::values;
use crate::read::json::{Context, Fields};
use serde_json::value::RawValue;
use std::sync::Arc;

/// What is done with each document of a file.
pub(super) type ReadDocument<'r> = dyn for<'t> FnMut(&mut Context<'t>, Fields<'t>) + 'r;

/// Calls `read` for the document that a file is, or for each of JSON Lines or of a list: tools write one
/// document as an object and many by how they were called.
pub(super) fn each_document(
    text: &str,
    name: &Arc<str>,
    faults: &mut Vec<Fault>,
    read: &mut ReadDocument<'_>,
) {
    values(text, name, faults, |context, raw| {
        if !raw.get().starts_with('[') {
            if let Some(fields) = context.object(raw) {
                read(context, fields);
            }
            return;
        }
        for (index, item) in context
            .items(raw)
            .unwrap_or_default()
            .into_iter()
            .enumerate()
        {
            context.within("", Some(index), |context| {
                if let Some(fields) = context.object(item) {
                    read(context, fields);
                }
            });
        }
    });
}

/// A number from 0 to 1.
pub(super) fn confidence<'t>(context: &mut Context<'t>, raw: &'t RawValue) -> Option<Confidence> {
    let number = context.number(raw)?;
    let value = number.as_str().parse().unwrap_or(f64::NAN);
    Confidence::new(value)
        .map_err(|_| context.error(raw, format!("{number} is not between 0 and 1")))
        .ok()
}
