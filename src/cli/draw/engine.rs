use crate::cli::exit::{Exit, Failure, plain};
use clap::ValueEnum;
use graphwright::draw::{Drawing, GraphvizReplyError, GraphvizRequest, Scene};
use graphwright::limits::GRAPHVIZ_TIME;
use std::io::{self, Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

/// The most bytes of a reply that are read; a line a box and a line an edge are far fewer.
const LONGEST_REPLY: u64 = 64 << 20;
/// How many run at once.
const AT_ONCE: usize = 2;

/// Who finds a place for everything.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Engine {
    /// graphwright itself: needs no other program, and gives the same picture on every machine
    #[default]
    Builtin,
    /// The program dot of Graphviz, whose pictures differ a little from version to version
    Graphviz,
}

impl Engine {
    pub fn lay_out<'a>(
        self,
        drawing: Drawing<'a>,
        title: Option<&str>,
    ) -> Result<Scene<'a>, Failure> {
        match self {
            Self::Builtin => Ok(drawing.lay_out(title)),
            Self::Graphviz => {
                Ok(drawing.lay_out_by_graphviz(title, |requests| run_all(requests, "dot"))?)
            }
        }
    }
}

/// Why Graphviz gave no places.
#[derive(Debug)]
enum EngineError {
    Missing,
    Failed(String),
    TooSlow,
}

const INSTEAD: &str = "or leave --engine out: the built-in engine needs no other program";

impl From<GraphvizReplyError> for EngineError {
    fn from(error: GraphvizReplyError) -> Self {
        Self::Failed(error.to_string())
    }
}

impl From<io::Error> for EngineError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing,
            _ => Self::Failed(format!("dot cannot be run: {}", plain(&error))),
        }
    }
}

impl From<EngineError> for Failure {
    fn from(error: EngineError) -> Self {
        match error {
            EngineError::Missing => Self::new(
                Exit::Output,
                format!(
                    "--engine graphviz runs the program dot, which is not on the path; install Graphviz \
                     (apt install graphviz, brew install graphviz, winget install graphviz), {INSTEAD}"
                ),
            ),
            EngineError::Failed(reason) => Self::new(
                Exit::Output,
                format!("--engine graphviz: {reason}; mend that, {INSTEAD}"),
            ),
            EngineError::TooSlow => Self::new(
                Exit::Limit,
                format!(
                    "--engine graphviz: dot took longer than {} s; draw less, {INSTEAD}",
                    GRAPHVIZ_TIME.as_secs()
                ),
            ),
        }
    }
}

/// The replies in the order of the requests.
fn run_all(requests: &[GraphvizRequest], program: &str) -> Result<Vec<String>, EngineError> {
    let mut replies = Vec::new();
    for some in requests.chunks(AT_ONCE) {
        let runs = thread::scope(|scope| {
            let start = |request| scope.spawn(move || run(request, program, GRAPHVIZ_TIME));
            let started: Vec<_> = some.iter().map(start).collect();
            let joined = started.into_iter().map(|run| {
                let crashed = |_| Err(EngineError::Failed("dot's reply was lost".to_owned()));
                run.join().unwrap_or_else(crashed)
            });
            joined.collect::<Vec<_>>()
        });
        for reply in runs {
            replies.push(reply?);
        }
    }
    Ok(replies)
}

/// Runs the program once. The request goes in through standard input, never through a shell or a file.
fn run(request: &GraphvizRequest, program: &str, timeout: Duration) -> Result<String, EngineError> {
    let mut child = Command::new(program)
        .arg(format!("-K{}", request.layout))
        .arg("-Tplain")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    // Both ends are served at once, since it may answer before it has read all. The threads are not waited for: a
    // script by the name of dot may leave a program behind that keeps them open.
    let (input, output) = (child.stdin.take(), child.stdout.take());
    let dot = request.dot.clone();
    thread::spawn(move || {
        // A program that does not read to the end fails by its exit code.
        let _ = input.map(|mut input| input.write_all(dot.as_bytes()));
    });
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut reply = String::new();
        let output = output.map(|output| output.take(LONGEST_REPLY));
        let read = output.map(|mut output| output.read_to_string(&mut reply));
        let _ = sender.send(read.transpose().map(|_| reply));
    });
    let start = Instant::now();
    wait(&mut child, timeout)?;
    let left = timeout.saturating_sub(start.elapsed());
    match receiver.recv_timeout(left) {
        Ok(Ok(reply)) => Ok(reply),
        Err(mpsc::RecvTimeoutError::Timeout) => Err(EngineError::TooSlow),
        _ => Err(EngineError::Failed("dot's reply cannot be read".to_owned())),
    }
}

/// Waits for the end of a program that we started, and ends it when its time is over.
fn wait(child: &mut Child, timeout: Duration) -> Result<(), EngineError> {
    let start = Instant::now();
    let mut pause = Duration::from_millis(1);
    loop {
        match child.try_wait()? {
            Some(status) if status.success() => return Ok(()),
            Some(status) => return Err(EngineError::Failed(format!("dot ended with {status}"))),
            None if start.elapsed() > timeout => {
                let _ = child.kill();
                let _ = child.wait();
                return Err(EngineError::TooSlow);
            }
            None => thread::sleep(pause),
        }
        pause = (pause * 2).min(Duration::from_millis(50));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request() -> GraphvizRequest {
        GraphvizRequest {
            layout: "neato",
            dot: "graph {}".to_owned(),
        }
    }

    #[test]
    fn a_program_that_is_not_there_is_told_with_what_helps() {
        let error = run_all(&[request()], "graphwright-no-such-program").unwrap_err();
        let failure = Failure::from(error);
        assert_eq!(failure.exit(), Exit::Output);
        let message = failure.message().unwrap();
        assert!(
            message.contains("apt install graphviz") && message.contains("built-in"),
            "{message}"
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_program_that_fails_is_told() {
        // `false` takes any arguments.
        assert!(matches!(
            run(&request(), "false", GRAPHVIZ_TIME),
            Err(EngineError::Failed(_))
        ));
    }

    #[cfg(unix)]
    #[test]
    fn a_program_that_hangs_is_ended() {
        let mut child = Command::new("sleep").arg("600").spawn().unwrap();
        let slow = wait(&mut child, Duration::from_millis(50));
        assert!(matches!(slow, Err(EngineError::TooSlow)));
        assert!(child.try_wait().unwrap().is_some());
    }
}
