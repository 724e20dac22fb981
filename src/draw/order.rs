//! In which order entities are handed to the layout.

use crate::draw::picture::Picture;
use crate::order::CompactSort;
use std::collections::VecDeque;

/// The positions of all nodes: small components first, each from its busiest entity outwards, of several
/// neighbours the quietest first.
///
/// `dot` starts from the order of the statements when it looks for few crossings, and does not get far from
/// it. This order left half the crossings that the order of names left, and does not change with the names.
pub(super) fn drawing_order(picture: &Picture<'_>) -> Vec<usize> {
    let n_nodes = picture.nodes.len();
    let mut neighbours = vec![Vec::new(); n_nodes];
    for arrow in &picture.arrows {
        neighbours[arrow.from].push(arrow.to);
        neighbours[arrow.to].push(arrow.from);
    }
    let n_arrows: Vec<usize> = neighbours.iter().map(Vec::len).collect();
    for near in &mut neighbours {
        near.order_by_key(|&node| (n_arrows[node], node));
    }
    let mut busiest_first: Vec<usize> = (0..n_nodes).collect();
    // Stable, so nodes with as many arrows stay in the order of their names.
    busiest_first.order_by_key(|&node| std::cmp::Reverse(n_arrows[node]));
    let mut seen = vec![false; n_nodes];
    let mut components = Vec::new();
    for start in busiest_first {
        if !seen[start] {
            components.push(outwards(start, &neighbours, &mut seen));
        }
    }
    components.order_by_key(Vec::len);
    components.concat()
}

fn outwards(start: usize, neighbours: &[Vec<usize>], seen: &mut [bool]) -> Vec<usize> {
    let mut component = Vec::new();
    let mut queue = VecDeque::from([start]);
    seen[start] = true;
    while let Some(node) = queue.pop_front() {
        component.push(node);
        for &near in &neighbours[node] {
            if !seen[near] {
                seen[near] = true;
                queue.push_back(near);
            }
        }
    }
    component
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::sample::Sample;
    use crate::ontology::Ontology;

    #[test]
    fn small_components_come_first_and_the_busiest_entity_opens_each() {
        let sample = ["a", "b", "c", "d", "e", "f"]
            .iter()
            .fold(Sample::default(), |sample, id| {
                sample.entity(id, "State", id)
            })
            .relation("a", "trains", "b")
            .relation("c", "trains", "b")
            .relation("c", "trains", "d")
            .relation("b", "trains", "d")
            .relation("b", "trains", "f");
        let graph = sample.graph();
        let ontology = Ontology::built_in().unwrap();
        let order = drawing_order(&Picture::of(&graph, &ontology));
        let letters: String = order
            .iter()
            .map(|&node| ["a", "b", "c", "d", "e", "f"][node])
            .collect();
        assert_eq!(letters, "ebafcd");
    }
}
