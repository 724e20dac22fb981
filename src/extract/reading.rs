//! A document as the later stages read it: its sentences with their trees, and where a gazetteer knows a name.

use crate::extract::repair::repair;
use crate::extract::{Analyzer, Relation, Sentence, Token, UniversalTag, tokenize};
use crate::ontology::{Gazetteer, Sense, SurfaceKind};
use std::collections::BTreeMap;
use std::ops::Range;

/// A word of a document: the number of its sentence and its number there.
pub type WordPlace = (usize, usize);

/// What a gazetteer says about words that stand side by side.
#[derive(Debug, Clone)]
pub struct KnownName {
    /// The words, within their sentence.
    pub words: Range<usize>,
    /// What they may mean.
    pub senses: Vec<Sense>,
}

/// A text with its analysis.
#[derive(Debug, Clone)]
pub struct Reading<'text> {
    /// The text.
    pub text: &'text str,
    /// Its sentences; what stands between semicolons counts as one.
    pub sentences: Vec<Sentence<'text>>,
    /// For each sentence the known names by their first word.
    pub names: Vec<BTreeMap<usize, KnownName>>,
}

impl<'text> Reading<'text> {
    /// Analyses a text; names of several words that the gazetteer knows are one word to the parser.
    pub fn new(text: &'text str, analyzer: &mut Analyzer<'_>, gazetteer: &Gazetteer) -> Self {
        let tokens = tokenize(text);
        let mut reading = Self {
            text,
            sentences: Vec::new(),
            names: Vec::new(),
        };
        for range in analyzer.sentences(text, &tokens) {
            let sentence = &tokens[range];
            let sentence = &sentence[dateline(sentence, gazetteer)..];
            for part in parts(sentence) {
                let names = known_names(text, part, gazetteer);
                let merged: Vec<Range<usize>> = names
                    .values()
                    .filter(|name| name.words.len() > 1 && is_name(name))
                    .map(|name| name.words.clone())
                    .collect();
                reading
                    .sentences
                    .push(repair(analyzer.sentence(text, part, &merged)));
                reading.names.push(names);
            }
        }
        reading
    }

    /// Where words of a sentence stand in the text, in bytes.
    pub fn bytes(&self, sentence: usize, words: &Range<usize>) -> Range<usize> {
        self.sentences[sentence].bytes(words)
    }

    /// The text of words of a sentence as written.
    pub fn words(&self, sentence: usize, words: &Range<usize>) -> &'text str {
        &self.text[self.bytes(sentence, words)]
    }

    /// The text of words of a sentence on one line: as a label, a time or a number is written.
    pub fn plain_words(&self, sentence: usize, words: &Range<usize>) -> String {
        let words = self.words(sentence, words).split_whitespace();
        words.collect::<Vec<_>>().join(" ")
    }
}

/// How many words at the start of a paragraph say only where and when it was written: `JAKARTA –`,
/// `PARIS (Reuters) –`, `LONDON, June 5 -`.
fn dateline(tokens: &[Token<'_>], gazetteer: &Gazetteer) -> usize {
    const LONGEST: usize = 12;
    let Some(first) = tokens.first() else {
        return 0;
    };
    let dash = tokens
        .iter()
        .take(LONGEST)
        .position(|token| matches!(token.form.as_ref(), "-" | "--") && token.space_before);
    let Some(dash) = dash.filter(|&dash| {
        dash > 0
            && tokens.get(dash + 1).is_some_and(|next| {
                next.space_before && next.form.starts_with(|letter: char| !letter.is_lowercase())
            })
    }) else {
        return 0;
    };
    let mut depth = 0;
    let is_bare = tokens[..dash].iter().all(|token| {
        match token.form.as_ref() {
            "(" => depth += 1,
            ")" => depth -= 1,
            _ => {}
        }
        depth > 0 || !token.form.starts_with(char::is_lowercase)
    });
    let is_capital = first.form.len() > 3
        && first.form.chars().all(char::is_uppercase)
        && gazetteer.senses(&first.form).is_empty();
    let has_source = tokens[..dash].iter().any(|token| token.form == "(");
    let has_date = tokens[1..dash]
        .iter()
        .any(|token| token.form.bytes().all(|byte| byte.is_ascii_digit()));
    if is_bare
        && (is_capital || has_source || has_date && first.form.chars().all(char::is_uppercase))
    {
        dash + 1
    } else {
        0
    }
}

fn is_name(name: &KnownName) -> bool {
    let mut senses = name.senses.iter();
    senses.any(|sense| sense.kind == SurfaceKind::Name)
}

/// The fewest words on either side of a colon that could be a sentence.
const FEWEST: usize = 4;

/// A sentence in parts at its semicolons and colons, which join what could be sentences: shorter parts parse better.
/// A colon before a quotation belongs to who speaks it.
fn parts<'a, 'text>(tokens: &'a [Token<'text>]) -> Vec<&'a [Token<'text>]> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, token) in tokens.iter().enumerate() {
        let is_colon = token.form == ":"
            && at - start >= FEWEST
            && at + FEWEST < tokens.len()
            && !tokens[at + 1].form.starts_with(['"', '\''])
            && tokens[at + 1].space_before;
        if token.form == ";" || is_colon {
            found.push(&tokens[start..=at]);
            start = at + 1;
        }
    }
    if start < tokens.len() {
        found.push(&tokens[start..]);
    }
    found
}

