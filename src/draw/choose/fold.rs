//! Leaves of one hub that are alike, as one box.

use crate::draw::choose::selection::Selection;
use crate::draw::standing::Standing;
use crate::draw::style::entity_row;
use crate::graph::{Claim, KnowledgeGraph, Name};
use crate::model::Modality;
use crate::ontology::Ontology;
use crate::order::CompactSort;
use std::collections::BTreeMap;

/// So many leaves must be alike: a box that says "2 people" hides more than it saves.
const FEWEST: usize = 3;

/// What a leaf's relation must have in common with another's, beside its hub.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Look<'a> {
    starts_at_leaf: bool,
    standing: Standing,
    modality: Modality,
    speaker: Option<&'a Name>,
    predicate: &'a Name,
}

/// What leaves must have in common to be folded: hub, kind of entity, and relations.
type Alike<'a> = (usize, usize, Vec<Look<'a>>);

/// How many others an entity has relations with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Others {
    None,
    One(usize),
    Several,
}

/// A box for each chosen entity.
pub(super) fn boxes(selection: &Selection<'_>) -> Vec<Vec<usize>> {
    let entities = selection.entities.iter().enumerate();
    let chosen = entities.filter(|(_, chosen)| **chosen);
    chosen.map(|(entity, _)| vec![entity]).collect()
}

/// A box for each chosen entity, but one for three or more leaves that are alike: entities of one kind with
/// relations to the same single hub, in the same direction, with the same predicates, standing and speakers.
/// Those named are never folded.
pub(super) fn fold(
    selection: &Selection<'_>,
    ontology: &Ontology,
    named: &[usize],
) -> Vec<Vec<usize>> {
    let hubs = hubs(selection, named);
    let mut looks: Vec<Vec<Look<'_>>> = vec![Vec::new(); hubs.len()];
    for link in &selection.links {
        for (leaf, starts_at_leaf) in [(link.from, true), (link.to, false)] {
            if hubs[leaf].is_some() {
                looks[leaf].push(look(link.claim, starts_at_leaf, selection.graph));
            }
        }
    }
    let mut alike: BTreeMap<Alike<'_>, Vec<usize>> = BTreeMap::new();
    for (leaf, mut looks) in looks.into_iter().enumerate() {
        if let Some(hub) = hubs[leaf] {
            looks.order();
            let key = (hub, row(leaf, selection.graph, ontology), looks);
            alike.entry(key).or_default().push(leaf);
        }
    }
    let mut group_of: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut is_folded = vec![false; hubs.len()];
    for leaves in alike.into_values().filter(|leaves| leaves.len() >= FEWEST) {
        for leaf in &leaves {
            is_folded[*leaf] = true;
        }
        group_of.insert(leaves[0], leaves);
    }
    let mut all = boxes(selection);
    all.retain(|single| !is_folded[single[0]] || group_of.contains_key(&single[0]));
    for single in &mut all {
        if let Some(leaves) = group_of.remove(&single[0]) {
            *single = leaves;
        }
    }
    all
}

/// The hub of each entity that is a leaf: the only other that it has relations with.
fn hubs(selection: &Selection<'_>, named: &[usize]) -> Vec<Option<usize>> {
    let mut others = vec![Others::None; selection.entities.len()];
    for link in &selection.links {
        for (one, other) in [(link.from, link.to), (link.to, link.from)] {
            others[one] = match others[one] {
                // A relation of an entity with itself must not vanish in a box.
                _ if one == other => Others::Several,
                Others::None => Others::One(other),
                Others::One(known) if known == other => Others::One(other),
                _ => Others::Several,
            };
        }
    }
    for entity in named {
        others[*entity] = Others::Several;
    }
    let hub = |others| match others {
        Others::One(hub) => Some(hub),
        Others::None | Others::Several => None,
    };
    others.into_iter().map(hub).collect()
}

fn look<'a>(claim: &'a Claim, starts_at_leaf: bool, graph: &'a KnowledgeGraph) -> Look<'a> {
    Look {
        starts_at_leaf,
        standing: Standing::of_claim(claim),
        modality: claim.modality,
        speaker: graph.speaker(claim).map(|speaker| &speaker.name),
        predicate: &claim.predicate,
    }
}

/// The kind of an entity, as its look tells it.
fn row(entity: usize, graph: &KnowledgeGraph, ontology: &Ontology) -> usize {
    let node = petgraph::graph::NodeIndex::new(entity);
    let types = graph.network()[node].types.iter();
    entity_row(types.map(Name::as_str), ontology)
}

#[cfg(test)]
mod tests {
    use crate::draw::choose::Choice;
    use crate::draw::choose::sample::{drawn, people, shown, words};
    use crate::draw::sample::{Sample, said_by};

    fn folded(sample: Sample, around: &[&str]) -> String {
        let choice = Choice {
            fold: true,
            around: words(around),
            depth: 1,
            ..Choice::default()
        };
        drawn(&sample.graph(), &choice).unwrap()
    }

    #[test]
    fn three_leaves_that_are_alike_are_one_box_with_their_names() {
        let sample = people(&[
            "h trains c",
            "h trains a",
            "h trains b",
            "h trains d",
            "d thanks h",
        ]);
        assert_eq!(
            folded(sample.clone(), &[]),
            "D -thanks-> H\nH -trains-> 3 people (A, B, C)\nH -trains-> D"
        );
        assert_eq!(
            folded(sample, &["b"]),
            "H -trains-> B",
            "two leaves and a centre stay"
        );
    }

    #[test]
    fn leaves_differ_by_kind_direction_speaker_and_number_of_relations() {
        let sample = people(&[
            "h trains a",
            "h trains b",
            "c trains h",
            "h trains d",
            "h trains e",
            "h trains f",
        ])
        .relation("h", "trains", "h")
        .entity("g", "State", "G")
        .speaker("a")
        .relation("h", "trains", "g")
        .relation_like("h", "trains", "d", said_by("a"))
        .relation_like("h", "trains", "e", |claim| {
            claim.time = Some("2024".to_owned());
        });
        let drawn = folded(sample.relation("d", "thanks", "e"), &[]);
        assert_eq!(
            drawn.lines().filter(|line| line.contains("people")).count(),
            1
        );
        assert!(drawn.contains("H -trains-> 3 people (A, B, F)"), "{drawn}");
    }

    #[test]
    fn two_relations_of_each_leaf_are_two_lines_and_all_count() {
        let leaves = ["a", "b", "c"];
        let relations = leaves.map(|leaf| [format!("{leaf} trains h"), format!("{leaf} thanks h")]);
        let relations: Vec<&str> = relations.iter().flatten().map(String::as_str).collect();
        let sample = people(&relations);
        assert_eq!(
            folded(sample.clone(), &[]),
            "3 people (A, B, C) -thanks-> H\n3 people (A, B, C) -trains-> H"
        );
        let choice = Choice {
            fold: true,
            ..Choice::default()
        };
        let shown = shown(&sample.graph(), &choice);
        assert_eq!((shown.entities, shown.relations), (4, 6));
        assert!(shown.is_all());
    }
}
