use super::{assert_refused, damaged, entities, export, losses, relations, sample};

#[test]
fn attributes_that_name_two_ends_make_a_relation() {
    let run = export(&[("sample.jsonl", &sample("langextract.jsonl"))]);
    assert_eq!(
        relations(&run),
        [
            "Ibrahim_Traoré meeting Sergey_Lavrov [90-114 Ibrahim Traoré 😀 met him]",
            "Russia sec:trains Burkina_Faso, planned [36-78 Russia will train soldiers in Burkina Faso]",
            "Sergey_Lavrov role \"foreign minister\" [0-13 Sergey Lavrov]",
            "Wagner_Group news:relatedTo Mali, negative [135-166 Wagner Group did not leave Mali]",
        ]
    );
    assert_eq!(
        entities(&run),
        [
            "Burkina_Faso \"country\" [66 Burkina Faso]",
            "Ibrahim_Traoré \"Person\" [90 Ibrahim Traoré]",
            "Mali",
            "Ouagadougou \"Place\" [118 Ouagadougou]",
            "Russia \"country\" [36 Russia]",
            "Sergey_Lavrov \"Person\" [0 Sergey Lavrov]",
            "Vladimir_Putin \"Person\" [Vladimir Putin]",
            "Wagner_Group",
        ]
    );
    assert!(
        run.stderr
            .contains("note: sample.jsonl: read as langextract\n"),
        "{}",
        run.stderr
    );
    assert!(run.stdout.contains(r#""extractor":"LangExtract""#));
}

#[test]
fn what_is_lost_or_supposed_is_said() {
    let run = export(&[("sample.jsonl", &sample("langextract.jsonl"))]);
    assert_eq!(
        losses(&run),
        [
            "not carried over: 1 × attribute \"sentiment\" of a relation",
            "supposed: 1 × place of an extraction without char_interval, by its words; 1 × predicate \"meeting\", from the class",
            "no predicate: 1 × relation",
        ]
    );
    assert!(
        run.stderr.contains(
            "entity \"Vladimir Putin\", mention 1: \"Vladimir Putin\" stands nowhere in the text"
        ),
        "{}",
        run.stderr
    );
}

#[test]
fn every_fault_of_a_damaged_file_is_told_in_one_run() {
    let text = damaged(
        "langextract.jsonl",
        r#""start_pos": 66, "end_pos": 78"#,
        r#""start_pos": 78, "end_pos": 66"#,
    )
    .replace(r#""extraction_class": "place", "#, "")
    .replace(r#""modality": "planned""#, r#""modality": "certain""#);
    assert_refused(
        &[("a.jsonl", &text)],
        &[
            "a.jsonl:1:603: extractions[2].char_interval: start_pos 78 is not before end_pos 66",
            "extractions[4]: field \"extraction_class\" is missing",
            "extractions[6].attributes: found \"certain\"; known: asserted, planned, predicted, possible, hypothetical, requested",
        ],
    );
    assert_refused(
        &[(
            "a.langextract.jsonl",
            "{\"text\": \"a\", \"extractions\": {}}",
        )],
        &["a.langextract.jsonl:1:30: extractions: found an object; a list is wanted"],
    );
}
