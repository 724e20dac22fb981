//! Texts as inputs: which documents there are, and how facts are extracted from them on several threads.

mod documents;
mod explain;
mod faults;
mod options;
mod pool;
mod reader;
mod seen;

pub use documents::{documents, of_input};
pub use explain::Explainer;
pub use faults::Faults;
pub use options::{TextOptions, n_threads};
pub use pool::in_order;
pub use reader::{Read, TextReader};
pub use seen::{DocumentKey, SeenDocuments};
