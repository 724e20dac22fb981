/// The keys of the object that a text begins with, as far as the text goes: it may be cut anywhere.
///
/// Keys with escapes in them are left out; none that matters has any.
pub(in crate::read) fn first_keys(start: &[u8]) -> Vec<String> {
    let mut keys = Vec::new();
    let mut depth = 0_usize;
    let mut is_key = false;
    let mut at = 0;
    while let Some(&byte) = start.get(at) {
        at += 1;
        match byte {
            b'"' => {
                let Some(end) = string_end(start, at) else {
                    return keys;
                };
                if depth == 1 && is_key {
                    keys.extend(std::str::from_utf8(&start[at..end]).map(str::to_owned));
                }
                is_key = false;
                at = end + 1;
            }
            b'{' | b'[' => {
                depth += 1;
                is_key = byte == b'{';
            }
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return keys;
                }
            }
            b',' => is_key = depth == 1,
            byte if depth == 0 && !byte.is_ascii_whitespace() => return keys,
            _ => {}
        }
    }
    keys
}

/// Where the quotation mark stands that ends a string.
fn string_end(text: &[u8], mut at: usize) -> Option<usize> {
    loop {
        match text.get(at)? {
            b'"' => return Some(at),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_told_from_values_and_from_what_lies_deeper() {
        let keys = |text: &str| first_keys(text.as_bytes());
        assert_eq!(
            keys(r#"{"a":"b","c":[{"d":1},"e"],"f":{"g":0},"h":"#),
            ["a", "c", "f", "h"]
        );
        assert_eq!(keys(r#"{"a":"x\"y{","b"#), ["a"]);
        assert_eq!(keys(r#"{"a":1} {"b":2}"#), ["a"]);
        assert_eq!(keys("text {\"a\":1}"), Vec::<String>::new());
    }
}
