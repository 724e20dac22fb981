use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound::{Excluded, Included, Unbounded};

/// Prefixes and the namespaces they stand for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Prefixes {
    namespaces: BTreeMap<String, String>,
    /// The prefixes of each namespace, by which a name is found for an IRI.
    by_namespace: BTreeMap<String, BTreeSet<String>>,
}

impl Prefixes {
    /// Declares a prefix, in place of what it stood for before.
    pub fn insert(&mut self, prefix: impl Into<String>, namespace: impl Into<String>) {
        let (prefix, namespace) = (prefix.into(), namespace.into());
        let before = self.namespaces.insert(prefix.clone(), namespace.clone());
        if let Some(before) = before
            && let Some(prefixes) = self.by_namespace.get_mut(&before)
        {
            prefixes.remove(&prefix);
            if prefixes.is_empty() {
                self.by_namespace.remove(&before);
            }
        }
        self.by_namespace
            .entry(namespace)
            .or_default()
            .insert(prefix);
    }

    /// Declares what `other` declares, unless the prefix or the namespace has a declaration already.
    pub fn merge(&mut self, other: Prefixes) {
        for (prefix, namespace) in other.namespaces {
            if !self.namespaces.contains_key(&prefix) && !self.by_namespace.contains_key(&namespace)
            {
                self.insert(prefix, namespace);
            }
        }
    }

    /// What a prefix stands for.
    pub fn namespace(&self, prefix: &str) -> Option<&str> {
        self.namespaces.get(prefix).map(String::as_str)
    }

    /// All of them, in the order of the prefixes.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.namespaces
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
        self.beginnings(iri).find_map(|(namespace, prefixes)| {
            let local = &iri[namespace.len()..];
            let prefix = prefixes.first().filter(|_| is_local_name(local))?;
            Some((prefix.as_str(), local))
        })
    }

    /// The namespaces that an IRI begins with, the longest first.
    fn beginnings<'a>(
        &'a self,
        iri: &'a str,
    ) -> impl Iterator<Item = (&'a str, &'a BTreeSet<String>)> {
        let mut end = Included(iri);
        std::iter::from_fn(move || {
            loop {
                let mut up_to_end = self.by_namespace.range::<str, _>((Unbounded, end));
                let (namespace, prefixes) = up_to_end.next_back()?;
                if iri.starts_with(namespace.as_str()) {
                    end = Excluded(namespace.as_str());
                    return Some((namespace.as_str(), prefixes));
                }
                // What sorts before this one and begins the IRI begins this one too.
                let pairs = iri.chars().zip(namespace.chars());
                let shared = pairs.take_while(|(one, other)| one == other);
                end = Included(&iri[..shared.map(|(one, _)| one.len_utf8()).sum()]);
            }
        })
    }

    /// Whether no other prefix has this namespace or one that begins with it.
    pub(crate) fn is_last(&self, namespace: &str) -> bool {
        let mut from_it = self
            .by_namespace
            .range::<str, _>((Included(namespace), Unbounded));
        let begins = |(other, _): &(&String, _)| other.starts_with(namespace);
        let own = from_it.next();
        own.is_some_and(|(_, prefixes)| prefixes.len() == 1)
            && !from_it.next().as_ref().is_some_and(begins)
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
        let mut prefixes = Self::default();
        for (prefix, namespace) in declarations {
            prefixes.insert(prefix, namespace);
        }
        prefixes
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
    use proptest::prelude::*;
    use std::cmp::Reverse;

    proptest! {
        #[test]
        fn an_iri_is_compacted_as_if_all_prefixes_were_tried(
            declarations in prop::collection::vec(("[a-c]", "x:[aé/]{0,3}"), 0..6),
            others in prop::collection::vec(("[a-d]", "x:[aé/]{0,3}"), 0..4),
            iri in "x:[aé/]{0,5}",
        ) {
            let mut prefixes: Prefixes = declarations.into_iter().collect();
            let mut wanted: Vec<_> = prefixes.iter().map(|(prefix, iri)| (prefix.to_owned(), iri.to_owned())).collect();
            let others: Prefixes = others.into_iter().collect();
            for (prefix, namespace) in others.iter() {
                if wanted.iter().all(|known| known.0 != prefix && known.1 != namespace) {
                    wanted.push((prefix.to_owned(), namespace.to_owned()));
                }
            }
            prefixes.merge(others);
            wanted.sort();
            let merged = prefixes.iter().map(|(prefix, iri)| (prefix.to_owned(), iri.to_owned()));
            prop_assert_eq!(merged.collect::<Vec<_>>(), wanted.clone());
            let fitting = wanted.iter().filter_map(|(prefix, namespace)| {
                let local = iri.strip_prefix(namespace.as_str())?;
                is_local_name(local).then_some((namespace.len(), Reverse(prefix.as_str()), local))
            });
            let longest = fitting.max().map(|(_, Reverse(prefix), local)| (prefix, local));
            prop_assert_eq!(prefixes.compact(&iri), longest);
            for (_, namespace) in &wanted {
                let begins = wanted.iter().filter(|(_, other)| other.starts_with(namespace.as_str()));
                prop_assert_eq!(prefixes.is_last(namespace), begins.count() == 1);
            }
        }
    }

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
