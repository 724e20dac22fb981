//! What is shown of a graph that is too large to be read as one picture.
//!
//! Boxes are taken one after the other, at most 80, as long as no more than 150 arrows run between those taken;
//! one that would bring more is passed over. Those named come first, then those that are nearest to a centre,
//! then those of the highest PageRank among what is chosen. A box that has no arrow to one taken brings the first
//! of its neighbours: rank runs along arrows, so all that a hub points at ranks above it, and without the hub they
//! would be a heap. Shortest paths are taken whole. Of what is cut so, boxes without an arrow are left out.

use crate::draw::arrow::Footing;
use crate::draw::choose::path::whole_paths;
use crate::draw::choose::selection::Chosen;
use crate::draw::choose::{ChoiceError, Top};
use crate::graph::page_rank_over;
use crate::order::{CompactCollect, CompactSort};
use std::collections::BTreeSet;

/// The most entities of a picture that can be read; folded ones count as one.
const MOST_ENTITIES: usize = 80;
/// The most arrows of a picture that can be read.
const MOST_ARROWS: usize = 150;
/// The most entities, and the most arrows, of any picture.
const MOST_OF_EITHER: usize = 2000;

/// What comes first, by entities.
#[derive(Debug, Clone, Copy)]
pub(super) struct Order<'a> {
    /// Entities that are kept whatever else is.
    pub(super) named: &'a [usize],
    /// How far each entity is from a centre.
    pub(super) near: Option<&'a [usize]>,
    /// How far each entity is from the start of the paths.
    pub(super) path: Option<&'a [usize]>,
}

/// How much is taken.
#[derive(Clone, Copy)]
struct Limits {
    boxes: usize,
    arrows: usize,
}

/// Cuts what is chosen to what can be read, or to as much as is asked for.
pub(super) fn cut<'a>(
    mut chosen: Chosen<'a>,
    top: Top,
    has_limit: bool,
    order: &Order<'_>,
) -> Result<Chosen<'a>, ChoiceError> {
    let limits = match top {
        Top::Readable => Limits {
            boxes: MOST_ENTITIES,
            arrows: MOST_ARROWS,
        },
        Top::Entities(boxes) => Limits {
            boxes,
            arrows: usize::MAX,
        },
        Top::All => Limits {
            boxes: usize::MAX,
            arrows: usize::MAX,
        },
    };
    let mut arrows = arrows(&chosen);
    if chosen.boxes.len() > limits.boxes || arrows.len() > limits.arrows {
        let is_named = named_boxes(&chosen, order.named);
        let bundles = bundles(&chosen, &is_named, order);
        let touching = touching(chosen.boxes.len(), &arrows);
        let mut kept = take(&bundles, &is_named, &touching, limits);
        if top == Top::Readable {
            drop_lonely(&mut kept, &is_named, &touching);
        }
        arrows.retain(|(from, to)| kept[*from] && kept[*to]);
        chosen.keep(&kept);
    }
    if has_limit && chosen.boxes.len().max(arrows.len()) > MOST_OF_EITHER {
        return Err(ChoiceError::TooMuch {
            entities: chosen.boxes.len(),
            arrows: arrows.len(),
            most: MOST_OF_EITHER,
        });
    }
    Ok(chosen)
}

/// The ends of each arrow that the relations will share.
fn arrows(chosen: &Chosen<'_>) -> Vec<(usize, usize)> {
    let footings = Footing::of_all(&chosen.links, chosen.graph, None);
    let footings: BTreeSet<Footing<'_>> = footings.into_iter().into_set();
    let ends = footings.iter().map(|footing| (footing.from, footing.to));
    ends.collect()
}

/// For each box the other ends of its arrows, an arrow to itself once.
fn touching(n_boxes: usize, arrows: &[(usize, usize)]) -> Vec<Vec<usize>> {
    let mut touching = vec![Vec::new(); n_boxes];
    for (from, to) in arrows {
        touching[*from].push(*to);
        if from != to {
            touching[*to].push(*from);
        }
    }
    touching
}

fn named_boxes(chosen: &Chosen<'_>, named: &[usize]) -> Vec<bool> {
    let boxes = chosen.boxes.iter();
    // Those named are never folded.
    boxes.map(|members| named.contains(&members[0])).collect()
}

