use crate::rdf::blank::{Colour, Statements, first_half, hash_term};
use crate::rdf::quads::TermId;
use oxigraph::model::TermRef;
use sha2::{Digest, Sha256};

/// A statement from one blank node to another, or between one and something else.
struct Link<'s> {
    quad: &'s [TermId; 4],
    from: Option<usize>,
    to: Option<usize>,
}

/// Colours of blank nodes by all that hangs from them and by all that they hang from: whole lists and trees, in time
/// that grows with their size, where rounds of refining would need one for each level. Nodes of cycles, and what
/// hangs between them, keep the colour that they have got until there.
pub(super) fn in_passes(statements: &Statements<'_>, n_nodes: usize) -> Vec<Colour> {
    let blank = |id: TermId| match (statements.term)(id) {
        TermRef::BlankNode(node) => (statements.place)(node.as_str()),
        _ => None,
    };
    let links: Vec<Link<'_>> = statements
        .quads
        .iter()
        .map(|quad| Link {
            quad,
            from: blank(quad[1]),
            to: blank(quad[3]),
        })
        .collect();
    let mut colours = vec![Colour::default(); n_nodes];
    // From the leaves: what is said of a node. Then from the roots: what else says something of it.
    pass(statements, &links, &mut colours, |link| {
        (link.from, link.to)
    });
    pass(statements, &links, &mut colours, |link| {
        (link.to, link.from)
    });
    colours
}

/// Gives each node a new colour from its links to others, once those have theirs; `ends` gives the node of a link
/// and the other end.
fn pass<'s>(
    statements: &Statements<'s>,
    links: &[Link<'s>],
    colours: &mut [Colour],
    ends: impl Fn(&Link<'s>) -> (Option<usize>, Option<usize>),
) {
    let mut of_node: Vec<Vec<usize>> = vec![Vec::new(); colours.len()];
    let mut waiting_for: Vec<Vec<usize>> = vec![Vec::new(); colours.len()];
    let mut n_open = vec![0_usize; colours.len()];
    for (number, link) in links.iter().enumerate() {
        let (node, other) = ends(link);
        if let Some(node) = node {
            of_node[node].push(number);
            if let Some(other) = other {
                n_open[node] += 1;
                waiting_for[other].push(node);
            }
        }
    }
    let mut ready: Vec<usize> = (0..colours.len())
        .filter(|node| n_open[*node] == 0)
        .collect();
    while let Some(node) = ready.pop() {
        let mut seen: Vec<[u8; 32]> = of_node[node]
            .iter()
            .map(|number| seen_from(statements, links[*number].quad, node, colours))
            .collect();
        seen.sort_unstable();
        seen.dedup();
        let mut hash = Sha256::new();
        hash.update(colours[node]);
        for one in seen {
            hash.update(one);
        }
        colours[node] = first_half(&hash.finalize());
        for waiting in std::mem::take(&mut waiting_for[node]) {
            n_open[waiting] -= 1;
            if n_open[waiting] == 0 {
                ready.push(waiting);
            }
        }
    }
}

/// A statement as a node sees it: itself left out, other nodes by their colours. Labels in triple terms and of graphs
/// say nothing here.
fn seen_from(
    statements: &Statements<'_>,
    quad: &[TermId; 4],
    node: usize,
    colours: &[Colour],
) -> [u8; 32] {
    let [graph, subject, predicate, object] = *quad;
    let mut hash = Sha256::new();
    for (id, is_end) in [
        (graph, false),
        (subject, true),
        (predicate, false),
        (object, true),
    ] {
        let of_label = |label: &str| match (statements.place)(label) {
            _ if !is_end => Some(Colour::default()),
            Some(place) if place == node => None,
            place => Some(place.map_or_else(Colour::default, |place| colours[place])),
        };
        if id != TermId::DEFAULT_GRAPH {
            let term = (statements.term)(id);
            let is_nested = matches!(term, TermRef::Triple(_));
            let unknown = |_: &str| Some(Colour::default());
            if is_nested {
                hash_term(&mut hash, term, &unknown);
            } else {
                hash_term(&mut hash, term, &of_label);
            }
        }
        hash.update([0]);
    }
    hash.finalize().into()
}
