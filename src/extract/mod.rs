//! Text becomes words, sentences and trees, and these become facts.
//!
//! | stage | file |
//! |---|---|
//! | what nobody sees goes | `clean.rs` |
//! | words with offsets | `tokens/` |
//! | whether a line goes on in the next | `line_breaks.rs` |
//! | sentences | [`split`] |
//! | what a dictionary knows of a word | [`word_classes`] |
//! | parts of speech | [`tagger`] |
//! | dependency trees | [`parser`] |
//! | dictionary forms | [`lemma`] |
//! | known names as one word | [`names`] |
//! | the model file | `language_model.rs` |
//! | all of it, one after the other | [`Analyzer`] |
//! | mistakes of trees that the words around reveal | [`mod@repair`] |
//! | who does what to whom, whatever the construction | [`mod@clauses`] |
//! | what a sentence says in its own words | [`open`] |
//! | a document with its trees and known names | [`reading`] |
//! | what refers to something, and to what kind of thing | [`mentions`] |
//! | who speaks the words between quotation marks | [`quotations`] |
//! | which mentions refer to the same thing | [`coreference`] |
//! | frames of the lexicon on verbs, nouns, roles, constructions; who says so and how | [`relations`] |
//! | time, place, quantity, and the words that carry a relation | `details.rs` |
//! | records of the facts format | `facts.rs` |
//! | a text clause by clause, for facts of others to be held against | [`Examination`] |
//! | the front door | [`Extractor`] |
//!
//! # How good it is
//!
//! On 24 texts of sixteen fields that no rule or word was made for, one reader found 186 of 273 relations right (68 %)
//! and missed 224 (about 44 % found): `tests/suite/extraction/judged`. [`Ground`](relations::Ground)s of a relation tell
//! what of this its confidence knows.
//!
//! # What goes wrong most often
//!
//! On the texts for tuning, the article and news never seen before, the commonest first; what a maintainer would mend next:
//!
//! 1. **No word for it in the lexicon**, or a relation that only the whole sentence tells: `their number will
//!    increase`, `pledged €90m at a conference`. Open relations (`--open`) are the place for the first kind.
//! 2. **The tree is wrong** beyond what [`mod@repair`] mends: `an old Cold War ally—Russia` has `ally` as an adverb,
//!    `The front denied losing the town` has no verb, `did not invade Finland or attack Sweden` has `attack` as a noun.
//! 3. **A name is not seen whole or not as what it is**: `Athletic Bilbao` is the city, `Sola joined Athletic` joins no
//!    team, a name at the start of a sentence is a plural or an exclamation to the tagger.
//! 4. **The place or the time is elsewhere in the text**: `hundreds of civilians have been killed` says in the sentence
//!    before where; nothing is taken over from there.
//! 5. **A pronoun or description goes to the wrong one of two that fit**: `he expects its army to defeat`, `Its finance
//!    director` behind a sentence about a rival. There is no model of what the text is about.
//! 6. **A phrase behind another hangs on the wrong word**: `the border crossing at Moyale, which Addis Ababa had shut`
//!    shuts Moyale; `members of the forces and agencies of Mali` gives Mali only one of them.
//! 7. **Circumstances that are relations themselves, and wills**: `under military rule since a coup`; what a speaker
//!    expects of others is a plan or a fear, and whose side is whose is known only where an office or a demonym tells.

mod analyzer;
pub mod classes;
pub mod clauses;
mod clean;
mod code_points;
pub mod coreference;
mod counts;
mod details;
mod examination;
mod extractor;
mod facts;
mod language_model;
pub mod lemma;
mod line_breaks;
pub mod mentions;
pub mod names;
pub mod open;
pub mod parser;
pub mod quotations;
pub mod reading;
mod relation;
pub mod relations;
pub mod repair;
mod sentence;
pub mod split;
mod tag;
pub mod tagger;
mod tokens;
pub mod weights;
pub mod word_classes;

pub use analyzer::{Analyzer, English};
pub use clean::CleanText;
pub use examination::{Examination, ExaminedClause, ExaminedQuotation, ExaminedRelation};
pub use extractor::{
    Counts, Document, Explanation, ExtractError, ExtractOptions, Extraction, Extractor,
};
pub use language_model::{LanguageModel, MAGIC, ModelError, write_sections};
pub use relation::Relation;
pub use sentence::{Sentence, Token, Word};
pub use tag::{FineTag, Tag, UniversalTag};
pub use tokens::{is_abbreviation, plain, tokenize};
