use crate::cli::exit::{Exit, Failure, plain};
use crate::cli::input::{DEFAULT_NAMES, InputOptions};
use crate::cli::messages::Messages;
use graphwright::format::Format;
use graphwright::graph::{BuildOptions, KnowledgeGraph, Minter, Shard, build};
use graphwright::model::{FactsFile, Fault, Place, visible};
use graphwright::ontology::Ontology;
use graphwright::rdf::{Index, ProjectOptions, Quads, project, recover};
use graphwright::read::detect::{LOOKED_AT, Told, detect};
use graphwright::read::{RdfOptions, TableOptions, read_facts, read_rdf, read_table};
use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What the inputs say.
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
        let mut quads = project(&facts.into_graph(), &self.minter, options).map_err(limit)?;
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

fn ontology(paths: &[PathBuf]) -> Result<Ontology, Failure> {
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

fn read(
    path: &Path,
    options: &InputOptions,
    messages: &Messages,
) -> Result<(Content, Vec<Fault>), Failure> {
    let name: Arc<str> = shown(path).into();
    let failed = |error: &io::Error| Failure::new(Exit::Input, format!("{name}: {}", plain(error)));
    let mut reader: Box<dyn BufRead> = if is_standard_input(path) {
        Box::new(BufReader::new(io::stdin().lock()))
    } else {
        let file = File::open(path).map_err(|error| failed(&error))?;
        if file.metadata().is_ok_and(|metadata| metadata.is_dir()) {
            return Err(Failure::new(
                Exit::Input,
                format!("{name}: is a directory; a file is wanted"),
            ));
        }
        Box::new(BufReader::with_capacity(1 << 16, file))
    };
    let format = match options.from {
        Some(format) => format,
        None => told(path, &mut reader, &name, messages)?,
    };
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
        Format::Dot => Err(Failure::new(Exit::Usage, "dot is written, not read")),
        rdf => {
            let base = options.base.as_deref();
            let (quads, faults) =
                read_rdf(reader, &name, RdfOptions { format: rdf, base }).map_err(read_error)?;
            Ok((Content::Rdf(quads), faults))
        }
    }
}

/// The format by extension and first bytes; standard error says what was taken where the bytes decided.
fn told(
    path: &Path,
    reader: &mut Box<dyn BufRead>,
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
fn look(reader: &mut Box<dyn BufRead>) -> io::Result<Vec<u8>> {
    let mut start = Vec::new();
    reader
        .by_ref()
        .take(LOOKED_AT as u64)
        .read_to_end(&mut start)?;
    let rest = std::mem::replace(reader, Box::new(io::empty()));
    *reader = Box::new(io::Cursor::new(start.clone()).chain(rest));
    Ok(start)
}

/// Puts the text of each source's `file` into its record. The file stands beside the facts file: nothing
/// outside that folder is opened, whatever the record says.
fn attach_texts(facts: &mut FactsFile, path: &Path, faults: &mut Vec<Fault>) {
    for source in &mut facts.sources {
        let Some(file) = source.record.file.clone() else {
            continue;
        };
        if source.record.text.is_some() {
            let message = "source has both text and file; it takes one of them";
            faults.push(Fault::error(source.place.clone(), message));
            continue;
        }
        match text_beside(path, &file) {
            Ok(text) => source.record.text = Some(text),
            Err(problem) => faults.push(problem.fault(&source.place, &file)),
        }
    }
}

enum TextProblem {
    Outside,
    Missing(String),
    NotUtf8(usize),
}

impl TextProblem {
    fn fault(&self, place: &Place, file: &str) -> Fault {
        let file = graphwright::model::quoted(file);
        match self {
            Self::Outside => {
                let message =
                    format!("file {file} is not in the folder of the facts; it is not opened");
                Fault::error(place.clone(), message)
            }
            Self::Missing(reason) => Fault::warning(
                place.clone(),
                format!(
                    "the text of the source is not at hand ({file}: {reason}); its quotes are not checked"
                ),
            ),
            Self::NotUtf8(at) => {
                let message =
                    format!("file {file} is not UTF-8 at byte offset {at}; convert it first");
                Fault::error(place.clone(), message)
            }
        }
    }
}

fn text_beside(facts: &Path, file: &str) -> Result<String, TextProblem> {
    let missing = |error: &io::Error| TextProblem::Missing(plain(error));
    if is_standard_input(facts) {
        return Err(TextProblem::Missing(
            "facts from standard input have no folder".to_owned(),
        ));
    }
    let is_plain = Path::new(file).components().all(|part| {
        matches!(
            part,
            std::path::Component::Normal(_) | std::path::Component::CurDir
        )
    });
    if !is_plain {
        return Err(TextProblem::Outside);
    }
    let folder = match facts.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let folder = folder.canonicalize().map_err(|error| missing(&error))?;
    let path = folder
        .join(file)
        .canonicalize()
        .map_err(|error| missing(&error))?;
    // A link may lead out of the folder.
    if !path.starts_with(&folder) {
        return Err(TextProblem::Outside);
    }
    if !path.is_file() {
        return Err(TextProblem::Missing("not a file".to_owned()));
    }
    let bytes = std::fs::read(&path).map_err(|error| missing(&error))?;
    let text = String::from_utf8(bytes)
        .map_err(|error| TextProblem::NotUtf8(error.utf8_error().valid_up_to()))?;
    Ok(text
        .strip_prefix('\u{FEFF}')
        .map(str::to_owned)
        .unwrap_or(text))
}
