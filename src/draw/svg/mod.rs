//! SVG by our own layout: one file that reads well in light and dark, without scripts or links to elsewhere.

pub(super) mod heading;
pub(super) mod shape;
pub(super) mod style_sheet;

use crate::draw::block::Block;
use crate::draw::drawing::Scene;
use crate::draw::escape::xml;
use crate::draw::layout::geometry::Point;
use crate::draw::style::{arrow_style, arrow_width};
use crate::draw::svg::shape::{figure, head, outline, path, words_shift};
use crate::draw::svg::style_sheet::style_sheet;
use crate::draw::tooltip;
use std::fmt::Write as _;
use std::io::{self, Write};

/// Where a picture stands.
#[derive(Debug, Clone, Copy)]
pub(super) enum Setting<'a> {
    /// In a file of its own, which follows the reader's screen; entities link to what is the same elsewhere.
    File,
    /// In a page, which opens entities itself and has its own heading; these style elements go into it.
    Page { styles: &'a str },
}

/// Writes a scene as SVG: a shape an entity, a curve for the relations of a pair on the same footing, their
/// quotes in its `<title>`, and a legend of what occurs. The same graph gives the same bytes on any machine.
///
/// # Errors
/// Those of writing to `out`.
pub fn svg(scene: &Scene<'_>, out: &mut impl Write) -> io::Result<()> {
    write_picture(scene, Setting::File, out)
}

/// Writes the `<svg>` element for a file or a page.
pub(super) fn write_picture(
    scene: &Scene<'_>,
    setting: Setting<'_>,
    out: &mut impl Write,
) -> io::Result<()> {
    let (id, heading_class) = match setting {
        Setting::File => ("", ""),
        Setting::Page { .. } => (" id=\"picture\"", " class=\"heading\""),
    };
    let (width, height) = (figure(scene.size.x), figure(scene.size.y));
    writeln!(
        out,
        "<svg{id} xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" role=\"graphics-document document\" aria-labelledby=\"picture-title picture-text\">"
    )?;
    writeln!(out, "<title id=\"picture-title\">{}</title>", name(scene))?;
    writeln!(
        out,
        "<desc id=\"picture-text\">A knowledge graph of {}. Each arrow tells in its title who says so, in which words.</desc>",
        scene.counts
    )?;
    match setting {
        Setting::File => write!(out, "<style>\n{}</style>\n", style_sheet())?,
        Setting::Page { styles } => out.write_all(styles.as_bytes())?,
    }
    writeln!(
        out,
        "<rect class=\"paper\" width=\"{width}\" height=\"{height}\"/>"
    )?;
    let heading = heading::heading(&scene.heading);
    writeln!(
        out,
        "{}{heading}</g>",
        shifted(scene.heading_at, heading_class)
    )?;
    write!(out, "{}", shifted(scene.layout_at, ""))?;
    for arrow in 0..scene.drawing.picture.arrows.len() {
        writeln!(out, "{}", relation(arrow, scene))?;
    }
    for node in 0..scene.drawing.picture.nodes.len() {
        writeln!(out, "{}", entity(node, scene, setting))?;
    }
    writeln!(out, "</g>\n</svg>")
}

/// What the picture is called, as XML.
pub(super) fn name(scene: &Scene<'_>) -> String {
    let title = scene.title.as_deref().map(xml);
    let title = title.filter(|title| !title.is_empty());
    title.unwrap_or_else(|| "Knowledge graph".to_owned())
}

/// The start of a group that has its (0, 0) elsewhere.
fn shifted(by: Point, class: &str) -> String {
    let (x, y) = (figure(by.x), figure(by.y));
    format!("<g{class} transform=\"translate({x} {y})\">\n")
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

fn entity(number: usize, scene: &Scene<'_>, setting: Setting<'_>) -> String {
    let drawing = &scene.drawing;
    let node = &drawing.picture.nodes[number];
    let style = node.style();
    let frame = scene.frame(number);
    let group = format!(
        "<g id=\"n{}\" class=\"entity {}\" role=\"graphics-symbol img\">{}{}{}</g>",
        number + 1,
        style.key,
        title(&tooltip::of_node(node, drawing.graph, drawing.ontology)),
        outline(style.outline, frame),
        words(
            &scene.blocks[number],
            frame.center + words_shift(style.outline)
        )
    );
    match (setting, node.address()) {
        (Setting::File, Some(address)) => format!("<a href=\"{}\">{group}</a>", xml(&address)),
        _ => group,
    }
}

fn relation(number: usize, scene: &Scene<'_>) -> String {
    let drawing = &scene.drawing;
    let arrow = &drawing.picture.arrows[number];
    let style = arrow_style(arrow.standing);
    let width = arrow_width(arrow.claims.len());
    let route = scene.layout.routes[number];
    let mut line = route.start.map_or_else(String::new, path);
    let mut shape = String::new();
    if let Some(end) = route.end {
        let (rest, drawn) = head(style.head, end, width);
        line.push_str(&path(rest));
        shape = drawn;
    }
    let (block, center) = scene.words(number);
    format!(
        "<g id=\"e{}\" class=\"relation {}\" role=\"graphics-symbol img\">{}<path class=\"line dash\" stroke-width=\"{}\" d=\"{line}\"/>{shape}{}</g>",
        number + 1,
        style.key,
        title(&tooltip::of_arrow(arrow, drawing.graph, drawing.ontology)),
        figure(width),
        words(block, center)
    )
}
