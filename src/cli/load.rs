use crate::cli::exit::{Exit, Failure, plain};
use crate::cli::input::{DEFAULT_NAMES, InputOptions};
use crate::cli::messages::Messages;
use crate::cli::progress::Watched;
use crate::cli::texts::attach_texts;
use graphwright::format::Format;
use graphwright::graph::{BuildOptions, KnowledgeGraph, Minter, Shard, build};
use graphwright::model::{FactsFile, Fault, visible};
use graphwright::ontology::Ontology;
use graphwright::rdf::{Index, ProjectOptions, Quads, prefixes, project, recover};
use graphwright::read::detect::{LOOKED_AT, Told, detect};
use graphwright::read::{RdfOptions, TableOptions, read_facts, read_rdf, read_table};
use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What the inputs say.
#[derive(Clone)]
pub struct Loaded {
    /// The facts, under global names.
    pub facts: Shard,
    /// The RDF, triple by triple.
    pub rdf: Quads,
    pub ontology: Ontology,
    pub minter: Minter,
    /// How many errors were passed over under `--keep-going`.
    pub n_dropped: usize,
}

impl Loaded {
    /// [`Exit::Done`], or [`Exit::No`] where records were dropped.
    pub fn exit(&self) -> Exit {
        if self.n_dropped == 0 {
            Exit::Done
        } else {
            Exit::No
        }
    }

    /// All that the inputs say as quads. With `rewrite`, claims in RDF are written anew too; otherwise RDF
    /// stays as it stands.
    pub fn quads(self, options: ProjectOptions, rewrite: bool) -> Result<Quads, Failure> {
        let mut facts = self.facts;
        let mut rdf = self.rdf;
        if rewrite && !rdf.is_empty() {
            let index = Index::new(rdf).map_err(limit)?;
            if graphwright::rdf::is_ours(&index) {
                let recovered = recover(&index, &self.minter).map_err(limit)?;
                facts.merge(recovered.shard);
                rdf = recovered.remainder;
            } else {
                rdf = index.into_quads();
            }
        }
        let mut quads = project(&facts.into_graph(), options).map_err(limit)?;
        quads.prefixes = prefixes(&self.minter, &self.ontology);
        quads.merge(rdf).map_err(limit)?;
        Ok(quads)
    }

    /// All that the inputs say as a graph, and how many triples of RDF it has no place for.
    pub fn graph(self, messages: &Messages) -> Result<(KnowledgeGraph, usize), Failure> {
        let mut shard = self.facts;
        let mut n_left = 0;
        if !self.rdf.is_empty() {
            let index = Index::new(self.rdf).map_err(limit)?;
            let recovered = recover(&index, &self.minter).map_err(limit)?;
            if recovered.n_incomplete > 0 {
                messages.warn(format!(
                    "{} claims lack a subject, a predicate or an object and are left out",
                    recovered.n_incomplete
                ));
            }
            n_left = recovered.remainder.len();
            shard.merge(recovered.shard);
        }
        Ok((shard.into_graph(), n_left))
    }
}

/// Reads all inputs before anything is written. Faults are printed, all of them in one run.
pub fn load(
    inputs: &[PathBuf],
    options: &InputOptions,
    messages: &Messages,
) -> Result<Loaded, Failure> {
    load_looking(inputs, options, messages, |_, _| ())
}

/// Reads all inputs as [`load`] does, and lets `look` see the facts before they become a graph: what lives
/// inside a file only, such as the ids of its sources, is gone after that.
pub fn load_looking(
    inputs: &[PathBuf],
    options: &InputOptions,
    messages: &Messages,
    look: impl FnOnce(&[FactsFile], &Minter),
) -> Result<Loaded, Failure> {
    let ontology = ontology(&options.ontology)?;
    let minter = options.minter();
    let mut files = Vec::new();
    let mut rdf = Quads::default();
    let mut faults = Vec::new();
    for path in inputs {
        match read(path, options, messages)? {
            (Content::Facts(mut file), mut found) => {
                attach_texts(&mut file, path, &mut found);
                files.push(file);
                faults.append(&mut found);
            }
            (Content::Rdf(quads), mut found) => {
                rdf.merge(quads).map_err(limit)?;
                faults.append(&mut found);
            }
        }
    }
    look(&files, &minter);
    let build_options = BuildOptions {
        minter: minter.clone(),
        quotes: options.quotes.into(),
        ids: options.ids.into(),
        create_missing: options.create_missing,
    };
    let (facts, mut found) = build(&files, &ontology, &build_options);
    faults.append(&mut found);
    let n_errors = messages.faults(&mut faults);
    if n_errors > 0 && !options.keep_going {
        return Err(Failure::reported(Exit::Input));
    }
    if n_errors > 0 {
        let plural = if n_errors == 1 { "" } else { "s" };
        messages.warn(format!(
            "{n_errors} error{plural} passed over: the output lacks what they are about"
        ));
    }
    if !files.is_empty() && options.names.is_none() {
        messages.note(format!(
            "names are minted under {DEFAULT_NAMES} (--names sets your own)"
        ));
    }
    Ok(Loaded {
        facts,
        rdf,
        ontology,
        minter,
        n_dropped: n_errors,
    })
}

fn limit(error: impl std::fmt::Display) -> Failure {
    Failure::new(Exit::Limit, error)
}

