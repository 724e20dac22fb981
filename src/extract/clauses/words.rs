//! Closed classes of words that decide about roles.

use crate::extract::{Relation, Sentence, UniversalTag};

/// The form in small letters.
pub(super) fn small(sentence: &Sentence<'_>, word: usize) -> String {
    sentence.words[word].form.to_lowercase()
}

/// Whether a word is a relative pronoun or adverb.
pub(super) fn is_relative(sentence: &Sentence<'_>, word: usize) -> bool {
    matches!(
        sentence.words[word].tag,
        UniversalTag::Pronoun
            | UniversalTag::Determiner
            | UniversalTag::Adverb
            | UniversalTag::Subordinator
    ) && matches!(
        small(sentence, word).as_str(),
        "who" | "which" | "that" | "whom" | "where" | "when"
    )
}

/// The preposition before a noun, its first word: `case` in Universal Dependencies.
pub(super) fn preposition(sentence: &Sentence<'_>, noun: usize) -> Option<usize> {
    let mut cases = sentence.children_by(noun, Relation::Case);
    cases.find(|&case| case < noun)
}

/// Nouns that say when.
const TIMES: &[&str] = &[
    "second",
    "minute",
    "hour",
    "day",
    "night",
    "morning",
    "afternoon",
    "evening",
    "noon",
    "midnight",
    "week",
    "weekend",
    "month",
    "year",
    "decade",
    "century",
    "quarter",
    "season",
    "spring",
    "summer",
    "autumn",
    "winter",
    "time",
    "period",
    "era",
];

/// Names of days and months.
const CALENDAR: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const TIME_ADVERBS: [&str; 11] = [
    "today",
    "yesterday",
    "tomorrow",
    "tonight",
    "now",
    "recently",
    "later",
    "ago",
    "currently",
    "earlier",
    "soon",
];

/// Whether a word is a noun of time, a year, or an adverb of time.
pub(super) fn is_time(sentence: &Sentence<'_>, word: usize) -> bool {
    let found = &sentence.words[word];
    let lemma = found.lemma.to_lowercase();
    match found.tag {
        UniversalTag::Noun => {
            let is_known = TIMES.contains(&lemma.as_str()) || CALENDAR.contains(&lemma.as_str());
            is_known || is_time_adverb(&lemma)
        }
        UniversalTag::ProperNoun => {
            CALENDAR.contains(&lemma.as_str()) && sentence.child_by(word, Relation::Flat).is_none()
        }
        UniversalTag::Numeral => is_year(&found.form),
        UniversalTag::Adverb => is_time_adverb(&lemma),
        _ => false,
    }
}

fn is_time_adverb(lemma: &str) -> bool {
    TIME_ADVERBS.contains(&lemma)
}

fn is_year(form: &str) -> bool {
    form.len() == 4
        && matches!(form.as_bytes().first(), Some(b'1' | b'2'))
        && form.bytes().all(|byte| byte.is_ascii_digit())
}
