use crate::cli::Outcome;
use crate::cli::output::to_standard_output;
use clap::Args;
use graphwright::model::{Facts, Record};
use schemars::schema_for;

/// Print the JSON Schema of the facts format
///
/// The schema is made from the program's own types. It is that of one JSON object with all facts, fit for a
/// language model's structured output; with --line it is that of one line of JSON Lines.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The schema of one record, as JSON Lines hold it
    #[arg(long)]
    line: bool,
}

pub fn run(arguments: &Arguments) -> Outcome {
    let schema = if arguments.line {
        schema_for!(Record)
    } else {
        schema_for!(Facts)
    };
    to_standard_output(|out| {
        serde_json::to_writer_pretty(&mut *out, &schema)?;
        writeln!(out)
    })
}
