//! DOT where everything has its place, for `neato -n2`, which draws what is there and lays out nothing.

use crate::draw::arrow::Arrow;
use crate::draw::block::WORDS_SIZE;
use crate::draw::dot::FONT;
use crate::draw::dot::legend::legend;
use crate::draw::dot::statement::{line_attributes, node_attributes, words_label};
use crate::draw::drawing::Scene;
use crate::draw::escape;
use crate::draw::layout::geometry::{Curve, Frame, Point, point};
use crate::draw::style::{Head, INK, Outline, PAPER, PEN_WIDTH, arrow_style};
use crate::draw::tooltip;
use std::io::{self, Write};

/// How large heads of arrows are, and how long a head of that size is for each kind, in points.
const ARROW_SIZE: f64 = 0.75;
const HEAD_LENGTH: f64 = 10.0 * ARROW_SIZE;
const BAR_LENGTH: f64 = 2.5 * ARROW_SIZE;
/// How far apart two borders are, in points.
const SECOND_BORDER: f64 = 4.0;

/// Writes a scene as DOT with the place of every node and the way of every arrow, so that `neato -n2` draws
/// what the SVG shows. The words of an arrow are a node between its two halves.
///
/// # Errors
/// Those of writing to `out`.
pub fn placed_dot(scene: &Scene<'_>, out: &mut impl Write) -> io::Result<()> {
    let drawing = &scene.drawing;
    let legend = legend(scene.title.as_deref(), &scene.counts, &drawing.picture);
    writeln!(out, "digraph graphwright {{")?;
    writeln!(
        out,
        "  // neato -n2 draws this; every place is given in points\n  graph [charset=\"UTF-8\", \
         layout=neato, outputorder=edgesfirst, pad=0.3, bgcolor=\"{PAPER}\", fontname=\"{FONT}\", \
         labelloc=t, labeljust=l,\n    label=<{legend}>];"
    )?;
    // The size is that of the shape: Graphviz measures words with another font, and warns of a size that is
    // the label's where the label is wider by a hair.
    writeln!(
        out,
        "  node [fontname=\"{FONT}\", fontcolor=\"{INK}\", penwidth={PEN_WIDTH}, fixedsize=shape];"
    )?;
    writeln!(out, "  edge [arrowsize={ARROW_SIZE}];")?;
    for (position, node) in drawing.picture.nodes.iter().enumerate() {
        let tooltip = tooltip::of_node(node, drawing.graph, drawing.ontology);
        let attributes = node_attributes(position, node, &tooltip);
        let mut frame = scene.frame(position);
        if node.style().outline == Outline::DoubleBox {
            // The size is that of the inner border; Graphviz draws the outer one around it.
            frame = frame.grown(-SECOND_BORDER);
        }
        let place = place(scene, frame);
        writeln!(out, "  n{} [{attributes}, {place}];", position + 1)?;
    }
    for (position, arrow) in drawing.picture.arrows.iter().enumerate() {
        let tooltip = tooltip::of_arrow(arrow, drawing.graph, drawing.ontology);
        let tooltip = escape::tooltip(tooltip.iter().map(String::as_str));
        write!(out, "{}", relation(position, arrow, &tooltip, scene))?;
    }
    writeln!(out, "}}")
}

