//! Title and legend as one HTML-like table. It is the graph's own label: a cluster would take part in the
//! layout and disturb it.

use crate::draw::escape::html;
use crate::draw::heading::title_lines;
use crate::draw::picture::Picture;
use crate::draw::standing::Standing;
use crate::draw::style::{Dash, FAINT, INK, arrow_style, entity_look};
use std::fmt::Write;

/// The title, how much there is, and what the shapes and lines that occur stand for.
pub(super) fn legend(title: Option<&str>, counts: &str, picture: &Picture<'_>) -> String {
    let mut table = String::from(r#"<table border="0" cellspacing="0" cellpadding="2">"#);
    let mut row = |cells: String| {
        // Writing to a string cannot fail.
        let _ = write!(table, "\n    <tr><td align=\"left\">{cells}</td></tr>");
    };
    for line in title.map_or_else(Vec::new, title_lines) {
        row(format!(
            r#"<font point-size="23" color="{INK}"><b>{}</b></font>"#,
            html(&line)
        ));
    }
    row(format!(
        r#"<font point-size="12" color="{FAINT}">{counts}</font>"#
    ));
    let rows = picture.rows();
    if !rows.is_empty() {
        row(table_of(rows.into_iter().map(entity_sample)));
    }
    let standings = picture.standings();
    if !standings.is_empty() {
        row(table_of(standings.into_iter().map(arrow_sample)));
    }
    // Room between the legend and the picture.
    row(r#"<font point-size="6">&#160;</font>"#.to_owned());
    table.push_str("\n    </table>");
    table
}

fn table_of(cells: impl Iterator<Item = String>) -> String {
    let cells: String = cells.collect();
    format!(r#"<table border="0" cellspacing="5" cellpadding="0"><tr>{cells}</tr></table>"#)
}

fn entity_sample(row: usize) -> String {
    let style = entity_look(row);
    // No `style` on a cell: after one, dot 2.43 reads freed memory when it writes xdot or JSON.
    format!(
        r#"<td border="1" cellpadding="4" bgcolor="{}" color="{}"><font color="{}" point-size="10">{}</font></td>"#,
        style.fill, style.stroke, style.text, style.caption
    )
}

/// A line of small filled cells, since not every font has characters for lines, and its caption.
fn arrow_sample(standing: Standing) -> String {
    let style = arrow_style(standing);
    let (length, n_dashes) = match style.dash {
        Dash::Solid => (26, 1),
        Dash::Dashed => (6, 3),
        Dash::Dotted => (2, 5),
    };
    let dash = format!(
        r#"<td fixedsize="true" width="{length}" height="2" bgcolor="{}"></td>"#,
        style.color
    );
    let caption = match standing {
        Standing::Denied => format!("<s>{}</s>", style.caption),
        _ => style.caption.to_owned(),
    };
    format!(
        r#"<td><table border="0" cellborder="0" cellspacing="4" cellpadding="0"><tr>{}</tr></table></td><td><font color="{}" point-size="10.5">{caption}&#160;&#160;&#160;</font></td>"#,
        dash.repeat(n_dashes),
        style.color
    )
}
