//! Mends what the parser often gets wrong in news and a look at the words around decides: relative clauses hung on the
//! verb, a noun with `to` that is the verb of its sentence, the speaker behind a quotation, a name before a comma.
//!
//! Each rule is general and looks at one sentence once; a rule that does not apply leaves the tree as it is.

mod clauses;
mod relative;
mod sentences;
mod speakers;
mod words;

use crate::extract::sentence::Sentence;
use crate::extract::{Relation, UniversalTag, Word};

/// The sentence with its tree mended.
#[must_use]
pub fn repair(sentence: Sentence<'_>) -> Sentence<'_> {
    let mut mender = Mender { sentence };
    mender.nouns_in_s();
    mender.plural_taken_for_verb();
    mender.subject_taken_for_exclamation();
    mender.verb_between_names();
    mender.name_across_verb();
    mender.verb_taken_for_plural();
    mender.capitals_in_front();
    mender.name_in_two();
    mender.results();
    mender.office_after_name();
    mender.what_is_blamed();
    mender.verb_after_name();
    mender.perfect();
    mender.acting();
    mender.neighbouring();
    mender.name_across_comma();
    mender.counted_objects();
    mender.name_after_noun();
    mender.described_name();
    mender.participle_first();
    mender.verb_as_modifier();
    mender.verb_beside_name();
    mender.it_that_wills();
    mender.noun_as_verb();
    mender.name_and_apposition();
    mender.second_subject();
    mender.infinitive_of_noun();
    mender.what_nouns_are_about();
    mender.relative_clauses();
    mender.participle_after_comma();
    mender.verb_after_relative_clause();
    mender.verb_beyond_relative_clause();
    mender.speaker_after_quotation();
    mender.speaker_before_report();
    mender.sentence
}

struct Mender<'text> {
    sentence: Sentence<'text>,
}

impl<'text> Mender<'text> {
    /// Hangs words elsewhere; nothing happens if that would make a circle.
    fn change(&mut self, changes: &[(usize, Option<usize>, Relation)]) {
        let mut words: Vec<Word<'text>> = self.sentence.words.clone();
        for &(word, head, relation) in changes {
            words[word].head = head;
            words[word].relation = relation;
        }
        if is_tree(&words) {
            self.sentence = Sentence::new(words);
        }
    }

    fn n_words(&self) -> usize {
        self.sentence.words.len()
    }

    fn word(&self, at: usize) -> &Word<'text> {
        &self.sentence.words[at]
    }

    fn is_verb(&self, at: usize) -> bool {
        self.word(at).tag == UniversalTag::Verb
    }

    fn subject(&self, verb: usize) -> Option<usize> {
        self.sentence
            .children(verb)
            .find(|&child| self.word(child).relation.universal() == Relation::Nsubj)
    }

    fn is_clause(&self, at: usize) -> bool {
        self.is_verb(at) || self.sentence.child_by(at, Relation::Cop).is_some()
    }
}

/// Whether there is one root and every word leads to it.
fn is_tree(words: &[Word<'_>]) -> bool {
    if words.iter().filter(|word| word.head.is_none()).count() != 1 {
        return false;
    }
    let mut known = vec![false; words.len()];
    for start in 0..words.len() {
        let mut path = Vec::new();
        let mut at = start;
        while !known[at] {
            path.push(at);
            if path.len() > words.len() {
                return false;
            }
            match words[at].head {
                Some(head) => at = head,
                None => break,
            }
        }
        for at in path {
            known[at] = true;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::parser::Search;
    use crate::extract::{Analyzer, English};

    /// The tree of one sentence, mended: `dependent relation head` for the words asked for.
    fn tree(text: &str, asked: &[&str]) -> Vec<String> {
        let mut analyzer = Analyzer::new(English::built_in().unwrap(), Search::Beam(4));
        let sentence = repair(analyzer.text(text).remove(0));
        let shown = sentence
            .words
            .iter()
            .filter(|word| asked.contains(&word.form.as_ref()));
        let shown = shown.map(|word| {
            let head = word
                .head
                .map_or("-", |head| sentence.words[head].form.as_ref());
            format!("{} {} {head}", word.form, word.relation)
        });
        shown.collect()
    }

    #[test]
    fn a_noun_with_an_infinitive_is_the_verb_of_a_sentence_without_one() {
        let text =
            "Finance Minister Ana Lima, during her first visit to Oslo, plans to sign a treaty.";
        assert_eq!(
            tree(text, &["plans", "sign"]),
            ["plans root -", "sign xcomp plans"]
        );
    }

    #[test]
    fn a_noun_with_an_object_is_a_verb() {
        let text = "The council urges donor governments to fund more aid.";
        assert_eq!(
            tree(text, &["council", "urges", "fund"]),
            ["council nsubj urges", "urges root -", "fund xcomp urges"]
        );
    }

    #[test]
    fn a_relative_clause_belongs_to_the_noun_before_it_and_the_verb_after_it_to_the_subject() {
        let text = "President Ana Lima, who toured the valley by train, declared a holiday.";
        let found = tree(text, &["toured", "declared"]);
        assert_eq!(found, ["toured acl:relcl Ana", "declared root -"]);
    }

    #[test]
    fn every_mended_tree_is_a_tree() {
        for text in [
            "Ouch",
            "“No,” its leader, Bo Li, claimed.",
            "Acting, acting, who which whose up to 5 men.",
            "who who who had had",
        ] {
            let mut analyzer = Analyzer::new(English::built_in().unwrap(), Search::Greedy);
            for sentence in analyzer.text(text) {
                assert!(is_tree(&repair(sentence).words), "{text}");
            }
        }
    }
}
