//! What a dictionary says about a word: which parts of speech it may have, and the broad class of its first sense as a
//! noun and as a verb (a person, a place, an act; saying, moving, owning).
//!
//! A treebank shows some ten thousand words. The dictionary (`WordNet`, see `model/README.md`) lets the models treat a
//! word that they never met like its kin. Inflected forms are found by their endings, irregular ones are listed.

use crate::extract::parser::atoms::word;
use crate::extract::weights::{KEY_BITS, PackError};
use crate::order::CompactSort;

/// What is known about a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct WordClass {
    /// One bit for each way in which the word may be used; see the constants.
    pub uses: u16,
    /// The class of the noun, numbered as `WordNet` numbers its files; 0 if it is no noun.
    pub noun: u8,
    /// The class of the verb, likewise.
    pub verb: u8,
}

impl WordClass {
    /// A noun in the singular.
    pub const NOUN: u16 = 1;
    /// A verb in its base form.
    pub const VERB: u16 = 1 << 1;
    /// An adjective.
    pub const ADJECTIVE: u16 = 1 << 2;
    /// An adverb.
    pub const ADVERB: u16 = 1 << 3;
    /// An irregular plural.
    pub const PLURAL: u16 = 1 << 4;
    /// An irregular past or participle.
    pub const PAST: u16 = 1 << 5;
    const S_NOUN: u16 = 1 << 6;
    const S_VERB: u16 = 1 << 7;
    const ED_VERB: u16 = 1 << 8;
    const ING_VERB: u16 = 1 << 9;
    const ER_ADJECTIVE: u16 = 1 << 10;

    /// Whether nothing is known.
    #[must_use]
    pub fn is_unknown(self) -> bool {
        self.uses == 0
    }
}

/// The dictionary, by the hash of a word.
#[derive(Debug, Clone, Default)]
pub struct WordClasses {
    /// Sorted keys.
    keys: Vec<u32>,
    classes: Vec<WordClass>,
    /// Where the keys with each beginning start.
    starts: Vec<u32>,
}

/// The bits of a key that find its start.
const START_BITS: u32 = 16;

/// The key of a word.
#[must_use]
pub fn key(form: &str) -> u32 {
    word(form) >> (u32::BITS - KEY_BITS)
}

impl WordClasses {
    /// A dictionary from keys and what is known; of two entries with one key the first stays.
    #[must_use]
    pub fn new(mut entries: Vec<(u32, WordClass)>) -> Self {
        entries.order_by_key(|entry| entry.0);
        entries.dedup_by_key(|entry| entry.0);
        let mut starts = Vec::with_capacity((1 << START_BITS) + 1);
        for beginning in 0..=1 << START_BITS {
            let first =
                entries.partition_point(|entry| entry.0 >> (KEY_BITS - START_BITS) < beginning);
            starts.push(u32::try_from(first).unwrap_or(u32::MAX));
        }
        Self {
            keys: entries.iter().map(|entry| entry.0).collect(),
            classes: entries.iter().map(|entry| entry.1).collect(),
            starts,
        }
    }

    fn exact(&self, form: &str) -> WordClass {
        if self.keys.is_empty() {
            return WordClass::default();
        }
        let key = key(form);
        let beginning = (key >> (KEY_BITS - START_BITS)) as usize;
        let (start, end) = (
            self.starts[beginning] as usize,
            self.starts[beginning + 1] as usize,
        );
        let found = self.keys[start..end].iter().position(|&known| known == key);
        found
            .map(|place| self.classes[start + place])
            .unwrap_or_default()
    }

    /// What is known about a form, itself or as an inflection.
    #[must_use]
    pub fn look_up(&self, form: &str) -> WordClass {
        let mut found = self.exact(form);
        if !form.is_ascii() || form.len() < 4 || form.len() > 30 {
            return found;
        }
        let small = form.to_ascii_lowercase();
        let mut stems = [const { String::new() }; 3];
        let (n_stems, ending) = self::stems(&small, &mut stems);
        for stem in &stems[..n_stems] {
            let base = self.exact(stem);
            let mut add = |use_of_base: u16, use_of_form: u16| {
                if base.uses & use_of_base != 0 {
                    found.uses |= use_of_form;
                }
            };
            match ending {
                Ending::S => {
                    add(WordClass::NOUN, WordClass::S_NOUN);
                    add(WordClass::VERB, WordClass::S_VERB);
                }
                Ending::Ed => add(WordClass::VERB, WordClass::ED_VERB),
                Ending::Ing => add(WordClass::VERB, WordClass::ING_VERB),
                Ending::Er => add(WordClass::ADJECTIVE, WordClass::ER_ADJECTIVE),
            }
            if found.noun == 0 && matches!(ending, Ending::S) {
                found.noun = base.noun;
            }
            if found.verb == 0 && !matches!(ending, Ending::Er) {
                found.verb = base.verb;
            }
        }
        found
    }

    /// Whether a word is itself in the dictionary with this use.
    #[must_use]
    pub fn has(&self, word: &str, wanted: u16) -> bool {
        self.exact(word).uses & wanted != 0
    }

    /// The word in the dictionary, with this use, of which a form is a regular inflection.
    #[must_use]
    pub fn stem(&self, form: &str, wanted: u16) -> Option<String> {
        let mut found = [const { String::new() }; 3];
        let (n_stems, _) = stems(&form.to_ascii_lowercase(), &mut found);
        let mut found = found.into_iter().take(n_stems);
        found.find(|stem| self.has(stem, wanted))
    }

