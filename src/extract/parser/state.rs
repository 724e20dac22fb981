//! Where a parse stands: stack and next word, shared between the hypotheses of a beam.
//!
//! Stack entries are never changed, only replaced (a persistent linked list in one arena), so that a hypothesis
//! is a few numbers and a step costs the same in a sentence of ten words and of ten thousand (Goldberg, Zhao and
//! Huang 2013, "Efficient implementation of beam-search incremental parsers").

use crate::extract::parser::transition::Transition;
use crate::extract::relation::Relation;

/// No entry, no word.
pub const NONE: u32 = u32::MAX;

/// A dependent: its word and its relation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dependent {
    /// The position of the word in the sentence; [`NONE`] if there is none.
    pub word: u32,
    /// Its relation, meaningful if there is a word.
    pub relation: Relation,
}

const NO_DEPENDENT: Dependent = Dependent {
    word: NONE,
    relation: Relation::Dep,
};

/// A word on the stack or the next one, with what the features ask of its dependents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Element {
    /// The word's position in the sentence; its length stands for the root.
    pub word: u32,
    /// The leftmost dependent and the one attached before it.
    pub left: [Dependent; 2],
    /// The rightmost dependent and the one attached before it.
    pub right: [Dependent; 2],
    /// How many dependents stand to the left.
    pub n_left: u8,
    /// How many dependents stand to the right.
    pub n_right: u8,
    /// One bit a relation that a dependent to the left has.
    pub left_relations: u64,
    /// One bit a relation that a dependent to the right has.
    pub right_relations: u64,
}

impl Element {
    fn bare(word: u32) -> Self {
        Self {
            word,
            left: [NO_DEPENDENT; 2],
            right: [NO_DEPENDENT; 2],
            n_left: 0,
            n_right: 0,
            left_relations: 0,
            right_relations: 0,
        }
    }

    fn with_left(mut self, word: u32, relation: Relation) -> Self {
        self.left = [Dependent { word, relation }, self.left[0]];
        self.n_left = self.n_left.saturating_add(1);
        self.left_relations |= 1 << (relation as u32);
        self
    }

    fn with_right(mut self, word: u32, relation: Relation) -> Self {
        self.right = [Dependent { word, relation }, self.right[0]];
        self.n_right = self.n_right.saturating_add(1);
        self.right_relations |= 1 << (relation as u32);
        self
    }
}

/// A stack entry and the one below it.
#[derive(Debug, Clone, Copy)]
struct Entry {
    element: Element,
    below: u32,
}

/// A step that was taken and the one before it.
#[derive(Debug, Clone, Copy)]
struct Taken {
    step: Transition,
    before: u32,
}

/// The stack entries and steps of all hypotheses about one sentence.
#[derive(Debug, Clone, Default)]
pub struct Arena {
    entries: Vec<Entry>,
    taken: Vec<Taken>,
}

/// One hypothesis.
#[derive(Debug, Clone, Copy)]
pub struct State {
    /// The next word and its dependents so far.
    pub front: Element,
    top: u32,
    last: u32,
    n_words: u32,
}

impl Arena {
    /// Forgets everything and starts a sentence of `n_words` words.
    pub fn start(&mut self, n_words: u32) -> State {
        self.entries.clear();
        self.taken.clear();
        State {
            front: Element::bare(0),
            top: NONE,
            last: NONE,
            n_words,
        }
    }

    /// The upper three elements of the stack, the top first.
    #[must_use]
    pub fn stack(&self, state: &State) -> [Option<&Element>; 3] {
        let mut found = [None; 3];
        let mut at = state.top;
        for place in &mut found {
            let Some(entry) = self.entries.get(at as usize) else {
                break;
            };
            *place = Some(&entry.element);
            at = entry.below;
        }
        found
    }

    /// The words on the stack, the top first.
    pub fn stack_words<'arena>(&'arena self, state: &State) -> impl Iterator<Item = u32> + 'arena {
        let first = self.entries.get(state.top as usize);
        std::iter::successors(first, |entry| self.entries.get(entry.below as usize))
            .map(|entry| entry.element.word)
    }

    /// Whether the next word may go onto the stack.
    #[must_use]
    pub fn may_shift(&self, state: &State) -> bool {
        state.front.word < state.n_words
    }

    /// Whether the top of the stack may become a dependent of the next word, which is no root.
    #[must_use]
    pub fn may_left(&self, state: &State) -> bool {
        state.top != NONE && state.front.word < state.n_words
    }

    /// Whether the top of the stack may become a dependent of the element below it.
    #[must_use]
    pub fn may_right(&self, state: &State) -> bool {
        self.entries
            .get(state.top as usize)
            .is_some_and(|entry| entry.below != NONE)
    }

    /// Whether only the step that makes the root is left.
    #[must_use]
    pub fn must_root(&self, state: &State) -> bool {
        state.front.word == state.n_words && state.top != NONE && !self.may_right(state)
    }

    /// Whether every word has its head.
    #[must_use]
    pub fn is_done(&self, state: &State) -> bool {
        state.front.word == state.n_words && state.top == NONE
    }

    /// The hypothesis after one more step, which must be allowed.
    pub fn apply(&mut self, state: &State, step: Transition) -> State {
        let mut next = *state;
        match step {
            Transition::Shift => {
                next.top = self.push(state.front, state.top);
                next.front = Element::bare(state.front.word + 1);
            }
            Transition::Left(relation) => {
                let entry = self.entries[state.top as usize];
                next.front = state.front.with_left(entry.element.word, relation);
                next.top = entry.below;
            }
            Transition::Right(relation) => {
                let entry = self.entries[state.top as usize];
                let below = self.entries[entry.below as usize];
                let head = below.element.with_right(entry.element.word, relation);
                next.top = self.push(head, below.below);
            }
        }
        next.last = index(self.taken.len());
        self.taken.push(Taken {
            step,
            before: state.last,
        });
        next
    }

    fn push(&mut self, element: Element, below: u32) -> u32 {
        let at = index(self.entries.len());
        self.entries.push(Entry { element, below });
        at
    }

    /// The steps that led to a hypothesis, the first one first.
    #[must_use]
    pub fn steps(&self, state: &State) -> Vec<Transition> {
        let first = self.taken.get(state.last as usize);
        let before = |taken: &&Taken| self.taken.get(taken.before as usize);
        let mut steps: Vec<Transition> = std::iter::successors(first, before)
            .map(|taken| taken.step)
            .collect();
        steps.reverse();
        steps
    }
}

/// The tree that steps make: for each word its head (`None` for the root) and its relation.
#[must_use]
pub fn tree(n_words: usize, steps: &[Transition]) -> Vec<(Option<usize>, Relation)> {
    let mut found = vec![(None, Relation::Root); n_words];
    let mut stack: Vec<usize> = Vec::new();
    let mut next = 0;
    for &step in steps {
        match step {
            Transition::Shift => {
                stack.push(next);
                next += 1;
            }
            Transition::Left(relation) => {
                if let Some(word) = stack.pop() {
                    found[word] = ((next < n_words).then_some(next), relation);
                }
            }
            Transition::Right(relation) => {
                if let Some(word) = stack.pop() {
                    found[word] = (stack.last().copied(), relation);
                }
            }
        }
    }
    found
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "sentences are cut long before four billion steps"
)]
fn index(length: usize) -> u32 {
    length as u32
}
