//! Components turned so that they are wide rather than high, and set beside each other.

use crate::draw::layout::Task;
use crate::draw::layout::geometry::{Frame, Point, float, point};

/// The room between components.
const GAP: f64 = 36.0;

/// One place for each thing: the groups in rows, the largest first, about the middle.
pub(super) fn pack(task: &Task, groups: &mut [(&[usize], Vec<Point>)]) -> Vec<Point> {
    let goal = task.goal();
    for (things, places) in groups.iter_mut() {
        turn(task, things, places, goal.x / goal.y);
    }
    // Stable, so groups of one size stay in the order of their first members.
    groups.sort_by_key(|(things, _)| std::cmp::Reverse(things.len()));
    let mut all = vec![Point::default(); task.halves.len()];
    let (mut corner, mut row_height) = (Point::default(), 0.0_f64);
    let mut width = goal.x * 2.0;
    for (things, places) in groups.iter() {
        let frame = bounds(task, things, places);
        if corner.x > 0.0 && corner.x + frame.half.x * 2.0 > width {
            corner = point(0.0, corner.y + row_height + GAP);
            row_height = 0.0;
        }
        let shift = corner - frame.lowest();
        for (&thing, &place) in things.iter().zip(places) {
            all[thing] = place + shift;
        }
        corner.x += frame.half.x * 2.0 + GAP;
        row_height = row_height.max(frame.half.y * 2.0);
        width = width.max(frame.half.x * 2.0);
    }
    let everything: Vec<usize> = (0..all.len()).collect();
    let middle = bounds(task, &everything, &all).center;
    for place in &mut all {
        *place = *place - middle;
    }
    all
}

fn bounds(task: &Task, things: &[usize], places: &[Point]) -> Frame {
    let frames = things.iter().zip(places).map(|(&thing, &center)| Frame {
        center,
        half: task.halves[thing],
    });
    let nothing = Frame::around(Point::default(), Point::default());
    frames.reduce(Frame::joined).unwrap_or(nothing)
}

/// Turns to where width by height is nearest to what is wanted, and then stretches a little towards it.
fn turn(task: &Task, things: &[usize], places: &mut [Point], aspect: f64) {
    const STEPS: usize = 12;
    let misfit = |places: &[Point]| {
        let half = bounds(task, things, places).half;
        let found = half.x / half.y;
        (found / aspect).max(aspect / found)
    };
    let turned = |step: usize| -> Vec<Point> {
        // A point of the circle without sine and cosine; the half circle is all that matters.
        let part = float(step) / float(STEPS) * 2.0 - 1.0;
        let below = 1.0 + part * part;
        let (cosine, sine) = ((1.0 - part * part) / below, 2.0 * part / below);
        let turn = |place: &Point| {
            point(
                place.x * cosine - place.y * sine,
                place.x * sine + place.y * cosine,
            )
        };
        places.iter().map(turn).collect()
    };
    let best = (0..STEPS)
        .map(turned)
        .min_by(|one, two| misfit(one).total_cmp(&misfit(two)));
    if let Some(best) = best {
        places.copy_from_slice(&best);
    }
    let half = bounds(task, things, places).half;
    let stretch = (aspect * half.y / half.x).clamp(0.5, 2.0).sqrt();
    for place in places {
        *place = point(place.x * stretch, place.y / stretch);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn components_stand_apart_and_a_tall_one_is_laid_down() {
        let task = Task {
            halves: vec![point(5.0, 5.0); 4],
            arrows: Vec::new(),
            round: vec![false; 4],
            heading: 0.0,
        };
        let tall = [0.0, 50.0, 100.0].map(|y| point(0.0, y)).to_vec();
        let places = pack(
            &task,
            &mut [(&[0, 1, 2], tall), (&[3], vec![point(0.0, 0.0)])],
        );
        let [first, last] = [places[0], places[2]];
        assert!((first.x - last.x).abs() > (first.y - last.y).abs());
        for one in 0..4 {
            for two in 0..one {
                assert!(!task.frame(one, &places).overlaps(task.frame(two, &places)));
            }
        }
    }
}
