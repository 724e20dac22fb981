//! Where everything goes: our own layout, the same to the last bit on every machine.
//!
//! Entities and the words on arrows are boxes, and an arrow is a way over its words; so the layout makes room
//! for words as it does for entities. Several seeds go through all stages and the best by [`score`] is kept:
//! stress by gradient descent ([`stress`]), components beside each other ([`pack`]), boxes pushed off each
//! other ([`overlap`]), small moves against what an eye minds ([`refine`]), and curves around what is in the
//! way ([`route`]).

mod cost;
mod distance;
pub(in crate::draw) mod geometry;
pub(in crate::draw) mod graphviz;
mod overlap;
mod pack;
mod random;
mod refine;
mod route;
pub(in crate::draw) mod score;
mod stress;

use crate::draw::layout::geometry::{Curve, Frame, Point, float, point};
use crate::draw::layout::random::Random;
use crate::draw::layout::score::{Score, score};

/// How many seeds start, and how many of them are worth finishing.
const N_SEEDS: u64 = 16;
const N_FINISHED: usize = 4;
/// The widest that a picture is: at 1,200 pixels its smallest words, of 10 pixels, are 9 or more.
const WIDEST: f64 = 1_290.0;
/// How much larger the picture is than what it shows.
const ROOM: f64 = 4.1;
/// Width by height of a picture that has the choice.
const ASPECT: f64 = 1.3;

/// What is to be laid out: first the entities, then the words of each arrow.
#[derive(Debug)]
pub(in crate::draw) struct Task {
    /// Half the width and height of each.
    pub(in crate::draw) halves: Vec<Point>,
    /// The arrows: where from and where to. The words of arrow `k` are thing `n_entities + k`.
    pub(in crate::draw) arrows: Vec<[usize; 2]>,
    /// Entities that are ellipses; the others are boxes.
    pub(in crate::draw) round: Vec<bool>,
    /// What stands above the picture is so high.
    pub(in crate::draw) heading: f64,
}

impl Task {
    pub(in crate::draw) fn n_entities(&self) -> usize {
        self.halves.len() - self.arrows.len()
    }

    /// The words of an arrow.
    pub(in crate::draw) fn words(&self, arrow: usize) -> usize {
        self.n_entities() + arrow
    }

    /// From, words, to.
    fn stations(&self, arrow: usize) -> [usize; 3] {
        let [from, to] = self.arrows[arrow];
        [from, self.words(arrow), to]
    }

    /// The two lines of each arrow.
    fn segments(&self) -> impl Iterator<Item = [usize; 2]> {
        (0..self.arrows.len()).flat_map(|arrow| {
            let [from, words, to] = self.stations(arrow);
            [[from, words], [words, to]]
        })
    }

    fn frame(&self, thing: usize, places: &[Point]) -> Frame {
        Frame {
            center: places[thing],
            half: self.halves[thing],
        }
    }

    /// Half the width and height that the picture should have, without its heading.
    fn goal(&self) -> Point {
        let area: f64 = self
            .halves
            .iter()
            .map(|half| (half.x + 8.0) * (half.y + 8.0) * 4.0)
            .sum();
        let area = (area * ROOM).max(90_000.0);
        // The heading takes part in the shape of the whole.
        let width = (area * ASPECT).sqrt() + self.heading * 0.5;
        let width = width.min(WIDEST);
        point(width * 0.5, area / width * 0.5)
    }

    /// Whether a place lies in an entity as it is drawn, its corners aside.
    fn holds(&self, entity: usize, center: Point, place: Point) -> bool {
        let (half, away) = (self.halves[entity], place - center);
        let (x, y) = (away.x / half.x, away.y / half.y);
        if self.round[entity] {
            x * x + y * y <= 1.0
        } else {
            x.abs() <= 1.0 && y.abs() <= 1.0
        }
    }
}

/// How an arrow runs: to its words and from them, as far as there is something to see.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(in crate::draw) struct Route {
    pub(in crate::draw) start: Option<Curve>,
    pub(in crate::draw) end: Option<Curve>,
}

impl Route {
    pub(in crate::draw) fn curves(self) -> impl Iterator<Item = Curve> {
        self.start.into_iter().chain(self.end)
    }
}

/// Where everything is.
#[derive(Debug)]
pub(in crate::draw) struct Layout {
    pub(in crate::draw) places: Vec<Point>,
    pub(in crate::draw) routes: Vec<Route>,
    /// What holds it all.
    pub(in crate::draw) bounds: Frame,
    pub(in crate::draw) score: Score,
}

/// Lays out by several seeds and keeps the best.
pub(in crate::draw) fn lay_out(task: &Task) -> Layout {
    let near = distance::neighbours(task);
    let components: Vec<(Vec<usize>, stress::Pulls)> = distance::components(&near)
        .into_iter()
        .map(|component| {
            let pulls = stress::Pulls::of(&component, &near);
            (component, pulls)
        })
        .collect();
    let starts = (0..N_SEEDS).map(|seed| {
        let mut random = Random::new(seed);
        let mut groups: Vec<(&[usize], Vec<Point>)> = components
            .iter()
            .map(|(component, pulls)| (component.as_slice(), pulls.settle(&mut random)))
            .collect();
        pack::pack(task, &mut groups)
    });
    best_of(task, starts)
}

/// Finishes those starts that promise most, and keeps the best.
fn best_of(task: &Task, starts: impl Iterator<Item = Vec<Point>>) -> Layout {
    let mut starts: Vec<(f64, u64, Vec<Point>)> = starts
        .zip(0..)
        .map(|(mut places, seed)| {
            overlap::remove(task, &mut places, 8.0);
            (cost::Costs::new(task, &places).total(), seed, places)
        })
        .collect();
    starts.sort_by(|one, two| one.0.total_cmp(&two.0).then(one.1.cmp(&two.1)));
    let finished = starts
        .into_iter()
        .take(N_FINISHED)
        .map(|(_, seed, places)| {
            let places = refine::refine(task, places, &mut Random::new(1_000 + seed));
            finish(task, places)
        });
    let best = finished.min_by(|one, two| one.score.total().total_cmp(&two.score.total()));
    best.unwrap_or_else(|| finish(task, Vec::new()))
}

fn finish(task: &Task, mut places: Vec<Point>) -> Layout {
    overlap::remove(task, &mut places, 3.0);
    let routes = route::route(task, &places);
    let frames = (0..task.halves.len()).map(|thing| task.frame(thing, &places));
    let points = routes.iter().flat_map(|route| {
        let curves = route.curves();
        curves.flat_map(|curve| (0..=8_usize).map(move |step| curve.at(float(step) / 8.0)))
    });
    let dots = points.map(|place| Frame::around(place, place));
    let bounds = frames.chain(dots).reduce(Frame::joined);
    let bounds = bounds.unwrap_or(Frame::around(Point::default(), Point::default()));
    Layout {
        score: score(task, &places, &routes, bounds),
        places,
        routes,
        bounds,
    }
}
