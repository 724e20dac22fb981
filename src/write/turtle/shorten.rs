//! Which prefix an IRI is shortened by.

use crate::order::CompactSort;
use crate::rdf::{Prefixes, is_local_name};

/// The prefixes of one file, by their places.
pub(super) struct Shortening {
    prefixes: Vec<Prefix>,
    /// Their places in the order of their namespaces; of prefixes with one namespace the first is last.
    by_namespace: Vec<u16>,
}

/// One of them.
pub(super) struct Prefix {
    pub(super) name: String,
    pub(super) namespace: String,
    /// Whether no other namespace begins with this one.
    is_last: bool,
    /// The place in `by_namespace` of the one before that this namespace begins with, or is.
    shorter: Option<usize>,
}

/// The IRI stands in angle brackets.
pub(super) const WHOLE: u16 = u16::MAX - 1;

impl Shortening {
    pub(super) fn new(all: &Prefixes) -> Self {
        let prefixes = all.iter().map(|(prefix, namespace)| Prefix {
            name: prefix.to_owned(),
            namespace: namespace.to_owned(),
            is_last: true,
            shorter: None,
        });
        // What has no place in sixteen bits shortens nothing.
        let mut prefixes: Vec<Prefix> = prefixes.take(usize::from(WHOLE)).collect();
        let mut by_namespace: Vec<u16> = (0..WHOLE).take(prefixes.len()).collect();
        let namespace = |place: u16| prefixes[usize::from(place)].namespace.as_str();
        by_namespace.order_by(|one, other| {
            let by_text = namespace(*one).cmp(namespace(*other));
            by_text.then_with(|| other.cmp(one))
        });
        // Those that the one at hand begins with, each beginning with the one before.
        let mut open: Vec<usize> = Vec::new();
        let mut shorter = Vec::with_capacity(by_namespace.len());
        for (at, place) in by_namespace.iter().enumerate() {
            let begins =
                |open: &usize| namespace(*place).starts_with(namespace(by_namespace[*open]));
            while open.pop_if(|open| !begins(open)).is_some() {}
            shorter.push(open.last().copied());
            open.push(at);
        }
        for (place, shorter) in by_namespace.iter().zip(shorter) {
            prefixes[usize::from(*place)].shorter = shorter;
            if let Some(shorter) = shorter {
                let shorter = usize::from(by_namespace[shorter]);
                prefixes[shorter].is_last = false;
                // Of two that are the same, either may be the one before.
                if prefixes[shorter].namespace == prefixes[usize::from(*place)].namespace {
                    prefixes[usize::from(*place)].is_last = false;
                }
            }
        }
        Self {
            prefixes,
            by_namespace,
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

    /// As [`Prefixes::compact`], without a look at every prefix: whatever namespace an IRI begins with, the last one that
    /// does not sort after the IRI is that or begins with it too.
    fn search(&self, iri: &str) -> u16 {
        let namespace = |place: &u16| self.prefixes[usize::from(*place)].namespace.as_str();
        let after = self
            .by_namespace
            .partition_point(|place| namespace(place) <= iri);
        let mut next = after.checked_sub(1);
        while let Some(place) = next.map(|at| self.by_namespace[at]) {
            let prefix = &self.prefixes[usize::from(place)];
            let rest = iri.strip_prefix(prefix.namespace.as_str());
            if rest.is_some_and(is_local_name) {
                return place;
            }
            next = prefix.shorter;
        }
        WHOLE
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
            let shortening = Shortening::new(&all);
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
