//! How wide words are, by the font that the program carries: DejaVu Sans Condensed, which is about as wide as
//! Helvetica and Arial and a little wider than both, so boxes fit their words in each of them.

use crate::draw::carried;
use ttf_parser::Face;
use unicode_width::UnicodeWidthChar;

/// The part of its height that a character takes which the font lacks: wide or not (Unicode Standard Annex 11).
const WIDE: f64 = 1.0;
const NARROW: f64 = 0.6;
/// How much wider bold words are.
const BOLD: f64 = 1.11;

/// Tells widths.
pub(super) struct Font {
    face: Option<Face<'static>>,
}

impl Font {
    pub(super) fn carried() -> Self {
        Self {
            face: Face::parse(carried::regular(), 0).ok(),
        }
    }

    /// The width of a line of text in letters of a size.
    pub(super) fn width(&self, text: &str, size: f64) -> f64 {
        text.chars()
            .map(|character| self.advance(character))
            .sum::<f64>()
            * size
    }

    /// The width of a line in bold letters.
    pub(super) fn width_of_bold(&self, text: &str, size: f64) -> f64 {
        self.width(text, size) * BOLD
    }

    /// Whether a character has a look in this font.
    pub(super) fn has(&self, character: char) -> bool {
        let face = self.face.as_ref();
        face.is_some_and(|face| face.glyph_index(character).is_some())
    }

    /// As a part of the size of the letters.
    fn advance(&self, character: char) -> f64 {
        let columns = character.width().unwrap_or(0);
        if columns == 0 {
            return 0.0;
        }
        let by_font = self.face.as_ref().and_then(|face| {
            let advance = face.glyph_hor_advance(face.glyph_index(character)?)?;
            Some(f64::from(advance) / f64::from(face.units_per_em()))
        });
        match (by_font, columns) {
            // Pictures come from another font where one has them in colour, and are wide there.
            (advance, 2..) => advance.unwrap_or(WIDE).max(WIDE),
            (advance, _) => advance.unwrap_or(NARROW),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_as_wide_as_the_font_says() {
        let font = Font::carried();
        assert!(font.face.is_some());
        let [narrow, wide] = ["iiii", "WWWW"].map(|text| font.width(text, 10.0));
        assert!((9.0..12.0).contains(&narrow), "{narrow}");
        assert!((34.0..38.0).contains(&wide), "{wide}");
        assert!((font.width("iiii", 20.0) - 2.0 * narrow).abs() < 1e-9);
    }

    #[test]
    fn what_the_font_lacks_is_measured_by_columns() {
        let font = Font::carried();
        assert!((font.width("布基纳法索", 10.0) - 50.0).abs() < 1e-9);
        assert!((font.width("ሀ", 10.0) - 6.0).abs() < 1e-9);
        assert!((font.width("🚀", 10.0) - 10.0).abs() < 1e-9);
        assert!(font.width("e\u{301}\u{200D}", 10.0) < 7.0);
    }
}
