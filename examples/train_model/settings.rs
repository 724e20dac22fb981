//! What may be set on the command line.

use std::error::Error;

/// How training goes; the usual values made the model that is shipped.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Settings {
    /// Decides about every order and chance.
    pub(crate) seed: u64,
    /// Whether only the training part of EWT is used.
    pub(crate) is_evaluation: bool,
    /// Passes over the sentences for the tagger.
    pub(crate) tagger_passes: u32,
    /// Passes for the taggers of the five folds.
    pub(crate) fold_passes: u32,
    /// Passes for the parser without a beam, at the beginning.
    pub(crate) greedy_passes: u32,
    /// Passes for the parser with a beam.
    pub(crate) beam_passes: u32,
    /// How wide the beam is.
    pub(crate) width: u32,
    /// The mistakes after which the parser heeds a feature.
    pub(crate) needed: u32,
    /// The bytes that the compressed model may have; the parser's smallest weights are left out until it fits.
    pub(crate) budget: u32,
    /// Smaller average weights of the tagger are left out, in hundredths.
    pub(crate) tagger_smallest: u32,
}

impl Settings {
    /// Understands options such as `--seed 2`.
    pub(crate) fn read(options: &[String]) -> Result<Self, Box<dyn Error>> {
        let mut settings = Self {
            seed: 1,
            is_evaluation: false,
            tagger_passes: 8,
            fold_passes: 5,
            greedy_passes: 2,
            beam_passes: 10,
            width: 8,
            needed: 10,
            budget: 4_150_000,
            tagger_smallest: 60,
        };
        let mut options = options.iter();
        while let Some(option) = options.next() {
            if option == "--evaluation" {
                settings.is_evaluation = true;
                continue;
            }
            let value = options
                .next()
                .ok_or_else(|| format!("{option} needs a value"))?;
            let place = match option.as_str() {
                "--seed" => {
                    settings.seed = value.parse()?;
                    continue;
                }
                "--tagger-passes" => &mut settings.tagger_passes,
                "--fold-passes" => &mut settings.fold_passes,
                "--greedy-passes" => &mut settings.greedy_passes,
                "--beam-passes" => &mut settings.beam_passes,
                "--width" => &mut settings.width,
                "--needed" => &mut settings.needed,
                "--budget" => &mut settings.budget,
                "--tagger-smallest" => &mut settings.tagger_smallest,
                _ => return Err(format!("unknown option {option}").into()),
            };
            *place = value.parse()?;
        }
        Ok(settings)
    }
}
