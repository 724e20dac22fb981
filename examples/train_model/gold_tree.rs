//! The tree that the parser shall find, and which steps lead to it.

use crate::treebank::GoldSentence;
use graphwright::extract::Relation;
use graphwright::extract::parser::state::{Arena, State};
use graphwright::extract::parser::{Transition, Transitions};

/// Heads as positions, the number of words standing for the root.
#[derive(Debug, Clone)]
pub(crate) struct GoldTree {
    pub(crate) heads: Vec<u32>,
    pub(crate) relations: Vec<Relation>,
    /// The last dependent of each word, or 0.
    last_dependent: Vec<u32>,
}

impl GoldTree {
    pub(crate) fn new(sentence: &GoldSentence) -> Self {
        let n_words = u32::try_from(sentence.len()).expect("a sentence of few words");
        let head =
            |head: Option<usize>| head.map_or(n_words, |head| u32::try_from(head).expect("a word"));
        let mut tree = Self {
            heads: sentence.iter().map(|word| head(word.head)).collect(),
            relations: sentence.iter().map(|word| word.relation).collect(),
            last_dependent: Vec::new(),
        };
        tree.index();
        tree
    }

    fn index(&mut self) {
        self.last_dependent = vec![0; self.heads.len() + 1];
        for (word, &head) in (0..).zip(&self.heads) {
            let last = &mut self.last_dependent[head as usize];
            *last = word.max(*last);
        }
    }

    /// The tree without crossing arcs: a word whose arc crosses hangs on its head's head instead (Nivre and Nilsson
    /// 2005, "Pseudo-projective dependency parsing", without the encoding).
    pub(crate) fn projective(&self) -> Self {
        let mut tree = self.clone();
        let root = u32::try_from(tree.heads.len()).expect("few words");
        while let Some(word) = (0..tree.heads.len())
            .filter(|&word| tree.crosses(word))
            .min_by_key(|&word| tree.heads[word].abs_diff(u32::try_from(word).expect("few words")))
        {
            let head = tree.heads[word];
            tree.heads[word] = if head == root {
                root
            } else {
                tree.heads[head as usize]
            };
        }
        tree.index();
        tree
    }

    /// Whether some word below the arc to `word` does not descend from its head.
    fn crosses(&self, word: usize) -> bool {
        let head = self.heads[word];
        let at = u32::try_from(word).expect("few words");
        if head as usize == self.heads.len() {
            return false;
        }
        (at.min(head) + 1..at.max(head)).any(|between| {
            let mut above = between;
            while above != head && (above as usize) < self.heads.len() {
                above = self.heads[above as usize];
            }
            above != head
        })
    }

    fn has_dependent_from(&self, word: u32, front: u32) -> u32 {
        if self.last_dependent[word as usize] < front {
            return 0;
        }
        u32::try_from(
            self.heads[front as usize..]
                .iter()
                .filter(|&&head| head == word)
                .count(),
        )
        .expect("few words")
    }

    /// How many arcs of the tree each kind of step loses: shift, left, right (Goldberg and Nivre 2013, section 4.2);
    /// `None` for a step that is not allowed.
    pub(crate) fn costs(&self, arena: &Arena, state: &State) -> [Option<u32>; 3] {
        let front = state.front.word;
        let mut stack = arena.stack_words(state);
        let top = stack.next();
        let second = arena.stack_words(state).nth(1);
        let shift = arena.may_shift(state).then(|| {
            let lost_head = u32::from(stack.any(|word| word == self.heads[front as usize]));
            let lost = arena
                .stack_words(state)
                .filter(|&word| self.heads[word as usize] == front)
                .count();
            lost_head + u32::try_from(lost).expect("few words")
        });
        let left = top
            .filter(|_| arena.may_left(state) || arena.must_root(state))
            .map(|top| {
                let head = self.heads[top as usize];
                u32::from(head > front || Some(head) == second)
                    + self.has_dependent_from(top, front)
            });
        let right = top.filter(|_| arena.may_right(state)).map(|top| {
            u32::from(self.heads[top as usize] >= front) + self.has_dependent_from(top, front)
        });
        [shift, left, right]
    }

    /// Whether a step loses as few arcs as any, and gives the right relation if its arc is right.
    pub(crate) fn is_right(
        &self,
        arena: &Arena,
        state: &State,
        costs: &[Option<u32>; 3],
        step: Transition,
    ) -> bool {
        let least = costs.iter().flatten().min().copied();
        let top = || arena.stack_words(state).next();
        let (cost, head, relation) = match step {
            Transition::Shift => return costs[0].is_some() && costs[0] == least,
            Transition::Left(relation) => (costs[1], Some(state.front.word), relation),
            Transition::Right(relation) => (costs[2], arena.stack_words(state).nth(1), relation),
        };
        let Some(top) = top() else { return false };
        let is_gold_arc = head == Some(self.heads[top as usize]);
        cost.is_some()
            && cost == least
            && (!is_gold_arc || relation == self.relations[top as usize])
    }

    /// The steps to a tree without crossing arcs: arcs as soon as they may be made.
    pub(crate) fn steps(&self) -> Vec<Transition> {
        let mut arena = Arena::default();
        let mut state = arena.start(u32::try_from(self.heads.len()).expect("few words"));
        while !arena.is_done(&state) {
            let costs = self.costs(&arena, &state);
            let least = costs.iter().flatten().min().copied();
            let top = arena.stack_words(&state).next();
            let relation = top.map_or(Relation::Dep, |top| self.relations[top as usize]);
            let step = match costs {
                [_, left, _] if left.is_some() && left == least => Transition::Left(relation),
                [_, _, right] if right.is_some() && right == least => Transition::Right(relation),
                _ => Transition::Shift,
            };
            state = arena.apply(&state, step);
        }
        arena.steps(&state)
    }
}

/// The steps that the trees need.
pub(crate) fn transitions(trees: &[GoldTree]) -> Transitions {
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for tree in trees {
        for (word, (&head, &relation)) in (0..).zip(tree.heads.iter().zip(&tree.relations)) {
            if head > word {
                left.push(relation);
            } else {
                right.push(relation);
            }
        }
    }
    // A relation that was seen once in a direction is a slip.
    let often = |mut relations: Vec<Relation>| {
        relations.sort_unstable();
        let counted: Vec<Relation> = relations
            .chunk_by(|left, right| left == right)
            .filter(|same| same.len() > 3)
            .map(|same| same[0])
            .collect();
        counted
    };
    Transitions::new(&often(left), &often(right))
}
