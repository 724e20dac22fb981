use crate::rdf::blank::label_blank_nodes;
use crate::rdf::quads::{Quad, Quads, TermId, TooManyTerms};
use crate::rdf::{Prefixes, compare_terms};
use oxigraph::model::Term;

/// Which graphs a lookup reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GraphSelection {
    /// The default graph.
    Default,
    /// One named graph.
    Named(TermId),
    /// Every named graph, the default graph left out.
    AnyNamed,
}

/// Quads frozen for reading: each term once, in [`compare_terms`] order, each quad once, in three orders.
///
/// Two inputs that say the same give the same index, term numbers included.
#[derive(Debug, Clone, Default)]
pub struct Index {
    terms: Vec<Term>,
    /// Sorted by graph, subject, predicate, object.
    by_subject: Vec<Quad>,
    /// Sorted by graph, predicate, object, subject.
    by_predicate: Vec<[TermId; 4]>,
    /// Sorted by graph, object, subject, predicate.
    by_object: Vec<[TermId; 4]>,
    graphs: Vec<TermId>,
    prefixes: Prefixes,
}

impl Index {
    /// Sorts and freezes.
    ///
    /// # Errors
    /// [`TooManyTerms`] beyond 32 bits.
    pub fn new(quads: Quads) -> Result<Self, TooManyTerms> {
        let Quads {
            terms,
            entries: quads,
            prefixes,
        } = label_blank_nodes(quads);
        let mut order: Vec<usize> = (0..terms.len()).collect();
        order.sort_unstable_by(|left, right| compare_terms(&terms[*left], &terms[*right]));
        let mut ids = vec![TermId::DEFAULT_GRAPH; terms.len() + 1];
        for (rank, position) in order.iter().enumerate() {
            ids[position + 1] = TermId::from_position(rank).ok_or(TooManyTerms)?;
        }
        let mut slots: Vec<Option<Term>> = terms.into_iter().map(Some).collect();
        let terms = order
            .into_iter()
            .filter_map(|position| slots[position].take())
            .collect();
        let id = |id: TermId| ids[id.0 as usize];
        let mut by_subject: Vec<Quad> = quads
            .into_iter()
            .map(|quad| Quad {
                graph: id(quad.graph),
                subject: id(quad.subject),
                predicate: id(quad.predicate),
                object: id(quad.object),
            })
            .collect();
        by_subject.sort_unstable();
        by_subject.dedup();
        let mut by_predicate: Vec<[TermId; 4]> = by_subject
            .iter()
            .map(|quad| [quad.graph, quad.predicate, quad.object, quad.subject])
            .collect();
        by_predicate.sort_unstable();
        let mut by_object: Vec<[TermId; 4]> = by_subject
            .iter()
            .map(|quad| [quad.graph, quad.object, quad.subject, quad.predicate])
            .collect();
        by_object.sort_unstable();
        let mut graphs: Vec<TermId> = by_subject.iter().map(|quad| quad.graph).collect();
        graphs.dedup();
        graphs.retain(|graph| *graph != TermId::DEFAULT_GRAPH);
        Ok(Self {
            terms,
            by_subject,
            by_predicate,
            by_object,
            graphs,
            prefixes,
        })
    }

    /// The quads as a bag again, to be added to.
    pub fn into_quads(self) -> Quads {
        Quads {
            terms: self.terms.into_iter().collect(),
            entries: self.by_subject,
            prefixes: self.prefixes,
        }
    }

    /// How many quads it holds.
    pub fn len(&self) -> usize {
        self.by_subject.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.by_subject.is_empty()
    }

    /// The prefixes that the input declared.
    pub fn prefixes(&self) -> &Prefixes {
        &self.prefixes
    }

    /// The named graphs, in order.
    pub fn named_graphs(&self) -> &[TermId] {
        &self.graphs
    }

    /// The quads by graph (the default graph first), subject, predicate and object.
    pub fn quads(&self) -> &[Quad] {
        &self.by_subject
    }

    /// Every term, in order.
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// The term with a number from this index.
    ///
    /// # Panics
    /// If the number is [`TermId::DEFAULT_GRAPH`] or comes from another index.
    pub fn term(&self, id: TermId) -> &Term {
        &self.terms[id.position()]
    }

    /// The place of a term among [`Index::terms`], from 0.
    ///
    /// # Panics
    /// If the number is [`TermId::DEFAULT_GRAPH`].
    pub fn rank(&self, id: TermId) -> usize {
        debug_assert!(
            id.position() < self.terms.len(),
            "a number of another index"
        );
        id.position()
    }

    /// The number of a term, if it stands in any quad.
    pub fn find(&self, term: &Term) -> Option<TermId> {
        let position = self
            .terms
            .binary_search_by(|known| compare_terms(known, term))
            .ok()?;
        TermId::from_position(position)
    }

