//! A domain that the program knows nothing of, from facts to the picture, by files alone.

use crate::fixture::{Run, graphwright_in, repository};
use std::fs;
use std::path::{Path, PathBuf};

fn cooking() -> PathBuf {
    repository().join("examples/cooking")
}

fn run(folder: &Path, arguments: &[&str]) -> Run {
    let all: Vec<&str> = [
        arguments,
        &["--ontology", "cooking.ttl", "facts.jsonl", "--quiet"],
    ]
    .concat();
    graphwright_in(folder, &all)
}

/// The standard output of a run that succeeds.
fn told(arguments: &[&str]) -> String {
    let run = run(&cooking(), arguments);
    assert_eq!(
        run.code,
        Some(0),
        "{arguments:?}: {}{}",
        run.stdout,
        run.stderr
    );
    run.stdout
}

#[test]
fn its_facts_become_a_graph_in_its_own_words() {
    let turtle = told(&["export", "--to", "turtle", "-o", "-"]);
    assert!(
        turtle.contains("@prefix cook: <https://example.org/cooking#> ."),
        "{turtle}"
    );
    assert!(turtle.contains("e:mareks-bigos a cook:Dish"), "{turtle}");
    // What is denied or only planned is no plain triple.
    assert!(turtle.contains("cook:contains e:juniper"), "{turtle}");
    assert!(!turtle.contains("cook:contains e:goat-cheese"), "{turtle}");
}

#[test]
fn its_questions_are_asked_by_name() {
    let with = told(&[
        "ask",
        "with",
        "--questions",
        "questions",
        "--with",
        "ingredient=plums",
        "--to",
        "csv",
    ]);
    let rows: Vec<&str> = with.lines().collect();
    assert_eq!(
        rows,
        [
            "dish,has,holder,words",
            "Irena’s bigos,no,the source,never puts plums in her bigos",
            "Marek’s bigos,yes,Marek Nowak,It needs smoked plums",
        ]
    );
    let shopping = told(&[
        "ask",
        "shopping",
        "--questions",
        "questions",
        "--with",
        "cook=Irena",
        "--to",
        "csv",
    ]);
    let rows: Vec<&str> = shopping.lines().skip(1).collect();
    assert_eq!(rows, ["goat cheese,ratatouille", "juniper,Irena’s bigos"]);
}

#[test]
fn its_facts_stand_in_their_text_and_have_its_shapes() {
    let checked = told(&["check", "--shapes", "shapes.ttl"]);
    assert!(
        checked.contains("        9  the words stand there"),
        "{checked}"
    );
    assert!(checked.contains("        0  wrong"), "{checked}");
    let folder = tempfile::tempdir().unwrap();
    for file in ["cooking.ttl", "shapes.ttl", "menu.txt", "facts.jsonl"] {
        fs::copy(cooking().join(file), folder.path().join(file)).unwrap();
    }
    let path = folder.path().join("facts.jsonl");
    let facts = fs::read_to_string(&path).unwrap();
    let to_juniper = r#""predicate":"cook:contains","object":"juniper""#;
    assert!(facts.contains(to_juniper));
    fs::write(
        path,
        facts.replace(
            to_juniper,
            r#""predicate":"cook:contains","object":"lublin""#,
        ),
    )
    .unwrap();
    let spoilt = run(folder.path(), &["check", "--shapes", "shapes.ttl"]);
    assert_eq!(spoilt.code, Some(1), "{}", spoilt.stdout);
    assert!(
        spoilt.stdout.contains("outside-range: \"Lublin\" is"),
        "{}",
        spoilt.stdout
    );
    assert!(
        spoilt
            .stdout
            .contains("cook:contains e:lublin: no cook:Ingredient"),
        "{}",
        spoilt.stdout
    );
}

#[test]
fn its_picture_has_its_names() {
    let drawn = told(&["draw", "-o", "-"]);
    for label in ["Irena’s bigos", "smoked plums", "contains", "planned"] {
        assert!(drawn.contains(label), "{label}");
    }
}
