//! Boxes pushed off each other.

use crate::draw::layout::Task;
use crate::draw::layout::WIDEST;
use crate::draw::layout::geometry::{Point, point};

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
    let mut moved = false;
    for one in 1..places.len() {
        for two in 0..one {
            let way = places[one] - places[two];
            let reach = task.halves[one] + task.halves[two] + point(margin, margin);
            let missing = point(reach.x - way.x.abs(), reach.y - way.y.abs());
            if missing.x <= 0.0 || missing.y <= 0.0 {
                continue;
            }
            moved = true;
            // A hair more than needed, lest rounding leaves them touching.
            let push = if missing.x < missing.y {
                point(signum(way.x) * (missing.x * 0.5 + 0.01), 0.0)
            } else {
                point(0.0, signum(way.y) * (missing.y * 0.5 + 0.01))
            };
            places[one] = places[one] + push;
            places[two] = places[two] - push;
        }
    }
    moved
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
