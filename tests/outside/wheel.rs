//! The wheel, as somebody installs it who has no Rust.

use crate::example;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The wheel that `GRAPHWRIGHT_WHEELS` holds, a folder with one.
fn wheel() -> PathBuf {
    let folder = std::env::var("GRAPHWRIGHT_WHEELS")
        .expect("GRAPHWRIGHT_WHEELS names the folder of the wheel");
    let files = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path());
    let mut wheels: Vec<PathBuf> = files
        .filter(|file| file.extension().is_some_and(|end| end == "whl"))
        .collect();
    assert_eq!(wheels.len(), 1, "{wheels:?}");
    wheels.remove(0)
}

fn run(program: &Path, arguments: &[&str]) -> String {
    let run = Command::new(program)
        .args(arguments)
        .current_dir(example())
        .output()
        .unwrap();
    assert!(
        run.status.success(),
        "{arguments:?}: {}",
        String::from_utf8_lossy(&run.stderr)
    );
    String::from_utf8(run.stdout).unwrap()
}

const SCRIPT: &str = "import subprocess, sys, pathlib
program = pathlib.Path(sys.executable).parent / 'graphwright'
facts = subprocess.run([program, '-q', 'query', 'ASK { ?s sec:trains ?o }', 'facts.jsonl', '--to', 'csv'], capture_output=True, text=True, check=True)
print(facts.stdout.strip())";

#[test]
#[ignore = "needs Python and the wheel that .ci/run builds"]
fn the_wheel_brings_the_program_into_a_fresh_environment() {
    let folder = tempfile::tempdir().unwrap();
    let environment = folder.path().join("venv");
    run(
        Path::new("python3"),
        &["-m", "venv", environment.to_str().unwrap()],
    );
    let python = environment.join("bin/python");
    let wheel = wheel();
    run(
        &python,
        &[
            "-m",
            "pip",
            "install",
            "--quiet",
            "--no-index",
            wheel.to_str().unwrap(),
        ],
    );
    let version = run(&environment.join("bin/graphwright"), &["--version"]);
    assert_eq!(
        version,
        format!("graphwright {}\n", env!("CARGO_PKG_VERSION"))
    );
    assert_eq!(run(&python, &["-c", SCRIPT]), "true\n");
    let listed = run(&python, &["-m", "pip", "show", "--files", "graphwright"]);
    assert!(
        listed.contains("bin/graphwright") && listed.contains("LICENSE"),
        "{listed}"
    );
}
