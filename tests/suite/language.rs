//! Words, sentences and trees of English text, with the model that the program carries.

use graphwright::extract::parser::Search;
use graphwright::extract::{Analyzer, English, Relation, Sentence, UniversalTag, tokenize};
use std::time::Instant;

fn analyze(text: &str, search: Search) -> Vec<Sentence<'_>> {
    Analyzer::new(English::built_in().unwrap(), search).text(text)
}

fn forms(text: &str) -> Vec<String> {
    tokenize(text)
        .into_iter()
        .map(|token| token.form.into_owned())
        .collect()
}

/// Every character outside white space lies in exactly one word, in order; trees have one root and no cycle.
fn assert_consistent(text: &str, sentences: &[Sentence<'_>]) {
    let mut next = 0;
    for sentence in sentences {
        assert!(!sentence.words.is_empty());
        for (index, word) in sentence.words.iter().enumerate() {
            let skipped = text
                .get(next..word.range.start)
                .expect("ranges are at character boundaries, in order");
            assert!(
                !skipped.chars().any(char::is_alphanumeric),
                "{skipped:?} is in no word"
            );
            assert!(!text[word.range.clone()].is_empty());
            next = word.range.end;
            assert!(
                sentence.ancestors(index).count() < sentence.words.len(),
                "a cycle"
            );
            assert_eq!(word.head.is_none(), word.relation == Relation::Root);
            assert!(!word.lemma.is_empty());
        }
        assert_eq!(
            sentence
                .words
                .iter()
                .filter(|word| word.head.is_none())
                .count(),
            1
        );
    }
    assert!(!text[next..].chars().any(char::is_alphanumeric));
}

#[test]
fn words_are_split_as_the_treebank_splits_them() {
    let cases = [
        (
            "They don’t, can't, cannot.",
            "They do n't , ca n't , can not .",
        ),
        ("Burkina Faso’s defense", "Burkina Faso 's defense"),
        (
            "a 15-year-old, anti-American",
            "a 15 - year - old , anti-American",
        ),
        ("“No,” he said.", "\" No , \" he said ."),
        ("an ally—Russia", "an ally -- Russia"),
        (
            "Mr. Smith of the U.S. paid $5.3m (30%).",
            "Mr. Smith of the U.S. paid $ 5.3 m ( 30 % ) .",
        ),
        (
            "U.S.-led talks in Jan. 2024…",
            "U.S. - led talks in Jan. 2024 ...",
        ),
        (
            "see http://example.org/a-b, or a@b.org.",
            "see http://example.org/a-b , or a@b.org .",
        ),
        (
            "the workers' union, 1,200.5 tons",
            "the workers ' union , 1,200.5 tons",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(forms(text).join(" "), expected);
    }
}

#[test]
fn sentences_end_at_stops_and_lines_but_not_at_abbreviations() {
    let text = "“We stay,”\nLavrov\nMr. Smith met U.S. President Joe Biden on Jan. 5. “It went well.” He left.\n\nNo stop";
    let found: Vec<&str> = analyze(text, Search::Greedy)
        .iter()
        .map(|sentence| &text[sentence.range()])
        .collect();
    assert_eq!(
        found,
        [
            "“We stay,”",
            "Lavrov",
            "Mr. Smith met U.S. President Joe Biden on Jan. 5.",
            "“It went well.”",
            "He left.",
            "No stop",
        ]
    );
}

#[test]
fn wrapped_lines_do_not_end_sentences() {
    let text = "The ministers of the two countries met on Tuesday in order to speak about\n\
                the border that has divided the villages of the region for more than\n\
                twenty years, and about what their armies and the Red Cross might do.\n";
    assert_eq!(analyze(text, Search::Greedy).len(), 1);
}

/// Each word with its head and relation, as `word<relation-head`. The agent of a passive is plain `obl` here, since the
/// model does not tell `obl:agent` apart reliably.
fn arcs(text: &str) -> Vec<String> {
    let sentences = analyze(text, Search::Beam(4));
    let [sentence] = &sentences[..] else {
        panic!("one sentence")
    };
    let head = |head: Option<usize>| head.map_or("ROOT", |head| &sentence.words[head].form);
    let arc = |word: &graphwright::extract::Word<'_>| {
        format!("{}<{}-{}", word.form, word.relation, head(word.head))
    };
    sentence.words.iter().map(arc).collect()
}

#[test]
fn known_sentences_have_the_right_trees() {
    let cases = [
        (
            "Russia trained the soldiers of Burkina Faso.",
            "Russia<nsubj-trained trained<root-ROOT soldiers<obj-trained Burkina<nmod-soldiers Faso<flat-Burkina",
        ),
        (
            "The minister was not killed by the rebels.",
            "minister<nsubj:pass-killed was<aux:pass-killed not<advmod-killed killed<root-ROOT rebels<obl-killed",
        ),
        (
            "The president said that France will withdraw its troops.",
            "said<root-ROOT that<mark-withdraw France<nsubj-withdraw withdraw<ccomp-said troops<obj-withdraw",
        ),
        (
            "Ibrahim Traoré, the president of Burkina Faso, visited Moscow.",
            "Ibrahim<nsubj-visited Traoré<flat-Ibrahim president<appos-Ibrahim visited<root-ROOT Moscow<obj-visited",
        ),
        (
            "The group that attacked the village has left.",
            "group<nsubj-left that<nsubj-attacked attacked<acl:relcl-group village<obj-attacked left<root-ROOT",
        ),
    ];
    for (text, expected) in cases {
        let found = arcs(text);
        for arc in expected.split(' ') {
            assert!(
                found.iter().any(|found| found == arc),
                "{text}: {arc} is not among {found:?}"
            );
        }
    }
}

#[test]
fn dictionary_forms_follow_tag_and_word() {
    let text = "The countries were buying better weapons, and the men went to Russia.";
    let sentences = analyze(text, Search::Greedy);
    let lemmas: Vec<&str> = sentences[0]
        .words
        .iter()
        .map(|word| word.lemma.as_str())
        .collect();
    assert_eq!(
        lemmas.join(" "),
        "the country be buy good weapon , and the man go to Russia ."
    );
}

#[test]
fn a_known_name_stays_one_and_is_flat() {
    let text = "Burkina Faso’s junta met envoys.";
    let tokens = tokenize(text);
    let english = English::built_in().unwrap();
    let name = 0..2;
    let sentence = Analyzer::new(english, Search::Greedy).sentence(text, &tokens, &[name]);
    let faso = &sentence.words[1];
    assert_eq!(
        (faso.head, faso.relation, faso.tag),
        (Some(0), Relation::Flat, UniversalTag::ProperNoun)
    );
    assert_eq!(
        (sentence.words[0].head, sentence.words[0].relation),
        (Some(3), Relation::NmodPoss)
    );
    assert_consistent(text, &[sentence]);
}

#[test]
fn hostile_texts_take_linear_time() {
    let texts = [
        "a".repeat(5_000_000),
        "(".repeat(100_000),
        "-a".repeat(50_000),
        ".a".repeat(500_000),
        "’s".repeat(50_000),
        "Word ".repeat(100_000),
        "\n".repeat(1_000_000),
        "é\u{301}\u{200b}".repeat(50_000),
    ];
    for text in texts {
        let start = Instant::now();
        assert_consistent(&text, &analyze(&text, Search::Greedy));
        // Quadratic time would be hours.
        assert!(
            start.elapsed().as_secs() < 100,
            "{}…",
            text.chars().take(4).collect::<String>()
        );
    }
}
