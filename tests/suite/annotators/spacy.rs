use super::{assert_refused, damaged, entities, export, losses, relations, sample};

#[test]
fn marks_become_entities_and_nothing_becomes_a_relation() {
    let run = export(&[("doc.json", &sample("spacy.json"))]);
    assert_eq!(relations(&run), [] as [&str; 0]);
    assert_eq!(
        entities(&run),
        [
            "Burkina_Faso \"GPE\" [66 Burkina Faso]",
            "Ibrahim_Traoré \"PERSON\" [90 Ibrahim Traoré]",
            // The model took the country for a person: what a tool says is kept as it says it.
            "Mali \"PERSON\" [162 Mali]",
            "Ouagadougou \"GPE\" [118 Ouagadougou]",
            "Russia \"GPE\" [36 Russia]",
            "Sergey_Lavrov [\"PERSON\",\"SPEAKER\"] [\"Q58217\"] [0 Sergey Lavrov]",
            "The_Wagner_Group \"ORG\" [131 The Wagner Group]",
            "Thursday \"DATE\" [22 Thursday]",
        ]
    );
    assert_eq!(
        losses(&run),
        [
            "not carried over: 1 × custom attribute \"_.relations\"; 1 × document's sentences and trees: spaCy writes no relations, and none are made of them",
            "supposed: 1 × that a name is one entity though it is marked as \"PERSON and as SPEAKER\"",
        ]
    );
    assert!(
        run.stderr.contains("note: doc.json: read as spacy\n"),
        "{}",
        run.stderr
    );
}

#[test]
fn every_fault_of_a_damaged_file_is_told_in_one_run() {
    let text = damaged(
        "spacy.json",
        r#"{"start": 22, "end": 30, "label": "DATE"}"#,
        r#"{"start": 22, "end": 300}"#,
    )
    .replace(
        r#"{"start": 36, "end": 42, "#,
        r#"{"start": 36.5, "end": 42, "#,
    )
    .replace(
        r#"{"start": 90, "end": 104, "label": "PERSON"}"#,
        r#"{"start": 90, "label": "PERSON"}"#,
    );
    assert_refused(
        &[("doc.json", &text)],
        &[
            "doc.json:1:236: ents[1]: 22 to 300 is no part of the text, which has 168 characters",
            "doc.json:1:273: ents[2].start: found the number 36.5; a whole number from 0 up, in Unicode code points, is wanted",
            "ents[4]: field \"end\" is missing",
        ],
    );
}
