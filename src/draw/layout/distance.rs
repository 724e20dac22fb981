//! How far apart things want to be: along the shortest way over lines (Dijkstra).

use crate::draw::layout::Task;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// The room for a line between the borders of what it joins.
const GAP: f64 = 22.0;
/// Distances are whole numbers while they are compared: sixteenths of a pixel.
const GRAIN: f64 = 16.0;

/// For each thing, those that a line joins it with, and how far the middles want to be apart.
pub(super) fn neighbours(task: &Task) -> Vec<Vec<(usize, f64)>> {
    let mut near = vec![Vec::new(); task.halves.len()];
    let radius = |thing: usize| (task.halves[thing].x + task.halves[thing].y) * 0.5;
    for [one, two] in task.segments() {
        let apart = radius(one) + radius(two) + GAP;
        near[one].push((two, apart));
        near[two].push((one, apart));
    }
    near
}

/// The distance of every thing from one; infinite where no way leads.
pub(super) fn distances(from: usize, near: &[Vec<(usize, f64)>]) -> Vec<f64> {
    let mut distances = vec![f64::INFINITY; near.len()];
    let mut open = BinaryHeap::from([(Reverse(0_u64), from)]);
    distances[from] = 0.0;
    while let Some((Reverse(rank), thing)) = open.pop() {
        if rank > grains(distances[thing]) {
            continue;
        }
        for &(next, apart) in &near[thing] {
            let way = distances[thing] + apart;
            if way + 1.0 / GRAIN < distances[next] {
                distances[next] = way;
                open.push((Reverse(grains(way)), next));
            }
        }
    }
    distances
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "distances are positive and far below 2^60"
)]
fn grains(distance: f64) -> u64 {
    (distance * GRAIN) as u64
}

/// Things that lines join, in groups; each group and the row of groups in the order of the first members.
pub(super) fn components(near: &[Vec<(usize, f64)>]) -> Vec<Vec<usize>> {
    let mut seen = vec![false; near.len()];
    let mut components = Vec::new();
    for start in 0..near.len() {
        if seen[start] {
            continue;
        }
        seen[start] = true;
        let mut component = vec![start];
        let mut next = 0;
        while let Some(&thing) = component.get(next) {
            next += 1;
            for &(other, _) in &near[thing] {
                if !seen[other] {
                    seen[other] = true;
                    component.push(other);
                }
            }
        }
        component.sort_unstable();
        components.push(component);
    }
    components
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shortest_way_counts_and_what_is_not_joined_is_far() {
        let mut near = vec![Vec::new(); 4];
        for (one, two, apart) in [(0, 1, 10.0), (1, 2, 10.0), (0, 2, 50.0)] {
            near[one].push((two, apart));
            near[two].push((one, apart));
        }
        assert_eq!(distances(0, &near), [0.0, 10.0, 20.0, f64::INFINITY]);
        assert_eq!(components(&near), [vec![0, 1, 2], vec![3]]);
    }
}
