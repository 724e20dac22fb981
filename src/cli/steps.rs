use crate::cli::progress::PATIENCE;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, IsTerminal};
use std::time::Instant;

/// A bar for work in steps, which shows itself as that of an input does.
pub struct Steps {
    what: &'static str,
    size: u64,
    start: Instant,
    may_show: bool,
    bar: Option<ProgressBar>,
}

impl Steps {
    /// A bar for `size` steps. `quiet` shows nothing.
    pub fn new(what: &'static str, size: u64, quiet: bool) -> Self {
        Self {
            what,
            size,
            start: Instant::now(),
            may_show: !quiet && io::stderr().is_terminal(),
            bar: None,
        }
    }

    /// So many steps are done.
    pub fn at(&mut self, count: u64) {
        if self.may_show && self.bar.is_none() && self.start.elapsed() >= PATIENCE {
            let bar = ProgressBar::with_draw_target(Some(self.size), ProgressDrawTarget::stderr());
            let template = "{msg} [{bar:30}] {pos} of {len}, {eta} left";
            if let Ok(style) = ProgressStyle::with_template(template) {
                bar.set_style(style.progress_chars("=> "));
            }
            bar.set_message(self.what);
            self.bar = Some(bar);
        }
        if let Some(bar) = &self.bar {
            bar.set_position(count);
        }
    }
}

impl Drop for Steps {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