/// What is taken together, in the order of taking.
fn bundles(chosen: &Chosen<'_>, is_named: &[bool], order: &Order<'_>) -> Vec<Vec<usize>> {
    let n_boxes = chosen.boxes.len();
    let ends = chosen.links.iter().map(|link| (link.from, link.to));
    let ranks = page_rank_over(n_boxes, ends.collect());
    // Leaves that are folded lie equally far.
    let distance = |number: usize| order.near.map_or(0, |near| near[chosen.boxes[number][0]]);
    let mut boxes: Vec<usize> = (0..n_boxes).collect();
    // Stable, so boxes of one rank stay in the order of their names.
    boxes.order_by(|&one, &two| {
        let place = |number: usize| (!is_named[number], distance(number));
        let by_rank = || ranks[two].total_cmp(&ranks[one]);
        place(one).cmp(&place(two)).then_with(by_rank)
    });
    match order.path {
        Some(path) => {
            let members = chosen.boxes.iter();
            let distances: Vec<usize> = members.map(|members| path[members[0]]).collect();
            whole_paths(&boxes, &chosen.links, &distances)
        }
        None => boxes.into_iter().map(|number| vec![number]).collect(),
    }
}

/// What has been taken.
struct Taken<'t> {
    kept: Vec<bool>,
    n_boxes: usize,
    n_arrows: usize,
    touching: &'t [Vec<usize>],
    limits: Limits,
}

/// For each box whether it is kept.
fn take(
    bundles: &[Vec<usize>],
    is_named: &[bool],
    touching: &[Vec<usize>],
    limits: Limits,
) -> Vec<bool> {
    let mut place = vec![0; is_named.len()];
    for (position, number) in bundles.iter().flatten().enumerate() {
        place[*number] = position;
    }
    let mut taken = Taken {
        kept: vec![false; is_named.len()],
        n_boxes: 0,
        n_arrows: 0,
        touching,
        limits,
    };
    for bundle in bundles {
        let is_named = bundle.iter().any(|number| is_named[*number]);
        match bundle.as_slice() {
            [number] if !is_named => taken.take_joined(*number, &place),
            several => {
                taken.take(several, is_named);
            }
        }
    }
    taken.kept
}

impl Taken<'_> {
    /// Takes a box, with the first of its neighbours where none of them is taken yet. Where only one more box
    /// fits, a number that was asked for is filled up, and a picture that is to be read is not.
    fn take_joined(&mut self, number: usize, place: &[usize]) {
        let others = self.touching[number].iter();
        let others: Vec<usize> = others.copied().filter(|other| *other != number).collect();
        if self.kept[number] {
            return;
        }
        let is_joined = others.is_empty() || others.iter().any(|other| self.kept[*other]);
        let first = others.into_iter().min_by_key(|other| place[*other]);
        match first.filter(|_| !is_joined) {
            Some(first) => {
                if !self.take(&[number, first], false) && self.limits.arrows == usize::MAX {
                    self.take(&[number], false);
                }
            }
            None => {
                self.take(&[number], false);
            }
        }
    }

    /// Takes boxes, all of them if they fit or `must` be taken, else none. Gives whether it did.
    fn take(&mut self, boxes: &[usize], must: bool) -> bool {
        let mut n_added = 0;
        for &number in boxes {
            self.kept[number] = true;
            let others = self.touching[number].iter();
            n_added += others.filter(|other| self.kept[**other]).count();
        }
        // Two entities with very many arrows between them are a picture all the same.
        let fits = self.n_boxes + boxes.len() <= self.limits.boxes
            && (self.n_arrows == 0 || self.n_arrows + n_added <= self.limits.arrows);
        if must || fits {
            self.n_boxes += boxes.len();
            self.n_arrows += n_added;
        } else {
            for number in boxes {
                self.kept[*number] = false;
            }
        }
        must || fits
    }
}

