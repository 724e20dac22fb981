//! What yEd draws: boxes as wide as their labels, on circles.

use crate::graph::Name;
use crate::order::{CompactCollect, CompactSort};
use crate::write::attributes::{Attributes, Edge, Node};
use crate::write::xml::escape;
use std::collections::BTreeMap;
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr;

/// Height of a box.
const HEIGHT: f64 = 30.0;
/// Width of a column of text in yEd's usual font, 12 points.
const COLUMN: f64 = 7.5;
/// Left and right of a label together.
const MARGIN: f64 = 20.0;
/// Between boxes, and between circles.
const GAP: f64 = 40.0;
/// How wide a row of circles gets, in rows of all circles' total area: wider than high, like a screen.
const ASPECT: f64 = 1.6;

/// The keys that yEd's own data stand under.
pub(super) fn keys(out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "  <key id=\"ng\" for=\"node\" yfiles.type=\"nodegraphics\"/>"
    )?;
    writeln!(
        out,
        "  <key id=\"eg\" for=\"edge\" yfiles.type=\"edgegraphics\"/>"
    )
}

/// Where each node stands.
pub(super) struct Pictures<'g> {
    centres: BTreeMap<&'g Name, (f64, f64)>,
}

impl<'g> Pictures<'g> {
    pub(super) fn new(attributes: &Attributes<'g>) -> Self {
        let nodes: Vec<(&Name, &str)> = attributes
            .nodes()
            .map(|node| (node.id, node.label))
            .collect();
        let circles: Vec<Circle> = components(attributes, &nodes)
            .into_iter()
            .map(|members| Circle::around(members, &nodes))
            .collect();
        let mut centres = BTreeMap::new();
        for (circle, (x, y)) in circles.iter().zip(in_rows(&circles)) {
            let points = around_a_circle(circle.members.len());
            for (member, (cos, sin)) in circle.members.iter().zip(points) {
                let centre = (x + circle.radius * cos, y + circle.radius * sin);
                centres.insert(nodes[*member].0, centre);
            }
        }
        Self { centres }
    }

    pub(super) fn node(&self, node: &Node<'_>, out: &mut dyn Write) -> io::Result<()> {
        let width = width(node.label);
        let (x, y) = self.centres.get(node.id).copied().unwrap_or_default();
        writeln!(
            out,
            "      <data key=\"ng\"><y:ShapeNode><y:Geometry height=\"{HEIGHT:.1}\" width=\"{width:.1}\" \
             x=\"{:.1}\" y=\"{:.1}\"/><y:Fill color=\"#FFFFFF\" transparent=\"false\"/>\
             <y:BorderStyle color=\"#3A3A3A\" type=\"line\" width=\"1.0\"/><y:NodeLabel>{}</y:NodeLabel>\
             <y:Shape type=\"roundrectangle\"/></y:ShapeNode></data>",
            x - width / 2.0,
            y - HEIGHT / 2.0,
            escape(node.label)
        )
    }

    #[expect(clippy::unused_self, reason = "an edge is drawn as a node is")]
    pub(super) fn edge(&self, edge: &Edge<'_>, out: &mut dyn Write) -> io::Result<()> {
        writeln!(
            out,
            "      <data key=\"eg\"><y:PolyLineEdge><y:LineStyle color=\"#3A3A3A\" type=\"line\" width=\"1.0\"/>\
             <y:Arrows source=\"none\" target=\"standard\"/><y:EdgeLabel>{}</y:EdgeLabel></y:PolyLineEdge></data>",
            escape(edge.label)
        )
    }
}

fn width(label: &str) -> f64 {
    as_float(label.width()) * COLUMN + MARGIN
}

/// Numbers of columns and of nodes, which have far less than 32 bits.
fn as_float(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::from(u32::MAX), f64::from)
}

/// One connected component on its circle.
struct Circle {
    /// Positions among all nodes.
    members: Vec<usize>,
    radius: f64,
    /// Half of the side of the square that it and its labels take.
    reach: f64,
}

