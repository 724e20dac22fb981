use crate::graph::KnowledgeGraph;
use crate::ontology::vocabulary::{gw, rdfs, skos};
use crate::order::CompactCollect;
use crate::rdf::{GraphSelection, Index};
use crate::spelling::nearest;
use oxigraph::model::{NamedNode, NamedNodeRef, TermRef};
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization;

/// What tells how something is called, in graphs of our own and of others.
const LABELS: [&str; 6] = [
    skos::PREF_LABEL,
    skos::ALT_LABEL,
    rdfs::LABEL,
    "http://schema.org/name",
    "https://schema.org/name",
    "http://xmlns.com/foaf/0.1/name",
];

/// What in a graph goes by which names.
#[derive(Debug, Default)]
pub struct Names {
    /// By the name as it is compared: the IRIs, each with the name as it is written.
    by_name: BTreeMap<String, BTreeMap<String, String>>,
}

impl Names {
    /// The labels and aliases of all that an index names by an IRI, apart from what `is_left_out`.
    pub fn of(index: &Index, is_left_out: impl Fn(&str) -> bool) -> Self {
        let mut names = Self::default();
        // What is the same bears the same names there, and is not another thing that one could mean.
        let inferred = index.find(TermRef::from(NamedNodeRef::new_unchecked(gw::INFERRED)));
        for predicate in LABELS {
            let Some(predicate) = index.find(TermRef::from(NamedNodeRef::new_unchecked(predicate)))
            else {
                continue;
            };
            let matching = |graphs| index.matching(None, Some(predicate), None, graphs);
            let quads = matching(GraphSelection::Default).chain(matching(GraphSelection::AnyNamed));
            for quad in quads.filter(|quad| Some(quad.graph) != inferred) {
                let (TermRef::NamedNode(subject), TermRef::Literal(label)) =
                    (index.term(quad.subject), index.term(quad.object))
                else {
                    continue;
                };
                if !is_left_out(subject.as_str()) {
                    names.add(subject.as_str(), label.value());
                }
            }
        }
        names
    }

    /// The labels and aliases of the entities of a graph.
    pub fn of_graph(graph: &KnowledgeGraph) -> Self {
        let mut names = Self::default();
        for entity in graph.entities() {
            for label in entity.all_labels() {
                names.add(entity.name.as_str(), label);
            }
        }
        names
    }

    fn add(&mut self, iri: &str, label: &str) {
        let known = self.by_name.entry(compared(label)).or_default();
        known
            .entry(iri.to_owned())
            .or_insert_with(|| label.to_owned());
    }

    /// What goes by a name. White space, letter case and the form of accents make no difference, unless that leaves
    /// several and one of them is written just so.
    pub fn find(&self, name: &str) -> Vec<NamedNode> {
        let Some(found) = self.by_name.get(&compared(name)) else {
            return Vec::new();
        };
        let exact: BTreeSet<&String> = found
            .iter()
            .filter(|(_, written)| *written == name)
            .map(|(iri, _)| iri)
            .into_set();
        let iris = found.keys();
        iris.filter(|iri| exact.len() != 1 || exact.contains(iri))
            .map(NamedNode::new_unchecked)
            .collect()
    }

    /// The name that is spelt nearly as one, as it is written.
    pub fn nearest(&self, name: &str) -> Option<&str> {
        let known = self
            .by_name
            .values()
            .filter_map(|found| found.values().next());
        nearest(name, known.map(String::as_str))
    }

    /// How many names there are.
    pub fn len(&self) -> usize {
        self.by_name.len()
    }

    /// Whether nothing has a name.
    pub fn is_empty(&self) -> bool {
        self.by_name.is_empty()
    }
}

fn compared(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    words.join(" ").nfc().collect::<String>().to_lowercase()
}
