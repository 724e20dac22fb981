//! Small moves, kept where they make the picture better or, early on, not much worse (threshold accepting:
//! Dueck and Scheuer 1990; the costs after Davidson and Harel, "Drawing Graphs Nicely", 1996).

use crate::draw::layout::cost::Costs;
use crate::draw::layout::geometry::{Point, float};
use crate::draw::layout::moves::{Change, Moves};
use crate::draw::layout::random::Random;
use crate::draw::layout::scene::Scene;

/// How long to try, and how boldly.
#[derive(Clone, Copy)]
pub(super) struct Effort {
    /// The moves tried for each thing of a picture that is not large.
    pub(super) tries: usize,
    /// The largest step, in pixels, at the start.
    pub(super) step: f64,
    /// How much worse a move may be, at the start.
    pub(super) threshold: f64,
}

/// Beyond so many things there are fewer moves for each, so that time grows no faster than their number.
const LARGE: usize = 150;
/// A move that more pairs than that are compared for counts as several.
const MANY: f64 = 300.0;
/// The largest step, in pixels, at the end.
const SMALLEST_STEP: f64 = 3.0;
/// The part of the moves that are as large at the end as at the start.
const BOLD: f64 = 0.15;

pub(super) fn refine(
    scene: &Scene,
    moves: &Moves<'_>,
    places: &[Point],
    effort: Effort,
    random: &mut Random,
) -> Vec<Point> {
    let n_things = places.len();
    let part = (float(LARGE) / float(n_things)).min(1.0);
    let n_moves = float(n_things * effort.tries) * part * part;
    let mut costs = Costs::new(scene, places);
    let (mut change, mut old, mut things) = (Change::new(), Change::new(), Vec::new());
    let mut done = 0.0;
    while done < n_moves {
        let left = 1.0 - done / n_moves;
        let boldness = if random.unit() < BOLD {
            1.0
        } else {
            left * left
        };
        let step = SMALLEST_STEP + effort.step * boldness;
        let luck = 1.0 / (random.unit() + 0.1) - 0.9;
        let threshold = effort.threshold * (left - 0.2).max(0.0) * luck;
        let thing = random.below(n_things);
        moves.propose(thing, costs.places(), (step, left), random, &mut change);
        things.clear();
        things.extend(change.iter().map(|(thing, _)| *thing));
        old.clear();
        old.extend(things.iter().map(|thing| (*thing, costs.places()[*thing])));
        let before = costs.n_compared();
        let most = costs.of(&things, f64::INFINITY) + threshold;
        done += (float(costs.n_compared() - before) / MANY).max(1.0);
        costs.put(&change);
        if costs.of(&things, most) > most {
            costs.put(&old);
        }
    }
    costs.into_places()
}
