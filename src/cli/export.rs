use crate::cli::Outcome;
use crate::cli::check::{FailOptions, marked, report};
use crate::cli::exit::{Exit, Failure};
use crate::cli::graph_files::{GraphFileOptions, is_graph_file};
use crate::cli::inferring::InferOptions;
use crate::cli::input::{self, InputOptions};
use crate::cli::load::load;
use crate::cli::loaded::Loaded;
use crate::cli::messages::Messages;
use crate::cli::open::shown;
use crate::cli::output::{Pending, Target, explain_io, prepare};
use crate::cli::stream::stream;
use clap::{Args, ValueEnum};
use graphwright::draw::{DotOptions, dot};
use graphwright::format::Format;
use graphwright::graph::{KnowledgeGraph, Minter, Name};
use graphwright::ontology::Ontology;
use graphwright::rdf::{ClaimStyle, Index, PlainTriples, Prefixes, ProjectOptions};
use graphwright::write::{FactsOptions, WriteError, write_facts, write_rdf};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Write a graph as files: Turtle and other RDF, Graphviz DOT, GraphML and other graph files, facts
///
/// The format follows the extension of each output; `graphwright formats` lists them. Several inputs make
/// one graph. RDF that somebody else wrote is kept triple by triple.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Facts (JSON Lines, JSON, CSV, TSV), RDF, or texts to extract facts from; - is standard input
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// Where to write; may be given several times; - is standard output, and the default
    #[arg(long, short, value_name = "FILE")]
    output: Vec<PathBuf>,
    /// The format of outputs whose extension does not tell, or that several formats share, such as .json
    /// and .csv [default: turtle]
    #[arg(long, value_name = "FORMAT", value_parser = input::format)]
    to: Option<Format>,
    /// How claims are written in RDF [default: node]
    #[arg(long, value_name = "STYLE")]
    claims: Option<ClaimsArgument>,
    /// Which claims stand as plain triples too; denied and planned ones never do [default: all]
    #[arg(long, value_name = "WHICH")]
    assert: Option<AssertArgument>,
    /// Put the whole text of each source into RDF and facts
    #[arg(long)]
    with_text: bool,
    /// Write RDF as it is read, in the input's order and not in the one for diffs, for an input that is larger
    /// than memory. Takes one input and one output, both of RDF; only ntriples, nquads and turtle are read
    /// without being held in memory
    #[arg(long, conflicts_with_all = ["claims", "assert", "with_text", "keep_going", "supported_only", "infer"])]
    stream: bool,
    #[command(flatten)]
    infer: InferOptions,
    /// Leave out relations that `check` lets fail, and say how many
    #[arg(long)]
    supported_only: bool,
    #[command(flatten)]
    failing: FailOptions,
    #[command(flatten)]
    graph_files: GraphFileOptions,
    #[command(flatten)]
    input: InputOptions,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum ClaimsArgument {
    /// A gw:Claim node each (RDF 1.1)
    Node,
    /// A reifier of a triple term each (RDF 1.2)
    Rdf12,
    /// An rdf:Statement each
    Reified,
    /// A named graph each (trig, nquads, jsonld)
    Graphs,
    /// None: plain triples only
    None,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum AssertArgument {
    /// All that are affirmed as holding
    All,
    /// Of those, what the source says in its own voice
    OwnVoice,
    /// None
    None,
}

impl Arguments {
    fn projection(&self) -> ProjectOptions {
        ProjectOptions {
            claims: match self.claims {
                None | Some(ClaimsArgument::Node) => ClaimStyle::Node,
                Some(ClaimsArgument::Rdf12) => ClaimStyle::Rdf12,
                Some(ClaimsArgument::Reified) => ClaimStyle::Reified,
                Some(ClaimsArgument::Graphs) => ClaimStyle::Graphs,
                Some(ClaimsArgument::None) => ClaimStyle::None,
            },
            plain: match self.assert {
                None | Some(AssertArgument::All) => PlainTriples::All,
                Some(AssertArgument::OwnVoice) => PlainTriples::OwnVoice,
                Some(AssertArgument::None) => PlainTriples::None,
            },
            with_text: self.with_text,
        }
    }

    /// Where to write what, as far as the arguments fit together.
    fn targets(&self) -> Result<Vec<(Target, Format)>, Failure> {
        let standard = [PathBuf::from("-")];
        let outputs = if self.output.is_empty() {
            &standard[..]
        } else {
            &self.output
        };
        let mut targets: Vec<(Target, Format)> = Vec::new();
        for path in outputs {
            let target = Target::new(path);
            if targets
                .iter()
                .any(|(known, _)| known.place() == target.place())
            {
                return Err(usage(format!(
                    "{} is given as an output twice",
                    shown(path)
                )));
            }
            let format = self.format_of(path)?;
            if !format.is_written() {
                return Err(usage(format!("{} is read, not written", format.name())));
            }
            self.check_style(format)?;
            targets.push((target, format));
        }
        self.graph_files.check(&targets)?;
        Ok(targets)
    }

    fn format_of(&self, path: &Path) -> Result<Format, Failure> {
        if path.as_os_str() == "-" {
            return Ok(self.to.unwrap_or(Format::Turtle));
        }
        // Of a name that is not Unicode the extension may still be.
        let extension = path.extension().and_then(|extension| extension.to_str());
        let name = path.file_name().and_then(|name| name.to_str());
        let by_name = match name {
            Some(name) => Format::by_file_name(name),
            None => extension.and_then(Format::by_extension),
        };
        let shared =
            |to: &Format| extension.is_some_and(|extension| to.shares_extension(extension));
        let told = self.to.filter(shared).or(by_name).or(self.to);
        told.ok_or_else(|| {
            let known: Vec<&str> = Format::ALL
                .iter()
                .filter(|format| format.is_written())
                .map(|format| format.name())
                .collect();
            usage(format!(
                "{}: the extension does not tell the format; say --to {}",
                shown(path),
                known.join("|")
            ))
        })
    }

    fn check_style(&self, format: Format) -> Result<(), Failure> {
        let name = format.name();
        match self.claims {
            Some(ClaimsArgument::Rdf12) if matches!(format, Format::RdfXml | Format::JsonLd) => {
                Err(usage(format!(
                    "--claims rdf12 has no form in {name}; write turtle, ntriples, trig or nquads"
                )))
            }
            Some(ClaimsArgument::Graphs)
                if format.rdf().is_some() && !format.holds_named_graphs() =>
            {
                Err(usage(format!(
                    "--claims graphs has no form in {name}; write trig, nquads or jsonld"
                )))
            }
            _ => Ok(()),
        }
    }
}

fn usage(message: impl std::fmt::Display) -> Failure {
    Failure::new(Exit::Usage, message)
}

pub fn run(arguments: &Arguments, messages: &Messages) -> Outcome {
    let targets = arguments.targets()?;
    if arguments.failing.are_given() && !arguments.supported_only {
        return Err(usage("--fail-on goes with --supported-only"));
    }
    if arguments.stream {
        return match (arguments.inputs.as_slice(), targets.as_slice()) {
            ([input], [(target, format)]) if format.rdf().is_some() => {
                stream(input, target, *format, &arguments.input, messages)
            }
            _ => Err(usage(
                "--stream takes one input and one output, both of RDF",
            )),
        };
    }
    let loaded = if arguments.supported_only {
        supported(arguments, messages)?
    } else {
        load(&arguments.inputs, &arguments.input, messages)?
    };
    let exit = loaded.exit();
    let contents = Contents::new(loaded, arguments, &targets, messages)?;
    let mut pending: Vec<Pending> = Vec::new();
    // What cannot be taken back comes last: standard output, after all files are ready to be put in place.
    let (standard, files): (Vec<_>, Vec<_>) = targets
        .iter()
        .partition(|(target, _)| *target == Target::Standard);
    for (target, format) in files.into_iter().chain(standard) {
        pending.push(contents.write(target, *format)?);
    }
    for output in pending {
        output.commit()?;
    }
    Ok(exit)
}

/// What the inputs say without the relations that fail a check.
fn supported(arguments: &Arguments, messages: &Messages) -> Result<Loaded, Failure> {
    let input = marked(&arguments.input);
    let loaded = load(&arguments.inputs, &input, messages)?;
    let (graph, _) = loaded.clone().graph(messages)?;
    let report = report(&graph, &loaded.ontology, &input)?;
    let failed = report.failed(&arguments.failing.kinds());
    let failed: BTreeSet<Name> = failed.iter().map(|one| one.claim.clone()).collect();
    messages.note(format!(
        "{} of {} relations fail and are left out (graphwright check tells why)",
        failed.len(),
        report.claims.len()
    ));
    loaded.without_claims(&failed)
}

/// What the outputs are written from; what no output needs is left empty.
struct Contents {
    index: Index,
    graph: KnowledgeGraph,
    ontology: Ontology,
    minter: Minter,
    prefixes: Prefixes,
    with_text: bool,
    graph_files: GraphFileOptions,
}

impl Contents {
    fn new(
        loaded: Loaded,
        arguments: &Arguments,
        targets: &[(Target, Format)],
        messages: &Messages,
    ) -> Result<Self, Failure> {
        let mut contents = Self {
            index: Index::default(),
            graph: KnowledgeGraph::default(),
            ontology: loaded.ontology.clone(),
            minter: loaded.minter.clone(),
            prefixes: arguments.input.prefixes(),
            with_text: arguments.with_text,
            graph_files: arguments.graph_files,
        };
        if targets.iter().any(|(_, format)| format.rdf().is_none()) {
            let (graph, n_left) = loaded.clone().graph(messages)?;
            if n_left > 0 {
                messages.warn(format!(
                    "{n_left} triples are not claims; pictures, graph files and facts have no place for them"
                ));
            }
            contents.graph = graph;
        }
        if targets.iter().any(|(_, format)| format.rdf().is_some()) {
            let rewrite = arguments.claims.is_some() || arguments.assert.is_some();
            let quads = loaded.quads(arguments.projection(), rewrite)?;
            let mut rdf = targets.iter().filter(|(_, format)| format.rdf().is_some());
            let in_graph = rdf.all(|(_, format)| format.holds_named_graphs());
            let infer = arguments.infer;
            let quads = infer.add(quads, &contents.ontology, &contents.minter, in_graph)?;
            if infer.is_given() && !in_graph {
                messages.note(
                    "what follows stands as gw:Inference only; TriG, N-Quads and JSON-LD have the graph gw:inferred too",
                );
            }
            contents.index = Index::new(quads).map_err(|error| Failure::new(Exit::Limit, error))?;
        }
        Ok(contents)
    }

    fn write(&self, target: &Target, format: Format) -> Result<Pending, Failure> {
        match format {
            Format::Dot => {
                let options = DotOptions {
                    title: title(&self.graph),
                };
                prepare(
                    target,
                    |mut out| dot(&self.graph, &self.ontology, &options, &mut out),
                    explain_io,
                )
            }
            Format::Facts => {
                let options = FactsOptions {
                    ontology: &self.ontology,
                    minter: &self.minter,
                    with_text: self.with_text,
                };
                prepare(
                    target,
                    |out| write_facts(&self.graph, options, out),
                    explain_io,
                )
            }
            other if is_graph_file(other) => prepare(
                target,
                |out| {
                    let options = self.graph_files;
                    options.write(&self.graph, &self.ontology, other, out)
                },
                explain_io,
            ),
            rdf => prepare(
                target,
                |out| write_rdf(&self.index, rdf, &self.prefixes, out),
                explain_rdf,
            ),
        }
    }
}

/// The title of the source, where the graph comes from just one.
pub fn title(graph: &KnowledgeGraph) -> Option<String> {
    let mut titles = graph.sources().values().flat_map(|source| &source.titles);
    titles.next().filter(|_| titles.next().is_none()).cloned()
}

/// Why an output of RDF failed.
pub fn explain_rdf(name: &str, error: WriteError) -> Failure {
    match error {
        WriteError::Io(error) => Failure::output(name, &error),
        // What the data holds decides, so it is the input that does not fit.
        other => Failure::new(Exit::Input, format!("{name}: {other}")),
    }
}
