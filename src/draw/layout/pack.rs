//! Components turned so that they are wide rather than high, and set into the gaps that the larger ones leave:
//! Freivalds, Doğrusöz, Kikusts, "Disconnected Graph Layout and the Polyomino Packing Approach" (2002).

use crate::draw::layout::Task;
use crate::draw::layout::geometry::{Frame, Point, float, point};
use crate::order::CompactSort;

/// The room around the boxes of a component, and around its lines.
const ROOM: f64 = 10.0;
const LINE_ROOM: f64 = 7.0;
/// More things that nothing joins than that make a table, with so much room between them.
const MOST_ALONE: usize = 6;
const BETWEEN: f64 = 16.0;
/// Width and height of the cells that components are made of.
const CELL: f64 = 8.0;
/// Places for a component are looked for in bands so wide, in parts of the picture that is wanted.
const BAND: f64 = 0.02;
/// Lines cover many cells over and over: beyond so many, doubles are thrown away before the end.
const SOME_CELLS: usize = 100_000;

/// One place for each thing: the largest group in the middle, the others where they are nearest to it. Things
/// that nothing joins make a table if they are many.
pub(super) fn pack(task: &Task, groups: &[(&[usize], Vec<Point>)]) -> Vec<Point> {
    let alone: Vec<usize> = groups
        .iter()
        .filter_map(|(things, _)| match things {
            [thing] => Some(*thing),
            _ => None,
        })
        .collect();
    let mut order: Vec<(&[usize], Vec<Point>)> = groups.to_vec();
    if alone.len() > MOST_ALONE {
        order.retain(|(things, _)| things.len() > 1);
    }
    // Stable, so groups of one size stay in the order of their first members.
    order.order_by_key(|(things, _)| std::cmp::Reverse(things.len()));
    if alone.len() > MOST_ALONE {
        order.push((&alone, table(task, &alone)));
    }
    let mut all = vec![Point::default(); task.halves.len()];
    let mut board = Board::new(task, groups);
    for (things, places) in order {
        let shift = board.set(task, things, &places);
        for (&thing, &place) in things.iter().zip(&places) {
            all[thing] = place + shift;
        }
    }
    all
}

/// Rows and columns, in reading order, about as wide by high as is wanted.
fn table(task: &Task, things: &[usize]) -> Vec<Point> {
    let goal = task.goal();
    let half = |thing: &usize| task.halves[*thing];
    let widest = things.iter().map(|thing| half(thing).x).fold(0.0, f64::max);
    let step = widest * 2.0 + BETWEEN;
    let height: f64 = things
        .iter()
        .map(|thing| half(thing).y * 2.0 + BETWEEN)
        .sum();
    let n_columns = (height / step * goal.x / goal.y)
        .sqrt()
        .min(goal.x * 2.0 / step);
    let n_columns = usize::try_from(whole_part(n_columns)).unwrap_or(1).max(1);
    let mut places = Vec::new();
    let mut top = 0.0;
    for row in things.chunks(n_columns) {
        let high = row.iter().map(|thing| half(thing).y).fold(0.0, f64::max);
        let columns = 0..row.len();
        places.extend(columns.map(|column| point(float(column) * step, top + high)));
        top += high * 2.0 + BETWEEN;
    }
    places
}

/// The cells that are taken, about the middle.
struct Board {
    goal: Point,
    /// Columns and rows on each side of the middle.
    reach: [isize; 2],
    taken: Vec<bool>,
    is_empty: bool,
}

/// A component as cells, counted from the middle of its frame.
struct Shape {
    half: Point,
    cells: Vec<[isize; 2]>,
}

impl Board {
    fn new(task: &Task, groups: &[(&[usize], Vec<Point>)]) -> Self {
        let goal = task.goal();
        // Enough for all groups in one row or column would be too much; the frames laid down diagonally fit.
        let mut reach = goal;
        for (things, places) in groups {
            let half = bounds(task, things, places).half + point(ROOM * 2.0, ROOM * 2.0);
            let growth = (half.x * half.y * 4.0) / (goal.x + goal.y);
            reach = point(reach.x.max(half.x), reach.y.max(half.y)) + point(growth, growth);
        }
        let reach = [cell(reach.x) + 1, cell(reach.y) + 1];
        let n_cells = (reach[0] * 2 + 1) * (reach[1] * 2 + 1);
        Self {
            goal,
            reach,
            taken: vec![false; usize::try_from(n_cells).unwrap_or(0)],
            is_empty: true,
        }
    }

    /// Finds the place for a group, takes its cells, and tells how far the group is to be shifted.
    fn set(&mut self, task: &Task, things: &[usize], places: &[Point]) -> Point {
        let middle = bounds(task, things, places).center;
        let shape = shape(task, things, places);
        let [column, row] = if self.is_empty {
            [0, 0]
        } else {
            self.nearest(&shape)
        };
        self.is_empty = false;
        for cell in &shape.cells {
            if let Some(place) = self.position([cell[0] + column, cell[1] + row]) {
                self.taken[place] = true;
            }
        }
        point(whole(column) * CELL, whole(row) * CELL) - middle
    }

