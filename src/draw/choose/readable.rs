//! What is shown of a graph that is too large to be read as one picture.
//!
//! Boxes are taken one after the other, at most 80, as long as no more than 150 arrows run between those taken;
//! one that would bring more is passed over. Those named come first, then those that are nearest to a centre,
//! then those of the highest PageRank among what is chosen. Shortest paths are taken whole. Of what is cut so,
//! boxes which then have no arrow are left out too.

use crate::draw::arrow::Footing;
use crate::draw::choose::path::whole_paths;
use crate::draw::choose::selection::Chosen;
use crate::draw::choose::{ChoiceError, Top};
use crate::graph::page_rank_over;
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
    if chosen.boxes.len().max(arrows.len()) > MOST_OF_EITHER {
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
    let footings: BTreeSet<Footing<'_>> = chosen
        .links
        .iter()
        .map(|link| Footing::of(link, chosen.graph))
        .collect();
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
    boxes.sort_by(|&one, &two| {
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

/// For each box whether it is kept.
fn take(
    bundles: &[Vec<usize>],
    is_named: &[bool],
    touching: &[Vec<usize>],
    limits: Limits,
) -> Vec<bool> {
    let mut kept = vec![false; is_named.len()];
    let (mut n_kept, mut n_arrows) = (0, 0);
    for bundle in bundles {
        let mut n_added = 0;
        for &number in bundle {
            kept[number] = true;
            n_added += touching[number]
                .iter()
                .filter(|other| kept[**other])
                .count();
        }
        let is_named = bundle.iter().any(|number| is_named[*number]);
        // Two entities with very many arrows between them are a picture all the same.
        let fits = n_kept + bundle.len() <= limits.boxes
            && (n_arrows == 0 || n_arrows + n_added <= limits.arrows);
        if is_named || fits {
            n_kept += bundle.len();
            n_arrows += n_added;
        } else {
            for number in bundle {
                kept[*number] = false;
            }
        }
    }
    kept
}

fn drop_lonely(kept: &mut [bool], is_named: &[bool], touching: &[Vec<usize>]) {
    let has_arrow = |others: &Vec<usize>| others.iter().any(|other| kept[*other]);
    let busy: Vec<bool> = touching.iter().map(has_arrow).collect();
    for (number, kept) in kept.iter_mut().enumerate() {
        *kept &= busy[number] || is_named[number];
    }
}
