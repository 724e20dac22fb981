use crate::graph::{KnowledgeGraph, Name};
use crate::order::CompactSort;
use petgraph::algo::connected_components;
use petgraph::visit::{EdgeRef, NodeIndexable};
use std::collections::BTreeMap;

/// Figures that tell what a graph holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Statistics {
    /// Nodes.
    pub n_entities: usize,
    /// Claims, those that end at a literal included.
    pub n_relations: usize,
    /// Documents.
    pub n_sources: usize,
    /// Claims with at least one piece of evidence.
    pub n_with_evidence: usize,
    /// Claims with evidence that was looked for in its source and not found.
    pub n_unverified: usize,
    /// Claims that a speaker inside a source holds.
    pub n_attributed: usize,
    /// Groups of entities that no relation joins, direction aside.
    pub n_components: usize,
    /// Entities of each class, by its IRI; an entity with two classes counts in both.
    pub classes: BTreeMap<Name, usize>,
    /// Entities without a class.
    pub n_unclassified: usize,
    /// Claims of each predicate, by its IRI.
    pub predicates: BTreeMap<Name, usize>,
    /// Claims of each polarity and modality, such as `positive, planned`.
    pub standings: BTreeMap<String, usize>,
    /// The most connected entities, by PageRank, then by name.
    pub top: Vec<TopEntity>,
}

/// An entity with its measures.
#[derive(Debug, Clone, PartialEq)]
pub struct TopEntity {
    /// Its IRI.
    pub name: Name,
    /// Its label.
    pub label: String,
    /// Relations that start or end at it; a relation to itself counts twice.
    pub degree: usize,
    /// Its share of 1.
    pub page_rank: f64,
}

/// How much of its rank a node passes on, after Brin and Page (1998).
const DAMPING: f64 = 0.85;
/// The sum of changes below which ranks count as settled.
const TOLERANCE: f64 = 1e-12;
const MAX_ROUNDS: usize = 200;

/// Counts what a graph holds and names its `n_top` most connected entities.
pub fn statistics(graph: &KnowledgeGraph, n_top: usize) -> Statistics {
    let network = graph.network();
    let mut classes: BTreeMap<Name, usize> = BTreeMap::new();
    for class in graph.entities().flat_map(|entity| &entity.types) {
        *classes.entry(class.clone()).or_default() += 1;
    }
    let mut predicates: BTreeMap<Name, usize> = BTreeMap::new();
    let mut standings: BTreeMap<String, usize> = BTreeMap::new();
    for claim in graph.claims() {
        *predicates.entry(claim.predicate.clone()).or_default() += 1;
        let standing = format!("{}, {}", claim.polarity.name(), claim.modality.name());
        *standings.entry(standing).or_default() += 1;
    }
    let is_unverified = |name| {
        graph
            .evidence()
            .get(name)
            .is_some_and(|evidence| evidence.unverified)
    };
    Statistics {
        n_entities: network.node_count(),
        n_relations: graph.claims().count(),
        n_sources: graph.sources().len(),
        n_with_evidence: graph
            .claims()
            .filter(|claim| !claim.evidence.is_empty())
            .count(),
        n_unverified: graph
            .claims()
            .filter(|claim| claim.evidence.iter().any(is_unverified))
            .count(),
        n_attributed: graph
            .claims()
            .filter(|claim| claim.attribution.is_some())
            .count(),
        n_components: connected_components(network),
        classes,
        n_unclassified: graph
            .entities()
            .filter(|entity| entity.types.is_empty())
            .count(),
        predicates,
        standings,
        top: most_connected(graph, n_top),
    }
}

fn most_connected(graph: &KnowledgeGraph, n_top: usize) -> Vec<TopEntity> {
    let network = graph.network();
    let ranks = page_rank(graph);
    let mut top: Vec<TopEntity> = network
        .node_indices()
        .zip(ranks)
        .map(|(node, page_rank)| TopEntity {
            name: network[node].name.clone(),
            label: network[node].label().to_owned(),
            degree: network.edges_directed(node, petgraph::Outgoing).count()
                + network.edges_directed(node, petgraph::Incoming).count(),
            page_rank,
        })
        .collect();
    top.order_by(|left, right| {
        right
            .page_rank
            .total_cmp(&left.page_rank)
            .then_with(|| left.name.cmp(&right.name))
    });
    top.truncate(n_top);
    top
}

/// PageRank of every node, in the order of the nodes, by power iteration (Page, Brin, Motwani, Winograd:
/// "The PageRank Citation Ranking", 1999). Parallel relations weigh as many as they are; the rank of a
/// node without outgoing relations is shared by all. The ranks sum to 1.
///
/// petgraph's own takes time quadratic in the nodes and counts parallel edges once.
pub fn page_rank(graph: &KnowledgeGraph) -> Vec<f64> {
    let network = graph.network();
    let edges = network
        .edge_references()
        .map(|edge| (edge.source().index(), edge.target().index()));
    page_rank_over(network.node_bound(), edges.collect())
}

/// PageRank as [`page_rank`] gives it, of nodes that are numbers below `n` with these edges between them.
pub(crate) fn page_rank_over(n: usize, mut edges: Vec<(usize, usize)>) -> Vec<f64> {
    if n == 0 {
        return Vec::new();
    }
    let mut out_degree = vec![0.0_f64; n];
    for (from, _) in &edges {
        out_degree[*from] += 1.0;
    }
    // The same order of additions on every run gives the same bits.
    edges.sort_unstable();
    #[expect(clippy::cast_precision_loss, reason = "node numbers have 32 bits")]
    let count = n as f64;
    let mut ranks = vec![1.0 / count; n];
    for _ in 0..MAX_ROUNDS {
        let dangling: f64 = (0..n)
            .filter(|node| out_degree[*node] == 0.0)
            .map(|node| ranks[node])
            .sum();
        let mut next = vec![(1.0 - DAMPING + DAMPING * dangling) / count; n];
        for (from, to) in &edges {
            next[*to] += DAMPING * ranks[*from] / out_degree[*from];
        }
        let change: f64 = ranks
            .iter()
            .zip(&next)
            .map(|(old, new)| (old - new).abs())
            .sum();
        ranks = next;
        if change < TOLERANCE {
            break;
        }
    }
    ranks
}