    /// The dictionary as bytes, in pieces of which each is best compressed by itself.
    #[must_use]
    pub fn pack(&self) -> Vec<Vec<u8>> {
        let mut streams: [Vec<u8>; 7] = Default::default();
        let mut next = 0;
        for (key, class) in self.keys.iter().zip(&self.classes) {
            let [low, high, higher, highest] = (key - next).to_le_bytes();
            next = *key;
            let [uses, _] = class.uses.to_le_bytes();
            let values = [low, high, higher, highest, uses, class.noun, class.verb];
            for (stream, value) in streams.iter_mut().zip(values) {
                stream.push(value);
            }
        }
        streams.into()
    }

    /// Reads what [`WordClasses::pack`] wrote.
    ///
    /// # Errors
    /// [`PackError`] if the bytes cannot be that.
    pub fn unpack(bytes: &[u8]) -> Result<Self, PackError> {
        let n_words = bytes.len() / 7;
        if n_words * 7 != bytes.len() {
            return Err(PackError::Short("the dictionary"));
        }
        let mut entries = Vec::with_capacity(n_words);
        let mut key: u32 = 0;
        for at in 0..n_words {
            let value = |stream: usize| bytes[stream * n_words + at];
            let difference = u32::from_le_bytes([value(0), value(1), value(2), value(3)]);
            key = key.saturating_add(difference);
            if key >> KEY_BITS != 0 {
                return Err(PackError::Key(key));
            }
            let class = WordClass {
                uses: u16::from(value(4)),
                noun: value(5),
                verb: value(6),
            };
            entries.push((key, class));
        }
        Ok(Self::new(entries))
    }
}

/// The inflections that are looked for.
#[derive(Debug, Clone, Copy)]
enum Ending {
    S,
    Ed,
    Ing,
    Er,
}

/// What a form may be an inflection of: how many stems, and by which ending.
fn stems(form: &str, stems: &mut [String; 3]) -> (usize, Ending) {
    let mut n_stems = 0;
    let mut put = |stem: &str, add: &str| {
        if stem.len() > 1 && n_stems < 3 {
            stems[n_stems].push_str(stem);
            stems[n_stems].push_str(add);
            n_stems += 1;
        }
    };
    if let Some(stem) = form.strip_suffix("ies") {
        put(stem, "y");
        put(stem, "ie");
    } else if let Some(stem) = form.strip_suffix("es") {
        put(stem, "e");
        put(stem, "");
    } else if let Some(stem) = form.strip_suffix('s').filter(|stem| !stem.ends_with('s')) {
        put(stem, "");
    }
    if n_stems > 0 {
        return (n_stems, Ending::S);
    }
    let endings = [
        ("ed", Ending::Ed),
        ("ing", Ending::Ing),
        ("er", Ending::Er),
        ("est", Ending::Er),
    ];
    for (text, ending) in endings {
        let Some(stem) = form.strip_suffix(text) else {
            continue;
        };
        let mut put = |stem: &str, add: &str| {
            if stem.len() > 1 && n_stems < 3 {
                stems[n_stems].push_str(stem);
                stems[n_stems].push_str(add);
                n_stems += 1;
            }
        };
        put(stem, "");
        put(stem, "e");
        let bytes = stem.as_bytes();
        if let [.., before, last] = bytes
            && before == last
        {
            put(&stem[..stem.len() - 1], "");
        } else if let Some(stem) = stem.strip_suffix('i') {
            put(stem, "y");
        }
        return (n_stems, ending);
    }
    (0, Ending::S)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stem_of_a_form_is_a_word_with_the_use_asked_for() {
        let entry = |word: &str, uses| {
            (
                key(word),
                WordClass {
                    uses,
                    ..WordClass::default()
                },
            )
        };
        let classes = WordClasses::new(vec![
            entry("deny", WordClass::VERB),
            entry("plan", WordClass::VERB | WordClass::NOUN),
            entry("invade", WordClass::VERB),
        ]);
        let verb = |form| classes.stem(form, WordClass::VERB);
        assert_eq!(verb("Denies").as_deref(), Some("deny"));
        assert_eq!(verb("planning").as_deref(), Some("plan"));
        assert_eq!(verb("invaded").as_deref(), Some("invade"));
        assert_eq!(verb("forces"), None);
        assert_eq!(classes.stem("denies", WordClass::NOUN), None);
    }

    #[test]
    fn inflections_are_found_and_everything_comes_back() {
        let verb = WordClass {
            uses: WordClass::VERB,
            noun: 0,
            verb: 32,
        };
        let noun = WordClass {
            uses: WordClass::NOUN,
            noun: 18,
            verb: 0,
        };
        let words = WordClasses::new(vec![
            (key("plan"), verb),
            (key("deploy"), verb),
            (key("country"), noun),
        ]);
        let words = WordClasses::unpack(&words.pack().concat()).unwrap();
        assert_eq!(words.look_up("planned").uses, WordClass::ED_VERB);
        assert_eq!(
            words.look_up("Deploying"),
            WordClass {
                uses: WordClass::ING_VERB,
                noun: 0,
                verb: 32
            }
        );
        assert_eq!(
            words.look_up("countries"),
            WordClass {
                uses: WordClass::S_NOUN,
                noun: 18,
                verb: 0
            }
        );
        assert!(words.look_up("Traoré").is_unknown());
        assert_eq!(
            WordClasses::unpack(&[1]).unwrap_err(),
            PackError::Short("the dictionary")
        );
    }
}