    /// The place of the least price where a shape fits, looked for from the middle outwards: most components find one
    /// long before the end of the board.
    fn nearest(&self, shape: &Shape) -> [isize; 2] {
        let farthest = self.price(shape, self.reach);
        let mut low = 0.0;
        while low <= farthest {
            let mut band = self.band(shape, low, low + BAND);
            // Of equal prices the first column, then the first row.
            band.order_by(|(one, at), (two, beside)| one.total_cmp(two).then(at.cmp(beside)));
            let found = band.into_iter().find(|(_, place)| self.fits(shape, *place));
            if let Some((_, place)) = found {
                return place;
            }
            low += BAND;
        }
        [0, 0]
    }

    /// The places with a price from `low` on, below `high`.
    fn band(&self, shape: &Shape, low: f64, high: f64) -> Vec<(f64, [isize; 2])> {
        let mut places = Vec::new();
        for column in -self.reach[0]..=self.reach[0] {
            // Prices grow with the distance from the middle row.
            let first_from = |price: f64| {
                let (mut low, mut high) = (0, self.reach[1] + 1);
                while low < high {
                    let middle = isize::midpoint(low, high);
                    if self.price(shape, [column, middle]) < price {
                        low = middle + 1;
                    } else {
                        high = middle;
                    }
                }
                low
            };
            for away in first_from(low)..first_from(high) {
                let price = self.price(shape, [column, away]);
                places.push((price, [column, away]));
                if away > 0 {
                    places.push((price, [column, -away]));
                }
            }
        }
        places
    }

    /// How far out a shape lies, by the picture that is wanted.
    fn price(&self, shape: &Shape, [column, row]: [isize; 2]) -> f64 {
        let away = point(
            (whole(column).abs() * CELL + shape.half.x) / self.goal.x,
            (whole(row).abs() * CELL + shape.half.y) / self.goal.y,
        );
        away.x.max(away.y) + (away.x + away.y) * 0.1
    }

    fn fits(&self, shape: &Shape, [column, row]: [isize; 2]) -> bool {
        shape.cells.iter().all(|cell| {
            let place = self.position([cell[0] + column, cell[1] + row]);
            place.is_some_and(|place| !self.taken[place])
        })
    }

    fn position(&self, [column, row]: [isize; 2]) -> Option<usize> {
        let [columns, rows] = self.reach;
        if column.abs() > columns || row.abs() > rows {
            return None;
        }
        usize::try_from((row + rows) * (columns * 2 + 1) + column + columns).ok()
    }
}

fn shape(task: &Task, things: &[usize], places: &[Point]) -> Shape {
    let frame = bounds(task, things, places);
    let mut place_of = std::collections::BTreeMap::new();
    let mut cells = Vec::new();
    let mut most = SOME_CELLS;
    for (&thing, &place) in things.iter().zip(places) {
        let center = place - frame.center;
        place_of.insert(thing, center);
        let half = task.halves[thing] + point(ROOM, ROOM);
        cover(Frame { center, half }, &mut cells);
    }
    for [one, two] in task.segments() {
        let (Some(&from), Some(&to)) = (place_of.get(&one), place_of.get(&two)) else {
            continue;
        };
        let way = to - from;
        let n_steps = usize::try_from(cell(way.length())).unwrap_or(0) + 1;
        for step in 0..=n_steps {
            let center = from + way * (float(step) / float(n_steps));
            let half = point(LINE_ROOM, LINE_ROOM);
            cover(Frame { center, half }, &mut cells);
        }
        if cells.len() > most {
            cells.sort_unstable();
            cells.dedup();
            most = cells.len() * 2 + SOME_CELLS;
        }
    }
    cells.sort_unstable();
    cells.dedup();
    Shape {
        half: frame.half,
        cells,
    }
}

fn cover(frame: Frame, cells: &mut Vec<[isize; 2]>) {
    let (low, high) = (frame.lowest(), frame.highest());
    for column in cell(low.x)..=cell(high.x) {
        for row in cell(low.y)..=cell(high.y) {
            cells.push([column, row]);
        }
    }
}

/// The cell that a coordinate lies in; the middle of the picture is the middle of cell 0.
fn cell(at: f64) -> isize {
    whole_part((at / CELL).round())
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "pictures have fewer than 2^31 cells"
)]
fn whole_part(value: f64) -> isize {
    value as isize
}

fn whole(number: isize) -> f64 {
    i32::try_from(number).map_or(0.0, f64::from)
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
pub(super) fn turn(task: &Task, things: &[usize], places: &mut [Point]) {
    const STEPS: usize = 12;
    let goal = task.goal();
    let aspect = goal.x / goal.y;
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
