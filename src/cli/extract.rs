use crate::cli::Outcome;
use crate::cli::exit::{Exit, Failure};
use crate::cli::input;
use crate::cli::load::ontology;
use crate::cli::messages::Messages;
use crate::cli::output::{Target, explain_io, prepare};
use crate::cli::text::{
    DocumentKey, Explainer, Faults, Read, SeenDocuments, TextOptions, TextReader, documents,
    in_order, n_threads,
};
use clap::Args;
use graphwright::extract::Counts;
use graphwright::format::Format;
use graphwright::model::{Facts, Fault, Place, Record, Severity};
use serde::Serialize;
use std::io::{self, Write};
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// Extract facts from English texts: who does what, who says so, in which words
///
/// Plain text, Markdown, HTML articles, and corpora as JSON Lines, one document a line with `text` and, as far
/// as known, `id`, `title`, `url`, `published`, `publisher` and `language`. Facts are written as they come, in
/// the order of the documents. Works offline, and the same text gives the same facts. Some facts stay unfound and
/// some are misread: each carries the words that it was read from, to be checked.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Texts; - is standard input
    #[arg(required = true, value_name = "TEXT")]
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
    /// Print how each sentence was understood instead of facts: its words and their tree, and which rule and entry
    /// of the lexicon made each relation
    #[arg(long)]
    explain: bool,
    /// Leave the texts themselves out of the facts; their quotes can then not be checked again
    #[arg(long, conflicts_with = "explain")]
    without_text: bool,
    /// The format of all texts: text, markdown, html or documents; needed for standard input and names without
    /// extension, unless they hold documents as JSON Lines
    #[arg(long, value_name = "FORMAT", value_parser = text_format)]
    from: Option<Format>,
    /// An ontology file in Turtle, beside the built-in one; one that declares the same owl:Ontology takes
    /// the built-in one's place
    #[arg(long, value_name = "FILE")]
    ontology: Vec<PathBuf>,
    /// How many threads read documents; the output is the same [default: as many as the machine runs]
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
    /// Write an error record for a document that cannot be read, and keep the rest; the exit code is then 1
    #[arg(long)]
    keep_going: bool,
    #[command(flatten)]
    text: TextOptions,
}

fn text_format(name: &str) -> Result<Format, String> {
    let format = input::format(name);
    let format = format.ok().filter(|format| format.is_text());
    format.ok_or_else(|| "no format of texts; known: text, markdown, html, documents".to_owned())
}

pub fn run(arguments: &Arguments, messages: &Messages) -> Outcome {
    let ontology = ontology(&arguments.ontology)?;
    let reader = TextReader::new(&ontology, &arguments.text, arguments.explain)?;
    let explainer = if arguments.explain {
        Some(Explainer::new(&ontology)?)
    } else {
        None
    };
    let mut written = Written::default();
    let target = Target::new(&arguments.output);
    let pending = prepare(
        &target,
        |out| arguments.write(&reader, explainer.as_ref(), out, &mut written, messages),
        explain_io,
    )?;
    let Written {
        seen,
        faults,
        counts,
        n_documents,
    } = written;
    seen.print(messages);
    let n_errors = faults.print(messages);
    if n_errors > 0 && !arguments.keep_going {
        return Err(Failure::reported(Exit::Input));
    }
    pending.commit()?;
    if n_documents != 1 || n_errors > 0 {
        let n_sentences = counts.n_sentences;
        messages.note(format!("{n_documents} documents, {n_sentences} sentences"));
    }
    Ok(if n_errors == 0 { Exit::Done } else { Exit::No })
}

impl Arguments {
    /// Writes document by document. All of the work but the writing is done on many threads.
    fn write(
        &self,
        reader: &TextReader,
        explainer: Option<&Explainer>,
        out: &mut dyn Write,
        written: &mut Written,
        messages: &Messages,
    ) -> io::Result<()> {
        in_order(
            n_threads(self.threads),
            documents(&self.inputs, self.from, messages),
            |document| self.output(reader.read(document), explainer),
            |output| written.take(output, self.keep_going, out),
        )
    }

