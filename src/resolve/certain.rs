//! What the data itself says is the same.

use crate::graph::{EntityView, Name, Shard};
use crate::ontology::Ontology;
use crate::order::CompactCollect;
use crate::resolve::Pair;
use std::collections::{BTreeMap, BTreeSet};

/// Entities that share an IRI of the same thing elsewhere (`same_as`, `owl:sameAs`), or of which one is that IRI.
///
/// Where their classes have nothing to do with each other, as those of a city and of a person, the data
/// contradicts itself, and no pair is made of them.
pub fn certain(shard: &Shard, ontology: &Ontology) -> Vec<Pair> {
    let mut by_iri: BTreeMap<&str, BTreeSet<&Name>> = BTreeMap::new();
    for (name, view) in shard.entity_views() {
        for iri in &view.same_as {
            by_iri.entry(iri).or_default().insert(name);
        }
    }
    if by_iri.is_empty() {
        return Vec::new();
    }
    let mut types: BTreeMap<&Name, BTreeSet<&str>> = BTreeMap::new();
    let sharing: BTreeSet<&Name> = by_iri.values().flatten().copied().into_set();
    for (name, view) in shard.entity_views() {
        let is_itself = by_iri.get_mut(name.as_str());
        let shares = is_itself.is_some() || sharing.contains(name);
        if let Some(others) = is_itself {
            others.insert(name);
        }
        if shares {
            types.entry(name).or_default().extend(classes(view));
        }
    }
    let none = BTreeSet::new();
    let of = |name: &Name| types.get(name).unwrap_or(&none);
    let mut pairs = Vec::new();
    for (iri, names) in &by_iri {
        let mut names = names.iter().copied();
        let Some(first) = names.next() else {
            continue;
        };
        for name in names.filter(|name| are_compatible(of(first), of(name), ontology)) {
            pairs.push(Pair {
                names: [first.clone(), name.clone()],
                because: format!("both are <{iri}>"),
            });
        }
    }
    pairs
}

fn classes(view: &EntityView) -> impl Iterator<Item = &str> {
    view.types.iter().map(Name::as_str)
}

/// Whether something may have classes of both: one is untyped, or a class of one is a kind of a class of the
/// other.
pub(super) fn are_compatible(
    left: &BTreeSet<&str>,
    right: &BTreeSet<&str>,
    ontology: &Ontology,
) -> bool {
    let is_kind_of = |one: &str, other: &str| ontology.lineage(one).contains(&other);
    left.is_empty()
        || right.is_empty()
        || left.iter().any(|one| {
            right
                .iter()
                .any(|other| is_kind_of(one, other) || is_kind_of(other, one))
        })
}
