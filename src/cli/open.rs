//! Inputs are opened and their formats found out.

use crate::cli::exit::{Exit, Failure, plain};
use crate::cli::messages::Messages;
use crate::cli::progress::Watched;
use graphwright::format::Format;
use graphwright::model::visible;
use graphwright::read::detect::{LOOKED_AT, Told, detect, is_undecided};
use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

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

/// An input of a known format.
pub struct Opened {
    pub format: Format,
    /// Whether the first bytes told the format, and not the extension or the user.
    pub is_by_content: bool,
    pub reader: Box<dyn BufRead + Send>,
}

/// Why an input cannot be opened, without its name.
pub struct OpenError {
    pub exit: Exit,
    pub message: String,
}

impl OpenError {
    fn input(message: impl Into<String>) -> Self {
        Self {
            exit: Exit::Input,
            message: message.into(),
        }
    }
}

/// Opens an input and finds out its format: the one that is given, or what extension and first bytes tell.
pub fn open(path: &Path, from: Option<Format>, messages: &Messages) -> Result<Opened, OpenError> {
    let failed = |error: io::Error| OpenError::input(plain(&error));
    let name = shown(path);
    let mut reader: Box<dyn BufRead + Send> = if is_standard_input(path) {
        let input = Watched::new(io::stdin(), &name, None, messages.is_quiet());
        Box::new(BufReader::with_capacity(1 << 16, input))
    } else {
        let file = File::open(path).map_err(failed)?;
        if file.metadata().is_ok_and(|metadata| metadata.is_dir()) {
            return Err(OpenError::input("is a directory; a file is wanted"));
        }
        let size = file.metadata().ok().map(|metadata| metadata.len());
        let input = Watched::new(file, &name, size, messages.is_quiet());
        Box::new(BufReader::with_capacity(1 << 16, input))
    };
    let (format, is_by_content) = match from {
        Some(format) => (format, false),
        None => told(path, &mut reader)?,
    };
    if !format.is_read() {
        return Err(OpenError {
            exit: Exit::Usage,
            message: format!("{} is written, not read", format.name()),
        });
    }
    Ok(Opened {
        format,
        is_by_content,
        reader,
    })
}

/// Opens an input; standard error says which format was taken where the bytes decided.
pub fn open_telling(
    path: &Path,
    from: Option<Format>,
    messages: &Messages,
) -> Result<Opened, Failure> {
    let name = shown(path);
    let opened = open(path, from, messages)
        .map_err(|error| Failure::new(error.exit, format!("{name}: {}", error.message)))?;
    if opened.is_by_content {
        messages.note(format!("{name}: read as {}", opened.format.name()));
    }
    Ok(opened)
}

/// The format by extension and first bytes, and whether the bytes decided.
fn told(path: &Path, reader: &mut Box<dyn BufRead + Send>) -> Result<(Format, bool), OpenError> {
    let extension = if is_standard_input(path) {
        None
    } else {
        path.extension().and_then(OsStr::to_str)
    };
    // A table for review has the columns of facts too: its name counts before what is left of its header.
    let name = path.file_name().and_then(OsStr::to_str);
    if name.and_then(Format::by_file_name) == Some(Format::Review) {
        return Ok((Format::Review, false));
    }
    let failed = |error: io::Error| OpenError::input(plain(&error));
    let mut start = look(reader, LOOKED_AT).map_err(failed)?;
    let mut told = detect(extension, &start);
    while is_undecided(told, &start) && start.len() < MOST_LOOKED_AT {
        let n_bytes = start.len();
        start = look(reader, 4 * n_bytes).map_err(failed)?;
        told = detect(extension, &start);
        if start.len() == n_bytes {
            break;
        }
    }
    match told {
        Told::ByExtension(format) => Ok((format, false)),
        // Facts as JSON Lines are what an input is unless something says otherwise.
        Told::ByContent(Format::Facts) if extension.is_none() => Ok((Format::Facts, false)),
        Told::ByContent(format) => Ok((format, true)),
        // An empty input holds no facts.
        Told::Unknown if extension.is_none() && start.iter().all(u8::is_ascii_whitespace) => {
            Ok((Format::Facts, false))
        }
        Told::Unknown => {
            let known: Vec<&str> = Format::ALL
                .iter()
                .filter(|format| format.is_read())
                .map(|format| format.name())
                .collect();
            Err(OpenError::input(format!(
                "cannot tell the format; say --from {}",
                known.join("|")
            )))
        }
    }
}

/// How many bytes at most are looked at where a long text stands before what tells the format.
const MOST_LOOKED_AT: usize = 1 << 26;

/// The first bytes, which stay to be read: a pipe cannot be read twice.
fn look(reader: &mut Box<dyn BufRead + Send>, n_bytes: usize) -> io::Result<Vec<u8>> {
    let mut start = Vec::new();
    reader
        .by_ref()
        .take(n_bytes as u64)
        .read_to_end(&mut start)?;
    let rest = std::mem::replace(reader, Box::new(io::empty()));
    *reader = Box::new(io::Cursor::new(start.clone()).chain(rest));
    Ok(start)
}
