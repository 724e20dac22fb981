//! Choosing what to draw from the command line: what is said, how it ends, and that order of input is no matter.

use crate::fixture::{Run, graphwright_in};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

const FACTS: &str = r#"{"kind":"source","id":"a1","title":"Dispatch","published":"2024-06-06","text":"one two three"}
{"kind":"source","id":"a2","title":"Report"}
{"kind":"entity","id":"ada","type":"Person","label":"Ada Lovelace","aliases":["Ada"]}
{"kind":"entity","id":"bob","type":"Person","label":"Bob"}
{"kind":"entity","id":"bob2","type":"State","label":"Bob"}
{"kind":"entity","id":"cid","type":"Person","label":"Cid"}
{"kind":"relation","subject":"ada","predicate":"meets","object":"bob","evidence":[{"source":"a1","start":0,"end":3,"quote":"one"}]}
{"kind":"relation","subject":"ada","predicate":"befriends","object":"bob2","evidence":[{"source":"a2","start":0,"end":3,"quote":"two"}]}
"#;

fn draw(facts: &str, arguments: &[&str]) -> Run {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("f.jsonl"), facts).unwrap();
    draw_in(folder.path(), arguments)
}

fn draw_in(folder: &Path, arguments: &[&str]) -> Run {
    let first = ["draw", "f.jsonl", "--names", "https://example.org/"];
    graphwright_in(folder, &[&first, arguments].concat())
}

/// What a choice that works prints, without the empty lines.
fn drawn(arguments: &[&str]) -> String {
    let run = draw(FACTS, arguments);
    assert_eq!(run.code, Some(0), "{arguments:?}: {}", run.stderr);
    let lines: Vec<&str> = run.stdout.lines().filter(|line| !line.is_empty()).collect();
    lines.join("|")
}

#[test]
fn a_choice_takes_what_fits_all_of_its_options() {
    let ada_meets = "Ada Lovelace ─meets→ Bob";
    let ada_befriends = "Ada Lovelace ─befriends→ Bob";
    for arguments in [
        &["--source", "a1"][..],
        &["--source", "Dispatch"],
        &["--predicate", "meets"],
        &["--predicate", "sec:meets"],
        &["--without-predicate", "rel:befriends"],
        &["--class", "Person", "--around", "Ada"],
        &["--path", "ada", "e:bob"],
        &["--since", "2024-06-06", "--until", "2024-06"],
        &["--around", "bob"],
    ] {
        let drawn = drawn(arguments);
        assert_eq!(
            drawn.strip_suffix("|Cid").unwrap_or(&drawn),
            ada_meets,
            "{arguments:?}"
        );
    }
    assert_eq!(
        drawn(&[
            "--predicate",
            "befriends",
            "--depth",
            "3",
            "--around",
            "ada"
        ]),
        ada_befriends
    );
    assert_eq!(drawn(&["--source", "a2"]), ada_befriends);
}