    /// The quads that match, in an order that is the same on every run; `None` matches anything.
    pub fn matching(
        &self,
        subject: Option<TermId>,
        predicate: Option<TermId>,
        object: Option<TermId>,
        graphs: GraphSelection,
    ) -> impl Iterator<Item = Quad> + use<'_> {
        let selected: &[TermId] = match &graphs {
            GraphSelection::Default => &[TermId::DEFAULT_GRAPH],
            GraphSelection::AnyNamed => &self.graphs,
            GraphSelection::Named(name) => match self.graphs.binary_search(name) {
                Ok(position) => &self.graphs[position..=position],
                Err(_) => &[],
            },
        };
        selected
            .iter()
            .flat_map(move |graph| self.in_graph(*graph, subject, predicate, object))
    }

    fn in_graph(
        &self,
        graph: TermId,
        subject: Option<TermId>,
        predicate: Option<TermId>,
        object: Option<TermId>,
    ) -> impl Iterator<Item = Quad> + use<'_> {
        let (mut spo, mut pos, mut osp) = (None, None, None);
        match (subject, predicate, object) {
            (Some(_), Some(_), _) | (Some(_) | None, None, None) => {
                let wanted = [Some(graph), subject, predicate, object];
                spo = Some(range(&self.by_subject, wanted, |quad| {
                    [quad.graph, quad.subject, quad.predicate, quad.object]
                }));
            }
            (None, Some(_), _) => {
                pos = Some(range(
                    &self.by_predicate,
                    [Some(graph), predicate, object, None],
                    |key| *key,
                ));
            }
            (_, None, Some(_)) => {
                osp = Some(range(
                    &self.by_object,
                    [Some(graph), object, subject, None],
                    |key| *key,
                ));
            }
        }
        let spo = spo.unwrap_or_default().iter().copied();
        let pos = pos
            .unwrap_or_default()
            .iter()
            .map(|[graph, predicate, object, subject]| Quad {
                graph: *graph,
                subject: *subject,
                predicate: *predicate,
                object: *object,
            });
        let osp = osp
            .unwrap_or_default()
            .iter()
            .map(|[graph, object, subject, predicate]| Quad {
                graph: *graph,
                subject: *subject,
                predicate: *predicate,
                object: *object,
            });
        spo.chain(pos).chain(osp)
    }
}

/// The run of `sorted` whose keys start with the bound parts of `wanted`.
fn range<T>(sorted: &[T], wanted: [Option<TermId>; 4], key: impl Fn(&T) -> [TermId; 4]) -> &[T] {
    let low = wanted.map(|part| part.unwrap_or(TermId::DEFAULT_GRAPH));
    let high = wanted.map(|part| part.unwrap_or(TermId::LAST));
    let start = sorted.partition_point(|item| key(item) < low);
    let length = sorted[start..].partition_point(|item| key(item) <= high);
    &sorted[start..start + length]
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxigraph::model::{Literal, NamedNode};

    fn iri(name: &str) -> Term {
        NamedNode::new_unchecked(format!("http://e/{name}")).into()
    }

    fn index(triples: &[(&str, &str, &str)]) -> Index {
        let mut quads = Quads::default();
        for (subject, predicate, object) in triples {
            quads
                .insert(iri(subject), iri(predicate), iri(object))
                .unwrap();
        }
        Index::new(quads).unwrap()
    }

    #[test]
    fn every_pattern_finds_what_a_scan_finds() {
        let triples = [
            ("a", "p", "b"),
            ("a", "q", "b"),
            ("b", "p", "a"),
            ("c", "p", "b"),
            ("a", "p", "c"),
        ];
        let index = index(&triples);
        let names = ["a", "b", "c", "p", "q"];
        let options: Vec<Option<TermId>> = std::iter::once(None)
            .chain(names.iter().map(|name| index.find(&iri(name))))
            .collect();
        for subject in &options {
            for predicate in &options {
                for object in &options {
                    let mut found: Vec<Quad> = index
                        .matching(*subject, *predicate, *object, GraphSelection::Default)
                        .collect();
                    found.sort_unstable();
                    let scanned: Vec<Quad> = index
                        .quads()
                        .iter()
                        .filter(|quad| {
                            subject.is_none_or(|id| id == quad.subject)
                                && predicate.is_none_or(|id| id == quad.predicate)
                                && object.is_none_or(|id| id == quad.object)
                        })
                        .copied()
                        .collect();
                    assert_eq!(found, scanned);
                }
            }
        }
    }

    #[test]
    fn the_order_of_the_input_leaves_no_trace() {
        let forward = index(&[("a", "p", "b"), ("c", "p", "d"), ("a", "p", "b")]);
        let backward = index(&[("c", "p", "d"), ("a", "p", "b")]);
        assert_eq!(forward.terms(), backward.terms());
        assert_eq!(forward.quads(), backward.quads());
    }

    #[test]
    fn lexical_forms_are_kept_apart() {
        let mut quads = Quads::default();
        for lexical in ["1", "01", "+1"] {
            let integer = NamedNode::new_unchecked("http://www.w3.org/2001/XMLSchema#integer");
            quads
                .insert(
                    iri("a"),
                    iri("p"),
                    Literal::new_typed_literal(lexical, integer),
                )
                .unwrap();
        }
        assert_eq!(Index::new(quads).unwrap().len(), 3);
    }
}
