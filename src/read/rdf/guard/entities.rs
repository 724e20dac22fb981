use crate::limits::{NESTING, XML_EXPANSION};
use memchr::{memchr, memmem};
use std::collections::BTreeMap;

/// Where, in bytes, the entities of an XML document have come to stand for more than is expanded; `None` if they never
/// do.
///
/// Declarations and references are looked for in all bytes. Those in comments and CDATA sections count too, which only
/// makes the limit a little stricter.
pub(in crate::read::rdf) fn check_entities(document: &[u8]) -> Option<usize> {
    let declared = declared(document);
    if declared.is_empty() {
        return None;
    }
    let mut sizes = BTreeMap::new();
    let mut total = 0_usize;
    let (mut at, end) = (end_of_declarations(document), document.len());
    while let Some((place, name, after)) = reference(document, at) {
        total = total.saturating_add(size(name, &declared, &mut sizes, 0));
        if total > XML_EXPANSION {
            return Some(place);
        }
        at = after.min(end);
    }
    None
}

const DECLARATION: &[u8] = b"<!ENTITY";

fn end_of_declarations(document: &[u8]) -> usize {
    memmem::rfind(document, DECLARATION).map_or(0, |start| {
        start + memchr(b'>', &document[start..]).unwrap_or(document.len() - start)
    })
}

/// The general entities with their values as they were written; the first declaration of a name holds.
fn declared(document: &[u8]) -> BTreeMap<&[u8], &[u8]> {
    let mut declared = BTreeMap::new();
    for start in memmem::find_iter(document, DECLARATION) {
        let rest = document[start + DECLARATION.len()..].trim_ascii_start();
        let length = rest
            .iter()
            .take_while(|byte| !byte.is_ascii_whitespace())
            .count();
        let (name, rest) = rest.split_at(length);
        let rest = rest.trim_ascii_start();
        if let Some(&mark @ (b'"' | b'\'')) = rest.first()
            && let Some(length) = memchr(mark, &rest[1..])
        {
            declared.entry(name).or_insert(&rest[1..=length]);
        }
    }
    declared
}

/// The next reference to an entity from a place on: where it stands, its name, and where it ends.
fn reference(text: &[u8], from: usize) -> Option<(usize, &[u8], usize)> {
    let place = from + memchr(b'&', text.get(from..)?)?;
    // No name that anybody gives is longer; a lone ampersand is the parser's business.
    let rest = &text[place + 1..text.len().min(place + 256)];
    match memchr(b';', rest) {
        Some(length) => Some((place, &rest[..length], place + length + 2)),
        None => Some((place, b"", place + 1)),
    }
}

/// How many bytes an entity stands for, those that it refers to included.
fn size<'d>(
    name: &'d [u8],
    declared: &BTreeMap<&'d [u8], &'d [u8]>,
    sizes: &mut BTreeMap<&'d [u8], usize>,
    depth: usize,
) -> usize {
    let Some(value) = declared.get(name) else {
        return 0;
    };
    if let Some(known) = sizes.get(name) {
        return *known;
    }
    if depth > NESTING {
        return usize::MAX;
    }
    let mut total = value.len();
    let mut at = 0;
    while let Some((_, inner, after)) = reference(value, at) {
        total = total.saturating_add(size(inner, declared, sizes, depth + 1));
        at = after;
    }
    sizes.insert(name, total);
    total
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_entities_stand_for_is_counted() {
        let document = |subset: &str, body: &str| format!("<!DOCTYPE r [{subset}]><r>{body}</r>");
        let ten = |name: &str, of: &str| format!("<!ENTITY {name} \"{}\">", of.repeat(10));
        let laughs: String = ten("a", "ha")
            + &ten("b", "&a;")
            + &ten("c", "&b;")
            + &ten("d", "&c;")
            + &ten("e", "&d;")
            + &ten("f", "&e;");
        for (text, is_fine) in [
            (document("", "&amp; & &none;"), true),
            (document(&laughs, "&a;&d;"), true),
            (document(&laughs, "&f;"), false),
            (document(&laughs, &"&d;".repeat(100)), false),
            (document("<!ENTITY x '&x;'>", "&x;"), false),
            (
                document("<!ENTITY x SYSTEM \"file:///etc/passwd\">", "&x;"),
                true,
            ),
            (
                document("<!ENTITY x \"a>b\"><!ENTITY x \"&x;\">", "&x; &"),
                true,
            ),
        ] {
            assert_eq!(check_entities(text.as_bytes()).is_none(), is_fine, "{text}");
        }
    }
}
