//! The graph as triples.
//!
//! A relation is a node of its own, since one triple has no room for the words, the place and the speaker.

mod sink;
mod statements;
mod values;

pub(super) use values::{modality, polarity, report_kind};

use crate::graph::{KnowledgeGraph, Minter};
use crate::ontology::Ontology;
use crate::rdf::project::statements::Projection;
use crate::rdf::{Dictionary, Prefixes, Quad, Quads, Run, TooManyTerms};
use std::ops::Range;

/// How a claim is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ClaimStyle {
    /// A `gw:Claim` with `gw:subject`, `gw:predicate` and `gw:object`: plain RDF 1.1.
    #[default]
    Node,
    /// A reifier of a triple term (RDF 1.2).
    Rdf12,
    /// An `rdf:Statement`.
    Reified,
    /// A named graph that holds the triple.
    Graphs,
    /// Not at all: plain triples only.
    None,
}

/// Which claims stand as plain triples beside their nodes.
///
/// A claim that is denied, planned or otherwise not stated as holding never does.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum PlainTriples {
    /// Every stated claim, what only a speaker said included.
    #[default]
    All,
    /// What the source says in its own voice.
    OwnVoice,
    /// None.
    None,
}

/// How a graph is written as triples.
#[derive(Debug, Clone, Copy, Default)]
pub struct ProjectOptions {
    /// How claims are written.
    pub claims: ClaimStyle,
    /// Which claims stand as plain triples too.
    pub plain: PlainTriples,
    /// Whether sources carry their whole text.
    pub with_text: bool,
}

/// Writes a graph as quads. They declare no prefix; see [`prefixes`].
///
/// # Errors
/// [`TooManyTerms`] beyond 32 bits.
pub fn project(graph: &KnowledgeGraph, options: ProjectOptions) -> Result<Quads, TooManyTerms> {
    let n_claims = graph.claims().count();
    let n_parts = match std::thread::available_parallelism() {
        Ok(n_threads) if n_claims >= MANY => n_threads.get(),
        _ => 1,
    };
    let part = |number: usize| Part {
        graph,
        options,
        claims: n_claims * number / n_parts..n_claims * (number + 1) / n_parts,
        is_first: number == 0,
        is_last: number + 1 == n_parts,
    };
    if n_parts == 1 {
        return Ok(bag([part(0).project()?]));
    }
    let parts = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..n_parts)
            .map(|number| scope.spawn(move || part(number).project()))
            .collect();
        threads
            .into_iter()
            .map(|thread| {
                thread
                    .join()
                    .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
            })
            .collect::<Result<Vec<_>, TooManyTerms>>()
    })?;
    Ok(bag(parts))
}

/// From so many claims on a second thread is worth its start.
const MANY: usize = 10_000;

/// What several threads wrote, one behind the other.
fn bag(parts: impl IntoIterator<Item = (Dictionary, Vec<Quad>)>) -> Quads {
    let (dictionaries, quads): (Vec<_>, Vec<_>) = parts.into_iter().unzip();
    let runs = (0..).zip(quads);
    let runs = runs.map(|(dictionary, quads)| Run { dictionary, quads });
    Quads::from_runs(dictionaries, runs.collect())
}

/// Some of the claims, what comes before the first and after the last of all.
struct Part<'g> {
    graph: &'g KnowledgeGraph,
    options: ProjectOptions,
    claims: Range<usize>,
    is_first: bool,
    is_last: bool,
}

impl Part<'_> {
    fn project(self) -> Result<(Dictionary, Vec<Quad>), TooManyTerms> {
        let graph = self.graph;
        let mut projection = Projection::new(self.options);
        if self.is_first {
            for entity in graph.entities() {
                projection.entity(entity)?;
            }
            for term in graph.open_terms().values() {
                projection.open_term(term)?;
            }
        }
        let n_claims = self.claims.len();
        for claim in graph.claims().skip(self.claims.start).take(n_claims) {
            projection.claim(claim)?;
        }
        if self.is_last {
            projection.all_but_claims(graph)?;
        }
        Ok((projection.sink.dictionary, projection.sink.quads))
    }
}

/// The prefixes of minted names and those that the ontology declares.
pub fn prefixes(minter: &Minter, ontology: &Ontology) -> Prefixes {
    let vocabularies = ontology.prefixes().iter();
    let vocabularies = vocabularies.map(|(prefix, namespace)| (prefix.clone(), namespace.clone()));
    let names = minter
        .kinds()
        .map(|(prefix, namespace)| (prefix.to_owned(), namespace));
    vocabularies.chain(names).collect()
}