/// The built-in ontology with the files of `--ontology`.
pub fn ontology(paths: &[PathBuf]) -> Result<Ontology, Failure> {
    let mut files = Vec::new();
    for path in paths {
        let name = shown(path);
        let bytes = std::fs::read(path)
            .map_err(|error| Failure::new(Exit::Input, format!("{name}: {}", plain(&error))))?;
        files.push((name, bytes));
    }
    Ontology::with_files(&files).map_err(|error| Failure::new(Exit::Input, error))
}

enum Content {
    Facts(FactsFile),
    Rdf(Quads),
}

/// A path as it can be printed.
pub fn shown(path: &Path) -> String {
    if is_standard_input(path) {
        return "standard input".to_owned();
    }
    visible(&path.to_string_lossy())
}

pub fn is_standard_input(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// An input, its name for messages, and its format.
pub type Opened = (Box<dyn BufRead + Send>, Arc<str>, Format);

/// Opens an input and finds out its format.
pub fn open(path: &Path, options: &InputOptions, messages: &Messages) -> Result<Opened, Failure> {
    let name: Arc<str> = shown(path).into();
    let failed = |error: &io::Error| Failure::new(Exit::Input, format!("{name}: {}", plain(error)));
    let mut reader: Box<dyn BufRead + Send> = if is_standard_input(path) {
        let input = Watched::new(io::stdin(), &name, None, messages.is_quiet());
        Box::new(BufReader::with_capacity(1 << 16, input))
    } else {
        let file = File::open(path).map_err(|error| failed(&error))?;
        if file.metadata().is_ok_and(|metadata| metadata.is_dir()) {
            return Err(Failure::new(
                Exit::Input,
                format!("{name}: is a directory; a file is wanted"),
            ));
        }
        let size = file.metadata().ok().map(|metadata| metadata.len());
        let input = Watched::new(file, &name, size, messages.is_quiet());
        Box::new(BufReader::with_capacity(1 << 16, input))
    };
    let format = match options.from {
        Some(format) => format,
        None => told(path, &mut reader, &name, messages)?,
    };
    Ok((reader, name, format))
}

fn read(
    path: &Path,
    options: &InputOptions,
    messages: &Messages,
) -> Result<(Content, Vec<Fault>), Failure> {
    let (reader, name, format) = open(path, options, messages)?;
    let read_error =
        |error: graphwright::read::ReadError| Failure::new(Exit::Input, format!("{name}: {error}"));
    let table = |default| TableOptions {
        delimiter: options.delimiter.unwrap_or(default),
    };
    match format {
        Format::Facts => {
            let (file, faults) = read_facts(reader, &name).map_err(read_error)?;
            Ok((Content::Facts(file), faults))
        }
        Format::Csv => {
            let (file, faults) = read_table(reader, &name, table(b',')).map_err(read_error)?;
            Ok((Content::Facts(file), faults))
        }
        Format::Tsv => {
            let (file, faults) = read_table(reader, &name, table(b'\t')).map_err(read_error)?;
            Ok((Content::Facts(file), faults))
        }
        other if !other.is_read() => {
            let message = format!("{} is written, not read", other.name());
            Err(Failure::new(Exit::Usage, message))
        }
        rdf => {
            let base = options.base.as_deref();
            let (quads, faults) = read_rdf(
                reader,
                &name,
                RdfOptions {
                    format: rdf,
                    base,
                    threads: options.threads,
                },
            )
            .map_err(read_error)?;
            Ok((Content::Rdf(quads), faults))
        }
    }
}

/// The format by extension and first bytes; standard error says what was taken where the bytes decided.
fn told(
    path: &Path,
    reader: &mut Box<dyn BufRead + Send>,
    name: &str,
    messages: &Messages,
) -> Result<Format, Failure> {
    let extension = if is_standard_input(path) {
        None
    } else {
        path.extension().and_then(OsStr::to_str)
    };
    let start = look(reader)
        .map_err(|error| Failure::new(Exit::Input, format!("{name}: {}", plain(&error))))?;
    match detect(extension, &start) {
        Told::ByExtension(format) => Ok(format),
        Told::ByContent(format) => {
            messages.note(format!("{name}: read as {}", format.name()));
            Ok(format)
        }
        Told::Unknown if extension.is_none() && first_is_brace(&start) => Ok(Format::Facts),
        Told::Unknown => {
            let known: Vec<&str> = Format::ALL
                .iter()
                .filter(|format| format.is_read())
                .map(|format| format.name())
                .collect();
            Err(Failure::new(
                Exit::Input,
                format!(
                    "{name}: cannot tell the format; say --from {}",
                    known.join("|")
                ),
            ))
        }
    }
}

/// Facts as JSON Lines need no `--from`; an empty input holds none.
fn first_is_brace(start: &[u8]) -> bool {
    let start = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start);
    start
        .iter()
        .find(|byte| !byte.is_ascii_whitespace())
        .is_none_or(|byte| *byte == b'{')
}

/// The first bytes, which stay to be read: a pipe cannot be read twice.
fn look(reader: &mut Box<dyn BufRead + Send>) -> io::Result<Vec<u8>> {
    let mut start = Vec::new();
    reader
        .by_ref()
        .take(LOOKED_AT as u64)
        .read_to_end(&mut start)?;
    let rest = std::mem::replace(reader, Box::new(io::empty()));
    *reader = Box::new(io::Cursor::new(start.clone()).chain(rest));
    Ok(start)
}
