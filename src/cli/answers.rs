//! Answers of queries on standard output: in which form, and what they may use.

use crate::cli::exit::{Exit, Failure};
use crate::cli::inferring::InferOptions;
use crate::cli::input::InputOptions;
use crate::cli::load::limit;
use crate::cli::loaded::Loaded;
use crate::cli::output::to_standard_output;
use clap::Args;
use graphwright::format::Format;
use graphwright::ontology::Ontology;
use graphwright::query::{
    Answer, DefaultGraphChoice, EvaluationOptions, ParsedQuery, QueryError, QueryLimits, Reached,
    ResultFormat, Shortcuts, TableOptions, WriteAnswerError, evaluate, write_rows, write_truth,
};
use graphwright::rdf::{Index, Prefixes, ProjectOptions, Quads, ontology_quads, prefixes};
use graphwright::write::{WriteError, write_rdf};
use std::io::{IsTerminal, Write};
use std::time::Duration;

/// What a query is asked of: all that the inputs say, with the ontology if that is wanted.
pub fn index(loaded: Loaded, with_ontology: bool, infer: InferOptions) -> Result<Index, Failure> {
    let (terms, minter) = (loaded.ontology.clone(), loaded.minter.clone());
    let quads = loaded.quads(ProjectOptions::default(), false)?;
    let mut quads = infer.add(quads, &terms, &minter, true)?;
    if with_ontology {
        quads
            .merge(ontology_quads(&terms).map_err(limit)?)
            .map_err(limit)?;
    }
    Index::new(quads).map_err(limit)
}

/// What fills in prefixes, the first that knows one wins: the command line, names that are minted and
/// the ontology, the input. The usual ones come last by themselves.
pub fn known_prefixes(
    input: &InputOptions,
    ontology: &Ontology,
    index: Option<&Index>,
) -> Vec<Prefixes> {
    let mut known = vec![input.prefixes(), prefixes(&input.minter(), ontology)];
    known.extend(index.map(|index| index.prefixes().clone()));
    known
}

#[derive(Debug, Clone, Args)]
pub struct AnswerOptions {
    /// table, csv, tsv, json or xml for SELECT and ASK; a form of RDF for CONSTRUCT and DESCRIBE
    #[arg(long, value_name = "FORMAT")]
    pub to: Option<String>,
    #[command(flatten)]
    pub infer: InferOptions,
    /// Ask all graphs of the input as one, and what follows under --infer with them
    #[arg(long)]
    union_default_graph: bool,
    /// How many seconds the query may take; 0 is no limit
    #[arg(long, value_name = "SECONDS", default_value_t = default_seconds(), value_parser = seconds)]
    timeout: f64,
    /// By how many MiB of memory the query may grow the program; 0 is no limit
    #[arg(long, value_name = "MIB", default_value_t = QueryLimits::DEFAULT.memory.unwrap_or(0) >> 20)]
    max_memory: u64,
    /// How many rows or triples the answer may have; 0 is no limit
    #[arg(long, value_name = "N", default_value_t = QueryLimits::DEFAULT.rows.unwrap_or(0))]
    max_rows: u64,
}

/// How long a query may take unless the user says otherwise.
pub fn default_seconds() -> f64 {
    QueryLimits::DEFAULT
        .time
        .map_or(0.0, |time| time.as_secs_f64())
}

pub fn seconds(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(seconds) if (0.0..=1e9).contains(&seconds) => Ok(seconds),
        _ => Err("a number of seconds from 0 up is wanted".to_owned()),
    }
}

/// The text of a query and what messages call it.
pub struct Text {
    pub name: String,
    pub text: String,
}

impl Text {
    pub fn failure(&self, error: &QueryError) -> Failure {
        let exit = match error {
            _ if error.is_limit() => Exit::Limit,
            QueryError::Received(_) => Exit::Output,
            _ => Exit::Input,
        };
        match error {
            QueryError::Faulty(fault) => Failure::new(exit, format!("{}:{fault}", self.name)),
            QueryError::Stopped(reached) => {
                let option = match reached {
                    Reached::Time(_) => "; --timeout sets the limit",
                    Reached::Memory(_) => "; --max-memory sets the limit",
                    Reached::Rows(_) => "; --max-rows sets the limit",
                    Reached::Text(_) | Reached::Failure | Reached::Cancelled => "",
                };
                Failure::new(exit, format!("{}: {error}{option}", self.name))
            }
            _ => Failure::new(exit, format!("{}: {error}", self.name)),
        }
    }
}

impl AnswerOptions {
    /// Answers a query. `own` are the prefixes of the command line.
    pub fn answer(
        &self,
        text: &Text,
        query: &ParsedQuery,
        index: &Index,
        known: &[&Prefixes],
        own: &Prefixes,
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
        let format = self.result_format(query.answers_with_graph())?;
        let answer = evaluate(query, index, &options).map_err(|error| text.failure(&error))?;
        let prefixes: Vec<&Prefixes> = [query.prefixes()]
            .into_iter()
            .chain(known.iter().copied())
            .collect();
        write(text, answer, format, &prefixes, own)
    }

    fn limits(&self) -> QueryLimits {
        QueryLimits {
            time: (self.timeout > 0.0).then(|| Duration::from_secs_f64(self.timeout)),
            memory: (self.max_memory > 0).then(|| self.max_memory.saturating_mul(1 << 20)),
            rows: (self.max_rows > 0).then_some(self.max_rows),
            ..QueryLimits::DEFAULT
        }
    }

    /// The form that `--to` names, or the usual one.
    pub fn result_format(&self, is_graph: bool) -> Result<AnswerFormat, Failure> {
        let wanted = self.to.as_deref().map(str::to_ascii_lowercase);
        if is_graph {
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

/// Writes an answer on standard output. `prefixes` shorten what a table holds, `own` are those of the command line.
pub fn write(
    text: &Text,
    answer: Answer<'_>,
    format: AnswerFormat,
    prefixes: &[&Prefixes],
    own: &Prefixes,
) -> Result<(), Failure> {
    match answer {
        Answer::Rows(rows) => {
            let table = TableOptions {
                width: terminal_width(),
                prefixes,
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
        Answer::Graph(quads) => write_graph(quads, format.graph(), own),
    }
}

fn write_graph(quads: Quads, format: Format, prefixes: &Prefixes) -> Result<(), Failure> {
    let index = Index::new(quads).map_err(limit)?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    write_rdf(&index, format, prefixes, &mut out).map_err(|error| match error {
        WriteError::Io(error) => Failure::output("standard output", &error),
        other => Failure::new(Exit::Input, other),
    })?;
    out.flush()
        .map_err(|error| Failure::output("standard output", &error))
}

/// The form of an answer.
#[derive(Debug, Clone, Copy)]
pub enum AnswerFormat {
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
