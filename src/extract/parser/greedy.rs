//! Search that takes the best step at each point and never looks back.

use crate::extract::parser::atoms::Input;
use crate::extract::parser::state::{Arena, State};
use crate::extract::parser::templates::features;
use crate::extract::parser::transition::Transitions;
use crate::extract::weights::{MAX_LABELS, Scorer, Scores};

/// The allowed step with the highest score, the lowest number among equals; `None` if none is allowed.
pub fn best_step(
    arena: &Arena,
    state: &State,
    transitions: &Transitions,
    scores: &Scores,
) -> Option<usize> {
    let mut best: Option<(i32, usize)> = None;
    let mut offer = |steps: std::ops::Range<usize>| {
        for step in steps {
            if best.is_none_or(|(score, _)| scores[step] > score) {
                best = Some((scores[step], step));
            }
        }
    };
    if arena.may_shift(state) {
        offer(Transitions::SHIFT..Transitions::SHIFT + 1);
    }
    if arena.may_left(state) {
        offer(transitions.left());
    }
    if arena.must_root(state) {
        offer(transitions.root()..transitions.root() + 1);
    }
    if arena.may_right(state) {
        offer(transitions.right());
    }
    best.map(|(_, step)| step)
}

pub(super) fn run(
    input: &Input,
    transitions: &Transitions,
    scorer: &impl Scorer,
    arena: &mut Arena,
) -> State {
    let mut state = arena.start(u32::try_from(input.n_words()).unwrap_or(0));
    while !arena.is_done(&state) {
        let step = if arena.must_root(&state) {
            Some(transitions.root())
        } else {
            let mut sums = [0; MAX_LABELS];
            scorer.add_scores(&features(&input.atoms(arena, &state)), &mut sums);
            best_step(arena, &state, transitions, &sums)
        };
        let Some(step) = step else {
            break;
        };
        state = arena.apply(&state, transitions.step(step));
    }
    state
}
