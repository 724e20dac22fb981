use crate::graph::name::{as_compared, percent_decode};
use crate::graph::table::Pool;
use crate::graph::{
    Attribution, Claim, Entity, Evidence, Name, Named, Object, OpenTerm, SortedMap, SortedSet,
    Source, Table,
};
use petgraph::graph::{DiGraph, EdgeIndex, NodeIndex};

/// Entities and the claims between them as a directed multigraph.
///
/// Nodes stand in the order of their names, edges too, so two graphs that say the same are laid out the same.
#[derive(Debug, Clone, Default)]
pub struct KnowledgeGraph {
    network: DiGraph<Entity, Claim>,
    /// Claims that end at a literal: they have no second node.
    attributes: Table<Claim>,
    attributions: Table<Attribution>,
    evidence: Table<Evidence>,
    sources: Table<Source>,
    open_terms: Table<OpenTerm>,
}

impl KnowledgeGraph {
    pub(super) fn new(
        mut entities: Pool<Entity>,
        claims: Table<Claim>,
        attributions: Table<Attribution>,
        evidence: Table<Evidence>,
        sources: Table<Source>,
        open_terms: Table<OpenTerm>,
    ) -> Self {
        add_named_entities(&mut entities, &claims, &attributions);
        let (mut network, nodes) = nodes(entities);
        let mut attributes = Vec::new();
        for claim in claims.into_items() {
            let ends = match &claim.object {
                Object::Entity(object) => nodes(&claim.subject).zip(nodes(object)),
                Object::Literal(_) => None,
            };
            match ends {
                Some((subject, object)) => {
                    network.add_edge(subject, object, claim);
                }
                None => attributes.push(claim),
            }
        }
        Self {
            network,
            attributes: Table::of_sorted(attributes),
            attributions,
            evidence,
            sources,
            open_terms,
        }
    }

    /// The petgraph multigraph: parallel claims are parallel edges.
    pub fn network(&self) -> &DiGraph<Entity, Claim> {
        &self.network
    }

    /// The node of an entity, by its name.
    pub fn node(&self, name: &Name) -> Option<NodeIndex> {
        let nodes = self.network.raw_nodes();
        let place = nodes.binary_search_by(|node| node.weight.name.cmp(name));
        Some(NodeIndex::new(place.ok()?))
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
        let edges = self.network.raw_edges();
        match edges.binary_search_by(|edge| edge.weight.name.cmp(name)) {
            Ok(place) => self.network.edge_weight(EdgeIndex::new(place)),
            Err(_) => self.attributes.get(name),
        }
    }

    /// The claims that end at a literal.
    pub fn attributes(&self) -> impl Iterator<Item = &Claim> {
        self.attributes.values()
    }

    /// Who says what claims, by name.
    pub fn attributions(&self) -> &Table<Attribution> {
        &self.attributions
    }

    /// The words behind claims and mentions, by name.
    pub fn evidence(&self) -> &Table<Evidence> {
        &self.evidence
    }

    /// The documents, by name.
    pub fn sources(&self) -> &Table<Source> {
        &self.sources
    }

    /// Properties and classes that the ontology does not have, by name.
    pub fn open_terms(&self) -> &Table<OpenTerm> {
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

/// The entities as nodes in the order of their names, and what finds the node of a name.
fn nodes(entities: Pool<Entity>) -> (DiGraph<Entity, Claim>, impl Fn(&Name) -> Option<NodeIndex>) {
    let mut places: Pool<Place> = Pool::default();
    let mut network = DiGraph::new();
    for entity in entities.into_table().into_items() {
        let name = entity.name.clone();
        let node = network.add_node(entity);
        places.add(Place { name, node }, |_, _| ());
    }
    let places = move |name: &Name| Some(places.get(name)?.node);
    (network, places)
}

/// Where the node of a name stands.
struct Place {
    name: Name,
    node: NodeIndex,
}

impl Named for Place {
    fn name(&self) -> &Name {
        &self.name
    }
}

/// Adds the entities that claims and attributions name and that have no record of their own.
fn add_named_entities(
    entities: &mut Pool<Entity>,
    claims: &Table<Claim>,
    attributions: &Table<Attribution>,
) {
    let mut add = |name: &Name| {
        if entities.get(name).is_none() {
            entities.add(bare(name.clone()), |_, _| ());
        }
    };
    for claim in claims.values() {
        add(&claim.subject);
        claim.place.iter().for_each(&mut add);
        if let Object::Entity(object) = &claim.object {
            add(object);
        }
    }
    for attribution in attributions.values() {
        add(&attribution.speaker);
    }
}

fn bare(name: Name) -> Entity {
    Entity {
        name,
        types: SortedSet::new(),
        labels: SortedMap::default(),
        codes: SortedSet::new(),
        same_as: SortedSet::new(),
        mentions: SortedSet::new(),
    }
}
