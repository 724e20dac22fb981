//! Which font draws which character: the carried one, and what the system has for characters that it lacks.

use crate::draw::carried;
use crate::draw::measure::Font;
use crate::order::CompactSort;
use resvg::usvg::fontdb::{FaceInfo, ID, Source, Style, Weight};
use resvg::usvg::{FontResolver, FontStyle};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use ttf_parser::{Face, Tag};
use unicode_script::UnicodeScript;

/// The fonts to choose from.
pub use resvg::usvg::fontdb::Database as FontDatabase;

/// From this weight on words are bold.
const BOLD: u16 = 600;

/// Characters of a picture that the carried font lacks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lacking {
    /// How many there are, each counted once.
    pub characters: usize,
    /// The scripts that they are of, by name.
    pub scripts: BTreeSet<&'static str>,
    /// For how many of them no other font was found either; they are drawn as empty boxes.
    pub nowhere: usize,
}

/// The fonts of one picture.
pub(super) struct Fonts {
    database: Arc<FontDatabase>,
    regular: ID,
    bold: ID,
    oblique: ID,
    /// Whether the regular face has a character, for those of the picture.
    covered: BTreeSet<char>,
    /// Faces for the characters that it lacks.
    stand_ins: BTreeMap<char, ID>,
}

impl Fonts {
    /// The carried faces, and others only where they are needed.
    pub(super) fn for_characters(
        drawn: &BTreeSet<char>,
        font: &Font,
        system_fonts: impl FnOnce(&mut FontDatabase),
    ) -> (Self, Lacking) {
        let mut database = FontDatabase::new();
        let faces = [carried::regular(), carried::bold(), carried::oblique()];
        let [regular, bold, oblique] = faces.map(|data| {
            let ids = database.load_font_source(Source::Binary(Arc::new(data)));
            ids.first().copied().unwrap_or_else(ID::dummy)
        });
        let seen = drawn.iter().filter(|character| is_seen(**character));
        let (covered, lacking): (BTreeSet<char>, BTreeSet<char>) =
            seen.partition(|character| font.has(**character));
        let mut stand_ins = BTreeMap::new();
        if !lacking.is_empty() {
            let n_carried = database.len();
            system_fonts(&mut database);
            stand_ins = find_stand_ins(&database, n_carried, &lacking);
        }
        let report = Lacking {
            characters: lacking.len(),
            scripts: lacking.iter().copied().map(script).collect(),
            nowhere: lacking.len() - stand_ins.len(),
        };
        let fonts = Self {
            database: Arc::new(database),
            regular,
            bold,
            oblique,
            covered,
            stand_ins,
        };
        (fonts, report)
    }

    pub(super) fn database(&self) -> Arc<FontDatabase> {
        Arc::clone(&self.database)
    }

    /// Chooses the carried faces whatever family is asked for: a system that has Helvetica draws the same.
    pub(super) fn resolver(&self) -> FontResolver<'_> {
        FontResolver {
            select_font: Box::new(|font, _| {
                Some(if font.weight() >= BOLD {
                    self.bold
                } else if font.style() == FontStyle::Normal {
                    self.regular
                } else {
                    self.oblique
                })
            }),
            select_fallback: Box::new(|character, used, _| {
                let regular = Some(self.regular).filter(|_| self.covered.contains(&character));
                let stand_in = self.stand_ins.get(&character).copied();
                regular.or(stand_in).filter(|face| !used.contains(face))
            }),
        }
    }
}

/// Joiners, variation selectors and spaces have no look of their own.
fn is_seen(character: char) -> bool {
    let is_hidden = matches!(
        character,
        '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E0000}'..='\u{E0FFF}'
    );
    !is_hidden && !character.is_whitespace()
}

fn script(character: char) -> &'static str {
    match character.script() {
        unicode_script::Script::Common => "symbols",
        unicode_script::Script::Unknown => "unknown",
        script => script.full_name(),
    }
}

/// Of the faces after the carried ones the one that has most of the characters, then of the rest the one that
/// has most of what is still open, and so on: few fonts, and the same ones for the same set of installed fonts.
fn find_stand_ins(
    database: &FontDatabase,
    n_carried: usize,
    lacking: &BTreeSet<char>,
) -> BTreeMap<char, ID> {
    let mut faces: Vec<&FaceInfo> = database.faces().skip(n_carried).collect();
    faces.order_by_key(|face| {
        (
            face.style != Style::Normal,
            face.weight.0.abs_diff(Weight::NORMAL.0),
            face.monospaced,
            &face.post_script_name,
        )
    });
    let mut offers: Vec<(ID, BTreeSet<char>)> = faces
        .into_iter()
        .map(|face| (face.id, characters_of(database, face.id, lacking)))
        .collect();
    let mut found = BTreeMap::new();
    loop {
        let best = offers.iter().rev().max_by_key(|(_, offer)| offer.len());
        let Some((id, offer)) = best.filter(|(_, offer)| !offer.is_empty()).cloned() else {
            return found;
        };
        for (_, other) in &mut offers {
            other.retain(|character| !offer.contains(character));
        }
        found.extend(offer.into_iter().map(|character| (character, id)));
    }
}

/// Those of some characters that a face has with an outline. Faces of bitmaps alone are of no use.
fn characters_of(database: &FontDatabase, id: ID, wanted: &BTreeSet<char>) -> BTreeSet<char> {
    let offer = database.with_face_data(id, |data, index| {
        let face = Face::parse(data, index).ok()?;
        let outlines = [b"glyf", b"CFF ", b"CFF2"].map(Tag::from_bytes);
        let has_outlines = outlines
            .iter()
            .any(|tag| face.raw_face().table(*tag).is_some());
        if !has_outlines {
            return None;
        }
        let has = |character: &&char| face.glyph_index(**character).is_some();
        Some(wanted.iter().filter(has).copied().collect())
    });
    offer.flatten().unwrap_or_default()
}
