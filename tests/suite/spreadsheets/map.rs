use super::{assert_refused, damaged, entities, export, losses, relations, run, sample};
use crate::fixture::Run;

const MAP: &str = "subject=Actor1,predicate=Action,object=Actor2,quote=\"Notes, long\",source=Report,time=Day,confidence=Certainty,extractor=Coder";

/// Reads the table beside the text that it quotes.
fn mapped(table: &str, options: &[&str]) -> Run {
    let files: [(&str, &[u8]); 2] = [
        ("incidents.csv", table.as_bytes()),
        ("report.txt", &sample("report.txt").into_bytes()),
    ];
    let arguments = [&["export", "incidents.csv", "--to", "facts"], options].concat();
    run(&files, &arguments)
}

#[test]
fn columns_become_fields_by_the_map() {
    let run = mapped(&sample("incidents.csv"), &["--map", MAP]);
    assert_eq!(
        relations(&run),
        [
            "Mali news:relatedTo Niger, confidence 0.5 [no words]",
            "Niger sec:signsAgreementWith Türkiye, time \"2024-06-04\" [66-100 Niger and Türkiye signed in Niamey]",
            "Russia Military drill with Belarus, time \"2024-06-03\", confidence 0.9 [0-48 Russian and Belarusian troops drilled near Brest]",
            "Russia Military drill with Mali, time \"2024-06-06\", confidence 0.2 [words that stand nowhere]",
        ]
    );
    assert_eq!(
        losses(&run),
        [
            "not carried over: 5 × value of column \"No.\"; 1 × row without an object",
            "no predicate: 1 × row, kept as relatedTo",
        ]
    );
    let marked = "incidents.csv:7: relation 4, evidence 1: \"words that stand nowhere\" stands nowhere in the text of its source; kept and marked as unverified";
    assert!(run.stderr.contains(marked), "{}", run.stderr);
    assert!(
        run.stdout
            .contains("\"url\":\"https://example.org/news/7\"")
    );
}

#[test]
fn one_option_or_several_in_any_order_are_one_map() {
    let whole = mapped(&sample("incidents.csv"), &["--map", MAP]);
    let parts: Vec<&str> = MAP.split(',').collect();
    // The comma of a column that has its option to itself needs no quotation marks.
    let mut options = vec!["--map", "quote=Notes, long"];
    for part in parts.iter().rev().filter(|part| !part.contains('"')) {
        options.extend(["--map", part]);
    }
    assert_eq!(
        mapped(&sample("incidents.csv"), &options).stdout,
        whole.stdout
    );
}

#[test]
fn a_text_holds_for_all_rows() {
    let table = "who;whom\nA B;C\nD;E\n";
    let options = [
        "--map",
        "subject=who,object=whom,predicate==\"meets, it seems\"",
        "--map",
        "subject_type==State,polarity==negative",
        "--delimiter",
        ";",
    ];
    let run = export("a.csv", table, &options);
    assert_eq!(
        relations(&run),
        [
            "A_B meets, it seems C, negative",
            "D meets, it seems E, negative"
        ]
    );
    assert_eq!(entities(&run), ["A_B \"State\"", "C", "D \"State\"", "E"]);
    let turtle = export(
        "a.csv",
        table,
        &[&options[..], &["--to", "turtle"]].concat()[..],
    );
    assert_eq!(turtle.code, Some(2), "--to twice is a slip");
}

#[test]
fn words_become_a_property_of_their_own() {
    let arguments = [
        "export",
        "a.tsv",
        "--map",
        "subject=a,predicate=b,object=c",
        "--quiet",
    ];
    let table = "a\tb\tc\nRussia\t Military drill with \tBelarus\n";
    let run = run(&[("a.tsv", table.as_bytes())], &arguments);
    assert!(
        run.stdout.contains(
            "rel:Military_drill_with a owl:ObjectProperty ;\n  rdfs:label \"Military drill with\""
        ),
        "{}{}",
        run.stdout,
        run.stderr
    );
}

