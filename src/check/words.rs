//! Words of names and labels, compared without their endings.

/// Words that tell no thing from another.
const EMPTY: [&str; 20] = [
    "the", "and", "for", "from", "with", "that", "this", "its", "his", "her", "their", "our",
    "into", "over", "has", "have", "was", "were", "are", "who",
];

/// The words of a text in one spelling.
pub(super) fn words(normal: &str) -> impl Iterator<Item = &str> {
    normal
        .split(|letter: char| !letter.is_alphanumeric() && !is_accent(letter))
        .filter(|word| !word.is_empty())
}

/// Accents are characters of their own in a decomposed text.
fn is_accent(letter: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&letter)
}

/// The words that tell what a name or description means.
pub(super) fn telling_words(normal: &str) -> Vec<&str> {
    words(normal)
        .filter(|word| word.chars().count() > 2 && !EMPTY.contains(word))
        .collect()
}

/// Whether two words are forms of one: `ruler` and `rulers`, `Russia` and `Russian`.
pub(super) fn are_akin(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    let shared = one
        .chars()
        .zip(other.chars())
        .take_while(|(left, right)| left == right)
        .count();
    let shorter = one.chars().count().min(other.chars().count());
    shared >= 4 && shared + 2 >= shorter
}

/// Whether a name stands in a text, both in one spelling, from the start of a word to the end of one, plural or not.
pub(super) fn has_name(text: &str, name: &str) -> bool {
    let is_letter = |letter: Option<char>| {
        letter.is_some_and(|letter| letter.is_alphanumeric() || is_accent(letter))
    };
    !name.is_empty()
        && text.match_indices(name).any(|(start, _)| {
            let before = text[..start].chars().next_back();
            let rest = &text[start + name.len()..];
            let rest = rest.strip_prefix('s').unwrap_or(rest);
            !is_letter(before) && !is_letter(rest.chars().next())
        })
}

/// The first letters of the words of a name, where they can stand for it: `UN` for `United Nations`.
pub(super) fn initials(label: &str) -> Option<String> {
    let words = label.split(|letter: char| letter.is_whitespace() || letter == '-');
    let initials: String = words
        .filter_map(|word| word.chars().next())
        .filter(|letter| letter.is_uppercase())
        .collect();
    (initials.chars().count() > 1).then_some(initials)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_are_akin_and_other_words_are_not() {
        for (one, other) in [
            ("rulers", "ruler"),
            ("russia", "russian"),
            ("train", "trains"),
            ("reopens", "reopening"),
        ] {
            assert!(are_akin(one, other), "{one} {other}");
        }
        for (one, other) in [
            ("train", "trade"),
            ("mali", "male"),
            ("army", "arms"),
            ("country", "council"),
        ] {
            assert!(!are_akin(one, other), "{one} {other}");
        }
    }

    #[test]
    fn a_name_ends_where_a_word_does() {
        assert!(has_name("the nigers's", "niger"));
        assert!(has_name("in niger.", "niger"));
        assert!(!has_name("nigeria", "niger"));
        assert!(!has_name("a mali\u{301}", "mali"));
        assert!(!has_name("anything", ""));
    }

    #[test]
    fn initials_are_those_of_capitals() {
        assert_eq!(
            initials("Organization of American States").as_deref(),
            Some("OAS")
        );
        assert_eq!(initials("Russia"), None);
        assert_eq!(initials("armed groups"), None);
    }
}
