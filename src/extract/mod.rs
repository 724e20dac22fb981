//! Text becomes words, sentences and trees.
//!
//! | stage | file |
//! |---|---|
//! | words with offsets | `tokens/` |
//! | sentences | [`split`] |
//! | what a dictionary knows of a word | [`word_classes`] |
//! | parts of speech | [`tagger`] |
//! | dependency trees | [`parser`] |
//! | dictionary forms | [`lemma`] |
//! | known names as one word | [`names`] |
//! | the model file | `language_model.rs` |
//! | all of it, one after the other | [`Analyzer`] |

mod analyzer;
pub mod classes;
pub mod clauses;
mod code_points;
pub mod coreference;
mod details;
mod extractor;
mod facts;
mod language_model;
pub mod lemma;
pub mod mentions;
pub mod names;
pub mod open;
pub mod parser;
pub mod quotations;
pub mod reading;
mod relation;
pub mod relations;
mod sentence;
pub mod split;
mod tag;
pub mod tagger;
mod tokens;
pub mod weights;
pub mod word_classes;

pub use analyzer::{Analyzer, English};
pub use extractor::{
    Counts, Document, Explanation, ExtractError, ExtractOptions, Extraction, Extractor,
};
pub use language_model::{LanguageModel, MAGIC, ModelError, write_sections};
pub use relation::Relation;
pub use sentence::{Sentence, Token, Word};
pub use tag::{FineTag, Tag, UniversalTag};
pub use tokens::{is_abbreviation, plain, tokenize};
