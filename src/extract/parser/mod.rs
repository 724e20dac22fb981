//! The dependency parser: an arc-hybrid transition system whose next step is chosen by an averaged perceptron.
//!
//! One set of weights serves two ways of searching, [`Search::Greedy`] and [`Search::Beam`]. In training each sentence
//! is first parsed step by step with a dynamic oracle (Goldberg and Nivre 2013, "Training deterministic parsers with
//! non-deterministic oracles"), then by beam with a max-violation update (Huang, Fayong and Guo 2012, "Structured
//! perceptron with inexact search"). Weights trained greedily alone lose four points under a beam, and those of a beam
//! five without; trained together they lose nothing in either.
//!
//! Every tree has exactly one root and no crossing arcs.

pub mod atoms;
mod beam;
mod greedy;
pub mod state;
pub mod templates;
mod transition;

pub use beam::{Beam, Hypothesis};
pub use greedy::best_step;
pub use transition::{Transition, Transitions};

use crate::extract::parser::atoms::Input;
use crate::extract::parser::state::{Arena, tree};
use crate::extract::relation::Relation;
use crate::extract::weights::Scorer;

/// How widely the parser looks for the best tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Search {
    /// The best step at each point; fast.
    Greedy,
    /// So many hypotheses at each point.
    Beam(usize),
}

/// The head (`None` for the root) and the relation of every word of a sentence.
pub fn parse(
    input: &Input,
    transitions: &Transitions,
    scorer: &impl Scorer,
    search: Search,
    arena: &mut Arena,
) -> Vec<(Option<usize>, Relation)> {
    let state = match search {
        Search::Greedy => greedy::run(input, transitions, scorer, arena),
        Search::Beam(width) => beam::run(input, transitions, scorer, width, arena),
    };
    tree(input.n_words(), &arena.steps(&state))
}
