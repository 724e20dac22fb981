use crate::cli::exit::{Exit, Failure};
use crate::cli::interrupted::Unfinished;
use crate::cli::open::shown;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// Where a result goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Standard output.
    Standard,
    /// A file, replaced whole or not at all.
    File(PathBuf),
}

impl Target {
    /// `-` is standard output.
    pub fn new(path: &Path) -> Self {
        if path.as_os_str() == "-" {
            Self::Standard
        } else {
            Self::File(path.to_owned())
        }
    }

    /// Where the bytes end up, so that two names of one file are known as such; `None` for standard output.
    pub fn place(&self) -> Option<PathBuf> {
        let Self::File(path) = self else {
            return None;
        };
        let place = follow(path).unwrap_or_else(|_| path.clone());
        let folder = match place.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        match (folder.canonicalize(), place.file_name()) {
            (Ok(folder), Some(name)) => Some(folder.join(name)),
            _ => Some(place),
        }
    }

    fn name(&self) -> String {
        match self {
            Self::Standard => "standard output".to_owned(),
            Self::File(path) => shown(path),
        }
    }
}

/// An output that is written but not yet in its place.
pub struct Pending {
    name: String,
    temporary: Option<Temporary>,
}

/// A file beside its place. It goes with the run that is interrupted, and with a value that is dropped.
struct Temporary {
    file: NamedTempFile,
    place: PathBuf,
    unfinished: Unfinished,
}

/// Writes to a target through `write`. A file appears only when [`Pending::commit`] is called, so that all
/// outputs of a run can be written before the first is replaced.
pub fn prepare<E>(
    target: &Target,
    write: impl FnOnce(&mut dyn Write) -> Result<(), E>,
    explain: impl Fn(&str, E) -> Failure,
) -> Result<Pending, Failure> {
    let name = target.name();
    let mut write = Some(write);
    put(target, &name, &mut |out| {
        let Some(write) = write.take() else {
            return Ok(());
        };
        write(out).map_err(|error| explain(&name, error))?;
        out.flush().map_err(|error| Failure::output(&name, &error))
    })
    .map(|temporary| Pending {
        name: name.clone(),
        temporary,
    })
}

/// The part of [`prepare`] that does not know who writes, so that it is compiled once; calls `write` once.
fn put(
    target: &Target,
    name: &str,
    write: &mut dyn FnMut(&mut dyn Write) -> Result<(), Failure>,
) -> Result<Option<Temporary>, Failure> {
    let failed = |error: io::Error| Failure::output(name, &error);
    let path = match target {
        Target::Standard => {
            write(&mut BufWriter::with_capacity(BUFFER, io::stdout().lock()))?;
            return Ok(None);
        }
        Target::File(path) => path,
    };
    if let Some(device) = special(path) {
        let device = device.map_err(failed)?;
        write(&mut BufWriter::with_capacity(BUFFER, device))?;
        return Ok(None);
    }
    let mut temporary = beside(path).map_err(failed)?;
    let file = temporary.file.as_file_mut();
    write(&mut BufWriter::with_capacity(BUFFER, &mut *file))?;
    file.sync_all().map_err(failed)?;
    Ok(Some(temporary))
}

const BUFFER: usize = 1 << 16;

impl Pending {
    /// Puts the file in its place.
    pub fn commit(self) -> Result<(), Failure> {
        if let Some(temporary) = self.temporary {
            let Temporary {
                file,
                place,
                unfinished,
            } = temporary;
            file.persist(&place)
                .map_err(|error| Failure::output(&self.name, &error.error))?;
            drop(unfinished);
            if let Some(folder) = place.parent().and_then(|folder| File::open(folder).ok()) {
                // So that the new name outlives a power cut; not every file system can.
                let _ = folder.sync_all();
            }
        }
        Ok(())
    }
}

/// A device, a FIFO or the like, which is written to as it is; `None` for a file or nothing.
fn special(path: &Path) -> Option<io::Result<File>> {
    let metadata = fs::metadata(path).ok()?;
    if metadata.is_file() {
        return None;
    }
    if metadata.is_dir() {
        return Some(Err(io::Error::other("is a directory")));
    }
    Some(OpenOptions::new().write(true).open(path))
}

/// A temporary file in the folder of the file that is to be replaced, with that file's mode. A symbolic
/// link stays: what it points at is replaced.
fn beside(path: &Path) -> io::Result<Temporary> {
    let place = follow(path)?;
    let folder = match place.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mode = fs::metadata(&place).map(|metadata| metadata.permissions());
    let mut builder = tempfile::Builder::new();
    builder.prefix(".graphwright-");
    // A new file gets what the umask leaves; elsewhere the system's defaults do.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let (file, unfinished) = Unfinished::make(|| {
        let file = builder.tempfile_in(folder)?;
        let path = file.path().to_owned();
        Ok((file, path))
    })?;
    if let Ok(mode) = mode {
        if mode.readonly() {
            return Err(io::Error::new(
                io::ErrorKind::PermissionDenied,
                "the file is read-only",
            ));
        }
        file.as_file().set_permissions(mode)?;
    }
    Ok(Temporary {
        file,
        place,
        unfinished,
    })
}

/// Where a chain of symbolic links ends, whether or not something is there.
fn follow(path: &Path) -> io::Result<PathBuf> {
    let mut place = path.to_owned();
    for _ in 0..40 {
        match fs::read_link(&place) {
            Ok(target) => {
                let folder = place.parent().unwrap_or(Path::new(""));
                place = folder.join(target);
            }
            Err(_) => return Ok(place),
        }
    }
    Err(io::Error::other("too many symbolic links"))
}

/// An error of a writer that only ever fails to put bytes down.
#[expect(clippy::needless_pass_by_value, reason = "it is handed to `map_err`")]
pub fn explain_io(name: &str, error: io::Error) -> Failure {
    Failure::output(name, &error)
}

/// Writes a whole result to standard output.
pub fn to_standard_output(
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<Exit, Failure> {
    prepare(&Target::Standard, write, explain_io)?.commit()?;
    Ok(Exit::Done)
}
