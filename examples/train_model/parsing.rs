//! Trains the parser: greedy with a dynamic oracle, and by beam with max-violation updates.

use crate::gold_tree::GoldTree;
use crate::perceptron::Perceptron;
use crate::random::Random;
use graphwright::extract::parser::atoms::Input;
use graphwright::extract::parser::state::Arena;
use graphwright::extract::parser::templates::features;
use graphwright::extract::parser::{Beam, Transition, Transitions, best_step};
use graphwright::extract::weights::{MAX_LABELS, Scorer};

/// Sentences ready to be parsed, with their trees.
pub(crate) struct Material {
    pub(crate) inputs: Vec<Input>,
    pub(crate) trees: Vec<GoldTree>,
}

/// Which updates a pass makes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pass {
    /// Whether the parser takes its own wrong steps nine times of ten.
    pub(crate) explores: bool,
    /// The width of the beam whose hypotheses are compared; 0 for none.
    pub(crate) width: usize,
}

/// One pass over the sentences in some order. A sentence is first parsed step by step, and then by beam: one set of
/// weights serves both ways of searching.
pub(crate) fn pass(
    perceptron: &mut Perceptron,
    material: &Material,
    gold_steps: &[Option<Vec<Transition>>],
    transitions: &Transitions,
    pass: Pass,
    random: &mut Random,
) {
    let mut arena = Arena::default();
    for index in random.order(material.inputs.len()) {
        let (input, tree) = (&material.inputs[index], &material.trees[index]);
        step_by_step(
            perceptron,
            input,
            tree,
            transitions,
            pass.explores,
            random,
            &mut arena,
        );
        let Some(gold) = gold_steps[index].as_ref().filter(|_| pass.width > 0) else {
            continue;
        };
        if let Some(chosen) =
            worst_violation(perceptron, input, gold, transitions, pass.width, &mut arena)
        {
            follow(
                perceptron,
                input,
                transitions,
                &gold[..chosen.len()],
                &chosen,
                1,
            );
            follow(
                perceptron,
                input,
                transitions,
                &chosen,
                &gold[..chosen.len()],
                -1,
            );
        }
    }
}

/// The parser takes its own steps and learns the best of the right ones wherever it comes (Goldberg and Nivre 2013,
/// algorithm 3).
fn step_by_step(
    perceptron: &mut Perceptron,
    input: &Input,
    tree: &GoldTree,
    transitions: &Transitions,
    explores: bool,
    random: &mut Random,
    arena: &mut Arena,
) {
    let mut state = arena.start(u32::try_from(input.n_words()).expect("few words"));
    while !arena.is_done(&state) && !arena.must_root(&state) {
        let keys = features(&input.atoms(arena, &state));
        let mut scores = [0; MAX_LABELS];
        perceptron.add_scores(&keys, &mut scores);
        let chosen = best_step(arena, &state, transitions, &scores).expect("a step is allowed");
        let costs = tree.costs(arena, &state);
        let is_right =
            |number: &usize| tree.is_right(arena, &state, &costs, transitions.step(*number));
        let mut step = chosen;
        if !is_right(&chosen) {
            let right = (0..transitions.len())
                .filter(is_right)
                .max_by_key(|&number| (scores[number], usize::MAX - number));
            if let Some(right) = right {
                perceptron.update(&keys, right, 1);
                perceptron.update(&keys, chosen, -1);
                if !(explores && random.happens(90)) {
                    step = right;
                }
            }
        }
        perceptron.tick();
        state = arena.apply(&state, transitions.step(step));
    }
}

/// The steps of the best hypothesis at the round where it exceeds the right one the most; `None` if the right
/// one wins.
fn worst_violation(
    perceptron: &Perceptron,
    input: &Input,
    gold: &[Transition],
    transitions: &Transitions,
    width: usize,
    arena: &mut Arena,
) -> Option<Vec<Transition>> {
    let start = arena.start(u32::try_from(input.n_words()).expect("few words"));
    let (mut right, mut right_score) = (start, 0_i64);
    let mut beam = Beam::new(width, start);
    let mut worst = None;
    let mut wins = false;
    for &step in gold {
        let mut scores = [0; MAX_LABELS];
        perceptron.add_scores(&features(&input.atoms(arena, &right)), &mut scores);
        right_score += i64::from(scores[transitions.number(step).expect("a known step")]);
        right = arena.apply(&right, step);
        beam.advance(input, transitions, perceptron, arena);
        let best = beam.hypotheses()[0];
        let violation = best.score - right_score;
        let steps = arena.steps(&best.state);
        wins = steps[..] == gold[..steps.len()];
        if !wins && violation >= 0 && worst.as_ref().is_none_or(|&(most, _)| violation >= most) {
            worst = Some((violation, steps));
        }
    }
    worst.filter(|_| !wins).map(|(_, steps)| steps)
}

/// Changes the weights of the steps on one way from where it leaves the other.
fn follow(
    perceptron: &mut Perceptron,
    input: &Input,
    transitions: &Transitions,
    way: &[Transition],
    other: &[Transition],
    change: i32,
) {
    let shared = way
        .iter()
        .zip(other)
        .take_while(|(left, right)| left == right)
        .count();
    let mut arena = Arena::default();
    let mut state = arena.start(u32::try_from(input.n_words()).expect("few words"));
    for (at, &step) in way.iter().enumerate() {
        if at >= shared {
            let keys = features(&input.atoms(&arena, &state));
            perceptron.update(
                &keys,
                transitions.number(step).expect("a known step"),
                change,
            );
        }
        state = arena.apply(&state, step);
    }
}

/// The steps to each tree, where the model knows them all.
pub(crate) fn gold_steps(
    trees: &[GoldTree],
    transitions: &Transitions,
) -> Vec<Option<Vec<Transition>>> {
    let known =
        |steps: &Vec<Transition>| steps.iter().all(|&step| transitions.number(step).is_some());
    trees
        .iter()
        .map(|tree| Some(tree.projective().steps()).filter(known))
        .collect()
}
