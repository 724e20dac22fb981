//! How the triples of each predicate spread over subjects and objects.

use crate::rdf::index::adjacency::Adjacency;
use crate::rdf::quads::TermId;
use std::sync::OnceLock;

/// How many triples of the default graph there are, and how many different terms stand in them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Spread {
    /// The triples.
    pub triples: usize,
    /// Their subjects, each counted once.
    pub subjects: usize,
    /// Their objects, each counted once.
    pub objects: usize,
}

/// The spread of each predicate and of all, counted when the first is asked for: a query of one pattern asks
/// for none.
#[derive(Debug, Clone, Default)]
pub(super) struct Statistics(OnceLock<Counted>);

#[derive(Debug, Clone)]
struct Counted {
    all: Spread,
    /// By predicate.
    each: Box<[(TermId, Spread)]>,
}

impl Statistics {
    /// The spread of all triples, or of those with one predicate.
    pub(super) fn spread(&self, graph: &Adjacency, predicate: Option<TermId>) -> Spread {
        let counted = self.counted(graph);
        let Some(predicate) = predicate else {
            return counted.all;
        };
        let place = counted.each.binary_search_by_key(&predicate, |(id, _)| *id);
        place.map_or(Spread::default(), |place| counted.each[place].1)
    }

    /// How many predicates there are.
    pub(super) fn n_predicates(&self, graph: &Adjacency) -> usize {
        self.counted(graph).each.len()
    }

    fn counted(&self, graph: &Adjacency) -> &Counted {
        self.0.get_or_init(|| Counted::new(graph))
    }
}

impl Counted {
    fn new(graph: &Adjacency) -> Self {
        let by_predicate = graph.by_predicate();
        let mut each: Vec<(TermId, Spread)> = by_predicate
            .sizes()
            .map(|(predicate, triples)| {
                let objects = n_firsts(by_predicate.of(predicate));
                let subjects = 0;
                let spread = Spread {
                    triples,
                    subjects,
                    objects,
                };
                (predicate, spread)
            })
            .collect();
        let mut places = vec![0_u32; each.last().map_or(0, |(last, _)| last.slot() + 1)];
        for (place, (predicate, _)) in (0..).zip(&each) {
            places[predicate.slot()] = place;
        }
        let by_subject = &graph.by_subject;
        let mut n_subjects = 0;
        for (subject, _) in by_subject.sizes() {
            n_subjects += 1;
            let mut before = TermId::DEFAULT_GRAPH;
            for [predicate, _] in by_subject.of(subject) {
                if std::mem::replace(&mut before, *predicate) != *predicate {
                    each[places[predicate.slot()] as usize].1.subjects += 1;
                }
            }
        }
        Self {
            all: Spread {
                triples: by_subject.len(),
                subjects: n_subjects,
                objects: graph.by_object().sizes().count(),
            },
            each: each.into_boxed_slice(),
        }
    }
}

/// How many different terms stand first in a sorted list.
fn n_firsts(list: &[[TermId; 2]]) -> usize {
    list.chunk_by(|left, right| left[0] == right[0]).count()
}
