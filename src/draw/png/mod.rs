//! PNG: a scene in pixels, drawn from its SVG as it looks on a light ground.

mod fonts;

use crate::draw::drawing::Scene;
use crate::draw::measure::Font;
use crate::draw::png::fonts::Fonts;
use crate::draw::svg::svg;
use crate::order::CompactCollect;
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{Options, Tree};
use std::collections::BTreeSet;
use std::io::{self, Write};
use thiserror::Error;

use crate::limits::PIXELS;

pub use crate::draw::png::fonts::{FontDatabase, Lacking};

/// How large a picture in pixels is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum PngSize {
    /// So many pixels for one of the SVG, in each direction.
    Scale(f64),
    /// So many pixels wide.
    Width(u32),
}

/// Why there is no picture in pixels.
#[derive(Debug, Error)]
pub enum PngError {
    /// It would have more than [`PIXELS`].
    #[error("the picture would have {width:.0} × {height:.0} pixels; at most 100 million fit")]
    TooLarge {
        /// In pixels.
        width: f64,
        /// In pixels.
        height: f64,
    },
    /// The SVG could not be drawn.
    #[error("the picture cannot be drawn: {0}")]
    Drawing(String),
    /// The bytes could not be written.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Writes a scene as PNG, white where nothing is, and tells which characters needed other fonts than the one
/// that the program carries. `system_fonts` is called only where there are such characters; it adds what
/// stands in for the carried font. Without them the same scene gives the same bytes on any machine.
///
/// # Errors
/// [`PngError`] if the picture would be too large, or if writing to `out` fails.
pub fn png(
    scene: &Scene<'_>,
    size: PngSize,
    system_fonts: impl FnOnce(&mut FontDatabase),
    out: &mut impl Write,
) -> Result<Lacking, PngError> {
    let pixels = Pixels::of(scene, size)?;
    let (fonts, lacking) = Fonts::for_characters(&drawn(scene), &Font::carried(), system_fonts);
    let mut text = Vec::new();
    svg(scene, &mut text)?;
    let options = Options {
        fontdb: fonts.database(),
        font_resolver: fonts.resolver(),
        ..Options::default()
    };
    let undrawable = |error: resvg::usvg::Error| PngError::Drawing(error.to_string());
    let tree = Tree::from_data(&text, &options).map_err(undrawable)?;
    let mut canvas = Pixmap::new(pixels.width, pixels.height).ok_or(pixels.too_large())?;
    canvas.fill(Color::WHITE);
    let transform = Transform::from_scale(
        stretch(tree.size().width(), pixels.width),
        stretch(tree.size().height(), pixels.height),
    );
    resvg::render(&tree, transform, &mut canvas.as_mut());
    encode(&canvas, out)?;
    Ok(lacking)
}

/// Width and height in whole pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Pixels {
    width: u32,
    height: u32,
}

impl Pixels {
    fn of(scene: &Scene<'_>, size: PngSize) -> Result<Self, PngError> {
        let scale = match size {
            PngSize::Scale(scale) => scale,
            PngSize::Width(width) => f64::from(width) / scene.size.x,
        };
        let (width, height) = (scene.size.x * scale, scene.size.y * scale);
        let (width, height) = (width.round().max(1.0), height.round().max(1.0));
        if width * height > f64::from(PIXELS) {
            return Err(PngError::TooLarge { width, height });
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "whole numbers from 1 to the limit"
        )]
        let (width, height) = (width as u32, height as u32);
        Ok(Self { width, height })
    }

    fn too_large(self) -> PngError {
        PngError::TooLarge {
            width: f64::from(self.width),
            height: f64::from(self.height),
        }
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "pixels are far fewer than single precision tells apart"
)]
fn stretch(from: f32, to: u32) -> f32 {
    to as f32 / from
}

/// The characters of all words that are seen.
fn drawn(scene: &Scene<'_>) -> BTreeSet<char> {
    let captions = scene.heading.captions.iter();
    let lines = scene.blocks.iter().flat_map(|block| &block.lines);
    let captions = captions.flat_map(|caption| caption.text.chars());
    captions
        .chain(lines.flat_map(|line| line.text.chars()))
        .into_set()
}

