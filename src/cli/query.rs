use crate::cli::Outcome;
use crate::cli::exit::{Exit, Failure, plain};
use crate::cli::input::InputOptions;
use crate::cli::load::{load, ontology};
use crate::cli::loaded::Loaded;
use crate::cli::messages::Messages;
use crate::cli::open::{is_standard_input, shown};
use crate::cli::output::to_standard_output;
use clap::Args;
use graphwright::format::Format;
use graphwright::ontology::Ontology;
use graphwright::query::{
    Answer, DefaultGraphChoice, EvaluationOptions, ParseOptions, ParsedQuery, QueryError,
    QueryLimits, Reached, ResultFormat, Shortcuts, TableOptions, WriteAnswerError, evaluate, parse,
    unknown_terms, with_deep_stack, write_rows, write_truth,
};
use graphwright::rdf::{Index, Prefixes, ProjectOptions, Quads, prefixes};
use graphwright::write::{WriteError, write_rdf};
use std::collections::BTreeSet;
use std::io::{IsTerminal, Read, Write};
use std::path::PathBuf;
use std::time::Duration;

/// Answer a SPARQL query
///
/// SELECT and ASK give a table on a terminal and TSV in a pipe, CONSTRUCT and DESCRIBE give Turtle. Prefixes
/// that the query does not declare are filled in from the ontology, the input and the usual ones. A query
/// sees its inputs and nothing else: there is no SERVICE and no SPARQL Update.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The query, unless --file gives it, then the inputs: facts or RDF; - is standard input
    #[arg(value_name = "QUERY|INPUT", num_args = 0..)]
    words: Vec<PathBuf>,
    /// Read the query from a file
    #[arg(long, short, value_name = "FILE")]
    file: Option<PathBuf>,
    /// Only check that the query parses
    #[arg(long)]
    check: bool,
    /// table, csv, tsv, json or xml for SELECT and ASK; a form of RDF for CONSTRUCT and DESCRIBE
    #[arg(long, value_name = "FORMAT")]
    to: Option<String>,
    /// Add the ontology to what is asked: labels of properties, mappings, lexicon
    #[arg(long)]
    with_ontology: bool,
    /// Ask all graphs of the input as one
    #[arg(long)]
    union_default_graph: bool,
    /// How many seconds the query may take; 0 is no limit
    #[arg(long, value_name = "SECONDS", default_value_t = QueryLimits::DEFAULT.time.map_or(0.0, |time| time.as_secs_f64()), value_parser = seconds)]
    timeout: f64,
    /// By how many MiB of memory the query may grow the program; 0 is no limit
    #[arg(long, value_name = "MIB", default_value_t = QueryLimits::DEFAULT.memory.unwrap_or(0) >> 20)]
    max_memory: u64,
    /// How many rows or triples the answer may have; 0 is no limit
    #[arg(long, value_name = "N", default_value_t = QueryLimits::DEFAULT.rows.unwrap_or(0))]
    max_rows: u64,
    #[command(flatten)]
    input: InputOptions,
}

fn seconds(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(seconds) if (0.0..=1e9).contains(&seconds) => Ok(seconds),
        _ => Err("a number of seconds from 0 up is wanted".to_owned()),
    }
}

/// The text of a query and what messages call it.
struct Text {
    name: String,
    text: String,
}

impl Text {
    fn failure(&self, error: &QueryError) -> Failure {
        let exit = if error.is_limit() {
            Exit::Limit
        } else {
            Exit::Input
        };
        match error {
            QueryError::Faulty(fault) => Failure::new(exit, format!("{}:{fault}", self.name)),
            QueryError::Stopped(reached) => {
                let option = match reached {
                    Reached::Time(_) => "; --timeout sets the limit",
                    Reached::Memory(_) => "; --max-memory sets the limit",
                    Reached::Rows(_) => "; --max-rows sets the limit",
                    Reached::Text(_) => "",
                };
                Failure::new(exit, format!("{}: {error}{option}", self.name))
            }
            _ => Failure::new(exit, format!("{}: {error}", self.name)),
        }
    }
}

