//! Clauses: who a tree says does what to whom, whatever the construction that says it.
//!
//! A clause has a predicate and arguments with roles. Verbs make clauses, and so do copulas, participles, relative
//! clauses, appositions, possessives, nouns with prepositions and titles before names. What the grammar leaves
//! understood is filled in: the subject of an infinitive or a participle, what a relative pronoun stands for, what
//! joined verbs share. Only the tree is read, with a few closed classes of function words; no lexicon, no entities.
//!
//! | step | file |
//! |---|---|
//! | which words are predicates, and what kind of clause each makes | `predicate.rs` |
//! | auxiliaries, particles, negation, voice | `group.rs` |
//! | arguments that depend on the predicate | `dependents.rs` |
//! | arguments that are understood | `understood.rs`, `relative.rs`, `joined.rs` |
//! | clauses that nouns make | `nominal.rs`, `title.rs` |
//! | the words of an argument | [`phrase`] |
//!
//! Roles are those of the surface: the subject of a passive is its [`Role::Subject`], and who acted its
//! [`Role::Agent`]. The labels of relations are those of Universal Dependencies, version 2, as the English Web
//! Treebank uses them; the inventory of clause types follows Del Corro & Gemulla, "`ClausIE`: Clause-Based Open
//! Information Extraction" (WWW 2013), section 3.
//!
//! ```
//! use graphwright::extract::clauses::{Role, clauses};
//! use graphwright::extract::parser::Search;
//! use graphwright::extract::{Analyzer, English};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let mut analyzer = Analyzer::new(English::built_in()?, Search::Greedy);
//! let sentences = analyzer.text("Ann was seen by Ben.");
//! let sentence = &sentences[0];
//! let clause = &clauses(sentence)[0];
//! assert!(clause.is_passive);
//! let agent = clause.heads(Role::Agent).next().ok_or("no agent")?;
//! assert_eq!(sentence.words[agent].form, "Ben");
//! # Ok(())
//! # }
//! ```

mod clause;
mod conjuncts;
mod dependents;
mod group;
mod joined;
mod nominal;
pub mod phrase;
mod predicate;
mod relative;
mod title;
mod understood;
mod words;

pub use clause::{Argument, Clause, Construction, Link, Parent, Role};
pub use conjuncts::conjuncts;

use crate::extract::Sentence;
use crate::order::CompactSort;

/// The clauses of a sentence, in the order of their predicates; those of verbs and copulas before those of nouns with
/// the same predicate.
pub fn clauses(sentence: &Sentence<'_>) -> Vec<Clause> {
    let mut clauses = predicate::predicates(sentence);
    for clause in &mut clauses {
        group::fill(sentence, clause);
        dependents::fill(sentence, clause);
    }
    understood::fill(sentence, &mut clauses);
    let n_verbal = clauses.len();
    clauses.extend(nominal::clauses(sentence));
    in_order(clauses, n_verbal)
}

/// Sorts clauses by predicate and renumbers parents, which are all among the first `n_verbal`.
fn in_order(clauses: Vec<Clause>, n_verbal: usize) -> Vec<Clause> {
    let mut order: Vec<usize> = (0..clauses.len()).collect();
    order.order_by_key(|&index| (clauses[index].predicate, index >= n_verbal, index));
    let mut place = vec![0; clauses.len()];
    for (new, &old) in order.iter().enumerate() {
        place[old] = new;
    }
    let mut found: Vec<Option<Clause>> = clauses.into_iter().map(Some).collect();
    let sorted = order.into_iter().filter_map(|old| found[old].take());
    sorted
        .map(|mut clause| {
            clause.parent = clause.parent.map(|parent| Parent {
                clause: place[parent.clause],
                link: parent.link,
            });
            clause
        })
        .collect()
}

#[cfg(test)]
pub(in crate::extract) mod fixture;
#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;
