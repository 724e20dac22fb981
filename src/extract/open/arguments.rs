//! The words of arguments.

use crate::extract::clauses::Argument;
use crate::extract::clauses::phrase::{Extent, joined_phrase, phrase, preposition_words};
use crate::extract::{FineTag, Relation, Sentence, UniversalTag};

/// The words of an argument without its preposition.
pub(super) fn bare(sentence: &Sentence<'_>, head: usize) -> Vec<usize> {
    phrase(sentence, head, Extent::Plain)
}

/// The words of an argument with its preposition in front.
pub(super) fn marked(sentence: &Sentence<'_>, argument: &Argument) -> Vec<usize> {
    let mut words = marker(sentence, argument);
    words.extend(bare(sentence, argument.head));
    words
}

/// The preposition of an argument; conjuncts have that of the first.
pub(super) fn marker(sentence: &Sentence<'_>, argument: &Argument) -> Vec<usize> {
    let own = preposition_words(sentence, argument.head);
    match argument.marker {
        Some(marker) if own.is_empty() => {
            let mut words = vec![marker];
            words.extend(sentence.children_by(marker, Relation::Fixed));
            words
        }
        _ => own,
    }
}

/// Several joined arguments as one phrase.
pub(super) fn joined(sentence: &Sentence<'_>, heads: &[usize]) -> Vec<usize> {
    joined_phrase(sentence, heads, Extent::Plain)
}

/// A clause as an argument: all its words but its conjunction `that`, without punctuation at its ends.
pub(super) fn clause_words(
    sentence: &Sentence<'_>,
    head: usize,
    that: Option<usize>,
) -> Vec<usize> {
    let mut words = sentence.subtree(head);
    words.retain(|&word| Some(word) != that);
    trim(sentence, &mut words);
    words
}

/// Cuts punctuation off both ends; quotation marks around all of it stay, also where the parser hung them elsewhere.
fn trim(sentence: &Sentence<'_>, words: &mut Vec<usize>) {
    let is_punctuation = |word: usize| {
        sentence.words[word].tag == UniversalTag::Punctuation
            && !matches!(
                sentence.words[word].fine_tag,
                FineTag::OpeningBracket | FineTag::ClosingBracket
            )
    };
    while words.last().is_some_and(|&last| is_punctuation(last)) {
        words.pop();
    }
    let start = words.iter().position(|&word| !is_punctuation(word));
    words.drain(..start.unwrap_or(0));
    let (Some(&first), Some(&last)) = (words.first(), words.last()) else {
        return;
    };
    let is_quote = |word: &usize, side: FineTag| sentence.words[*word].fine_tag == side;
    let mut before = (0..first).rev().take_while(|&word| is_punctuation(word));
    let mut after = (last + 1..sentence.words.len()).take_while(|&word| is_punctuation(word));
    let opening = before.find(|word| is_quote(word, FineTag::OpeningQuote));
    let closing = after.find(|word| is_quote(word, FineTag::ClosingQuote));
    let count = |side: FineTag| words.iter().filter(|&word| is_quote(word, side)).count();
    let is_even = count(FineTag::OpeningQuote) == count(FineTag::ClosingQuote);
    match (opening, closing) {
        (Some(opening), Some(closing)) if is_even => {
            words.insert(0, opening);
            words.push(closing);
        }
        (Some(opening), _) if count(FineTag::OpeningQuote) < count(FineTag::ClosingQuote) => {
            words.insert(0, opening);
        }
        (_, Some(closing)) if count(FineTag::OpeningQuote) > count(FineTag::ClosingQuote) => {
            words.push(closing);
        }
        _ => {}
    }
}

/// The words of a clause that surrounds the verb that reports it, without the reporting clause.
pub(super) fn without_report(
    sentence: &Sentence<'_>,
    mut words: Vec<usize>,
    head: usize,
    reporting: usize,
) -> Vec<usize> {
    let up = std::iter::once(reporting).chain(sentence.ancestors(reporting));
    let mut below = up.take_while(|&word| word != head);
    let report = below.find(|&word| sentence.words[word].relation == Relation::Parataxis);
    if let Some(report) = report {
        let span = sentence.subtree_span(report);
        words.retain(|word| !span.contains(word));
        trim(sentence, &mut words);
    }
    words
}
