//! Boxes pushed off each other.

use crate::draw::layout::Task;
use crate::draw::layout::WIDEST;
use crate::draw::layout::geometry::{Point, point};
use crate::draw::layout::near::Near;

/// After so many rounds everything is drawn apart a little, so that there is an end.
const PATIENCE: usize = 40;
const MOST_ROUNDS: usize = 4_000;

/// Moves things as little as needed until all boxes are `margin` apart.
pub(super) fn remove(task: &Task, places: &mut [Point], margin: f64) {
    narrow(task, places);
    for round in 1..=MOST_ROUNDS {
        if !push(task, places, margin) {
            return;
        }
        if round % PATIENCE == 0 {
            for place in places.iter_mut() {
                *place = *place * 1.03;
            }
        }
        narrow(task, places);
    }
}

/// Puts back what has come to lie beyond the widest that a picture may be; it can give way upwards or downwards.
fn narrow(task: &Task, places: &mut [Point]) {
    for (place, half) in places.iter_mut().zip(&task.halves) {
        let most = (WIDEST * 0.5 - half.x).max(0.0);
        place.x = place.x.clamp(-most, most);
    }
}

/// One round; whether anything had to move.
fn push(task: &Task, places: &mut [Point], margin: f64) -> bool {
    let highest = places.iter().map(|place| place.y.abs()).fold(0.0, f64::max);
    let mut near = Near::new(places.len(), point(WIDEST * 0.5, highest));
    // A pixel more than boxes keep, so that no rounding hides a pair.
    let roomy = |thing, places: &[Point]| task.frame(thing, places).grown(margin + 1.0);
    for thing in 0..places.len() {
        near.put(thing, roomy(thing, places));
    }
    let (mut moved, mut found) = (false, Vec::new());
    for one in 1..places.len() {
        let mut next = 0;
        near.about(near.spans(one), &mut found);
        while let Some(&two) = found.iter().find(|two| (next..one).contains(*two)) {
            next = two + 1;
            let Some(by) = missing(task, places, [one, two], margin) else {
                continue;
            };
            moved = true;
            places[one] = places[one] + by;
            places[two] = places[two] - by;
            near.put(one, roomy(one, places));
            near.put(two, roomy(two, places));
            near.about(near.spans(one), &mut found);
        }
    }
    moved
}

/// How far the first of two things has to move, and the second the other way, to be `margin` apart.
fn missing(task: &Task, places: &[Point], [one, two]: [usize; 2], margin: f64) -> Option<Point> {
    let way = places[one] - places[two];
    let reach = task.halves[one] + task.halves[two] + point(margin, margin);
    let missing = point(reach.x - way.x.abs(), reach.y - way.y.abs());
    if missing.x <= 0.0 || missing.y <= 0.0 {
        return None;
    }
    // A hair more than needed, lest rounding leaves them touching.
    Some(if missing.x < missing.y {
        point(signum(way.x) * (missing.x * 0.5 + 0.01), 0.0)
    } else {
        point(0.0, signum(way.y) * (missing.y * 0.5 + 0.01))
    })
}

fn signum(value: f64) -> f64 {
    if value < 0.0 { -1.0 } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heap_of_boxes_ends_without_overlaps() {
        let task = Task {
            halves: (0..40_u32)
                .map(|n| point(f64::from(10 + n), 10.0))
                .collect(),
            arrows: Vec::new(),
            round: vec![false; 40],
            heading: 0.0,
        };
        let mut places = vec![Point::default(); 40];
        remove(&task, &mut places, 4.0);
        for one in 0..40 {
            for two in 0..one {
                assert!(!task.frame(one, &places).overlaps(task.frame(two, &places)));
            }
        }
    }
}
