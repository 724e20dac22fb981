//! The style sheets of a page. Each colour stands in two of them, and the script switches the dark ones on or
//! off by their `media`: what a sheet holds never changes, so its hash in the policy stays right.

use crate::draw::style::{
    DARK_FAINT, DARK_INK, DARK_PAPER, FAINT, INK, PAPER, STANDINGS, arrow_style, dark_arrow_color,
};
use crate::draw::svg::style_sheet::{dark_sheet, light_sheet};
use std::fmt::Write;

const PAGE: &str = include_str!("page.css");

/// Colours that only the page has: rules between things, the ground of what is apart, the ground of marked
/// words, what is filtered out, and the ring around what is chosen.
const LIGHT: [&str; 5] = ["#DAD7D1", "#F6F4F0", "#FFE99A", "#D8D8D8", "#D55E00"];
const DARK: [&str; 5] = ["#343B43", "#1C2127", "#5E4B00", "#3A4149", "#FF9A4D"];

/// The exact texts between the tags.
pub(super) struct Sheets {
    page: String,
    page_dark: String,
    picture: String,
    picture_dark: String,
}

impl Sheets {
    pub(super) fn new() -> Self {
        let light = STANDINGS.map(|standing| arrow_style(standing).color);
        let dark = STANDINGS.map(dark_arrow_color);
        Self {
            page: variables("light", [PAPER, INK, FAINT], LIGHT, light) + &PAGE.replace('\r', ""),
            page_dark: variables("dark", [DARK_PAPER, DARK_INK, DARK_FAINT], DARK, dark),
            picture: light_sheet() + &states(PAPER, LIGHT),
            picture_dark: dark_sheet() + &states(DARK_PAPER, DARK),
        }
    }

    pub(super) fn all(&self) -> [&str; 4] {
        [
            &self.page,
            &self.page_dark,
            &self.picture,
            &self.picture_dark,
        ]
    }

    /// The elements for the head of the page.
    pub(super) fn of_page(&self) -> String {
        elements(&self.page, &self.page_dark)
    }

    /// The elements for the picture, which keeps them when it is saved.
    pub(super) fn of_picture(&self) -> String {
        elements(&self.picture, &self.picture_dark)
    }
}

fn elements(light: &str, dark: &str) -> String {
    format!(
        "<style>{light}</style>\n<style class=\"dark\" media=\"(prefers-color-scheme:dark)\">{dark}</style>\n"
    )
}

/// The colours as custom properties: the page is for browsers, which all know them.
fn variables(
    scheme: &str,
    [paper, ink, faint]: [&str; 3],
    [rule, wash, mark, ghost, ring]: [&str; 5],
    arrows: [&str; 6],
) -> String {
    let mut css = format!(
        "\n:root{{color-scheme:{scheme};--paper:{paper};--ink:{ink};--faint:{faint};--rule:{rule};--wash:{wash};\
         --mark:{mark};--ghost:{ghost};--ring:{ring}"
    );
    for (standing, color) in STANDINGS.into_iter().zip(arrows) {
        // Writing to a string cannot fail.
        let _ = write!(css, ";--{}:{color}", arrow_style(standing).key);
    }
    css.push_str("}\n");
    css
}

/// How shapes look that are filtered out (`out`), that a search finds or a reader chose (`found`, `chosen`),
/// and that something else was chosen over (in a `focused` picture all that is not `near`). Colours only:
/// opacity would cost a layer for each shape.
fn states(paper: &str, [_, _, _, ghost, ring]: [&str; 5]) -> String {
    format!(
        "#picture .relation.out{{display:none}}\n\
         #picture .entity.out .shape{{fill:{paper};stroke:{ghost}}}\n\
         #picture .entity.out .stroke{{stroke:{ghost}}}\n\
         #picture .entity.out text{{fill:{ghost}}}\n\
         .focused .relation:not(.near) .line{{stroke:{ghost}}}\n\
         .focused .relation:not(.near) .head,.focused .relation:not(.near) text{{fill:{ghost}}}\n\
         #picture .found .shape,#picture .chosen .shape{{stroke:{ring};stroke-width:4}}\n\
         .relation.chosen .line{{stroke-width:4}}\n"
    )
}
