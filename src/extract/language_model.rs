//! The trained model as one compressed file: sections with names, each a list of lines or packed weights.

use crate::extract::lemma::{Change, Lemmatizer};
use crate::extract::parser::Transitions;
use crate::extract::relation::Relation;
use crate::extract::tag::{FineTag, Tag, UniversalTag};
use crate::extract::weights::{PackError, WeightTable, unpack};
use crate::extract::word_classes::{WordClass, WordClasses};
use std::io::Read;
use thiserror::Error;

/// Why a model cannot be read.
#[derive(Debug, Error)]
pub enum ModelError {
    /// The compressed file is damaged.
    #[error("the model cannot be decompressed: {0}")]
    Compression(String),
    /// The file does not begin as a model does, or a section ends too early.
    #[error("the model is damaged after {0} bytes")]
    Damaged(usize),
    /// A section is not there.
    #[error("the model has no section \"{0}\"")]
    Missing(&'static str),
    /// A line of a section cannot be understood.
    #[error("section \"{section}\" of the model has the line \"{line}\", which is not understood")]
    Line {
        /// The section's name.
        section: &'static str,
        /// The line as it stands.
        line: String,
    },
    /// Weights cannot be read.
    #[error("section \"{section}\" of the model")]
    Weights {
        /// The section's name.
        section: &'static str,
        /// What is wrong with them.
        source: PackError,
    },
}

/// The first bytes of a model; the digit changes with the format.
pub const MAGIC: &[u8] = b"graphwright model 2\n";

/// Everything that was learned about a language.
#[derive(Debug, Clone)]
pub struct LanguageModel {
    /// The tags that the tagger chooses from, by label.
    pub tags: Vec<Tag>,
    /// Decides about parts of speech.
    pub tagger: WeightTable,
    /// Decides where sentences begin.
    pub splitter: WeightTable,
    /// The steps that the parser chooses from.
    pub transitions: Transitions,
    /// Decides about the parser's steps.
    pub parser: WeightTable,
    /// The dictionary.
    pub classes: WordClasses,
    /// Finds dictionary forms.
    pub lemmatizer: Lemmatizer,
}

/// Writes sections, each in pieces, as the pieces that are then compressed, each in a block of its own.
#[must_use]
pub fn write_sections(sections: Vec<(&str, Vec<Vec<u8>>)>) -> Vec<Vec<u8>> {
    let mut pieces = vec![MAGIC.to_vec()];
    for (name, content) in sections {
        let length: usize = content.iter().map(Vec::len).sum();
        let mut head = vec![u8::try_from(name.len()).unwrap_or(u8::MAX)];
        head.extend(name.bytes().take(usize::from(u8::MAX)));
        head.extend((length as u64).to_le_bytes());
        pieces.push(head);
        pieces.extend(content);
    }
    pieces
}

/// A section's name and its content.
type Section<'bytes> = (&'bytes [u8], &'bytes [u8]);

fn read_sections(bytes: &[u8]) -> Result<Vec<Section<'_>>, ModelError> {
    let damaged = |rest: &[u8]| ModelError::Damaged(bytes.len() - rest.len());
    let mut rest = bytes.strip_prefix(MAGIC).ok_or(ModelError::Damaged(0))?;
    let mut sections = Vec::new();
    while let Some((&length, after)) = rest.split_first() {
        let (name, after) = after
            .split_at_checked(length.into())
            .ok_or_else(|| damaged(rest))?;
        let (length, after) = after.split_first_chunk().ok_or_else(|| damaged(rest))?;
        let length = usize::try_from(u64::from_le_bytes(*length)).map_err(|_| damaged(rest))?;
        let (content, after) = after
            .split_at_checked(length)
            .ok_or_else(|| damaged(rest))?;
        sections.push((name, content));
        rest = after;
    }
    Ok(sections)
}

