//! The shortest paths between two entities.

use crate::draw::choose::around::distances;
use crate::draw::choose::selection::{Link, Selection};
use crate::draw::choose::words::Words;
use crate::draw::choose::{Choice, ChoiceError};

/// The two ends of a path, where one is asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ends(Option<[usize; 2]>);

impl Ends {
    pub(super) fn of(choice: &Choice, words: &Words<'_>) -> Result<Self, ChoiceError> {
        let Some([from, to]) = &choice.path else {
            return Ok(Self(None));
        };
        let (start, end) = (words.entity(from)?, words.entity(to)?);
        if start == end {
            return Err(ChoiceError::SameEnds(words.label(start).to_owned()));
        }
        Ok(Self(Some([start, end])))
    }

    pub(super) fn both(self) -> impl Iterator<Item = usize> {
        self.0.into_iter().flatten()
    }
}

/// Keeps the entities that lie on a shortest path between the ends, direction aside, and the relations along
/// these paths. Gives each entity's distance from the first end.
pub(super) fn keep_paths(
    selection: &mut Selection<'_>,
    ends: Ends,
    is_filtered: bool,
) -> Result<Option<Vec<usize>>, ChoiceError> {
    let Some([start, end]) = ends.0 else {
        return Ok(None);
    };
    let neighbours = selection.neighbours();
    let chosen = &selection.entities;
    let from_start = distances(&neighbours, chosen, &[start], usize::MAX);
    let length = from_start[end];
    if length == usize::MAX {
        let labels: Vec<&str> = selection
            .graph
            .entities()
            .map(|entity| entity.label())
            .collect();
        let (from, to) = (labels[start].to_owned(), labels[end].to_owned());
        return Err(ChoiceError::NoPath {
            from,
            to,
            is_filtered,
        });
    }
    let from_end = distances(&neighbours, chosen, &[end], length);
    let is_between = |entity: usize| {
        from_end[entity] <= length && from_start[entity] == length - from_end[entity]
    };
    selection.retain_entities(is_between);
    selection
        .links
        .retain(|link| from_start[link.from].abs_diff(from_start[link.to]) == 1);
    Ok(Some(from_start))
}

/// Whole paths, one after the other: for each thing in `order` the way through it, over what comes first in the
/// order, as far as no earlier path has it.
pub(super) fn whole_paths(
    order: &[usize],
    links: &[Link<'_>],
    distances: &[usize],
) -> Vec<Vec<usize>> {
    let mut place = vec![0; order.len()];
    for (position, thing) in order.iter().enumerate() {
        place[*thing] = position;
    }
    let mut back = vec![None; order.len()];
    let mut forth = vec![None; order.len()];
    for link in links {
        let (near, far) = if distances[link.from] < distances[link.to] {
            (link.from, link.to)
        } else {
            (link.to, link.from)
        };
        prefer(&mut back[far], near, &place);
        prefer(&mut forth[near], far, &place);
    }
    let mut taken = vec![false; order.len()];
    let mut paths = Vec::new();
    let mut follow = |from: Option<usize>, steps: &[Option<usize>], path: &mut Vec<usize>| {
        let mut next = from;
        while let Some(step) = next.filter(|step| !taken[*step]) {
            taken[step] = true;
            path.push(step);
            next = steps[step];
        }
    };
    for &thing in order {
        let mut path = Vec::new();
        follow(Some(thing), &back, &mut path);
        if !path.is_empty() {
            follow(forth[thing], &forth, &mut path);
            paths.push(path);
        }
    }
    paths
}

/// Takes the one that comes first.
fn prefer(best: &mut Option<usize>, other: usize, place: &[usize]) {
    if best.is_none_or(|best| place[other] < place[best]) {
        *best = Some(other);
    }
}
