//! What an eye minds about straight lines between boxes, thing by thing, so that one move is soon judged.

use crate::draw::layout::Task;
use crate::draw::layout::geometry::{Frame, Point, cross, point};

/// The room around entities and around words that others should leave.
const ENTITY_MARGIN: f64 = 8.0;
const WORDS_MARGIN: f64 = 3.5;
/// How much of a line should be seen: at least, and about.
const SHORTEST: f64 = 20.0;
const SHORT: f64 = 34.0;

const OVERLAP: f64 = 80.0;
const HIT: f64 = 60.0;
const CROSSING: f64 = 45.0;
const KINK: f64 = 26.0;
const OUTSIDE: f64 = 1.5;

pub(super) struct Costs<'a> {
    task: &'a Task,
    goal: Point,
    pub(super) places: Vec<Point>,
    segments: Vec<[usize; 2]>,
    /// The segments that end at each thing.
    ending: Vec<Vec<usize>>,
    /// The arrows that each thing takes part in.
    arrows: Vec<Vec<usize>>,
}

impl<'a> Costs<'a> {
    pub(super) fn new(task: &'a Task, places: &[Point]) -> Self {
        let segments: Vec<[usize; 2]> = task.segments().collect();
        let mut ending = vec![Vec::new(); places.len()];
        for (number, ends) in segments.iter().enumerate() {
            for end in ends {
                ending[*end].push(number);
            }
        }
        let mut arrows = vec![Vec::new(); places.len()];
        for arrow in 0..task.arrows.len() {
            let [from, words, to] = task.stations(arrow);
            for thing in [from, words] {
                arrows[thing].push(arrow);
            }
            if to != from {
                arrows[to].push(arrow);
            }
        }
        Self {
            task,
            goal: task.goal(),
            places: places.to_vec(),
            segments,
            ending,
            arrows,
        }
    }

    /// The words of the arrows that an entity takes part in.
    pub(super) fn words_of(&self, entity: usize) -> impl Iterator<Item = usize> {
        self.arrows[entity]
            .iter()
            .map(|arrow| self.task.words(*arrow))
    }

    pub(super) fn n_arrows(&self, thing: usize) -> usize {
        self.arrows[thing].len()
    }

    pub(super) fn total(&self) -> f64 {
        (0..self.places.len()).map(|thing| self.of(thing)).sum()
    }

    /// All that one thing and the lines that end at it are to blame for.
    pub(super) fn of(&self, thing: usize) -> f64 {
        let mut cost = self.outside(thing);
        let frame = self.frame(thing);
        for other in (0..self.places.len()).filter(|other| *other != thing) {
            cost += overlap(frame, self.frame(other));
        }
        for (number, ends) in self.segments.iter().enumerate() {
            if !ends.contains(&thing) {
                cost += self.hit(number, frame);
            }
        }
        for &segment in &self.ending[thing] {
            cost += self.length(segment) + self.line(segment);
        }
        for &arrow in &self.arrows[thing] {
            cost += self.kink(arrow);
        }
        cost
    }

    fn frame(&self, thing: usize) -> Frame {
        let margin = if thing < self.task.n_entities() {
            ENTITY_MARGIN
        } else {
            WORDS_MARGIN
        };
        self.task.frame(thing, &self.places).grown(margin)
    }

    fn ends(&self, segment: usize) -> [Point; 2] {
        self.segments[segment].map(|end| self.places[end])
    }

    fn outside(&self, thing: usize) -> f64 {
        let (place, half) = (self.places[thing], self.task.halves[thing]);
        let over = |place: f64, half: f64, goal: f64| {
            let over = (place.abs() + half - goal).max(0.0);
            over * OUTSIDE + over * over * 0.02
        };
        over(place.x, half.x, self.goal.x) + over(place.y, half.y, self.goal.y)
    }

    fn hit(&self, segment: usize, frame: Frame) -> f64 {
        let [from, to] = self.ends(segment);
        if misses(from.x, to.x, frame.center.x, frame.half.x)
            || misses(from.y, to.y, frame.center.y, frame.half.y)
        {
            return 0.0;
        }
        let inside = frame.inside(from, to);
        if inside > 0.0 {
            HIT * 0.5 + inside.min(60.0)
        } else {
            0.0
        }
    }

    /// What one line runs through and across.
    fn line(&self, segment: usize) -> f64 {
        let mut cost = 0.0;
        let own = self.segments[segment];
        for thing in (0..self.places.len()).filter(|thing| !own.contains(thing)) {
            cost += self.hit(segment, self.frame(thing));
        }
        let [a, b] = self.ends(segment);
        let (low, high) = (
            point(a.x.min(b.x), a.y.min(b.y)),
            point(a.x.max(b.x), a.y.max(b.y)),
        );
        for (other, ends) in self.segments.iter().enumerate() {
            let [c, d] = self.ends(other);
            let is_far = c.x.max(d.x) < low.x
                || c.x.min(d.x) > high.x
                || c.y.max(d.y) < low.y
                || c.y.min(d.y) > high.y;
            if is_far || ends.iter().any(|end| own.contains(end)) {
                continue;
            }
            if cross(a, b, c, d) {
                cost += CROSSING;
            }
        }
        cost
    }

    /// Too little to see, or more than needed.
    fn length(&self, segment: usize) -> f64 {
        let [one, two] = self.segments[segment];
        let way = self.places[two] - self.places[one];
        let direction = way.unit();
        let reach = |thing| self.task.frame(thing, &self.places).reach(direction);
        let seen = way.length() - reach(one) - reach(two);
        if seen < SHORTEST {
            (SHORTEST - seen) * 1.6
        } else {
            let over = (seen - SHORT).max(0.0);
            over * 0.10 + over * over * 0.0004
        }
    }

    /// How far an arrow turns at its words.
    fn kink(&self, arrow: usize) -> f64 {
        let [from, words, to] = self.task.stations(arrow);
        if from == to {
            return 0.0;
        }
        let [from, words, to] = [from, words, to].map(|thing| self.places[thing]);
        let straightness = (words - from).unit().dot((to - words).unit());
        (1.0 - straightness) * KINK
    }
}

/// Whether a stretch from one number to another is off another stretch.
fn misses(from: f64, to: f64, center: f64, half: f64) -> bool {
    from.max(to) <= center - half || from.min(to) >= center + half
}

fn overlap(one: Frame, two: Frame) -> f64 {
    let (apart, reach) = (one.center - two.center, one.half + two.half);
    let missing = point(reach.x - apart.x.abs(), reach.y - apart.y.abs());
    if missing.x <= 0.0 || missing.y <= 0.0 {
        return 0.0;
    }
    OVERLAP * 0.25 + OVERLAP * 0.1 * missing.x.min(missing.y)
}
