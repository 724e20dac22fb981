//! What keeps a hostile page from taking minutes: building a tree takes time that grows with the square of the
//! depth of blocks and of the number of attributes of one tag.

use crate::limits::{HTML_NESTING, HTML_TAG};
use dom_query::Document;

/// Elements that only their own end closes and that are looked for at each start of a block.
const NESTING: [&str; 14] = [
    "article",
    "aside",
    "blockquote",
    "center",
    "div",
    "dl",
    "fieldset",
    "footer",
    "form",
    "header",
    "main",
    "ol",
    "section",
    "ul",
];
/// Elements whose content is no markup.
const RAW: [&str; 4] = ["script", "style", "textarea", "title"];

/// Looks at the tags alone, before a tree is built.
///
/// # Errors
/// What is too deep or too long, with its byte offset.
pub(super) fn check_bytes(page: &str) -> Result<(), String> {
    let bytes = page.as_bytes();
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(found) = memchr(bytes, at, b'<') {
        let is_end = bytes.get(found + 1) == Some(&b'/');
        let name_start = found + 1 + usize::from(is_end);
        let name = name_at(bytes, name_start);
        if name.is_empty() {
            at = if bytes[found..].starts_with(b"<!--") {
                find(bytes, found + 4, b"-->").unwrap_or(bytes.len())
            } else {
                found + 1
            };
            continue;
        }
        at = tag_end(bytes, name_start + name.len(), found)?;
        if NESTING.contains(&name.as_str()) {
            depth = if is_end {
                depth.saturating_sub(1)
            } else {
                depth + 1
            };
            if depth > HTML_NESTING {
                return Err(format!(
                    "elements nest deeper than {HTML_NESTING} at byte offset {found}"
                ));
            }
        } else if !is_end && RAW.contains(&name.as_str()) {
            at = raw_end(bytes, at, &name);
        }
    }
    Ok(())
}

/// Looks at the tree that was built.
///
/// # Errors
/// That it is too deep.
pub(super) fn check_tree(page: &Document) -> Result<(), String> {
    let mut depth = 0_usize;
    let mut open = Some(page.root());
    while let Some(node) = open {
        if let Some(child) = node.first_child() {
            depth += 1;
            if depth > HTML_NESTING {
                return Err(format!("elements nest deeper than {HTML_NESTING}"));
            }
            open = Some(child);
            continue;
        }
        let mut last = node;
        open = loop {
            if let Some(next) = last.next_sibling() {
                break Some(next);
            }
            let Some(parent) = last.parent() else {
                break None;
            };
            depth -= 1;
            last = parent;
        };
    }
    Ok(())
}

fn memchr(bytes: &[u8], from: usize, wanted: u8) -> Option<usize> {
    let rest = bytes.get(from..)?;
    rest.iter()
        .position(|byte| *byte == wanted)
        .map(|at| from + at)
}

fn find(bytes: &[u8], from: usize, wanted: &[u8]) -> Option<usize> {
    let rest = bytes.get(from..)?;
    rest.windows(wanted.len())
        .position(|window| window == wanted)
        .map(|at| from + at)
}

/// The name of a tag in lower case; empty where none starts. Longer names than any known one are cut.
fn name_at(bytes: &[u8], start: usize) -> String {
    let rest = bytes.get(start..).unwrap_or_default();
    if !rest.first().is_some_and(u8::is_ascii_alphabetic) {
        return String::new();
    }
    let letters = rest
        .iter()
        .take(16)
        .take_while(|byte| byte.is_ascii_alphanumeric());
    letters
        .map(|byte| char::from(byte.to_ascii_lowercase()))
        .collect()
}

/// Where a tag ends, after its `>`. What stands between quotation marks after `=` is not counted.
fn tag_end(bytes: &[u8], from: usize, start: usize) -> Result<usize, String> {
    let mut at = from;
    let mut length = 0;
    let mut last = b' ';
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'>' => return Ok(at),
            b'"' | b'\'' if last == b'=' => {
                at = memchr(bytes, at, byte).map_or(bytes.len(), |end| end + 1);
            }
            _ => length += 1,
        }
        if length > HTML_TAG {
            return Err(format!(
                "the tag at byte offset {start} is longer than {HTML_TAG} bytes without the values of its attributes"
            ));
        }
        if !byte.is_ascii_whitespace() {
            last = byte;
        }
    }
    Ok(at)
}

/// Where the end tag of a script or the like starts.
fn raw_end(bytes: &[u8], from: usize, name: &str) -> usize {
    let mut at = from;
    while let Some(found) = find(bytes, at, b"</") {
        if name_at(bytes, found + 2) == name {
            return found;
        }
        at = found + 2;
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_hostile_pages_are_refused() {
        assert!(check_bytes(&"<div>".repeat(1001)).is_err());
        assert!(check_bytes(&"<div></div>".repeat(2000)).is_ok());
        assert!(check_bytes(&format!("<!-- {} -->", "<div>".repeat(1001))).is_ok());
        assert!(check_bytes(&format!("<script>{}</script>", "<div>".repeat(1001))).is_ok());
        assert!(check_bytes(&format!("<p {}>", "a=1 ".repeat(3000))).is_err());
        assert!(check_bytes(&format!("<p a = \"{}\">", "a".repeat(30_000))).is_ok());
        assert!(check_bytes("1 < 2, 2 </ 3, <").is_ok());
    }

    #[test]
    fn a_deep_tree_is_refused() {
        let deep = Document::from("<b>".repeat(1001));
        assert!(check_tree(&deep).is_err());
        let wide = Document::from("<b>x</b>".repeat(5000));
        assert!(check_tree(&wide).is_ok());
    }
}
