use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, IsTerminal, Read};
use std::time::{Duration, Instant};

/// Work shorter than that shows no bar.
pub(super) const PATIENCE: Duration = Duration::from_secs(1);

/// How many bytes pass between two looks at the clock.
const STEP: u64 = 1 << 20;

/// An input with a bar on standard error, if that is a terminal and reading takes long. The bar has no colours,
/// so that `NO_COLOR` has nothing to say, and is gone when the input is read.
pub struct Watched<R> {
    reader: R,
    name: String,
    /// Bytes, where that is known.
    size: Option<u64>,
    n_read: u64,
    n_shown: u64,
    start: Instant,
    may_show: bool,
    bar: Option<ProgressBar>,
}

impl<R> Watched<R> {
    /// Watches over a reader. `quiet` shows nothing.
    pub fn new(reader: R, name: &str, size: Option<u64>, quiet: bool) -> Self {
        Self {
            reader,
            name: name.to_owned(),
            size: size.filter(|size| *size > 0),
            n_read: 0,
            n_shown: 0,
            start: Instant::now(),
            may_show: !quiet && io::stderr().is_terminal(),
            bar: None,
        }
    }

    fn show(&mut self) {
        self.n_shown = self.n_read;
        if self.bar.is_none() && self.start.elapsed() >= PATIENCE {
            self.bar = Some(bar(self.size, &self.name));
        }
        if let Some(bar) = &self.bar {
            bar.set_position(self.n_read);
        }
    }
}

fn bar(size: Option<u64>, name: &str) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(size, ProgressDrawTarget::stderr());
    let template = match size {
        Some(_) => "{msg} [{bar:30}] {bytes} of {total_bytes}, {eta} left",
        None => "{msg} {bytes}",
    };
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style.progress_chars("=> "));
    }
    bar.set_message(format!("reading {name}"));
    bar
}

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let size = self.reader.read(buffer)?;
        self.n_read += size as u64;
        if self.may_show && self.n_read - self.n_shown >= STEP {
            self.show();
        }
        Ok(size)
    }
}

impl<R> Drop for Watched<R> {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
