use crate::order::CompactCollect;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// Prefixes and the namespaces they stand for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Prefixes(BTreeMap<String, String>);

impl Prefixes {
    /// Declares a prefix, in place of what it stood for before.
    pub fn insert(&mut self, prefix: impl Into<String>, namespace: impl Into<String>) {
        self.0.insert(prefix.into(), namespace.into());
    }

    /// Declares what `other` declares, unless the prefix or the namespace has a declaration already.
    pub fn merge(&mut self, other: Prefixes) {
        let mut known = self.0.values().cloned().into_set();
        for (prefix, namespace) in other.0 {
            if let Entry::Vacant(vacant) = self.0.entry(prefix)
                && known.insert(namespace.clone())
            {
                vacant.insert(namespace);
            }
        }
    }

    /// What a prefix stands for.
    pub fn namespace(&self, prefix: &str) -> Option<&str> {
        self.0.get(prefix).map(String::as_str)
    }

    /// All of them, in the order of the prefixes.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(prefix, namespace)| (prefix.as_str(), namespace.as_str()))
    }

    /// The IRI that a prefixed name such as `sec:trains` stands for.
    pub fn expand(&self, name: &str) -> Option<String> {
        let (prefix, local) = name.split_once(':')?;
        Some(format!("{}{local}", self.namespace(prefix)?))
    }

    /// The prefix and the rest of an IRI, by the longest namespace that leaves a rest which Turtle takes
    /// without escapes.
    pub fn compact<'a>(&'a self, iri: &'a str) -> Option<(&'a str, &'a str)> {
        self.0
            .iter()
            .filter_map(|(prefix, namespace)| {
                let local = iri.strip_prefix(namespace.as_str())?;
                is_local_name(local).then_some((namespace.len(), prefix.as_str(), local))
            })
            .max_by_key(|(length, prefix, _)| (*length, std::cmp::Reverse(*prefix)))
            .map(|(_, prefix, local)| (prefix, local))
    }
}

/// An IRI as a prefixed name such as `sec:trains`, by the first of several that knows its namespace.
pub fn prefixed_name(prefixes: &[&Prefixes], iri: &str) -> Option<String> {
    let mut prefixes = prefixes.iter();
    let (prefix, local) = prefixes.find_map(|prefixes| prefixes.compact(iri))?;
    Some(format!("{prefix}:{local}"))
}

impl<P: Into<String>, N: Into<String>> FromIterator<(P, N)> for Prefixes {
    fn from_iter<I: IntoIterator<Item = (P, N)>>(declarations: I) -> Self {
        Self(
            declarations
                .into_iter()
                .map(|(prefix, namespace)| (prefix.into(), namespace.into()))
                .into_map(),
        )
    }
}

/// Whether a text may follow the colon of a prefixed name without escapes: a narrowing of `PN_LOCAL`
/// (<https://www.w3.org/TR/turtle/#grammar-production-PN_LOCAL>) that every Turtle reader takes.
pub fn is_local_name(local: &str) -> bool {
    // Most are plain, and need no look at characters.
    if local
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    {
        return true;
    }
    let mut rest = local;
    while let Some(first) = rest.chars().next() {
        let size = if first == '%' {
            let hex = rest.as_bytes().get(1..3);
            if !hex.is_some_and(|pair| pair.iter().all(u8::is_ascii_hexdigit)) {
                return false;
            }
            3
        } else if is_name_character(first)
            || (matches!(first, '-' | '.') && rest.len() < local.len())
        {
            first.len_utf8()
        } else {
            return false;
        };
        rest = &rest[size..];
    }
    !local.ends_with('.')
}

/// Letters and digits that may stand anywhere in a local name.
pub(crate) fn is_name_character(character: char) -> bool {
    matches!(character,
        'A'..='Z' | 'a'..='z' | '0'..='9' | '_'
        | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}'
        | '\u{370}'..='\u{37D}' | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}'
        | '\u{2070}'..='\u{218F}' | '\u{2C00}'..='\u{2FEF}' | '\u{3001}'..='\u{D7FF}'
        | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}' | '\u{10000}'..='\u{EFFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_namespace_wins() {
        let prefixes: Prefixes = [("a", "http://e/"), ("b", "http://e/x/")]
            .into_iter()
            .collect();
        assert_eq!(prefixes.compact("http://e/x/y"), Some(("b", "y")));
        assert_eq!(prefixes.compact("http://e/y"), Some(("a", "y")));
        assert_eq!(prefixes.compact("http://other/y"), None);
    }

    #[test]
    fn a_local_name_needs_no_escape() {
        for good in ["", "a", "bf-armed-forces", "r1.2", "Traoré", "a%20b", "1"] {
            assert!(is_local_name(good), "{good}");
        }
        for bad in ["a/b", "a.", "-a", ".a", "a b", "a%2", "a'b", "a#b"] {
            assert!(!is_local_name(bad), "{bad}");
        }
    }
}
