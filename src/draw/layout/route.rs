//! Curves from entity to words to entity. Each half of an arrow bends the way that meets the fewest foreign
//! boxes and other arrows; where nothing is in the way, both halves make one smooth curve.

use crate::draw::layout::geometry::{Curve, Frame, Point, cross, float, point};
use crate::draw::layout::near::Near;
use crate::draw::layout::{Route, Task, WIDEST};

/// How far a half may bend aside, in parts of its length.
const BENDS: [f64; 9] = [0.0, 0.12, -0.12, 0.25, -0.25, 0.4, -0.4, 0.6, -0.6];
const PASSES: usize = 3;
/// Beyond so many arrows lines bend around boxes only: whichever way one bends it crosses others, and asking
/// how many takes a time that grows with the square of their number.
const CROWDED: usize = 600;
/// Pieces that a curve is looked at in.
const N_PIECES: usize = 12;
/// The room that lines leave around foreign boxes.
const MARGIN: f64 = 3.0;
/// How far a loop is bent aside, in parts of its length.
const LOOP: f64 = 0.5;

/// A half of an arrow: a curve from the middle of an entity to the middle of the words.
#[derive(Clone, Copy)]
struct Half {
    entity: usize,
    words: usize,
    curve: Curve,
}

pub(super) fn route(task: &Task, places: &[Point]) -> Vec<Route> {
    let mut router = Router::new(task, places);
    // Boxes stay where they are, so one pass finds the ways around them.
    let n_passes = if router.is_crowded() { 1 } else { PASSES };
    for _ in 0..n_passes {
        for (arrow, [from, to]) in task.arrows.iter().enumerate() {
            for half in [2 * arrow, 2 * arrow + 1]
                .into_iter()
                .filter(|_| from != to)
            {
                let curve = router.best(half);
                router.put(half, curve);
            }
        }
    }
    let pairs = router.halves.chunks(2);
    pairs.map(|pair| visible(task, places, pair)).collect()
}

/// Both halves as one curve whose direction at the words is that from end to end. What comes back to where it
/// started goes there and back on two sides.
fn smooth(task: &Task, places: &[Point], arrow: usize) -> [Half; 2] {
    let [from, words, to] = task.stations(arrow);
    let at = places[words];
    let direction = (places[to] - places[from]).unit();
    let half = |entity: usize, direction: Point| {
        let way = at - places[entity];
        let towards = if from == to {
            places[entity] + way * 0.6 + direction.left() * (way.length() * LOOP)
        } else {
            at + direction * (way.length() * 0.5)
        };
        Half {
            entity,
            words,
            curve: Curve {
                from: places[entity],
                towards,
                to: at,
            },
        }
    };
    let aside = if from == to {
        (at - places[from]).unit()
    } else {
        direction
    };
    [half(from, aside * -1.0), half(to, aside)]
}

/// All halves as they run now, those of arrow `k` with the numbers `2k` and `2k + 1`, and what lies about a place.
struct Router<'a> {
    task: &'a Task,
    places: &'a [Point],
    halves: Vec<Half>,
    lines: Vec<Polyline>,
    hulls: Vec<Frame>,
    near_boxes: Near,
    near_halves: Near,
}

impl<'a> Router<'a> {
    fn new(task: &'a Task, places: &'a [Point]) -> Self {
        let halves: Vec<Half> = (0..task.arrows.len())
            .flat_map(|arrow| smooth(task, places, arrow))
            .collect();
        let hulls: Vec<Frame> = halves.iter().map(|half| hull(half.curve)).collect();
        let all = hulls.iter().copied().reduce(Frame::joined);
        let reach = all.map_or(Point::default(), |all| {
            let (low, high) = (all.lowest(), all.highest());
            point(high.x.max(-low.x), high.y.max(-low.y))
        });
        let mut router = Self {
            task,
            places,
            lines: halves.iter().map(|half| polyline(half.curve)).collect(),
            near_boxes: Near::new(places.len(), reach),
            near_halves: Near::new(halves.len(), reach),
            halves,
            hulls,
        };
        for thing in 0..places.len() {
            router.near_boxes.put(thing, router.roomy(thing));
        }
        for (half, hull) in router.hulls.iter().enumerate() {
            router.near_halves.put(half, *hull);
        }
        router
    }

    fn is_crowded(&self) -> bool {
        self.task.arrows.len() > CROWDED
    }

    /// A box with the room that lines leave around it.
    fn roomy(&self, thing: usize) -> Frame {
        self.task.frame(thing, self.places).grown(MARGIN)
    }

    fn put(&mut self, half: usize, curve: Curve) {
        self.halves[half].curve = curve;
        self.lines[half] = polyline(curve);
        self.hulls[half] = hull(curve);
        self.near_halves.put(half, self.hulls[half]);
    }

