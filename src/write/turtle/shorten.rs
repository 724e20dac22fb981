//! Which prefix an IRI is shortened by.

use crate::rdf::{Prefixes, is_local_name};

/// The prefixes of one file, by their places.
pub(super) struct Shortening {
    prefixes: Vec<Prefix>,
    all: Prefixes,
}

/// One of them.
pub(super) struct Prefix {
    pub(super) name: String,
    pub(super) namespace: String,
    /// Whether no other prefix has this namespace or one that begins with it.
    is_last: bool,
}

/// The IRI stands in angle brackets.
pub(super) const WHOLE: u16 = u16::MAX - 1;

impl Shortening {
    pub(super) fn new(all: Prefixes) -> Self {
        let prefixes = all.iter().map(|(prefix, namespace)| Prefix {
            name: prefix.to_owned(),
            namespace: namespace.to_owned(),
            is_last: all.is_last(namespace),
        });
        Self {
            prefixes: prefixes.collect(),
            all,
        }
    }

    /// The prefixes, in order.
    pub(super) fn prefixes(&self) -> &[Prefix] {
        &self.prefixes
    }

    /// The prefix at a place; `None` for [`WHOLE`].
    #[inline]
    pub(super) fn prefix(&self, place: u16) -> Option<&Prefix> {
        self.prefixes.get(usize::from(place))
    }

    /// The place of the prefix that shortens an IRI, or [`WHOLE`]. `before` is what shortened another one of its
    /// kind: IRIs of a kind stand together.
    #[inline]
    pub(super) fn place(&self, iri: &str, before: u16) -> u16 {
        if let Some(prefix) = self.prefix(before)
            && prefix.is_last
            && iri
                .strip_prefix(prefix.namespace.as_str())
                .is_some_and(is_local_name)
        {
            return before;
        }
        self.search(iri)
    }

    fn search(&self, iri: &str) -> u16 {
        let Some((name, _)) = self.all.compact(iri) else {
            return WHOLE;
        };
        // Both lists are in the order of the prefixes.
        let found = self
            .prefixes
            .binary_search_by(|prefix| prefix.name.as_str().cmp(name));
        match found.map(u16::try_from) {
            Ok(Ok(place)) if place < WHOLE => place,
            _ => WHOLE,
        }
    }

    /// Spells out an IRI that `place` shortens.
    #[inline]
    pub(super) fn spell(&self, iri: &str, place: u16, buffer: &mut String) {
        if let Some(prefix) = self.prefix(place) {
            buffer.push_str(&prefix.name);
            buffer.push(':');
            buffer.push_str(&iri[prefix.namespace.len()..]);
        } else {
            buffer.push('<');
            buffer.push_str(iri);
            buffer.push('>');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_came_before_changes_nothing(
            prefixes in prop::collection::btree_map("[a-c]", "x:[ab/]{0,3}", 0..4),
            iri in "x:[ab/]{0,5}",
            before in 0_u16..4,
        ) {
            let all: Prefixes = prefixes.into_iter().collect();
            let shortening = Shortening::new(all.clone());
            let mut spelt = String::new();
            shortening.spell(&iri, shortening.place(&iri, before), &mut spelt);
            let wanted = match all.compact(&iri) {
                Some((prefix, local)) => format!("{prefix}:{local}"),
                None => format!("<{iri}>"),
            };
            prop_assert_eq!(spelt, wanted);
        }
    }
}
