//! How good a finished layout is, by what can be counted.

use crate::draw::layout::geometry::{Curve, Frame, Point, cross, float};
use crate::draw::layout::route::{Polyline, bounds, polyline};
use crate::draw::layout::{Route, Task};

#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::draw) struct Score {
    /// Boxes, of entities or words, that lie on each other.
    pub(in crate::draw) overlaps: usize,
    /// Arrows that run through a box which is not theirs.
    pub(in crate::draw) hits: usize,
    pub(in crate::draw) crossings: usize,
    /// Halves of arrows of which too little is seen.
    pub(in crate::draw) hidden: usize,
    /// Width by height, heading included.
    pub(in crate::draw) aspect: f64,
    /// Of all lines that are seen.
    pub(in crate::draw) length: f64,
    pub(in crate::draw) area: f64,
    pub(in crate::draw) width: f64,
}

impl Score {
    /// Whether there is nothing that another seed would have to mend.
    pub(super) fn is_clean(self) -> bool {
        self.overlaps + self.hits + self.hidden + self.crossings == 0
    }

    /// All in one number; less is better.
    pub(super) fn total(self) -> f64 {
        let shape = (self.aspect / super::ASPECT).max(super::ASPECT / self.aspect);
        let too_wide = (self.width - super::MOST_WIDE).max(0.0);
        50.0 * float(self.overlaps)
            + 16.0 * float(self.hits)
            + 6.0 * float(self.hidden)
            + 5.0 * float(self.crossings)
            + 20.0 * (shape - 1.2).max(0.0)
            + too_wide
            + self.length / 400.0
            + self.area / 40_000.0
    }
}

pub(super) fn score(task: &Task, places: &[Point], routes: &[Route], bounds: Frame) -> Score {
    let frames: Vec<Frame> = (0..places.len())
        .map(|thing| task.frame(thing, places))
        .collect();
    let mut overlaps = 0;
    for (number, one) in frames.iter().enumerate() {
        overlaps += frames[..number]
            .iter()
            .filter(|two| one.overlaps(**two))
            .count();
    }
    let lines: Vec<Line> = routes.iter().map(|route| Line::of(*route)).collect();
    let mut hits = 0;
    for (arrow, line) in lines.iter().enumerate() {
        let own = task.stations(arrow);
        let foreign = frames
            .iter()
            .enumerate()
            .filter(|(thing, _)| !own.contains(thing));
        hits += foreign
            .filter(|(_, frame)| line.runs_through(**frame))
            .count();
    }
    let mut crossings = 0;
    for (number, one) in lines.iter().enumerate() {
        crossings += lines[..number].iter().filter(|two| one.meets(two)).count();
    }
    let seen = |curve: Curve| (curve.to - curve.from).length();
    let hidden = |route: &Route| {
        let halves = [route.start, route.end].into_iter();
        halves
            .filter(|half| half.is_none_or(|curve| seen(curve) < 9.0))
            .count()
    };
    Score {
        overlaps,
        hits,
        crossings,
        hidden: routes.iter().map(hidden).sum(),
        aspect: bounds.half.x / (bounds.half.y + task.heading * 0.5).max(1.0),
        length: routes
            .iter()
            .flat_map(|route| route.curves())
            .map(seen)
            .sum(),
        area: bounds.half.x * bounds.half.y * 4.0,
        width: bounds.half.x * 2.0,
    }
}

/// What is seen of an arrow, as rows of points, and what holds them.
struct Line {
    parts: Vec<(Polyline, Frame)>,
}

impl Line {
    fn of(route: Route) -> Self {
        let parts = route.curves().map(|curve| {
            let points = polyline(curve);
            (points, bounds(&points))
        });
        Self {
            parts: parts.collect(),
        }
    }

    fn runs_through(&self, frame: Frame) -> bool {
        let near = self.parts.iter().filter(|part| part.1.meets(frame));
        let mut pieces = near.flat_map(|(points, _)| points.windows(2));
        pieces.any(|ends| frame.inside(ends[0], ends[1]) > 0.0)
    }

    fn meets(&self, other: &Self) -> bool {
        let pairs = |one: &(Polyline, Frame), two: &(Polyline, Frame)| {
            one.1.meets(two.1) && meet(&one.0, two)
        };
        self.parts
            .iter()
            .any(|one| other.parts.iter().any(|two| pairs(one, two)))
    }
}

fn meet(one: &[Point], (two, bounds): &(Polyline, Frame)) -> bool {
    let pairs = |a: &[Point]| {
        Frame::spanned(a[0], a[1]).meets(*bounds)
            && two.windows(2).any(|b| cross(a[0], a[1], b[0], b[1]))
    };
    one.windows(2).any(pairs)
}
