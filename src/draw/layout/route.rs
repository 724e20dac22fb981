//! Curves from entity to words to entity. Each half of an arrow bends the way that meets the fewest foreign
//! boxes and other arrows; where nothing is in the way, both halves make one smooth curve.

use crate::draw::layout::geometry::{Curve, Frame, Point, cross, float, point};
use crate::draw::layout::{Route, Task, WIDEST};

/// How far a half may bend aside, in parts of its length.
const BENDS: [f64; 9] = [0.0, 0.12, -0.12, 0.25, -0.25, 0.4, -0.4, 0.6, -0.6];
const PASSES: usize = 3;
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
    let mut halves: Vec<[Half; 2]> = (0..task.arrows.len())
        .map(|arrow| smooth(task, places, arrow))
        .collect();
    for _ in 0..PASSES {
        for arrow in 0..halves.len() {
            let [from, to] = task.arrows[arrow];
            for side in (0..2).filter(|_| from != to) {
                let half = halves[arrow][side];
                halves[arrow][side].curve = best(task, places, &halves, arrow, half);
            }
        }
    }
    halves
        .iter()
        .map(|pair| visible(task, places, pair))
        .collect()
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

fn best(task: &Task, places: &[Point], halves: &[[Half; 2]], arrow: usize, half: Half) -> Curve {
    let [from, to] = [places[half.entity], places[half.words]];
    let way = to - from;
    let bent = BENDS.iter().map(|bend| Curve {
        from,
        towards: (from + to) * 0.5 + way.left() * *bend,
        to,
    });
    // The curve that is there comes first, so it stays where nothing is better.
    let candidates = std::iter::once(half.curve).chain(bent);
    let rate = |curve: Curve| {
        let bow = (curve.towards - (from + to) * 0.5).length();
        let worst = trouble(task, places, halves, arrow, Half { curve, ..half });
        worst + bow * 0.01
    };
    let rated = candidates.map(|curve| (rate(curve), curve));
    rated
        .min_by(|one, two| one.0.total_cmp(&two.0))
        .map_or(half.curve, |(_, curve)| curve)
}

/// What a half would run through: boxes that are not its own, and other arrows.
fn trouble(task: &Task, places: &[Point], halves: &[[Half; 2]], arrow: usize, half: Half) -> f64 {
    let points = polyline(half.curve);
    let bounds = bounds(&points);
    let mut trouble = beyond(bounds) * 4.0;
    for thing in 0..places.len() {
        let frame = task.frame(thing, places).grown(MARGIN);
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
    for (number, others) in halves.iter().enumerate() {
        for other in others.iter().filter(|_| number != arrow) {
            if !bounds.overlaps(hull(other.curve)) {
                continue;
            }
            trouble += 15.0
                * float(crossings(
                    task,
                    places,
                    &points,
                    &polyline(other.curve),
                    [half.entity, other.entity],
                ));
        }
    }
    trouble
}

/// How far a curve leaves the widest picture.
fn beyond(bounds: Frame) -> f64 {
    (bounds.highest().x.max(-bounds.lowest().x) - WIDEST * 0.5 - MARGIN).max(0.0)
}

/// Crossings of two curves, those inside an entity that both come from aside.
fn crossings(
    task: &Task,
    places: &[Point],
    one: &[Point],
    two: &[Point],
    from: [usize; 2],
) -> usize {
    let mut count = 0;
    for a in one.windows(2) {
        for b in two.windows(2) {
            let is_hidden = from.iter().any(|&entity| {
                task.holds(entity, places[entity], a[0]) && task.holds(entity, places[entity], b[0])
            });
            if !is_hidden && cross(a[0], a[1], b[0], b[1]) {
                count += 1;
            }
        }
    }
    count
}

fn hull(curve: Curve) -> Frame {
    bounds(&[curve.from, curve.towards, curve.to])
}

fn bounds(points: &[Point]) -> Frame {
    let dots = points.iter().map(|place| Frame::around(*place, *place));
    dots.reduce(Frame::joined)
        .unwrap_or(Frame::around(Point::default(), Point::default()))
}

/// A curve as a row of points.
pub(super) fn polyline(curve: Curve) -> Vec<Point> {
    (0..=N_PIECES)
        .map(|step| curve.at(float(step) / float(N_PIECES)))
        .collect()
}

/// What is to be seen: from the border of the entity to that of the words, and on.
fn visible(task: &Task, places: &[Point], pair: &[Half; 2]) -> Route {
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
