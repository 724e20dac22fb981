//! JSON of other programs: one value, or a value a line.

use crate::model::Fault;
use crate::read::json::Context;
use serde_json::value::RawValue;
use std::sync::Arc;

/// Calls `read` for each value of a file: the whole, or each line of JSON Lines.
pub(super) fn values(
    text: &str,
    name: &Arc<str>,
    faults: &mut Vec<Fault>,
    mut read: impl for<'t> FnMut(&mut Context<'t>, &'t RawValue),
) {
    let mut one = |text: &str, line: u64, faults: &mut Vec<Fault>| {
        let mut context = Context::new(name, text, line, faults);
        if let Some(raw) = context.value() {
            read(&mut context, raw);
        }
    };
    let first = text.lines().find(|line| !line.trim().is_empty());
    let Some(first) = first else {
        return;
    };
    let is_complete = serde_json::from_str::<&RawValue>(first).is_ok();
    if !is_complete {
        one(text, 0, faults);
        return;
    }
    for (number, line) in text.lines().enumerate() {
        if !line.trim().is_empty() {
            one(line, number as u64, faults);
        }
    }
}