/// Three bytes a pixel, since nothing is transparent, and no chunks but those that a PNG must have.
fn encode(canvas: &Pixmap, out: &mut impl Write) -> Result<(), PngError> {
    let mut encoder = png::Encoder::new(out, canvas.width(), canvas.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header().map_err(io::Error::from)?;
    let mut pixels = writer.stream_writer().map_err(io::Error::from)?;
    let row_bytes = canvas.data().len() / canvas.height() as usize;
    let mut row = Vec::with_capacity(row_bytes);
    for premultiplied in canvas.data().chunks_exact(row_bytes) {
        row.clear();
        // On white nothing is transparent, so premultiplied colours are the colours themselves.
        row.extend(premultiplied.chunks_exact(4).flat_map(|pixel| &pixel[..3]));
        pixels.write_all(&row)?;
    }
    pixels.finish().map_err(io::Error::from)?;
    writer.finish().map_err(io::Error::from)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::Drawing;
    use crate::draw::sample::{Sample, said_by};
    use crate::model::{Modality, Polarity};
    use crate::ontology::Ontology;

    fn sample(label: &str) -> Sample {
        Sample::default()
            .entity("a", "State", label)
            .entity("b", "Person", "Bob")
            .speaker("b")
            .relation_like("a", "trains", "b", |claim| {
                claim.polarity = Polarity::Negative;
                said_by("b")(claim);
            })
            .relation_like("b", "visits", "a", |claim| {
                claim.modality = Modality::Planned;
            })
    }

    /// The bytes of a picture, what the font lacks, and whether other fonts were asked for.
    fn drawn(label: &str, size: PngSize) -> Result<(Vec<u8>, Lacking, bool), PngError> {
        let graph = sample(label).graph();
        let ontology = Ontology::built_in().unwrap();
        let scene = Drawing::whole(&graph, &ontology).lay_out(Some("Title"));
        let (mut bytes, mut asked) = (Vec::new(), false);
        let lacking = png(&scene, size, |_| asked = true, &mut bytes)?;
        Ok((bytes, lacking, asked))
    }

    /// Width, height and the pixels, three bytes each.
    fn pixels(bytes: &[u8]) -> (u32, u32, Vec<u8>) {
        let mut reader = png::Decoder::new(io::Cursor::new(bytes))
            .read_info()
            .unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let frame = reader.next_frame(&mut pixels).unwrap();
        (frame.width, frame.height, pixels)
    }

    #[test]
    fn the_ground_is_white_and_a_state_is_blue() {
        let (bytes, lacking, asked) = drawn("Ada", PngSize::Scale(1.0)).unwrap();
        assert_eq!((lacking, asked), (Lacking::default(), false));
        let (_, _, pixels) = pixels(&bytes);
        assert_eq!(pixels[..3], [255, 255, 255]);
        let colors: BTreeSet<&[u8]> = pixels.chunks(3).collect();
        for wanted in [[0x00, 0x72, 0xB2], [0xB0, 0x00, 0x20], [0xD5, 0x5E, 0x00]] {
            assert!(colors.contains(&wanted[..]), "{wanted:?}");
        }
    }

    #[test]
    fn two_runs_give_the_same_bytes_and_no_chunk_tells_more_than_the_picture() {
        let [one, two] = [1, 2].map(|_| drawn("Ada", PngSize::Width(300)).unwrap().0);
        assert_eq!(one, two);
        assert_eq!(pixels(&one).0, 300);
        let mut chunks = Vec::new();
        let mut rest = &one[8..];
        while let [a, b, c, d, more @ ..] = rest {
            let length = u32::from_be_bytes([*a, *b, *c, *d]) as usize;
            chunks.push(String::from_utf8_lossy(&more[..4]).into_owned());
            rest = &more[4 + length + 4..];
        }
        chunks.dedup();
        assert_eq!(chunks, ["IHDR", "IDAT", "IEND"]);
    }

    #[test]
    fn a_picture_beyond_100_million_pixels_is_refused_before_it_takes_memory() {
        for size in [
            PngSize::Scale(1e300),
            PngSize::Width(u32::MAX),
            PngSize::Scale(60.0),
        ] {
            let error = drawn("Ada", size).unwrap_err();
            assert!(matches!(error, PngError::TooLarge { .. }), "{error}");
        }
    }

    #[test]
    fn a_scale_of_next_to_nothing_gives_a_pixel() {
        let (bytes, _, _) = drawn("Ada", PngSize::Scale(1e-9)).unwrap();
        assert_eq!((pixels(&bytes).0, pixels(&bytes).1), (1, 1));
    }

    #[test]
    fn characters_that_the_font_lacks_are_counted_by_script() {
        let (_, lacking, asked) = drawn("布基纳法索 ሀ 布\u{200D}", PngSize::Scale(1.0)).unwrap();
        assert!(asked);
        assert_eq!((lacking.characters, lacking.nowhere), (6, 6));
        assert_eq!(Vec::from_iter(lacking.scripts), ["Ethiopic", "Han"]);
    }

    #[test]
    fn letters_are_those_of_the_carried_font_whatever_else_there_is() {
        let graph = sample("Ada 布").graph();
        let ontology = Ontology::built_in().unwrap();
        let scene = Drawing::whole(&graph, &ontology).lay_out(None);
        let bytes = |other: &'static [u8]| {
            let mut bytes = Vec::new();
            let load = |fonts: &mut FontDatabase| fonts.load_font_data(other.to_vec());
            png(&scene, PngSize::Scale(1.0), load, &mut bytes).unwrap();
            bytes
        };
        assert_eq!(
            bytes(dejavu::serif::bold()),
            bytes(dejavu::sans_mono::regular())
        );
    }
}
