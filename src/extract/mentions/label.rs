//! What a description is called when it stands alone: `armed forces of Burkina Faso`, `Russian military instructors`.

use crate::extract::mentions::name::is_date;
use crate::extract::mentions::{Mention, MentionKind, phrase};
use crate::extract::reading::Reading;
use crate::extract::{FineTag, Relation, UniversalTag};

/// Adjectives that count and do not tell which: `more aid` is aid.
const COUNTING: [&str; 12] = [
    "more",
    "many",
    "several",
    "few",
    "much",
    "further",
    "most",
    "other",
    "additional",
    "less",
    "such",
    "own",
];

/// The modifiers and the head of a description, without determiner, number and possessor, as written.
pub fn own_words(reading: &Reading<'_>, mention: &Mention) -> String {
    let sentence = &reading.sentences[mention.sentence];
    if mention.kind == MentionKind::Name || mention.kind == MentionKind::Demonym {
        return reading.plain_words(mention.sentence, &mention.words);
    }
    let mut words: Vec<usize> = sentence
        .children(mention.head)
        .filter(|&child| {
            child < mention.head
                && matches!(
                    sentence.words[child].relation,
                    Relation::Amod
                        | Relation::Compound
                        | Relation::NmodDesc
                        | Relation::NmodUnmarked
                )
                && sentence.words[child].tag != UniversalTag::Punctuation
                && !COUNTING.contains(&sentence.words[child].form.to_lowercase().as_str())
        })
        .flat_map(|child| sentence.subtree(child))
        .filter(|&word| {
            sentence.words[word].tag != UniversalTag::Punctuation && word < mention.head
        })
        .collect();
    words.push(mention.head);
    words.extend(sentence.children_by(mention.head, Relation::Flat));
    words.sort_unstable();
    words.dedup();
    let mut found = String::new();
    for (index, &word) in words.iter().enumerate() {
        let range = sentence.words[word].range.clone();
        if index > 0 {
            found.push(' ');
        }
        let written = &reading.text[range];
        if index == 0 && begins_sentence_small(reading, mention.sentence, word) {
            found.push_str(&written.to_lowercase());
        } else {
            found.push_str(written);
        }
    }
    found
}

/// Whether a capital is owed to the start of the sentence.
fn begins_sentence_small(reading: &Reading<'_>, sentence: usize, word: usize) -> bool {
    let word_ = &reading.sentences[sentence].words[word];
    let starts = reading.sentences[sentence].words[..word]
        .iter()
        .all(|before| before.tag == UniversalTag::Punctuation);
    starts
        && !matches!(word_.fine_tag, FineTag::NNP | FineTag::NNPS)
        && !reading.names[sentence].contains_key(&word)
}

/// Classes of things that are told apart by where they are: `embassy in Ouagadougou`.
const PLACED: [&str; 9] = [
    "#Facility",
    "#Event",
    "#Region",
    "#Settlement",
    "#Company",
    "#GovernmentBody",
    "#ResearchBody",
    "#Court",
    "#Province",
];

/// The label of a description: its own words, and whose or where it is. `owner` is the label of its possessor.
pub fn label(reading: &Reading<'_>, mention: &Mention, owner: Option<&str>) -> String {
    let own = own_words(reading, mention);
    if mention.kind != MentionKind::Nominal {
        return own;
    }
    let sentence = &reading.sentences[mention.sentence];
    let mut label = own;
    if let Some(owner) = owner {
        label = format!("{label} of {owner}");
    }
    for child in sentence.children_by(mention.head, Relation::Nmod) {
        let Some(case) = sentence.child_by(child, Relation::Case) else {
            continue;
        };
        let form = sentence.words[case].form.to_lowercase();
        let is_name = sentence.words[child].tag == UniversalTag::ProperNoun
            && !is_date(&sentence.words[child].form);
        let is_placed = mention
            .classes
            .first()
            .is_some_and(|class| PLACED.iter().any(|name| class.ends_with(name)));
        if child > mention.head && form != "of" && is_name && is_placed && case + 3 > child {
            let words = phrase(sentence, child);
            label = format!("{label} {form} {}", reading.words(mention.sentence, &words));
        } else if child > mention.head && form == "of" && owner.is_none() {
            let words = phrase(sentence, child);
            label = format!("{label} of {}", reading.words(mention.sentence, &words));
        }
    }
    label.split_whitespace().collect::<Vec<_>>().join(" ")
}
