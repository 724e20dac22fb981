//! The graph as triples.
//!
//! A relation is a node of its own, since one triple has no room for the words, the place and the speaker.

mod sink;
mod statements;
mod values;

pub(super) use values::{modality, polarity, report_kind, verdict};

use crate::graph::{KnowledgeGraph, Minter, Parts, Shard, giving_way};
use crate::ontology::Ontology;
use crate::rdf::parallel::in_parallel;
use crate::rdf::project::statements::Projection;
use crate::rdf::{Dictionary, Prefixes, Quad, Quads, Run, TooManyTerms};

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
    let mut projection = Projection::new(options);
    for entity in graph.entities() {
        projection.entity(entity)?;
    }
    for term in graph.open_terms().values() {
        projection.open_term(term)?;
    }
    for claim in graph.claims() {
        projection.claim(claim)?;
    }
    for attribution in graph.attributions().values() {
        projection.attribution(attribution)?;
    }
    projection.mentioned(graph.entities());
    for evidence in graph.evidence().values() {
        projection.evidence(evidence)?;
    }
    for source in graph.sources().values() {
        projection.source(source)?;
    }
    Ok(bag([projection.into_parts()]))
}

/// Writes a shard as [`project`] writes its graph, without the graph: what was written makes room for what is
/// written next.
///
/// # Errors
/// [`TooManyTerms`] beyond 32 bits.
pub fn project_shard(shard: Shard, options: ProjectOptions) -> Result<Quads, TooManyTerms> {
    let shares = shares(shard.into_parts(), options);
    let jobs = shares.into_iter().map(|share| || share.project());
    let parts = in_parallel(true, jobs.collect()).into_iter();
    let parts = parts.collect::<Result<Vec<_>, TooManyTerms>>()?;
    Ok(bag(parts))
}

/// From so many claims on a second thread is worth its start.
const MANY: usize = 10_000;

/// What one thread writes. The shares stand one behind the other as one thread would write them all, so that
/// nothing of the result tells how many there were.
struct Share {
    projection: Projection,
    parts: Parts,
}

/// A claim is about three times as much to write as evidence.
const WEIGHT: usize = 3;

/// Cuts claims, and evidence behind them, into about equal shares.
fn shares(mut rest: Parts, options: ProjectOptions) -> Vec<Share> {
    let mut projection = Projection::new(options);
    projection.mentioned(&rest.entities);
    let n_shares = match std::thread::available_parallelism() {
        Ok(n_threads) if rest.claims.len() >= MANY => n_threads.get(),
        _ => 1,
    };
    let size = (rest.claims.len() * WEIGHT + rest.evidence.len()) / n_shares;
    let mut shares = Vec::new();
    for _ in 1..n_shares {
        let mut parts = Parts {
            entities: std::mem::take(&mut rest.entities),
            open_terms: std::mem::take(&mut rest.open_terms),
            ..Parts::default()
        };
        let n_claims = rest.claims.len().min(size / WEIGHT);
        let later = rest.claims.split_off(n_claims);
        parts.claims = std::mem::replace(&mut rest.claims, later);
        if rest.claims.is_empty() {
            parts.attributions = std::mem::take(&mut rest.attributions);
            let n_evidence = rest.evidence.len().min(size - n_claims * WEIGHT);
            let later = rest.evidence.split_off(n_evidence);
            parts.evidence = std::mem::replace(&mut rest.evidence, later);
        }
        let projection = projection.clone();
        shares.push(Share { projection, parts });
    }
    let parts = rest;
    shares.push(Share { projection, parts });
    shares
}

impl Share {
    fn project(self) -> Result<(Dictionary, Vec<Quad>), TooManyTerms> {
        let Self {
            mut projection,
            parts,
        } = self;
        for entity in giving_way(parts.entities) {
            projection.entity(&entity)?;
        }
        for term in parts.open_terms {
            projection.open_term(&term)?;
        }
        for claim in giving_way(parts.claims) {
            projection.claim(&claim)?;
        }
        for attribution in parts.attributions {
            projection.attribution(&attribution)?;
        }
        for evidence in giving_way(parts.evidence) {
            projection.evidence(&evidence)?;
        }
        for source in parts.sources {
            projection.source(&source)?;
        }
        Ok(projection.into_parts())
    }
}

/// What several threads wrote, one behind the other.
fn bag(parts: impl IntoIterator<Item = (Dictionary, Vec<Quad>)>) -> Quads {
    let (dictionaries, quads): (Vec<_>, Vec<_>) = parts.into_iter().unzip();
    let runs = (0..).zip(quads);
    let runs = runs.map(|(dictionary, quads)| Run { dictionary, quads });
    Quads::from_runs(dictionaries, runs.collect())
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
