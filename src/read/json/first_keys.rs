/// The keys of the object that a text begins with, as far as the text goes: it may be cut anywhere.
///
/// Keys with escapes in them are left out; none that matters has any.
pub(in crate::read) fn first_keys(start: &[u8]) -> Vec<String> {
    look_through(start).0
}

/// Whether a text is cut inside of the object that it begins with.
pub(in crate::read) fn ends_in_first_object(start: &[u8]) -> bool {
    look_through(start).1
}

/// The keys, and whether the text ends before the object does.
fn look_through(start: &[u8]) -> (Vec<String>, bool) {
    let mut keys = Vec::new();
    let mut depth = 0_usize;
    let mut is_key = false;
    let mut at = 0;
    while let Some(&byte) = start.get(at) {
        at += 1;
        match byte {
            b'"' => {
                let Some(end) = string_end(start, at) else {
                    return (keys, true);
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
                    return (keys, false);
                }
            }
            b',' => is_key = depth == 1,
            byte if depth == 0 && !byte.is_ascii_whitespace() => return (keys, false),
            _ => {}
        }
    }
    (keys, depth > 0)
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

    #[test]
    fn a_cut_object_is_told_from_a_whole_one() {
        let is_cut = |text: &str| ends_in_first_object(text.as_bytes());
        assert!(is_cut(r#"{"text":"a long"#));
        assert!(is_cut(r#"{"text":"a","#));
        assert!(!is_cut(r#"{"text":"a"}"#));
        assert!(!is_cut("text"));
    }
}
