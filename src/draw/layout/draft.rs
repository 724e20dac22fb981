//! Places for the entities alone, by several ways.

use crate::draw::layout::Task;
use crate::draw::layout::cost::Costs;
use crate::draw::layout::distance;
use crate::draw::layout::embed::{Face, Net};
use crate::draw::layout::geometry::{Point, float, point};
use crate::draw::layout::moves::Moves;
use crate::draw::layout::pack;
use crate::draw::layout::random::Random;
use crate::draw::layout::refine::{Effort, refine};
use crate::draw::layout::scene::Scene;
use crate::draw::layout::spread::spread;
use crate::draw::layout::stress::Pulls;
use crate::order::CompactSort;

/// Entities grow while they spread out of a drawing without crossings: their size at each stage, how dear a
/// crossing is then, and what is done.
const STAGES: [(f64, f64, Effort); 5] = [
    (0.2, 1_000.0, effort(1_000, 300.0, 60.0)),
    (0.4, 1_000.0, effort(200, 80.0, 20.0)),
    (0.6, 1_000.0, effort(200, 80.0, 20.0)),
    (0.8, 1_000.0, effort(200, 80.0, 20.0)),
    (1.0, CROSSING, effort(300, 100.0, 20.0)),
];
/// The same for a drawing by stress.
const BY_STRESS: [(f64, f64, Effort); 1] = [(1.0, CROSSING, effort(1_000, 300.0, 80.0))];
/// What a crossing costs while entities move.
const CROSSING: f64 = 120.0;
/// The same when drafts are compared: what else is wrong is mended more easily later.
const LASTING_CROSSING: f64 = 270.0;

const fn effort(tries: usize, step: f64, threshold: f64) -> Effort {
    Effort {
        tries,
        step,
        threshold,
    }
}

/// Places for the entities, without words.
pub(super) struct Draft {
    /// Tells drafts apart.
    pub(super) seed: u64,
    pub(super) cost: f64,
    pub(super) places: Vec<Point>,
}

/// Drafts, the best first: without crossings if that can be, with one ring of entities or another outermost,
/// and by stress.
pub(super) fn drafts(task: &Task, components: &[Vec<usize>], moves: &Moves<'_>) -> Vec<Draft> {
    let rings: Vec<Vec<Face>> = components.iter().map(|all| faces(task, all)).collect();
    // Where arrows are many, lines cross whatever lies outermost.
    let most = if task.arrows.len() > 2 * task.n_entities() {
        1
    } else {
        2
    };
    let n_rims = rings.iter().map(Vec::len).max().unwrap_or(0).min(most);
    let mut drafts: Vec<Draft> = (0..n_rims)
        .map(|rim| {
            let places = from_rings(task, components, &rings, rim);
            Draft::new(task, moves, places, &STAGES, rim as u64)
        })
        .collect();
    let mut random = Random::new(2);
    let places = from_stress(task, components, &mut random);
    drafts.push(Draft::new(task, moves, places, &BY_STRESS, 2));
    drafts.order_by(|one, two| one.cost.total_cmp(&two.cost));
    drafts
}

impl Draft {
    fn new(
        task: &Task,
        moves: &Moves<'_>,
        mut places: Vec<Point>,
        stages: &[(f64, f64, Effort)],
        seed: u64,
    ) -> Self {
        let mut random = Random::new(seed);
        for &(share, crossing, effort) in stages {
            let scene = Scene::rough(task, share, crossing);
            places = refine(&scene, moves, &places, effort, &mut random);
        }
        let scene = Scene::rough(task, 1.0, LASTING_CROSSING);
        Self {
            cost: Costs::new(&scene, &places).total(),
            seed,
            places,
        }
    }
}

/// The faces that a component can have without crossings, the largest first.
fn faces(task: &Task, component: &[usize]) -> Vec<Face> {
    let n_entities = entities(task, component).len();
    let position = |entity: usize| component.binary_search(&entity).unwrap_or(0);
    let arrows = component[n_entities..].iter();
    let edges = arrows.map(|words| task.arrows[words - task.n_entities()].map(position));
    Net::new(n_entities, edges).faces()
}

/// The entities of a component; they come before its words.
fn entities<'a>(task: &Task, component: &'a [usize]) -> &'a [usize] {
    &component[..component.partition_point(|thing| *thing < task.n_entities())]
}

/// Each component with the face of a number as its rim, as large as its part of the picture.
fn from_rings(
    task: &Task,
    components: &[Vec<usize>],
    rings: &[Vec<Face>],
    rim: usize,
) -> Vec<Point> {
    let goal = task.goal();
    let group = |(component, faces): (&'_ Vec<usize>, &Vec<Face>)| {
        let n_entities = entities(task, component).len();
        let part = (float(component.len()) / float(task.halves.len())).sqrt();
        let places = if faces.is_empty() {
            (0..n_entities)
                .map(|place| point(float(place), 0.0))
                .collect()
        } else {
            spread(n_entities, faces, rim.min(faces.len() - 1))
        };
        let places = places
            .iter()
            .map(|place| point(place.x * goal.x, place.y * goal.y) * part);
        places.collect()
    };
    let groups: Vec<(&[usize], Vec<Point>)> = components
        .iter()
        .zip(rings)
        .map(|pair| (entities(task, pair.0), group(pair)))
        .collect();
    all_entities(task, &groups)
}

fn from_stress(task: &Task, components: &[Vec<usize>], random: &mut Random) -> Vec<Point> {
    let near = distance::neighbours(task);
    let groups: Vec<(&[usize], Vec<Point>)> = components
        .iter()
        .map(|component| {
            let mut places = Pulls::of(component, &near).settle(random);
            pack::turn(task, component, &mut places);
            (component.as_slice(), places)
        })
        .collect();
    all_entities(task, &groups)
}

fn all_entities(task: &Task, groups: &[(&[usize], Vec<Point>)]) -> Vec<Point> {
    let mut places = pack::pack(task, groups);
    places.truncate(task.n_entities());
    places
}
