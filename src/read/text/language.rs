//! Which language a text is in, so that nothing is made up out of one that is not read.

use whatlang::{Lang, detect};

/// A language by its name in English and its code in ISO 639-3.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Language {
    /// As people call it, such as `French`.
    pub name: &'static str,
    /// Such as `fra`.
    pub code: &'static str,
}

/// How many characters are looked at: more decide nothing.
const LOOKED_AT: usize = 4000;
/// How many words there have to be: shorter texts are often lists of names, which no statistics can tell.
const FEWEST_WORDS: usize = 12;
/// How many words in a hundred must be small English words for a text to count as English whatever
/// statistics of letters say.
const ENGLISH_PERCENT: usize = 12;
/// Words that English texts cannot do without and that are rare in other languages.
const SMALL_WORDS: [&str; 14] = [
    "the", "of", "and", "to", "that", "with", "is", "was", "by", "from", "has", "have", "it", "for",
];

/// The language of a text, where that is certain and not English.
///
/// The statistics are those of whatlang (frequent groups of three letters; the alphabet where that tells).
pub fn other_language(text: &str) -> Option<Language> {
    let end = text
        .char_indices()
        .nth(LOOKED_AT)
        .map_or(text.len(), |(at, _)| at);
    let start = &text[..end];
    let found = detect(start)?;
    if found.lang() == Lang::Eng || !found.is_reliable() {
        return None;
    }
    let language = Language {
        name: found.lang().eng_name(),
        code: found.lang().code(),
    };
    // Of Chinese, Japanese or Thai, which do not part words, the alphabet says enough.
    let is_latin = found.script() == whatlang::Script::Latin;
    let words: Vec<&str> = start.split_whitespace().collect();
    let is_long = words.len() >= FEWEST_WORDS || (!is_latin && start.chars().count() >= 40);
    (is_long && !(is_latin && has_english_words(&words))).then_some(language)
}

fn has_english_words(words: &[&str]) -> bool {
    let small = words.iter().filter(|word| {
        SMALL_WORDS
            .iter()
            .any(|small| word.eq_ignore_ascii_case(small))
    });
    small.count() * 100 >= words.len() * ENGLISH_PERCENT
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> Option<&'static str> {
        other_language(text).map(|language| language.name)
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
        assert_eq!(name(french), Some("French"));
        assert_eq!(name(german), Some("German"));
        assert_eq!(name(spanish), Some("Spanish"));
        assert_eq!(name(russian), Some("Russian"));
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
