//! From a bag of quads to an index.

use crate::rdf::Dictionary;
use crate::rdf::blank::{self, Statements, for_each_label};
use crate::rdf::index::Index;
use crate::rdf::index::adjacency::Adjacency;
use crate::rdf::index::named::Named;
use crate::rdf::index::statistics::Statistics;
use crate::rdf::index::terms::Terms;
use crate::rdf::index::values::Values;
use crate::rdf::parallel::{FEW, in_parallel};
use crate::rdf::quads::{Quads, Run, TermId, TooManyTerms, relabel};
use crate::rdf::rank::rank;
use oxigraph::model::{BlankNodeRef, Term, Triple};

pub(super) fn build(quads: Quads) -> Result<Index, TooManyTerms> {
    let Quads {
        mut dictionaries,
        runs,
        prefixes,
    } = quads;
    let n_quads: usize = runs.iter().map(|run| run.quads.len()).sum();
    dictionaries.iter_mut().for_each(Dictionary::freeze);
    let mut ranking = rank(&dictionaries);
    let n_terms: usize = ranking.terms.iter().map(Vec::len).sum();
    // Places are 32 bits, and so are numbers of terms with 0 and one more than the last.
    if u32::try_from(n_quads).is_err() || u32::try_from(n_terms + 2).is_err() {
        return Err(TooManyTerms);
    }
    let ranks = std::mem::take(&mut ranking.ranks);
    let n_threads = dictionaries.len();
    let n_blank = ranking.n_blank();
    let mut terms = Terms::new(&dictionaries, &ranking);
    // Both dictionaries and terms hold all texts.
    drop((dictionaries, ranking));
    let rows = if n_blank == 0 {
        Rows::ranked(runs, &ranks, n_threads)
    } else {
        let mut rows = Rows::new(n_blank);
        for run in runs {
            rows.add_run(run, &ranks, &terms);
        }
        rows.name_blank_nodes(&mut terms);
        rows
    };
    drop(ranks);
    let n_keys = terms.len() + 1;
    Ok(Index {
        terms,
        default_graph: Adjacency::new(n_keys, &rows.default_graph, n_threads),
        named: Named::new(n_keys, rows.named),
        prefixes,
        values: Values::default(),
        statistics: Statistics::default(),
    })
}

/// Quads by rank, in the order of the input.
struct Rows {
    default_graph: Vec<[TermId; 3]>,
    /// Graph, subject, predicate, object.
    named: Vec<[TermId; 4]>,
    /// For each blank node, when it was first read; `u32::MAX` if not yet.
    first_read: Vec<u32>,
    n_read: u32,
}

impl Rows {
    fn new(n_blank: usize) -> Self {
        Self {
            default_graph: Vec::new(),
            named: Vec::new(),
            first_read: vec![u32::MAX; n_blank],
            n_read: 0,
        }
    }

    /// The quads of all runs, of which none has a blank node, turned on so many threads.
    fn ranked(mut runs: Vec<Run>, ranks: &[Vec<u32>], n_threads: usize) -> Self {
        let n_quads: usize = runs.iter().map(|run| run.quads.len()).sum();
        let size = runs.len().div_ceil(n_threads).max(1);
        let mut parts = Vec::with_capacity(n_threads);
        while !runs.is_empty() {
            let rest = runs.split_off(runs.len().min(size));
            parts.push(std::mem::replace(&mut runs, rest));
        }
        let terms = &Terms::default();
        let turn = |runs: Vec<Run>| {
            move || {
                let mut rows = Self::new(0);
                for run in runs {
                    rows.add_run(run, ranks, terms);
                }
                rows
            }
        };
        let mut parts =
            in_parallel(n_quads >= FEW, parts.into_iter().map(turn).collect()).into_iter();
        let mut rows = parts.next().unwrap_or_else(|| Self::new(0));
        for mut part in parts {
            rows.default_graph.append(&mut part.default_graph);
            rows.named.append(&mut part.named);
        }
        rows
    }

    /// Adds the quads of one run; `terms` are looked at where there are blank nodes.
    fn add_run(&mut self, run: Run, ranks: &[Vec<u32>], terms: &Terms) {
        let ranks = &ranks[run.dictionary];
        // Ranks are below the number of terms, which was checked.
        let ranked = |id: TermId| match id {
            TermId::DEFAULT_GRAPH => id,
            id => TermId(ranks[id.position()] + 1),
        };
        for quad in run.quads {
            let quad = [quad.graph, quad.subject, quad.predicate, quad.object].map(ranked);
            if !self.first_read.is_empty() {
                self.note_blank_nodes(&quad, terms);
            }
            match quad {
                [TermId::DEFAULT_GRAPH, subject, predicate, object] => {
                    self.default_graph.push([subject, predicate, object]);
                }
                named => self.named.push(named),
            }
        }
    }

    fn note_blank_nodes(&mut self, quad: &[TermId; 4], terms: &Terms) {
        let Self {
            first_read, n_read, ..
        } = self;
        let blank = terms.blank();
        let mut note = |rank: usize| {
            let first = &mut first_read[rank - blank.start];
            if *first == u32::MAX {
                *first = *n_read;
                *n_read += 1;
            }
        };
        for id in quad.iter().filter(|id| **id != TermId::DEFAULT_GRAPH) {
            let rank = id.position();
            if blank.contains(&rank) {
                note(rank);
            } else if terms.triples().contains(&rank) {
                for_each_label(terms.term(rank), &mut |label| {
                    if let Some(rank) = terms.find(BlankNodeRef::new_unchecked(label).into()) {
                        note(rank);
                    }
                });
            }
        }
    }