fn drop_lonely(kept: &mut [bool], is_named: &[bool], touching: &[Vec<usize>]) {
    let has_arrow = |others: &Vec<usize>| others.iter().any(|other| kept[*other]);
    let busy: Vec<bool> = touching.iter().map(has_arrow).collect();
    for (number, kept) in kept.iter_mut().enumerate() {
        *kept &= busy[number] || is_named[number];
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::choose::Choice;
    use crate::draw::choose::sample::{drawn, people, shown, words};
    use crate::draw::sample::{Sample, said_by};
    use crate::graph::KnowledgeGraph;

    fn star(n_leaves: usize) -> KnowledgeGraph {
        let relations: Vec<String> = (0..n_leaves)
            .map(|leaf| format!("leaf{leaf} trains hub"))
            .collect();
        people(&relations.iter().map(String::as_str).collect::<Vec<_>>()).graph()
    }

    fn top(top: Top) -> Choice {
        Choice {
            top,
            ..Choice::default()
        }
    }

    #[test]
    fn a_graph_that_can_be_read_is_shown_whole() {
        let shown = shown(&star(79), &Choice::default());
        assert!(shown.is_all() && !shown.is_cut());
        assert_eq!((shown.entities, shown.relations), (80, 79));
    }

    #[test]
    fn of_a_large_graph_the_top_80_are_shown() {
        let shown = shown(&star(200), &Choice::default());
        assert!(shown.is_cut());
        assert_eq!((shown.entities, shown.all_entities), (80, 201));
        assert_eq!((shown.relations, shown.all_relations), (79, 200));
    }

    #[test]
    fn what_is_shown_hangs_together_whichever_way_arrows_point() {
        let outwards: Vec<String> = (0..200)
            .map(|leaf| format!("hub trains leaf{leaf}"))
            .collect();
        let outwards: Vec<&str> = outwards.iter().map(String::as_str).collect();
        let graph = people(&outwards).graph();
        let whole = shown(&graph, &Choice::default());
        assert_eq!((whole.entities, whole.relations), (80, 79));
        let four = shown(&graph, &top(Top::Entities(4)));
        assert_eq!((four.entities, four.relations), (4, 3));
        assert_eq!(shown(&graph, &top(Top::Entities(1))).entities, 1);
    }

    #[test]
    fn hubs_that_nothing_joins_are_each_shown_with_a_neighbour() {
        let stars: Vec<String> = (0..500)
            .map(|leaf| format!("leaf{leaf} trains hub{}", leaf % 100))
            .collect();
        let stars: Vec<&str> = stars.iter().map(String::as_str).collect();
        let shown = shown(&people(&stars).graph(), &Choice::default());
        assert_eq!((shown.entities, shown.relations), (80, 40));
    }

    #[test]
    fn as_many_are_shown_as_asked_for_up_to_what_a_picture_holds() {
        assert_eq!(shown(&star(200), &top(Top::Entities(3))).entities, 3);
        assert_eq!(shown(&star(200), &top(Top::Entities(500))).entities, 201);
        assert_eq!(shown(&star(1999), &top(Top::All)).relations, 1999);
        assert_eq!(
            drawn(&star(2000), &top(Top::All)),
            Err(ChoiceError::TooMuch {
                entities: 2001,
                arrows: 2000,
                most: 2000
            })
        );
    }

    #[test]
    fn folding_comes_before_the_cut() {
        let choice = Choice {
            fold: true,
            ..Choice::default()
        };
        let shown = shown(&star(5000), &choice);
        assert_eq!((shown.entities, shown.relations), (5001, 5000));
    }

    #[test]
    fn the_centre_is_kept_and_the_nearest_come_first() {
        let mut relations: Vec<String> = (0..300)
            .map(|leaf| format!("leaf{leaf} trains hub"))
            .collect();
        relations.push("me trains friend".to_owned());
        relations.push("friend trains hub".to_owned());
        let relations: Vec<&str> = relations.iter().map(String::as_str).collect();
        let choice = Choice {
            around: words(&["me"]),
            depth: 3,
            ..Choice::default()
        };
        let drawn = drawn(&people(&relations).graph(), &choice).unwrap();
        assert!(drawn.contains("ME -trains-> FRIEND"), "{drawn}");
        assert_eq!(drawn.lines().count(), 79);
    }

    #[test]
    fn lines_of_text_may_be_any_number() {
        let choice = Choice {
            as_lines: true,
            ..top(Top::All)
        };
        assert_eq!(shown(&star(2500), &choice).relations, 2500);
    }

    #[test]
    fn two_whom_a_crowd_speaks_of_are_a_picture() {
        let mut sample = people(&["a trains b"]);
        for speaker in 0..200 {
            let id = format!("s{speaker}");
            sample = sample
                .entity(&id, "Person", &id)
                .speaker(&id)
                .relation_like("a", "trains", "b", said_by(&id));
        }
        let shown = shown(&sample.graph(), &Choice::default());
        assert_eq!((shown.entities, shown.relations), (2, 201));
    }

    #[test]
    fn a_graph_of_nothing_is_drawn() {
        assert_eq!(
            drawn(&Sample::default().graph(), &Choice::default()).unwrap(),
            ""
        );
    }
}