fn known_names(
    text: &str,
    tokens: &[Token<'_>],
    gazetteer: &Gazetteer,
) -> BTreeMap<usize, KnownName> {
    let mut found = BTreeMap::new();
    let mut next = 0;
    while next < tokens.len() {
        let start = tokens[next].range.start;
        let known = gazetteer
            .longest_at(text, start)
            .and_then(|(end, senses)| Some((last_word(tokens, next, end)?, senses.to_vec())));
        // `The West` gives way to `West African`.
        let longer = gazetteer.longest_at(
            text,
            tokens
                .get(next + 1)
                .map_or(usize::MAX, |token| token.range.start),
        );
        let is_cut = matches!((&known, longer), (Some((end, _)), Some((longer, _)))
            if tokens[next].form.eq_ignore_ascii_case("the") && longer > tokens[end - 1].range.end);
        let known = known.filter(|_| !is_cut);
        let Some((end, senses)) = known else {
            next += 1;
            continue;
        };
        let words = next..end;
        next = end;
        found.insert(words.start, KnownName { words, senses });
    }
    found
}

/// The word after the one that ends at this byte, if the name ends where a word does.
fn last_word(tokens: &[Token<'_>], first: usize, end_byte: usize) -> Option<usize> {
    let rest = &tokens[first..];
    let after = rest
        .iter()
        .take_while(|token| token.range.end <= end_byte)
        .count();
    let last = after.checked_sub(1)?;
    (rest[last].range.end == end_byte).then_some(first + after)
}

/// Nouns that count or choose, so that what follows their `of` is what is meant: `hundreds of civilians`.
const TRANSPARENT: [&str; 34] = [
    "dollar", "euro", "ton", "tonne", "pound", "history", "hundred", "thousand", "dozen",
    "million", "number", "score", "majority", "handful", "series", "part", "member", "ten", "lot",
    "amount", "couple", "pair", "type", "kind", "range", "variety", "total", "third", "quarter",
    "half", "most", "some", "many", "billion",
];

/// Nouns for kinds of places whose name follows their `of`: `the city of Jaén`.
const NAMED_PLACES: [&str; 14] = [
    "city",
    "town",
    "village",
    "province",
    "region",
    "district",
    "state",
    "county",
    "port",
    "island",
    "republic",
    "territory",
    "department",
    "municipality",
];

/// The word that a noun phrase is about: `civilians` in `hundreds of civilians`, `Jaén` in `the city of Jaén`.
pub fn semantic_head(sentence: &Sentence<'_>, word: usize) -> usize {
    let lemma = sentence.words[word].lemma.as_str();
    let is_number = sentence.words[word].tag == UniversalTag::Numeral;
    let counts = TRANSPARENT.contains(&lemma) || is_number;
    let names_place = NAMED_PLACES.contains(&lemma);
    if !counts && !names_place {
        return word;
    }
    let after_of = sentence.children_by(word, Relation::Nmod).find(|&child| {
        let case = sentence.child_by(child, Relation::Case);
        child > word && case.is_some_and(|case| sentence.words[case].form == "of")
    });
    match after_of {
        Some(child) if counts || sentence.words[child].tag == UniversalTag::ProperNoun => child,
        _ => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::English;
    use crate::extract::parser::Search;
    use crate::ontology::Ontology;

    #[test]
    fn names_of_a_gazetteer_are_one_word_and_quantities_are_seen_through() {
        let gazetteer = Gazetteer::of(&Ontology::built_in().unwrap()).unwrap();
        let mut analyzer = Analyzer::new(English::built_in().unwrap(), Search::Greedy);
        let text = "Hundreds of farmers left South Sudan; Kenya took them in.";
        let reading = Reading::new(text, &mut analyzer, &gazetteer);
        assert_eq!(reading.sentences.len(), 2);
        assert_eq!(reading.names[0][&4].words, 4..6);
        let head = semantic_head(&reading.sentences[0], 0);
        assert_eq!(reading.sentences[0].words[head].form, "farmers");
    }
}
