//! Sets of entities and claims, before they become a picture.

use crate::graph::{Claim, KnowledgeGraph};
use petgraph::visit::{EdgeRef, NodeIndexable};

/// A relation with its two ends, as numbers of nodes or of boxes.
#[derive(Debug, Clone, Copy)]
pub(in crate::draw) struct Link<'a> {
    pub(in crate::draw) from: usize,
    pub(in crate::draw) to: usize,
    pub(in crate::draw) claim: &'a Claim,
}

/// What has been chosen so far. Entities are numbers: their place in the order of their names.
#[derive(Debug)]
pub(super) struct Selection<'a> {
    pub(super) graph: &'a KnowledgeGraph,
    /// For each entity whether it is chosen.
    pub(super) entities: Vec<bool>,
    /// The relations between chosen entities, in the order of their names.
    pub(super) links: Vec<Link<'a>>,
    /// The claims that end at a literal.
    pub(super) attributes: Vec<&'a Claim>,
}

/// Entities, and relations between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) entities: usize,
    pub(super) relations: usize,
}

impl<'a> Selection<'a> {
    /// All of a graph.
    pub(super) fn of(graph: &'a KnowledgeGraph) -> Self {
        let network = graph.network();
        let links = network.edge_references().map(|edge| Link {
            from: edge.source().index(),
            to: edge.target().index(),
            claim: edge.weight(),
        });
        Self {
            graph,
            entities: vec![true; network.node_bound()],
            links: links.collect(),
            attributes: graph.attributes().collect(),
        }
    }

    /// Leaves out claims.
    pub(super) fn retain_claims(&mut self, fits: impl Fn(&Claim) -> bool) {
        self.links.retain(|link| fits(link.claim));
        self.attributes.retain(|claim| fits(claim));
    }

    /// Leaves out entities, and the relations that they take part in.
    pub(super) fn retain_entities(&mut self, fits: impl Fn(usize) -> bool) {
        for (entity, chosen) in self.entities.iter_mut().enumerate() {
            *chosen &= fits(entity);
        }
        let entities = &self.entities;
        self.links
            .retain(|link| entities[link.from] && entities[link.to]);
    }

    /// Leaves out entities without relations, but for those named.
    pub(super) fn drop_lonely(&mut self, named: &[usize]) {
        let mut busy = vec![false; self.entities.len()];
        for link in &self.links {
            busy[link.from] = true;
            busy[link.to] = true;
        }
        for entity in named {
            busy[*entity] = true;
        }
        self.retain_entities(|entity| busy[entity]);
    }

    /// For each entity those that a relation joins it with, in whichever direction; one may come up again.
    pub(super) fn neighbours(&self) -> Vec<Vec<usize>> {
        neighbours(self.entities.len(), &self.links)
    }

    pub(super) fn counts(&self) -> Counts {
        Counts {
            entities: self.entities.iter().filter(|chosen| **chosen).count(),
            relations: self.links.len(),
        }
    }

    /// The selection with its entities in boxes.
    pub(super) fn into_chosen(self, boxes: Vec<Vec<usize>>) -> Chosen<'a> {
        let mut box_of = vec![0; self.entities.len()];
        for (number, members) in boxes.iter().enumerate() {
            for member in members {
                box_of[*member] = number;
            }
        }
        let links = self.links.into_iter().map(|link| Link {
            from: box_of[link.from],
            to: box_of[link.to],
            claim: link.claim,
        });
        let attributes = self.attributes.into_iter().filter_map(|claim| {
            let entity = self.graph.node(&claim.subject)?.index();
            self.entities[entity].then_some((box_of[entity], claim))
        });
        Chosen {
            graph: self.graph,
            links: links.collect(),
            attributes: attributes.collect(),
            boxes,
        }
    }
}

/// For each of `n` numbers those that a link joins it with, in whichever direction.
pub(super) fn neighbours(n: usize, links: &[Link<'_>]) -> Vec<Vec<usize>> {
    let mut neighbours = vec![Vec::new(); n];
    for link in links {
        neighbours[link.from].push(link.to);
        if link.from != link.to {
            neighbours[link.to].push(link.from);
        }
    }
    neighbours
}

/// What a picture is made of.
#[derive(Debug)]
pub(in crate::draw) struct Chosen<'a> {
    pub(in crate::draw) graph: &'a KnowledgeGraph,
    /// The entities of each box, one but where they are folded, as their place in the order of their names.
    pub(in crate::draw) boxes: Vec<Vec<usize>>,
    /// The relations between boxes, in the order of their names.
    pub(in crate::draw) links: Vec<Link<'a>>,
    /// The claims that end at a literal, each with its box.
    pub(in crate::draw) attributes: Vec<(usize, &'a Claim)>,
}

impl<'a> Chosen<'a> {
    /// A whole graph.
    pub(in crate::draw) fn everything(graph: &'a KnowledgeGraph) -> Self {
        let selection = Selection::of(graph);
        let boxes = (0..selection.entities.len()).map(|entity| vec![entity]);
        let boxes = boxes.collect();
        selection.into_chosen(boxes)
    }

    pub(super) fn counts(&self) -> Counts {
        Counts {
            entities: self.boxes.iter().map(Vec::len).sum(),
            relations: self.links.len(),
        }
    }

    /// Leaves out boxes, and what belongs to them.
    pub(super) fn keep(&mut self, kept: &[bool]) {
        let mut position = vec![0; kept.len()];
        let mut next = 0;
        for (old, kept) in kept.iter().enumerate() {
            position[old] = next;
            next += usize::from(*kept);
        }
        self.links.retain(|link| kept[link.from] && kept[link.to]);
        for link in &mut self.links {
            (link.from, link.to) = (position[link.from], position[link.to]);
        }
        self.attributes.retain(|(number, _)| kept[*number]);
        for (number, _) in &mut self.attributes {
            *number = position[*number];
        }
        let mut kept = kept.iter();
        self.boxes.retain(|_| kept.next().is_some_and(|kept| *kept));
    }
}
