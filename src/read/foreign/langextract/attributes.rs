use crate::model::{Loss, Losses, Value, quoted};
use crate::read::json::Context;
use serde_json::value::RawValue;
use std::borrow::Cow;

/// The attributes of an extraction in the order of their names.
pub(super) type Attributes<'t> = Vec<(Cow<'t, str>, &'t RawValue)>;

pub(super) fn take<'t>(attributes: &mut Attributes<'t>, key: &str) -> Option<&'t RawValue> {
    let at = attributes.iter().position(|(known, _)| known == key)?;
    Some(attributes.remove(at).1)
}

/// A name or several; none where there is something else, which is told.
pub(super) fn strings<'t>(context: &mut Context<'t>, raw: Option<&'t RawValue>) -> Vec<String> {
    raw.and_then(|raw| context.strings(raw))
        .map(|strings| strings.0)
        .unwrap_or_default()
}

/// What an attribute holds: one literal, or a list of them.
pub(super) fn literals<'t>(
    context: &mut Context<'t>,
    key: &str,
    raw: &'t RawValue,
    losses: &mut Losses,
) -> Vec<Value> {
    let items = match raw.get().as_bytes().first() {
        Some(b'[') => context.items(raw).unwrap_or_default(),
        _ => vec![raw],
    };
    let mut found = Vec::new();
    for item in items {
        match item.get().as_bytes().first() {
            Some(b'"') => {
                let text = context.any_string(item).filter(|text| !text.is_empty());
                found.extend(text.map(Value::Text));
            }
            Some(b't' | b'f') => found.extend(context.boolean(item).map(Value::Boolean)),
            Some(b'{' | b'[') => losses.add(
                Loss::Dropped,
                &format!("what lies inside of attribute {}", quoted(key)),
            ),
            Some(b'n') => {}
            _ => found.extend(context.number(item).map(Value::Number)),
        }
    }
    found
}
