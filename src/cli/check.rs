use crate::cli::Outcome;
use crate::cli::exit::{Exit, Failure};
use crate::cli::export::explain_rdf;
use crate::cli::input::{InputOptions, QuotesArgument};
use crate::cli::load::load;
use crate::cli::messages::Messages;
use crate::cli::output::{Target, explain_io, prepare};
use crate::cli::text::n_threads;
use clap::{Args, ValueEnum};
use graphwright::check::{
    CheckOptions, FindingKind, Report, TableOptions, check, lines, table, triples,
};
use graphwright::extract::Extractor;
use graphwright::format::Format;
use graphwright::graph::{KnowledgeGraph, Source};
use graphwright::ontology::Ontology;
use graphwright::rdf::{Index, prefixes};
use graphwright::read::text::other_language;
use graphwright::write::write_rdf;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Hold each relation against the text that it cites
///
/// Is the quote in its source; do both ends stand in or near it; does it run that way; is it negated, hedged or
/// somebody's word where the relation says it is not; has the source changed since. A verdict names what was looked
/// at: "the text says so here" where the program itself reads the same relation in the quote, "the words stand there"
/// where nothing speaks against it. None says that a relation is true.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Facts or RDF with the texts of their sources, or texts to extract facts from; - is standard input
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
    /// A table for people, JSON Lines for programs, or Turtle: verdicts on the claims that `export` writes
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    to: To,
    /// List every relation in the table, not only those that fail
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    failing: FailOptions,
    #[command(flatten)]
    input: InputOptions,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum To {
    #[default]
    Table,
    Jsonl,
    Turtle,
}

/// Which findings count.
#[derive(Debug, Args)]
pub struct FailOptions {
    /// Which findings make a relation fail: names with commas between them, `default`, `all` or `none`; `default,NAME`
    /// adds one [default: those that flagged no good fact in our tests; the table names all that it finds]
    #[arg(
        long,
        value_name = "FINDINGS",
        value_delimiter = ',',
        value_parser = findings
    )]
    fail_on: Vec<Kinds>,
}

/// What one name of `--fail-on` stands for.
#[derive(Debug, Clone)]
struct Kinds(BTreeSet<FindingKind>);

fn findings(name: &str) -> Result<Kinds, String> {
    let kinds = match name {
        "default" => FindingKind::failing(),
        "all" => FindingKind::ALL.iter().map(|row| row.0).collect(),
        "none" => BTreeSet::new(),
        name => {
            let known = || FindingKind::ALL.map(|row| row.1).join(", ");
            let unknown = || format!("unknown finding; known: default, all, none, {}", known());
            BTreeSet::from([FindingKind::by_name(name).ok_or_else(unknown)?])
        }
    };
    Ok(Kinds(kinds))
}

impl FailOptions {
    /// Whether anything is asked for at all.
    pub fn are_given(&self) -> bool {
        !self.fail_on.is_empty()
    }

    /// The kinds that count.
    pub fn kinds(&self) -> BTreeSet<FindingKind> {
        if !self.are_given() {
            return FindingKind::failing();
        }
        let kinds = self.fail_on.iter().flat_map(|kinds| &kinds.0);
        kinds.copied().collect()
    }
}

pub fn run(arguments: &Arguments, messages: &Messages) -> Outcome {
    if arguments.all && arguments.to != To::Table {
        let message = "--all is for the table; the other formats have every relation";
        return Err(Failure::new(Exit::Usage, message));
    }
    let input = marked(&arguments.input);
    let loaded = load(&arguments.inputs, &input, messages)?;
    let exit = loaded.exit();
    let (ontology, minter) = (loaded.ontology.clone(), loaded.minter.clone());
    let (graph, n_left) = loaded.graph(messages)?;
    if n_left > 0 {
        messages.note(format!(
            "{n_left} triples are not claims and are not checked"
        ));
    }
    let report = report(&graph, &ontology, &arguments.input)?;
    let failing = arguments.failing.kinds();
    let target = Target::new(&arguments.output);
    let pending = match arguments.to {
        To::Table => {
            let options = TableOptions {
                failing: &failing,
                all: arguments.all,
            };
            prepare(
                &target,
                |mut out| table(&report, &graph, &ontology, &options, &mut out),
                explain_io,
            )
        }
        To::Jsonl => prepare(
            &target,
            |mut out| lines(&report, &graph, &failing, &mut out),
            explain_io,
        ),
        To::Turtle => {
            let limit = |error| Failure::new(Exit::Limit, error);
            let mut quads = triples(&report, &failing).map_err(limit)?;
            quads.prefixes = prefixes(&minter, &ontology);
            let index = Index::new(quads).map_err(limit)?;
            let known = arguments.input.prefixes();
            prepare(
                &target,
                |out| write_rdf(&index, Format::Turtle, &known, out),
                explain_rdf,
            )
        }
    }?;
    pending.commit()?;
    if graph.claims().next().is_none() {
        messages.warn("there is no relation to check");
    }
    if report.failed(&failing).is_empty() {
        Ok(exit)
    } else {
        Ok(Exit::No)
    }
}

/// The same options with quotes marked without a word, since the report tells of each.
pub fn marked(input: &InputOptions) -> InputOptions {
    InputOptions {
        quotes: Some(input.quotes.unwrap_or(QuotesArgument::Silent)),
        ..input.clone()
    }
}

/// The relations of a graph, held against their sources.
pub fn report(
    graph: &KnowledgeGraph,
    ontology: &Ontology,
    input: &InputOptions,
) -> Result<Report, Failure> {
    let extractor = Extractor::new(ontology).map_err(|error| Failure::new(Exit::Input, error))?;
    let options = CheckOptions {
        extractor: Some(&extractor),
        search: input.text.extraction(false).search,
        is_readable: &is_english,
        n_threads: n_threads(input.threads),
    };
    Ok(check(graph, ontology, &options))
}

/// Whether a source is in the language that the extractor reads, by its record, else by its text.
fn is_english(source: &Source) -> bool {
    if let Some(tag) = source.languages.first() {
        return tag == "en" || tag.starts_with("en-");
    }
    let text = source.text.as_ref();
    text.is_some_and(|text| other_language(text.as_str()).is_none())
}
