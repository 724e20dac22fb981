use crate::ontology::vocabulary::gw;
use crate::rdf::{GraphSelection, Index, Quad, TermId};
use oxigraph::model::vocab::rdf;
use oxigraph::model::{NamedNode, NamedOrBlankNode, Term};
use std::collections::{BTreeMap, BTreeSet};

/// How deep blank nodes may stand in each other; deeper ones get a label.
const MAX_DEPTH: usize = 32;

/// The facts of each subject of a graph: entities first, then claims, attributions, evidence and sources,
/// each in the order of their names.
pub(super) fn subjects(index: &Index, graph: TermId) -> Vec<&[Quad]> {
    let quads = index.quads();
    let start = quads.partition_point(|quad| quad.graph < graph);
    let end = quads.partition_point(|quad| quad.graph <= graph);
    let of_type = index.find(&rdf::TYPE.into());
    let classes: Vec<Option<TermId>> = [
        gw::CLAIM,
        gw::ATTRIBUTION_CLASS,
        gw::EVIDENCE_CLASS,
        gw::SOURCE_CLASS,
    ]
    .iter()
    .map(|class| index.find(&NamedNode::new_unchecked(*class).into()))
    .collect();
    let section = |facts: &[Quad]| {
        let has = |class: &Option<TermId>| {
            class.is_some()
                && facts
                    .iter()
                    .any(|quad| Some(quad.predicate) == of_type && Some(quad.object) == *class)
        };
        classes
            .iter()
            .position(has)
            .map_or(0, |position| position + 1)
    };
    let mut subjects: Vec<(usize, &[Quad])> = quads[start..end]
        .chunk_by(|left, right| left.subject == right.subject)
        .map(|facts| (section(facts), facts))
        .collect();
    // Stable: within a section the order of the index stays.
    subjects.sort_by_key(|(section, _)| *section);
    subjects.into_iter().map(|(_, facts)| facts).collect()
}

/// Which blank nodes are written inside the only fact that points at them.
pub(super) struct Nesting {
    /// Nested nodes with the graph that their facts are in.
    nested: BTreeMap<TermId, TermId>,
    /// First cells of lists that can be written in parentheses, with the items.
    lists: BTreeMap<TermId, Vec<TermId>>,
    /// Every cell of those lists.
    list_cells: BTreeSet<TermId>,
    /// Blank nodes that nothing points at.
    anonymous: BTreeSet<TermId>,
}

impl Nesting {
    pub(super) fn is_nested(&self, node: TermId) -> bool {
        self.nested.contains_key(&node)
    }

    pub(super) fn is_anonymous(&self, node: TermId) -> bool {
        self.anonymous.contains(&node)
    }

    pub(super) fn is_list_cell(&self, node: TermId) -> bool {
        self.list_cells.contains(&node)
    }

    pub(super) fn list(&self, node: TermId) -> Option<&[TermId]> {
        self.lists.get(&node).map(Vec::as_slice)
    }

    pub(super) fn facts(&self, index: &Index, node: TermId) -> Vec<Quad> {
        match self.nested.get(&node) {
            Some(graph) => facts_of(index, node, *graph),
            None => Vec::new(),
        }
    }
}

fn facts_of(index: &Index, node: TermId, graph: TermId) -> Vec<Quad> {
    let graph = match graph {
        TermId::DEFAULT_GRAPH => GraphSelection::Default,
        name => GraphSelection::Named(name),
    };
    index.matching(Some(node), None, None, graph).collect()
}

/// Where the quads speak of a blank node.
#[derive(Default)]
struct Uses {
    as_object: Vec<Quad>,
    graphs: BTreeSet<TermId>,
    /// In a triple term or as the name of a graph: it needs a label.
    needs_label: bool,
}

pub(super) fn nesting(index: &Index) -> Nesting {
    let uses = uses(index);
    let mut nesting = Nesting {
        nested: BTreeMap::new(),
        lists: BTreeMap::new(),
        list_cells: BTreeSet::new(),
        anonymous: BTreeSet::new(),
    };
    for (node, uses) in &uses {
        if uses.needs_label || uses.graphs.len() > 1 {
            continue;
        }
        match uses.as_object.as_slice() {
            [] => {
                nesting.anonymous.insert(*node);
            }
            [only] => {
                nesting.nested.insert(*node, only.graph);
            }
            _ => {}
        }
    }
    find_lists(index, &mut nesting);
    keep_reachable(index, &uses, &mut nesting);
    for head in nesting.lists.keys() {
        nesting.list_cells.insert(*head);
        nesting.list_cells.extend(cells(index, &nesting, *head));
    }
    nesting
}

