use crate::cli::exit::{Exit, Failure};
use crate::cli::messages::Messages;
use crate::cli::output::{Pending, Target, prepare};
use clap::Args;
use graphwright::draw::{FontDatabase, Lacking, PngError, PngSize, Scene, png};
use std::fmt::Write;

/// How large a picture in pixels is.
#[derive(Debug, Clone, Copy, Args)]
pub struct PixelOptions {
    /// Draw .png so many times as large as .svg, up to 100 million pixels [default: 2]
    #[arg(long, value_name = "FACTOR", value_parser = factor, conflicts_with = "width")]
    scale: Option<f64>,
    /// Draw .png so many pixels wide
    #[arg(long, value_name = "PIXELS", value_parser = pixels)]
    width: Option<u32>,
}

/// No picture that fits is so small that a larger factor would do.
const LARGEST_FACTOR: f64 = 1000.0;

fn factor(text: &str) -> Result<f64, String> {
    match text.parse() {
        Ok(factor) if factor > 0.0 && factor <= LARGEST_FACTOR => Ok(factor),
        _ => Err(format!(
            "a number above 0 and up to {LARGEST_FACTOR} is wanted, such as 2 or 1.5"
        )),
    }
}

fn pixels(text: &str) -> Result<u32, String> {
    match text.parse() {
        Ok(pixels) if pixels > 0 => Ok(pixels),
        _ => Err("a number of pixels is wanted, such as 1200".to_owned()),
    }
}

impl PixelOptions {
    /// Whether a size is asked for at all.
    pub fn are_given(&self) -> bool {
        self.scale.is_some() || self.width.is_some()
    }

    fn size(self) -> PngSize {
        match self.width {
            Some(width) => PngSize::Width(width),
            None => PngSize::Scale(self.scale.unwrap_or(2.0)),
        }
    }

    /// Writes a scene as PNG, and says which characters the carried font lacks.
    pub fn write(
        self,
        scene: &Scene<'_>,
        target: &Target,
        messages: &Messages,
    ) -> Result<Pending, Failure> {
        let mut lacking = Lacking::default();
        let pending = prepare(
            target,
            |mut out| {
                lacking = png(
                    scene,
                    self.size(),
                    FontDatabase::load_system_fonts,
                    &mut out,
                )?;
                Ok(())
            },
            explain,
        )?;
        if lacking.characters > 0 {
            messages.warn(words(&lacking));
        }
        Ok(pending)
    }
}

fn explain(name: &str, error: PngError) -> Failure {
    match error {
        PngError::Io(error) => Failure::output(name, &error),
        error @ PngError::TooLarge { .. } => Failure::new(
            Exit::Limit,
            format!("{name}: {error}; give a smaller --scale or --width, or write .svg"),
        ),
        error @ PngError::Drawing(_) => Failure::new(Exit::Output, format!("{name}: {error}")),
    }
}

fn words(lacking: &Lacking) -> String {
    let scripts: Vec<&str> = lacking.scripts.iter().copied().collect();
    let (plural, verb) = match lacking.characters {
        1 => ("", "is"),
        _ => ("s", "are"),
    };
    let mut words = format!(
        "{} character{plural} ({}) {verb} not in the font that graphwright carries",
        lacking.characters,
        scripts.join(", ")
    );
    let n_found = lacking.characters - lacking.nowhere;
    if n_found > 0 {
        words.push_str(
            "; drawn with fonts of this system, so the picture may look different on another",
        );
    }
    if lacking.nowhere > 0 {
        let fonts = "no font of this system has an outline for";
        let few = match (n_found, lacking.nowhere) {
            (0, 1) => "it".to_owned(),
            (0, _) => "them".to_owned(),
            (_, some) => format!("{some} of them"),
        };
        // Writing to a string cannot fail.
        let _ = write!(words, "; {fonts} {few}, so a box is drawn");
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_factor_is_a_number_above_nothing() {
        assert_eq!(factor("1.5"), Ok(1.5));
        for nonsense in ["0", "-1", "NaN", "inf", "1e999", "1001", "two", ""] {
            assert!(factor(nonsense).is_err(), "{nonsense}");
        }
    }

    #[test]
    fn a_width_is_a_whole_number_above_nothing() {
        assert_eq!(pixels("1200"), Ok(1200));
        for nonsense in ["0", "-1", "1.5", "99999999999", "wide", ""] {
            assert!(pixels(nonsense).is_err(), "{nonsense}");
        }
    }

    #[test]
    fn what_the_font_lacks_is_told_by_number_and_script() {
        let lacking = |characters, nowhere| {
            words(&Lacking {
                characters,
                scripts: ["Ethiopic", "Han"].into(),
                nowhere,
            })
        };
        insta::assert_snapshot!(lacking(5, 0), @"5 characters (Ethiopic, Han) are not in the font that graphwright carries; drawn with fonts of this system, so the picture may look different on another");
        insta::assert_snapshot!(lacking(5, 2), @"5 characters (Ethiopic, Han) are not in the font that graphwright carries; drawn with fonts of this system, so the picture may look different on another; no font of this system has an outline for 2 of them, so a box is drawn");
        insta::assert_snapshot!(lacking(1, 1), @"1 character (Ethiopic, Han) is not in the font that graphwright carries; no font of this system has an outline for it, so a box is drawn");
    }
}
