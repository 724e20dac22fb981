//! The style table as CSS: light, and dark where the reader's screen asks for it. No variables, since not
//! every program that draws SVG knows them. A page has the dark colours as a sheet of their own, which its
//! reader can switch on.

use crate::draw::style::{
    DARK_ENTITY_COLORS, DARK_FAINT, DARK_INK, DARK_PAPER, Dash, ENTITY_STYLES, FAINT, INK, PAPER,
    PEN_WIDTH, STANDINGS, arrow_style, dark_arrow_color,
};
use std::fmt::Write;

/// Helvetica and Arial are equally wide and a little narrower than what was measured with.
const FONTS: &str = "Helvetica,Arial,'DejaVu Sans Condensed',sans-serif";

/// Both for a picture in a file of its own.
pub(super) fn style_sheet() -> String {
    format!(
        "{}@media (prefers-color-scheme:dark){{\n{}}}\n",
        light_sheet(),
        dark_sheet()
    )
}

/// Everything but the dark colours.
pub(in crate::draw) fn light_sheet() -> String {
    let light = ENTITY_STYLES.map(|style| [style.fill, style.stroke, style.text]);
    let arrows = STANDINGS.map(|standing| arrow_style(standing).color);
    shapes() + &colors([PAPER, INK, FAINT], &light, arrows)
}

/// The dark colours, in place of the light ones before them.
pub(in crate::draw) fn dark_sheet() -> String {
    let arrows = STANDINGS.map(dark_arrow_color);
    colors(
        [DARK_PAPER, DARK_INK, DARK_FAINT],
        &DARK_ENTITY_COLORS,
        arrows,
    )
}

/// What is struck through has no halo: the line's would be drawn over the words.
fn shapes() -> String {
    let mut css = format!(
        "text{{font-family:{FONTS};text-anchor:middle}}\n\
         .title,.counts,.start{{text-anchor:start}}\n\
         .title{{font-weight:bold}}\n\
         .note{{font-style:italic}}\n\
         .shape,.stroke{{stroke-width:{PEN_WIDTH};stroke-linejoin:round}}\n\
         .stroke,.line{{fill:none}}\n\
         .relation text{{stroke-width:3;stroke-linejoin:round;paint-order:stroke}}\n\
         .denied .words{{text-decoration:line-through;stroke:none}}\n\
         .relation:hover .line{{stroke-width:3.5}}\n"
    );
    for standing in STANDINGS {
        let style = arrow_style(standing);
        let dashes = match style.dash {
            Dash::Solid => continue,
            Dash::Dashed => "stroke-dasharray:7 4",
            Dash::Dotted => "stroke-dasharray:0.1 4.5;stroke-linecap:round",
        };
        // Writing to a string cannot fail.
        let _ = writeln!(css, ".{} .dash{{{dashes}}}", style.key);
    }
    css
}

fn colors([paper, ink, faint]: [&str; 3], entities: &[[&str; 3]; 9], arrows: [&str; 5]) -> String {
    let mut css = format!(
        ".paper{{fill:{paper}}}.title{{fill:{ink}}}.counts{{fill:{faint}}}.relation text{{stroke:{paper}}}\n"
    );
    for (style, [fill, stroke, text]) in ENTITY_STYLES.iter().zip(entities) {
        let key = style.key;
        let _ = writeln!(
            css,
            ".{key} .shape{{fill:{fill};stroke:{stroke}}}.{key} .stroke{{stroke:{stroke}}}.{key} text{{fill:{text}}}"
        );
    }
    for (standing, color) in STANDINGS.into_iter().zip(arrows) {
        let key = arrow_style(standing).key;
        let _ = writeln!(
            css,
            ".{key} .line{{stroke:{color}}}.{key} .head,.{key} text{{fill:{color}}}"
        );
    }
    css
}