fn uses(index: &Index) -> BTreeMap<TermId, Uses> {
    let mut uses: BTreeMap<TermId, Uses> = BTreeMap::new();
    let is_blank = |id: TermId| matches!(index.term(id), Term::BlankNode(_));
    for quad in index.quads() {
        if is_blank(quad.subject) {
            uses.entry(quad.subject)
                .or_default()
                .graphs
                .insert(quad.graph);
        }
        if is_blank(quad.object) {
            let object = uses.entry(quad.object).or_default();
            object.graphs.insert(quad.graph);
            object.as_object.push(*quad);
        }
        if quad.graph != TermId::DEFAULT_GRAPH && is_blank(quad.graph) {
            uses.entry(quad.graph).or_default().needs_label = true;
        }
        if let Term::Triple(_) = index.term(quad.object) {
            note_triple_term(index, index.term(quad.object), &mut uses);
        }
    }
    uses
}

fn note_triple_term(index: &Index, term: &Term, uses: &mut BTreeMap<TermId, Uses>) {
    let mut needs_label = |term: &Term| {
        if let Some(id) = index.find(term) {
            uses.entry(id).or_default().needs_label = true;
        }
    };
    if let Term::Triple(triple) = term {
        if let NamedOrBlankNode::BlankNode(node) = &triple.subject {
            needs_label(&node.clone().into());
        }
        match &triple.object {
            Term::BlankNode(node) => needs_label(&node.clone().into()),
            inner => note_triple_term(index, inner, uses),
        }
    }
}

/// Lists whose cells hold just one item and one rest, each cell pointed at once.
fn find_lists(index: &Index, nesting: &mut Nesting) {
    let (Some(first), Some(rest)) = (
        index.find(&rdf::FIRST.into()),
        index.find(&rdf::REST.into()),
    ) else {
        return;
    };
    let nil = index.find(&rdf::NIL.into());
    let cell = |node: TermId, nesting: &Nesting| -> Option<(TermId, TermId)> {
        match nesting.facts(index, node).as_slice() {
            [one, other] if one.predicate == first && other.predicate == rest => {
                Some((one.object, other.object))
            }
            _ => None,
        }
    };
    let mut tails = BTreeSet::new();
    let mut heads = Vec::new();
    for node in nesting.nested.keys() {
        if let Some((_, next)) = cell(*node, nesting) {
            tails.insert(next);
            heads.push(*node);
        }
    }
    heads.retain(|head| !tails.contains(head));
    for head in heads {
        let mut items = Vec::new();
        let mut at = head;
        // A list that runs in a circle has no head, so this ends.
        while let Some((item, next)) = cell(at, nesting) {
            items.push(item);
            at = next;
        }
        if Some(at) == nil {
            nesting.lists.insert(head, items);
        }
    }
}

/// Keeps nested only what is reached from a node that is written by itself, and not too deep. Nodes that
/// point at each other in a circle would otherwise never be written.
fn keep_reachable(index: &Index, uses: &BTreeMap<TermId, Uses>, nesting: &mut Nesting) {
    loop {
        let mut reached = BTreeSet::new();
        let roots = index
            .quads()
            .iter()
            .filter(|quad| !nesting.is_nested(quad.subject));
        let mut open: Vec<(TermId, usize)> = roots.map(|quad| (quad.object, 1)).collect();
        let mut too_deep = Vec::new();
        while let Some((node, depth)) = open.pop() {
            if !nesting.is_nested(node) || !reached.insert(node) {
                continue;
            }
            if depth > MAX_DEPTH {
                too_deep.push(node);
                continue;
            }
            if let Some(items) = nesting.list(node) {
                reached.extend(cells(index, nesting, node));
                open.extend(items.iter().map(|item| (*item, depth + 1)));
            } else {
                let inner = nesting.facts(index, node);
                open.extend(inner.iter().map(|quad| (quad.object, depth + 1)));
            }
        }
        let lost: Vec<TermId> = uses
            .keys()
            .filter(|node| nesting.is_nested(**node) && !reached.contains(node))
            .copied()
            .chain(too_deep)
            .collect();
        if lost.is_empty() {
            return;
        }
        for node in lost {
            nesting.nested.remove(&node);
            nesting.lists.remove(&node);
        }
    }
}

/// The cells of a list after the first.
fn cells(index: &Index, nesting: &Nesting, head: TermId) -> Vec<TermId> {
    let rest = index.find(&rdf::REST.into());
    let mut cells = Vec::new();
    let mut at = head;
    while let Some(next) = nesting
        .facts(index, at)
        .iter()
        .find(|quad| Some(quad.predicate) == rest)
    {
        at = next.object;
        if !nesting.is_nested(at) {
            break;
        }
        cells.push(at);
    }
    cells
}
