//! What stands above a picture, and where in it: title, counts, and a sample of every kind that occurs.

use crate::draw::layout::geometry::{Point, point};
use crate::draw::measure::Font;
use crate::draw::picture::Picture;
use crate::draw::standing::Standing;
use crate::draw::style::{arrow_style, entity_look};
use crate::draw::wrap::{cut, wrap};

/// The most columns of a line of the title, and the most characters of it.
pub(super) const TITLE_COLUMNS: usize = 60;
pub(super) const LONGEST_TITLE: usize = 160;

const TITLE_SIZE: f64 = 24.0;
const COUNTS_SIZE: f64 = 13.0;
/// The size of the words on samples.
pub(super) const SAMPLE_SIZE: f64 = 11.5;
/// Height of a row of samples, and the room between two of them.
pub(super) const ROW: f64 = 30.0;
const BETWEEN: f64 = 9.0;
/// The length of the line of a sample of an arrow.
pub(super) const SAMPLE_LENGTH: f64 = 34.0;

/// A line of words; `place` is where its base line starts.
#[derive(Debug)]
pub(super) struct Caption {
    pub(super) text: String,
    pub(super) is_title: bool,
    pub(super) size: f64,
    pub(super) place: Point,
}

/// What a sample is of.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kind {
    /// Entities of a row of [`ENTITY_STYLES`].
    Entities(usize),
    Relations(Standing),
}

/// A sample in the legend; `place` is its upper left corner.
#[derive(Debug)]
pub(super) struct Sample {
    pub(super) kind: Kind,
    pub(super) place: Point,
    pub(super) width: f64,
}

/// All of it from (0, 0) on, and the room it takes.
#[derive(Debug, Default)]
pub(super) struct Heading {
    pub(super) captions: Vec<Caption>,
    pub(super) samples: Vec<Sample>,
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
    let mut heading = Heading::default();
    for line in title.map_or_else(Vec::new, title_lines) {
        let width = font.width_of_bold(&line, TITLE_SIZE);
        heading.caption(line, true, TITLE_SIZE, width);
    }
    let counts_width = font.width(counts, COUNTS_SIZE);
    heading.caption(counts.to_owned(), false, COUNTS_SIZE, counts_width);
    heading.size.y += 6.0;
    let rows = picture.rows().into_iter();
    heading.row(rows.map(Kind::Entities), font, width);
    let standings = picture.standings().into_iter();
    heading.row(standings.map(Kind::Relations), font, width);
    heading
}

/// A title in the lines that it is drawn in.
pub(super) fn title_lines(title: &str) -> Vec<String> {
    wrap(&cut(title, LONGEST_TITLE), TITLE_COLUMNS)
}

impl Kind {
    pub(super) fn caption(self) -> &'static str {
        match self {
            Self::Entities(row) => entity_look(row).caption,
            Self::Relations(standing) => arrow_style(standing).caption,
        }
    }

    fn width(self, font: &Font) -> f64 {
        let room = match self {
            Self::Entities(_) => 26.0,
            Self::Relations(_) => SAMPLE_LENGTH + 16.0,
        };
        room + font.width(self.caption(), SAMPLE_SIZE)
    }
}

impl Heading {
    fn caption(&mut self, text: String, is_title: bool, size: f64, width: f64) {
        let place = point(0.0, self.size.y + size);
        self.captions.push(Caption {
            text,
            is_title,
            size,
            place,
        });
        self.size.y += size * 1.25;
        self.size.x = self.size.x.max(width);
    }

    /// Samples in as many rows as they need.
    fn row(&mut self, kinds: impl Iterator<Item = Kind>, font: &Font, width: f64) {
        let mut x = 0.0;
        let n_before = self.samples.len();
        for kind in kinds {
            let sample_width = kind.width(font);
            if x > 0.0 && x + sample_width > width {
                x = 0.0;
                self.size.y += ROW;
            }
            self.samples.push(Sample {
                kind,
                place: point(x, self.size.y),
                width: sample_width,
            });
            x += sample_width + BETWEEN;
            self.size.x = self.size.x.max(x - BETWEEN);
        }
        if self.samples.len() > n_before {
            self.size.y += ROW;
        }
    }
}
