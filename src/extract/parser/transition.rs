//! The steps of the arc-hybrid system (Kuhlmann, Gómez-Rodríguez and Satta 2011, "Dynamic programming algorithms
//! for transition-based dependency parsers", section 3), with labels.

use crate::extract::relation::Relation;

/// One step of the parser.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Transition {
    /// The next word goes onto the stack.
    Shift,
    /// The top of the stack becomes a dependent of the next word and leaves.
    Left(Relation),
    /// The top of the stack becomes a dependent of the one below it and leaves.
    Right(Relation),
}

/// The steps that a model knows, numbered: shift, then all to the left, then all to the right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transitions {
    steps: Vec<Transition>,
    /// The number of the first step to the right.
    right: usize,
    /// The number of the step that makes the root.
    root: usize,
}

impl Transitions {
    /// Numbers the steps: `left` and `right` are the relations that were seen in each direction. The root's
    /// own relation is added to the left, where it belongs.
    #[must_use]
    pub fn new(left: &[Relation], right: &[Relation]) -> Self {
        let mut steps = vec![Transition::Shift];
        let is_plain = |relation: &&Relation| **relation != Relation::Root;
        steps.extend(
            left.iter()
                .filter(is_plain)
                .map(|&relation| Transition::Left(relation)),
        );
        let root = steps.len();
        steps.push(Transition::Left(Relation::Root));
        let first_right = steps.len();
        steps.extend(
            right
                .iter()
                .filter(is_plain)
                .map(|&relation| Transition::Right(relation)),
        );
        Self {
            steps,
            right: first_right,
            root,
        }
    }

    /// The step with this number.
    #[must_use]
    pub fn step(&self, number: usize) -> Transition {
        self.steps[number]
    }

    /// The number of a step; `None` if the model does not know it.
    #[must_use]
    pub fn number(&self, step: Transition) -> Option<usize> {
        self.steps.iter().position(|&known| known == step)
    }

    /// How many steps there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.steps.len()
    }

    /// Never: shift and the root are always there.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// The number of [`Transition::Shift`].
    pub const SHIFT: usize = 0;

    /// The number of the step that makes the root.
    #[must_use]
    pub fn root(&self) -> usize {
        self.root
    }

    /// The numbers of the steps to the left, without the root's.
    #[must_use]
    pub fn left(&self) -> std::ops::Range<usize> {
        1..self.root
    }

    /// The numbers of the steps to the right.
    #[must_use]
    pub fn right(&self) -> std::ops::Range<usize> {
        self.right..self.steps.len()
    }
}
