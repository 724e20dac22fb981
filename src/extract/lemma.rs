//! Dictionary forms by rules on the end of a word, learned from a treebank: the longest known ending of a word with
//! its tag says how many letters go and which come. A whole word is the longest ending, so exceptions are rules too.

use crate::extract::tag::{FineTag, Tag, UniversalTag};
use std::collections::BTreeMap;

/// How an ending changes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// How many letters go from the end.
    pub cut: usize,
    /// What comes instead.
    pub add: String,
}

impl Change {
    /// The change that makes `lemma` of `form`, keeping the longest common beginning.
    #[must_use]
    pub fn between(form: &str, lemma: &str) -> Self {
        let common: usize = form
            .chars()
            .zip(lemma.chars())
            .take_while(|(left, right)| left == right)
            .map(|(letter, _)| letter.len_utf8())
            .sum();
        Self {
            cut: form[common..].chars().count(),
            add: lemma[common..].to_owned(),
        }
    }

    fn apply(&self, form: &str) -> Option<String> {
        let kept = match self.cut.checked_sub(1) {
            None => form.len(),
            Some(last) => form.char_indices().rev().nth(last)?.0,
        };
        Some(format!("{}{}", &form[..kept], self.add))
    }
}

/// No ending of a rule is longer, in letters; whole words may be.
pub const LONGEST_ENDING: usize = 5;

/// The beginning of a word in the key of a rule about the whole word.
pub const WORD_START: char = '^';

/// The rules by tag and ending.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lemmatizer {
    rules: BTreeMap<FineTag, BTreeMap<String, Change>>,
}

impl Lemmatizer {
    /// A lemmatiser from rules: tag, ending (with [`WORD_START`] in front if it is a whole word), change.
    pub fn new(rules: impl IntoIterator<Item = (FineTag, String, Change)>) -> Self {
        let mut found: BTreeMap<FineTag, BTreeMap<String, Change>> = BTreeMap::new();
        for (tag, ending, change) in rules {
            found.entry(tag).or_default().insert(ending, change);
        }
        Self { rules: found }
    }

    /// The rules in order.
    pub fn rules(&self) -> impl Iterator<Item = (FineTag, &str, &Change)> {
        self.rules.iter().flat_map(|(&tag, rules)| {
            rules
                .iter()
                .map(move |(ending, change)| (tag, ending.as_str(), change))
        })
    }

    /// The dictionary form of a word with this tag, where a rule is about the whole word.
    #[must_use]
    pub fn whole_word(&self, form: &str, tag: Tag) -> Option<String> {
        let form = base(form, tag);
        let change = self
            .rules
            .get(&tag.fine)?
            .get(&format!("{WORD_START}{form}"))?;
        change.apply(&form)
    }

    /// The dictionary form of a word with this tag.
    #[must_use]
    pub fn lemma(&self, form: &str, tag: Tag) -> String {
        let form = base(form, tag);
        let Some(rules) = self.rules.get(&tag.fine) else {
            return form;
        };
        let change = endings(&form).find_map(|ending| rules.get(&ending));
        let lemma = change.and_then(|change| change.apply(&form));
        lemma.filter(|lemma| !lemma.is_empty()).unwrap_or(form)
    }
}

/// The form that rules apply to: small letters, but names and foreign words as they are.
#[must_use]
pub fn base(form: &str, tag: Tag) -> String {
    if tag.universal == UniversalTag::ProperNoun
        || tag.universal == UniversalTag::Other
        || form == "I"
    {
        form.to_owned()
    } else {
        form.to_lowercase()
    }
}

/// The endings under which a rule for a form is looked up: the whole word, then the longest first, down to none.
pub fn endings(form: &str) -> impl Iterator<Item = String> + '_ {
    let whole = (form.len() <= 40).then(|| format!("{WORD_START}{form}"));
    let starts = form
        .char_indices()
        .rev()
        .map(|(at, _)| at)
        .take(LONGEST_ENDING);
    let mut starts: Vec<usize> = starts.collect();
    starts.reverse();
    whole
        .into_iter()
        .chain(starts.into_iter().map(|at| form[at..].to_owned()))
        .chain(std::iter::once(String::new()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_ending_decides() {
        let rule = |ending: &str, cut: usize, add: &str| {
            (
                FineTag::NNS,
                ending.to_owned(),
                Change {
                    cut,
                    add: add.to_owned(),
                },
            )
        };
        let rules = [
            rule("s", 1, ""),
            rule("ies", 3, "y"),
            rule("^series", 0, ""),
            rule("^men", 2, "an"),
        ];
        let lemmatizer = Lemmatizer::new(rules);
        let tag = Tag {
            universal: UniversalTag::Noun,
            fine: FineTag::NNS,
        };
        let lemmas =
            ["Troops", "countries", "series", "men", "é"].map(|form| lemmatizer.lemma(form, tag));
        assert_eq!(lemmas, ["troop", "country", "series", "man", "é"]);
    }

    #[test]
    fn a_change_keeps_the_common_beginning() {
        let change = Change::between("went", "go");
        assert_eq!(
            change,
            Change {
                cut: 4,
                add: "go".to_owned()
            }
        );
        assert_eq!(change.apply("went").as_deref(), Some("go"));
        assert_eq!(change.apply("we"), None);
    }
}