/// The words of an arrow, and its two halves.
fn relation(position: usize, arrow: &Arrow<'_>, tooltip: &str, scene: &Scene<'_>) -> String {
    let number = position + 1;
    let style = arrow_style(arrow.standing);
    let (block, center) = scene.words(position);
    let half = block.half;
    let route = scene.layout.routes[position];
    let class = format!("tooltip={tooltip}, class=\"relation {}\"", style.key);
    let half_of_arrow = |curve: Option<Curve>, [from, to]: [Point; 2], head: Option<Head>| {
        let Some(curve) = curve else {
            // Words beside an entity hide the line; without a place Graphviz would draw one.
            let straight = Curve {
                from,
                towards: (from + to) * 0.5,
                to,
            };
            return format!("style=invis, pos=\"{}\"", spline(scene, straight, None));
        };
        let spline = spline(scene, curve, head);
        format!("{}, pos=\"{spline}\"", line_attributes(arrow, head))
    };
    let [from, to] = [arrow.from, arrow.to].map(|entity| scene.frame(entity).center);
    format!(
        "  w{number} [label=<{}>, shape=plain, fontsize={WORDS_SIZE}, {}, {class}, id=\"w{number}\"];\n  \
         n{} -> w{number} [{}, {class}, id=\"e{number}a\"];\n  w{number} -> n{} [{}, {class}, id=\"e{number}b\"];\n",
        words_label(arrow, style.color),
        place(scene, Frame { center, half }),
        arrow.from + 1,
        half_of_arrow(route.start, [from, center], None),
        arrow.to + 1,
        half_of_arrow(route.end, [center, to], Some(style.head)),
    )
}

/// Place in points and size in inches, of which one has 72 points.
fn place(scene: &Scene<'_>, frame: Frame) -> String {
    format!(
        "pos=\"{}!\", width={:.4}, height={:.4}",
        pair(scene, frame.center),
        frame.half.x / 36.0,
        frame.half.y / 36.0
    )
}

/// From the lower left corner, as Graphviz counts.
fn pair(scene: &Scene<'_>, place: Point) -> String {
    let (low, high) = (scene.layout.bounds.lowest(), scene.layout.bounds.highest());
    let from_corner = point(place.x - low.x, high.y - place.y);
    format!("{:.2},{:.2}", from_corner.x, from_corner.y)
}

/// A curve as a cubic one, up to where its head begins.
fn spline(scene: &Scene<'_>, curve: Curve, head: Option<Head>) -> String {
    let length = match head {
        None => 0.0,
        Some(Head::Bar) => BAR_LENGTH,
        Some(Head::Filled | Head::Open) => HEAD_LENGTH,
    };
    let tip = curve.to;
    let cut = curve.exit(|place| (place - tip).length() > length);
    let line = match head {
        None => curve,
        // A line that is shorter than its head becomes the head alone.
        Some(_) => curve.piece(0.0, cut.unwrap_or(0.0)),
    };
    let third = |end: Point| end + (line.towards - end) * (2.0 / 3.0);
    let points = [line.from, third(line.from), third(line.to), line.to];
    let points = points.map(|place| pair(scene, place)).join(" ");
    match head {
        None => points,
        Some(_) => format!("e,{} {points}", pair(scene, tip)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::Drawing;
    use crate::draw::sample::{Sample, said_by};
    use crate::ontology::Ontology;

    #[test]
    fn everything_has_its_place() {
        let graph = Sample::default()
            .entity("a", "State", "Ada")
            .entity("b", "Person", "Bob")
            .speaker("b")
            .relation_like("a", "trains", "b", said_by("b"))
            .graph();
        let ontology = Ontology::built_in().unwrap();
        let scene = Drawing::whole(&graph, &ontology).lay_out(None);
        let mut out = Vec::new();
        placed_dot(&scene, &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        let lines = |start: &str| -> Vec<&str> {
            text.lines()
                .filter(|line| line.starts_with(start))
                .collect()
        };
        assert_eq!(lines("  n1 ->").len() + lines("  w1 ->").len(), 2);
        for node in ["  n1 [", "  n2 [", "  w1 ["] {
            let [line] = lines(node)[..] else {
                panic!("{node}: {text}")
            };
            assert!(
                line.contains(", pos=\"") && line.contains("!\", width="),
                "{line}"
            );
        }
        let [line] = lines("  w1 ->")[..] else {
            panic!("{text}")
        };
        assert!(line.contains("pos=\"e,"), "{line}");
        assert!(line.contains("arrowhead=normal"), "{line}");
    }
}
