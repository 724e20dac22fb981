//! Graphviz as the one that finds places: what it is asked and what it answers. It is asked about boxes by
//! their numbers; no word of the data reaches it.

use crate::draw::layout::geometry::{Frame, Point, float, point};
use crate::draw::layout::{ASPECT, Layout, Task, best_of};
use std::fmt::Write;
use thiserror::Error;

/// Points of an inch, in which Graphviz measures.
const INCH: f64 = 72.0;
/// How many seeds are tried; each is a process of its own.
const N_SEEDS: u32 = 8;
/// Beyond so many boxes `neato` takes minutes. One seed of `sfdp` must do then.
const MOST_FOR_NEATO: usize = 600;
/// How much smaller each reply is tried as well; boxes that come to touch are pushed off each other.
const SHRINKS: [f64; 5] = [1.0, 0.9, 0.8, 0.7, 0.6];

/// What Graphviz is asked once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GraphvizRequest {
    /// The layout to use, `neato` or `sfdp`: what follows `-K`.
    pub layout: &'static str,
    /// What it reads from standard input.
    pub dot: String,
}

/// A reply that tells no places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("Graphviz's reply does not tell where everything is")]
pub struct GraphvizReplyError;

/// One request a seed.
pub(in crate::draw) fn requests(task: &Task) -> Vec<GraphvizRequest> {
    if task.halves.len() > MOST_FOR_NEATO {
        return vec![request(task, "sfdp", "", 1)];
    }
    let seeds = 1..=N_SEEDS;
    seeds
        .map(|seed| request(task, "neato", "mode=major, model=subset, ", seed))
        .collect()
}

fn request(task: &Task, layout: &'static str, mode: &str, seed: u32) -> GraphvizRequest {
    let mut dot = format!(
        "graph {{\n  graph [{mode}overlap=prism, sep=\"+5\", esep=\"+2\", splines=line, start={seed}];\n  \
         node [shape=box, label=\"\", fixedsize=true];\n"
    );
    // Writing to a string cannot fail.
    for (thing, half) in task.halves.iter().enumerate() {
        let (width, height) = (half.x * 2.0 / INCH, half.y * 2.0 / INCH);
        let _ = writeln!(dot, "  n{thing} [width={width:.4}, height={height:.4}];");
    }
    for [from, to] in task.segments() {
        let _ = writeln!(dot, "  n{from} -- n{to};");
    }
    dot.push_str("}\n");
    GraphvizRequest { layout, dot }
}

/// The best layout by the replies, which are in the format `plain`.
///
/// # Errors
/// [`GraphvizReplyError`] if one of them has no place for something.
pub(in crate::draw) fn best(task: &Task, replies: &[String]) -> Result<Layout, GraphvizReplyError> {
    let mut candidates = Vec::new();
    for reply in replies {
        let upright = turned(task, &places(task.halves.len(), reply)?);
        let shrunk = |by: &f64| upright.iter().map(|place| *place * *by).collect();
        candidates.extend(SHRINKS.iter().map(shrunk).collect::<Vec<Vec<Point>>>());
    }
    Ok(best_of(task, candidates.into_iter()))
}

/// The places in lines such as `node n3 1.25 2.5 …`: inches, y upwards.
fn places(n_things: usize, reply: &str) -> Result<Vec<Point>, GraphvizReplyError> {
    let mut places = vec![None; n_things];
    for line in reply.lines() {
        let mut words = line.split_ascii_whitespace();
        if words.next() != Some("node") {
            continue;
        }
        let thing = words
            .next()
            .and_then(|name| name.strip_prefix('n')?.parse::<usize>().ok());
        let mut inches = || {
            words
                .next()?
                .parse::<f64>()
                .ok()
                .filter(|inches| inches.is_finite())
        };
        if let (Some(thing), Some(x), Some(y)) = (thing, inches(), inches())
            && let Some(place) = places.get_mut(thing)
        {
            *place = Some(point(x * INCH, -y * INCH));
        }
    }
    places
        .into_iter()
        .map(|place| place.ok_or(GraphvizReplyError))
        .collect()
}