#[test]
fn a_column_that_is_not_there_is_told_with_the_nearest() {
    let run = mapped(
        &sample("incidents.csv"),
        &["--map", "subject=Actor,predicate=action,object=Target"],
    );
    assert_refused(
        &run,
        3,
        &[
            "incidents.csv:1: no column \"Actor\" for subject; did you mean \"Actor1\" or \"Actor2\"?",
            "incidents.csv:1: no column \"action\" for predicate; did you mean \"Action\"?",
            "incidents.csv:1: no column \"Target\" for object; the header has \"No.\", \"Day\", \"Actor1\", \"Action\", \"Actor2\", …",
        ],
    );
    let semicolons = sample("incidents.csv").replace(',', ";");
    assert_refused(
        &mapped(&semicolons, &["--map", "subject=x,object=y"]),
        3,
        &["cells seem to be parted by semicolons: try --delimiter ';'"],
    );
}

#[test]
fn a_damaged_table_is_refused_with_its_line() {
    let bad = damaged("incidents.csv", "report.txt,0.9,AK", "report.txt,high,AK")
        .replace(",0.5,\n", ",0.5,,\n")
        .replace("report.txt,0.2", "report.txt,20");
    assert_refused(
        &mapped(&bad, &["--map", MAP]),
        3,
        &[
            "incidents.csv:2: column \"Certainty\" (confidence): found \"high\"; a number from 0 to 1 is wanted",
            "incidents.csv:4: the row has 10 cells, the header 9",
            "incidents.csv:7: column \"Certainty\" (confidence): 20 is not between 0 and 1",
        ],
    );
    let twice = damaged("incidents.csv", "Actor2,\"", "Actor1,\"");
    assert_refused(
        &mapped(&twice, &["--map", "subject=Actor1,object=Day"]),
        3,
        &["incidents.csv:1: column \"Actor1\" stands twice in the header"],
    );
}

#[test]
fn what_is_no_map_is_a_slip_in_the_command() {
    for (options, says) in [
        (
            &["--map", "sbject=A"][..],
            "no field \"sbject\"; did you mean subject?; fields: subject, predicate, object",
        ),
        (&["--map", "Actor1"], "FIELD=COLUMN is wanted"),
        (&["--map", "object=A"], "--map: subject is missing"),
        (
            &["--map", "subject=A,subject=B,object=C"],
            "--map: subject is given twice",
        ),
        (
            &["--map", "subject=A,object=B", "--preset", "kgx"],
            "cannot be used with",
        ),
        (
            &["--preset", "acledd"],
            "unknown preset; known: acled, gdelt-events, kgx",
        ),
    ] {
        assert_refused(&mapped(&sample("incidents.csv"), options), 2, &[says]);
    }
}

#[test]
fn a_map_or_preset_that_no_input_can_follow_is_a_slip_too() {
    let facts = br#"{"subject":"a","predicate":"b","object":"c"}"#;
    let files: [(&str, &[u8]); 2] = [("a.jsonl", facts), ("b.csv", b"x,y\na,c\n")];
    for (options, says) in [
        (
            &["--map", "subject=x,object=y"][..],
            "--map is for CSV and TSV inputs, and there is none (read as facts;",
        ),
        (
            &["--preset", "acled"],
            "--preset acled is for CSV and TSV inputs",
        ),
    ] {
        for command in [
            &["export", "a.jsonl"][..],
            &["stats", "a.jsonl"],
            &["compare", "a.jsonl", "a.jsonl"],
        ] {
            assert_refused(&run(&files, &[command, options].concat()), 2, &[says]);
        }
    }
    let both = [
        "compare",
        "a.jsonl",
        "b.csv",
        "--map",
        "subject=x,predicate==b,object=y",
    ];
    let run = run(&files, &both);
    assert_eq!(run.code, Some(0), "{}{}", run.stdout, run.stderr);
}
