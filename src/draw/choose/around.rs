//! What lies near some entities.

use crate::draw::choose::selection::Selection;
use std::collections::VecDeque;

/// Keeps what lies within so many relations of one of the centres, direction aside, with all relations among
/// that. Gives each entity's distance from the nearest centre, `usize::MAX` where none reaches it.
pub(super) fn within(selection: &mut Selection<'_>, centers: &[usize], depth: usize) -> Vec<usize> {
    let distances = distances(&selection.neighbours(), &selection.entities, centers, depth);
    selection.retain_entities(|entity| distances[entity] <= depth);
    distances
}

/// Breadth-first: how many relations each entity is away from the nearest start; `usize::MAX` beyond `depth`.
pub(super) fn distances(
    neighbours: &[Vec<usize>],
    chosen: &[bool],
    starts: &[usize],
    depth: usize,
) -> Vec<usize> {
    let mut distances = vec![usize::MAX; neighbours.len()];
    let mut queue = VecDeque::new();
    for &start in starts {
        if chosen[start] && distances[start] != 0 {
            distances[start] = 0;
            queue.push_back(start);
        }
    }
    while let Some(entity) = queue.pop_front() {
        let distance = distances[entity];
        if distance >= depth {
            break;
        }
        for &near in &neighbours[entity] {
            if distances[near] == usize::MAX {
                distances[near] = distance + 1;
                queue.push_back(near);
            }
        }
    }
    distances
}

#[cfg(test)]
mod tests {
    use crate::draw::choose::Choice;
    use crate::draw::choose::sample::{drawn, people, words};

    fn around(centers: &[&str], depth: usize) -> String {
        let sample = people(&[
            "a trains b",
            "c trains a",
            "c allyOf b",
            "c trains d",
            "d trains e",
        ]);
        let choice = Choice {
            around: words(centers),
            depth,
            ..Choice::default()
        };
        drawn(&sample.graph(), &choice).unwrap()
    }

    #[test]
    fn neighbours_are_those_on_either_end_with_the_relations_among_them() {
        assert_eq!(
            around(&["a"], 1),
            "A -trains-> B\nC -trains-> A\nC -ally of-> B"
        );
        assert_eq!(around(&["e"], 1), "D -trains-> E");
    }

    #[test]
    fn depth_counts_relations() {
        assert_eq!(around(&["a"], 0), "A");
        assert_eq!(around(&["e"], 2), "C -trains-> D\nD -trains-> E");
        assert_eq!(around(&["e"], usize::MAX).lines().count(), 5);
    }

    #[test]
    fn several_centers_have_what_is_near_to_any() {
        assert_eq!(around(&["a", "a", "e"], 0), "A\nE");
        assert_eq!(around(&["b"], 1).lines().count(), 3);
        assert_eq!(around(&["b", "e"], 1).lines().count(), 5);
    }
}
