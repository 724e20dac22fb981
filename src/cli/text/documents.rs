use crate::cli::messages::Messages;
use crate::cli::open::{OpenError, Opened, is_standard_input, open, shown};
use graphwright::format::Format;
use graphwright::model::{Fault, Place};
use graphwright::read::text::{DocumentLines, RawDocument};
use std::io::Read;
use std::iter;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Documents one after the other, or why one is not to be had. What cannot be opened is a fault like others.
pub type Documents<'a> = Box<dyn Iterator<Item = Result<RawDocument, Fault>> + 'a>;

/// The documents of several files, each opened when its turn comes.
pub fn documents<'a>(
    paths: &'a [PathBuf],
    from: Option<Format>,
    messages: &'a Messages,
) -> Documents<'a> {
    Box::new(
        paths
            .iter()
            .flat_map(move |path| of_path(path, from, messages)),
    )
}

fn of_path(path: &Path, from: Option<Format>, messages: &Messages) -> Documents<'static> {
    let name: Arc<str> = shown(path).into();
    match open(path, from, messages) {
        Ok(opened) if opened.format.is_text() => of_input(opened, &name),
        Ok(opened) => {
            let format = opened.format.name();
            let how = if is_standard_input(path) || path.extension().is_none() {
                "; say --from text, markdown, html or documents if it is"
            } else {
                ""
            };
            fault(
                &name,
                format!("holds {format}, which is no text to extract facts from{how}"),
            )
        }
        Err(OpenError { message, .. }) => fault(&name, message),
    }
}

/// The documents of an open input.
pub fn of_input(opened: Opened, name: &Arc<str>) -> Documents<'static> {
    let Opened {
        format, mut reader, ..
    } = opened;
    let place = Place::input(name);
    if format == Format::Documents {
        let lines = DocumentLines::new(reader, Arc::clone(name));
        let mut failed = false;
        // After a disk's error every further attempt would give it again.
        return Box::new(lines.map_while(move |line| {
            if failed {
                return None;
            }
            failed = line.is_err();
            Some(line.map_err(|error| Fault::error(place.clone(), crate::cli::exit::plain(&error))))
        }));
    }
    let mut bytes = Vec::new();
    let read = reader.read_to_end(&mut bytes);
    let document = read
        .map(|_| RawDocument {
            format,
            bytes,
            place: place.clone(),
        })
        .map_err(|error| Fault::error(place, crate::cli::exit::plain(&error)));
    Box::new(iter::once(document))
}

fn fault(name: &Arc<str>, message: String) -> Documents<'static> {
    Box::new(iter::once(Err(Fault::error(Place::input(name), message))))
}
