use crate::model::visible;
use crate::order::CompactSort;
use std::collections::BTreeMap;

/// How many different things of one sort are told apart; the rest are counted together.
const TOLD_APART: usize = 40;

/// What another program's file holds that a graph has no place for, and what had to be supposed of it.
///
/// No two extractors mean the same by an edge, so a reader says what it could not carry over: counted, since
/// a file of a million edges lacks the same thing a million times.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Losses {
    counts: BTreeMap<Loss, BTreeMap<String, usize>>,
    /// What came after [`TOLD_APART`] different things, by sort.
    more: BTreeMap<Loss, usize>,
}

/// In which way something was lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Loss {
    /// It is in the input and not in the graph.
    Dropped,
    /// It is in the graph and was not in the input in so many words.
    Supposed,
    /// The input does not say, or does not say reliably, which end a relation starts from.
    Undirected,
    /// The input does not say how the ends are related.
    WithoutPredicate,
}

impl Loss {
    /// How it is announced.
    fn heading(self) -> &'static str {
        match self {
            Self::Dropped => "not carried over",
            Self::Supposed => "supposed",
            Self::Undirected => "direction unreliable",
            Self::WithoutPredicate => "no predicate",
        }
    }
}

impl Losses {
    /// Counts one more of `what`, which reads well after a number: `property "score" of a node`.
    pub fn add(&mut self, loss: Loss, what: &str) {
        self.add_many(loss, what, 1);
    }

    /// Counts `count` more of `what`.
    pub fn add_many(&mut self, loss: Loss, what: &str, count: usize) {
        if count == 0 {
            return;
        }
        let known = self.counts.entry(loss).or_default();
        if let Some(sum) = known.get_mut(what) {
            *sum += count;
        } else if known.len() < TOLD_APART {
            known.insert(what.to_owned(), count);
        } else {
            *self.more.entry(loss).or_default() += count;
        }
    }

    /// Whether everything was carried over as it stood.
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    /// One line for each way of losing, what is lost most often first.
    pub fn lines(&self) -> impl Iterator<Item = String> + use<'_> {
        self.counts.iter().map(|(loss, counts)| {
            let mut counts: Vec<(&String, usize)> =
                counts.iter().map(|(what, count)| (what, *count)).collect();
            counts.order_by_key(|(what, count)| (std::cmp::Reverse(*count), *what));
            let mut parts: Vec<String> = counts
                .into_iter()
                .map(|(what, count)| format!("{count} × {}", visible(what)))
                .collect();
            if let Some(more) = self.more.get(loss) {
                parts.push(format!("{more} × something else"));
            }
            format!("{}: {}", loss.heading(), parts.join("; "))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_lost_most_comes_first() {
        let mut losses = Losses::default();
        assert!(losses.is_empty());
        losses.add(Loss::Dropped, "property \"b\"");
        losses.add_many(Loss::Dropped, "property \"a\"", 0);
        losses.add_many(Loss::Dropped, "property \"c\"", 3);
        losses.add(Loss::WithoutPredicate, "relation");
        let lines: Vec<String> = losses.lines().collect();
        assert_eq!(
            lines,
            [
                "not carried over: 3 × property \"c\"; 1 × property \"b\"",
                "no predicate: 1 × relation"
            ]
        );
    }

    #[test]
    fn names_without_end_are_counted_together() {
        let mut losses = Losses::default();
        for number in 0..1000 {
            losses.add(Loss::Dropped, &format!("property {number:04}"));
        }
        let line = losses.lines().next().unwrap_or_default();
        assert!(line.ends_with("; 960 × something else"), "{line}");
    }
}
