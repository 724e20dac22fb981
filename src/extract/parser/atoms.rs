//! What the parser's features are made of: words, tags, relations, distances and counts around the top of the
//! stack and the next word, each as one number.

use crate::extract::parser::state::{Arena, Dependent, Element, NONE, State};
use crate::extract::tag::{FineTag, Tag, UniversalTag};
use crate::extract::weights::{hash_bytes, hash_number};
use crate::extract::word_classes::WordClass;

/// Declares the atoms with their count.
macro_rules! atoms {
    ($($(#[$meta:meta])* $name:ident,)*) => {
        /// The place of an atom in [`Atoms`]. S0 is the top of the stack, S1 and S2 lie below; B0 is the next word.
        /// `L` and `R` are the outermost dependents on either side, `L2` and `R2` those within. The last letter
        /// says what is taken: W word, T both tags, U universal tag, X suffix, C class, D relation.
        #[derive(Debug, Clone, Copy)]
        #[expect(missing_docs, reason = "the names follow the scheme above")]
        pub enum Atom { $($(#[$meta])* $name,)* }

        /// How many atoms there are.
        pub const N_ATOMS: usize = [$(Atom::$name,)*].len();
    };
}

atoms! {
    S0C, S1C, B0C,
    S0W, S0T, S0U, S0X, S1W, S1T, S1U, S1X, S2W, S2T, S2U,
    B0W, B0T, B0U, B0X, B1W, B1T, B1U, B2W, B2T, B3T,
    S0LW, S0LT, S0LD, S0L2T, S0L2D, S0RW, S0RT, S0RD, S0R2T, S0R2D,
    S1LT, S1LD, S1RW, S1RT, S1RD, S1R2T, S1R2D,
    B0LW, B0LT, B0LD, B0L2T, B0L2D,
    /// Words between S0 and B0, S1 and S0.
    DistanceB, DistanceS,
    /// Dependents of S0, S1, B0 by side.
    S0NL, S0NR, S1NR, B0NL,
    /// Sets of relations.
    S0SL, S0SR, S1SR, B0SL,
    /// The tags right before and right after S0, right after S1 and before B0.
    S0Before, S0After, S1After, B0Before,
    /// Commas, verbs, and quotation marks between S0 and B0, S1 and S0.
    BetweenB, BetweenS,
    /// The last word's tag: a question, a headline, a sentence.
    End,
}

/// The atoms of one state.
pub type Atoms = [u32; N_ATOMS];

/// A word's atoms.
#[derive(Debug, Clone, Copy, Default)]
struct WordAtoms {
    word: u32,
    tag: u32,
    universal: u32,
    suffix: u32,
    class: u32,
}

/// A sentence as the parser sees it.
#[derive(Debug, Clone, Default)]
pub struct Input {
    /// The words, then the root.
    words: Vec<WordAtoms>,
    /// How many commas, verbs and quotation marks stand before each word.
    marks: Vec<[u16; 3]>,
    end: u32,
}

impl Input {
    /// Prepares a sentence from forms, what the dictionary says about each, and tags.
    pub fn fill<'form>(
        &mut self,
        forms: impl IntoIterator<Item = (&'form str, WordClass)>,
        tags: &[Tag],
    ) {
        self.words.clear();
        self.marks.clear();
        let mut marks = [0; 3];
        for ((form, class), &tag) in forms.into_iter().zip(tags) {
            let (universal, fine) = (tag.universal as u32, tag.fine as u32);
            self.words.push(WordAtoms {
                word: word(form),
                tag: hash_number(1, universal << 8 | fine),
                universal: hash_number(2, universal),
                suffix: suffix(form, 3),
                class: self::class(class, tag.universal),
            });
            self.marks.push(marks);
            let kind = match (tag.fine, tag.universal) {
                (FineTag::Comma, _) => Some(0),
                (_, UniversalTag::Verb) => Some(1),
                (FineTag::OpeningQuote | FineTag::ClosingQuote, _) => Some(2),
                _ => None,
            };
            if let Some(kind) = kind {
                marks[kind] += 1;
            }
        }
        self.end = self.words.last().map_or(0, |word| word.tag);
        self.marks.push(marks);
        let root = hash_number(3, 0);
        self.words.push(WordAtoms {
            word: root,
            tag: root,
            universal: root,
            suffix: root,
            class: root,
        });
    }

    /// How many words the sentence has.
    #[must_use]
    pub fn n_words(&self) -> usize {
        self.words.len().saturating_sub(1)
    }

    #[inline]
    fn at(&self, position: u32) -> WordAtoms {
        self.words
            .get(position as usize)
            .copied()
            .unwrap_or_default()
    }

    /// What stands between two words: up to two commas, one verb or more, an open quotation.
    fn between(&self, left: &Element, right: &Element) -> u32 {
        let (start, end) = (left.word as usize + 1, right.word as usize);
        let count = |kind: usize| self.marks[end][kind] - self.marks[start][kind];
        hash_number(
            5,
            u32::from(count(0).min(2)) * 8
                + u32::from(count(1).min(2)) * 2
                + u32::from(count(2) % 2),
        )
    }

    /// The atoms of a state; what is not there is 0.
    #[must_use]
    pub fn atoms(&self, arena: &Arena, state: &State) -> Atoms {
        let mut atoms = [0; N_ATOMS];
        let [top, second, third] = arena.stack(state);
        if let Some(top) = top {
            self.put_top(&mut atoms, top);
            atoms[Atom::DistanceB as usize] = distance(top, &state.front);
            atoms[Atom::BetweenB as usize] = self.between(top, &state.front);
        }
        if let (Some(top), Some(second)) = (top, second) {
            self.put_second(&mut atoms, second);
            atoms[Atom::DistanceS as usize] = distance(second, top);
            atoms[Atom::BetweenS as usize] = self.between(second, top);
        }
        if let Some(third) = third {
            let third = self.at(third.word);
            atoms[Atom::S2W as usize] = third.word;
            atoms[Atom::S2T as usize] = third.tag;
            atoms[Atom::S2U as usize] = third.universal;
        }
        self.put_front(&mut atoms, &state.front);
        atoms[Atom::End as usize] = self.end;
        atoms
    }

    fn put_top(&self, atoms: &mut Atoms, top: &Element) {
        let mut put = |atom: Atom, value: u32| atoms[atom as usize] = value;
        let word = self.at(top.word);
        put(Atom::S0W, word.word);
        put(Atom::S0T, word.tag);
        put(Atom::S0U, word.universal);
        put(Atom::S0X, word.suffix);
        put(Atom::S0C, word.class);
        put(Atom::S0Before, self.at(top.word.wrapping_sub(1)).tag);
        put(Atom::S0After, self.at(top.word + 1).tag);
        let [outer, inner] = top.left;
        put(Atom::S0LW, self.at(outer.word).word);
        put(Atom::S0LT, self.at(outer.word).tag);
        put(Atom::S0LD, relation(outer));
        put(Atom::S0L2T, self.at(inner.word).tag);
        put(Atom::S0L2D, relation(inner));
        let [outer, inner] = top.right;
        put(Atom::S0RW, self.at(outer.word).word);
        put(Atom::S0RT, self.at(outer.word).tag);
        put(Atom::S0RD, relation(outer));
        put(Atom::S0R2T, self.at(inner.word).tag);
        put(Atom::S0R2D, relation(inner));
        put(Atom::S0NL, hash_number(6, u32::from(top.n_left.min(6))));
        put(Atom::S0NR, hash_number(6, u32::from(top.n_right.min(6))));
        put(Atom::S0SL, set(top.left_relations));
        put(Atom::S0SR, set(top.right_relations));
    }

    fn put_second(&self, atoms: &mut Atoms, second: &Element) {
        let mut put = |atom: Atom, value: u32| atoms[atom as usize] = value;
        let word = self.at(second.word);
        put(Atom::S1W, word.word);
        put(Atom::S1T, word.tag);
        put(Atom::S1U, word.universal);
        put(Atom::S1X, word.suffix);
        put(Atom::S1C, word.class);
        put(Atom::S1After, self.at(second.word + 1).tag);
        put(Atom::S1LT, self.at(second.left[0].word).tag);
        put(Atom::S1LD, relation(second.left[0]));
        let [outer, inner] = second.right;
        put(Atom::S1RW, self.at(outer.word).word);
        put(Atom::S1RT, self.at(outer.word).tag);
        put(Atom::S1RD, relation(outer));
        put(Atom::S1R2T, self.at(inner.word).tag);
        put(Atom::S1R2D, relation(inner));
        put(Atom::S1NR, hash_number(6, u32::from(second.n_right.min(6))));
        put(Atom::S1SR, set(second.right_relations));
    }

    fn put_front(&self, atoms: &mut Atoms, front: &Element) {
        let mut put = |atom: Atom, value: u32| atoms[atom as usize] = value;
        let word = self.at(front.word);
        put(Atom::B0W, word.word);
        put(Atom::B0T, word.tag);
        put(Atom::B0U, word.universal);
        put(Atom::B0X, word.suffix);
        put(Atom::B0C, word.class);
        put(Atom::B0Before, self.at(front.word.wrapping_sub(1)).tag);
        let next = self.at(front.word + 1);
        put(Atom::B1W, next.word);
        put(Atom::B1T, next.tag);
        put(Atom::B1U, next.universal);
        let next = self.at(front.word + 2);
        put(Atom::B2W, next.word);
        put(Atom::B2T, next.tag);
        put(Atom::B3T, self.at(front.word + 3).tag);
        let [outer, inner] = front.left;
        put(Atom::B0LW, self.at(outer.word).word);
        put(Atom::B0LT, self.at(outer.word).tag);
        put(Atom::B0LD, relation(outer));
        put(Atom::B0L2T, self.at(inner.word).tag);
        put(Atom::B0L2D, relation(inner));
        put(Atom::B0NL, hash_number(6, u32::from(front.n_left.min(6))));
        put(Atom::B0SL, set(front.left_relations));
    }
}

/// The class of a word as what it is here: a noun or a verb.
fn class(class: WordClass, tag: UniversalTag) -> u32 {
    let class = match tag {
        UniversalTag::Noun | UniversalTag::ProperNoun => u32::from(class.noun),
        UniversalTag::Verb | UniversalTag::Auxiliary => u32::from(class.verb) + 0x100,
        _ => 0x200,
    };
    hash_number(10, class << 8 | tag as u32)
}

/// The atom of a word: its small letters, every digit the same.
#[must_use]
pub fn word(form: &str) -> u32 {
    if form.is_ascii() {
        return hash_bytes(form.bytes().map(|byte| match byte {
            b'0'..=b'9' => b'0',
            other => other.to_ascii_lowercase(),
        }));
    }
    hash_bytes(form.to_lowercase().bytes())
}

/// The atom of a word's last letters.
#[must_use]
pub fn suffix(form: &str, n_letters: usize) -> u32 {
    let start = form
        .char_indices()
        .rev()
        .nth(n_letters - 1)
        .map_or(0, |(start, _)| start);
    word(&form[start..]).wrapping_add(17)
}

fn relation(dependent: Dependent) -> u32 {
    if dependent.word == NONE {
        return 0;
    }
    hash_number(4, dependent.relation as u32)
}

/// The words between two elements: one by one to 4, then in steps.
fn distance(left: &Element, right: &Element) -> u32 {
    let between = right.word - left.word;
    let step = match between {
        0..=4 => between,
        5..=6 => 5,
        7..=10 => 6,
        11..=20 => 7,
        _ => 8,
    };
    hash_number(7, step)
}

#[expect(clippy::cast_possible_truncation, reason = "both halves are taken")]
fn set(relations: u64) -> u32 {
    hash_number(
        8,
        relations as u32 ^ hash_number(9, (relations >> 32) as u32),
    )
}
