//! Reads the dictionary: the files of `WordNet` 3.0 (Fellbaum 1998), as Debian's package `wordnet-base` lays them out.

use graphwright::extract::word_classes::{WordClass, WordClasses, key};
use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};

const PARTS: [(&str, u16); 4] = [
    ("noun", WordClass::NOUN),
    ("verb", WordClass::VERB),
    ("adj", WordClass::ADJECTIVE),
    ("adv", WordClass::ADVERB),
];

/// Every single word of letters with its uses and its classes.
pub(crate) fn read(folder: &Path) -> io::Result<WordClasses> {
    let mut words: BTreeMap<String, WordClass> = BTreeMap::new();
    for (part, used_as) in PARTS {
        let data = fs::read_to_string(folder.join(format!("data.{part}")))?;
        let index = fs::read_to_string(folder.join(format!("index.{part}")))?;
        for line in index.lines().filter(|line| !line.starts_with(' ')) {
            let fields: Vec<&str> = line.split_whitespace().collect();
            let word = fields[0];
            if word.len() < 2 || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
                continue;
            }
            // lemma, part, number of senses, number of pointers, the pointers, two more, then the senses.
            let n_pointers: usize = fields[3].parse().unwrap_or(0);
            let class = fields
                .get(6 + n_pointers)
                .and_then(|place| class(&data, place))
                .unwrap_or(0);
            let entry = words.entry(word.to_owned()).or_default();
            entry.uses |= used_as;
            match part {
                "noun" => entry.noun = class + 1,
                "verb" => entry.verb = class + 1,
                _ => {}
            }
        }
    }
    for (part, used_as) in [("noun", WordClass::PLURAL), ("verb", WordClass::PAST)] {
        let exceptions = fs::read_to_string(folder.join(format!("{part}.exc")))?;
        for line in exceptions.lines() {
            let Some((form, base)) = line.split_once(' ') else {
                continue;
            };
            let Some(base) = words.get(base).copied() else {
                continue;
            };
            if !form.bytes().all(|byte| byte.is_ascii_lowercase()) {
                continue;
            }
            let entry = words.entry(form.to_owned()).or_default();
            entry.uses |= used_as;
            if part == "noun" && entry.noun == 0 {
                entry.noun = base.noun;
            } else if part == "verb" && entry.verb == 0 {
                entry.verb = base.verb;
            }
        }
    }
    Ok(WordClasses::new(
        words
            .into_iter()
            .map(|(word, class)| (key(&word), class))
            .collect(),
    ))
}

/// The number of the lexicographer's file that a sense at this byte belongs to.
fn class(data: &str, place: &str) -> Option<u8> {
    let line = data.get(place.parse().ok()?..)?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// The irregular inflections of verbs and nouns, each with its first base form: `fled` of `flee`, `won` of `win`.
pub(crate) fn irregular(folder: &Path) -> io::Result<BTreeMap<(&'static str, String), String>> {
    let mut forms = BTreeMap::new();
    for part in ["noun", "verb"] {
        let exceptions = fs::read_to_string(folder.join(format!("{part}.exc")))?;
        for line in exceptions.lines() {
            let mut words = line.split_whitespace();
            let (Some(form), Some(base)) = (words.next(), words.next()) else {
                continue;
            };
            let is_plain = |word: &str| word.bytes().all(|byte| byte.is_ascii_lowercase());
            if is_plain(form) && is_plain(base) {
                forms
                    .entry((part, form.to_owned()))
                    .or_insert_with(|| base.to_owned());
            }
        }
    }
    Ok(forms)
}
