use crate::rdf::blank::{Colour, Statements, hash_quad, recolour};
use crate::rdf::quads::TermId;
use oxigraph::model::TermRef;

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
        let seen = of_node[node].iter();
        let seen = seen.map(|number| seen_from(statements, &links[*number], node, colours));
        colours[node] = recolour(&colours[node], seen.collect());
        for waiting in std::mem::take(&mut waiting_for[node]) {
            n_open[waiting] -= 1;
            if n_open[waiting] == 0 {
                ready.push(waiting);
            }
        }
    }
}

/// A statement as a node sees it: itself left out, the other end by its colour. Labels in triple terms and of graphs
/// say nothing here.
fn seen_from(
    statements: &Statements<'_>,
    link: &Link<'_>,
    node: usize,
    colours: &[Colour],
) -> [u8; 32] {
    hash_quad(statements, link.quad, &|place, _| {
        let end = match place {
            1 => link.from,
            3 => link.to,
            _ => None,
        };
        match end {
            Some(end) if end == node => None,
            end => Some(end.map_or_else(Colour::default, |end| colours[end])),
        }
    })
}
