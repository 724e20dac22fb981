//! Search that keeps the best few hypotheses. All of them have taken the same number of steps, so their sums
//! are compared as they are.

use crate::extract::parser::atoms::Input;
use crate::extract::parser::state::{Arena, State};
use crate::extract::parser::templates::features;
use crate::extract::parser::transition::Transitions;
use crate::extract::weights::{MAX_LABELS, Scorer, Scores};

/// A state with the sum of the scores of its steps.
#[derive(Debug, Clone, Copy)]
pub struct Hypothesis {
    /// Where the parse stands.
    pub state: State,
    /// The sum so far.
    pub score: i64,
    /// Which hypothesis of the round before it grew from.
    pub parent: usize,
    /// The number of the step that led here.
    pub step: usize,
}

/// The hypotheses of one round, best first.
#[derive(Debug, Clone)]
pub struct Beam {
    width: usize,
    hypotheses: Vec<Hypothesis>,
    /// Score, parent and step of the best continuations.
    candidates: Vec<(i64, usize, usize)>,
}

impl Beam {
    /// A beam that holds `width` hypotheses, at least one, with only the given state in it.
    #[must_use]
    pub fn new(width: usize, state: State) -> Self {
        let first = Hypothesis {
            state,
            score: 0,
            parent: 0,
            step: 0,
        };
        Self {
            width: width.max(1),
            hypotheses: vec![first],
            candidates: Vec::with_capacity(width + 1),
        }
    }

    /// The hypotheses, best first.
    #[must_use]
    pub fn hypotheses(&self) -> &[Hypothesis] {
        &self.hypotheses
    }

    /// Takes one step with every hypothesis and keeps the best; false when all are done.
    pub fn advance(
        &mut self,
        input: &Input,
        transitions: &Transitions,
        scorer: &impl Scorer,
        arena: &mut Arena,
    ) -> bool {
        self.candidates.clear();
        for parent in 0..self.hypotheses.len() {
            let Hypothesis { state, score, .. } = self.hypotheses[parent];
            if arena.is_done(&state) {
                return false;
            }
            let mut sums: Scores = [0; MAX_LABELS];
            scorer.add_scores(&features(&input.atoms(arena, &state)), &mut sums);
            let mut offer = |steps: std::ops::Range<usize>| {
                for step in steps {
                    self.offer(score + i64::from(sums[step]), parent, step);
                }
            };
            if arena.may_shift(&state) {
                offer(Transitions::SHIFT..Transitions::SHIFT + 1);
            }
            if arena.may_left(&state) {
                offer(transitions.left());
            }
            if arena.must_root(&state) {
                offer(transitions.root()..transitions.root() + 1);
            }
            if arena.may_right(&state) {
                offer(transitions.right());
            }
        }
        if self.candidates.is_empty() {
            return false;
        }
        let grown = self
            .candidates
            .iter()
            .map(|&(score, parent, step)| Hypothesis {
                state: arena.apply(&self.hypotheses[parent].state, transitions.step(step)),
                score,
                parent,
                step,
            });
        self.hypotheses = grown.collect();
        true
    }

    /// Keeps a continuation if it is among the best so far; among equals the first one stays.
    #[inline]
    fn offer(&mut self, score: i64, parent: usize, step: usize) {
        if self.candidates.len() == self.width {
            match self.candidates.last() {
                Some(&(worst, ..)) if worst < score => self.candidates.pop(),
                _ => return,
            };
        }
        let place = self
            .candidates
            .partition_point(|&(other, ..)| other >= score);
        self.candidates.insert(place, (score, parent, step));
    }
}

pub(super) fn run(
    input: &Input,
    transitions: &Transitions,
    scorer: &impl Scorer,
    width: usize,
    arena: &mut Arena,
) -> State {
    let start = arena.start(u32::try_from(input.n_words()).unwrap_or(0));
    let mut beam = Beam::new(width, start);
    while beam.advance(input, transitions, scorer, arena) {}
    beam.hypotheses()[0].state
}
