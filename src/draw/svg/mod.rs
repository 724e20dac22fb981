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
        Setting::File => {
            let sheet = style_sheet(scene.drawing.picture.is_comparison);
            write!(out, "<style>\n{sheet}</style>\n")?;
        }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::Drawing;
    use crate::draw::sample::{Sample, name, said_by};
    use crate::ontology::Ontology;
    use resvg::usvg::roxmltree::Document;

    /// Everything that a label can be in, with that label and that address.
    fn picture(label: &str, address: &str) -> String {
        let graph = Sample::default()
            .entity_like("a", "State", label, |view| {
                view.same_as.insert(address.to_owned());
            })
            .entity("b", label, label)
            .speaker("b")
            .quote("q", label)
            .relation_like("a", label, "b", |claim| {
                said_by("b")(claim);
                claim.evidence.insert(name("q"));
            })
            .graph();
        let ontology = Ontology::built_in().unwrap();
        let mut out = Vec::new();
        svg(
            &Drawing::whole(&graph, &ontology).lay_out(Some(label)),
            &mut out,
        )
        .unwrap();
        String::from_utf8(out).unwrap()
    }

    #[rustfmt::skip]
    const ELEMENTS: [&str; 10] = [
        "svg", "title", "desc", "style", "rect", "g", "path", "ellipse", "text", "a",
    ];
    #[rustfmt::skip]
    const ATTRIBUTES: [&str; 19] = [
        "width", "height", "viewBox", "role", "aria-labelledby", "id", "class", "transform", "x", "y",
        "cx", "cy", "rx", "ry", "d", "font-size", "stroke-width", "stroke-dasharray", "href",
    ];

    #[test]
    fn a_hostile_label_stays_words() {
        for label in [
            "</text></title><script>alert(1)</script>",
            "\" onload=\"alert(1)\" '",
            "</style><style>*{display:none}",
            "<![CDATA[ x ]]> --> <!-- &amp; &#0; &bogus;",
            "nul\0 esc\u{1b}[31m c1\u{9b} \u{fffe} \u{202e}rtl\u{2069}",
            "👩‍🚀 שלום 漢字",
        ] {
            let text = picture(label, "https://example.org/");
            let document = Document::parse(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
            for element in document.descendants() {
                let tag = element.tag_name().name();
                assert!(!element.is_element() || ELEMENTS.contains(&tag), "{tag}");
                for attribute in element.attributes() {
                    assert!(
                        ATTRIBUTES.contains(&attribute.name()),
                        "{}",
                        attribute.name()
                    );
                    let is_ours = attribute.name() == "href" || attribute.value().is_ascii();
                    assert!(is_ours, "{}", attribute.value());
                }
            }
            let title = document
                .descendants()
                .find(|node| node.has_tag_name("title"));
            let title = title.unwrap().text().unwrap_or_default().to_owned();
            assert_eq!(title, crate::draw::escape::clean(label));
        }
    }

    #[test]
    fn only_addresses_of_the_web_become_links() {
        let links = |address: &str| {
            let text = picture("Ada", address);
            let links = text.split("<a href=\"").skip(1);
            let links = links.filter_map(|rest| Some(rest.split_once('"')?.0.to_owned()));
            links.collect::<Vec<_>>()
        };
        for address in [
            "javascript:alert(1)",
            "JavaScript://example.org/%0aalert(1)",
            " javascript:alert(1)",
            "data:text/html,<script>alert(1)</script>",
            "file:///etc/passwd",
            "//example.org/",
        ] {
            assert_eq!(links(address), Vec::<String>::new(), "{address}");
        }
        assert_eq!(
            links("https://example.org/\" onclick=\"alert(1)&<b>'"),
            ["https://example.org/%22%20onclick=%22alert(1)&amp;%3Cb%3E%27"]
        );
    }

    #[test]
    fn a_long_label_is_cut_and_its_title_is_whole() {
        let label = "long ".repeat(100);
        let text = picture(&label, "");
        assert!(text.contains(&format!("<title>{} (state)", label.trim_end())));
        let document = Document::parse(&text).unwrap();
        let words = document
            .descendants()
            .filter(|node| node.has_tag_name("text"));
        let longest = words
            .filter_map(|node| Some(node.text()?.chars().count()))
            .max();
        assert!(longest.unwrap() <= 60);
    }
}
