//! JSON of other programs: one value, or a value a line.

use crate::model::Fault;
use crate::read::foreign::property::{Properties, Property};
use crate::read::json::{Context, Fields};
use serde_json::value::RawValue;
use std::sync::Arc;

/// Keys that hold an object of properties beside what the format itself says.
const NESTED: [&str; 5] = ["properties", "attributes", "data", "attr_dict", "metadata"];

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

/// What nobody took of an object, and what lies in its `properties` or the like, as properties. What is null
/// or empty says nothing.
pub(super) fn properties<'t>(context: &mut Context<'t>, fields: Fields<'t>) -> Properties {
    let mut properties = Vec::new();
    let mut inner = Vec::new();
    for (key, raw) in fields.rest() {
        if NESTED.contains(&key.as_ref()) && raw.get().starts_with('{') {
            if let Some(fields) = context.object(raw) {
                inner.extend(fields.rest());
            }
        } else if let Some(value) = property(context, raw) {
            properties.push((key.into_owned(), value));
        }
    }
    for (key, raw) in inner {
        if let Some(value) = property(context, raw) {
            properties.push((key.into_owned(), value));
        }
    }
    Properties::new(properties)
}

fn property<'t>(context: &mut Context<'t>, raw: &'t RawValue) -> Option<Property> {
    match raw.get().as_bytes().first()? {
        b'"' => {
            let text = context.any_string(raw)?;
            (!text.is_empty()).then_some(Property::Text(text))
        }
        b'{' if raw.get().len() > 2 => Some(Property::Nested),
        b'[' => {
            let items = context.items(raw)?;
            let items: Vec<Property> = items
                .into_iter()
                .filter_map(|item| property(context, item))
                .collect();
            (!items.is_empty()).then_some(Property::List(items))
        }
        b't' | b'f' => context.boolean(raw).map(Property::Truth),
        b'{' | b'n' => None,
        _ => context.number(raw).map(Property::Number),
    }
}

/// An id as programs write it: words or a number.
pub(super) fn id<'t>(context: &mut Context<'t>, raw: &'t RawValue) -> Option<String> {
    match raw.get().as_bytes().first() {
        Some(b'"') => context.string(raw),
        Some(b'-' | b'0'..=b'9') => context.number(raw).map(|number| number.as_str().to_owned()),
        _ => {
            context.wrong_type(raw, "an id, which is a string or a number,");
            None
        }
    }
}
