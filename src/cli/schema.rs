use crate::cli::Outcome;
use crate::cli::output::to_standard_output;
use clap::Args;

/// Made from the types by a test (`SCHEMA=overwrite`), which also compares them: what makes it would add a hundred
/// times its size to the program.
const FACTS: &str = include_str!("../../schema/facts.json");
const RECORD: &str = include_str!("../../schema/record.json");

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
    let schema = if arguments.line { RECORD } else { FACTS };
    to_standard_output(|out| out.write_all(schema.as_bytes()))
}
