//! A run that is interrupted takes its half-written files with it.

use std::io;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

/// The files that are being written. The numbers of those that were moved to their places or removed are taken by the
/// next ones.
static WRITING: Mutex<Vec<Option<PathBuf>>> = Mutex::new(Vec::new());

/// A file that goes when the run is interrupted; once this is dropped, it is like any other.
#[derive(Debug)]
pub struct Unfinished(usize);

impl Unfinished {
    /// Makes a file with the path that it tells. The first one makes the signals known; one that comes while the file is
    /// made waits until it is known too.
    pub fn make<F>(make: impl FnOnce() -> io::Result<(F, PathBuf)>) -> io::Result<(F, Self)> {
        #[cfg(unix)]
        listen();
        let mut writing = WRITING.lock().unwrap_or_else(PoisonError::into_inner);
        let (file, path) = make()?;
        // The working directory may be another by then.
        let path = std::path::absolute(&path).unwrap_or(path);
        let free = writing.iter().position(Option::is_none);
        let number = free.unwrap_or(writing.len());
        match free {
            Some(number) => writing[number] = Some(path),
            None => writing.push(Some(path)),
        }
        Ok((file, Self(number)))
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        let mut writing = WRITING.lock().unwrap_or_else(PoisonError::into_inner);
        writing[self.0] = None;
    }
}

/// Waits for the signals that end a run, once in its life. They still end it, as if nobody had waited: whoever started
/// the program sees which signal it was.
#[cfg(unix)]
fn listen() {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use std::sync::Once;
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let ignored = ignored();
        let wanted = [SIGHUP, SIGINT, SIGTERM];
        let wanted = wanted
            .into_iter()
            .filter(|signal| ignored & (1 << (signal - 1)) == 0);
        let Ok(mut signals) = signal_hook::iterator::Signals::new(wanted) else {
            return;
        };
        let wait = move || {
            for signal in &mut signals {
                // Held until the end: no file comes into its place or into being any more.
                let writing = WRITING.lock().unwrap_or_else(PoisonError::into_inner);
                for path in writing.iter().flatten() {
                    let _ = std::fs::remove_file(path);
                }
                let _ = signal_hook::low_level::emulate_default_handler(signal);
            }
        };
        // Without a thread the signals end the run too, but leave the file.
        let _ = std::thread::Builder::new().spawn(wait);
    });
}

/// The signals that the run was started to ignore, as `nohup` does, a bit for each; what system does not tell ignores
/// none.
#[cfg(unix)]
fn ignored() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok())
        .unwrap_or(0)
}
