use crate::cli::Outcome;
use crate::cli::exit::{Exit, Failure};
use crate::cli::export::explain_rdf;
use crate::cli::input::InputOptions;
use crate::cli::messages::Messages;
use crate::cli::open::{open_telling, shown};
use crate::cli::output::{Target, prepare};
use graphwright::format::Format;
use graphwright::read::{RdfOptions, ReadError, stream_rdf};
use graphwright::write::{Stream, WriteError};
use std::path::Path;
use std::sync::Arc;

/// Writes RDF while it is read.
pub fn stream(
    input: &Path,
    target: &Target,
    format: Format,
    options: &InputOptions,
    messages: &Messages,
) -> Outcome {
    let opened = open_telling(input, options.from, messages)?;
    let (reader, from) = (opened.reader, opened.format);
    let name: Arc<str> = shown(input).into();
    if from.rdf().is_none() {
        let message = format!("--stream is for RDF, and {name} is {}", from.name());
        return Err(Failure::new(Exit::Usage, message));
    }
    options.layout.check_use(&[from])?;
    let rdf_options = RdfOptions {
        format: from,
        base: options.base.as_deref(),
        threads: options.threads,
    };
    let read_error = |error: ReadError| Failure::new(Exit::Input, format!("{name}: {error}"));
    let mut faults = Vec::new();
    let mut failed = None;
    let write = |out: &mut dyn std::io::Write| -> Result<(), WriteError> {
        let mut writer = Stream::new(format, options.prefixes(), out);
        let mut unwritten = None;
        let read = stream_rdf(reader, &name, rdf_options, &mut |quads| {
            writer.write(&quads).map_err(|error| {
                unwritten = Some(error);
                ReadError::Io(std::io::Error::other("the output failed"))
            })
        });
        match (read, unwritten) {
            (_, Some(error)) => return Err(error),
            (Ok(found), None) => faults = found,
            (Err(error), None) => failed = Some(error),
        }
        writer.finish()
    };
    let pending = prepare(target, write, explain_rdf)?;
    if let Some(error) = failed {
        return Err(read_error(error));
    }
    if messages.faults(&mut faults) > 0 {
        return Err(Failure::reported(Exit::Input));
    }
    pending.commit()?;
    Ok(Exit::Done)
}
