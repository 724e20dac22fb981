//! What an eye minds about straight lines between boxes, for some things at a time, so that one move is soon
//! judged.

use crate::draw::layout::geometry::{Frame, Point, cross, point, reach};
use crate::draw::layout::near::Near;
use crate::draw::layout::scene::Scene;

/// Two lines that leave an entity in nearly one direction are hard to tell apart: the cosine from which on.
const NARROW: f64 = 0.96;

const OVERLAP: f64 = 80.0;
const ANGLE: f64 = 12.0;
const KINK: f64 = 26.0;
const OUTSIDE: f64 = 1.5;

pub(super) struct Costs<'a> {
    scene: &'a Scene,
    places: Vec<Point>,
    /// Of each line, the way from its first end to its second with length 1, and its length.
    ways: Vec<(Point, f64)>,
    /// The lines that end at each thing.
    ending: Vec<Vec<usize>>,
    near_boxes: Near,
    near_lines: Near,
    /// What [`Costs::of`] is looking at, by the number of the look.
    look: u32,
    things_seen: Vec<u32>,
    lines_seen: Vec<u32>,
    found: Vec<usize>,
    own_lines: Vec<usize>,
    n_compared: usize,
}

impl<'a> Costs<'a> {
    pub(super) fn new(scene: &'a Scene, places: &[Point]) -> Self {
        let mut ending = vec![Vec::new(); places.len()];
        for (number, line) in scene.lines.iter().enumerate() {
            for end in line.ends {
                ending[end].push(number);
            }
        }
        let reach = scene.goal * 1.2;
        let n_lines = scene.lines.len();
        let mut costs = Self {
            scene,
            ways: vec![(Point::default(), 0.0); n_lines],
            places: places.to_vec(),
            near_boxes: Near::new(places.len(), reach),
            near_lines: Near::new(n_lines, reach),
            look: 0,
            things_seen: vec![0; places.len()],
            lines_seen: vec![0; n_lines],
            found: Vec::new(),
            own_lines: Vec::new(),
            n_compared: 0,
            ending,
        };
        let all: Vec<(usize, Point)> = places.iter().copied().enumerate().collect();
        costs.put(&all);
        costs
    }

    pub(super) fn places(&self) -> &[Point] {
        &self.places
    }

    pub(super) fn into_places(self) -> Vec<Point> {
        self.places
    }

    /// Moves things to other places.
    pub(super) fn put(&mut self, change: &[(usize, Point)]) {
        for &(thing, place) in change {
            self.places[thing] = place;
            let frame = self.frame(thing);
            self.near_boxes.put(thing, frame);
        }
        for &(thing, _) in change {
            for &number in &self.ending[thing] {
                let [from, to] = self.ends(number);
                let length = (to - from).length();
                self.ways[number] = ((to - from).unit(), length);
                let thick = self.scene.lines[number].thick;
                self.near_lines
                    .put(number, Frame::spanned(from, to).grown(thick));
            }
        }
    }

    pub(super) fn total(&mut self) -> f64 {
        let all: Vec<usize> = (0..self.places.len()).collect();
        self.of(&all, f64::INFINITY)
    }

    /// How many pairs have been compared so far: what it costs to judge moves.
    pub(super) fn n_compared(&self) -> usize {
        self.n_compared
    }

    /// All that some things and the lines that end at them are to blame for; each fault counts once. What is
    /// more than `most` is not counted to its end.
    pub(super) fn of(&mut self, things: &[usize], most: f64) -> f64 {
        let mut lines = std::mem::take(&mut self.own_lines);
        self.look_at(things, &mut lines);
        let cost = self.weigh(things, &lines, most);
        self.own_lines = lines;
        cost
    }

    fn look_at(&mut self, things: &[usize], lines: &mut Vec<usize>) {
        self.look += 1;
        lines.clear();
        for &thing in things {
            self.things_seen[thing] = self.look;
            for &number in &self.ending[thing] {
                if self.lines_seen[number] != self.look {
                    self.lines_seen[number] = self.look;
                    lines.push(number);
                    let ends = self.scene.lines[number].ends;
                    self.n_compared += ends.map(|end| self.ending[end].len()).iter().sum::<usize>();
                }
            }
        }
    }

    fn weigh(&mut self, things: &[usize], lines: &[usize], most: f64) -> f64 {
        let mut cost = 0.0;
        for &number in lines {
            cost += self.length(number) + self.angles(number) + self.kink(number);
        }
        // The dearer the question, the later it is put.
        for &thing in things {
            cost += self.outside(thing) + self.overlaps(thing);
            if cost > most {
                return cost;
            }
        }
        for &number in lines {
            cost += self.hits(number) + self.crossings(number);
            if cost > most {
                return cost;
            }
        }
        for &thing in things {
            cost += self.hits_by_others(thing);
        }
        cost
    }

    #[inline]
    fn frame(&self, thing: usize) -> Frame {
        Frame {
            center: self.places[thing],
            half: self.scene.roomy[thing],
        }
    }

    #[inline]
    fn ends(&self, line: usize) -> [Point; 2] {
        self.scene.lines[line].ends.map(|end| self.places[end])
    }

