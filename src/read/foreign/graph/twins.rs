//! Edges of a graph that become one, and nodes that do.

use crate::model::{EvidenceReference, Loss, Losses, OneOrMany, Place, RelationRecord, Value};
use crate::order::CompactCollect;
use std::collections::{BTreeMap, BTreeSet};

/// Counts the edges that say what another says: a relation is what is said, so of parallel edges that say the
/// same just one is left.
pub(super) fn count(relations: &[(RelationRecord, Place)], losses: &mut Losses) {
    let edges = relations.iter().map(|(record, _)| record);
    let mut edges: Vec<&RelationRecord> = edges.filter(|record| record.object.is_some()).collect();
    edges.sort_unstable_by(|left, right| between(left).cmp(&between(right)));
    let (mut n_same, mut n_nearly) = (0, 0);
    let groups = edges.chunk_by(|left, right| between(left) == between(right));
    for group in groups.filter(|group| group.len() > 1) {
        let mut known: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for record in group {
            let words = serde_json::to_string(record).ok().zip(said(record));
            let Some((whole, said)) = words else { continue };
            let is_new = !known.contains_key(&said);
            let differs = known.entry(said).or_default().insert(whole);
            n_same += usize::from(!differs);
            n_nearly += usize::from(differs && !is_new);
        }
    }
    losses.add_many(
        Loss::Dropped,
        "relation that says the same as another, whatever its key or id",
        n_same,
    );
    losses.add_many(
        Loss::Supposed,
        "relation that differs from another in confidence, extractor or rule (as a weight is) alone, joined with it: the highest confidence and all the others stay",
        n_nearly,
    );
}

/// Counts the properties that two records of one node give different values: all of them are kept.
pub(super) fn count_values(relations: &[(RelationRecord, Place)], losses: &mut Losses) {
    let values = relations.iter().filter_map(|(record, place)| {
        let value = record.value.as_ref()?;
        Some((&record.subject, &record.predicate, place, value))
    });
    let mut values: Vec<_> = values.collect();
    values.sort_unstable();
    let of_one = values.chunk_by(|left, right| (left.0, left.1) == (right.0, right.1));
    let n_different = of_one.filter(|group| {
        let mut by_record = group
            .chunk_by(|left, right| left.2 == right.2)
            .map(|record| {
                let values: BTreeSet<&Value> = record.iter().map(|(.., value)| *value).into_set();
                values
            });
        let first = by_record.next();
        by_record.any(|other| Some(other) != first)
    });
    losses.add_many(
        Loss::Supposed,
        "property of an entity with different values in several nodes of its id, all of them kept",
        n_different.count(),
    );
}

fn between(record: &RelationRecord) -> (&str, &str, Option<&str>) {
    (&record.subject, &record.predicate, record.object.as_deref())
}

/// What the name of a claim is made from.
fn said(record: &RelationRecord) -> Option<String> {
    let mut record = RelationRecord {
        confidence: None,
        extractor: OneOrMany::default(),
        rule: OneOrMany::default(),
        reviews: Vec::new(),
        ..record.clone()
    };
    for evidence in &mut record.evidence {
        if let EvidenceReference::Record(evidence) = evidence {
            evidence.verified = None;
        }
    }
    serde_json::to_string(&record).ok()
}
