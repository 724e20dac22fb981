use super::{assert_refused, damaged, entities, export, losses, relations, sample};

fn run() -> super::Run {
    export(&[
        ("talks.ann", &sample("brat.ann")),
        ("talks.txt", &sample("brat.txt")),
    ])
}

#[test]
fn relations_and_events_cite_the_text_beside() {
    assert_eq!(
        relations(&run()),
        [
            "Russia Train Burkina_Faso, planned [21-63 Russia will train soldiers in Burkina Faso]",
            "Sergey_Lavrov MinisterOf Russia, rule \"note: by his title\" [0-27 Sergey Lavrov 😀 said Russia]",
            "Wagner_Group Leave Mali, negative [69-100 Wagner Group did not leave Mali]",
            "talks#E3 Participant North_Korea, possible [121-151 North and South Korea may meet]",
            "talks#E3 Participant2 South_Korea, possible [131-151 South Korea may meet]",
        ]
    );
    assert_eq!(
        entities(&run()),
        [
            "Burkina_Faso \"State\" [51 Burkina Faso]",
            "Mali \"State\" [\"Wikipedia:23235\"] [96 Mali]",
            "North_Korea \"State\" [121 North and South Korea]",
            "Russia \"State\" [\"http://www.wikidata.org/entity/Q159\"] [21 Russia]",
            "Sergey_Lavrov \"Person\" [0 Sergey Lavrov] [102 the minister]",
            "South_Korea \"State\" [131 South Korea]",
            "Wagner_Group \"Organization\" [69 Wagner Group]",
            "talks#E3 \"Meet\" [147 meet]",
        ]
    );
}

#[test]
fn what_is_lost_or_supposed_is_said() {
    assert_eq!(
        losses(&run()),
        [
            "not carried over: 1 × note that is not on a relation or event",
            "supposed: 1 × all that lies between the parts of split words, as their place; 1 × event as a node with its roles as relations",
        ]
    );
}

/// Words of another scheme for a denial or a plan are not taken for a fact, nor is the file refused for them.
#[test]
fn what_is_put_in_a_way_that_is_not_known_is_dropped_aloud() {
    let text = damaged("brat.ann", "A2\tNegation E2", "A2\tModality E2 certain").replace(
        "A3\tSpeculation E3",
        "A3\tPolarity E3 Doubtful\nA4\tModality R1",
    );
    let run = export(&[("talks.ann", &text), ("talks.txt", &sample("brat.txt"))]);
    assert_eq!(
        relations(&run),
        ["Russia Train Burkina_Faso, planned [21-63 Russia will train soldiers in Burkina Faso]"]
    );
    assert!(run.stdout.contains(r#""id":"talks#E3""#));
    assert_eq!(
        losses(&run)[0],
        r#"not carried over: 1 × note that is not on a relation or event; 1 × relation or event with Modality "", a value that is not known; 1 × relation or event with Modality "certain", a value that is not known; 1 × relation or event with Polarity "doubtful", a value that is not known"#
    );
}

#[test]
fn words_that_the_text_has_not_at_their_place_are_kept_and_marked() {
    let shifted = format!("News: {}", sample("brat.txt"));
    let run = export(&[("talks.ann", &sample("brat.ann")), ("talks.txt", &shifted)]);
    let says = "entity \"Russia\", mention 1: the text has \" said \" at 21 to 27, not \"Russia\"; it stands at 27 to 33; kept and marked as unverified";
    assert!(run.stderr.contains(says), "{}", run.stderr);
    assert_eq!(run.code, Some(0));
    let alone = export(&[("talks.ann", &sample("brat.ann"))]);
    assert!(
        alone
            .stderr
            .contains("the text of the source is not at hand"),
        "{}",
        alone.stderr
    );
}

#[test]
fn every_fault_of_a_damaged_file_is_told_in_one_run() {
    let text = damaged(
        "brat.ann",
        "T2\tState 21 27\tRussia",
        "T2\tState 27 21\tRussia",
    )
    .replace(
        "R1\tMinisterOf Arg1:T1 Arg2:T2",
        "R1\tMinisterOf Arg1:T1 Arg2:T20",
    )
    .replace("*\tEquiv T1 T8", "*\tEquiv T1")
    .replace("N1\tReference", "N1 Reference")
    .replace("A2\tNegation E2", "X1\tNothing T1\nT3\tTrain 33 38\ttrain");
    assert_refused(
        &[("talks.ann", &text), ("talks.txt", &sample("brat.txt"))],
        &[
            "talks.ann:2:10: start 27 is not before end 21",
            "talks.ann:12: \"T2\" is the id of no annotation in this file",
            "talks.ann:15:1: unknown kind of annotation \"X1\"; known: T, R, E, A, M, N, # and *",
            "talks.ann:16:1: id \"T3\" is given twice",
            "talks.ann:19: \"T20\" is the id of no annotation in this file",
            "talks.ann:20:3: found 1 members; two or more are wanted",
            "talks.ann:21:3: found no tab after the id, but a blank",
        ],
    );
}
