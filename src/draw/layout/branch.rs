//! Parts of a graph that hang on the rest by one pair of neighbours: they can turn about it as a whole.

use crate::draw::layout::Task;
use std::collections::BTreeMap;

/// What hangs on an entity: a single one, or a whole branch.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Branch {
    /// Where it hangs.
    pub(super) anchor: usize,
    /// The entity of it that is joined with the anchor.
    pub(super) root: usize,
    /// The words between the two.
    pub(super) between: Vec<usize>,
    /// Its entities, and the words between them.
    pub(super) things: Vec<usize>,
}

/// For each entity the branch that it is the root of.
pub(super) fn branches(task: &Task) -> Vec<Option<Branch>> {
    let mut pairs: BTreeMap<[usize; 2], Vec<usize>> = BTreeMap::new();
    for (arrow, &[from, to]) in task.arrows.iter().enumerate() {
        if from != to {
            let pair = [from.min(to), from.max(to)];
            pairs.entry(pair).or_default().push(task.words(arrow));
        }
    }
    let mut near = vec![Vec::new(); task.n_entities()];
    for &[one, two] in pairs.keys() {
        near[one].push(two);
        near[two].push(one);
    }
    let mut branches: Vec<Option<Branch>> = near.iter().map(|_| None).collect();
    for (&[one, two], between) in &pairs {
        let Some(beyond_two) = side(&near, two, one) else {
            continue;
        };
        let Some(beyond_one) = side(&near, one, two) else {
            continue;
        };
        let (anchor, root, members) = if beyond_two.len() <= beyond_one.len() {
            (one, two, beyond_two)
        } else {
            (two, one, beyond_one)
        };
        let words = (0..task.arrows.len()).filter(|arrow| {
            let ends = task.arrows[*arrow];
            ends.iter().all(|end| members.contains(end))
        });
        let words: Vec<usize> = words.map(|arrow| task.words(arrow)).collect();
        branches[root] = Some(Branch {
            anchor,
            root,
            between: between.clone(),
            things: [members, words].concat(),
        });
    }
    branches
}

/// All entities that can be reached from one but not over a second, if there is no other way to that.
fn side(near: &[Vec<usize>], from: usize, without: usize) -> Option<Vec<usize>> {
    let mut members = vec![from];
    let mut next = 0;
    while let Some(&entity) = members.get(next) {
        next += 1;
        for &other in &near[entity] {
            if other == without && entity != from {
                return None;
            }
            if other != without && !members.contains(&other) {
                members.push(other);
            }
        }
    }
    Some(members)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::layout::geometry::point;

    #[test]
    fn what_hangs_by_one_pair_is_a_branch_and_a_ring_is_not() {
        // A ring 0-1-2 with the chain 2-3-4, its first pair joined twice, and a loop at 4.
        let arrows = vec![[0, 1], [1, 2], [2, 0], [2, 3], [3, 2], [4, 3], [4, 4]];
        let task = Task {
            halves: vec![point(5.0, 5.0); 5 + arrows.len()],
            arrows,
            round: vec![false; 5],
            heading: 0.0,
        };
        let found: Vec<Branch> = branches(&task).into_iter().flatten().collect();
        let chain = Branch {
            anchor: 2,
            root: 3,
            between: vec![8, 9],
            things: vec![3, 4, 10, 11],
        };
        let leaf = Branch {
            anchor: 3,
            root: 4,
            between: vec![10],
            things: vec![4, 11],
        };
        assert_eq!(found, [chain, leaf]);
    }
}