#[test]
fn what_cannot_be_drawn_is_said_and_nothing_is_written() {
    for (arguments, code, says) in [
        (
            &["--around", "Adda"][..],
            2,
            r#"no entity is called "Adda"; did you mean "Ada"?"#,
        ),
        (
            &["--around", "Bob"],
            2,
            r#""Bob" may be e:bob (Bob, person) or e:bob2 (Bob, state); write which"#,
        ),
        (&["--around", ""], 2, r#"no entity is called """#),
        (&["--around", "\u{1b}[2J"], 2, "no entity is called"),
        (&["--path", "ada", "Zed"], 2, r#"no entity is called "Zed""#),
        (
            &["--path", "ada", "Ada"],
            2,
            "both names stand for \"Ada Lovelace\"",
        ),
        (
            &["--path", "ada", "cid"],
            1,
            r#"no path joins "Ada Lovelace" and "Cid""#,
        ),
        (
            &["--predicate", "meats"],
            2,
            r#"no predicate is called "meats"; did you mean "meets"?"#,
        ),
        (
            &["--class", "Persn"],
            2,
            r#"no class is called "Persn"; did you mean "Person"?"#,
        ),
        (&["--source", "a3"], 2, r#"no source is called "a3""#),
        (
            &["--predicate", "invades"],
            1,
            "nothing in the graph fits the choice",
        ),
        (
            &["--since", "2025"],
            1,
            "nothing in the graph that has a date fits the choice; without one, nor a source with one: 1 of the relations",
        ),
        (
            &["--since", "2025", "--until", "2024"],
            2,
            "ends before it starts",
        ),
        (
            &["--since", "soon"],
            2,
            "a year, a month or a day of the calendar is wanted",
        ),
        (
            &["--until", "2023-02-29"],
            2,
            "a year, a month or a day of the calendar is wanted",
        ),
        (&["--top", "0"], 2, "a number from 1 on, or all, is wanted"),
        (&["--top", "-1"], 2, ""),
        (&["--depth", "2"], 2, "--around"),
        (&["--path", "ada"], 2, "2 values"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("f.jsonl"), FACTS).unwrap();
        let run = draw_in(folder.path(), &[arguments, &["-o", "new.svg"]].concat());
        assert_eq!(run.code, Some(code), "{arguments:?}: {}", run.stderr);
        assert!(run.stderr.contains(says), "{arguments:?}: {}", run.stderr);
        assert!(!run.stderr.contains('\u{1b}'), "{arguments:?}");
        assert!(!folder.path().join("new.svg").exists(), "{arguments:?}");
    }
}

#[test]
fn an_id_that_two_files_give_to_two_sources_is_no_choice() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("f.jsonl"), FACTS).unwrap();
    let other = r#"{"kind":"source","id":"a1","title":"Other"}"#;
    fs::write(folder.path().join("g.jsonl"), other).unwrap();
    let run = draw_in(folder.path(), &["g.jsonl", "--source", "a1"]);
    assert_eq!(run.code, Some(2), "{}", run.stderr);
    assert!(
        run.stderr.contains("2 files have a source with the id a1"),
        "{}",
        run.stderr
    );
}

#[test]
fn an_empty_input_is_an_empty_drawing_and_has_nobody_to_draw_around() {
    let run = draw("", &["--top", "5", "--fold"]);
    assert_eq!(
        (run.code, run.stdout.as_str()),
        (Some(0), ""),
        "{}",
        run.stderr
    );
    assert_eq!(draw("", &["--around", "ada"]).code, Some(2));
}

/// A hub with so many leaves, forwards or backwards.
fn star(n_leaves: usize, backwards: bool) -> String {
    let mut lines: Vec<String> = Vec::new();
    for leaf in 0..n_leaves {
        let mut line = String::new();
        write!(
            line,
            r#"{{"subject":"hub","predicate":"meets","object":"leaf {leaf}"}}"#
        )
        .unwrap();
        lines.push(line);
    }
    if backwards {
        lines.reverse();
    }
    lines.join("\n")
}

#[test]
fn a_cut_is_announced_with_advice_and_too_much_is_refused() {
    let note = |arguments: &[&str]| {
        let run = draw(&star(2500, false), arguments);
        let said = run.stderr.lines().last().unwrap_or_default().to_owned();
        (run.code.unwrap(), said)
    };
    assert_eq!(
        note(&[]),
        (
            0,
            "note: 79 of 2,500 relations shown, 80 of 2,501 entities; see --top, --around"
                .to_owned()
        )
    );
    assert_eq!(
        note(&[
            "--around", "leaf 7", "--around", "leaf 9", "--depth", "2", "--top", "4"
        ]),
        (
            0,
            "note: 3 of 2,500 relations shown, 4 of 2,501 entities; see --top".to_owned()
        )
    );
    // Lines of text may be any number.
    assert_eq!(note(&["--top", "all"]).0, 0);
    let (code, said) = note(&["--top", "all", "-o", "new.svg"]);
    assert_eq!(code, 5);
    assert!(
        said.starts_with(
            "error: 2,501 entities and 2,500 arrows are more than a picture holds, 2,000 of each"
        ),
        "{said}"
    );
    assert_eq!(note(&["--top", "all", "--around", "leaf 7"]).0, 0);
    assert_eq!(note(&["--top", "all", "--fold"]).0, 0);
}

#[test]
fn the_order_of_records_does_not_show() {
    for choice in [
        &["--around", "leaf 7", "--depth", "2"][..],
        &["--path", "leaf 1", "leaf 2"],
        &["--top", "20"],
        &["--fold"],
        &[],
    ] {
        let svg = |backwards| {
            let folder = tempfile::tempdir().unwrap();
            fs::write(folder.path().join("f.jsonl"), star(120, backwards)).unwrap();
            let run = draw_in(folder.path(), &[choice, &["-o", "new.svg"]].concat());
            assert_eq!(run.code, Some(0), "{}", run.stderr);
            fs::read(folder.path().join("new.svg")).unwrap()
        };
        assert!(svg(false) == svg(true), "{choice:?}");
    }
}
