use crate::extract::Counts;
use std::ops::AddAssign;

/// What was read of several documents is the sum of what was read of each.
impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        let Self {
            n_sentences,
            n_clauses,
            n_clauses_without_relation,
            n_mentions,
            n_mentions_unresolved,
        } = other;
        self.n_sentences += n_sentences;
        self.n_clauses += n_clauses;
        self.n_clauses_without_relation += n_clauses_without_relation;
        self.n_mentions += n_mentions;
        self.n_mentions_unresolved += n_mentions_unresolved;
    }
}
