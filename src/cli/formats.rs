use crate::cli::Outcome;
use crate::cli::output::to_standard_output;
use clap::Args;
use graphwright::format::Format;

/// List the formats that are read and written
#[derive(Debug, Args)]
pub struct Arguments {}

pub fn run(_: &Arguments) -> Outcome {
    to_standard_output(|out| {
        writeln!(
            out,
            "{:<9} {:<20} {:<5} {:<8} media type",
            "name", "extensions", "read", "written"
        )?;
        for format in Format::ALL {
            let extensions = format.extensions().join(", ");
            let yes = |is: bool| if is { "yes" } else { "-" };
            writeln!(
                out,
                "{:<9} {extensions:<20} {:<5} {:<8} {}",
                format.name(),
                yes(format.is_read()),
                yes(format.is_written()),
                format.media_type()
            )?;
        }
        Ok(())
    })
}
