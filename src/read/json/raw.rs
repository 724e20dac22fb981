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
fn byte_of(text: &str, error: &serde_json::Error) -> usize {
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

/// What programs in Python and JavaScript write for numbers that JSON has not.
const NO_NUMBERS: [&str; 3] = ["NaN", "Infinity", "-Infinity"];

/// Where an error of `serde_json` stands, in bytes, and what it says.
pub(super) fn place_and_message(text: &str, error: &serde_json::Error) -> (usize, String) {
    let byte = byte_of(text, error);
    // Behind a minus sign the error stands at what follows it.
    let sign = byte.checked_sub(1);
    let signed = sign
        .filter(|at| text.as_bytes()[*at] == b'-')
        .unwrap_or(byte);
    let found = [signed, byte].into_iter().find_map(|at| {
        let rest = text.get(at..)?;
        let word = NO_NUMBERS.into_iter().find(|word| rest.starts_with(word))?;
        Some((at, word))
    });
    match found {
        Some((at, word)) => {
            let message = format!(
                "not JSON: it has no {word}, as Python's json.dumps writes a float that is no finite number; null or a number is wanted"
            );
            (at, message)
        }
        None => (byte, bare_message(error)),
    }
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
