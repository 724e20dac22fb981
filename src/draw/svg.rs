//! SVG by our own layout: one file that reads well in light and dark, without scripts or links to elsewhere.

use crate::draw::arrow::Arrow;
use crate::draw::block::{Block, arrow_block, entity_block};
use crate::draw::escape::{web_address, xml};
use crate::draw::heading::heading;
use crate::draw::layout::geometry::{Frame, Point, point};
use crate::draw::layout::{Layout, Route, Task, lay_out};
use crate::draw::legend::counts;
use crate::draw::measure::Font;
use crate::draw::picture::{Node, Picture};
use crate::draw::select::{Shown, select};
use crate::draw::shape::{figure, head, outline, path, words_shift};
use crate::draw::style::{Outline, arrow_style, arrow_width};
use crate::draw::svg_style::style_sheet;
use crate::draw::tooltip;
use crate::graph::KnowledgeGraph;
use crate::ontology::Ontology;
use std::fmt::Write as _;
use std::io::{self, Write};

/// The room around everything, and between heading and graph.
const MARGIN: f64 = 22.0;
const BELOW_HEADING: f64 = 14.0;

/// What a picture says beside the graph.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SvgOptions {
    /// What stands above it.
    pub title: Option<String>,
}

/// Writes the graph as SVG: a shape an entity, a curve for the relations of a pair on the same footing, their
/// quotes in its `<title>`, and a legend of what occurs. The same graph gives the same bytes on any machine.
/// A graph that is too large to be read is cut (see [`Shown`]).
///
/// # Errors
/// Those of writing to `out`.
pub fn svg(
    graph: &KnowledgeGraph,
    ontology: &Ontology,
    options: &SvgOptions,
    out: &mut impl Write,
) -> io::Result<Shown> {
    let mut picture = Picture::of(graph, ontology);
    let shown = select(&mut picture, graph);
    let font = Font::carried();
    let mut counts = counts(&picture);
    if !shown.is_all() {
        let _ = write!(
            counts,
            " of {} and {}",
            shown.all_entities, shown.all_relations
        );
    }
    let blocks = blocks(&picture, &font);
    let title = options.title.as_deref();
    let guess = heading(title, &counts, &picture, &font, 900.0).size;
    let task = task(&picture, &blocks, guess.y + BELOW_HEADING);
    let layout = lay_out(&task);
    let graph_size = layout.bounds.half * 2.0;
    let heading = heading(title, &counts, &picture, &font, graph_size.x.max(560.0));
    let size = point(
        graph_size.x.max(heading.size.x) + 2.0 * MARGIN,
        graph_size.y + heading.size.y + BELOW_HEADING + 2.0 * MARGIN,
    );
    // A graph that is narrower than its heading stands below the middle of it.
    let left = MARGIN + (size.x - 2.0 * MARGIN - graph_size.x) * 0.5;
    let origin = point(left, MARGIN + heading.size.y + BELOW_HEADING) - layout.bounds.lowest();
    let (width, height) = (figure(size.x.ceil()), figure(size.y.ceil()));
    writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"picture-title picture-text\">"
    )?;
    let name = title.map(xml).filter(|name| !name.is_empty());
    writeln!(
        out,
        "<title id=\"picture-title\">{}</title>",
        name.as_deref().unwrap_or("Knowledge graph")
    )?;
    writeln!(
        out,
        "<desc id=\"picture-text\">A knowledge graph of {counts}. Each arrow tells in its title who says so, in which words.</desc>"
    )?;
    write!(out, "<style>\n{}</style>\n", style_sheet())?;
    writeln!(
        out,
        "<rect class=\"paper\" width=\"{width}\" height=\"{height}\"/>"
    )?;
    let corner = figure(MARGIN);
    write!(
        out,
        "<g transform=\"translate({corner} {corner})\">\n{}</g>\n",
        heading.elements
    )?;
    writeln!(
        out,
        "<g transform=\"translate({} {})\">",
        figure(origin.x),
        figure(origin.y)
    )?;
    for (number, arrow) in picture.arrows.iter().enumerate() {
        let tooltip = tooltip::of_arrow(arrow, graph, ontology);
        let thing = task.words(number);
        let words = words(&blocks[thing], layout.places[thing]);
        writeln!(
            out,
            "{}",
            relation(number, arrow, layout.routes[number], &words, &tooltip)
        )?;
    }
    for (number, node) in picture.nodes.iter().enumerate() {
        let tooltip = tooltip::of_node(node, graph, ontology);
        writeln!(
            out,
            "{}",
            entity(number, node, &blocks[number], &layout, &tooltip)
        )?;
    }
    writeln!(out, "</g>\n</svg>")?;
    Ok(shown)
}

