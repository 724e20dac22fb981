use super::{assert_refused, damaged, entities, export, losses, relations, sample};

#[test]
fn predicates_with_heads_and_tails_become_relations() {
    let run = export(&[("result.json", &sample("gliner2.json"))]);
    assert_eq!(
        relations(&run),
        [
            "Ibrahim_Traoré met_in Ouagadougou [90-129 Ibrahim Traoré 😀 met him in Ouagadougou]",
            "Russia sec:trains Burkina_Faso, confidence 0.8 [36-78 Russia will train soldiers in Burkina Faso]",
        ]
    );
    assert_eq!(
        entities(&run),
        [
            "Burkina_Faso \"country\" [66 Burkina Faso]",
            "Ibrahim_Traoré \"Person\" [90 Ibrahim Traoré]",
            "Ouagadougou [118 Ouagadougou]",
            "Russia \"country\" [36 Russia]",
            "Sergey_Lavrov \"Person\" [0 Sergey Lavrov]",
        ]
    );
    assert_eq!(
        losses(&run),
        [
            "not carried over: 4 × confidence of an entity; 1 × field \"sentiment\" of a result",
            "supposed: 1 × confidence of a relation, the lower of its two ends'",
        ]
    );
    assert!(
        run.stderr.contains("note: result.json: read as gliner2\n"),
        "{}",
        run.stderr
    );
}

#[test]
fn pairs_without_places_and_lists_of_results_are_read() {
    let text = r#"[
        {"relation_extraction": {"works_for": [["John", "Apple Inc."]], "lives_in": []}},
        {"entities": {"company": ["Apple Inc."], "city": "Cupertino", "person": null}}
    ]"#;
    let run = export(&[("results.json", text)]);
    assert_eq!(relations(&run), ["John works_for Apple_Inc."]);
    assert_eq!(
        entities(&run),
        ["Apple_Inc. \"Company\"", "Cupertino \"city\"", "John"]
    );
    assert_eq!(
        losses(&run),
        ["supposed: 2 × result without its text, whose places nothing is checked against"]
    );
}

#[test]
fn every_fault_of_a_damaged_file_is_told_in_one_run() {
    let text = damaged(
        "gliner2.json",
        r#""confidence": 0.9,"#,
        r#""confidence": 90,"#,
    )
    .replace(
        r#""head": {"text": "Ibrahim Traoré", "start": 90, "end": 104},"#,
        "",
    )
    .replace(r#""founded": []"#, r#""founded": [["a", "b", "c"]]"#);
    assert_refused(
        &[("result.json", &text)],
        &[
            "result.json:17:50: relation_extraction.head.confidence: 90 is not between 0 and 1",
            "result.json:22:7: relation_extraction: field \"head\" is missing",
            "result.json:27:17: relation_extraction: found 3 items; a pair of head and tail is wanted",
        ],
    );
}
