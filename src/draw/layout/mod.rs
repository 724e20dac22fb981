//! Where everything goes: our own layout, the same to the last bit on every machine.
//!
//! Entities and the words on arrows are boxes, and an arrow is a way over its words; so the layout makes room
//! for words as it does for entities. First the entities alone are drafted ([`draft`]): without crossings if
//! that can be ([`embed`], [`spread`]) and by stress ([`stress`]), then moved against what an eye minds
//! ([`refine`]). The best drafts get their words, and all moves a little more; components are set close to each
//! other ([`pack`]), boxes that still touch are pushed off each other ([`overlap`]), and curves run around what
//! is in their way ([`route`]). The best by [`score`] is kept.

mod branch;
mod cost;
mod distance;
mod draft;
mod embed;
pub(in crate::draw) mod geometry;
pub(in crate::draw) mod graphviz;
mod moves;
mod near;
mod overlap;
mod pack;
#[cfg(test)]
mod pictures;
mod random;
mod refine;
mod route;
mod scene;
pub(in crate::draw) mod score;
mod spread;
mod stress;

use crate::draw::layout::draft::drafts;
use crate::draw::layout::geometry::{Curve, Frame, Point, float, point};
use crate::draw::layout::moves::Moves;
use crate::draw::layout::random::Random;
use crate::draw::layout::refine::{Effort, refine};
use crate::draw::layout::scene::Scene;
use crate::draw::layout::score::{Score, score};
use crate::order::CompactSort;

/// How many drafts are worth finishing if the first does not turn out well.
const N_FINISHED: usize = 2;
/// What is done to finish a draft, and to mend a layout that still has faults.
const FINE: (f64, f64, Effort) = (
    100.0,
    240.0,
    Effort {
        tries: 1_200,
        step: 100.0,
        threshold: 60.0,
    },
);
const MEND: (f64, f64, Effort) = (
    500.0,
    300.0,
    Effort {
        tries: 800,
        step: 100.0,
        threshold: 25.0,
    },
);
/// The widest that all boxes are, and with the curves around them: at 1,200 pixels for the whole, margins
/// included, the smallest words, of 10 pixels, are 9 or more.
const WIDEST: f64 = 1_200.0;
const MOST_WIDE: f64 = 1_250.0;
/// How much larger the picture is than what it shows.
const ROOM: f64 = 3.1;
/// Width by height of a picture that has the choice.
const ASPECT: f64 = 1.3;
/// The least of that, heading included.
const SLIMMEST: f64 = 0.82;

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

    /// How far the border of a thing's box is from its middle, in a direction of length 1.
    fn reach(&self, thing: usize, direction: Point) -> f64 {
        geometry::reach(self.halves[thing], direction)
    }

    /// Half the width and height that the picture should have, without its heading.
    fn goal(&self) -> Point {
        let area: f64 = self
            .halves
            .iter()
            .map(|half| (half.x + 8.0) * (half.y + 8.0) * 4.0)
            .sum();
        let area = (area * ROOM).max(90_000.0);
        // Width by height with the heading is the aspect, and width by height without it the area.
        let below = self.heading * 0.5;
        let height = (below * below + area / ASPECT).sqrt() - below;
        let width = (height + self.heading) * ASPECT;
        let width = width.min(WIDEST);
        let height = (area / width).min(width / SLIMMEST - self.heading);
        point(width * 0.5, height * 0.5)
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

/// Lays out by several drafts and keeps the best.
pub(in crate::draw) fn lay_out(task: &Task) -> Layout {
    let components = distance::components(&distance::neighbours(task));
    let moves = Moves::new(task, &components);
    let finished = |places: &[Point], (hit, crossing, effort): (f64, f64, Effort), seed| {
        let scene = Scene::whole(task, hit, crossing);
        let places = refine(&scene, &moves, places, effort, &mut Random::new(seed));
        finish(task, pack_again(task, &components, &places))
    };
    let mut best: Option<Layout> = None;
    for draft in drafts(task, &components, &moves)
        .into_iter()
        .take(N_FINISHED)
    {
        let mut places = draft.places;
        places.extend(moves.words(&places));
        best = Some(better(best, finished(&places, FINE, draft.seed)));
        if best.as_ref().is_some_and(|best| best.score.is_clean()) {
            break;
        }
    }
    let Some(best) = best else {
        return finish(task, Vec::new());
    };
    if best.score.is_clean() {
        return best;
    }
    let mended = finished(&best.places, MEND, N_FINISHED as u64);
    better(Some(best), mended)
}

fn better(one: Option<Layout>, two: Layout) -> Layout {
    match one {
        Some(one) if one.score.total() <= two.score.total() => one,
        _ => two,
    }
}

/// The components as they are, set beside each other once more.
fn pack_again(task: &Task, components: &[Vec<usize>], places: &[Point]) -> Vec<Point> {
    let groups: Vec<(&[usize], Vec<Point>)> = components
        .iter()
        .map(|component| {
            let places = component.iter().map(|thing| places[*thing]).collect();
            (component.as_slice(), places)
        })
        .collect();
    pack::pack(task, &groups)
}

/// Finishes those starts that promise most, and keeps the best. They stay as they are but for small moves.
fn best_of(task: &Task, starts: impl Iterator<Item = Vec<Point>>) -> Layout {
    let components = distance::components(&distance::neighbours(task));
    let moves = Moves::new(task, &components);
    let mut starts: Vec<Layout> = starts.map(|places| finish(task, places)).collect();
    // Stable, so of two that are as good the first stays first.
    starts.order_by(|one, two| one.score.total().total_cmp(&two.score.total()));
    let mut best: Option<Layout> = None;
    for (seed, start) in (0..).zip(starts.into_iter().take(N_FINISHED)) {
        let (hit, crossing, effort) = FINE;
        let scene = Scene::whole(task, hit, crossing);
        let places = refine(
            &scene,
            &moves,
            &start.places,
            effort,
            &mut Random::new(seed),
        );
        best = Some(better(best, better(Some(start), finish(task, places))));
    }
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
