use crate::cli::Outcome;
use crate::cli::exit::{Exit, Failure};
use crate::cli::export::explain_rdf;
use crate::cli::input::{InputOptions, QuotesArgument};
use crate::cli::load::{limit, load};
use crate::cli::messages::Messages;
use crate::cli::output::{Pending, Target, explain_io, prepare};
use crate::cli::shapes::{Shaped, ShapesOptions};
use crate::cli::text::n_threads;
use clap::{Args, ValueEnum};
use graphwright::check::{
    CheckOptions, FindingKind, Report, TableOptions, check, lines, shapes_table, table, triples,
};
use graphwright::extract::Extractor;
use graphwright::format::Format;
use graphwright::graph::{KnowledgeGraph, Minter, Shard, Source};
use graphwright::ontology::Ontology;
use graphwright::rdf::{Index, Quads, TooManyTerms, prefixes};
use graphwright::read::text::other_language;
use graphwright::shacl;
use graphwright::write::write_rdf;
use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::PathBuf;

/// Hold each relation against the text that it cites, and the graph against its shapes
///
/// Is the quote in its source; do both ends stand in or near it; does it run that way; is it negated, hedged or
/// somebody's word where the relation says it is not; has the source changed since. A verdict names what was looked
/// at: "the text says so here" where the program itself reads the same relation in the quote, "the words stand there"
/// where nothing speaks against it. None says that a relation is true.
///
/// Shapes are rules in SHACL that nodes of the graph should keep: ours say what a relation, a quote and a speaker have to
/// have; --shapes names others, and the input may then be any RDF.
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
    shapes: ShapesOptions,
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
    let shaped = arguments.shapes.check(loaded.clone(), &input, messages)?;
    // Triples without claims are there for the shapes alone.
    let is_other = shaped.as_ref().is_some_and(|shaped| !shaped.has_claims);
    let (graph, n_left) = if is_other {
        (Shard::default().into_graph(), 0)
    } else {
        loaded.graph(messages)?
    };
    if n_left > 0 && !arguments.shapes.are_given() {
        messages.note(format!(
            "{n_left} triples are not claims and are not checked"
        ));
    }
    let checked = Checked {
        report: report(&graph, &ontology, &arguments.input)?,
        failing: arguments.failing.kinds(),
        shaped,
        graph,
        ontology,
        minter,
    };
    checked.prepare(arguments)?.commit()?;
    let has_claims = checked.graph.claims().next().is_some();
    if !has_claims && !arguments.shapes.are_given() {
        messages.warn("there is no relation to check");
    }
    Ok(if checked.is_right() { exit } else { Exit::No })
}

/// All that was found.
struct Checked {
    report: Report,
    failing: BTreeSet<FindingKind>,
    shaped: Option<Shaped>,
    graph: KnowledgeGraph,
    ontology: Ontology,
    minter: Minter,
}

impl Checked {
    fn is_right(&self) -> bool {
        let is_shaped = self
            .shaped
            .as_ref()
            .is_none_or(|shaped| shaped.report.conforms());
        is_shaped && self.report.failed(&self.failing).is_empty()
    }

    fn prepare(&self, arguments: &Arguments) -> Result<Pending, Failure> {
        let target = Target::new(&arguments.output);
        match arguments.to {
            To::Table => prepare(&target, |out| self.table(arguments.all, out), explain_io),
            To::Jsonl => prepare(&target, |out| self.lines(out), explain_io),
            To::Turtle => {
                let quads = self.triples().map_err(limit)?;
                let index = Index::new(quads).map_err(limit)?;
                let known = arguments.input.prefixes();
                prepare(
                    &target,
                    |out| write_rdf(&index, Format::Turtle, &known, out),
                    explain_rdf,
                )
            }
        }
    }

    fn table(&self, all: bool, mut out: &mut dyn Write) -> io::Result<()> {
        let options = TableOptions {
            failing: &self.failing,
            all,
        };
        let has_claims = self.graph.claims().next().is_some();
        if has_claims || self.shaped.is_none() {
            table(
                &self.report,
                &self.graph,
                &self.ontology,
                &options,
                &mut out,
            )?;
        }
        let Some(shaped) = &self.shaped else {
            return Ok(());
        };
        if has_claims {
            writeln!(out)?;
        }
        let (report, index) = (&shaped.report, &shaped.index);
        shapes_table(
            report,
            index,
            shaped.n_shapes,
            &self.graph,
            &self.ontology,
            &mut out,
        )
    }

    fn lines(&self, mut out: &mut dyn Write) -> io::Result<()> {
        lines(&self.report, &self.graph, &self.failing, &mut out)?;
        match &self.shaped {
            Some(shaped) => shacl::lines(&shaped.report, &shaped.index, &mut out),
            None => Ok(()),
        }
    }

    fn triples(&self) -> Result<Quads, TooManyTerms> {
        let mut quads = triples(&self.report, &self.failing)?;
        if let Some(shaped) = &self.shaped {
            quads.merge(shacl::triples(&shaped.report, &shaped.index)?)?;
            quads.prefixes.merge(shaped.index.prefixes().clone());
        }
        quads.prefixes.merge(prefixes(&self.minter, &self.ontology));
        Ok(quads)
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
    if graph.claims().next().is_none() && graph.sources().is_empty() {
        return Ok(Report::default());
    }
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
