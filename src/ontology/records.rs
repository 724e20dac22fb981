use indexmap::IndexMap;
use oxigraph::model::{NamedOrBlankNode, Term, Triple};

/// What a file says of one subject, in the order of the file.
pub(super) type Record<'a> = Vec<(&'a str, &'a Term)>;

/// Triples gathered by their subject, in the order in which subjects first appear. Blank nodes are left out:
/// nothing that a lexicon or a gazetteer holds is nameless.
pub(super) fn by_subject<'a>(
    triples: impl Iterator<Item = &'a Triple>,
) -> IndexMap<&'a str, Record<'a>> {
    let mut records: IndexMap<&str, Record<'a>> = IndexMap::new();
    for triple in triples {
        if let NamedOrBlankNode::NamedNode(node) = &triple.subject {
            let said = (triple.predicate.as_str(), &triple.object);
            records.entry(node.as_str()).or_default().push(said);
        }
    }
    records
}

/// The IRIs that a record gives for a predicate.
pub(super) fn iris<'a>(record: &Record<'a>, predicate: &str) -> Vec<&'a str> {
    objects(record, predicate)
        .filter_map(|term| match term {
            Term::NamedNode(node) => Some(node.as_str()),
            _ => None,
        })
        .collect()
}

/// The words that a record gives for a predicate, whatever their language.
pub(super) fn words<'a>(record: &Record<'a>, predicate: &str) -> Vec<&'a str> {
    objects(record, predicate)
        .filter_map(|term| match term {
            Term::Literal(literal) => Some(literal.value()),
            _ => None,
        })
        .collect()
}

fn objects<'a>(record: &Record<'a>, predicate: &str) -> impl Iterator<Item = &'a Term> {
    record
        .iter()
        .filter(move |(name, _)| *name == predicate)
        .map(|(_, term)| *term)
}
