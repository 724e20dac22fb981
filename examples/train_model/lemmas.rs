//! Learns the rules of the lemmatiser.

use crate::treebank::GoldSentence;
use graphwright::extract::FineTag;
use graphwright::extract::lemma::{Change, WORD_START, base, endings};
use std::collections::{BTreeMap, BTreeSet};

type Counts = BTreeMap<Change, usize>;

/// What the dictionary's irregular forms add to rules: whole words that the treebank did not settle. The rules on
/// endings would make `fbe` of `fled`.
pub(crate) fn add_irregular(
    rules: &mut Vec<(FineTag, String, Change)>,
    irregular: &BTreeMap<(&'static str, String), String>,
) {
    let known: BTreeSet<(FineTag, String)> = rules
        .iter()
        .map(|(tag, ending, _)| (*tag, ending.clone()))
        .collect();
    for ((part, form), lemma) in irregular {
        let tags: &[FineTag] = match *part {
            "noun" => &[FineTag::NNS],
            _ if form.ends_with("ing") => &[FineTag::VBG],
            _ if form.ends_with('s') && !lemma.ends_with('s') => &[FineTag::VBZ],
            _ => &[FineTag::VBD, FineTag::VBN],
        };
        let ending = format!("{WORD_START}{form}");
        for tag in tags {
            if !known.contains(&(*tag, ending.clone())) {
                rules.push((*tag, ending.clone(), Change::between(form, lemma)));
            }
        }
    }
}

/// For every tag and ending the commonest change, where it differs from that of the next shorter ending.
pub(crate) fn learn(sentences: &[&GoldSentence]) -> Vec<(FineTag, String, Change)> {
    let mut counts: BTreeMap<FineTag, BTreeMap<String, Counts>> = BTreeMap::new();
    for word in sentences.iter().flat_map(|sentence| sentence.iter()) {
        let form = base(&word.form, word.tag);
        let change = Change::between(&form, &word.lemma);
        for ending in endings(&form) {
            *counts
                .entry(word.tag.fine)
                .or_default()
                .entry(ending)
                .or_default()
                .entry(change.clone())
                .or_default() += 1;
        }
    }
    let mut rules = Vec::new();
    for (tag, endings) in counts {
        rules.extend(
            rules_of(&endings)
                .into_iter()
                .map(|(ending, change)| (tag, ending, change)),
        );
    }
    rules
}

fn rules_of(counts: &BTreeMap<String, Counts>) -> Vec<(String, Change)> {
    let mut by_length: Vec<(&String, &Counts)> = counts.iter().collect();
    // Shorter endings first; whole words last.
    by_length.sort_by_key(|(ending, _)| (ending.starts_with(WORD_START), ending.chars().count()));
    let mut kept: BTreeMap<String, Change> = BTreeMap::new();
    for (ending, counts) in by_length {
        let total: usize = counts.values().sum();
        let Some((change, count)) = counts.iter().max_by_key(|(_, count)| **count) else {
            continue;
        };
        let is_word = ending.starts_with(WORD_START);
        // An ending must be seen in several words and be sure; a whole word in two of three cases.
        let is_sure = if is_word {
            count * 3 >= total * 2
        } else {
            ending.is_empty() || total >= 3 && count * 10 >= total * 8
        };
        let without_mark = ending.strip_prefix(WORD_START).unwrap_or(ending);
        let shorter = endings(without_mark)
            .skip(if is_word { 1 } else { 2 })
            .find_map(|ending| kept.get(&ending));
        if is_sure && shorter != Some(change) {
            kept.insert(ending.clone(), change.clone());
        }
    }
    kept.into_iter().collect()
}
