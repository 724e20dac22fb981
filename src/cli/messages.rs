use crate::cli::exit::Failure;
use graphwright::limits::FAULTS_PRINTED;
use graphwright::model::{Fault, Severity, visible};
use std::fmt;
use std::io::{self, Write};

/// How many characters one message may have.
const LONGEST: usize = 1000;

/// Standard error. Whether it can be written to never decides how a run ends.
pub struct Messages {
    quiet: bool,
}

impl Messages {
    /// Errors only, if `quiet`.
    pub fn new(quiet: bool) -> Self {
        Self { quiet }
    }

    /// Whether only errors are said.
    pub fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// Something worth knowing.
    pub fn note(&self, message: impl fmt::Display) {
        if !self.quiet {
            say("note", &message.to_string());
        }
    }

    /// Something that may be wrong.
    pub fn warn(&self, message: impl fmt::Display) {
        if !self.quiet {
            say("warning", &message.to_string());
        }
    }

    /// The first faults of each severity, in the order of their places, and how many more there are.
    /// Gives the number of errors.
    pub fn faults(&self, faults: &mut [Fault]) -> usize {
        faults.sort();
        let mut n_errors = 0;
        for (severity, word) in [(Severity::Warning, "warning"), (Severity::Error, "error")] {
            let all: Vec<&Fault> = faults
                .iter()
                .filter(|fault| fault.severity == severity)
                .collect();
            if severity == Severity::Error {
                n_errors = all.len();
            } else if self.quiet {
                continue;
            }
            for fault in all.iter().take(FAULTS_PRINTED) {
                say(word, &fault.to_string());
            }
            if all.len() > FAULTS_PRINTED {
                let plural = if all.len() == FAULTS_PRINTED + 1 {
                    ""
                } else {
                    "s"
                };
                say(
                    word,
                    &format!("and {} more {word}{plural}", all.len() - FAULTS_PRINTED),
                );
            }
        }
        n_errors
    }

    /// Says how many errors there are beyond those that were kept to be printed; no option silences that.
    #[expect(
        clippy::unused_self,
        reason = "all that is said is said through this type"
    )]
    pub fn more_errors(&self, n_more: usize) {
        if n_more > 0 {
            let plural = if n_more == 1 { "" } else { "s" };
            say("error", &format!("and {n_more} more error{plural}"));
        }
    }
}

/// Says why the run stops; no option silences that.
pub fn say_failure(failure: &Failure) {
    if let Some(message) = failure.message() {
        say("error", message);
    }
}

fn say(word: &str, message: &str) {
    let mut lines: Vec<String> = Vec::new();
    for line in message.lines() {
        let line = visible(line);
        lines.push(if line.chars().count() > LONGEST {
            line.chars().take(LONGEST).chain(['…']).collect()
        } else {
            line
        });
    }
    let _ = writeln!(io::stderr().lock(), "{word}: {}", lines.join("\n"));
}
