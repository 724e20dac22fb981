//! What each rule makes of a sentence written for it.

use super::measure::extract;
use graphwright::model::Attribution;

/// The relations of a text: ends, property, then what is not asserted by the writer.
fn relations(text: &str) -> Vec<String> {
    let shown = extract(text).facts.relations.into_iter().map(|relation| {
        let property = relation
            .predicate
            .rsplit(':')
            .next()
            .unwrap_or_default()
            .to_owned();
        let mut line = format!(
            "{} {property} {}",
            relation.subject,
            relation.object.unwrap()
        );
        if relation.polarity.name() == "negative" {
            line.push_str(", not");
        }
        if relation.modality.name() != "asserted" {
            line = format!("{line}, {}", relation.modality.name());
        }
        let mut says: Option<&Attribution> = relation.attribution.as_ref();
        while let Some(attribution) = says {
            line = format!("{line}, says {}", attribution.speaker);
            says = attribution.within.as_deref();
        }
        line
    });
    shown.collect()
}

#[test]
fn verbs_are_understood_in_the_active_and_in_the_passive() {
    assert_eq!(
        relations("Norway invaded Iceland."),
        ["Norway invades Iceland"]
    );
    assert_eq!(
        relations("Iceland was invaded by Norway in 1905."),
        ["Norway invades Iceland"]
    );
    assert_eq!(
        relations("Norway’s invasion of Iceland failed."),
        ["Norway invades Iceland"]
    );
}

#[test]
fn each_end_of_a_coordination_stands_for_itself() {
    let found = relations("Norway and Sweden attacked Iceland and Finland.");
    let expected = [
        "Norway attacks Iceland",
        "Norway attacks Finland",
        "Sweden attacks Iceland",
        "Sweden attacks Finland",
    ];
    assert_eq!(found, expected);
}

#[test]
fn operators_plan_doubt_ask_and_deny() {
    assert_eq!(
        relations("Norway did not invade Iceland."),
        ["Norway invades Iceland, not"]
    );
    assert_eq!(
        relations("Norway denied invading Iceland."),
        ["Norway invades Iceland, not, says Norway"]
    );
    assert_eq!(
        relations("Norway plans to invade Iceland."),
        ["Norway invades Iceland, planned"]
    );
    assert_eq!(
        relations("Norway may invade Iceland."),
        ["Norway invades Iceland, possible"]
    );
    let urged = relations("Denmark urged Norway to invade Iceland.");
    assert!(
        urged.contains(&"Norway invades Iceland, requested, says Denmark".to_owned()),
        "{urged:?}"
    );
}

#[test]
fn reports_have_their_speaker_wherever_the_verb_of_saying_stands() {
    let said = "Norway invades Iceland, says Denmark";
    assert_eq!(
        relations("Denmark said that Norway had invaded Iceland."),
        [said]
    );
    assert_eq!(
        relations("According to Denmark, Norway invaded Iceland."),
        [said]
    );
    assert_eq!(
        relations("Norway invaded Iceland, officials said."),
        ["Norway invades Iceland, says officials (a1)"]
    );
    assert_eq!(
        relations("Denmark denied that it had invaded Iceland."),
        ["Denmark invades Iceland, not, says Denmark"]
    );
    assert_eq!(
        relations("Sweden reported that Denmark had said that Norway had invaded Iceland."),
        ["Norway invades Iceland, says Denmark, says Sweden"]
    );
}

#[test]
fn an_accusation_is_held_by_who_accuses() {
    let found = relations("Denmark accused Norway of arming the rebels.");
    let expected = [
        "Denmark accuses Norway",
        "Norway suppliesArmsTo rebels (a1), says Denmark",
    ];
    assert_eq!(found, expected);
}

#[test]
fn titles_and_appositions_tell_offices() {
    assert_eq!(
        relations("President Ana Lima visited Oslo."),
        [
            "Ana Lima holdsOffice President (a1)",
            "Ana Lima visits Oslo"
        ]
    );
    let found = relations("Peru’s president, Ana Lima, visited Oslo.");
    assert!(
        found.contains(&"Ana Lima holdsOffice president of Peru (a1)".to_owned()),
        "{found:?}"
    );
    assert!(
        found.contains(&"Ana Lima visits Oslo".to_owned()),
        "{found:?}"
    );
}

