use crate::limits::NESTING;
use crate::model::quoted;
use serde_json::value::RawValue;

/// What a raw value is, and its text where that is short.
pub(super) fn describe(raw: &RawValue) -> String {
    let text = raw.get();
    let kind = match text.as_bytes().first() {
        Some(b'"') => "a string",
        Some(b'{') => return "an object".to_owned(),
        Some(b'[') => return "a list".to_owned(),
        Some(b'n') => return "null".to_owned(),
        Some(b't' | b'f') => return text.to_owned(),
        _ => "the number",
    };
    match serde_json::from_str::<String>(text) {
        Ok(string) => format!("{kind}, {}", quoted(&string)),
        Err(_) => format!("{kind} {}", text.chars().take(40).collect::<String>()),
    }
}

/// What `serde_json` says without the position, which stands in front of ours.
pub(super) fn bare_message(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let message = message
        .rsplit_once(" at line ")
        .map_or(message.as_str(), |(text, _)| text);
    format!("not JSON: {message}")
}

/// Where an error of `serde_json` stands, in bytes.
pub(super) fn byte_of(text: &str, error: &serde_json::Error) -> usize {
    let before: usize = text
        .split_inclusive('\n')
        .take(error.line().saturating_sub(1))
        .map(str::len)
        .sum();
    let mut byte = (before + error.column().saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}

/// Where arrays and objects first nest deeper than [`NESTING`].
pub(in crate::read) fn too_deep(text: &[u8]) -> Option<usize> {
    let mut depth = 0_usize;
    let mut in_string = false;
    let mut escaped = false;
    for (at, byte) in text.iter().copied().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'{' | b'[' if !in_string => {
                depth += 1;
                if depth > NESTING {
                    return Some(at);
                }
            }
            b'}' | b']' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}
