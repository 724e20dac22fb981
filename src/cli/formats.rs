use crate::cli::Outcome;
use crate::cli::output::to_standard_output;
use clap::Args;
use graphwright::format::Format;

/// List the formats that are read and written
#[derive(Debug, Args)]
pub struct Arguments {}

pub fn run(_: &Arguments) -> Outcome {
    let yes = |is: bool| if is { "yes" } else { "-" };
    let rows = Format::ALL.map(|format| Row {
        name: format.name(),
        extensions: format.extensions().join(", "),
        read: yes(format.is_read()),
        written: yes(format.is_written()),
        media_type: format.media_type(),
    });
    let width = |length: fn(&Row) -> usize| rows.iter().map(length).max().unwrap_or_default();
    let names = width(|row| row.name.len());
    let extensions = width(|row| row.extensions.len());
    let head = Row {
        name: "name",
        extensions: "extensions".to_owned(),
        read: "read",
        written: "written",
        media_type: "media type",
    };
    to_standard_output(|out| {
        for row in std::iter::once(&head).chain(&rows) {
            writeln!(
                out,
                "{:<names$}  {:<extensions$}  {:<4}  {:<7}  {}",
                row.name, row.extensions, row.read, row.written, row.media_type
            )?;
        }
        Ok(())
    })
}

struct Row {
    name: &'static str,
    extensions: String,
    read: &'static str,
    written: &'static str,
    media_type: &'static str,
}
