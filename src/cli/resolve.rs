use crate::cli::Outcome;
use crate::cli::exit::{Exit, Failure};
use crate::cli::input::InputOptions;
use crate::cli::load::load;
use crate::cli::messages::Messages;
use crate::cli::output::{Target, explain_io, prepare};
use clap::{Args, ValueEnum};
use graphwright::ontology::Gazetteer;
use graphwright::resolve::{lines, propose, table, tsv};
use std::path::PathBuf;

/// Propose which entities may be one, with reasons, for a ledger to decide
///
/// The same code, the same name but for case, accents and titles, an acronym, an initial, a last name beside the full
/// name in one source: all that is only likely is listed here and merged nowhere. Write the list as a table with
/// --to tsv, put same or different in place of each ?, and give the file as --ledger to any command: the ledger wins
/// over every rule, and taking a line out takes the merge back.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Facts, RDF, or texts to extract facts from; - is standard input
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// Where to write; - is standard output, and the default
    #[arg(
        long,
        short,
        value_name = "FILE",
        default_value = "-",
        hide_default_value = true
    )]
    output: PathBuf,
    /// What to write [default: tsv if the output ends in .tsv, jsonl if in .jsonl, else a table for people]
    #[arg(long, value_enum, value_name = "FORMAT")]
    to: Option<To>,
    #[command(flatten)]
    input: InputOptions,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum To {
    /// For people: merges, and proposals with their reasons
    Table,
    /// Proposals as lines of a ledger that wait for a decision
    Tsv,
    /// Merges and proposals, an object a line
    Jsonl,
}

impl Arguments {
    fn format(&self) -> To {
        let extension = self
            .output
            .extension()
            .and_then(|extension| extension.to_str());
        self.to.unwrap_or(match extension {
            Some("tsv") => To::Tsv,
            Some("jsonl" | "ndjson") => To::Jsonl,
            _ => To::Table,
        })
    }
}

pub fn run(arguments: &Arguments, messages: &Messages) -> Outcome {
    let loaded = load(&arguments.inputs, &arguments.input, messages)?;
    let (ontology, minter) = (loaded.ontology.clone(), loaded.minter.clone());
    let exit = loaded.exit();
    let gazetteer = Gazetteer::of(&ontology).map_err(|error| Failure::new(Exit::Input, error))?;
    let (graph, _, decided) = loaded.settled_graph(messages)?;
    let proposals = propose(&graph, &ontology, &gazetteer, &decided);
    let target = Target::new(&arguments.output);
    let pending = prepare(
        &target,
        |mut out| match arguments.format() {
            To::Table => table(&decided, &proposals, &graph, &minter, &mut out),
            To::Tsv => tsv(&proposals, &minter, &mut out),
            To::Jsonl => lines(&decided, &proposals, &minter, &mut out),
        },
        explain_io,
    )?;
    pending.commit()?;
    Ok(exit)
}
