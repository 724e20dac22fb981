//! Open tuples: what a sentence says in its own words, without a lexicon.
//!
//! Each clause becomes a relation of words with two arguments or more: `(Ann; joined; the company; in 1941)`. The
//! relation takes up auxiliaries, negation, adverbs before the verb and, where there is no object, the preposition
//! of the first argument. Times, places and what other prepositions add are further arguments. Words that the text
//! has not are added only where the grammar says them without words: `is` for appositions and titles, `has` for
//! possessors.
//!
//! Each tuple has a [`Pattern`] and, by pattern, a confidence: how precise tuples of that pattern were on the
//! development half of `CaRB` (Bhardwaj, Aggarwal & Mausam, EMNLP 2019); `examples/score_open` measures it.
//!
//! ```
//! use graphwright::extract::open::open_tuples;
//! use graphwright::extract::parser::Search;
//! use graphwright::extract::{Analyzer, English};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let text = "Ann joined the company in 1941.";
//! let sentences = Analyzer::new(English::built_in()?, Search::Greedy).text(text);
//! let tuple = &open_tuples(&sentences[0])[0];
//! assert_eq!(tuple.relation.text(text, &sentences[0]), "joined");
//! let arguments: Vec<String> =
//!     tuple.arguments.iter().map(|argument| argument.text(text, &sentences[0])).collect();
//! assert_eq!(arguments, ["Ann", "the company", "in 1941"]);
//! # Ok(())
//! # }
//! ```

mod arguments;
mod be;
mod confidence;
mod nominal;
mod pieces;
mod predication;
mod relation;
mod tuple;

pub use tuple::{OpenTuple, Pattern, Term, Words, triples};

use crate::extract::Sentence;
use crate::extract::clauses::{Clause, Construction, clauses};

/// The open tuples of a sentence, in the order of its clauses.
pub fn open_tuples(sentence: &Sentence<'_>) -> Vec<OpenTuple> {
    of_clauses(sentence, &clauses(sentence))
}

/// The open tuples of the clauses of a sentence, as [`clauses`] found them.
pub fn of_clauses(sentence: &Sentence<'_>, clauses: &[Clause]) -> Vec<OpenTuple> {
    let mut found: Vec<OpenTuple> = Vec::new();
    for (index, clause) in clauses.iter().enumerate() {
        let tuples = match clause.construction {
            Construction::Verbal
            | Construction::Copular
            | Construction::Participle
            | Construction::Relative => predication::tuples(sentence, clauses, index),
            _ => nominal::tuples(sentence, clauses, index),
        };
        for tuple in tuples {
            let is_new = !found
                .iter()
                .any(|other| other.says_the_same(&tuple, sentence));
            if is_new && tuple.arguments.len() > 1 {
                found.push(tuple);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests;
