//! The words of an argument.

use super::words::preposition;
use crate::extract::{FineTag, Relation, Sentence, UniversalTag};

/// How much of a phrase is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// All that depends on the head, without its own preposition and without what is joined to it.
    Whole,
    /// Without relative clauses, appositions, and participles set off by commas.
    Plain,
    /// The noun with its determiner, adjectives, compounds and possessor only: a name, a short description.
    Core,
}

/// The words of a phrase in the order of the text, without punctuation at its ends. The head is always among them.
/// Members joined to the head, and its preposition, are left out; those of its dependents stay.
pub fn phrase(sentence: &Sentence<'_>, head: usize, extent: Extent) -> Vec<usize> {
    let mut words = vec![head];
    let mut open = Vec::new();
    for child in sentence.children(head) {
        if belongs(sentence, head, child, extent) {
            open.push(child);
        }
    }
    while let Some(word) = open.pop() {
        words.push(word);
        for child in sentence.children(word) {
            if extent == Extent::Whole || !is_aside(sentence, child) {
                open.push(child);
            }
        }
    }
    words.sort_unstable();
    let mut words = trim(sentence, words, head);
    if extent != Extent::Core {
        mend(sentence, &mut words);
    }
    words
}

/// The words of phrases that are joined, with the conjunctions and commas between: `Mali, Chad and Niger`.
pub fn joined_phrase(sentence: &Sentence<'_>, heads: &[usize], extent: Extent) -> Vec<usize> {
    let phrases = heads.iter().map(|&head| phrase(sentence, head, extent));
    let mut words: Vec<usize> = phrases.flatten().collect();
    let (Some(&first), Some(&last)) = (words.iter().min(), words.iter().max()) else {
        return words;
    };
    words.extend((first..=last).filter(|&word| {
        let found = &sentence.words[word];
        let joins = matches!(
            found.relation,
            Relation::Cc | Relation::CcPreconj | Relation::Punct
        );
        joins && found.head.is_some_and(|head| heads.contains(&head))
    }));
    words.sort_unstable();
    words.dedup();
    mend(sentence, &mut words);
    words
}

/// Parsers hang hyphens and quotation marks anywhere: a mark between two words of the phrase belongs to it, and so does
/// the closing quotation mark behind it whose opening one is inside.
fn mend(sentence: &Sentence<'_>, words: &mut Vec<usize>) {
    let fine = |word: usize| sentence.words[word].fine_tag;
    let gaps: Vec<usize> = words
        .windows(2)
        .filter(|pair| pair[0] + 2 == pair[1])
        .map(|pair| pair[0] + 1)
        .filter(|&between| sentence.words[between].tag == UniversalTag::Punctuation)
        .collect();
    words.extend(gaps);
    words.sort_unstable();
    let count = |tag: FineTag| words.iter().filter(|&&word| fine(word) == tag).count();
    let is_open = count(FineTag::OpeningQuote) > count(FineTag::ClosingQuote);
    let next = words.last().map(|&last| last + 1);
    let next = next.filter(|&next| next < sentence.words.len() && is_open);
    words.extend(next.filter(|&next| fine(next) == FineTag::ClosingQuote));
}

/// Relative clauses, appositions and what stands between commas or dashes.
fn is_aside(sentence: &Sentence<'_>, word: usize) -> bool {
    match sentence.words[word].relation {
        Relation::AclRelcl | Relation::Appos | Relation::Parataxis => true,
        Relation::Acl | Relation::Advcl => after_comma(sentence, word),
        _ => false,
    }
}

/// `In Mali , the army …`: what a preposition or comma sets in front of a noun belongs to the clause.
fn is_in_front(sentence: &Sentence<'_>, head: usize, child: usize) -> bool {
    let end = sentence.subtree_span(child).end;
    let before_comma = |word: usize| sentence.words[word].fine_tag == FineTag::Comma;
    match sentence.words[child].relation {
        Relation::Nmod => end <= head,
        Relation::Advmod => end <= head && (before_comma(end) || before_comma(end - 1)),
        _ => false,
    }
}

