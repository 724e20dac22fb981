//! The comparison for programs: a JSON object a line.

use crate::compare::{Comparison, Pair, Side};
use crate::graph::{Claim, KnowledgeGraph, Name, Object};
use crate::order::CompactCollect;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, Write};

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Line<'a> {
    Entity {
        entity: &'a str,
        #[serde(rename = "in")]
        side: &'static str,
    },
    Relation {
        #[serde(rename = "in")]
        side: &'static str,
        subject: &'a str,
        predicate: &'a str,
        object: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        a: Option<&'a str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        b: Option<&'a str>,
        #[serde(skip_serializing_if = "is_false")]
        reversed: bool,
        #[serde(skip_serializing_if = "BTreeMap::is_empty")]
        differences: BTreeMap<&'static str, [&'a [String]; 2]>,
    },
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands out references"
)]
fn is_false(truth: &bool) -> bool {
    !*truth
}

/// Writes every entity, then every relation with the graph that has it: `a`, `b` or `both`.
///
/// # Errors
/// Those of writing to `out`.
pub fn lines(
    comparison: &Comparison,
    [a, b]: [&KnowledgeGraph; 2],
    out: &mut impl Write,
) -> io::Result<()> {
    let mut write = |line: &Line<'_>| {
        serde_json::to_writer(&mut *out, line)?;
        writeln!(out)
    };
    for (entity, side) in &comparison.entities {
        write(&Line::Entity {
            entity: entity.as_str(),
            side: side.name(),
        })?;
    }
    for (pairs, reversed) in [(&comparison.both, false), (&comparison.reversed, true)] {
        for pair in pairs {
            let Some(claim) = a.claim(&pair.a) else {
                continue;
            };
            write(&relation(claim, Side::Both, Some(pair), reversed))?;
        }
    }
    let alone = [
        (&comparison.only_a, a, Side::OnlyA),
        (&comparison.only_b, b, Side::OnlyB),
    ];
    for (names, graph, side) in alone {
        for claim in names.iter().filter_map(|name: &Name| graph.claim(name)) {
            write(&relation(claim, side, None, false))?;
        }
    }
    Ok(())
}

fn relation<'a>(claim: &'a Claim, side: Side, pair: Option<&'a Pair>, reversed: bool) -> Line<'a> {
    let own = Some(claim.name.as_str());
    let differences = pair.map_or(&[][..], |pair| &pair.differences);
    Line::Relation {
        side: side.name(),
        subject: claim.subject.as_str(),
        predicate: claim.predicate.as_str(),
        object: match &claim.object {
            Object::Entity(object) => object.as_str(),
            Object::Literal(value) => &value.value,
        },
        a: own.filter(|_| side != Side::OnlyB),
        b: pair.map_or(own.filter(|_| side == Side::OnlyB), |pair| {
            Some(pair.b.as_str())
        }),
        reversed,
        differences: differences
            .iter()
            .map(|difference| {
                (
                    difference.aspect.name(),
                    [&difference.a[..], &difference.b[..]],
                )
            })
            .into_map(),
    }
}