    fn best(&self, number: usize) -> Curve {
        let half = self.halves[number];
        let [from, to] = [self.places[half.entity], self.places[half.words]];
        let way = to - from;
        let bent = BENDS.iter().map(|bend| Curve {
            from,
            towards: (from + to) * 0.5 + way.left() * *bend,
            to,
        });
        // The curve that is there comes first, so it stays where nothing is better.
        let candidates = std::iter::once(half.curve).chain(bent);
        let mut found = Vec::new();
        let rated = candidates.map(|curve| {
            let bow = (curve.towards - (from + to) * 0.5).length();
            let worst = self.trouble(number, curve, &mut found);
            (worst + bow * 0.01, curve)
        });
        rated
            .min_by(|one, two| one.0.total_cmp(&two.0))
            .map_or(half.curve, |(_, curve)| curve)
    }

    /// What a half would run through as a curve: boxes that are not its own, and other arrows.
    fn trouble(&self, number: usize, curve: Curve, found: &mut Vec<usize>) -> f64 {
        let half = self.halves[number];
        let points = polyline(curve);
        let bounds = bounds(&points);
        let mut trouble = beyond(bounds) * 4.0;
        self.near_boxes
            .about(self.near_boxes.spans_of(bounds), found);
        for &thing in found.iter() {
            let frame = self.roomy(thing);
            if thing == half.entity || thing == half.words || !frame.overlaps(bounds) {
                continue;
            }
            let inside: f64 = points
                .windows(2)
                .map(|ends| frame.inside(ends[0], ends[1]))
                .sum();
            if inside > 0.0 {
                trouble += 40.0 + inside;
            }
        }
        if self.is_crowded() {
            return trouble;
        }
        self.near_halves
            .about(self.near_halves.spans_of(bounds), found);
        for &other in found.iter().filter(|other| **other / 2 != number / 2) {
            if bounds.overlaps(self.hulls[other]) {
                trouble += 15.0 * float(self.crossings(half.entity, &points, other));
            }
        }
        trouble
    }

    /// Crossings of a row of points out of an entity with another half, but for those inside an entity that both
    /// come from aside.
    fn crossings(&self, entity: usize, points: &Polyline, other: usize) -> usize {
        let from = [entity, self.halves[other].entity];
        let mut count = 0;
        for a in points.windows(2) {
            if !Frame::spanned(a[0], a[1]).meets(self.hulls[other]) {
                continue;
            }
            for b in self.lines[other].windows(2) {
                if !cross(a[0], a[1], b[0], b[1]) {
                    continue;
                }
                let is_hidden = from.iter().any(|&entity| {
                    let holds = |place| self.task.holds(entity, self.places[entity], place);
                    holds(a[0]) && holds(b[0])
                });
                count += usize::from(!is_hidden);
            }
        }
        count
    }
}

/// How far a curve leaves the widest picture.
fn beyond(bounds: Frame) -> f64 {
    (bounds.highest().x.max(-bounds.lowest().x) - WIDEST * 0.5 - MARGIN).max(0.0)
}

fn hull(curve: Curve) -> Frame {
    bounds(&[curve.from, curve.towards, curve.to])
}

pub(super) fn bounds(points: &[Point]) -> Frame {
    let dots = points.iter().map(|place| Frame::around(*place, *place));
    dots.reduce(Frame::joined)
        .unwrap_or(Frame::around(Point::default(), Point::default()))
}

/// A curve as a row of points.
pub(super) type Polyline = [Point; N_PIECES + 1];

pub(super) fn polyline(curve: Curve) -> Polyline {
    std::array::from_fn(|step| curve.at(float(step) / float(N_PIECES)))
}

/// What is to be seen: from the border of the entity to that of the words, and on.
fn visible(task: &Task, places: &[Point], pair: &[Half]) -> Route {
    let cut = |half: &Half| {
        let center = places[half.entity];
        let start = half
            .curve
            .exit(|place| task.holds(half.entity, center, place))?;
        let words = Frame {
            center: places[half.words],
            half: task.halves[half.words] + point(1.0, 0.0),
        };
        let holds = |place: Point| {
            let away = place - words.center;
            away.x.abs() <= words.half.x && away.y.abs() <= words.half.y
        };
        let end = 1.0 - half.curve.reversed().exit(holds)?;
        (end > start).then(|| half.curve.piece(start, end))
    };
    Route {
        start: cut(&pair[0]),
        end: cut(&pair[1]).map(Curve::reversed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arrow_bends_around_a_box_in_its_way() {
        let task = Task {
            halves: vec![
                point(20.0, 10.0),
                point(20.0, 10.0),
                point(8.0, 8.0),
                point(15.0, 6.0),
            ],
            arrows: vec![[0, 1]],
            round: vec![false; 3],
            heading: 0.0,
        };
        let places = [
            point(0.0, 0.0),
            point(400.0, 0.0),
            point(100.0, 4.0),
            point(200.0, 0.0),
        ];
        let routes = route(&task, &places);
        let blocker = task.frame(2, &places);
        let curve = routes[0].start.unwrap();
        assert!(
            polyline(curve)
                .windows(2)
                .all(|ends| blocker.inside(ends[0], ends[1]) == 0.0)
        );
        assert!((curve.from.x - 20.0).abs() < 0.1 || (curve.from.y.abs() - 10.0).abs() < 0.1);
        assert!((routes[0].end.unwrap().to.x - 380.0).abs() < 0.1);
    }
}
