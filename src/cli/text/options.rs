use clap::Args;
use graphwright::extract::ExtractOptions;
use graphwright::extract::parser::Search;
use graphwright::model::Confidence;
use std::num::NonZeroUsize;
use std::thread;

/// How facts are extracted from texts.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Extracting facts from texts")]
pub struct TextOptions {
    /// Parse each sentence by its first guess: about twice as fast, and less exact
    #[arg(long)]
    pub fast: bool,
    /// Keep what the lexicon does not know too, as relations in the text's own words
    #[arg(long)]
    pub open: bool,
    /// Leave out relations that are less certain than this, from 0 to 1
    #[arg(
        long,
        value_name = "NUMBER",
        value_parser = confidence,
        default_value = "0",
        hide_default_value = true
    )]
    pub min_confidence: Confidence,
    /// Read texts as this language whatever they seem to be in; English is the only one
    #[arg(long, value_name = "LANGUAGE", value_parser = ["en"])]
    pub language: Option<String>,
}

/// How many branches the parser follows unless it has to be fast.
const BEAM: usize = 4;
impl TextOptions {
    /// What the extractor is told.
    pub fn extraction(&self, explain: bool) -> ExtractOptions {
        ExtractOptions {
            search: if self.fast {
                Search::Greedy
            } else {
                Search::Beam(BEAM)
            },
            open: self.open,
            min_confidence: hundredths(self.min_confidence),
            explain,
        }
    }
}

/// How many threads there shall be: so many, or one for each core.
pub fn n_threads(wanted: Option<NonZeroUsize>) -> usize {
    let cores = || thread::available_parallelism().map_or(1, NonZeroUsize::get);
    wanted.map_or_else(cores, NonZeroUsize::get)
}

/// Rounded up, so that nothing less certain than was asked for comes through.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a confidence lies between 0 and 1"
)]
fn hundredths(confidence: Confidence) -> u32 {
    // A hundred times 0.07 is a little more than 7.
    (confidence.value() * 100.0 - 1e-9).ceil().max(0.0) as u32
}

fn confidence(text: &str) -> Result<Confidence, String> {
    let number = text
        .parse()
        .ok()
        .and_then(|value| Confidence::new(value).ok());
    number.ok_or_else(|| "a number from 0 to 1 is wanted".to_owned())
}
