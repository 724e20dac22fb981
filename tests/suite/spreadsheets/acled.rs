use super::{assert_refused, damaged, entities, export, losses, relations, sample};

const OPTIONS: [&str; 2] = ["--preset", "acled"];

/// What the sample's three events say, read by a person: event, relation, time, side.
const OF_EVENTS: [[&str; 4]; 14] = [
    [
        "XYZ101",
        "involves Military_Forces_of_Xyland_(2029-)",
        "2031-03-04",
        "actor1",
    ],
    [
        "XYZ101",
        "involves Xyland_Border_Guard",
        "2031-03-04",
        "assoc_actor_1",
    ],
    [
        "XYZ101",
        "involves Volunteers_of_Norrin",
        "2031-03-04",
        "assoc_actor_1",
    ],
    ["XYZ101", "involves Southern_Front", "2031-03-04", "actor2"],
    ["XYZ101", "fatalities 3", "2031-03-04", ""],
    [
        "XYZ101",
        "sec:locatedIn Tarn, Upper Norrin, Norrin, Xyland",
        "2031-03-04",
        "",
    ],
    [
        "XYZ102",
        "involves Protesters_(Xyland)",
        "2031-03-05",
        "actor1",
    ],
    [
        "XYZ102",
        "involves Teachers_(Xyland)",
        "2031-03-05",
        "assoc_actor_1",
    ],
    ["XYZ102", "fatalities 0", "2031-03-05", ""],
    ["XYZ102", "sec:locatedIn Capital, Xyland", "2031-03-05", ""],
    [
        "XYZ103",
        "involves Southern_Front",
        "06 March 2031",
        "actor1",
    ],
    [
        "XYZ103",
        "involves Civilians_(Xyland)",
        "06 March 2031",
        "actor2",
    ],
    ["XYZ103", "fatalities 0", "06 March 2031", ""],
    [
        "XYZ103",
        "sec:locatedIn Tarn, Upper Norrin, Norrin, Xyland",
        "06 March 2031",
        "",
    ],
];

const OF_PLACES: [&str; 8] = [
    "Capital, Xyland https://schema.org/latitude 11",
    "Capital, Xyland https://schema.org/longitude -2",
    "Capital, Xyland sec:locatedIn Xyland",
    "Norrin, Xyland sec:locatedIn Xyland",
    "Tarn, Upper Norrin, Norrin, Xyland https://schema.org/latitude 12.5",
    "Tarn, Upper Norrin, Norrin, Xyland https://schema.org/longitude -3.25",
    "Tarn, Upper Norrin, Norrin, Xyland sec:locatedIn Upper Norrin, Norrin, Xyland",
    "Upper Norrin, Norrin, Xyland sec:locatedIn Norrin, Xyland",
];

/// The notes, once for each source.
fn quotes(event: &str) -> &'static str {
    match event {
        "XYZ101" => {
            "[On 4 March 2031, Southern Front fighters clashed with soldiers near Tarn. 3 people were killed.] [On 4 March 2031, Southern Front fighters clashed with soldiers near Tarn. 3 people were killed.]"
        }
        "XYZ102" => "[Around 5 March 2031, teachers protested in \"Liberty\" square, Capital.]",
        _ => "[On 6 March 2031, Southern Front abducted a trader in Tarn.]",
    }
}

#[test]
fn an_event_involves_its_sides_and_no_arrow_runs_between_them() {
    let run = export("acled.csv", &sample("acled.csv"), &OPTIONS);
    let mut expected: Vec<String> = OF_PLACES.map(str::to_owned).to_vec();
    for [event, what, time, side] in OF_EVENTS {
        let rule = match side {
            "" => String::new(),
            side => format!(", rule \"{side}\""),
        };
        expected.push(format!(
            "{event} {what}, time \"{time}\"{rule} {}",
            quotes(event)
        ));
    }
    expected.sort();
    assert_eq!(relations(&run), expected);
    assert!(
        run.stdout
            .contains("\"place\":\"Tarn, Upper Norrin, Norrin, Xyland\"")
    );
    let entities = entities(&run);
    for line in [
        "XYZ101 [\"Armed clash\",\"Battles\",\"Event\"]",
        "Tarn, Upper Norrin, Norrin, Xyland \"Place\"",
        "Civilians_(Xyland)",
    ] {
        assert!(
            entities.iter().any(|entity| entity == line),
            "{line}\n{entities:#?}"
        );
    }
    assert!(
        run.stdout
            .contains("\"label\":\"XYZ101: Armed clash, 2031-03-04\"")
    );
}

#[test]
fn what_an_event_has_no_place_for_is_counted() {
    let run = export("acled.csv", &sample("acled.csv"), &OPTIONS);
    assert_eq!(
        losses(&run),
        [
            "not carried over: 3 × value of column \"disorder_type\"; 3 × value of column \"geo_precision\"; 3 × value of column \"inter1\"; 3 × value of column \"interaction\"; 3 × value of column \"iso\"; 3 × value of column \"region\"; 3 × value of column \"source_scale\"; 3 × value of column \"time_precision\"; 3 × value of column \"timestamp\"; 3 × value of column \"year\"; 2 × value of column \"inter2\"; 1 × value of column \"civilian_targeting\"; 1 × value of column \"tags\"",
            "supposed: 3 × notes as the quote of their sources: they are ACLED's words",
            "direction unreliable: 2 × two sides of an event, of which none is said to act on the other",
        ]
    );
}

#[test]
fn a_damaged_table_is_refused_with_its_line() {
    let bad = damaged("acled.csv", "XYZ102,2031-03-05", ",2031-03-05")
        .replace("were killed.\",3,", "were killed.\",several,")
        .replace(",1930000002", "");
    assert_refused(
        &export("acled.csv", &bad, &OPTIONS),
        3,
        &[
            "acled.csv:2: column \"fatalities\": found \"several\"; a number is wanted",
            "acled.csv:3: column \"event_id_cnty\" is empty",
            "acled.csv:4: the row has 30 cells, the header 31",
        ],
    );
    let bad = damaged("acled.csv", "event_id_cnty", "event_id").replace(",actor1,", ",actor_1,");
    assert_refused(
        &export("acled.csv", &bad, &OPTIONS),
        3,
        &[
            "acled.csv:1: no column \"event_id_cnty\" of ACLED's events; did you mean \"event_date\" or \"event_id\"?",
            "acled.csv:1: no column \"actor1\" of ACLED's events; did you mean \"actor2\" or \"actor_1\"?",
        ],
    );
}
