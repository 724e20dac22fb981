use crate::cli::spreadsheets::LayoutOptions;
use crate::cli::text::TextOptions;
use crate::cli::who::WhoOptions;
use clap::{Args, ValueEnum};
use graphwright::format::Format;
use graphwright::graph::{EntityIds, Minter, Quotes};
use graphwright::rdf::Prefixes;
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// Where names are minted unless the user says otherwise.
pub const DEFAULT_NAMES: &str = "https://example.org/";

/// What all commands that read a graph take.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Reading")]
pub struct InputOptions {
    /// The format of all inputs; needed for standard input and names without extension, unless they hold
    /// facts or documents as JSON Lines (see `formats`)
    #[arg(long, value_name = "FORMAT", value_parser = format)]
    pub from: Option<Format>,
    /// What relative IRIs resolve against
    #[arg(long, value_name = "IRI", value_parser = absolute_iri)]
    pub base: Option<String>,
    /// Where names of entities, claims and evidence are minted
    #[arg(long, value_name = "IRI", value_parser = namespace)]
    pub names: Option<String>,
    /// Declare a prefix
    #[arg(long, value_name = "PREFIX=IRI", value_parser = prefix)]
    pub prefix: Vec<(String, String)>,
    /// An ontology file in Turtle, beside the built-in one; one that declares the same owl:Ontology takes
    /// the built-in one's place
    #[arg(long, value_name = "FILE")]
    pub ontology: Vec<PathBuf>,
    /// What to do with a quote that is not at its place in its source [default: strict for our own facts,
    /// mark for other programs' formats]
    #[arg(long, value_name = "HOW")]
    pub quotes: Option<QuotesArgument>,
    /// How far entity ids reach
    #[arg(long, value_name = "HOW", default_value = "global")]
    pub ids: IdsArgument,
    /// Make entities that relations name and no record declares
    #[arg(long)]
    pub create_missing: bool,
    /// What stands between two cells of a CSV input: one character, or `tab`
    #[arg(long, value_name = "CHARACTER", value_parser = delimiter)]
    pub delimiter: Option<u8>,
    #[command(flatten)]
    pub layout: LayoutOptions,
    /// Who reviewed, where a table for review does not say
    #[arg(long, value_name = "NAME")]
    pub reviewer: Option<String>,
    /// How many threads may read at once; the output is the same [default: as many as the machine runs]
    #[arg(long, value_name = "N")]
    pub threads: Option<NonZeroUsize>,
    /// Leave out records with errors instead of stopping; the exit code is then 1
    #[arg(long)]
    pub keep_going: bool,
    #[command(flatten)]
    pub who: WhoOptions,
    #[command(flatten)]
    pub text: TextOptions,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum QuotesArgument {
    /// It is an error
    Strict,
    /// The relation is kept and its evidence marked as unverified
    Mark,
    /// The same without a warning, for commands that tell of each quote themselves
    #[value(skip)]
    Silent,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum IdsArgument {
    /// One id is one thing over all inputs
    Global,
    /// Each file's ids are its own
    PerFile,
}

impl InputOptions {
    /// What mints names.
    pub fn minter(&self) -> Minter {
        Minter::new(self.names.as_deref().unwrap_or(DEFAULT_NAMES))
    }

    /// The prefixes of `--prefix`.
    pub fn prefixes(&self) -> Prefixes {
        self.prefix.iter().cloned().collect()
    }
}

impl From<QuotesArgument> for Quotes {
    fn from(argument: QuotesArgument) -> Self {
        match argument {
            QuotesArgument::Strict => Self::Strict,
            QuotesArgument::Mark => Self::Mark,
            QuotesArgument::Silent => Self::Silent,
        }
    }
}

impl From<IdsArgument> for EntityIds {
    fn from(argument: IdsArgument) -> Self {
        match argument {
            IdsArgument::Global => Self::Global,
            IdsArgument::PerFile => Self::PerFile,
        }
    }
}

/// A format by one of its names.
pub fn format(name: &str) -> Result<Format, String> {
    Format::by_name(name).ok_or_else(|| {
        let known: Vec<&str> = Format::ALL.iter().map(|format| format.name()).collect();
        format!("unknown format; known: {}", known.join(", "))
    })
}

fn absolute_iri(text: &str) -> Result<String, String> {
    oxigraph::model::NamedNode::new(text)
        .map(oxigraph::model::NamedNode::into_string)
        .map_err(|_| "an absolute IRI such as https://example.org/ is wanted".to_owned())
}

fn namespace(text: &str) -> Result<String, String> {
    let iri = absolute_iri(text)?;
    if iri.ends_with(['/', '#']) {
        Ok(iri)
    } else {
        Err("names are put behind it: it has to end in / or #".to_owned())
    }
}

fn prefix(text: &str) -> Result<(String, String), String> {
    let (prefix, iri) = text.split_once('=').ok_or("PREFIX=IRI is wanted")?;
    let is_name = prefix
        .chars()
        .all(|letter| letter.is_alphanumeric() || "-_.".contains(letter));
    if !is_name || prefix.starts_with(['-', '.']) || prefix.ends_with('.') {
        return Err(format!("{prefix} is not a prefix"));
    }
    Ok((prefix.to_owned(), absolute_iri(iri)?))
}

fn delimiter(text: &str) -> Result<u8, String> {
    match text.as_bytes() {
        b"tab" | b"\\t" => Ok(b'\t'),
        [byte] if byte.is_ascii() && !matches!(byte, b'"' | b'\n' | b'\r') => Ok(*byte),
        _ => Err("one ASCII character is wanted, or tab".to_owned()),
    }
}
