use crate::graph::{KnowledgeGraph, Name};
use crate::ontology::Ontology;
use crate::order::CompactCollect;
use crate::rdf::{Index, Prefixes, prefixed_name};
use oxigraph::model::TermRef;
use petgraph::Direction;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What goes by which names: what search and completion look in.
pub(in crate::serve) struct Catalog {
    entities: Vec<Entry>,
    /// Entities by each of their labels, where only one bears it.
    by_label: BTreeMap<String, Option<Name>>,
    /// Words that stand in evidence, with the evidence.
    quotes: BTreeMap<String, Name>,
    terms: Vec<Term>,
}

/// An entity to be found.
pub(super) struct Entry {
    pub(super) name: Name,
    pub(super) label: String,
    /// What it is.
    pub(super) classes: String,
    pub(super) n_relations: usize,
    /// Labels and aliases as they are compared.
    compared: Vec<String>,
}

/// What a term is used as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    Property,
    Class,
}

/// A property or class.
pub(super) struct Term {
    /// As a prefixed name, where a prefix is known, else as an IRI in angle brackets.
    pub(super) short: String,
    pub(super) label: String,
    pub(super) used: Use,
}

impl Catalog {
    pub(in crate::serve) fn of(
        graph: &KnowledgeGraph,
        index: &Index,
        ontology: &Ontology,
        prefixes: &[&Prefixes],
    ) -> Self {
        let mut by_label = BTreeMap::new();
        for entity in graph.entities() {
            for label in entity.all_labels() {
                let known = by_label.entry(label.to_owned());
                known
                    .and_modify(|name: &mut Option<Name>| {
                        if name.as_ref() != Some(&entity.name) {
                            *name = None;
                        }
                    })
                    .or_insert_with(|| Some(entity.name.clone()));
            }
        }
        let evidence = graph.evidence().values();
        let quotes = evidence.filter_map(|evidence| {
            let quote = evidence.quote.clone()?;
            Some((quote, evidence.name.clone()))
        });
        Self {
            entities: entries(graph, ontology),
            by_label,
            quotes: quotes.collect(),
            terms: terms(index, ontology, prefixes),
        }
    }

    /// The entities that a name fits, the best first, and how many there are.
    pub(super) fn search(&self, text: &str, most: usize) -> (Vec<&Entry>, usize) {
        let wanted = compared(text.trim());
        if wanted.is_empty() {
            return (Vec::new(), 0);
        }
        let fitting = self.entities.iter().filter_map(|entry| {
            let fit = entry.compared.iter().filter_map(|name| fit(name, &wanted));
            fit.min().map(|fit| (fit, entry))
        });
        let mut found: Vec<(Fit, &Entry)> = fitting.collect();
        found.sort_by_key(|(fit, entry)| (*fit, Reverse(entry.n_relations), &entry.name));
        let count = found.len();
        let best = found.into_iter().take(most).map(|(_, entry)| entry);
        (best.collect(), count)
    }

    /// The entities with the most relations.
    pub(super) fn foremost(&self, most: usize) -> Vec<&Entry> {
        let mut entries: Vec<&Entry> = self.entities.iter().collect();
        entries.sort_by_key(|entry| (Reverse(entry.n_relations), &entry.name));
        entries.truncate(most);
        entries
    }

    /// Properties or classes that some words fit by their short name or their label.
    pub(super) fn terms(&self, text: &str, used: Option<Use>, most: usize) -> Vec<&Term> {
        let wanted = compared(text.trim());
        let mut found: Vec<(Fit, &Term)> = self
            .terms
            .iter()
            .filter(|term| used.is_none_or(|used| term.used == used))
            .filter_map(|term| {
                let names = [&term.short, &term.label].map(|name| compared(name));
                let fit = names.iter().filter_map(|name| fit(name, &wanted)).min();
                fit.map(|fit| (fit, term))
            })
            .collect();
        found.sort_by_key(|(fit, term)| (*fit, &term.short));
        found.into_iter().take(most).map(|(_, term)| term).collect()
    }

    /// What some words of an answer are about: the one entity that bears them as a name, or the evidence that they
    /// stand in.
    pub(super) fn thing(&self, words: &str) -> Option<&Name> {
        let entity = self.by_label.get(words).and_then(Option::as_ref);
        entity.or_else(|| self.quotes.get(words))
    }
}

fn entries(graph: &KnowledgeGraph, ontology: &Ontology) -> Vec<Entry> {
    let network = graph.network();
    let entries = network.node_indices().map(|node| {
        let entity = &network[node];
        let classes = entity.types.iter();
        let classes = classes.map(|class| ontology.label(class.as_str()).unwrap_or(class.local()));
        let degree = |direction| network.edges_directed(node, direction).count();
        Entry {
            name: entity.name.clone(),
            label: entity.label().to_owned(),
            classes: classes.collect::<Vec<_>>().join(", "),
            n_relations: degree(Direction::Outgoing) + degree(Direction::Incoming),
            compared: entity
                .all_labels()
                .chain([entity.label()])
                .map(compared)
                .into_set()
                .into_iter()
                .collect(),
        }
    });
    entries.collect()
}

/// The properties and classes of the data and of the ontology.
fn terms(index: &Index, ontology: &Ontology, prefixes: &[&Prefixes]) -> Vec<Term> {
    let mut terms: BTreeMap<String, Term> = BTreeMap::new();
    let mut add = |iri: &str, used| {
        let short = prefixed_name(prefixes, iri);
        let term = Term {
            short: short.unwrap_or_else(|| format!("<{iri}>")),
            label: ontology.label(iri).unwrap_or_default().to_owned(),
            used,
        };
        terms.entry(iri.to_owned()).or_insert(term);
    };
    for (predicate, _) in index.predicates() {
        if let TermRef::NamedNode(iri) = index.term(predicate) {
            add(iri.as_str(), Use::Property);
        }
    }
    ontology
        .properties()
        .keys()
        .for_each(|iri| add(iri, Use::Property));
    ontology
        .classes()
        .keys()
        .for_each(|iri| add(iri, Use::Class));
    terms.into_values().collect()
}

/// How well a name fits, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Whole,
    Start,
    StartOfWord,
    Within,
}

fn fit(name: &str, wanted: &str) -> Option<Fit> {
    let at = name.find(wanted)?;
    let starts_word = |(at, _): (usize, &str)| {
        let before = name[..at].chars().next_back();
        before.is_some_and(|before| !before.is_alphanumeric())
    };
    Some(match at {
        0 if name.len() == wanted.len() => Fit::Whole,
        0 => Fit::Start,
        _ if name.match_indices(wanted).any(starts_word) => Fit::StartOfWord,
        _ => Fit::Within,
    })
}

/// Letters without case and accents.
fn compared(text: &str) -> String {
    let plain = text.nfkd().filter(|letter| !is_combining_mark(*letter));
    plain.collect::<String>().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fit_from_their_start_first() {
        assert_eq!(fit("russia", "russia"), Some(Fit::Whole));
        assert_eq!(fit("russian federation", "russia"), Some(Fit::Start));
        assert_eq!(fit("white russia", "russia"), Some(Fit::StartOfWord));
        assert_eq!(fit("belorussia", "russia"), Some(Fit::Within));
        assert_eq!(fit("france", "russia"), None);
        assert_eq!(fit("sec:trains", "trains"), Some(Fit::StartOfWord));
    }

    #[test]
    fn accents_and_case_make_no_difference() {
        assert_eq!(compared("Traoré"), "traore");
        assert_eq!(compared("ＡＢ"), "ab");
    }
}
