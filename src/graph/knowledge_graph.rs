use crate::graph::name::{as_compared, percent_decode};
use crate::graph::{Attribution, Claim, Entity, Evidence, Name, Object, OpenTerm, Source};
use petgraph::graph::{DiGraph, EdgeIndex, NodeIndex};
use std::collections::{BTreeMap, BTreeSet};

/// Entities and the claims between them as a directed multigraph.
///
/// Nodes stand in the order of their names, edges too, so two graphs that say the same are laid out the same.
#[derive(Debug, Clone, Default)]
pub struct KnowledgeGraph {
    network: DiGraph<Entity, Claim>,
    nodes: BTreeMap<Name, NodeIndex>,
    edges: BTreeMap<Name, EdgeIndex>,
    /// Claims that end at a literal: they have no second node.
    attributes: BTreeMap<Name, Claim>,
    attributions: BTreeMap<Name, Attribution>,
    evidence: BTreeMap<Name, Evidence>,
    sources: BTreeMap<Name, Source>,
    open_terms: BTreeMap<Name, OpenTerm>,
}

impl KnowledgeGraph {
    pub(super) fn new(
        mut entities: BTreeMap<Name, Entity>,
        claims: BTreeMap<Name, Claim>,
        attributions: BTreeMap<Name, Attribution>,
        evidence: BTreeMap<Name, Evidence>,
        sources: BTreeMap<Name, Source>,
        open_terms: BTreeMap<Name, OpenTerm>,
    ) -> Self {
        for name in named_entities(&claims, &attributions) {
            entities.entry(name.clone()).or_insert_with(|| bare(name));
        }
        let mut graph = Self {
            attributions,
            evidence,
            sources,
            open_terms,
            ..Self::default()
        };
        for (name, entity) in entities {
            let node = graph.network.add_node(entity);
            graph.nodes.insert(name, node);
        }
        for (name, claim) in claims {
            let ends = match &claim.object {
                Object::Entity(object) => graph
                    .nodes
                    .get(&claim.subject)
                    .copied()
                    .zip(graph.nodes.get(object).copied()),
                Object::Literal(_) => None,
            };
            match ends {
                Some((subject, object)) => {
                    let edge = graph.network.add_edge(subject, object, claim);
                    graph.edges.insert(name, edge);
                }
                None => {
                    graph.attributes.insert(name, claim);
                }
            }
        }
        graph
    }

    /// The petgraph multigraph: parallel claims are parallel edges.
    pub fn network(&self) -> &DiGraph<Entity, Claim> {
        &self.network
    }

    /// The node of an entity, by its name.
    pub fn node(&self, name: &Name) -> Option<NodeIndex> {
        self.nodes.get(name).copied()
    }

    /// An entity, by its name.
    pub fn entity(&self, name: &Name) -> Option<&Entity> {
        self.network.node_weight(self.node(name)?)
    }

    /// The entities, in the order of their names.
    pub fn entities(&self) -> impl Iterator<Item = &Entity> {
        self.network.node_weights()
    }

    /// The entities that go by a name: an IRI, its last part or the id it was made from, a label, or an alias.
    /// The most exact kind of match wins; letter case counts only where it tells entities apart.
    pub fn find(&self, wanted: &str) -> Vec<&Entity> {
        let lower = as_compared(wanted).to_lowercase();
        let id = as_compared(wanted);
        let kinds: [&dyn Fn(&Entity) -> bool; 4] = [
            &|entity| {
                let local = entity.name.local();
                entity.name.as_str() == wanted
                    || local == id
                    || local.contains('%') && percent_decode(local).is_some_and(|local| local == id)
            },
            &|entity| {
                entity
                    .labels
                    .values()
                    .any(|labels| labels.preferred.as_deref() == Some(wanted))
            },
            &|entity| entity.all_labels().any(|label| label == wanted),
            &|entity| {
                entity
                    .all_labels()
                    .any(|label| as_compared(label).to_lowercase() == lower)
            },
        ];
        for matches in kinds {
            let found: Vec<&Entity> = self.entities().filter(|entity| matches(entity)).collect();
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }

    /// Every claim, those that end at a literal included, in the order of their names.
    pub fn claims(&self) -> impl Iterator<Item = &Claim> {
        let mut attributes = self.attributes.values().peekable();
        let mut edges = self.network.edge_weights().peekable();
        std::iter::from_fn(move || match (attributes.peek(), edges.peek()) {
            (Some(attribute), Some(edge)) if attribute.name < edge.name => attributes.next(),
            (_, Some(_)) => edges.next(),
            _ => attributes.next(),
        })
    }

    /// A claim, by its name.
    pub fn claim(&self, name: &Name) -> Option<&Claim> {
        let edge = self
            .edges
            .get(name)
            .and_then(|edge| self.network.edge_weight(*edge));
        edge.or_else(|| self.attributes.get(name))
    }

    /// The claims that end at a literal.
    pub fn attributes(&self) -> impl Iterator<Item = &Claim> {
        self.attributes.values()
    }

    /// Who says what claims, by name.
    pub fn attributions(&self) -> &BTreeMap<Name, Attribution> {
        &self.attributions
    }

    /// The words behind claims and mentions, by name.
    pub fn evidence(&self) -> &BTreeMap<Name, Evidence> {
        &self.evidence
    }

    /// The documents, by name.
    pub fn sources(&self) -> &BTreeMap<Name, Source> {
        &self.sources
    }

    /// Properties and classes that the ontology does not have, by name.
    pub fn open_terms(&self) -> &BTreeMap<Name, OpenTerm> {
        &self.open_terms
    }

    /// The entity that is said to hold a claim; `None` for the source's own voice.
    pub fn speaker(&self, claim: &Claim) -> Option<&Entity> {
        let attribution = self.attributions.get(claim.attribution.as_ref()?)?;
        self.entity(&attribution.speaker)
    }

    /// The quotes behind a claim, in the order of their names.
    pub fn quotes<'a>(&'a self, claim: &'a Claim) -> impl Iterator<Item = &'a str> {
        claim
            .evidence
            .iter()
            .filter_map(|name| self.evidence.get(name)?.quote.as_deref())
    }
}

/// Entities that claims and attributions name, some of them perhaps without a record of their own.
fn named_entities(
    claims: &BTreeMap<Name, Claim>,
    attributions: &BTreeMap<Name, Attribution>,
) -> BTreeSet<Name> {
    let mut names = BTreeSet::new();
    for claim in claims.values() {
        names.insert(claim.subject.clone());
        names.extend(claim.place.clone());
        if let Object::Entity(object) = &claim.object {
            names.insert(object.clone());
        }
    }
    names.extend(
        attributions
            .values()
            .map(|attribution| attribution.speaker.clone()),
    );
    names
}

fn bare(name: Name) -> Entity {
    Entity {
        name,
        types: BTreeSet::new(),
        labels: BTreeMap::new(),
        codes: BTreeSet::new(),
        same_as: BTreeSet::new(),
        mentions: BTreeSet::new(),
    }
}
