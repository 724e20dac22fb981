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
