use crate::cli::exit::{Exit, Failure, plain};
use crate::cli::input::{DEFAULT_NAMES, InputOptions};
use crate::cli::loaded::{Loaded, claims_as_facts};
use crate::cli::messages::Messages;
use crate::cli::open::{Opened, open_telling, shown};
use crate::cli::spreadsheets::is_spreadsheet;
use crate::cli::text::{
    DocumentKey, Faults, SeenDocuments, TextReader, in_order, n_threads, of_input,
};
use crate::cli::texts::attach_texts;
use crate::cli::who::Who;
use graphwright::extract::Counts;
use graphwright::format::Format;
use graphwright::graph::{BuildOptions, EntityIds, Minter, build};
use graphwright::model::{ClaimReview, Facts, FactsFile, Fault, Place, Placed, Record};
use graphwright::ontology::Ontology;
use graphwright::rdf::Quads;
use graphwright::read::{
    ForeignOptions, Layout, RdfOptions, ReviewOptions, SpreadsheetOptions, TableOptions, join_run,
    read_facts, read_foreign, read_rdf, read_review, read_spreadsheet, read_table,
};
use graphwright::resolve::Decided;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Reads all inputs before anything is written. Faults are printed, all of them in one run.
pub fn load(
    inputs: &[PathBuf],
    options: &InputOptions,
    messages: &Messages,
) -> Result<Loaded, Failure> {
    load_looking(inputs, options, messages, |_, _| ())
}

/// Reads one input of several that make a graph each: options for spreadsheets may be for another of them.
pub fn load_one_of(
    input: &Path,
    options: &InputOptions,
    messages: &Messages,
) -> Result<Loaded, Failure> {
    load_all(&[input.to_owned()], options, messages, |_, _| ())
}

/// Reads all inputs as [`load`] does, and lets `look` see the facts before they become a graph: what lives
/// inside a file only, such as the ids of its sources, is gone after that.
pub fn load_looking(
    inputs: &[PathBuf],
    options: &InputOptions,
    messages: &Messages,
    look: impl FnOnce(&[FactsFile], &Minter),
) -> Result<Loaded, Failure> {
    let loaded = load_all(inputs, options, messages, look)?;
    options.layout.check_use(&loaded.formats)?;
    Ok(loaded)
}

fn load_all(
    inputs: &[PathBuf],
    options: &InputOptions,
    messages: &Messages,
    look: impl FnOnce(&[FactsFile], &Minter),
) -> Result<Loaded, Failure> {
    let ontology = ontology(&options.ontology)?;
    let who = Who::new(&options.who, messages)?;
    let minter = options.minter();
    let mut inputs_read = Inputs {
        layout: options.layout.layout()?,
        ..Inputs::default()
    };
    for path in inputs {
        inputs_read.add(path, options, &ontology, messages)?;
    }
    inputs_read.join(messages);
    let Inputs {
        files,
        mut rdf,
        reviews,
        mut faults,
        n_more_errors,
        counts,
        seen,
        formats,
        ..
    } = inputs_read;
    seen.print(messages);
    look(&files, &minter);
    let build_options = BuildOptions {
        minter: minter.clone(),
        quotes: options.quotes.map(Into::into),
        ids: options.ids.into(),
        create_missing: options.create_missing,
    };
    let has_facts = !files.is_empty();
    let (mut facts, mut found) = build(files, &ontology, &build_options);
    faults.append(&mut found);
    if !reviews.is_empty() {
        // A review is said of a claim, so claims in RDF have to be claims first.
        rdf = claims_as_facts(rdf, &mut facts, &minter)?;
    }
    // A table may have been written without the ledger or with it, which gives claims other names.
    let (reviews, of_settled): (Vec<_>, Vec<_>) = reviews
        .into_iter()
        .partition(|review| !facts.reviewed(&review.record).is_empty() || who.is_idle());
    faults.append(&mut facts.add_reviews(reviews));
    let n_errors = messages.faults(&mut faults) + n_more_errors;
    messages.more_errors(n_more_errors);
    if n_errors > 0 && !options.keep_going {
        return Err(Failure::reported(Exit::Input));
    }
    if n_errors > 0 {
        let plural = if n_errors == 1 { "" } else { "s" };
        messages.warn(format!(
            "{n_errors} error{plural} passed over: the output lacks what they are about"
        ));
    }
    if has_facts && options.names.is_none() {
        messages.note(format!(
            "names are minted under {DEFAULT_NAMES} (--names sets your own)"
        ));
    }
    let loaded = Loaded {
        facts,
        rdf,
        ontology,
        minter,
        counts,
        n_dropped: n_errors,
        who,
        decided: Decided::default(),
        formats,
    };
    let mut loaded = loaded.settled(messages)?;
    let mut faults = loaded.facts.add_reviews(of_settled);
    let n_errors = messages.faults(&mut faults);
    if n_errors > 0 && !options.keep_going {
        return Err(Failure::reported(Exit::Input));
    }
    loaded.n_dropped += n_errors;
    Ok(loaded)
}