    fn outside(&self, thing: usize) -> f64 {
        let (place, half) = (self.places[thing], self.scene.halves[thing]);
        let over = |place: f64, half: f64, goal: f64| {
            let over = (place.abs() + half - goal).max(0.0);
            over * OUTSIDE + over * over * 0.02
        };
        over(place.x, half.x, self.scene.goal.x) + over(place.y, half.y, self.scene.goal.y)
    }

    fn overlaps(&mut self, thing: usize) -> f64 {
        let frame = self.frame(thing);
        let mut found = std::mem::take(&mut self.found);
        self.near_boxes
            .about(self.near_boxes.spans(thing), &mut found);
        let mut cost = 0.0;
        for &other in &found {
            // Of two things that are both looked at, the later one counts.
            if other != thing && (other < thing || self.things_seen[other] != self.look) {
                cost += overlap(frame, self.frame(other));
            }
        }
        self.n_compared += found.len();
        self.found = found;
        cost
    }

    /// Lines of things that are not looked at, through one that is.
    fn hits_by_others(&mut self, thing: usize) -> f64 {
        let frame = self.frame(thing);
        let mut found = std::mem::take(&mut self.found);
        self.near_lines
            .about(self.near_boxes.spans(thing), &mut found);
        let others = found
            .iter()
            .filter(|line| self.lines_seen[**line] != self.look);
        let cost = others.map(|&line| self.hit(line, frame)).sum();
        self.n_compared += found.len();
        self.found = found;
        cost
    }

    /// What one line runs through.
    fn hits(&mut self, number: usize) -> f64 {
        let own = self.scene.lines[number].ends;
        let mut found = std::mem::take(&mut self.found);
        self.near_boxes
            .about(self.near_lines.spans(number), &mut found);
        let foreign = found.iter().filter(|thing| !own.contains(thing));
        let cost = foreign
            .map(|&thing| self.hit(number, self.frame(thing)))
            .sum();
        self.n_compared += found.len();
        self.found = found;
        cost
    }

    #[inline]
    fn hit(&self, number: usize, frame: Frame) -> f64 {
        let frame = frame.grown(self.scene.lines[number].thick);
        let [from, to] = self.ends(number);
        if misses(from.x, to.x, frame.center.x, frame.half.x)
            || misses(from.y, to.y, frame.center.y, frame.half.y)
        {
            return 0.0;
        }
        let inside = frame.inside(from, to);
        if inside > 0.0 {
            self.scene.hit + inside.min(60.0)
        } else {
            0.0
        }
    }

    /// What one line runs across.
    fn crossings(&mut self, number: usize) -> f64 {
        let own = self.scene.lines[number].ends;
        let [a, b] = self.ends(number);
        let mut found = std::mem::take(&mut self.found);
        self.near_lines
            .about(self.near_lines.spans(number), &mut found);
        let mut cost = 0.0;
        for &other in &found {
            if other >= number && self.lines_seen[other] == self.look {
                continue;
            }
            let ends = self.scene.lines[other].ends;
            if ends.iter().any(|end| own.contains(end)) {
                continue;
            }
            let [c, d] = self.ends(other);
            if cross(a, b, c, d) {
                cost += self.scene.crossing;
            }
        }
        self.n_compared += found.len();
        self.found = found;
        cost
    }

    /// Lines of other arrows that leave an entity beside this one.
    fn angles(&self, number: usize) -> f64 {
        let line = &self.scene.lines[number];
        let is_entity = |end: &usize| *end < self.scene.n_entities;
        line.ends
            .into_iter()
            .filter(is_entity)
            .map(|end| self.angles_at(end, number))
            .sum()
    }

    fn angles_at(&self, entity: usize, number: usize) -> f64 {
        let direction = self.away_from(entity, number);
        let mut cost = 0.0;
        for &other in &self.ending[entity] {
            if other >= number && self.lines_seen[other] == self.look
                || self.scene.lines[other].arrow == self.scene.lines[number].arrow
            {
                continue;
            }
            let cosine = direction.dot(self.away_from(entity, other));
            if cosine > NARROW {
                cost += (cosine - NARROW) * (ANGLE / (1.0 - NARROW));
            }
        }
        cost
    }

    #[inline]
    fn away_from(&self, entity: usize, line: usize) -> Point {
        let (direction, _) = self.ways[line];
        if self.scene.lines[line].ends[0] == entity {
            direction
        } else {
            direction * -1.0
        }
    }

    /// Too little to see, or more than needed.
    fn length(&self, number: usize) -> f64 {
        let line = &self.scene.lines[number];
        let (direction, length) = self.ways[number];
        let [one, two] = line
            .ends
            .map(|end| reach(self.scene.halves[end], direction));
        let words = reach(line.words, direction) * 2.0;
        let seen = length - one - two - words;
        if seen < line.least {
            (line.least - seen) * 1.6
        } else {
            let over = (seen - line.enough).max(0.0);
            over * 0.10 + over * over * 0.0004
        }
    }

    /// How far an arrow turns at its words; told at the first of its lines that is looked at.
    fn kink(&self, number: usize) -> f64 {
        let first = number & !1;
        let [one, two] = [first, first + 1];
        let is_told = number != first && self.lines_seen[first] == self.look;
        if !self.scene.is_whole || is_told {
            return 0.0;
        }
        if self.scene.lines[one].ends[0] == self.scene.lines[two].ends[1] {
            return 0.0;
        }
        (1.0 - self.ways[one].0.dot(self.ways[two].0)) * KINK
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
