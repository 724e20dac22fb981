//! What stands above an SVG: title, counts, and what the shapes and lines that occur stand for.

use crate::draw::escape::xml;
use crate::draw::layout::geometry::{Curve, Frame, Point, point};
use crate::draw::legend::{LONGEST_TITLE, TITLE_COLUMNS};
use crate::draw::measure::Font;
use crate::draw::picture::Picture;
use crate::draw::shape::{figure, head, outline, path, words_shift};
use crate::draw::standing::Standing;
use crate::draw::style::{ENTITY_STYLES, PEN_WIDTH, arrow_style};
use crate::draw::wrap::{cut, wrap};
use std::collections::BTreeSet;
use std::fmt::Write;

const TITLE_SIZE: f64 = 24.0;
const COUNTS_SIZE: f64 = 13.0;
const SAMPLE_SIZE: f64 = 11.5;
/// Height of a row of samples, and the room between two of them.
const ROW: f64 = 30.0;
const BETWEEN: f64 = 9.0;

/// Elements from (0, 0) on, and the room they take.
#[derive(Debug)]
pub(super) struct Heading {
    pub(super) elements: String,
    pub(super) size: Point,
}

/// The heading in so much width; a title that is wider stays so.
pub(super) fn heading(
    title: Option<&str>,
    counts: &str,
    picture: &Picture<'_>,
    font: &Font,
    width: f64,
) -> Heading {
    let mut heading = Heading {
        elements: String::new(),
        size: Point::default(),
    };
    let lines = title.map_or_else(Vec::new, |title| {
        wrap(&cut(title, LONGEST_TITLE), TITLE_COLUMNS)
    });
    for line in lines {
        heading.line(
            &line,
            "title",
            TITLE_SIZE,
            font.width_of_bold(&line, TITLE_SIZE),
        );
    }
    heading.line(
        counts,
        "counts",
        COUNTS_SIZE,
        font.width(counts, COUNTS_SIZE),
    );
    heading.size.y += 6.0;
    let rows: BTreeSet<usize> = picture.nodes.iter().map(|node| node.row).collect();
    heading.row(rows.into_iter().map(|row| entity_sample(row, font)), width);
    let standings: BTreeSet<Standing> = picture.arrows.iter().map(|arrow| arrow.standing).collect();
    heading.row(
        standings
            .into_iter()
            .map(|standing| arrow_sample(standing, font)),
        width,
    );
    heading
}

impl Heading {
    fn line(&mut self, text: &str, class: &str, size: f64, width: f64) {
        let base = self.size.y + size;
        // Writing to a string cannot fail.
        let _ = writeln!(
            self.elements,
            "<text class=\"{class}\" x=\"0\" y=\"{}\" font-size=\"{}\">{}</text>",
            figure(base),
            figure(size),
            xml(text)
        );
        self.size.y += size * 1.25;
        self.size.x = self.size.x.max(width);
    }

    /// Samples, each drawn from (0, 0) on and so wide, in as many rows as they need.
    fn row(&mut self, samples: impl Iterator<Item = (String, f64)>, width: f64) {
        let mut x = 0.0;
        let mut is_empty = true;
        for (elements, sample_width) in samples {
            if x > 0.0 && x + sample_width > width {
                x = 0.0;
                self.size.y += ROW;
            }
            let _ = writeln!(
                self.elements,
                "<g transform=\"translate({} {})\">{elements}</g>",
                figure(x),
                figure(self.size.y)
            );
            x += sample_width + BETWEEN;
            self.size.x = self.size.x.max(x - BETWEEN);
            is_empty = false;
        }
        if !is_empty {
            self.size.y += ROW;
        }
    }
}

fn entity_sample(row: usize, font: &Font) -> (String, f64) {
    let style = &ENTITY_STYLES[row];
    let width = font.width(style.caption, SAMPLE_SIZE) + 26.0;
    let frame = Frame::around(point(0.0, 2.0), point(width, ROW - 4.0));
    let at = frame.center + words_shift(style.outline) * 0.7;
    let elements = format!(
        "<g class=\"entity {}\">{}<text x=\"{}\" y=\"{}\" font-size=\"{}\">{}</text></g>",
        style.key,
        outline(style.outline, frame),
        figure(at.x),
        figure(at.y + SAMPLE_SIZE * 0.35),
        figure(SAMPLE_SIZE),
        style.caption
    );
    (elements, width)
}

fn arrow_sample(standing: Standing, font: &Font) -> (String, f64) {
    const LENGTH: f64 = 34.0;
    let style = arrow_style(standing);
    let middle = ROW * 0.5;
    let curve = Curve {
        from: point(0.0, middle),
        towards: point(LENGTH * 0.5, middle),
        to: point(LENGTH, middle),
    };
    let (line, shape) = head(style.head, curve, PEN_WIDTH);
    let elements = format!(
        "<g class=\"relation {}\"><path class=\"line dash\" stroke-width=\"{PEN_WIDTH}\" d=\"{}\"/>{shape}\
         <text class=\"start words\" x=\"{}\" y=\"{}\" font-size=\"{}\">{}</text></g>",
        style.key,
        path(line),
        figure(LENGTH + 6.0),
        figure(middle + SAMPLE_SIZE * 0.35),
        figure(SAMPLE_SIZE),
        style.caption
    );
    (
        elements,
        LENGTH + 16.0 + font.width(style.caption, SAMPLE_SIZE),
    )
}