pub(super) fn limit(error: impl std::fmt::Display) -> Failure {
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

/// What was read so far.
#[derive(Default)]
struct Inputs {
    /// What the columns of spreadsheets hold, where they are not ours.
    layout: Option<Layout>,
    /// The format of each input.
    formats: Vec<Format>,
    files: Vec<FactsFile>,
    /// Tables that point into each other: they become one file when all are read.
    tables: Vec<FactsFile>,
    rdf: Quads,
    reviews: Vec<Placed<ClaimReview>>,
    faults: Vec<Fault>,
    /// Errors that were counted without being kept.
    n_more_errors: usize,
    counts: Option<Counts>,
    /// Made for the first text.
    reader: Option<TextReader>,
    seen: SeenDocuments,
}

impl Inputs {
    fn add(
        &mut self,
        path: &Path,
        options: &InputOptions,
        ontology: &Ontology,
        messages: &Messages,
    ) -> Result<(), Failure> {
        let name: Arc<str> = shown(path).into();
        let opened = open_telling(path, options.from, messages)?;
        self.formats.push(opened.format);
        if opened.format.is_text() {
            return self.add_texts(opened, &name, options, ontology);
        }
        let is_table_of_run = opened.format == Format::GraphRag;
        let read = match &self.layout {
            Some(layout) if is_spreadsheet(opened.format) => {
                read_laid_out(opened, &name, layout, options, ontology)?
            }
            _ => read(opened, &name, options)?,
        };
        match read {
            (Content::Facts(mut file), mut found) => {
                attach_texts(&mut file, path, &mut found);
                tell_losses(&file, messages);
                if is_table_of_run {
                    self.tables.push(file);
                } else {
                    self.files.push(file);
                }
                self.faults.append(&mut found);
            }
            (Content::Reviews(mut reviews), mut found) => {
                self.reviews.append(&mut reviews);
                self.faults.append(&mut found);
            }
            (Content::Rdf(quads), mut found) => {
                self.rdf.merge(quads).map_err(limit)?;
                self.faults.append(&mut found);
            }
        }
        Ok(())
    }

    /// Joins the tables of one run, whose relations cite texts that stand in another table.
    fn join(&mut self, messages: &Messages) {
        if let Some(file) = join_run(std::mem::take(&mut self.tables)) {
            tell_losses(&file, messages);
            self.files.push(file);
        }
    }

    /// Each document is a file of its own, since its ids are.
    fn add_texts(
        &mut self,
        opened: Opened,
        name: &Arc<str>,
        options: &InputOptions,
        ontology: &Ontology,
    ) -> Result<(), Failure> {
        let reader = match self.reader.take() {
            Some(reader) => reader,
            None => TextReader::new(ontology, &options.text, false)?,
        };
        let mut faults = Faults::default();
        let counts = self.counts.get_or_insert_default();
        // Ids that count per file are told apart by its name.
        let scope = match options.ids.into() {
            EntityIds::PerFile => name.as_ref(),
            EntityIds::Global => "",
        };
        in_order(
            n_threads(options.threads),
            of_input(opened, name),
            |document| reader.read(document),
            |read| {
                let source = read
                    .extraction
                    .as_ref()
                    .and_then(|extraction| extraction.facts.sources.first());
                let key = source.map(DocumentKey::of);
                let seen = key.map(|key| self.seen.is_new(&key, &read.place, scope));
                match (seen.unwrap_or(Ok(true)), read.extraction) {
                    (Ok(false), _) => return Ok(()),
                    (Ok(true), Some(extraction)) => {
                        *counts += extraction.counts;
                        self.files.push(file(name, &read.place, extraction.facts));
                    }
                    (Ok(true), None) => {}
                    (Err(fault), _) => faults.extend(vec![fault]),
                }
                faults.extend(read.faults);
                Ok::<_, Failure>(())
            },
        )?;
        let (mut kept, n_more) = faults.into_kept();
        self.faults.append(&mut kept);
        self.n_more_errors += n_more;
        self.reader = Some(reader);
        Ok(())
    }
}

fn tell_losses(file: &FactsFile, messages: &Messages) {
    for line in file.losses.lines() {
        messages.warn(format!("{}: {line}", file.name));
    }
}

fn file(name: &Arc<str>, place: &Place, facts: Facts) -> FactsFile {
    let mut file = FactsFile::new(Arc::clone(name));
    let sources = facts.sources.into_iter().map(Record::Source);
    let records = sources
        .chain(facts.entities.into_iter().map(Record::Entity))
        .chain(facts.evidence.into_iter().map(Record::Evidence))
        .chain(facts.relations.into_iter().map(Record::Relation));
    for record in records {
        file.push(record, place.clone());
    }
    file
}

enum Content {
    Facts(FactsFile),
    Reviews(Vec<Placed<ClaimReview>>),
    Rdf(Quads),
}

/// Reads a spreadsheet with columns of somebody else's.
fn read_laid_out(
    opened: Opened,
    name: &Arc<str>,
    layout: &Layout,
    options: &InputOptions,
    ontology: &Ontology,
) -> Result<(Content, Vec<Fault>), Failure> {
    let usual = match (layout, opened.format) {
        (Layout::Preset(preset), _) if preset.delimiter().is_some() => preset.delimiter(),
        (_, Format::Tsv) => Some(b'\t'),
        _ => None,
    };
    let built_in = ontology.prefixes().iter().collect();
    let spreadsheet_options = SpreadsheetOptions {
        layout,
        delimiter: options.delimiter.or(usual).unwrap_or(b','),
        prefixes: &[&options.prefixes(), &built_in],
    };
    let (file, faults) = read_spreadsheet(opened.reader, name, spreadsheet_options)
        .map_err(|error| Failure::new(Exit::Input, format!("{name}: {error}")))?;
    Ok((Content::Facts(file), faults))
}

fn read(
    opened: Opened,
    name: &Arc<str>,
    options: &InputOptions,
) -> Result<(Content, Vec<Fault>), Failure> {
    let Opened { format, reader, .. } = opened;
    let read_error =
        |error: graphwright::read::ReadError| Failure::new(Exit::Input, format!("{name}: {error}"));
    let table = |default| TableOptions {
        delimiter: options.delimiter.unwrap_or(default),
    };
    match format {
        Format::Facts => {
            let (file, faults) = read_facts(reader, name).map_err(read_error)?;
            Ok((Content::Facts(file), faults))
        }
        Format::Csv => {
            let (file, faults) = read_table(reader, name, table(b',')).map_err(read_error)?;
            Ok((Content::Facts(file), faults))
        }
        Format::Tsv => {
            let (file, faults) = read_table(reader, name, table(b'\t')).map_err(read_error)?;
            Ok((Content::Facts(file), faults))
        }
        Format::Review => {
            let review_options = ReviewOptions {
                delimiter: options.delimiter,
                reviewer: options.reviewer.as_deref(),
            };
            let (reviews, faults) =
                read_review(reader, name, review_options).map_err(read_error)?;
            Ok((Content::Reviews(reviews), faults))
        }
        foreign if foreign.is_foreign() => {
            let (file, faults) = read_foreign(reader, name, foreign, &ForeignOptions::default())
                .map_err(read_error)?;
            Ok((Content::Facts(file), faults))
        }
        rdf => {
            let base = options.base.as_deref();
            let (quads, faults) = read_rdf(
                reader,
                name,
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
