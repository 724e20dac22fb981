//! Whether a text is in another language than English, so that nothing is made up out of one that is not read.

use crate::order::CompactCollect;
use std::collections::BTreeSet;
use std::fmt;
use whatlang::{Lang, detect};

/// What a text is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Foreign {
    /// A language by its name in English, such as `French`.
    Language(&'static str),
    /// Letters of another script, such as `Cyrillic`, of which the language is not certain.
    Script(&'static str),
    /// Latin letters, but hardly an English word.
    Unknown,
}

/// As what follows `the text seems to be in`.
impl fmt::Display for Foreign {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Language(name) => formatter.write_str(name),
            Self::Script(name) => write!(formatter, "{name} letters"),
            Self::Unknown => formatter.write_str("another language than English"),
        }
    }
}

/// How many characters are looked at for words: more decide nothing.
const LOOKED_AT: usize = 8000;
/// How many letters of another script tell: a Greek letter or two may stand in a formula.
const FEWEST_LETTERS: usize = 3;
/// How many words there have to be: shorter texts are often lists of names, which no statistics can tell.
const FEWEST_WORDS: usize = 12;
/// How many different words without a capital there have to be for their kind alone to tell; names have one in all languages.
const FEWEST_SMALL: usize = 20;
/// How many of a hundred words without a capital are on the list below in any English text; of Dutch or Swahili ones
/// hardly any is.
const ENGLISH_PERCENT: usize = 12;
/// Words that English texts cannot do without and that are rare in other languages.
const ENGLISH_WORDS: [&str; 40] = [
    "the", "of", "and", "to", "that", "with", "is", "was", "by", "from", "has", "have", "it",
    "for", "are", "were", "been", "this", "which", "who", "his", "their", "they", "its", "would",
    "will", "not", "but", "had", "said", "about", "into", "than", "other", "after", "when", "also",
    "could", "she", "these",
];

/// What a text is in, where that is certain and not English.
///
/// Letters tell of another script; of Latin ones the share of English words tells, and the statistics of whatlang
/// (frequent groups of three letters).
pub fn other_language(text: &str) -> Option<Foreign> {
    let end = text.char_indices().nth(LOOKED_AT);
    let start = &text[..end.map_or(text.len(), |(at, _)| at)];
    let found = detect(start).filter(|found| found.lang() != Lang::Eng);
    let certain = found.filter(whatlang::Info::is_reliable);
    let certain = certain.map(|found| Foreign::Language(found.lang().eng_name()));
    if let Some(script) = other_script(text) {
        return Some(certain.unwrap_or(Foreign::Script(script)));
    }
    let words: Vec<&str> = start.split_whitespace().collect();
    let small: BTreeSet<&&str> = words
        .iter()
        .filter(|word| word.starts_with(char::is_lowercase))
        .into_set();
    if is_rare(&words) && small.len() >= FEWEST_SMALL {
        return Some(certain.unwrap_or(Foreign::Unknown));
    }
    certain.filter(|_| words.len() >= FEWEST_WORDS && is_rare(&words))
}

/// Whether English words are rare among those without a capital, or among all where hardly any is without.
fn is_rare(words: &[&str]) -> bool {
    let bare = words
        .iter()
        .map(|word| word.trim_matches(|letter: char| !letter.is_alphanumeric()));
    let all: Vec<&str> = bare
        .filter(|word| word.chars().any(char::is_alphabetic))
        .collect();
    let is_english = |word: &&&str| {
        let mut known = ENGLISH_WORDS.iter();
        known.any(|known| known.eq_ignore_ascii_case(word))
    };
    let small = all
        .iter()
        .filter(|word| word.starts_with(char::is_lowercase));
    let n_small = small.count();
    let n_english = all.iter().filter(is_english).count();
    let of = if n_small >= FEWEST_SMALL {
        n_small
    } else {
        all.len()
    };
    n_english * 100 < of * ENGLISH_PERCENT
}

/// The script of most letters, if that is not the Latin one.
fn other_script(text: &str) -> Option<&'static str> {
    let mut n_latin = 0_usize;
    let mut others = [0_usize; SCRIPTS.len() + 1];
    for letter in text.chars().filter(|letter| letter.is_alphabetic()) {
        if is_latin(letter) {
            n_latin += 1;
            continue;
        }
        let code = u32::from(letter);
        let script = SCRIPTS
            .iter()
            .position(|(_, ranges)| ranges.iter().any(|range| range.contains(&code)));
        others[script.unwrap_or(SCRIPTS.len())] += 1;
    }
    let n_others: usize = others.iter().sum();
    if n_others < FEWEST_LETTERS || n_others <= n_latin {
        return None;
    }
    let most = (0..others.len()).max_by_key(|&script| others[script])?;
    Some(SCRIPTS.get(most).map_or("non-Latin", |(name, _)| name))
}

/// Latin letters with all their marks, their full-width forms and mathematical letters.
fn is_latin(letter: char) -> bool {
    matches!(u32::from(letter), 0..=0x02ff | 0x1e00..=0x1eff | 0x2c60..=0x2c7f | 0xa720..=0xa7ff
        | 0xab30..=0xab6f | 0xfb00..=0xfb06 | 0xff21..=0xff5a | 0x1d00..=0x1dbf | 0x2100..=0x214f
        | 0x1d400..=0x1d7ff)
}

