//! Which columns of spreadsheets hold what.

use crate::cli::exit::{Exit, Failure};
use clap::Args;
use graphwright::format::Format;
use graphwright::read::{Layout, Mapping, Preset};

/// What the columns of CSV and TSV inputs hold, where they are not ours.
#[derive(Debug, Clone, Args)]
pub struct LayoutOptions {
    /// Which column of CSV and TSV inputs holds which field, such as subject=Actor1,predicate=Action,object=Actor2;
    /// FIELD==TEXT gives all rows the same text. A column with a comma goes between quotation marks. May be repeated
    #[arg(long, value_name = "FIELD=COLUMN,…")]
    pub map: Vec<Mapping>,
    /// Read CSV and TSV inputs by the columns of: acled, gdelt-events, kgx
    #[arg(long, value_name = "NAME", value_parser = preset, conflicts_with = "map")]
    pub preset: Option<Preset>,
}

fn preset(name: &str) -> Result<Preset, String> {
    Preset::by_name(name).ok_or_else(|| {
        let known = Preset::ALL.map(Preset::name);
        format!("unknown preset; known: {}", known.join(", "))
    })
}

impl LayoutOptions {
    /// What the options come to; `None` where spreadsheets have our own columns.
    pub fn layout(&self) -> Result<Option<Layout>, Failure> {
        if let Some(preset) = self.preset {
            return Ok(Some(Layout::Preset(preset)));
        }
        if self.map.is_empty() {
            return Ok(None);
        }
        match Mapping::join(self.map.iter().cloned()) {
            Ok(mapping) => Ok(Some(Layout::Mapped(mapping))),
            Err(message) => Err(Failure::new(Exit::Usage, format!("--map: {message}"))),
        }
    }

    /// Refuses options that no input of these formats could follow: in silence they would do nothing.
    pub fn check_use(&self, formats: &[Format]) -> Result<(), Failure> {
        let option = match (self.preset, self.map.is_empty()) {
            (Some(preset), _) => format!("--preset {}", preset.name()),
            (None, false) => "--map".to_owned(),
            (None, true) => return Ok(()),
        };
        if formats.iter().copied().any(is_spreadsheet) {
            return Ok(());
        }
        let mut names: Vec<&str> = formats.iter().map(|format| format.name()).collect();
        names.dedup();
        let message = format!(
            "{option} is for CSV and TSV inputs, and there is none (read as {}; --from csv or tsv says otherwise)",
            names.join(", ")
        );
        Err(Failure::new(Exit::Usage, message))
    }
}

/// Whether an input of a format has columns that can be somebody else's.
pub fn is_spreadsheet(format: Format) -> bool {
    matches!(format, Format::Csv | Format::Tsv)
}