#[test]
fn we_in_a_quotation_is_the_side_of_the_speaker() {
    let text =
        "Ana Lima, a spokeswoman for Norway, met Bo Chen. “We have invaded Iceland,” she said.";
    let found = relations(text);
    assert!(
        found.contains(&"Norway invades Iceland, says Ana Lima".to_owned()),
        "{found:?}"
    );
}

#[test]
fn pronouns_and_abbreviations_stand_for_what_was_named() {
    let found = relations("Norway opened an embassy in Cairo. It closed its embassy in Rome.");
    assert!(
        found.contains(&"Norway closesEmbassyIn Rome".to_owned()),
        "{found:?}"
    );
    let found = relations("The World Food Programme (WFP) thanked Norway. The WFP visited Oslo.");
    assert!(
        found.contains(&"World Food Programme visits Oslo".to_owned()),
        "{found:?}"
    );
}

#[test]
fn a_capital_that_acts_is_its_state_and_a_demonym_tells_whose_army_it_is() {
    assert_eq!(
        relations("Moscow invaded Georgia."),
        ["Russia invades Georgia"]
    );
    let found = relations("The Norwegian army attacked Iceland.");
    assert_eq!(found[0], "Norwegian army (a1) partOf Norway");
}

/// Asserts what each text says, all of it.
fn assert_all(rows: &[(&str, &[&str])]) {
    for (text, expected) in rows {
        assert_eq!(relations(text), *expected, "{text}");
    }
}

#[test]
fn what_is_denied_is_never_asserted() {
    let not = "Norway attacks Sweden, not";
    for text in [
        "Norway never attacked Sweden.",
        "Norway almost attacked Sweden.",
        "Norway stopped short of attacking Sweden.",
        "Norway refused to attack Sweden.",
        "Norway has yet to attack Sweden.",
        "Norway was prevented from attacking Sweden.",
        "Norway ruled out attacking Sweden.",
        "It is not true that Norway attacked Sweden.",
        "It is false that Norway attacked Sweden.",
    ] {
        assert_eq!(relations(text), [not], "{text}");
    }
    assert_all(&[
        (
            "Neither Norway nor Denmark supports Sweden.",
            &[
                "Norway supports Sweden, not",
                "Denmark supports Sweden, not",
            ],
        ),
        (
            "Without attacking Sweden, Norway invaded Finland.",
            &["Norway attacks Sweden, not", "Norway invades Finland"],
        ),
        (
            "Norway did not only attack Sweden.",
            &["Norway attacks Sweden"],
        ),
        (
            "Norway attacked not Sweden but Finland.",
            &["Norway attacks Finland"],
        ),
        (
            "Norway has not visited Finland or invaded Sweden.",
            &["Norway visits Finland, not", "Norway invades Sweden, not"],
        ),
        (
            "Norway no longer supports Sweden.",
            &["Norway supports Sweden, not"],
        ),
        (
            "Norway abandoned plans to invade Sweden.",
            &["Norway invades Sweden, not, planned"],
        ),
        (
            "There is no evidence that Norway attacked Sweden.",
            &["Norway attacks Sweden, not, possible"],
        ),
        (
            "Norway rejected reports that it attacked Sweden.",
            &["Norway attacks Sweden, not, says Norway"],
        ),
        (
            "Few analysts believe that Norway will invade Sweden.",
            &["Norway invades Sweden, not, predicted, says analysts (a1)"],
        ),
        (
            "Finland declined to say whether Norway had invaded Sweden.",
            &["Norway invades Sweden, possible"],
        ),
        (
            "Norway cancelled a visit to Sweden.",
            &["Norway visits Sweden, not, planned"],
        ),
    ]);
}

#[test]
fn who_is_accused_or_asked_does_not_speak() {
    assert_all(&[
        (
            "Norway was accused of attacking Sweden.",
            &["Norway attacks Sweden, possible"],
        ),
        (
            "Norway is said to have attacked Sweden.",
            &["Norway attacks Sweden, possible"],
        ),
        (
            "Some say that Norway attacked Sweden.",
            &["Norway attacks Sweden, possible"],
        ),
        (
            "Others claimed Norway attacked Sweden.",
            &["Norway attacks Sweden, possible"],
        ),
        (
            "There is no evidence that Norway attacked Sweden.",
            &["Norway attacks Sweden, not, possible"],
        ),
        (
            "Norway was accused by Denmark of attacking Sweden.",
            &[
                "Denmark accuses Norway",
                "Norway attacks Sweden, says Denmark",
            ],
        ),
        (
            "The rebels denied attacking Sweden and accused the army of shelling Oslo.",
            &[
                "rebels (a1) attacks Sweden, not, says rebels (a1)",
                "rebels (a1) accuses army (a1)",
                "army (a1) attacks Oslo, says rebels (a1)",
            ],
        ),
        (
            "Denmark called on Norway to invade Iceland.",
            &[
                "Denmark demandsFrom Norway",
                "Norway invades Iceland, requested, says Denmark",
            ],
        ),
        (
            "Norway was urged by Denmark to invade Iceland.",
            &[
                "Denmark demandsFrom Norway",
                "Norway invades Iceland, requested, says Denmark",
            ],
        ),
        (
            "Denmark warned Norway against attacking Sweden.",
            &["Norway attacks Sweden, not, requested, says Denmark"],
        ),
        (
            "Norway attacked Sweden, according to Denmark, which borders both.",
            &["Norway attacks Sweden, says Denmark"],
        ),
    ]);
}

