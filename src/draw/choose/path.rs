//! The shortest paths between two entities.

use crate::draw::choose::around::distances;
use crate::draw::choose::selection::{Link, Selection};
use crate::draw::choose::words::Words;
use crate::draw::choose::{Choice, ChoiceError};
use crate::graph::Entity;

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
        let labels: Vec<&str> = selection.graph.entities().map(Entity::label).collect();
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::choose::sample::{drawn, people, words};

    fn path(
        relations: &[&str],
        from: &str,
        to: &str,
        change: impl FnOnce(&mut Choice),
    ) -> Result<String, ChoiceError> {
        let mut choice = Choice {
            path: Some([from.to_owned(), to.to_owned()]),
            ..Choice::default()
        };
        change(&mut choice);
        drawn(&people(relations).graph(), &choice)
    }

    const TWO_WAYS: [&str; 8] = [
        "a trains b",
        "b trains d",
        "c trains a",
        "c allyOf d",
        "b trains c",
        "a trains e",
        "e trains f",
        "f trains d",
    ];

    #[test]
    fn all_shortest_paths_are_drawn_whichever_way_their_arrows_point() {
        let drawn = path(&TWO_WAYS, "a", "d", |_| ()).unwrap();
        assert_eq!(
            drawn,
            "A -trains-> B\nB -trains-> D\nC -trains-> A\nC -ally of-> D"
        );
        assert_eq!(path(&TWO_WAYS, "a", "b", |_| ()).unwrap(), "A -trains-> B");
    }

    #[test]
    fn a_path_goes_over_the_relations_that_are_chosen() {
        let only_training = |choice: &mut Choice| choice.without_predicates = words(&["ally of"]);
        let drawn = path(&TWO_WAYS, "a", "d", only_training).unwrap();
        assert_eq!(drawn, "A -trains-> B\nB -trains-> D");
        let nobody_thanks = |choice: &mut Choice| choice.predicates = words(&["sec:thanks"]);
        assert_eq!(
            path(&TWO_WAYS, "a", "d", nobody_thanks)
                .unwrap_err()
                .to_string(),
            r#"no path joins "A" and "D" among the relations and entities chosen"#
        );
    }

    #[test]
    fn what_no_path_joins_is_said() {
        let error = path(&["a trains b", "c trains d"], "a", "d", |_| ()).unwrap_err();
        assert_eq!(error.to_string(), r#"no path joins "A" and "D""#);
        let error = path(&["a trains b"], "a", "A", |_| ()).unwrap_err();
        assert_eq!(error, ChoiceError::SameEnds("A".to_owned()));
    }

    #[test]
    fn of_very_many_paths_whole_ones_are_kept() {
        let steps: Vec<String> = (0..200)
            .flat_map(|way| {
                [
                    format!("a trains m{way}"),
                    format!("m{way} trains n{way}"),
                    format!("n{way} trains z"),
                ]
            })
            .collect();
        let steps: Vec<&str> = steps.iter().map(String::as_str).collect();
        let drawn = path(&steps, "a", "z", |_| ()).unwrap();
        // Two ends and 39 ways of two entities are 80.
        assert_eq!(drawn.lines().count(), 39 * 3);
        for line in drawn.lines().filter(|line| line.starts_with("A ")) {
            let way = line.strip_prefix("A -trains-> M").unwrap();
            assert!(
                drawn.contains(&format!("M{way} -trains-> N{way}\n")),
                "{way}"
            );
            assert!(drawn.contains(&format!("N{way} -trains-> Z")), "{way}");
        }
    }

    #[test]
    fn a_path_longer_than_can_be_read_is_drawn_whole() {
        let steps: Vec<String> = (0..120)
            .map(|step| format!("s{step} trains s{}", step + 1))
            .collect();
        let steps: Vec<&str> = steps.iter().map(String::as_str).collect();
        let drawn = path(&steps, "s0", "s120", |_| ()).unwrap();
        assert_eq!(drawn.lines().count(), 120);
    }
}
