//! The data set: a sentence, a relation and arguments a line, with tabs between; words are those of the Penn Treebank.

use crate::carb::Tuple;
use graphwright::extract::{Token, tokenize};

/// A sentence with its gold tuples.
#[derive(Debug)]
pub struct Gold {
    pub text: String,
    pub tuples: Vec<Tuple>,
}

/// Reads the sentences in the order of the file; lines without two arguments have no tuple.
pub fn read(tsv: &str) -> Vec<Gold> {
    let mut found: Vec<Gold> = Vec::new();
    for line in tsv.lines() {
        let mut fields = line.split('\t').map(str::to_owned);
        let (Some(text), Some(relation)) = (fields.next(), fields.next()) else {
            continue;
        };
        let text = text.trim().to_owned();
        let arguments: Vec<String> = fields.collect();
        let tuple = Tuple::new(&relation, &arguments, 100);
        match found.iter_mut().find(|gold| gold.text == text) {
            Some(gold) => gold.tuples.extend(tuple),
            None => found.push(Gold {
                text,
                tuples: tuple.into_iter().collect(),
            }),
        }
    }
    found
}

/// How the treebank writes what stands otherwise in a text.
const ESCAPES: [(&str, &str); 8] = [
    ("-LRB-", "("),
    ("-RRB-", ")"),
    ("-LSB-", "["),
    ("-RSB-", "]"),
    ("-LCB-", "{"),
    ("-RCB-", "}"),
    ("``", "“"),
    ("''", "”"),
];

/// A sentence as a text has it, with blanks between words still: brackets and quotation marks with a side instead of
/// their escapes, `1/2` instead of `1\/2`.
pub fn unescaped(text: &str) -> String {
    let plain = |word: &str| {
        let escape = ESCAPES.iter().find(|(escaped, _)| *escaped == word);
        escape.map_or_else(
            || word.replace("\\/", "/"),
            |(_, plain)| (*plain).to_owned(),
        )
    };
    let words: Vec<String> = text.split_whitespace().map(plain).collect();
    words.join(" ")
}

/// The words of a tuple as `sentence`, from which it was made, writes them.
pub fn escaped(words: &str, sentence: &str) -> String {
    let write = |word: &str| {
        let mut escapes = ESCAPES.iter();
        let escape = escapes.find(|(stood, plain)| *plain == word && sentence.contains(stood));
        let slash = word.replace('/', "\\/");
        match escape {
            Some((stood, _)) => (*stood).to_owned(),
            None if sentence.contains(&slash) => slash,
            None => word.to_owned(),
        }
    };
    let words: Vec<String> = words.split_whitespace().map(write).collect();
    words.join(" ")
}

/// The words of a sentence. Blanks are believed, as they stand between the treebank's words; what our tokeniser would
/// split further, such as `open-air`, is split, as the model learned it so.
pub fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    for word in text.split_whitespace() {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        for token in tokenize(word) {
            found.push(Token {
                range: start + token.range.start..start + token.range.end,
                ..token
            });
        }
    }
    found
}
