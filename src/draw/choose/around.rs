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
