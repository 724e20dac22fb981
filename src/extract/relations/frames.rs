//! Whether the words of a frame are there.

use crate::extract::{Relation, Sentence};
use crate::ontology::Frame;

/// Whether a verb stands with all words of a frame: `take` with `over`.
pub(super) fn verb_matches(sentence: &Sentence<'_>, verb: usize, words: &[String]) -> bool {
    const WINDOW: usize = 6;
    let mut next = verb + 1;
    words[1..].iter().all(|wanted| {
        let end = (verb + WINDOW).min(sentence.words.len());
        let found = (next..end).find(|&at| {
            let word = &sentence.words[at];
            word.lemma == *wanted || word.form.eq_ignore_ascii_case(wanted)
        });
        next = found.map_or(next, |at| at + 1);
        found.is_some_and(|at| {
            // A particle belongs to its verb; a preposition to something that does.
            let above = sentence.words[at].head;
            above == Some(verb)
                || above.is_some_and(|above| sentence.words[above].head == Some(verb))
        })
    })
}

/// Whether a noun stands with all words of a frame before it, and those after `of` behind: `chief executive`.
pub(super) fn noun_matches(sentence: &Sentence<'_>, noun: usize, words: &[String]) -> bool {
    let is = |at: usize, wanted: &str| {
        let word = &sentence.words[at];
        word.lemma.eq_ignore_ascii_case(wanted) || word.form.eq_ignore_ascii_case(wanted)
    };
    let head = words
        .iter()
        .position(|word| word == "of")
        .filter(|&of| of > 0)
        .map_or(words.len(), |of| of)
        - 1;
    if noun < head || !is(noun, &words[head]) {
        return false;
    }
    let before = words[..head]
        .iter()
        .enumerate()
        .all(|(index, wanted)| is(noun - head + index, wanted));
    let after = words[head + 1..].iter().enumerate().all(|(index, wanted)| {
        let at = noun + 1 + index;
        at < sentence.words.len() && is(at, wanted)
    });
    before && after
}

/// Whether a noun is one of the fixed objects of a frame, alone or with the word before it.
pub(super) fn is_fixed_object(sentence: &Sentence<'_>, noun: usize, frame: &Frame) -> bool {
    let word = &sentence.words[noun];
    let (lemma, form) = (word.lemma.to_lowercase(), word.form.to_lowercase());
    let before: Vec<String> = sentence
        .children(noun)
        .filter(|&child| {
            child < noun
                && matches!(
                    sentence.words[child].relation,
                    Relation::Amod | Relation::Compound
                )
        })
        .map(|child| sentence.words[child].form.to_lowercase())
        .collect();
    frame
        .fixed_objects
        .iter()
        .any(|fixed| match fixed.rsplit_once(' ') {
            Some((modifier, head)) => {
                (lemma == head || form == head) && before.iter().any(|word| word == modifier)
            }
            None => *fixed == lemma || *fixed == form,
        })
}