type Ranges = &'static [std::ops::RangeInclusive<u32>];

/// Scripts of news, by the code points of their letters.
const SCRIPTS: [(&str, Ranges); 16] = [
    ("Greek", &[0x0370..=0x03ff, 0x1f00..=0x1fff]),
    (
        "Cyrillic",
        &[
            0x0400..=0x052f,
            0x1c80..=0x1c8f,
            0x2de0..=0x2dff,
            0xa640..=0xa69f,
        ],
    ),
    ("Armenian", &[0x0530..=0x058f]),
    ("Hebrew", &[0x0590..=0x05ff]),
    (
        "Arabic",
        &[
            0x0600..=0x077f,
            0x0870..=0x08ff,
            0xfb50..=0xfdff,
            0xfe70..=0xfefe,
        ],
    ),
    ("Devanagari", &[0x0900..=0x097f, 0xa8e0..=0xa8ff]),
    ("Bengali", &[0x0980..=0x09ff]),
    ("Tamil", &[0x0b80..=0x0bff]),
    ("Thai", &[0x0e00..=0x0e7f]),
    (
        "Georgian",
        &[0x10a0..=0x10ff, 0x1c90..=0x1cbf, 0x2d00..=0x2d2f],
    ),
    (
        "Korean",
        &[0x1100..=0x11ff, 0x3130..=0x318f, 0xac00..=0xd7af],
    ),
    ("Ethiopic", &[0x1200..=0x139f, 0x2d80..=0x2ddf]),
    ("Khmer", &[0x1780..=0x17ff]),
    ("Burmese", &[0x1000..=0x109f]),
    ("Japanese", &[0x3040..=0x30ff, 0x31f0..=0x31ff]),
    (
        "Chinese",
        &[
            0x3400..=0x4dbf,
            0x4e00..=0x9fff,
            0xf900..=0xfaff,
            0x20000..=0x3134f,
        ],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> Option<String> {
        other_language(text).map(|language| language.to_string())
    }

    #[test]
    fn other_languages_are_known_by_name() {
        let french = "Le ministre russe des Affaires étrangères est arrivé mardi à Ouagadougou, où il a été reçu \
            par le président de la transition. Les deux pays ont annoncé un accord de coopération militaire.";
        let german = "Der russische Außenminister ist am Dienstag in Ouagadougou eingetroffen, wo ihn der Präsident \
            empfing. Beide Länder kündigten ein Abkommen über die militärische Zusammenarbeit an.";
        let spanish = "El ministro ruso de Asuntos Exteriores llegó el martes a la capital, donde fue recibido por \
            el presidente. Los dos países anunciaron un acuerdo de cooperación militar.";
        let russian = "Министр иностранных дел России прибыл во вторник в столицу страны, где его принял президент.";
        for (text, language) in [
            (french, "French"),
            (german, "German"),
            (spanish, "Spanish"),
            (russian, "Russian"),
        ] {
            assert_eq!(name(text).as_deref(), Some(language));
            assert!(name(&text.repeat(100)).is_some(), "{language}");
        }
    }

    #[test]
    fn other_scripts_are_refused_however_short() {
        for (text, script) in [
            ("Россия напала на Украину.", "Cyrillic letters"),
            ("俄罗斯袭击了乌克兰。", "Mandarin"),
            ("روسيا", "Arabic letters"),
        ] {
            let name = name(text).unwrap();
            assert!(
                name == script || !name.contains("letters"),
                "{text}: {name}"
            );
        }
        assert_eq!(name("Путин met Xi Jinping (习近平) in Moscow."), None);
        assert_eq!(name("α and β"), None);
    }

    #[test]
    fn languages_in_latin_letters_lack_english_words() {
        let dutch = "De Russische minister van Buitenlandse Zaken is dinsdag aangekomen in Ouagadougou, waar hij werd \
            ontvangen door de president van de overgangsregering. Beide landen kondigden een akkoord aan over \
            militaire samenwerking en over de levering van wapens aan het leger van het land.";
        let swahili = "Waziri wa mambo ya nje wa Urusi aliwasili siku ya Jumanne katika mji mkuu wa nchi hiyo, ambapo \
            alipokelewa na rais wa serikali ya mpito. Nchi hizo mbili zilitangaza makubaliano ya ushirikiano wa \
            kijeshi na kupeleka silaha kwa jeshi la nchi hiyo.";
        let danish = "Den russiske udenrigsminister ankom tirsdag til hovedstaden, hvor han blev modtaget af \
            præsidenten for overgangsregeringen. De to lande har indgået en aftale om militært samarbejde, og det \
            skal vare i fem år, sagde ministeren efter mødet.";
        for text in [dutch, swahili, danish] {
            assert!(name(text).is_some(), "{text}");
        }
    }

    #[test]
    fn english_and_short_texts_are_read() {
        assert_eq!(name("Bonjour tout le monde"), None);
        assert_eq!(name(""), None);
        let names = "Ibrahim Traoré, Sergey Lavrov, Assimi Goïta and Abdourahamane Tiani met in Ouagadougou, \
            Bamako and Niamey with Mahamat Déby, Faustin-Archange Touadéra and Denis Sassou Nguesso";
        assert_eq!(name(names), None);
        assert_eq!(name(&"a".repeat(100_000)), None);
    }
}
