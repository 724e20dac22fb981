use crate::ontology::vocabulary::gw;
use crate::rdf::{Index, Quad, TermId};
use oxigraph::model::vocab::rdf;
use oxigraph::model::{BlankNode, NamedNodeRef, NamedOrBlankNode, Term, TermRef};
use std::collections::{BTreeMap, BTreeSet};

/// How deep blank nodes may stand in each other; deeper ones get a label.
const MAX_DEPTH: usize = 32;

/// The subjects of a graph: entities first, then claims, attributions, evidence and sources, each in the order
/// of their names.
pub(super) fn subjects(index: &Index, graph: TermId) -> Vec<TermId> {
    let of_type = index.find(rdf::TYPE);
    let classes: Vec<(usize, TermId)> = [
        gw::CLAIM,
        gw::ATTRIBUTION_CLASS,
        gw::EVIDENCE_CLASS,
        gw::SOURCE_CLASS,
    ]
    .iter()
    .zip(1..)
    .filter_map(|(class, section)| Some((section, index.find(NamedNodeRef::new_unchecked(class))?)))
    .collect();
    if classes.is_empty() {
        return index.subjects(graph).collect();
    }
    let section = |subject: TermId| {
        let types = index.about(graph, subject);
        let types = types.filter(|quad| Some(quad.predicate) == of_type);
        let sections = types.filter_map(|quad| {
            let known = classes.iter().find(|(_, class)| *class == quad.object)?;
            Some(known.0)
        });
        sections.min().unwrap_or(0)
    };
    let mut subjects: Vec<(usize, TermId)> = index
        .subjects(graph)
        .map(|subject| (section(subject), subject))
        .collect();
    // Stable: within a section the order of the index stays.
    subjects.sort_by_key(|(section, _)| *section);
    subjects.into_iter().map(|(_, subject)| subject).collect()
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
    index.about(graph, node).collect()
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
    let uses = if index.n_blank() > 0 {
        uses(index)
    } else {
        BTreeMap::new()
    };
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
    let is_blank = |id: TermId| index.is_blank(id);
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
            object.as_object.push(quad);
        }
        if quad.graph != TermId::DEFAULT_GRAPH && is_blank(quad.graph) {
            uses.entry(quad.graph).or_default().needs_label = true;
        }
        if index.is_triple(quad.object) {
            note_triple_term(index, index.term(quad.object), &mut uses);
        }
    }
    uses
}

fn note_triple_term(index: &Index, term: TermRef<'_>, uses: &mut BTreeMap<TermId, Uses>) {
    let mut needs_label = |node: &BlankNode| {
        if let Some(id) = index.find(node) {
            uses.entry(id).or_default().needs_label = true;
        }
    };
    if let TermRef::Triple(triple) = term {
        if let NamedOrBlankNode::BlankNode(node) = &triple.subject {
            needs_label(node);
        }
        match &triple.object {
            Term::BlankNode(node) => needs_label(node),
            inner => note_triple_term(index, inner.into(), uses),
        }
    }
}

/// Lists whose cells hold just one item and one rest, each cell pointed at once.
fn find_lists(index: &Index, nesting: &mut Nesting) {
    let (Some(first), Some(rest)) = (index.find(rdf::FIRST), index.find(rdf::REST)) else {
        return;
    };
    let nil = index.find(rdf::NIL);
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
        // A nested node is the object of one quad: it is a root if that quad's subject stands by itself.
        let is_root = |node: &&TermId| {
            let facts = uses.get(node).map_or(&[][..], |uses| &uses.as_object);
            facts.iter().any(|quad| !nesting.is_nested(quad.subject))
        };
        let roots = nesting.nested.keys().filter(is_root);
        let mut open: Vec<(TermId, usize)> = roots.map(|node| (*node, 1)).collect();
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
    let rest = index.find(rdf::REST);
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
