//! Lists of our own files, which have to be one text there.

use crate::read::foreign::property::Property;

/// The columns in which our own exports join several items.
const JOINED: [&str; 13] = [
    "type",
    "type_iri",
    "aliases",
    "codes",
    "same_as",
    "statements",
    "told_by",
    "quotes",
    "source_titles",
    "source_urls",
    "source_iris",
    "extractors",
    "rules",
];

/// Takes the lists among the properties of a node or edge apart again.
pub(super) fn take_apart(properties: &mut [(String, Property)]) {
    for (name, value) in properties {
        let is_joined = JOINED.contains(&name.as_str()) || name.starts_with("value_");
        if let (true, Property::Text(text)) = (is_joined, &*value) {
            let items = items(text);
            *value = Property::List(items.into_iter().map(Property::Text).collect());
        }
    }
}

/// The items of a list that is joined by ` | `: a bar within an item has a backslash before it, and so has a
/// backslash.
fn items(text: &str) -> Vec<String> {
    let mut items = Vec::new();
    let mut item = String::new();
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        if let Some(after) = rest.strip_prefix(" | ") {
            items.push(std::mem::take(&mut item));
            rest = after;
            continue;
        }
        rest = &rest[letter.len_utf8()..];
        match rest.chars().next() {
            Some(escaped @ ('|' | '\\')) if letter == '\\' => {
                item.push(escaped);
                rest = &rest[1..];
            }
            _ => item.push(letter),
        }
    }
    items.push(item);
    items
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_within_an_item_does_not_cut_it() {
        assert_eq!(items("a | b"), ["a", "b"]);
        assert_eq!(items(r"a \| b | c\\ | d\e|f"), ["a | b", r"c\", r"d\e|f"]);
        assert_eq!(items(""), [""]);
        assert_eq!(items(" | "), ["", ""]);
    }
}
