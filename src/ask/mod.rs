//! Ready questions: queries with typed parameters that people fill in by name.
//!
//! A question is a file of SPARQL. The comments in front of it tell what it asks and what it takes:
//!
//! ```text
//! #+ summary: Who does something, to whom, in which words?
//! #+ parameter predicate property: what is done, such as trains
//! #+ parameter subject entity optional: who does it
//! SELECT … { ?c gw:predicate ?predicate … }
//! ```
//!
//! A parameter is a variable of the query. It is [bound](crate::query::ParsedQuery::bind) to a value, never pasted into
//! the text. One that is optional and not given is a variable like any other.
//!
//! | step | file |
//! |---|---|
//! | a question and its comments | `question.rs` |
//! | those in the program and those of a folder | `questions.rs` |
//! | what goes by a name in the data | `names.rs` |
//! | a value that somebody typed as a term | `value.rs` |

mod names;
mod question;
mod questions;
mod value;

pub use names::Names;
pub use question::{Parameter, ParameterKind, Question, QuestionError};
pub use questions::Questions;
pub use value::{Lookups, ValueError, bind, by_id};