impl LanguageModel {
    /// The dictionary form of a word with this tag: by a rule for the whole word, else by the learned rules on its end
    /// as far as they make a word of the dictionary, else as regular spelling has it.
    #[must_use]
    pub fn lemma(&self, form: &str, tag: Tag) -> String {
        let lemma = self.lemmatizer.lemma(form, tag);
        let wanted = match tag.fine {
            FineTag::VBZ | FineTag::VBD | FineTag::VBN | FineTag::VBG => WordClass::VERB,
            FineTag::NNS => WordClass::NOUN,
            _ => return lemma,
        };
        if tag.universal == UniversalTag::Auxiliary
            || self.lemmatizer.whole_word(form, tag).is_some()
        {
            return lemma;
        }
        let form = form.to_lowercase();
        let is_word = |word: &String| self.classes.has(word, wanted);
        if let Some(silent) = with_silent_e(&form).filter(is_word) {
            return silent;
        }
        if is_word(&lemma) {
            return lemma;
        }
        let stem = self.classes.stem(&form, wanted);
        // "shed" and "burst" are forms of themselves.
        stem.or_else(|| Some(form).filter(is_word)).unwrap_or(lemma)
    }

    /// Reads a model file, compressed with zstd.
    ///
    /// # Errors
    /// [`ModelError`] if the file is damaged or of another version.
    pub fn read(compressed: &[u8]) -> Result<Self, ModelError> {
        let mut decoder = ruzstd::decoding::StreamingDecoder::new(compressed)
            .map_err(|error| ModelError::Compression(error.to_string()))?;
        let mut bytes = Vec::new();
        decoder
            .read_to_end(&mut bytes)
            .map_err(|error| ModelError::Compression(error.to_string()))?;
        Self::from_bytes(&bytes)
    }

    /// Reads a model that is no longer compressed.
    ///
    /// # Errors
    /// [`ModelError`] if the bytes are damaged or of another version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        let sections = read_sections(bytes)?;
        let section = |name: &'static str| {
            let found = sections.iter().find(|(known, _)| *known == name.as_bytes());
            found
                .map(|(_, content)| *content)
                .ok_or(ModelError::Missing(name))
        };
        let table = |name: &'static str| {
            unpack(section(name)?).map_err(|source| ModelError::Weights {
                section: name,
                source,
            })
        };
        let (left, right) = (
            relations("left", section("left")?)?,
            relations("right", section("right")?)?,
        );
        Ok(Self {
            tags: lines("tags", section("tags")?, tag)?,
            tagger: table("tagger")?,
            splitter: table("splitter")?,
            transitions: Transitions::new(&left, &right),
            parser: table("parser")?,
            classes: WordClasses::unpack(section("classes")?).map_err(|source| {
                ModelError::Weights {
                    section: "classes",
                    source,
                }
            })?,
            lemmatizer: Lemmatizer::new(lines("lemmas", section("lemmas")?, lemma)?),
        })
    }
}

fn lines<T>(
    section: &'static str,
    content: &[u8],
    understand: impl Fn(&str) -> Option<T>,
) -> Result<Vec<T>, ModelError> {
    let text = String::from_utf8_lossy(content);
    let line = |line: &str| {
        understand(line).ok_or_else(|| ModelError::Line {
            section,
            line: line.to_owned(),
        })
    };
    text.lines().map(line).collect()
}

fn relations(section: &'static str, content: &[u8]) -> Result<Vec<Relation>, ModelError> {
    lines(section, content, Relation::from_text)
}

fn tag(line: &str) -> Option<Tag> {
    let (universal, fine) = line.split_once('\t')?;
    Some(Tag {
        universal: UniversalTag::from_text(universal)?,
        fine: FineTag::from_text(fine)?,
    })
}

/// `fine` for `fined`: a short stem of one vowel between consonants would double its last letter, as in `finned`.
fn with_silent_e(form: &str) -> Option<String> {
    let stem = form
        .strip_suffix("ed")
        .or_else(|| form.strip_suffix("ing"))?;
    let is_vowel = |letter: &u8| b"aeiouy".contains(letter);
    let (last, before) = stem.as_bytes().split_last()?;
    let (vowel, start) = before.split_last()?;
    let is_short = !start.is_empty() && !start.iter().any(is_vowel);
    let doubles = is_vowel(vowel) && !is_vowel(last) && !b"wx".contains(last);
    (is_short && doubles).then(|| format!("{stem}e"))
}

fn lemma(line: &str) -> Option<(FineTag, String, Change)> {
    let mut fields = line.split('\t');
    let tag = FineTag::from_text(fields.next()?)?;
    let ending = fields.next()?.to_owned();
    let cut = fields.next()?.parse().ok()?;
    let add = fields.next()?.to_owned();
    Some((tag, ending, Change { cut, add }))
}
