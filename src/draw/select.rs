//! What is drawn of a graph that is too large to be read as one picture.
//!
//! Entities are taken in the order of their PageRank, at most 80 of them, as long as no more than 150 arrows
//! run between those taken. Of a graph that is cut, entities which then have no arrow are left out too.

use crate::draw::picture::Picture;
use crate::graph::{KnowledgeGraph, page_rank};

/// The most entities of a picture.
const MOST_ENTITIES: usize = 80;
/// The most arrows of a picture.
const MOST_ARROWS: usize = 150;

/// How much of a graph is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown {
    /// Entities in the picture.
    pub entities: usize,
    /// Entities in the graph.
    pub all_entities: usize,
    /// Relations between entities in the picture.
    pub relations: usize,
    /// Relations between entities in the graph.
    pub all_relations: usize,
}

impl Shown {
    /// Whether nothing was left out.
    pub fn is_all(&self) -> bool {
        self.entities == self.all_entities && self.relations == self.all_relations
    }
}

/// Cuts a picture to what can be read.
pub(super) fn select(picture: &mut Picture<'_>, graph: &KnowledgeGraph) -> Shown {
    let (all_entities, all_relations) = (picture.nodes.len(), picture.n_relations());
    if all_entities > MOST_ENTITIES || picture.arrows.len() > MOST_ARROWS {
        let kept = readable(picture, &page_rank(graph));
        picture.keep(&kept);
    }
    Shown {
        entities: picture.nodes.len(),
        all_entities,
        relations: picture.n_relations(),
        all_relations,
    }
}

/// For each node whether it stays.
fn readable(picture: &Picture<'_>, ranks: &[f64]) -> Vec<bool> {
    let mut touching = vec![Vec::new(); picture.nodes.len()];
    for arrow in &picture.arrows {
        touching[arrow.from].push(arrow.to);
        if arrow.from != arrow.to {
            touching[arrow.to].push(arrow.from);
        }
    }
    let mut order: Vec<usize> = (0..picture.nodes.len()).collect();
    // Stable, so nodes of one rank stay in the order of their names.
    order.sort_by(|one, two| ranks[*two].total_cmp(&ranks[*one]));
    let mut kept = vec![false; picture.nodes.len()];
    let mut n_arrows = 0;
    for &node in order.iter().take(MOST_ENTITIES) {
        kept[node] = true;
        n_arrows += touching[node].iter().filter(|other| kept[**other]).count();
        if n_arrows > MOST_ARROWS {
            kept[node] = false;
            break;
        }
    }
    let has_arrow: Vec<bool> = touching
        .iter()
        .map(|others| others.iter().any(|other| kept[*other]))
        .collect();
    for (kept, has_arrow) in kept.iter_mut().zip(has_arrow) {
        *kept &= has_arrow;
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::sample::Sample;
    use crate::ontology::Ontology;

    fn star(n_leaves: usize) -> KnowledgeGraph {
        let leaves: Vec<String> = (0..n_leaves).map(|leaf| format!("leaf{leaf}")).collect();
        let hub = Sample::default().entity("hub", "State", "Hub");
        leaves
            .iter()
            .fold(hub, |sample, leaf| {
                sample
                    .entity(leaf, "Person", leaf)
                    .relation(leaf, "trains", "hub")
            })
            .graph()
    }

    fn shown(graph: &KnowledgeGraph) -> Shown {
        let ontology = Ontology::built_in().unwrap();
        select(&mut Picture::of(graph, &ontology), graph)
    }

    #[test]
    fn a_graph_that_can_be_read_is_shown_whole() {
        let shown = shown(&star(79));
        assert!(shown.is_all());
        assert_eq!((shown.entities, shown.relations), (80, 79));
    }

    #[test]
    fn of_a_large_graph_the_top_80_are_shown() {
        let shown = shown(&star(200));
        assert_eq!((shown.entities, shown.all_entities), (80, 201));
        assert_eq!((shown.relations, shown.all_relations), (79, 200));
    }
}
