//! What is weighed: boxes with room around them, and lines between them. First the entities alone, an arrow
//! being one line that is long enough for its words; then all, an arrow being a line to its words and one on.

use crate::draw::layout::Task;
use crate::draw::layout::geometry::{Point, point};
use std::collections::BTreeMap;

/// The room around entities and around words that others should leave.
const ENTITY_MARGIN: f64 = 8.0;
const WORDS_MARGIN: f64 = 4.0;
/// The same while the words are not there yet.
const ROUGH_MARGIN: f64 = 16.0;
/// What a line through an entity costs while there are no words.
const HIT: f64 = 100.0;
/// How much room an arrow needs beside another of the same pair.
const BESIDE: f64 = 14.0;
/// How much of a line should be seen: at least, and about.
const SHORTEST: f64 = 22.0;
const SHORT: f64 = 30.0;

pub(super) struct Scene {
    pub(super) n_entities: usize,
    /// Half the width and height of each thing.
    pub(super) halves: Vec<Point>,
    /// The same with the room that others should leave.
    pub(super) roomy: Vec<Point>,
    pub(super) lines: Vec<Line>,
    /// Half the width and height of the picture that is wanted.
    pub(super) goal: Point,
    /// The lines of an arrow follow each other, and should run straight on.
    pub(super) is_whole: bool,
    /// What a line through a box costs, and a crossing.
    pub(super) hit: f64,
    pub(super) crossing: f64,
}

/// A straight line between two things.
#[derive(Clone)]
pub(super) struct Line {
    pub(super) ends: [usize; 2],
    /// The arrow that it is a part of.
    pub(super) arrow: usize,
    /// How much of it should be seen: at least, and about.
    pub(super) least: f64,
    pub(super) enough: f64,
    /// The room for words on it.
    pub(super) words: Point,
    /// How much room on each side others should leave, beside what they leave anyway.
    pub(super) thick: f64,
}

impl Scene {
    /// Entities and words.
    pub(super) fn whole(task: &Task, hit: f64, crossing: f64) -> Self {
        let margin = |thing| {
            if thing < task.n_entities() {
                ENTITY_MARGIN
            } else {
                WORDS_MARGIN
            }
        };
        let lines = task.segments().enumerate().map(|(number, ends)| Line {
            ends,
            arrow: number / 2,
            least: SHORTEST,
            enough: SHORT,
            words: Point::default(),
            thick: 0.0,
        });
        Self {
            n_entities: task.n_entities(),
            roomy: grown(&task.halves, margin),
            lines: lines.collect(),
            halves: task.halves.clone(),
            goal: task.goal(),
            is_whole: true,
            hit,
            crossing,
        }
    }

    /// Entities alone; all arrows of a pair are one line.
    pub(super) fn rough(task: &Task, share: f64, crossing: f64) -> Self {
        let mut words: BTreeMap<[usize; 2], (Point, f64)> = BTreeMap::new();
        for (arrow, &[from, to]) in task.arrows.iter().enumerate() {
            if from != to {
                let pair = [from.min(to), from.max(to)];
                let (most, thick) = words.entry(pair).or_insert((Point::default(), -BESIDE));
                let half = task.halves[task.words(arrow)];
                *most = point(most.x.max(half.x), most.y.max(half.y));
                *thick += BESIDE;
            }
        }
        let lines = words
            .into_iter()
            .enumerate()
            .map(|(arrow, (ends, (words, thick)))| Line {
                ends,
                arrow,
                least: SHORTEST * 2.0,
                enough: SHORT * 2.0,
                words,
                thick,
            });
        let halves: Vec<Point> = task.halves[..task.n_entities()]
            .iter()
            .map(|half| *half * share)
            .collect();
        Self {
            n_entities: task.n_entities(),
            roomy: grown(&halves, |_| ROUGH_MARGIN * share),
            lines: lines.collect(),
            halves,
            goal: task.goal(),
            is_whole: false,
            hit: HIT,
            crossing,
        }
    }
}

fn grown(halves: &[Point], margin: impl Fn(usize) -> f64) -> Vec<Point> {
    let halves = halves.iter().enumerate();
    halves
        .map(|(thing, &half)| half + point(margin(thing), margin(thing)))
        .collect()
}
