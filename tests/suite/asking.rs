//! Ready questions: what is answered, what values are, and what is said of wrong ones.

use crate::fixture::{Run, example, graphwright_in};
use std::fs;

fn ask(arguments: &[&str]) -> Run {
    graphwright_in(
        &example(),
        &[&["-q", "ask", "--to", "csv"], arguments, &["facts.jsonl"]].concat(),
    )
}

fn answered(arguments: &[&str]) -> String {
    let run = ask(arguments);
    assert_eq!(
        (run.code, run.stderr.as_str()),
        (Some(0), ""),
        "{arguments:?}"
    );
    run.stdout
}

#[test]
fn the_questions_of_a_folder_are_asked_as_ours_are() {
    let folder = example().join("questions");
    let mut n_asked = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "rq") {
            continue;
        }
        let name = path.file_stem().unwrap().to_str().unwrap();
        let expected = fs::read_to_string(path.with_extension("csv")).unwrap();
        assert_eq!(
            answered(&["--questions", "questions", name]),
            expected,
            "{name}"
        );
        n_asked += 1;
    }
    assert_eq!(n_asked, 20);
}

#[test]
fn every_question_has_an_answer_in_the_example() {
    let listed = graphwright_in(&example(), &["ask", "--list"]).stdout;
    let names = listed.lines().filter(|line| !line.starts_with(' '));
    let names: Vec<&str> = names.filter_map(|line| line.split(' ').next()).collect();
    assert_eq!(names.len(), 15, "{names:?}");
    for (name, with, wanted) in [
        ("counts", &["class=Group"][..], "6300000"),
        ("denied", &[], "Moscow denies that it deploys mercenaries"),
        (
            "denied",
            &["entity=mercenaries"],
            "Moscow denies that it deploys mercenaries",
        ),
        (
            "disagreements",
            &["entity=Russia"],
            "\"asserted, negative\",Russia",
        ),
        ("events", &[], "plover,n\r\n"),
        ("mentions", &["class=State"], "Russia,21,9,0"),
        ("offices", &["person=Ibrahim Traoré"], "acting President"),
        (
            "path",
            &["from=Russia", "to=Norwegian Refugee Council"],
            "2,Russia,",
        ),
        (
            "quotes",
            &["speaker=sergey lavrov"],
            "Our instructors are at work here",
        ),
        (
            "status",
            &["modality=Planned", "entity=China"],
            "planned,China,expands influence in,Africa",
        ),
        (
            "timeline",
            &["year=2024-01"],
            "civilians killed in Burkina Faso",
        ),
        (
            "timeline",
            &["entity=Russia"],
            "reopened it on 28 December 2023",
        ),
        ("voices", &[], "Sergey Lavrov,11,0,4"),
        (
            "who",
            &["predicate=trains"],
            "security forces of Burkina Faso",
        ),
        (
            "who",
            &[
                "predicate=sec:trains",
                "subject=russia",
                "object=the country’s police",
            ],
            "",
        ),
        (
            "why",
            &[
                "subject=Burkina Faso",
                "object=https://example.org/entity/russia",
            ],
            "cooperates militarily with",
        ),
    ] {
        assert!(names.contains(&name), "{name}");
        let mut arguments = vec![name];
        arguments.extend(with.iter().flat_map(|with| ["--with", *with]));
        if wanted.is_empty() {
            assert_eq!(ask(&arguments).code, Some(2), "{arguments:?}");
            continue;
        }
        let answer = answered(&arguments);
        assert!(answer.contains(wanted), "{arguments:?}: {answer}");
        assert!(answer.lines().count() > 1, "{arguments:?}: {answer}");
    }
    // Nothing is missing in the example.
    assert_eq!(answered(&["gaps"]), "gap,what,n\r\n");
}

#[test]
fn gaps_are_told_where_there_are_some() {
    let folder = tempfile::tempdir().unwrap();
    let facts = "{\"subject\":\"Ann\",\"predicate\":\"waltzes with\",\"object\":\"Bob\"}\n";
    fs::write(folder.path().join("facts.jsonl"), facts).unwrap();
    let run = graphwright_in(
        folder.path(),
        &["-q", "ask", "--to", "csv", "gaps", "facts.jsonl"],
    );
    for gap in ["no class", "no property of the ontology", "no quote"] {
        assert!(run.stdout.contains(gap), "{}", run.stdout);
    }
}

