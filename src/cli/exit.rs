use std::fmt;
use std::io;
use std::process::ExitCode;

/// What the exit codes mean, as help and README say it.
pub const HELP: &str = "Exit codes: 0 done; 1 ran, but the answer is no or records were dropped; 2 usage; \
3 bad or missing input; 4 output or another machine failed; 5 a limit was reached; 130 interrupted.";

/// How the program ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// The work is done; an ASK that answers false counts too.
    Done = 0,
    /// It ran, but the answer is no, or records were dropped under `--keep-going`.
    No = 1,
    /// The arguments do not fit together.
    Usage = 2,
    /// Bad or missing input, SPARQL that does not parse included.
    Input = 3,
    /// The output could not be written.
    Output = 4,
    /// A limit was reached.
    Limit = 5,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Why a command stopped.
#[derive(Debug)]
pub struct Failure {
    exit: Exit,
    /// `None` where everything has been said, or where the reader of our output has gone.
    message: Option<String>,
}

impl Failure {
    /// A failure with its reason: lower case, no full stop.
    pub fn new(exit: Exit, message: impl fmt::Display) -> Self {
        Self {
            exit,
            message: Some(message.to_string()),
        }
    }

    /// A failure of which each fault has been printed.
    pub fn reported(exit: Exit) -> Self {
        Self {
            exit,
            message: None,
        }
    }

    /// What writing to an output gave. A reader that closes the pipe is a normal end.
    pub fn output(name: impl fmt::Display, error: &io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self::reported(Exit::Done);
        }
        Self::new(
            Exit::Output,
            format!("{name}: cannot write: {}", plain(error)),
        )
    }

    /// The exit code.
    pub fn exit(&self) -> Exit {
        self.exit
    }

    /// The reason, unless it has been said.
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }
}

/// An error of the operating system without its number.
pub fn plain(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or(&text);
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => text.to_owned(),
    }
}