#[test]
fn a_title_with_a_surname_is_the_person_named_before() {
    assert_all(&[
        (
            "Ann Smith leads Acme. Ms Smith visited Kenya. Mr Smith visited Norway.",
            &[
                "Ann Smith leads Acme (a1)",
                "Ann Smith visits Kenya",
                "Mr Smith visits Norway",
            ],
        ),
        (
            "Parliament elected Esi Mensah president.",
            &["parliament (a1) elects Esi Mensah"],
        ),
        (
            "The Polish director Anna Nowak visited Kenya.",
            &["Anna Nowak visits Kenya"],
        ),
        (
            "Norway withdrew its ambassador from Kenya.",
            &[
                "Norway recallsAmbassadorFrom Kenya",
                "ambassador of Norway (a1) actsFor Norway",
            ],
        ),
    ]);
}

#[test]
fn an_agent_is_a_subject_of_its_own_clause() {
    assert_all(&[
        (
            "Floods in Kenya killed 20 people.",
            &["floods in Kenya (a1) kills people (a1)"],
        ),
        (
            "The killing of Ana Lima by Norway shocked Kenya.",
            &["Norway kills Ana Lima"],
        ),
        (
            "The army, which killed 20 rebels, controls Goma.",
            &["army (a1) kills rebels (a1)", "army (a1) controls Goma"],
        ),
        (
            "ASML, a maker of machines, bought Borex.",
            &["ASML makes machines (a1)", "ASML acquires Borex (a1)"],
        ),
    ]);
}

#[test]
fn datelines_and_results_take_no_part() {
    for dateline in ["OSLO – ", "PARIS (Reuters) - ", "LONDON, June 5 - "] {
        let text = format!("{dateline}Norway invaded Sweden.");
        assert_eq!(relations(&text), ["Norway invades Sweden"], "{text}");
    }
    assert_all(&[
        ("Lazio beat Ajax 2–1 in Oslo.", &["Lazio defeats Ajax"]),
        (
            "Ana Lima beat Bo Chen 6-4, 6-3 in Paris.",
            &["Ana Lima defeats Bo Chen"],
        ),
        (
            "Police beat protesters in Oslo.",
            &["police (a1) attacks protesters (a1)"],
        ),
    ]);
}

#[test]
fn what_is_arranged_is_planned_and_what_is_done_first_is_done() {
    assert_all(&[
        (
            "Norway is to invade Sweden.",
            &["Norway invades Sweden, planned"],
        ),
        (
            "Norway was among the first to recognise Kosovo.",
            &["Norway recognises Kosovo"],
        ),
        (
            "Norway used the drone to attack Sweden.",
            &["Norway uses drone (a1)", "Norway attacks Sweden"],
        ),
    ]);
}

#[test]
fn a_term_of_years_is_no_time_and_a_quantity_keeps_its_words() {
    let facts = extract("A court sentenced Bo Chen to six years in prison on Tuesday.").facts;
    assert_eq!(facts.relations[0].time.as_deref(), Some("Tuesday"));
    let facts = extract("The storm killed at least 37 people.").facts;
    let quantity = facts.relations[0].quantity.as_ref().unwrap();
    assert_eq!(quantity.text, "at least 37");
}

#[test]
fn what_is_won_is_the_prize_itself() {
    let won = "Ana Lima winsAward Oslo Prize (Event)";
    for text in [
        "Ana Lima won the Oslo Prize.",
        "The Oslo Prize was awarded to Ana Lima.",
        "Ana Lima was awarded the Oslo Prize.",
    ] {
        assert_eq!(relations(text), [won], "{text}");
    }
}
