use super::{assert_refused, entities, export, losses, relations, sample};

const OPTIONS: [&str; 2] = ["--preset", "gdelt-events"];
/// The first version's sample and the second's, with the same events.
const SAMPLES: [&str; 2] = ["20240606.export.CSV", "20240606121500.export.CSV"];

#[test]
fn both_versions_have_the_name_of_the_code_for_their_arrow() {
    for name in SAMPLES {
        let run = export(name, &sample(name), &OPTIONS);
        assert_eq!(
            relations(&run),
            [
                "FRAGOV PRESIDENT Accuse of human rights abuses RUS RUSSIA, time \"2024-06-06\", rule \"CAMEO 1122\" [no words]",
                "RUS RUSSIA Make a visit BFAGOV PRESIDENT, time \"2024-06-06\", rule \"CAMEO 042\" [no words]",
                "RUS RUSSIA news:relatedTo MLI MALI, time \"2024-06-06\", rule \"CAMEO 999\" [no words]",
            ]
        );
        assert_eq!(
            entities(&run),
            [
                "BFAGOV PRESIDENT [\"BFAGOV\"]",
                "Bamako,_Bamako,_Mali \"Place\"",
                "FRAGOV PRESIDENT [\"FRAGOV\"]",
                "MLI MALI [\"MLI\"]",
                "Ouagadougou,_Kadiogo,_Burkina_Faso \"Place\"",
                "RUS RUSSIA [\"RUS\"]",
            ]
        );
        assert!(
            run.stdout
                .contains("\"url\":\"https://example.org/news/1\"")
        );
        assert!(
            run.stdout
                .contains("\"title\":\"BBC Monitoring, 6 June \\\"2024\"")
        );
        assert!(
            run.stdout.contains("\"place\":\"Bamako,_Bamako,_Mali\""),
            "{}",
            run.stdout
        );
        assert!(!run.stdout.contains("\"confidence\""));
    }
}

#[test]
fn events_without_words_are_read_back_from_facts_and_rdf() {
    let run = export(SAMPLES[0], &sample(SAMPLES[0]), &OPTIONS);
    assert_eq!(export("a.jsonl", &run.stdout, &[]).stdout, run.stdout);
    let turtle = [
        "export",
        SAMPLES[0],
        "--preset",
        "gdelt-events",
        "--to",
        "turtle",
    ];
    let turtle = super::run(&[(SAMPLES[0], sample(SAMPLES[0]).as_bytes())], &turtle);
    assert_eq!(export("a.ttl", &turtle.stdout, &[]).stdout, run.stdout);
}

#[test]
fn what_is_left_behind_is_counted() {
    let run = export(SAMPLES[1], &sample(SAMPLES[1]), &OPTIONS);
    let found = losses(&run);
    for says in [
        "5 × value of column GoldsteinScale",
        "5 × value of column NumMentions",
        "5 × value of column DATEADDED",
        "4 × value of column Actor1CountryCode",
        "1 × event without both actors",
        "1 × event without its second actor",
    ] {
        assert!(found[0].contains(says), "{says}\n{found:#?}");
    }
    assert!(found[0].starts_with("not carried over: "));
    assert_eq!(
        found[1..],
        [
            "supposed: 1 × address of a source that is no IRI, taken for its title",
            "no predicate: 1 × event of code \"999\", which is none of CAMEO's, kept as relatedTo",
        ]
    );
}

#[test]
fn a_damaged_table_is_refused_with_its_line() {
    let text = sample(SAMPLES[1]);
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    lines[1] = lines[1].replacen("\t20240605\t", "\t5 June\t", 1);
    lines[3].push_str("\textra");
    lines[4] = lines[4].replace('\t', ",");
    assert_refused(
        &export(SAMPLES[1], &lines.join("\n"), &OPTIONS),
        3,
        &[
            "20240606121500.export.CSV:2: SQLDATE (column 2): found \"5 June\"; eight digits such as 20240606 are wanted",
            "20240606121500.export.CSV:4: the row has 62 cells; GDELT's events have 58 (1.0) or 61 (2.0)",
            "20240606121500.export.CSV:5: the row has 1 cell; GDELT's events have 58 (1.0) or 61 (2.0); cells seem to be parted by commas: try --delimiter ','",
        ],
    );
}