/// The words of all entities, then those of all arrows.
fn blocks(picture: &Picture<'_>, font: &Font) -> Vec<Block> {
    let entities = picture.nodes.iter().map(|node| entity_block(node, font));
    let arrows = picture.arrows.iter().map(|arrow| arrow_block(arrow, font));
    entities.chain(arrows).collect()
}

fn task(picture: &Picture<'_>, blocks: &[Block], heading: f64) -> Task {
    Task {
        halves: blocks.iter().map(|block| block.half).collect(),
        arrows: picture
            .arrows
            .iter()
            .map(|arrow| [arrow.from, arrow.to])
            .collect(),
        round: picture
            .nodes
            .iter()
            .map(|node| node.style().outline == Outline::Ellipse)
            .collect(),
        heading,
    }
}

fn title(lines: &[String]) -> String {
    let lines: Vec<String> = lines.iter().map(|line| xml(line)).collect();
    format!("<title>{}</title>", lines.join("\n"))
}

fn words(block: &Block, center: Point) -> String {
    let mut words = String::new();
    for (line, base) in block.placed() {
        let class = match (line.is_note, line.start.is_some()) {
            (true, true) => " class=\"start note\"",
            (true, false) => " class=\"note\"",
            (false, true) => " class=\"start words\"",
            (false, false) => " class=\"words\"",
        };
        // Writing to a string cannot fail.
        let _ = write!(
            words,
            "<text{class} x=\"{}\" y=\"{}\" font-size=\"{}\">{}</text>",
            figure(center.x + line.start.unwrap_or(0.0)),
            figure(center.y + base),
            figure(line.size),
            xml(&line.text)
        );
    }
    words
}

fn entity(
    number: usize,
    node: &Node<'_>,
    block: &Block,
    layout: &Layout,
    tooltip: &[String],
) -> String {
    let style = node.style();
    let frame = Frame {
        center: layout.places[number],
        half: block.half,
    };
    let group = format!(
        "<g id=\"n{}\" class=\"entity {}\">{}{}{}</g>",
        number + 1,
        style.key,
        title(tooltip),
        outline(style.outline, frame),
        words(block, frame.center + words_shift(style.outline))
    );
    match node.entity.same_as.iter().find_map(|iri| web_address(iri)) {
        Some(address) => format!("<a href=\"{}\">{group}</a>", xml(&address)),
        None => group,
    }
}

fn relation(
    number: usize,
    arrow: &Arrow<'_>,
    route: Route,
    words: &str,
    tooltip: &[String],
) -> String {
    let style = arrow_style(arrow.standing);
    let width = arrow_width(arrow.claims.len());
    let mut line = route.start.map_or_else(String::new, path);
    let mut shape = String::new();
    if let Some(end) = route.end {
        let (rest, drawn) = head(style.head, end, width);
        line.push_str(&path(rest));
        shape = drawn;
    }
    format!(
        "<g id=\"e{}\" class=\"relation {}\">{}<path class=\"line dash\" stroke-width=\"{}\" d=\"{line}\"/>{shape}{words}</g>",
        number + 1,
        style.key,
        title(tooltip),
        figure(width)
    )
}