impl Circle {
    /// As large as the widest labels side by side along it need.
    fn around(members: Vec<usize>, nodes: &[(&Name, &str)]) -> Self {
        let widest = members
            .iter()
            .map(|member| width(nodes[*member].1))
            .fold(0.0, f64::max);
        let side = widest + GAP;
        let radius = match members.len() {
            1 => 0.0,
            // Two to four boxes would still meet across a circle as long as their widths.
            n_members => side * (as_float(n_members) / std::f64::consts::TAU).max(0.5),
        };
        Self {
            members,
            radius,
            reach: radius + widest / 2.0 + GAP / 2.0,
        }
    }
}

/// The groups of nodes that edges join, the largest first, else in the order of names.
fn components(attributes: &Attributes<'_>, nodes: &[(&Name, &str)]) -> Vec<Vec<usize>> {
    let position: BTreeMap<&Name, usize> = nodes
        .iter()
        .enumerate()
        .map(|(position, (name, _))| (*name, position))
        .into_map();
    let mut neighbours = vec![Vec::new(); nodes.len()];
    for edge in attributes.edges() {
        if let (Some(&from), Some(&to)) = (position.get(edge.source), position.get(edge.target)) {
            neighbours[from].push(to);
            neighbours[to].push(from);
        }
    }
    let mut is_seen = vec![false; nodes.len()];
    let mut components = Vec::new();
    for start in 0..nodes.len() {
        if std::mem::replace(&mut is_seen[start], true) {
            continue;
        }
        let mut members = vec![start];
        let mut next = 0;
        while let Some(&member) = members.get(next) {
            for &near in &neighbours[member] {
                if !std::mem::replace(&mut is_seen[near], true) {
                    members.push(near);
                }
            }
            next += 1;
        }
        components.push(members);
    }
    components.order_by_key(|members| std::cmp::Reverse(members.len()));
    components
}

/// The centres of the circles: side by side in rows.
fn in_rows(circles: &[Circle]) -> Vec<(f64, f64)> {
    let area: f64 = circles
        .iter()
        .map(|circle| 4.0 * circle.reach * circle.reach)
        .sum();
    let longest = (area * ASPECT).sqrt();
    let (mut x, mut y, mut height) = (0.0, 0.0, 0.0_f64);
    let mut centres = Vec::with_capacity(circles.len());
    for circle in circles {
        let side = 2.0 * circle.reach;
        if x > 0.0 && x + side > longest {
            (x, y, height) = (0.0, y + height, 0.0);
        }
        centres.push((x + circle.reach, y + circle.reach));
        x += side;
        height = height.max(side);
    }
    centres
}

/// The cosine and sine of as many angles, evenly around a circle. Sums of products, because the standard
/// library's sine may differ from machine to machine in its last bit.
fn around_a_circle(n_points: usize) -> impl Iterator<Item = (f64, f64)> {
    let step = std::f64::consts::TAU / as_float(n_points.max(1));
    (0..n_points).map(move |point| {
        // Between -π and π, where the series below has 12 right digits.
        let angle = as_float(point) * step - std::f64::consts::PI;
        let (mut cos, mut sin, mut term) = (0.0, 0.0, 1.0);
        for power in 0..30_u32 {
            match power % 4 {
                0 => cos += term,
                1 => sin += term,
                2 => cos -= term,
                _ => sin -= term,
            }
            term *= angle / f64::from(power + 1);
        }
        (cos, sin)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_series_is_a_circle() {
        for (position, (cos, sin)) in around_a_circle(7).enumerate() {
            let angle = as_float(position) * std::f64::consts::TAU / 7.0 - std::f64::consts::PI;
            assert!((cos - angle.cos()).abs() < 1e-9 && (sin - angle.sin()).abs() < 1e-9);
        }
    }

    #[test]
    fn boxes_do_not_meet() {
        let graph = crate::write::sample::two_entities();
        let ontology = crate::ontology::Ontology::built_in().unwrap();
        let attributes = Attributes::new(&graph, &ontology);
        let pictures = Pictures::new(&attributes);
        let nodes: Vec<_> = attributes.nodes().collect();
        let centre = |position: usize| pictures.centres[nodes[position].id];
        let (left, right) = (centre(0), centre(1));
        let half_widths = f64::midpoint(width(nodes[0].label), width(nodes[1].label));
        assert!((left.0 - right.0).abs() > half_widths);
    }
}