/// Whether a comma stands before the first word that depends on `word`.
fn after_comma(sentence: &Sentence<'_>, word: usize) -> bool {
    let start = sentence.subtree_span(word).start;
    let is_comma = |word: usize| sentence.words[word].fine_tag == FineTag::Comma;
    is_comma(start) || start.checked_sub(1).is_some_and(is_comma)
}

fn belongs(sentence: &Sentence<'_>, head: usize, child: usize, extent: Extent) -> bool {
    let word = &sentence.words[child];
    let copula = sentence.child_by(head, Relation::Cop);
    if copula.is_some_and(|copula| is_of_clause(sentence, child, copula)) {
        return false;
    }
    match word.relation {
        Relation::Conj
        | Relation::Cc
        | Relation::CcPreconj
        | Relation::Cop
        | Relation::Mark
        | Relation::Parataxis
        | Relation::Discourse => return false,
        Relation::Nsubj | Relation::NsubjPass | Relation::NsubjOuter | Relation::Aux => {
            return false;
        }
        Relation::Case if child < head => return false,
        Relation::Fixed => return true,
        // A comma before `and` belongs to the enumeration.
        Relation::Punct => {
            let is_conjunct_comma = sentence
                .children_by(head, Relation::Conj)
                .any(|conjunct| conjunct > child && child > head);
            return extent != Extent::Core && !is_conjunct_comma;
        }
        _ => {}
    }
    match extent {
        Extent::Whole => true,
        Extent::Plain => !is_aside(sentence, child) && !is_in_front(sentence, head, child),
        Extent::Core => matches!(
            word.relation,
            Relation::Det
                | Relation::DetPredet
                | Relation::Amod
                | Relation::Nummod
                | Relation::Compound
                | Relation::Flat
                | Relation::NmodPoss
                | Relation::NmodDesc
                | Relation::Goeswith
                | Relation::Case
        ),
    }
}

/// Whether a dependent of a copula's predicate belongs to the clause rather than to the noun or adjective.
fn is_of_clause(sentence: &Sentence<'_>, child: usize, copula: usize) -> bool {
    let word = &sentence.words[child];
    match word.relation.universal() {
        Relation::Obl | Relation::Advcl | Relation::Csubj | Relation::Expl => true,
        Relation::Advmod => child < copula || matches!(word.form.as_ref(), "not" | "n't" | "never"),
        Relation::Punct => child < copula,
        _ => false,
    }
}

/// Cuts punctuation off both ends, but an opening bracket whose partner is inside stays.
fn trim(sentence: &Sentence<'_>, mut words: Vec<usize>, head: usize) -> Vec<usize> {
    let is_cut = |word: usize| {
        word != head
            && sentence.words[word].tag == UniversalTag::Punctuation
            && !matches!(
                sentence.words[word].fine_tag,
                FineTag::OpeningQuote
                    | FineTag::ClosingQuote
                    | FineTag::OpeningBracket
                    | FineTag::ClosingBracket
            )
    };
    while words.last().is_some_and(|&last| is_cut(last)) {
        words.pop();
    }
    let start = words.iter().position(|&word| !is_cut(word)).unwrap_or(0);
    words.drain(..start);
    // Brackets around all of it.
    let fine = |word: Option<&usize>| word.map(|&word| sentence.words[word].fine_tag);
    if words.len() > 2
        && fine(words.first()) == Some(FineTag::OpeningBracket)
        && fine(words.last()) == Some(FineTag::ClosingBracket)
        && words[0] != head
        && words[words.len() - 1] != head
    {
        words.pop();
        words.remove(0);
    }
    words
}

/// The words of a preposition before a phrase, all of them: `according to`, `due to`.
pub fn preposition_words(sentence: &Sentence<'_>, head: usize) -> Vec<usize> {
    let Some(first) = preposition(sentence, head) else {
        return Vec::new();
    };
    let mut words = vec![first];
    words.extend(sentence.children_by(first, Relation::Fixed));
    let others = sentence.children_by(head, Relation::Case);
    words.extend(others.filter(|&case| case < head && case != first));
    words.sort_unstable();
    words
}
