use super::{assert_refused, damaged, entities, export, losses, relations, sample};

#[test]
fn triples_cite_the_characters_of_their_tokens() {
    let run = export(&[("briefing.json", &sample("corenlp.json"))]);
    // The emoji before "met" is two UTF-16 units, as CoreNLP counts, and one code point.
    assert_eq!(
        relations(&run),
        [
            "Ibrahim_Traoré met Sergey_Lavrov [72-96 Ibrahim Traoré 😀 met him]",
            "Ibrahim_Traoré per:title President [62-86 President Ibrahim Traoré]",
            "briefing#1#We will train soldiers, says Sergey_Lavrov [1-23 We will train soldiers]",
        ]
    );
    assert_eq!(
        entities(&run),
        [
            "Burkina_Faso \"COUNTRY\" [\"Burkina_Faso\"] [27 Burkina Faso]",
            "Ibrahim_Traoré \"PERSON\" [72 Ibrahim Traoré]",
            "Ouagadougou \"CITY\" [100 Ouagadougou]",
            "President \"TITLE\" [62 President]",
            "Sergey_Lavrov \"PERSON\" [47 Sergey Lavrov] [93 him]",
            "briefing#1#We",
            "soldiers",
        ]
    );
    for extractor in ["CoreNLP openie", "CoreNLP kbp"] {
        assert!(run.stdout.contains(extractor));
    }
}

#[test]
fn what_is_lost_or_supposed_is_said() {
    let run = export(&[("briefing.json", &sample("corenlp.json"))]);
    assert_eq!(
        losses(&run),
        [
            "supposed: 1 × end of a relation that is a pronoun, as something of its document alone; 1 × end of a relation, from a pronoun or another name by its coreference chain; 1 × text of a document, put together from its tokens",
        ]
    );
    assert!(
        run.stderr
            .contains("note: briefing.json: read as corenlp\n"),
        "{}",
        run.stderr
    );
}

#[test]
fn the_text_of_the_file_is_taken_where_it_has_one() {
    let words = r#"\"We will train soldiers in Burkina Faso,\" said Sergey Lavrov. President Ibrahim Traoré 😀 met him in Ouagadougou.\n"#;
    let given = damaged(
        "corenlp.json",
        r#""docId": "briefing","#,
        &format!(r#""docId": "briefing", "text": "{words}","#),
    );
    let with_text = export(&[("briefing.json", &given)]);
    let rebuilt = export(&[("briefing.json", &sample("corenlp.json"))]);
    assert_eq!(with_text.stdout, rebuilt.stdout);
    assert!(!with_text.stderr.contains("put together"));
}

#[test]
fn every_fault_of_a_damaged_file_is_told_in_one_run() {
    let text = sample("corenlp.json").replacen("\"headIndex\": 13,", "\"headIndex\": -13,", 1);
    let text = text.replacen("\"subject\": \"We\",", "", 1).replacen(
        "\"tokenEnd\": 8,",
        "\"tokenEnd\": 80,",
        1,
    );
    assert_refused(
        &[("briefing.json", &text)],
        &[
            "briefing.json:9:9: sentences[0].openie[0]: field \"subject\" is missing",
            "sentences[0].entitymentions[0]: tokens 6 to 80 are none of the sentence, which has 14",
            "corefs.chain[0].headIndex: found the number -13; a whole number from 0 up, in Unicode code points, is wanted",
        ],
    );
}
