//! Two graphs as one, with the side of everything.

use crate::compare::{Comparison, Difference, Pair, Side, Sides};
use crate::graph::{Claim, Entity, EntityView, KnowledgeGraph, Name, Object, Shard, SortedSet};
use crate::model::LanguageString;
use std::collections::BTreeSet;

/// Two graphs as one.
#[derive(Debug, Clone)]
pub struct Union {
    /// All of the first, and of the second what the first has not. What both have goes by the names of the first.
    pub graph: KnowledgeGraph,
    /// The side of each relation and entity of it.
    pub sides: Sides,
}

/// Joins two graphs that were compared. Relations that both have and that put forward different things, such as a
/// denial in one of them, stand once for each side.
pub fn union(a: &KnowledgeGraph, b: &KnowledgeGraph, comparison: &Comparison) -> Union {
    let mut sides = Sides {
        entities: comparison.entities.clone(),
        ..Sides::default()
    };
    let says_the_same = |pair: &&Pair| {
        let mut differences = pair.differences.iter();
        !differences.any(|difference: &Difference| difference.aspect.changes_what_is_said())
    };
    let same = comparison.both.iter().filter(says_the_same);
    let (same_a, same_b): (BTreeSet<&Name>, BTreeSet<&Name>) =
        same.map(|pair| (&pair.a, &pair.b)).unzip();
    let mut shard = Shard::default();
    let matched = &comparison.matched;
    let unchanged = |name: &Name| name.clone();
    add(&mut shard, a, &unchanged, &|_| true);
    add(
        &mut shard,
        b,
        &|name| matched.in_a(name).clone(),
        &|claim| !same_b.contains(&claim.name),
    );
    for claim in a.claims() {
        let is_same = same_a.contains(&claim.name);
        let side = if is_same { Side::Both } else { Side::OnlyA };
        sides.claims.insert(claim.name.clone(), side);
    }
    for claim in b.claims().filter(|claim| !same_b.contains(&claim.name)) {
        sides
            .claims
            .entry(claim.name.clone())
            .or_insert(Side::OnlyB);
    }
    Union {
        graph: shard.into_graph(),
        sides,
    }
}

fn add(
    shard: &mut Shard,
    graph: &KnowledgeGraph,
    renamed: &dyn Fn(&Name) -> Name,
    is_wanted: &dyn Fn(&Claim) -> bool,
) {
    for entity in graph.entities() {
        for view in views(entity) {
            shard.add_entity(renamed(&entity.name), view, None);
        }
    }
    for claim in graph.claims().filter(|claim| is_wanted(claim)) {
        let mut claim = claim.clone();
        claim.subject = renamed(&claim.subject);
        claim.place = claim.place.as_ref().map(renamed);
        if let Object::Entity(object) = &mut claim.object {
            *object = renamed(object);
        }
        shard.add_claim(claim);
    }
    for attribution in graph.attributions().values() {
        let mut attribution = attribution.clone();
        attribution.speaker = renamed(&attribution.speaker);
        shard.add_attribution(attribution);
    }
    graph
        .evidence()
        .values()
        .cloned()
        .for_each(|evidence| shard.add_evidence(evidence));
    graph
        .sources()
        .values()
        .cloned()
        .for_each(|source| shard.add_source(source));
    graph
        .open_terms()
        .values()
        .cloned()
        .for_each(|term| shard.add_open_term(term));
}

/// What a graph says of an entity, a language a view.
fn views(entity: &Entity) -> Vec<EntityView> {
    let base = EntityView {
        types: entity.types.clone(),
        codes: entity.codes.clone(),
        same_as: entity.same_as.clone(),
        mentions: entity.mentions.clone(),
        ..EntityView::default()
    };
    let labels = entity.labels.iter().map(|(language, labels)| {
        let tagged = |text: &String| LanguageString {
            text: text.clone(),
            language: language.clone(),
        };
        EntityView {
            label: labels.preferred.as_ref().map(tagged),
            aliases: labels.others.iter().map(tagged).collect::<SortedSet<_>>(),
            ..base.clone()
        }
    });
    let views: Vec<EntityView> = labels.collect();
    if views.is_empty() { vec![base] } else { views }
}