pub fn run(arguments: &Arguments, messages: &Messages) -> Outcome {
    let (text, inputs) = arguments.text_and_inputs()?;
    if arguments.check {
        let ontology = ontology(&arguments.input.ontology)?;
        let known = arguments.known_prefixes(&ontology, None);
        let known: Vec<&Prefixes> = known.iter().collect();
        arguments.parse(&text, &known)?;
        return Ok(Exit::Done);
    }
    if inputs.is_empty() && !arguments.with_ontology {
        return Err(Failure::new(
            Exit::Usage,
            "no input: name files after the query, or - for standard input",
        ));
    }
    let loaded = load(&inputs, &arguments.input, messages)?;
    let exit = loaded.exit();
    let ontology = loaded.ontology.clone();
    let index = arguments.index(loaded)?;
    let known = arguments.known_prefixes(&ontology, Some(&index));
    let known: Vec<&Prefixes> = known.iter().collect();
    let query = arguments.parse(&text, &known)?;
    for unknown in unknown_terms(&query, &index, &known_terms(&ontology), &known) {
        messages.warn(format!("{}:{unknown}", text.name));
    }
    let answered = with_deep_stack(|| arguments.answer(&text, &query, &index, &known));
    answered.map_err(|error| Failure::new(Exit::Limit, plain(&error)))??;
    Ok(exit)
}

/// Every class and property of the ontology, and whatever else it describes.
fn known_terms(ontology: &Ontology) -> BTreeSet<String> {
    let subjects = ontology
        .triples()
        .filter_map(|triple| match &triple.subject {
            oxigraph::model::NamedOrBlankNode::NamedNode(node) => Some(node.as_str().to_owned()),
            oxigraph::model::NamedOrBlankNode::BlankNode(_) => None,
        });
    let predicates = ontology
        .triples()
        .map(|triple| triple.predicate.as_str().to_owned());
    subjects.chain(predicates).collect()
}

impl Arguments {
    fn text_and_inputs(&self) -> Result<(Text, Vec<PathBuf>), Failure> {
        let Some(path) = &self.file else {
            let Some((query, inputs)) = self.words.split_first() else {
                return Err(Failure::new(
                    Exit::Usage,
                    "no query: give it as the first word, or --file FILE",
                ));
            };
            let text = query
                .to_str()
                .ok_or_else(|| Failure::new(Exit::Input, "the query is not UTF-8"))?
                .to_owned();
            let name = "query".to_owned();
            return Ok((Text { name, text }, inputs.to_vec()));
        };
        let name = shown(path);
        let bytes = if is_standard_input(path) {
            let mut bytes = Vec::new();
            std::io::stdin()
                .lock()
                .read_to_end(&mut bytes)
                .map(|_| bytes)
        } else {
            std::fs::read(path)
        };
        let bytes = bytes
            .map_err(|error| Failure::new(Exit::Input, format!("{name}: {}", plain(&error))))?;
        let text = String::from_utf8(bytes).map_err(|error| {
            let at = error.utf8_error().valid_up_to();
            Failure::new(
                Exit::Input,
                format!("{name}: the query is not UTF-8 at byte offset {at}"),
            )
        })?;
        Ok((Text { name, text }, self.words.clone()))
    }

    /// What fills in prefixes, the first that knows one wins: the command line, names that are minted and
    /// the ontology, the input. The usual ones come last by themselves.
    fn known_prefixes(&self, ontology: &Ontology, index: Option<&Index>) -> Vec<Prefixes> {
        let mut known = vec![
            self.input.prefixes(),
            prefixes(&self.input.minter(), ontology),
        ];
        known.extend(index.map(|index| index.prefixes().clone()));
        known
    }

    fn parse(&self, text: &Text, known: &[&Prefixes]) -> Result<ParsedQuery, Failure> {
        let options = ParseOptions {
            prefixes: known,
            base: self.input.base.as_deref(),
        };
        parse(&text.text, &options).map_err(|error| text.failure(&error))
    }

    fn index(&self, loaded: Loaded) -> Result<Index, Failure> {
        let limit = |error: graphwright::rdf::TooManyTerms| Failure::new(Exit::Limit, error);
        let mut ontology = Quads::default();
        if self.with_ontology {
            for triple in loaded.ontology.triples() {
                let (subject, predicate) = (triple.subject.clone(), triple.predicate.clone());
                ontology
                    .insert(subject, predicate, triple.object.clone())
                    .map_err(limit)?;
            }
        }
        let mut quads = loaded.quads(ProjectOptions::default(), false)?;
        quads.merge(ontology).map_err(limit)?;
        Index::new(quads).map_err(limit)
    }

