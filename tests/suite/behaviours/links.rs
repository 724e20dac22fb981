//! Replacing outputs: links, modes, rights, and runs at the same time.

use super::files::{FACTS, ends, folder};
use super::{OLD, graphwright, names_in, script};
use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn export(folder: &Path, output: &str) {
    ends(
        graphwright(folder, &["export", "facts.jsonl", "-o", output]),
        0,
        &[],
    );
}

fn text(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap()
}

#[test]
fn an_input_that_is_its_own_output_is_never_lost() {
    let folder = folder();
    let folder = folder.path();
    export(folder, "facts.jsonl");
    let once = text(folder, "facts.jsonl");
    assert!(once.contains("trains") && once.contains("Ann"), "{once}");
    assert_ne!(once, FACTS);
    export(folder, "facts.jsonl");
    assert_eq!(text(folder, "facts.jsonl"), once);
    fs::write(folder.join("facts.jsonl"), FACTS).unwrap();
    fs::hard_link(folder.join("facts.jsonl"), folder.join("hard.jsonl")).unwrap();
    export(folder, "hard.jsonl");
    assert!(text(folder, "hard.jsonl").contains("trains"));
    assert!(text(folder, "facts.jsonl").contains("trains"));
    symlink("facts.jsonl", folder.join("soft.jsonl")).unwrap();
    export(folder, "soft.jsonl");
    assert!(text(folder, "facts.jsonl").contains("trains"));
}

#[test]
fn links_stay_and_their_targets_are_replaced() {
    let folder = folder();
    let folder = folder.path();
    fs::create_dir(folder.join("far")).unwrap();
    fs::write(folder.join("far/target.nt"), OLD).unwrap();
    symlink("target.nt", folder.join("far/middle.nt")).unwrap();
    symlink("far/middle.nt", folder.join("link.nt")).unwrap();
    symlink("far/new.nt", folder.join("dangling.nt")).unwrap();
    symlink("loop.nt", folder.join("loop.nt")).unwrap();
    export(folder, "link.nt");
    assert!(text(folder, "far/target.nt").contains("trains"));
    for link in ["link.nt", "far/middle.nt"] {
        assert!(
            fs::symlink_metadata(folder.join(link))
                .unwrap()
                .is_symlink(),
            "{link}"
        );
    }
    export(folder, "dangling.nt");
    assert!(text(folder, "far/new.nt").contains("trains"));
    assert!(
        fs::symlink_metadata(folder.join("dangling.nt"))
            .unwrap()
            .is_symlink()
    );
    ends(
        graphwright(folder, &["export", "facts.jsonl", "-o", "loop.nt"]),
        4,
        &["loop.nt", "symbolic links"],
    );
    assert_eq!(
        names_in(&folder.join("far")),
        ["middle.nt", "new.nt", "target.nt"]
    );
    assert_eq!(
        names_in(folder),
        [
            "dangling.nt",
            "facts.jsonl",
            "far",
            "link.nt",
            "loop.nt",
            "old.nt"
        ]
    );
}

/// Two names of one file are one output: whichever came last would win in silence.
#[test]
fn one_output_under_two_names_is_refused() {
    let folder = folder();
    symlink("old.nt", folder.path().join("link.ttl")).unwrap();
    for pair in [["old.nt", "./old.nt"], ["old.nt", "link.ttl"]] {
        let run = graphwright(
            folder.path(),
            &["export", "facts.jsonl", "-o", pair[0], "-o", pair[1]],
        );
        ends(run, 2, &["twice"]);
        assert_eq!(text(folder.path(), "old.nt"), OLD);
    }
}

#[test]
fn modes_follow_the_umask_and_are_kept() {
    let folder = folder();
    let mode = |name: &str| {
        fs::metadata(folder.path().join(name))
            .unwrap()
            .permissions()
            .mode()
            & 0o777
    };
    fs::set_permissions(folder.path().join("old.nt"), Permissions::from_mode(0o604)).unwrap();
    ends(
        script(
            folder.path(),
            "umask 027; exec \"$0\" export facts.jsonl -o new.nt -o old.nt",
        ),
        0,
        &[],
    );
    assert_eq!((mode("new.nt"), mode("old.nt")), (0o640, 0o604));
    ends(
        script(
            folder.path(),
            "umask 077; exec \"$0\" export facts.jsonl -o private.nt",
        ),
        0,
        &[],
    );
    assert_eq!(mode("private.nt"), 0o600);
}

#[test]
fn eight_runs_on_one_output_leave_one_whole_file() {
    let folder = folder();
    let folder = folder.path();
    let mut whole = Vec::new();
    for n in 0..8 {
        let facts: String = (0..300)
            .map(|m| FACTS.replace("Ann", &format!("Ann {n} {m}")))
            .collect();
        fs::write(folder.join(format!("facts{n}.jsonl")), facts).unwrap();
        whole.push(ends(
            graphwright(
                folder,
                &["export", &format!("facts{n}.jsonl"), "--to", "nt"],
            ),
            0,
            &[],
        ));
    }
    let before = names_in(folder);
    let start = |n: usize| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_graphwright"));
        command
            .args(["export", &format!("facts{n}.jsonl"), "-o", "old.nt"])
            .current_dir(folder);
        command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    };
    let children: Vec<_> = (0..8).map(start).collect();
    for child in children {
        ends(child.wait_with_output().unwrap(), 0, &[]);
    }
    let text = text(folder, "old.nt");
    assert!(
        whole.contains(&text),
        "not one of the eight: {} bytes",
        text.len()
    );
    assert_eq!(names_in(folder), before);
}

/// Root may write everywhere, so as root the program runs as nobody.
fn as_nobody(folder: &Path, program: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(program);
    command
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null());
    if fs::metadata(folder).unwrap().uid() == 0 {
        command.uid(65534).gid(65534);
    }
    command.output().unwrap()
}

#[test]
fn what_is_forbidden_is_an_error() {
    let folder = folder();
    let mode = |name: &str, mode| {
        fs::set_permissions(folder.path().join(name), Permissions::from_mode(mode)).unwrap();
    };
    // A copy where anybody may run it.
    let program = folder.path().join("graphwright");
    fs::copy(env!("CARGO_BIN_EXE_graphwright"), &program).unwrap();
    fs::write(folder.path().join("closed.jsonl"), FACTS).unwrap();
    fs::create_dir(folder.path().join("dir")).unwrap();
    fs::write(folder.path().join("dir/old.nt"), OLD).unwrap();
    mode("closed.jsonl", 0o000);
    mode("dir/old.nt", 0o666);
    mode("dir", 0o555);
    mode("", 0o755);
    let run = |arguments: &[&str]| as_nobody(folder.path(), &program, arguments);
    ends(
        run(&["export", "closed.jsonl"]),
        3,
        &["closed.jsonl", "permission denied"],
    );
    ends(
        run(&["export", "facts.jsonl", "-o", "dir/new.nt"]),
        4,
        &["dir/new.nt", "permission denied"],
    );
    ends(
        run(&["export", "facts.jsonl", "-o", "dir/old.nt"]),
        4,
        &["dir/old.nt", "permission denied"],
    );
    assert_eq!(
        fs::read_to_string(folder.path().join("dir/old.nt")).unwrap(),
        OLD
    );
    assert_eq!(names_in(&folder.path().join("dir")), ["old.nt"]);
    mode("dir", 0o755);
}
