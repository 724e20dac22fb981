//! The statements of DOT for one entity and for one arrow.

use crate::draw::arrow::Arrow;
use crate::draw::escape;
use crate::draw::escape::{html, quoted};
use crate::draw::picture::Node;
use crate::draw::standing::Standing;
use crate::draw::style::{Dash, Head, Outline, arrow_style, arrow_width, font_size};
use crate::draw::wrap::{ARROW_COLUMNS, NODE_COLUMNS, cut_label, or_no_name, wrap};

/// The statement for the node at a position, with the lines of its tooltip.
pub(super) fn node_statement(position: usize, node: &Node<'_>, tooltip: &[String]) -> String {
    let attributes = node_attributes(position, node, tooltip);
    format!("  n{} [{attributes}];", position + 1)
}

/// All about a node but its place.
pub(super) fn node_attributes(position: usize, node: &Node<'_>, tooltip: &[String]) -> String {
    let number = position + 1;
    let label = wrap(&or_no_name(cut_label(&node.label())), NODE_COLUMNS);
    let style = node.style();
    let link = node.address().map_or_else(String::new, |address| {
        format!(", URL={}", quoted([address.as_str()]))
    });
    format!(
        "label={}, {}, fillcolor=\"{}\", color=\"{}\", fontcolor=\"{}\", fontsize={:.2}, \
         tooltip={}{link}, id=\"n{number}\", class=\"entity {}\"",
        quoted(label.iter().map(String::as_str)),
        outline(style.outline),
        style.fill,
        style.stroke,
        style.text,
        font_size(node.n_relations),
        escape::tooltip(tooltip.iter().map(String::as_str)),
        style.key
    )
}

/// Graphviz's words for an outline. The margins keep labels off slanted and folded corners.
fn outline(outline: Outline) -> &'static str {
    match outline {
        Outline::Box => r#"shape=box, style="filled", margin="0.12,0.06""#,
        Outline::RoundedBox => r#"shape=box, style="filled,rounded", margin="0.13,0.07""#,
        Outline::DashedBox => r#"shape=box, style="filled,rounded,dashed", margin="0.12,0.06""#,
        Outline::DoubleBox => r#"shape=box, style="filled", peripheries=2, margin="0.12,0.06""#,
        Outline::CutBox => r#"shape=box, style="filled,diagonals", margin="0.13,0.07""#,
        Outline::Ellipse => r#"shape=ellipse, style="filled", margin="0.02,0.02""#,
        Outline::Signpost => r#"shape=cds, style="filled", margin="0.2,0.1""#,
        Outline::Note => r#"shape=note, style="filled", margin="0.12,0.06""#,
        Outline::Tab => r#"shape=tab, style="filled", margin="0.12,0.07""#,
    }
}

/// The statement for the arrow at a position, with the lines of its tooltip.
pub(super) fn edge_statement(position: usize, arrow: &Arrow<'_>, tooltip: &[String]) -> String {
    let style = arrow_style(arrow.standing);
    let tooltip = escape::tooltip(tooltip.iter().map(String::as_str));
    format!(
        "  n{} -> n{} [label=<{}>, {}, tooltip={tooltip}, labeltooltip={tooltip}, id=\"e{}\", class=\"relation {}\"];",
        arrow.from + 1,
        arrow.to + 1,
        words_label(arrow, style.color),
        line_attributes(arrow, Some(style.head)),
        position + 1,
        style.key
    )
}

/// How the line of an arrow looks, and how it ends.
pub(super) fn line_attributes(arrow: &Arrow<'_>, head: Option<Head>) -> String {
    let style = arrow_style(arrow.standing);
    let dash = match style.dash {
        Dash::Solid => "solid",
        Dash::Dashed => "dashed",
        Dash::Dotted => "dotted",
    };
    let head = match head {
        None => "none",
        Some(Head::Filled) => "normal",
        Some(Head::Open) => "vee",
        Some(Head::Bar) => "tee",
    };
    format!(
        "style={dash}, color=\"{}\", arrowhead={head}, penwidth={:.1}",
        style.color,
        arrow_width(arrow.claims.len())
    )
}

/// The lines of an arrow, with bullets and flush left where there are several, and its note in italics.
pub(super) fn words_label(arrow: &Arrow<'_>, color: &str) -> String {
    let has_bullets = arrow.lines.len() > 1;
    let line_end = if has_bullets {
        r#"<br align="left"/>"#
    } else {
        "<br/>"
    };
    let mut lines = Vec::new();
    for line in &arrow.short_lines() {
        for (number, part) in wrap(line, ARROW_COLUMNS).iter().enumerate() {
            let bullet = match (has_bullets, number) {
                (false, _) => "",
                (true, 0) => "•&#160;",
                (true, _) => "&#160;&#160;",
            };
            lines.push(match arrow.standing {
                Standing::Denied => format!("{bullet}<s>{}</s>", html(part)),
                _ => format!("{bullet}{}", html(part)),
            });
        }
    }
    if !arrow.note.is_empty() {
        let note = wrap(&arrow.note, ARROW_COLUMNS);
        let italic =
            |part: &String| format!(r#"<font point-size="9"><i>{}</i></font>"#, html(part));
        lines.extend(note.iter().map(italic));
    }
    let mut words = lines.join(line_end);
    if has_bullets {
        // A line is flush with the end that follows it, so the last one needs its own.
        words.push_str(line_end);
    }
    // The padding keeps other arrows off the words.
    format!(
        r#"<table border="0" cellspacing="0" cellpadding="3"><tr><td><font color="{color}">{words}</font></td></tr></table>"#
    )
}
