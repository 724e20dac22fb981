//! Names as they are compared: without case, accents, punctuation and titles.

use crate::ontology::Gazetteer;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The words of a name: lower case, without accents and punctuation, and without a `the` in front.
pub(super) fn words(name: &str) -> Vec<String> {
    let plain: String = name
        .nfkd()
        .filter(|letter| !is_combining_mark(*letter))
        .flat_map(char::to_lowercase)
        // An apostrophe is part of a name, whichever way it is written.
        .filter(|letter| !matches!(letter, '\'' | '\u{2019}' | '\u{02BC}'))
        .map(|letter| {
            if letter.is_alphanumeric() {
                letter
            } else {
                ' '
            }
        })
        .collect();
    let mut words: Vec<String> = plain.split(' ').map(str::to_owned).collect();
    words.retain(|word| !word.is_empty());
    if words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    words
}

/// A name without the titles before it; `None` where there is none, or nothing else.
pub(super) fn without_titles<'n>(name: &'n str, gazetteer: &Gazetteer) -> Option<&'n str> {
    let mut rest = name;
    while let Some((end, _)) = gazetteer.title_at(rest, 0) {
        rest = rest[end..].trim_start_matches(['.', ' ', '\u{A0}']);
    }
    (rest.len() < name.len() && rest.chars().any(char::is_alphabetic)).then_some(rest)
}

/// Whether a label may be a proper name: `people` and `the army` are not, in any number of texts.
pub(super) fn is_proper(label: &str) -> bool {
    // Scripts without capital letters do not tell.
    label
        .chars()
        .any(|letter| letter.is_alphabetic() && !letter.is_lowercase())
}

/// Whether a label may be the full name of a person, and not words about one: `rival of Jana Horáková`.
pub(super) fn is_full_name(label: &str) -> bool {
    let words: Vec<&str> = label.split_whitespace().collect();
    let is_capital = |word: &str| !word.starts_with(char::is_lowercase);
    let is_particle = |word: &str| PARTICLES.contains(&word.to_lowercase().as_str());
    (2..=5).contains(&words.len())
        && words
            .iter()
            .all(|word| is_capital(word) || is_particle(word))
        && !label.chars().any(char::is_numeric)
}

/// Small words inside the names of persons.
const PARTICLES: [&str; 20] = [
    "al", "ap", "ben", "bin", "bint", "da", "das", "de", "del", "den", "der", "di", "do", "dos",
    "du", "el", "ibn", "la", "van", "von",
];

/// The initials of a name of several words, with and without its small words: `unesco`.
pub(super) fn acronyms(name: &str) -> Vec<String> {
    let words: Vec<&str> = name.split([' ', '-', '\u{A0}']).collect();
    let initials = |with_small: bool| -> String {
        words
            .iter()
            .filter_map(|word| word.chars().find(|letter| letter.is_alphanumeric()))
            .filter(|letter| with_small || !letter.is_lowercase())
            .flat_map(char::to_lowercase)
            .collect()
    };
    let mut found = vec![initials(false), initials(true)];
    found.dedup();
    found.retain(|letters| letters.chars().count() >= SHORTEST);
    found
}

/// How many letters an acronym has at least: two letters stand for too much.
const SHORTEST: usize = 3;

/// A name that is an acronym, as [`acronyms`] gives it: `U.N.E.S.C.O.`, `NATO`.
pub(super) fn as_acronym(name: &str) -> Option<String> {
    let is_capital = |letter: char| letter.is_uppercase() || letter.is_numeric();
    let letters: Vec<char> = name.chars().filter(|letter| *letter != '.').collect();
    let fits = letters.len() >= SHORTEST && letters.len() <= 8;
    (fits && letters.iter().all(|letter| is_capital(*letter))).then(|| {
        letters
            .iter()
            .flat_map(|letter| letter.to_lowercase())
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ontology::Ontology;

    #[test]
    fn what_is_no_difference_between_names() {
        for (one, other) in [
            ("Ibrahim Traoré", "IBRAHIM  TRAORE"),
            ("The United Nations", "United Nations"),
            ("Côte d’Ivoire", "Cote d'Ivoire"),
            ("al-Qaeda", "Al Qaeda"),
        ] {
            assert_eq!(words(one), words(other));
        }
        assert_ne!(words("The"), Vec::<String>::new());
    }

    #[test]
    fn titles_come_off() {
        let gazetteer = Gazetteer::of(&Ontology::built_in().unwrap()).unwrap();
        let of = |name| without_titles(name, &gazetteer);
        assert_eq!(of("President Vladimir Putin"), Some("Vladimir Putin"));
        assert_eq!(of("Mr. Lavrov"), Some("Lavrov"));
        assert_eq!(of("Vladimir Putin"), None);
        assert_eq!(of("President"), None);
    }

    #[test]
    fn words_about_somebody_are_no_name() {
        for name in ["Sergey Lavrov", "Ursula von der Leyen", "Abd al Rahman"] {
            assert!(is_full_name(name), "{name}");
        }
        for other in ["rival of Jana Horáková", "Lavrov", "Person 12"] {
            assert!(!is_full_name(other), "{other}");
        }
        assert!(is_proper("Russia") && is_proper("中国") && !is_proper("the army"));
    }

    #[test]
    fn initials_of_names() {
        assert_eq!(as_acronym("NATO").as_deref(), Some("nato"));
        assert_eq!(as_acronym("E.U.E.").as_deref(), Some("eue"));
        assert_eq!(as_acronym("EU"), None);
        assert_eq!(as_acronym("Nato"), None);
        assert!(acronyms("North Atlantic Treaty Organization").contains(&"nato".to_owned()));
        let states = acronyms("Economic Community of West African States");
        assert_eq!(states, ["ecwas", "ecowas"]);
    }
}