    /// Gives the blank nodes the labels `b1`, `b2`, … by what is said of them, and numbers in that order.
    fn name_blank_nodes(&mut self, terms: &mut Terms) {
        let blank = terms.blank();
        let triples = terms.triples();
        let has_blank = |id: &TermId| {
            *id != TermId::DEFAULT_GRAPH
                && (blank.contains(&id.position()) || triples.contains(&id.position()))
        };
        let in_default = self.default_graph.iter();
        let in_default = in_default.map(|[s, p, o]| [TermId::DEFAULT_GRAPH, *s, *p, *o]);
        let touching: Vec<[TermId; 4]> = in_default
            .chain(self.named.iter().copied())
            .filter(|quad| quad.iter().any(has_blank))
            .collect();
        let place = |label: &str| {
            let rank = terms.find(BlankNodeRef::new_unchecked(label).into())?;
            Some(rank - blank.start)
        };
        let order = blank::order(&Statements {
            quads: &touching,
            first_read: &self.first_read,
            term: &|id| terms.term(id.position()),
            place: &place,
        });
        let mut places = vec![0; order.len()];
        for (new, old) in order.iter().enumerate() {
            places[*old] = new;
        }
        let width = order.len().to_string().len();
        let labels: Vec<String> = (1..=order.len())
            .map(|number| format!("b{number:0width$}"))
            .collect();
        let rename = |label: &str| match place(label) {
            Some(old) => labels[places[old]].clone(),
            None => label.to_owned(),
        };
        let renamed = |triple: &Triple| match relabel(triple.clone().into(), &rename) {
            Term::Triple(triple) => *triple,
            _ => triple.clone(),
        };
        let triple_terms: Vec<Triple> = triples
            .clone()
            .filter_map(|rank| match terms.term(rank) {
                oxigraph::model::TermRef::Triple(triple) => Some(renamed(triple)),
                _ => None,
            })
            .collect();
        let moved = terms.relabel(&labels, triple_terms);
        let renumber = |id: &mut TermId| {
            if *id == TermId::DEFAULT_GRAPH {
                return;
            }
            let rank = id.position();
            let new = if blank.contains(&rank) {
                blank.start + places[rank - blank.start]
            } else if triples.contains(&rank) {
                triples.start + moved[rank - triples.start]
            } else {
                return;
            };
            *id = TermId::from_position(new).unwrap_or(*id);
        };
        self.default_graph.iter_mut().flatten().for_each(renumber);
        self.named.iter_mut().flatten().for_each(renumber);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxigraph::model::{BlankNode, Literal, NamedNode};

    type Row = (Option<Term>, Term, Term, Term);

    fn iri(number: usize) -> Term {
        NamedNode::new_unchecked(format!("http://e/{number}")).into()
    }

    /// Statements that share terms, some in named graphs, as many as threads are worth their while for.
    fn rows(with_blank_nodes: bool) -> Vec<Row> {
        let row = |number: usize| {
            let object = match number % 7 {
                0 if with_blank_nodes => {
                    BlankNode::new_unchecked(format!("n{}", number % 35)).into()
                }
                1 | 2 => Literal::from(format!("{}", number * 31 % 9000)).into(),
                3 => Literal::from(i64::try_from(number % 50).unwrap()).into(),
                _ => iri(number * 17 % 8000),
            };
            let graph = number.is_multiple_of(11).then(|| iri(number % 5));
            (graph, iri(number * 13 % 12_000), iri(number % 4), object)
        };
        (0..40_000).map(row).collect()
    }

    fn bag(rows: &[Row]) -> Quads {
        let mut quads = Quads::default();
        for (graph, subject, predicate, object) in rows {
            let (subject, predicate, object) = (subject.clone(), predicate.clone(), object.clone());
            match graph {
                None => quads.insert(subject, predicate, object).unwrap(),
                Some(graph) => quads
                    .insert_in(Some(graph.clone()), subject, predicate, object)
                    .unwrap(),
            }
        }
        quads
    }

    #[test]
    fn what_threads_have_read_makes_the_index_that_one_makes() {
        for with_blank_nodes in [false, true] {
            let rows = rows(with_blank_nodes);
            let one = Index::new(bag(&rows)).unwrap();
            let (mut dictionaries, mut runs) = (Vec::new(), Vec::new());
            for (dictionary, part) in rows.chunks(rows.len() / 3 + 1).enumerate() {
                let mut quads = bag(part);
                runs.extend(quads.runs.drain(..).map(|run| Run { dictionary, ..run }));
                dictionaries.push(quads.into_dictionary());
            }
            let several = Index::new(Quads::from_runs(dictionaries, runs)).unwrap();
            assert!(one.terms().eq(several.terms()));
            assert!(one.quads().eq(several.quads()));
            assert!(one.predicates().eq(several.predicates()));
            for term in (0..one.n_terms()).filter_map(TermId::from_position) {
                let about = |index: &Index| -> Vec<_> {
                    index
                        .matching(None, None, Some(term), crate::rdf::GraphSelection::Default)
                        .collect()
                };
                assert_eq!(about(&one), about(&several));
            }
        }
    }
}
