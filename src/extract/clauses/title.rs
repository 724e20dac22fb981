//! Titles and kinds before names.

use super::clause::{Clause, Construction, Role};
use super::nominal::{argument, is_name};
use super::words::small;
use crate::extract::{FineTag, Relation, Sentence, UniversalTag};

/// `Foreign Minister Ann Ng`, `President Bush`, `rapper Ann Ng`: a noun that depends on a name. Words of the title
/// that come before its noun, names among them, add what it is a minister of.
pub(super) fn titles(sentence: &Sentence<'_>, name: usize) -> Option<Clause> {
    let before: Vec<usize> = sentence
        .children(name)
        .take_while(|&child| child < name)
        .filter(|&child| {
            matches!(
                sentence.words[child].relation,
                Relation::Compound | Relation::NmodDesc | Relation::Amod | Relation::NmodPoss
            )
        })
        .collect();
    let title = *before.iter().rev().find(|&&child| {
        matches!(
            sentence.words[child].relation,
            Relation::Compound | Relation::NmodDesc
        ) && is_title(sentence, child, name)
    })?;
    if !is_name(sentence, name) {
        return None;
    }
    let mut clause = Clause::new(title, Construction::Compound);
    clause.arguments.push(argument(Role::Subject, name, None));
    clause
        .arguments
        .push(argument(Role::Attribute, title, None));
    let of_title = sentence.children(title).filter(|&child| child < title);
    let others = before.iter().copied().filter(|&child| child < title);
    let mut modifiers: Vec<usize> = others
        .chain(of_title)
        .filter(|&child| {
            matches!(
                sentence.words[child].relation,
                Relation::Compound | Relation::Amod | Relation::NmodPoss | Relation::NmodDesc
            )
        })
        .collect();
    modifiers.sort_unstable();
    modifiers.dedup();
    clause.arguments.extend(
        modifiers
            .into_iter()
            .map(|modifier| argument(Role::Oblique, modifier, None)),
    );
    Some(clause)
}

/// Parts of names that say nothing of whom they name.
const HONORIFICS: [&str; 12] = [
    "mr", "mrs", "ms", "miss", "dr", "st", "sir", "mount", "mt", "lake", "fort", "messrs",
];

/// A well-known title, or a common noun in small letters before a name of two words: `keyboardist Ann Ng`, but not
/// `the shock Army`.
fn is_title(sentence: &Sentence<'_>, word: usize, name: usize) -> bool {
    let form = small(sentence, word);
    let form = form.trim_end_matches('.');
    if HONORIFICS.contains(&form) {
        return false;
    }
    if TITLES.contains(&form) {
        return true;
    }
    let is_common = sentence.words[word].tag == UniversalTag::Noun
        && sentence.words[word].fine_tag != FineTag::NNS;
    let mut parts = sentence.children(name).filter(|&child| child > word);
    let has_two_words = parts.any(|child| {
        let is_part = matches!(
            sentence.words[child].relation,
            Relation::Flat | Relation::Compound
        );
        is_part && is_name(sentence, child)
    });
    is_common && has_two_words
}

const TITLES: [&str; 38] = [
    "president",
    "minister",
    "senator",
    "sen",
    "general",
    "gen",
    "captain",
    "capt",
    "colonel",
    "col",
    "secretary",
    "governor",
    "gov",
    "king",
    "queen",
    "prince",
    "princess",
    "chancellor",
    "premier",
    "judge",
    "justice",
    "professor",
    "prof",
    "doctor",
    "pope",
    "bishop",
    "archbishop",
    "sheikh",
    "sultan",
    "emperor",
    "ambassador",
    "admiral",
    "lieutenant",
    "major",
    "sergeant",
    "mayor",
    "chairman",
    "director",
];
