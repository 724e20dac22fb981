//! Trees written by hand, so that the rules are tested apart from the parser.

use crate::extract::{FineTag, Relation, Sentence, UniversalTag, Word};
use std::borrow::Cow;

/// A sentence from words as `form/part of speech/fine tag/head counted from 1/relation`, and its text.
pub(in crate::extract) fn tree(written: &str) -> (String, Sentence<'static>) {
    let mut text = String::new();
    let mut words = Vec::new();
    for word in written.split_whitespace() {
        let fields: Vec<&str> = word.split('/').collect();
        let [form, tag, fine_tag, head, relation] = fields[..] else {
            panic!("{word} has not five fields");
        };
        if !text.is_empty() && tag != "PUNCT" {
            text.push(' ');
        }
        let start = text.len();
        text.push_str(form);
        let head: usize = head.parse().unwrap();
        words.push(Word {
            range: start..text.len(),
            form: Cow::Owned(form.to_owned()),
            lemma: form.to_owned(),
            tag: UniversalTag::from_text(tag).unwrap(),
            fine_tag: FineTag::from_text(fine_tag).unwrap(),
            head: head.checked_sub(1),
            relation: Relation::from_text(relation).unwrap(),
        });
    }
    (text, Sentence::new(words))
}
