//! The style table as CSS: light, and dark where the reader's screen asks for it. No variables, since not
//! every program that draws SVG knows them. A page has the dark colours as a sheet of their own, which its
//! reader can switch on.

use crate::draw::standing::Standing;
use crate::draw::style::{
    DARK_ENTITY_COLORS, DARK_FAINT, DARK_INK, DARK_PAPER, DARK_SIDE_COLORS, Dash, ENTITY_STYLES,
    EntityStyle, FAINT, INK, PAPER, PEN_WIDTH, SIDE_STYLES, SIDES, STANDINGS, arrow_style,
    dark_arrow_color,
};
use std::fmt::Write;

/// Helvetica and Arial are equally wide and a little narrower than what was measured with.
const FONTS: &str = "Helvetica,Arial,'DejaVu Sans Condensed',sans-serif";

/// Both for a picture in a file of its own.
pub(super) fn style_sheet(is_comparison: bool) -> String {
    let (light, dark) = if is_comparison {
        (light_sides(), dark_sides())
    } else {
        (String::new(), String::new())
    };
    format!(
        "{}{light}@media (prefers-color-scheme:dark){{\n{}{dark}}}\n",
        light_sheet(),
        dark_sheet()
    )
}

/// Which of two graphs has what.
fn light_sides() -> String {
    let colors = SIDE_STYLES.map(|style| [style.fill, style.stroke, style.text]);
    dashes(&SIDES)
        + &entity_colors(SIDE_STYLES.iter().zip(&colors))
        + &arrow_colors(SIDES.map(|side| (side, arrow_style(side).color)))
}

fn dark_sides() -> String {
    entity_colors(SIDE_STYLES.iter().zip(&DARK_SIDE_COLORS))
        + &arrow_colors(SIDES.map(|side| (side, dark_arrow_color(side))))
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
    let css = format!(
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
    css + &dashes(&STANDINGS)
}

fn dashes(standings: &[Standing]) -> String {
    let mut css = String::new();
    for standing in standings {
        let style = arrow_style(*standing);
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

fn colors(
    [paper, ink, faint]: [&str; 3],
    entities: &[[&'static str; 3]; 9],
    arrows: [&'static str; 6],
) -> String {
    let ground = format!(
        ".paper{{fill:{paper}}}.title{{fill:{ink}}}.counts{{fill:{faint}}}.relation text{{stroke:{paper}}}\n"
    );
    ground
        + &entity_colors(ENTITY_STYLES.iter().zip(entities))
        + &arrow_colors(STANDINGS.into_iter().zip(arrows))
}

fn entity_colors<'c>(
    rows: impl Iterator<Item = (&'c EntityStyle, &'c [&'static str; 3])>,
) -> String {
    let mut css = String::new();
    for (style, [fill, stroke, text]) in rows {
        let key = style.key;
        let _ = writeln!(
            css,
            ".{key} .shape{{fill:{fill};stroke:{stroke}}}.{key} .stroke{{stroke:{stroke}}}.{key} text{{fill:{text}}}"
        );
    }
    css
}

fn arrow_colors(rows: impl IntoIterator<Item = (Standing, &'static str)>) -> String {
    let mut css = String::new();
    for (standing, color) in rows {
        let key = arrow_style(standing).key;
        let _ = writeln!(
            css,
            ".{key} .line{{stroke:{color}}}.{key} .head,.{key} text{{fill:{color}}}"
        );
    }
    css
}
