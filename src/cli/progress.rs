use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, IsTerminal, Read};
use std::time::{Duration, Instant};

/// Work shorter than that shows no bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// How many bytes pass between two looks at the clock.
const STEP: u64 = 1 << 20;

/// A bar on standard error, if that is a terminal and the work takes long. It has no colours, so that `NO_COLOR` has
/// nothing to say, and is gone when the work is done.
pub struct Progress {
    what: String,
    template: &'static str,
    /// How much there is to do, where that is known.
    size: Option<u64>,
    start: Instant,
    may_show: bool,
    bar: Option<ProgressBar>,
}

impl Progress {
    /// A bar for so many steps. `quiet` shows nothing.
    #[cfg(feature = "remote")]
    pub fn steps(what: &str, size: u64, quiet: bool) -> Self {
        let template = "{msg} [{bar:30}] {pos} of {len}, {eta} left";
        Self::new(what.to_owned(), template, Some(size), quiet)
    }

    fn new(what: String, template: &'static str, size: Option<u64>, quiet: bool) -> Self {
        Self {
            what,
            template,
            size,
            start: Instant::now(),
            may_show: !quiet && io::stderr().is_terminal(),
            bar: None,
        }
    }

    /// So much is done.
    pub fn at(&mut self, position: u64) {
        if self.may_show && self.bar.is_none() && self.start.elapsed() >= PATIENCE {
            self.bar = Some(self.make());
        }
        if let Some(bar) = &self.bar {
            bar.set_position(position);
        }
    }

    fn make(&self) -> ProgressBar {
        let bar = ProgressBar::with_draw_target(self.size, ProgressDrawTarget::stderr());
        if let Ok(style) = ProgressStyle::with_template(self.template) {
            bar.set_style(style.progress_chars("=> "));
        }
        bar.set_message(self.what.clone());
        bar
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

/// An input with a bar.
pub struct Watched<R> {
    reader: R,
    n_read: u64,
    n_shown: u64,
    progress: Progress,
}

impl<R> Watched<R> {
    /// Watches over a reader of so many bytes, where that is known. `quiet` shows nothing.
    pub fn new(reader: R, name: &str, size: Option<u64>, quiet: bool) -> Self {
        let size = size.filter(|size| *size > 0);
        let template = match size {
            Some(_) => "{msg} [{bar:30}] {bytes} of {total_bytes}, {eta} left",
            None => "{msg} {bytes}",
        };
        Self {
            reader,
            n_read: 0,
            n_shown: 0,
            progress: Progress::new(format!("reading {name}"), template, size, quiet),
        }
    }
}

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let size = self.reader.read(buffer)?;
        self.n_read += size as u64;
        if self.n_read - self.n_shown >= STEP {
            self.n_shown = self.n_read;
            self.progress.at(self.n_read);
        }
        Ok(size)
    }
}