/// Turned about the middle to where width by height is nearest to what is wanted.
fn turned(task: &Task, places: &[Point]) -> Vec<Point> {
    const STEPS: usize = 24;
    let bounds = |places: &[Point]| {
        let frames = (0..places.len()).map(|thing| task.frame(thing, places));
        let nothing = Frame::around(Point::default(), Point::default());
        frames.reduce(Frame::joined).unwrap_or(nothing)
    };
    let middle = bounds(places).center;
    let turned = |step: usize| -> Vec<Point> {
        // A point of the half circle without sine and cosine.
        let part = float(step) / float(STEPS) * 2.0 - 1.0;
        let below = 1.0 + part * part;
        let (cosine, sine) = ((1.0 - part * part) / below, 2.0 * part / below);
        let turn = |place: &Point| {
            let place = *place - middle;
            point(
                place.x * cosine - place.y * sine,
                place.x * sine + place.y * cosine,
            )
        };
        places.iter().map(turn).collect()
    };
    let misfit = |places: &[Point]| {
        let half = bounds(places).half;
        let aspect = half.x / (half.y + task.heading * 0.5).max(1.0);
        (aspect / ASPECT).max(ASPECT / aspect.max(1e-9))
    };
    let best = (0..=STEPS)
        .map(turned)
        .min_by(|one, two| misfit(one).total_cmp(&misfit(two)));
    best.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn task() -> Task {
        Task {
            halves: vec![point(36.0, 18.0), point(18.0, 9.0), point(9.0, 4.5)],
            arrows: vec![[0, 1]],
            round: vec![false; 2],
            heading: 0.0,
        }
    }

    #[test]
    fn graphviz_is_asked_about_numbers_only() {
        let requests = requests(&task());
        assert_eq!(requests.len(), 8);
        insta::assert_snapshot!(requests[1].dot, @r##"
graph {
  graph [mode=major, model=subset, overlap=prism, sep="+5", esep="+2", splines=line, start=2];
  node [shape=box, label="", fixedsize=true];
  n0 [width=1.0000, height=0.5000];
  n1 [width=0.5000, height=0.2500];
  n2 [width=0.2500, height=0.1250];
  n0 -- n2;
  n2 -- n1;
}
"##);
    }

    #[test]
    fn many_boxes_are_a_matter_for_sfdp() {
        let task = Task {
            halves: vec![point(9.0, 9.0); 700],
            arrows: Vec::new(),
            round: vec![false; 700],
            heading: 0.0,
        };
        let layouts: Vec<&str> = requests(&task)
            .iter()
            .map(|request| request.layout)
            .collect();
        assert_eq!(layouts, ["sfdp"]);
    }

    #[test]
    fn a_reply_is_read_with_y_downwards() {
        let reply = "graph 1 4 2\nnode n1 1 0.5 1 1 \"\" solid box black lightgrey\nnode n0 0 0 1 1\nnode n2 2.5 -1 1 1\nedge n0 n1 4\nstop\n";
        let places = places(3, reply).unwrap();
        assert_eq!(
            places,
            [point(0.0, 0.0), point(72.0, -36.0), point(180.0, 72.0)]
        );
    }

    #[test]
    fn a_reply_that_leaves_something_out_is_refused() {
        for reply in [
            "",
            "node n0 0 0\nnode n1 1 1\n",
            "node n0 0 0\nnode n1 1 1\nnode n2 nan 1\n",
        ] {
            assert_eq!(places(3, reply), Err(GraphvizReplyError), "{reply}");
        }
    }

    #[test]
    fn what_is_tall_is_laid_down_and_nothing_overlaps() {
        let reply = "node n0 0 0\nnode n2 0 3\nnode n1 0 6\n".to_owned();
        let layout = best(&task(), &[reply]).unwrap();
        assert_eq!(layout.score.overlaps, 0);
        let (one, two) = (layout.places[0], layout.places[1]);
        assert!((one.x - two.x).abs() > (one.y - two.y).abs());
    }
}
