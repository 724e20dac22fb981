//! Streams, devices and inputs.

use super::{OLD, graphwright, names_in, script, unclean};
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::os::unix::ffi::OsStrExt;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

pub(super) const FACTS: &str =
    "{\"subject\":\"Ann\",\"predicate\":\"sec:trains\",\"object\":\"Bob\"}\n";

/// A folder with facts, and with an output of an earlier run.
pub(super) fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("facts.jsonl"), FACTS).unwrap();
    fs::write(folder.path().join("old.nt"), OLD).unwrap();
    folder
}

/// Checks how a run ended and what it said; gives its standard output.
pub(super) fn ends(run: Output, code: i32, says: &[&str]) -> String {
    assert_eq!(unclean(&run), [""; 0]);
    let said = String::from_utf8(run.stderr).unwrap();
    assert_eq!(run.status.code(), Some(code), "{said}");
    for words in says {
        assert!(said.contains(words), "{words:?} is missing: {said}");
    }
    String::from_utf8(run.stdout).unwrap()
}

#[test]
fn outputs_that_cannot_be() {
    let folder = folder();
    fs::create_dir(folder.path().join("dir.nt")).unwrap();
    for (name, says) in [
        ("dir.nt", &["dir.nt", "is a directory"][..]),
        (
            "missing/x.nt",
            &["missing/x.nt", "no such file or directory"],
        ),
        ("old.nt/x.nt", &["old.nt/x.nt", "not a directory"]),
        ("dir.nt/", &["dir.nt/", "is a directory"]),
    ] {
        ends(
            graphwright(folder.path(), &["export", "facts.jsonl", "-o", name]),
            4,
            says,
        );
        let both = [
            "export",
            "facts.jsonl",
            "-o",
            "new.nt",
            "-o",
            "old.nt",
            "-o",
            name,
        ];
        ends(graphwright(folder.path(), &both), 4, says);
        assert_eq!(
            fs::read_to_string(folder.path().join("old.nt")).unwrap(),
            OLD,
            "{name}"
        );
        assert_eq!(
            names_in(folder.path()),
            ["dir.nt", "facts.jsonl", "old.nt"],
            "{name}"
        );
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_an_error() {
    let folder = folder();
    for arguments in [
        &["export", "facts.jsonl"][..],
        &["stats", "facts.jsonl"],
        &["formats"],
        &["schema"],
    ] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_graphwright"));
        let full = File::create("/dev/full").unwrap();
        let run = command
            .args(arguments)
            .current_dir(folder.path())
            .stdout(full)
            .output()
            .unwrap();
        ends(run, 4, &["standard output", "no space left"]);
    }
    let run = graphwright(
        folder.path(),
        &["export", "facts.jsonl", "-o", "/dev/full", "--to", "nt"],
    );
    ends(run, 4, &["/dev/full", "no space left"]);
    let run = graphwright(
        folder.path(),
        &[
            "export",
            "facts.jsonl",
            "-o",
            "old.nt",
            "-o",
            "/dev/full",
            "--to",
            "nt",
        ],
    );
    ends(run, 4, &["/dev/full", "no space left"]);
    assert_eq!(
        fs::read_to_string(folder.path().join("old.nt")).unwrap(),
        OLD
    );
}

#[test]
fn a_reader_that_leaves_is_a_quiet_end() {
    let folder = folder();
    let many: String = (0..20_000)
        .map(|n| FACTS.replace("Ann", &format!("Ann {n}")))
        .collect();
    fs::write(folder.path().join("many.jsonl"), many).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_graphwright"));
    command
        .args(["export", "many.jsonl", "--to", "nt", "--quiet"])
        .current_dir(folder.path());
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut reader = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    reader.read_line(&mut line).unwrap();
    drop(reader);
    let run = child.wait_with_output().unwrap();
    assert!(line.ends_with(" .\n"), "{line}");
    assert_eq!(
        (
            run.status.code(),
            String::from_utf8(run.stderr).unwrap().as_str()
        ),
        (Some(0), "")
    );
}

#[test]
fn closed_streams_end_cleanly() {
    let folder = folder();
    let closed_out = script(folder.path(), "exec \"$0\" export facts.jsonl >&-");
    assert_eq!(unclean(&closed_out), [""; 0]);
    assert!(matches!(closed_out.status.code(), Some(0 | 4)));
    let closed_in = script(folder.path(), "exec \"$0\" export - <&-");
    assert_eq!(unclean(&closed_in), [""; 0]);
    assert!(matches!(closed_in.status.code(), Some(0 | 3)));
    ends(
        script(
            folder.path(),
            "exec \"$0\" export facts.jsonl -o old.nt 2>&-",
        ),
        0,
        &[],
    );
    assert!(
        fs::read_to_string(folder.path().join("old.nt"))
            .unwrap()
            .contains("trains")
    );
}

#[test]
fn inputs_that_cannot_be() {
    let folder = folder();
    fs::create_dir(folder.path().join("dir.jsonl")).unwrap();
    let run = |input: &str| graphwright(folder.path(), &["export", input, "-o", "old.nt"]);
    ends(
        run("missing.jsonl"),
        3,
        &["missing.jsonl", "no such file or directory"],
    );
    ends(run("dir.jsonl"), 3, &["dir.jsonl", "is a directory"]);
    ends(run("."), 3, &[".: is a directory"]);
    ends(
        run("a\u{1b}[31m\u{202e}\n.jsonl"),
        3,
        &[r"a\u{1b}[31m\u{202e}\n.jsonl"],
    );
    assert_eq!(
        fs::read_to_string(folder.path().join("old.nt")).unwrap(),
        OLD
    );
}

#[test]
fn odd_names_work() {
    let folder = folder();
    let strange = OsStr::from_bytes(b"f\xFF\x1b.jsonl");
    let written = OsStr::from_bytes(b"o\xFF.nt");
    fs::write(folder.path().join(strange), FACTS).unwrap();
    fs::write(folder.path().join("-x.jsonl"), FACTS).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_graphwright"));
    let run = command
        .arg("export")
        .arg(strange)
        .arg("-o")
        .arg(written)
        .current_dir(folder.path())
        .output()
        .unwrap();
    ends(run, 0, &[]);
    assert!(
        fs::read_to_string(folder.path().join(written))
            .unwrap()
            .contains("trains")
    );
    let out = ends(
        graphwright(folder.path(), &["export", "--to", "nt", "--", "-x.jsonl"]),
        0,
        &[],
    );
    assert!(out.contains("trains"));
    let out = ends(
        script(folder.path(), "exec \"$0\" export --to nt - <facts.jsonl"),
        0,
        &[],
    );
    assert!(out.contains("trains"));
    ends(
        script(
            folder.path(),
            "printf '<http://e/s> <http://e/p> 1 .' | \"$0\" export -",
        ),
        3,
        &["standard input", "--from"],
    );
    let gone = "mkdir gone && cd gone && rmdir ../gone && exec \"$0\" export";
    ends(
        script(folder.path(), &format!("{gone} facts.jsonl")),
        3,
        &["facts.jsonl"],
    );
    ends(
        script(folder.path(), &format!("{gone} ../facts.jsonl -o x.nt")),
        4,
        &["x.nt"],
    );
}
