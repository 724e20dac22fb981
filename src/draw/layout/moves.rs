//! What may be tried to make a picture better: things, and what hangs on them, go elsewhere.

use crate::draw::layout::Task;
use crate::draw::layout::branch::{Branch, branches};
use crate::draw::layout::geometry::{Point, float, point};
use crate::draw::layout::random::Random;
use std::collections::BTreeMap;

/// How much of a line a branch that is hung anew shows: at least, and how much more it may be.
const SEEN: f64 = 23.0;
const MORE: f64 = 14.0;
/// How much longer it may be for each arrow that its anchor has.
const CROWD: f64 = 6.0;
/// Half the room between words beside each other.
const BESIDE: f64 = 4.0;
/// An entity with more arrows than that does not take their words along.
const MOST_TAKEN: usize = 4;

/// What can move, and how it belongs together.
pub(super) struct Moves<'a> {
    task: &'a Task,
    branches: Vec<Option<Branch>>,
    /// The arrows of each entity.
    arrows: Vec<Vec<usize>>,
    /// For each entity the other things that it is joined with, if those are not most of the picture.
    islands: Vec<Vec<usize>>,
}

/// Things with the places that they are to have.
pub(super) type Change = Vec<(usize, Point)>;

impl<'a> Moves<'a> {
    pub(super) fn new(task: &'a Task, components: &[Vec<usize>]) -> Self {
        let mut arrows = vec![Vec::new(); task.n_entities()];
        for (arrow, &[from, to]) in task.arrows.iter().enumerate() {
            arrows[from].push(arrow);
            if to != from {
                arrows[to].push(arrow);
            }
        }
        let mut islands = vec![Vec::new(); task.n_entities()];
        for component in components {
            if component.len() * 3 < task.halves.len() {
                for &thing in component.iter().filter(|thing| **thing < task.n_entities()) {
                    islands[thing].clone_from(component);
                }
            }
        }
        Self {
            task,
            branches: branches(task),
            arrows,
            islands,
        }
    }

    /// A change about one thing; `step` is how far a thing may jump, `left` the part of the work still to do.
    pub(super) fn propose(
        &self,
        thing: usize,
        places: &[Point],
        (step, left): (f64, f64),
        random: &mut Random,
        change: &mut Change,
    ) {
        change.clear();
        self.think(thing, places, (step, left), random, change);
        // While the words are not there yet, only entities move.
        change.retain(|(thing, _)| *thing < places.len());
    }

    fn think(
        &self,
        thing: usize,
        places: &[Point],
        (step, left): (f64, f64),
        random: &mut Random,
        change: &mut Change,
    ) {
        let jump = point(random.signed() * step, random.signed() * step);
        let choice = random.unit();
        if let Some(arrow) = thing.checked_sub(self.task.n_entities()) {
            let ends = self.task.arrows[arrow];
            let place = if choice < 0.3 {
                self.between(ends, places) + jump * 0.2
            } else if choice < 0.5 {
                // Along its way, towards one of the ends.
                let end = places[ends[usize::from(choice < 0.4)]];
                places[thing] + (end - places[thing]) * (random.unit() * 0.5)
            } else {
                places[thing] + jump
            };
            change.push((thing, place));
            return;
        }
        if !self.islands[thing].is_empty() && choice < 0.15 {
            shift(&self.islands[thing], places, jump * 2.0, change);
        } else if choice < 0.20 * left {
            self.swap(thing, random.below(self.task.n_entities()), places, change);
        } else if let Some(branch) = self.branches[thing].as_ref().filter(|_| choice < 0.6) {
            self.swing(branch, places, left, random, change);
        } else {
            self.jump(thing, places, jump, (choice, left), change);
        }
    }

    /// First places for the words of all arrows: those of one pair beside each other.
    pub(super) fn words(&self, places: &[Point]) -> Vec<Point> {
        let mut rows: BTreeMap<[usize; 2], Vec<usize>> = BTreeMap::new();
        for (arrow, &[from, to]) in self.task.arrows.iter().enumerate() {
            let row = rows.entry([from.min(to), from.max(to)]).or_default();
            row.push(self.task.words(arrow));
        }
        let n_entities = self.task.n_entities();
        let mut found = vec![Point::default(); self.task.arrows.len()];
        for ([one, two], row) in rows {
            let aside = (places[two] - places[one]).unit().left();
            let middle = self.between([one, two], places);
            self.row(&row, middle, aside, |words, place| {
                found[words - n_entities] = place;
            });
        }
        found
    }

