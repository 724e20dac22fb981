use crate::rdf::{Index, Quads, TermId, TooManyTerms, replace_blank};
use oxigraph::model::NamedNode;
use sha2::{Digest, Sha256};

/// Names every blank node by an IRI (<https://www.w3.org/TR/rdf11-concepts/#section-skolemization>): `names` with
/// `.well-known/genid/`, a hash of the whole graph, and the node's place in it. The same graph gives the same names, so
/// that sending it twice is sending it once; another graph gives others. Also tells how many nodes there were.
///
/// # Errors
/// None in practice: there are no more terms than before.
pub fn skolemize(index: &Index, names: &str) -> Result<(Quads, usize), TooManyTerms> {
    let mut hash = Sha256::new();
    for quad in index.quads() {
        for id in [quad.subject, quad.predicate, quad.object] {
            hash.update(index.term(id).to_string());
            hash.update([0]);
        }
        if quad.graph != TermId::DEFAULT_GRAPH {
            hash.update(index.term(quad.graph).to_string());
        }
        hash.update([1]);
    }
    let hash = hash.finalize();
    let first = hash.iter().take(8);
    let hash = first.fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    let name = |label: &str| {
        let name = format!("{names}.well-known/genid/{hash:016x}-{label}");
        NamedNode::new_unchecked(name).into()
    };
    let replaced = |id| replace_blank(index.term(id).into_owned(), &name);
    let mut quads = Quads::default();
    for quad in index.quads() {
        let graph = (quad.graph != TermId::DEFAULT_GRAPH).then(|| replaced(quad.graph));
        quads.insert_in(
            graph,
            replaced(quad.subject),
            replaced(quad.predicate),
            replaced(quad.object),
        )?;
    }
    quads.prefixes = index.prefixes().clone();
    Ok((quads, index.n_blank()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxigraph::model::BlankNode;

    fn skolemized(label: &str, value: &str) -> Vec<String> {
        let mut quads = Quads::default();
        let p = || NamedNode::new_unchecked("http://e/p");
        let node = BlankNode::new_unchecked(label);
        quads.insert(node.clone(), p(), node).unwrap();
        quads
            .insert(p(), p(), oxigraph::model::Literal::from(value))
            .unwrap();
        let (quads, count) = skolemize(&Index::new(quads).unwrap(), "http://n/").unwrap();
        assert_eq!(count, 1);
        let index = Index::new(quads).unwrap();
        assert_eq!(index.n_blank(), 0);
        index.terms().map(|term| term.to_string()).collect()
    }

    #[test]
    fn the_same_graph_gives_the_same_names_and_another_others() {
        assert_eq!(skolemized("a", "x"), skolemized("a", "x"));
        let (one, two) = (skolemized("a", "x"), skolemized("a", "y"));
        assert!(
            one.iter()
                .any(|term| term.starts_with("<http://n/.well-known/genid/"))
        );
        assert!(
            one.iter()
                .filter(|term| term.contains("genid"))
                .all(|term| !two.contains(term))
        );
    }
}
