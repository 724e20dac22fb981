//! What bad, odd and hostile input gets: one row for each kind of trouble.
//!
//! Every row runs `export` into a new file, a file that was there before, and Turtle, and then `stats`. A crash,
//! a hang, more than 1 GiB, a control character on standard error, a half-written output or a lost old one fails
//! any row.

mod deep;
mod facts;
mod facts_json;
mod facts_types;
mod files;
mod links;
mod network;
mod pictures;
mod places;
mod query;
mod query_limits;
mod rdf;
mod rdf_foreign;
mod shapes;
#[cfg(unix)]
mod signals;
mod table;
mod text;
mod triples;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use triples::{Triples, same_graph};

/// One kind of trouble.
struct Case {
    name: &'static str,
    /// What the input is called: the extension tells the format.
    file: &'static str,
    input: Vec<u8>,
    arguments: &'static [&'static str],
    expect: Expect,
}

/// What has to happen.
enum Expect {
    /// Exit code 0, and the output is so.
    Works(Vec<Check>),
    /// Exit code 3, nothing written, and standard error says all of these.
    Fails(&'static [&'static str]),
    /// One or the other, but a clean end.
    Either(Vec<Check>, &'static [&'static str]),
}

/// What holds of a run that works.
enum Check {
    /// These are the preferred labels, no more and no less.
    Labels(Vec<String>),
    /// So many subjects have a preferred label.
    Entities(usize),
    /// So many triples have this predicate.
    Count(&'static str, usize),
    /// The output is this graph, blank nodes aside.
    Same(&'static str),
    /// This triple or quad, as N-Quads writes it, is among the output.
    Has(&'static str),
    /// Nothing in the output has this IRI.
    Lacks(&'static str),
    /// Standard error says this.
    Says(&'static str),
}

fn works(
    name: &'static str,
    file: &'static str,
    input: impl Into<Vec<u8>>,
    checks: Vec<Check>,
) -> Case {
    case(name, file, input, Expect::Works(checks))
}

fn fails(
    name: &'static str,
    file: &'static str,
    input: impl Into<Vec<u8>>,
    says: &'static [&'static str],
) -> Case {
    case(name, file, input, Expect::Fails(says))
}

fn either(
    name: &'static str,
    file: &'static str,
    input: impl Into<Vec<u8>>,
    checks: Vec<Check>,
    says: &'static [&'static str],
) -> Case {
    case(name, file, input, Expect::Either(checks, says))
}

fn case(name: &'static str, file: &'static str, input: impl Into<Vec<u8>>, expect: Expect) -> Case {
    let input = input.into();
    Case {
        name,
        file,
        input,
        arguments: &[],
        expect,
    }
}

impl Case {
    fn with(mut self, arguments: &'static [&'static str]) -> Self {
        self.arguments = arguments;
        self
    }
}

/// Runs all rows and tells of every one that fails.
fn run_all(cases: impl IntoIterator<Item = Case>) {
    let mut failures = String::new();
    for case in cases {
        for problem in problems(&case) {
            writeln!(failures, "{}: {problem}", case.name).unwrap();
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}

const OLD: &str = "old bytes";
const OUTPUTS: [&str; 6] = ["-o", "new.nq", "-o", "old.nq", "-o", "new.trig"];

fn problems(case: &Case) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at(case.file), &case.input).unwrap();
    fs::write(at("old.nq"), OLD).unwrap();
    let arguments = [&["export", case.file], &OUTPUTS[..], case.arguments].concat();
    let run = graphwright(folder.path(), &arguments);
    let mut problems = unclean(&run);
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    let old = fs::read_to_string(at("old.nq")).unwrap();
    let code = run.status.code();
    let right = match &case.expect {
        Expect::Works(_) => code == Some(0),
        Expect::Fails(_) => code == Some(3),
        Expect::Either(..) => matches!(code, Some(0 | 3)),
    };
    if !right {
        problems.push(format!("exit code {code:?}: {said}"));
    }
    match &case.expect {
        Expect::Works(checks) | Expect::Either(checks, _) if code == Some(0) => {
            let new = fs::read_to_string(at("new.nq")).unwrap_or_default();
            if new != old {
                problems.push("the new output and the replaced one differ".to_owned());
            }
            let trig = fs::read_to_string(at("new.trig")).unwrap_or_default();
            if !same_graph(&new, &trig) {
                problems.push(format!("N-Quads and TriG differ:\n{new}\n{trig}"));
            }
            let triples = Triples::of_nquads(&new);
            problems.extend(
                checks
                    .iter()
                    .filter_map(|check| triples.problem(check, &said)),
            );
        }
        Expect::Fails(says) | Expect::Either(_, says) if code == Some(3) => {
            for words in says.iter().filter(|words| !said.contains(**words)) {
                problems.push(format!("standard error does not say {words:?}: {said}"));
            }
        }
        _ => {}
    }
    if code != Some(0) {
        if old != OLD {
            problems.push(format!("the old output is gone: {old}"));
        }
        let left = names_in(folder.path());
        if left != sorted(&["old.nq", case.file]) {
            problems.push(format!("files left behind: {left:?}"));
        }
    }
    let stats = graphwright(
        folder.path(),
        &[&["stats", case.file], case.arguments].concat(),
    );
    problems.extend(unclean(&stats));
    if stats.status.code() != code {
        problems.push(format!(
            "stats ends with {:?}, export with {code:?}",
            stats.status.code()
        ));
    }
    problems
}

/// Runs the program with a folder as its working directory.
fn graphwright(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = limited(env!("CARGO_BIN_EXE_graphwright").as_ref());
    command
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

/// A program that may take 20 s of processor time and 1 GiB.
fn limited(program: &Path) -> Command {
    let mut command = Command::new("sh");
    let limits = "ulimit -t 20; ulimit -v 1048576 2>/dev/null; exec \"$0\" \"$@\"";
    command.args(["-c", limits]).arg(program);
    command
}

/// Runs the program as a line of shell script tells, which calls it `"$0"`.
fn script(folder: &Path, line: &str) -> Output {
    let mut command = Command::new("sh");
    command.args(["-c", line, env!("CARGO_BIN_EXE_graphwright")]);
    command
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

/// What no run may do, whatever its input.
fn unclean(run: &Output) -> Vec<String> {
    let mut problems = Vec::new();
    if run.status.code().is_none() {
        problems.push(format!("died of a signal: {}", run.status));
    }
    let said = String::from_utf8_lossy(&run.stderr);
    if std::str::from_utf8(&run.stderr).is_err() {
        problems.push("standard error is not UTF-8".to_owned());
    }
    if said.contains("panicked") {
        problems.push(format!("a panic: {said}"));
    }
    let raw = said
        .chars()
        .find(|letter| letter.is_control() && *letter != '\n');
    if let Some(raw) = raw {
        problems.push(format!("{raw:?} on standard error"));
    }
    if said.len() > 64 * 1024 {
        problems.push(format!("{} bytes on standard error", said.len()));
    }
    let mut size = 0;
    for line in said.split_inclusive('\n') {
        let starts = ["error: ", "warning: ", "note: "]
            .iter()
            .any(|word| line.starts_with(word));
        size = if starts {
            line.len()
        } else {
            size + line.len()
        };
        if size > 4096 {
            problems.push(format!("a message of more than 4 KiB: {}", &line[..80]));
            break;
        }
    }
    problems
}

/// The names in a folder, hidden ones too.
fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

fn sorted(names: &[&str]) -> Vec<String> {
    let mut names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    names.sort();
    names
}
