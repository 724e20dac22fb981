//! Small moves, kept where they make the picture better or, early on, not much worse (threshold accepting:
//! Dueck and Scheuer 1990; the costs after Davidson and Harel, "Drawing Graphs Nicely", 1996).

use crate::draw::layout::Task;
use crate::draw::layout::cost::Costs;
use crate::draw::layout::geometry::{Point, float, point};
use crate::draw::layout::random::Random;

/// The moves tried for each thing; fewer where there are many things, since each is dearer then.
const TRIES: usize = 500;
const MOST_MOVES: usize = 60_000;
/// The largest step, in pixels, and how much worse a move may be, both at the start.
const LARGEST_STEP: f64 = 160.0;
const SMALLEST_STEP: f64 = 3.0;
const THRESHOLD: f64 = 30.0;

pub(super) fn refine(task: &Task, places: Vec<Point>, random: &mut Random) -> Vec<Point> {
    if places.is_empty() {
        return places;
    }
    let n_things = places.len();
    let n_moves = (n_things * TRIES).min(MOST_MOVES);
    let mut costs = Costs::new(task, &places);
    for number in 0..n_moves {
        let left = 1.0 - float(number) / float(n_moves);
        let step = SMALLEST_STEP + LARGEST_STEP * left * left;
        let threshold = THRESHOLD * (left - 0.3).max(0.0);
        let thing = random.below(n_things);
        let change = propose(task, &costs, thing, step, random);
        let before: f64 = change.iter().map(|(thing, _)| costs.of(*thing)).sum();
        let old: Vec<(usize, Point)> = change
            .iter()
            .map(|&(thing, _)| (thing, costs.places[thing]))
            .collect();
        apply(&mut costs, &change);
        let after: f64 = change.iter().map(|(thing, _)| costs.of(*thing)).sum();
        if after > before + threshold {
            apply(&mut costs, &old);
        }
    }
    costs.places
}

fn apply(costs: &mut Costs<'_>, change: &[(usize, Point)]) {
    for &(thing, place) in change {
        costs.places[thing] = place;
    }
}

/// A thing's next place, and what moves with it: words go to the middle of their arrow now and then, and an
/// entity with few arrows takes their words along half the way.
fn propose(
    task: &Task,
    costs: &Costs<'_>,
    thing: usize,
    step: f64,
    random: &mut Random,
) -> Vec<(usize, Point)> {
    let jump = point(random.signed() * step, random.signed() * step);
    let choice = random.unit();
    if let Some(arrow) = thing.checked_sub(task.n_entities()) {
        let [from, to] = task.arrows[arrow].map(|end| costs.places[end]);
        if choice < 0.3 {
            let middle = (from + to) * 0.5;
            return vec![(thing, middle + jump * 0.25)];
        }
        return vec![(thing, costs.places[thing] + jump)];
    }
    let mut change = vec![(thing, costs.places[thing] + jump)];
    let n_arrows = costs.n_arrows(thing);
    if n_arrows > 0 && n_arrows <= 4 && choice < 0.8 {
        let share = if choice < 0.4 { 0.5 } else { 1.0 };
        let words = costs.words_of(thing);
        change.extend(words.map(|words| (words, costs.places[words] + jump * share)));
    }
    change
}
