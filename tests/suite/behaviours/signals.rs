//! Runs that are ended from outside, and pipes with names.

use super::files::{ends, folder};
use super::{OLD, graphwright, names_in, script};
use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

fn make_pipe(folder: &Path, name: &str) {
    let made = Command::new("mkfifo").arg(folder.join(name)).status();
    assert!(made.unwrap().success());
}

/// A run that has written its first output beside its place, and waits for somebody to read the second.
fn halfway(folder: &Path, program: &mut Command) -> Child {
    make_pipe(folder, "pipe");
    let child = program
        .args([
            "export",
            "facts.jsonl",
            "--to",
            "nt",
            "-o",
            "old.nt",
            "-o",
            "pipe",
        ])
        .current_dir(folder)
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let start = Instant::now();
    while unfinished(folder) == 0 {
        assert!(
            start.elapsed() < Duration::from_secs(20),
            "{:?}",
            names_in(folder)
        );
        sleep(Duration::from_millis(5));
    }
    child
}

fn unfinished(folder: &Path) -> usize {
    let names = names_in(folder);
    let temporary = names
        .iter()
        .filter(|name| name.starts_with(".graphwright-"));
    temporary.count()
}

fn send(signal: &str, child: &Child) {
    let sent = Command::new("kill")
        .args([signal, &child.id().to_string()])
        .status();
    assert!(sent.unwrap().success());
}

/// The program as a person starts it: what runs behind a terminal may have been told to ignore these signals.
fn program() -> Command {
    let program = env!("CARGO_BIN_EXE_graphwright");
    if cfg!(not(target_os = "linux")) {
        return Command::new(program);
    }
    let mut usual = Command::new("env");
    usual.args(["--default-signal=HUP,INT,TERM", program]);
    usual
}

fn old(folder: &Path) -> String {
    fs::read_to_string(folder.join("old.nt")).unwrap()
}

#[test]
fn a_run_that_is_interrupted_leaves_what_was_there() {
    for (signal, number) in [("-INT", 2), ("-TERM", 15), ("-HUP", 1)] {
        let folder = folder();
        let child = halfway(folder.path(), &mut program());
        send(signal, &child);
        let run: Output = child.wait_with_output().unwrap();
        assert_eq!(run.status.signal(), Some(number), "{run:?}");
        assert_eq!(old(folder.path()), OLD);
        assert_eq!(names_in(folder.path()), ["facts.jsonl", "old.nt", "pipe"]);
    }
}

#[test]
fn a_run_that_is_killed_leaves_the_old_file_and_hinders_no_other() {
    let folder = folder();
    let mut child = halfway(folder.path(), &mut program());
    send("-KILL", &child);
    assert_eq!(child.wait().unwrap().signal(), Some(9));
    assert_eq!(old(folder.path()), OLD);
    // Nobody can clean up after that; the next run goes its own way.
    assert_eq!(unfinished(folder.path()), 1);
    ends(
        graphwright(folder.path(), &["export", "facts.jsonl", "-o", "old.nt"]),
        0,
        &[],
    );
    assert!(old(folder.path()).contains("trains"));
}

#[test]
#[cfg(target_os = "linux")]
fn a_signal_that_is_to_be_ignored_is_ignored() {
    let folder = folder();
    let mut shell = Command::new("sh");
    shell.args([
        "-c",
        "trap '' HUP INT; exec \"$0\" \"$@\"",
        env!("CARGO_BIN_EXE_graphwright"),
    ]);
    let child = halfway(folder.path(), &mut shell);
    send("-HUP", &child);
    send("-INT", &child);
    let read = fs::read_to_string(folder.path().join("pipe")).unwrap();
    let run = child.wait_with_output().unwrap();
    ends(run, 0, &[]);
    assert!(read.contains("trains"));
    assert_eq!(old(folder.path()), read);
}

#[test]
fn pipes_with_names_are_inputs_and_outputs() {
    let folder = folder();
    make_pipe(folder.path(), "in.jsonl");
    make_pipe(folder.path(), "out.nt");
    let line = "cat facts.jsonl >in.jsonl & cat out.nt >got.nt & \
                \"$0\" export in.jsonl -o out.nt -o plain.nt && wait";
    ends(script(folder.path(), line), 0, &[]);
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    assert!(read("got.nt").contains("trains"));
    assert_eq!(read("got.nt"), read("plain.nt"));
    // A pipe can be read once only: what it holds is told from its beginning all the same.
    let facts = ends(
        script(
            folder.path(),
            "cat facts.jsonl | \"$0\" export --to nt /dev/stdin",
        ),
        0,
        &[],
    );
    assert_eq!(facts, read("plain.nt"));
}