    /// What is written of one document, as bytes: making them is work too.
    fn output(&self, read: Read, explainer: Option<&Explainer>) -> Output {
        let mut bytes = Vec::new();
        let mut counts = Counts::default();
        let mut key = None;
        if let Some(mut extraction) = read.extraction {
            counts = extraction.counts;
            let source = extraction.facts.sources.first_mut();
            key = source.as_deref().map(DocumentKey::of);
            if let Some(source) = source.filter(|_| self.without_text) {
                source.text = None;
            }
            if let Some(explainer) = explainer {
                let options = self.text.extraction(true);
                bytes = explainer.explain(&extraction, &options).into_bytes();
            } else {
                records(extraction.facts, &mut bytes);
            }
        }
        Output {
            place: read.place,
            key,
            bytes,
            counts,
            faults: read.faults,
        }
    }
}

/// What one document came to.
struct Output {
    place: Place,
    key: Option<DocumentKey>,
    bytes: Vec<u8>,
    counts: Counts,
    faults: Vec<Fault>,
}

/// What has been written so far.
#[derive(Default)]
struct Written {
    seen: SeenDocuments,
    faults: Faults,
    counts: Counts,
    n_documents: usize,
}

impl Written {
    fn take(
        &mut self,
        mut output: Output,
        with_errors: bool,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let seen = output
            .key
            .map(|key| self.seen.is_new(&key, &output.place, ""));
        match seen.unwrap_or(Ok(true)) {
            Ok(true) => {}
            // What is wrong with it was told the first time.
            Ok(false) => return Ok(()),
            Err(fault) => {
                output.faults.push(fault);
                output.bytes.clear();
            }
        }
        if with_errors {
            for fault in &output.faults {
                if fault.severity == Severity::Error {
                    ErrorRecord::new(fault).write(&mut output.bytes);
                }
            }
        }
        out.write_all(&output.bytes)?;
        self.n_documents += 1;
        self.counts += output.counts;
        self.faults.extend(output.faults);
        Ok(())
    }
}

/// Facts as JSON Lines. Ids of relations live inside their file, which other documents share.
fn records(mut facts: Facts, bytes: &mut Vec<u8>) {
    if let Some(source) = facts.sources.first() {
        for relation in &mut facts.relations {
            if let Some(id) = &mut relation.id {
                id.insert_str(0, &format!("{}#", source.id));
            }
        }
    }
    let sources = facts.sources.into_iter().map(Record::Source);
    let all = sources
        .chain(facts.entities.into_iter().map(Record::Entity))
        .chain(facts.evidence.into_iter().map(Record::Evidence))
        .chain(facts.relations.into_iter().map(Record::Relation));
    for record in all {
        line(&record, bytes);
    }
}

/// What stands in the output for a document that could not be read, so that a filter at the end of a pipe
/// learns of it. Reading facts gives a warning for each.
#[derive(Serialize)]
struct ErrorRecord<'a> {
    kind: &'static str,
    input: &'a str,
    /// Counted from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u64>,
    message: &'a str,
}

impl<'a> ErrorRecord<'a> {
    fn new(fault: &'a Fault) -> Self {
        Self {
            kind: "error",
            input: &fault.place.input,
            line: fault.place.line.map(|line| line + 1),
            message: &fault.message,
        }
    }

    fn write(&self, bytes: &mut Vec<u8>) {
        line(self, bytes);
    }
}

/// Writing to memory cannot fail, and our records have nothing that JSON lacks.
fn line(record: &impl Serialize, bytes: &mut Vec<u8>) {
    let start = bytes.len();
    match serde_json::to_writer(&mut *bytes, record) {
        Ok(()) => bytes.push(b'\n'),
        Err(_) => bytes.truncate(start),
    }
}