#[test]
fn a_wrong_value_is_told_with_what_would_be_right() {
    for (arguments, wanted) in [
        (
            &["wo"][..],
            "no question is called wo (did you mean who?); ask --list tells all",
        ),
        (
            &["who"],
            "needs predicate: --with predicate=… (what is done, such as trains)",
        ),
        (
            &["who", "--with", "predicate=trans"],
            "no property is called \"trans\"; did you mean \"sec:trains\"?",
        ),
        (
            &[
                "who",
                "--with",
                "predicate=trains",
                "--with",
                "subject=Rusia",
            ],
            "no entity is called \"Rusia\"; did you mean \"Russia\"?",
        ),
        (
            &["who", "--with", "predicate=trains", "--with", "to=Mali"],
            "has no parameter \"to\"; it has predicate, subject, object",
        ),
        (
            &["events", "--with", "a=b"],
            "has no parameter \"a\"; it takes none",
        ),
        (
            &[
                "who",
                "--with",
                "predicate=trains",
                "--with",
                "predicate=arms",
            ],
            "is given twice",
        ),
        (
            &["counts", "--with", "class=Grop"],
            "no class is called \"Grop\"; did you mean \"gw:Group\"?",
        ),
        (&["about"], "needs entity: --with entity=…"),
        (
            &["about", "--with", "entity=Rusia"],
            "did you mean \"Russia\"?",
        ),
        (
            &["about", "--with", "entity=Russia", "--to", "csv"],
            "not as \"csv\"",
        ),
    ] {
        let run = graphwright_in(
            &example(),
            &[&["-q", "ask"], arguments, &["facts.jsonl"]].concat(),
        );
        assert_eq!(run.code, Some(2), "{arguments:?}: {}", run.stderr);
        assert!(run.stderr.contains(wanted), "{arguments:?}: {}", run.stderr);
        assert_eq!(run.stdout, "");
    }
}

#[test]
fn a_value_is_never_anything_else() {
    let everything = answered(&["timeline"]);
    assert!(everything.lines().count() > 5);
    for value in [
        "\" } INSERT DATA { <http://e/a> <http://e/b> <http://e/c> } #",
        "') || true || STRSTARTS('",
        "\\\" ) } #",
        "?from",
        "{}",
        "<http://e/a>",
    ] {
        let year = format!("year={value}");
        assert_eq!(
            answered(&["timeline", "--with", &year]).lines().count(),
            1,
            "{value}"
        );
        let subject = format!("subject={value}");
        let run = ask(&["who", "--with", "predicate=trains", "--with", &subject]);
        // An IRI that the data does not have is an entity of which nothing is said.
        assert!(
            run.code == Some(2) || run.stdout.lines().count() == 1,
            "{value}: {}",
            run.stdout
        );
    }
}

#[test]
fn a_folder_may_hold_wrong_questions() {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(
        example().join("facts.jsonl"),
        folder.path().join("facts.jsonl"),
    )
    .unwrap();
    fs::copy(
        example().join("article.txt"),
        folder.path().join("article.txt"),
    )
    .unwrap();
    fs::create_dir(folder.path().join("q")).unwrap();
    let file = folder.path().join("q/mine.rq");
    let run = |question: &str| {
        let arguments = [
            "-q",
            "ask",
            "--questions",
            "q",
            question,
            "facts.jsonl",
            "--with",
            "n=2",
        ];
        graphwright_in(folder.path(), &arguments)
    };
    assert!(run("mine").stderr.contains("q: no file that ends in .rq"));
    for (text, code, wanted) in [
        (
            "#+ parameter n numbr\nASK {}",
            3,
            "q/mine.rq:1: \"numbr\" is none of entity",
        ),
        (
            "#+ parameter n number\nASK {}",
            2,
            "?n stands nowhere in its query",
        ),
        ("#+ parameter n number\nASK { ?s ?p }", 3, "mine.rq:2:"),
        ("#+ parameter n number\nSELECT (?n * 2 AS ?m) {}", 0, ""),
    ] {
        fs::write(&file, text).unwrap();
        let run = run("mine");
        assert_eq!(run.code, Some(code), "{text}: {}", run.stderr);
        assert!(run.stderr.contains(wanted), "{text}: {}", run.stderr);
    }
    assert_eq!(run("mine").stdout, "?m\n4\n");
    fs::write(folder.path().join("q/about.rq"), "ASK {}").unwrap();
    assert!(
        run("mine")
            .stderr
            .contains("q/about.rq: about is answered by the program itself")
    );
}

#[test]
fn a_dossier_has_names_relations_quotes_and_voices() {
    let run = graphwright_in(
        &example(),
        &[
            "-q",
            "ask",
            "about",
            "--with",
            "entity=Russian Federation",
            "facts.jsonl",
        ],
    );
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    for wanted in [
        "# Russia\n\n- Class: state\n- Also called: Russian Federation\n- Code: RUS\n",
        "- **Russia deploys mercenaries** (negated, says Russia)\n  > Moscow denies that it deploys mercenaries  \n  > *",
        "\n## Timeline\n\n",
        "\n## Who says so\n\n",
        "- Sergey Lavrov: ",
        "\n## What Russia says\n\n",
        "\n## Put forward differently\n\n",
    ] {
        assert!(run.stdout.contains(wanted), "{wanted}: {}", run.stdout);
    }
    // Read off RDF it is the same.
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("g.ttl");
    let file = file.to_str().unwrap();
    graphwright_in(&example(), &["-q", "export", "facts.jsonl", "-o", file]);
    let again = graphwright_in(
        &example(),
        &["-q", "ask", "about", "--with", "entity=Russia", file],
    );
    assert_eq!(again.stdout, run.stdout);
}
