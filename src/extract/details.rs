//! Time, place and quantity of a relation, and the words that carry it.

use crate::extract::mentions::{MentionKind, phrase};
use crate::extract::relations::{Candidate, Scene};
use crate::extract::{Relation, Sentence, UniversalTag};
use crate::model::{Number, Quantity};
use std::ops::Range;

/// What stands beside the ends of a relation.
#[derive(Debug, Clone, Default)]
pub(super) struct Details {
    pub(super) time: Option<String>,
    pub(super) place: Option<usize>,
    pub(super) quantity: Option<Quantity>,
}

pub(super) fn details(scene: &Scene<'_, '_>, candidate: &Candidate) -> Details {
    let tree = &scene.reading.sentences[candidate.sentence];
    let mut found = Details::default();
    // `to six years in prison on Tuesday`: a date may hang on the term before it.
    let below = |child: usize| tree.children_by(child, Relation::Nmod);
    let measures = tree
        .children(candidate.predicate)
        .filter(|&child| is_time(tree, child) && is_measure(tree, child));
    let dates: Vec<usize> = measures.flat_map(below).collect();
    for child in tree.children(candidate.predicate).chain(dates) {
        let relation = tree.words[child].relation.universal();
        if !matches!(relation, Relation::Obl | Relation::Nmod | Relation::Nummod) {
            continue;
        }
        if found.time.is_none() && is_time(tree, child) && !is_measure(tree, child) {
            let mut words = tree.subtree_span(child);
            // `from Oslo last year` as one phrase.
            let name = (words.start..child)
                .rev()
                .find(|&at| tree.words[at].tag == UniversalTag::ProperNoun && !is_time(tree, at));
            words.start = name.map_or(words.start, |name| name + 1);
            if words.len() <= 8 {
                let case = tree.child_by(child, Relation::Case);
                let keep = case.is_some_and(|case| {
                    matches!(
                        tree.words[case].form.to_lowercase().as_str(),
                        "since" | "until" | "before" | "after" | "by"
                    )
                });
                let start = if keep {
                    words.start
                } else {
                    case.map_or(words.start, |case| words.start.max(case + 1))
                };
                let words = scene
                    .reading
                    .plain_words(candidate.sentence, &(start..words.end));
                found.time = Some(words.trim_end_matches(',').to_owned());
            }
        } else if found.place.is_none() {
            found.place = place(scene, candidate, child);
        }
    }
    found.quantity = candidate
        .ends
        .iter()
        .find_map(|&end| quantity(scene, candidate.sentence, end));
    found
}

fn place(scene: &Scene<'_, '_>, candidate: &Candidate, word: usize) -> Option<usize> {
    let tree = &scene.reading.sentences[candidate.sentence];
    let case = tree.child_by(word, Relation::Case)?;
    let is_in = matches!(
        tree.words[case].form.to_lowercase().as_str(),
        "in" | "at" | "across" | "near"
    );
    let entity = scene.entity(candidate.sentence, word).filter(|_| is_in)?;
    let is_new = entity != candidate.subject && entity != candidate.object;
    (is_new && scene.is(entity, "Place")).then_some(entity)
}

/// `to six years in prison`: how long, not when.
fn is_measure(tree: &Sentence<'_>, word: usize) -> bool {
    let case = tree.child_by(word, Relation::Case);
    tree.child_by(word, Relation::Nummod).is_some()
        && case.is_some_and(|case| {
            matches!(
                tree.words[case].form.to_lowercase().as_str(),
                "to" | "for" | "of" | "by" | "with"
            )
        })
        && !matches!(tree.words[word].tag, UniversalTag::ProperNoun)
}

fn is_time(tree: &Sentence<'_>, word: usize) -> bool {
    const UNITS: [&str; 27] = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "year",
        "month",
        "week",
        "day",
        "spring",
        "summer",
        "autumn",
        "winter",
    ];
    let word = &tree.words[word];
    let is_year = word.form.len() == 4
        && word.form.starts_with(['1', '2'])
        && word.form.bytes().all(|byte| byte.is_ascii_digit());
    is_year || UNITS.contains(&word.lemma.to_lowercase().as_str())
}

/// The number before a noun, or the quantity that a noun hangs on: `over two million people`, `hundreds of`.
fn quantity(scene: &Scene<'_, '_>, sentence: usize, word: usize) -> Option<Quantity> {
    let tree = &scene.reading.sentences[sentence];
    let number = tree
        .child_by(word, Relation::Nummod)
        .or_else(|| {
            tree.words[word].head.filter(|&above| {
                above < word && crate::extract::reading::semantic_head(tree, above) == word
            })
        })
        .or_else(|| (tree.words[word].tag == UniversalTag::Numeral).then_some(word))?;
    let is_counting = tree.words[number].tag == UniversalTag::Numeral
        || matches!(
            tree.words[number].lemma.as_str(),
            "hundred" | "thousand" | "dozen" | "million"
        );
    if !is_counting {
        return None;
    }
    let words = if number < word {
        tree.children(number)
            .filter(|&child| child < number)
            .map(|child| tree.subtree_span(child).start)
            .min()
            .unwrap_or(number)..number + 1
    } else {
        number..number + 1
    };
    let text = scene.reading.plain_words(sentence, &words);
    Some(Quantity {
        value: value(&text),
        text,
    })
}

/// The value of a number in words or digits; none of `hundreds`.
fn value(text: &str) -> Option<Number> {
    const SMALL: [&str; 13] = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    let mut number: Option<String> = None;
    let mut power = 0;
    for word in text.split([' ', '-']) {
        let plain: String = word.chars().filter(|letter| *letter != ',').collect();
        if plain.starts_with(|letter: char| letter.is_ascii_digit()) {
            number = Some(plain);
        } else if let Some(value) = SMALL
            .iter()
            .position(|known| word.eq_ignore_ascii_case(known))
        {
            number = Some(value.to_string());
        } else {
            power += match word.to_lowercase().as_str() {
                "hundred" => 2,
                "thousand" => 3,
                "million" => 6,
                "billion" => 9,
                _ => 0,
            };
        }
    }
    Number::parse(&format!("{}e{power}", number?)).ok()
}

/// The bytes from the first to the last word of the ends and of the word that stands for the relation.
pub(super) fn evidence(scene: &Scene<'_, '_>, candidate: &Candidate) -> Range<usize> {
    let tree = &scene.reading.sentences[candidate.sentence];
    let mut words = candidate.predicate..candidate.predicate + 1;
    for &end in &candidate.ends {
        let known = scene
            .mentions
            .at(candidate.sentence, end)
            .map(|at| &scene.mentions.all[at]);
        let span = match known {
            Some(mention) if mention.kind != MentionKind::Pronoun => mention.words.clone(),
            Some(_) => end..end + 1,
            None => phrase(tree, end),
        };
        words = words.start.min(span.start)..words.end.max(span.end);
    }
    scene.reading.bytes(candidate.sentence, &words)
}