    fn answer(
        &self,
        text: &Text,
        query: &ParsedQuery,
        index: &Index,
        known: &[&Prefixes],
    ) -> Result<(), Failure> {
        let options = EvaluationOptions {
            default_graph: if self.union_default_graph {
                DefaultGraphChoice::Union
            } else {
                DefaultGraphChoice::Own
            },
            shortcuts: Shortcuts::ALL,
            limits: self.limits(),
        };
        // What is wrong with `--to` is said before the work.
        let format = self.result_format(query)?;
        match evaluate(query, index, &options).map_err(|error| text.failure(&error))? {
            Answer::Rows(rows) => {
                let own = query.prefixes();
                let prefixes: Vec<&Prefixes> =
                    [own].into_iter().chain(known.iter().copied()).collect();
                let table = TableOptions {
                    width: terminal_width(),
                    prefixes: &prefixes,
                };
                let mut out = std::io::BufWriter::new(std::io::stdout().lock());
                write_rows(rows, format.rows(), &table, &mut out)
                    .map_err(|error| explain(text, error))?;
                out.flush()
                    .map_err(|error| Failure::output("standard output", &error))
            }
            Answer::Truth(truth) => {
                to_standard_output(|out| write_truth(truth, format.rows(), out)).map(drop)
            }
            Answer::Graph(quads) => self.write_graph(quads, format.graph()),
        }
    }

    fn limits(&self) -> QueryLimits {
        QueryLimits {
            time: (self.timeout > 0.0).then(|| Duration::from_secs_f64(self.timeout)),
            memory: (self.max_memory > 0).then(|| self.max_memory.saturating_mul(1 << 20)),
            rows: (self.max_rows > 0).then_some(self.max_rows),
            ..QueryLimits::DEFAULT
        }
    }

    fn write_graph(&self, quads: Quads, format: Format) -> Result<(), Failure> {
        let index = Index::new(quads).map_err(|error| Failure::new(Exit::Limit, error))?;
        let prefixes = self.input.prefixes();
        let mut out = std::io::BufWriter::new(std::io::stdout().lock());
        write_rdf(&index, format, &prefixes, &mut out).map_err(|error| match error {
            WriteError::Io(error) => Failure::output("standard output", &error),
            other => Failure::new(Exit::Input, other),
        })?;
        out.flush()
            .map_err(|error| Failure::output("standard output", &error))
    }

    fn result_format(&self, query: &ParsedQuery) -> Result<AnswerFormat, Failure> {
        let wanted = self.to.as_deref().map(str::to_ascii_lowercase);
        if query.answers_with_graph() {
            let format = match &wanted {
                None => Some(Format::Turtle),
                Some(name) => Format::by_name(name).filter(|format| format.rdf().is_some()),
            };
            return format.map(AnswerFormat::Graph).ok_or_else(|| {
                let known: Vec<&str> =
                    Format::ALL.iter().filter(|format| format.rdf().is_some()).map(|format| format.name()).collect();
                let wanted = wanted.unwrap_or_default();
                Failure::new(
                    Exit::Usage,
                    format!("CONSTRUCT and DESCRIBE give a graph, and {wanted:?} is no form of RDF; known: {}", known.join(", ")),
                )
            });
        }
        let format = match &wanted {
            None if std::io::stdout().is_terminal() => Some(ResultFormat::Table),
            None => Some(ResultFormat::Tsv),
            Some(name) => ResultFormat::from_name(name),
        };
        format.map(AnswerFormat::Rows).ok_or_else(|| {
            let wanted = wanted.unwrap_or_default();
            Failure::new(
                Exit::Usage,
                format!(
                    "{wanted:?} is no format for SELECT and ASK; known: table, csv, tsv, json, xml"
                ),
            )
        })
    }
}

#[derive(Debug, Clone, Copy)]
enum AnswerFormat {
    Rows(ResultFormat),
    Graph(Format),
}

impl AnswerFormat {
    fn rows(self) -> ResultFormat {
        match self {
            Self::Rows(format) => format,
            Self::Graph(_) => ResultFormat::Tsv,
        }
    }

    fn graph(self) -> Format {
        match self {
            Self::Graph(format) => format,
            Self::Rows(_) => Format::Turtle,
        }
    }
}

/// A table in a pipe is cut to nothing.
fn terminal_width() -> Option<usize> {
    if !std::io::stdout().is_terminal() {
        return None;
    }
    terminal_size::terminal_size().map(|(width, _)| usize::from(width.0))
}

fn explain(text: &Text, error: WriteAnswerError) -> Failure {
    match error {
        WriteAnswerError::Query(error) => text.failure(&error),
        WriteAnswerError::Output(error) => Failure::output("standard output", &error),
        other => Failure::new(Exit::Output, other),
    }
}