    /// The middle of what is to be seen of the way from one entity to another.
    fn between(&self, [from, to]: [usize; 2], places: &[Point]) -> Point {
        let direction = (places[to] - places[from]).unit();
        let start = places[from] + direction * self.task.reach(from, direction);
        let end = places[to] - direction * self.task.reach(to, direction);
        (start + end) * 0.5
    }

    /// An entity alone, with the words of its arrows, or with what hangs on it.
    fn jump(
        &self,
        thing: usize,
        places: &[Point],
        jump: Point,
        (choice, left): (f64, f64),
        change: &mut Change,
    ) {
        if let Some(branch) = self.branches[thing].as_ref().filter(|_| choice < 0.8) {
            shift(&branch.things, places, jump, change);
            shift(&branch.between, places, jump * 0.5, change);
            return;
        }
        change.push((thing, places[thing] + jump));
        let arrows = &self.arrows[thing];
        if (arrows.len() <= MOST_TAKEN || left > 0.3) && choice < 0.9 {
            let words: Vec<usize> = arrows.iter().map(|arrow| self.task.words(*arrow)).collect();
            shift(&words, places, jump * 0.5, change);
        }
    }

    /// Two entities change places, and their words go to the middle of their new ways.
    fn swap(&self, one: usize, two: usize, places: &[Point], change: &mut Change) {
        let at = |entity: usize| match entity {
            _ if entity == one => places[two],
            _ if entity == two => places[one],
            _ => places[entity],
        };
        change.push((one, places[two]));
        if one == two {
            return;
        }
        change.push((two, places[one]));
        for entity in [one, two] {
            for &arrow in &self.arrows[entity] {
                let words = self.task.words(arrow);
                if change.iter().all(|(thing, _)| *thing != words) {
                    let [from, to] = self.task.arrows[arrow].map(at);
                    change.push((words, (from + to) * 0.5));
                }
            }
        }
    }

    /// A branch is hung on its anchor in another direction, as near as can be.
    fn swing(
        &self,
        branch: &Branch,
        places: &[Point],
        left: f64,
        random: &mut Random,
        change: &mut Change,
    ) {
        let anchor = places[branch.anchor];
        let old = (places[branch.root] - anchor).unit();
        let turn = random.signed() * (0.3 + left);
        // A turn without sine and cosine: twice the angle whose tangent is `turn`.
        let direction = (old * (1.0 - turn * turn) + old.left() * (2.0 * turn)).unit();
        let reach = |thing| self.task.reach(thing, direction);
        let words = branch.between.iter().map(|words| reach(*words));
        let words = words.fold(0.0, f64::max);
        // About a crowded anchor there is room only further out.
        let crowd = float(self.arrows[branch.anchor].len()) * CROWD;
        let (near, far) = (random.unit(), random.unit());
        let middle = SEEN + near * MORE + far * far * crowd + reach(branch.anchor) + words;
        let root = middle + words + SEEN + random.unit() * MORE + reach(branch.root);
        let middle = anchor + direction * middle;
        let root = anchor + direction * root;
        self.row(&branch.between, middle, direction.left(), |words, place| {
            change.push((words, place));
        });
        // Half of the time what is further out turns too.
        let (along, aside) = if random.unit() < 0.5 {
            (direction.dot(old), direction.dot(old.left()))
        } else {
            (1.0, 0.0)
        };
        let old_root = places[branch.root];
        let there = branch.things.iter().filter(|thing| **thing < places.len());
        change.extend(there.map(|&thing| {
            let way = places[thing] - old_root;
            (thing, root + way * along + way.left() * aside)
        }));
    }

    /// Words of several arrows beside each other, across their way.
    fn row(&self, words: &[usize], middle: Point, aside: Point, mut set: impl FnMut(usize, Point)) {
        let wide = |words: usize| self.task.reach(words, aside) + BESIDE;
        let mut at = -words.iter().map(|words| wide(*words)).sum::<f64>();
        for &words in words {
            at += wide(words);
            set(words, middle + aside * at);
            at += wide(words);
        }
    }
}

fn shift(things: &[usize], places: &[Point], by: Point, change: &mut Change) {
    let there = things.iter().filter(|thing| **thing < places.len());
    change.extend(there.map(|&thing| (thing, places[thing] + by)));
}
