//! The triples of the default graph as adjacency lists: compressed sparse rows, as matrices are kept.

use crate::rdf::index::buckets::by_key;
use crate::rdf::index::sort::{Starts, scatter, starts};
use crate::rdf::quads::TermId;
use std::sync::OnceLock;

/// Two of the three terms of a triple; the third says in which list they stand.
pub(crate) type Pair = [TermId; 2];

/// For each term a sorted list of what stands beside it.
#[derive(Debug, Clone, Default)]
pub(super) struct Lists {
    starts: Starts,
    pairs: Box<[Pair]>,
}

impl Lists {
    /// The list of a term; none for a number of another index.
    #[inline]
    pub(super) fn of(&self, term: TermId) -> &[Pair] {
        match self.starts.get(term.slot()..term.slot() + 2) {
            Some([start, end]) => &self.pairs[*start as usize..*end as usize],
            _ => &[],
        }
    }

    /// Where the list of a term starts.
    pub(super) fn start(&self, term: TermId) -> usize {
        self.starts
            .get(term.slot())
            .map_or(0, |start| *start as usize)
    }

    pub(super) fn len(&self) -> usize {
        self.pairs.len()
    }

    /// The terms that have a list, each with how many pairs are in it.
    pub(super) fn sizes(&self) -> impl Iterator<Item = (TermId, usize)> + use<'_> {
        let ends = self.starts.windows(2).map(|ends| ends[1] - ends[0]);
        let sizes = (0..).map(TermId).zip(ends);
        sizes.filter_map(|(term, size)| (size > 0).then_some((term, size as usize)))
    }

    fn size(&self) -> usize {
        size_of_val(&*self.starts) + size_of_val(&*self.pairs)
    }
}

/// A pair as a number that sorts as it does.
#[inline]
fn number([first, second]: Pair) -> u64 {
    u64::from(first.number()) << u32::BITS | u64::from(second.number())
}

/// The part of a list whose first term is `first`.
#[inline]
pub(super) fn with_first(list: &[Pair], first: TermId) -> &[Pair] {
    let start = list.partition_point(|pair| pair[0] < first);
    let rest = &list[start..];
    // Most runs are short: looking for the end step by step touches what is read next anyway.
    let end = if rest.len() > 16 && rest[16][0] == first {
        rest.partition_point(|pair| pair[0] == first)
    } else {
        rest.iter().take_while(|pair| pair[0] == first).count()
    };
    &rest[..end]
}

/// The same triples in three orders, 8 bytes each in each. The order by subject is that of files, and a file is
/// written without the other two: they are made when a query first wants them.
#[derive(Debug, Clone, Default)]
pub(super) struct Adjacency {
    n_keys: usize,
    n_threads: usize,
    /// Predicates and objects of each subject.
    pub(super) by_subject: Lists,
    by_predicate: OnceLock<Lists>,
    by_object: OnceLock<Lists>,
}

const FILLER: Pair = [TermId::DEFAULT_GRAPH; 2];

impl Adjacency {
    /// Sorts triples, whose numbers are below `n_keys`, on so many threads; doubles fall away.
    pub(super) fn new(n_keys: usize, triples: &[[TermId; 3]], n_threads: usize) -> Self {
        let keyed = triples.iter().map(|[s, p, o]| (*s, [*p, *o]));
        let in_order = |list: &mut [Pair]| {
            if list.len() > 1 {
                list.sort_unstable_by_key(|pair| number(*pair));
            }
        };
        let (starts, pairs) = by_key(n_keys, FILLER, &keyed, in_order, n_threads);
        Self {
            n_keys,
            n_threads,
            by_subject: without_doubles(Lists { starts, pairs }),
            ..Self::default()
        }
    }

    /// Subjects and predicates of each object.
    #[inline]
    pub(super) fn by_object(&self) -> &Lists {
        // Read subject by subject, the triples come sorted by subject and predicate already: sorting them by
        // object, stably, sorts by all three. The same holds for predicates after that.
        self.by_object.get_or_init(|| {
            let turned = Rows::new(&self.by_subject).map(|(s, [p, o])| (o, [s, p]));
            let as_they_are = |_: &mut [Pair]| {};
            let (starts, pairs) = by_key(self.n_keys, FILLER, &turned, as_they_are, self.n_threads);
            Lists { starts, pairs }
        })
    }

    /// Objects and subjects of each predicate.
    #[inline]
    pub(super) fn by_predicate(&self) -> &Lists {
        self.by_predicate.get_or_init(|| {
            let by_object = self.by_object();
            let predicates = by_object
                .pairs
                .iter()
                .map(|[_, predicate]| predicate.slot());
            let starts = starts(self.n_keys, predicates);
            let turned = Rows::new(by_object).map(|(o, [s, p])| (p, [o, s]));
            let pairs = scatter(&starts, FILLER, turned);
            Lists { starts, pairs }
        })
    }

    pub(super) fn len(&self) -> usize {
        self.by_subject.len()
    }

    /// Bytes on the heap, all orders included.
    pub(super) fn size(&self) -> usize {
        self.by_subject.size() + self.by_predicate().size() + self.by_object().size()
    }
}

fn without_doubles(lists: Lists) -> Lists {
    let Lists { mut starts, pairs } = lists;
    let mut pairs = pairs.into_vec();
    let mut kept = 0;
    let mut from = 0;
    for slot in 0..starts.len() - 1 {
        let to = starts[slot + 1] as usize;
        let first = kept;
        for place in from..to {
            if kept == first || pairs[kept - 1] != pairs[place] {
                pairs[kept] = pairs[place];
                kept += 1;
            }
        }
        from = to;
        // No more are kept than there were.
        starts[slot + 1] = u32::try_from(kept).unwrap_or(u32::MAX);
    }
    pairs.truncate(kept);
    Lists {
        starts,
        pairs: pairs.into_boxed_slice(),
    }
}

/// All pairs with the term whose list they stand in.
#[derive(Debug, Clone)]
pub(super) struct Rows<'a> {
    starts: &'a [u32],
    pairs: &'a [Pair],
    /// The place of the next pair.
    place: u32,
    term: TermId,
}

impl<'a> Rows<'a> {
    pub(super) fn new(lists: &'a Lists) -> Self {
        Self {
            starts: &lists.starts,
            pairs: &lists.pairs,
            place: 0,
            term: TermId::DEFAULT_GRAPH,
        }
    }
}

impl Iterator for Rows<'_> {
    type Item = (TermId, Pair);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let pair = *self.pairs.get(self.place as usize)?;
        while self.starts[self.term.slot() + 1] <= self.place {
            self.term.0 += 1;
        }
        self.place += 1;
        Some((self.term, pair))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.pairs.len() - self.place as usize;
        (left, Some(left))
    }
}

impl ExactSizeIterator for Rows<'_> {}
