//! What graph files say of an entity and of a relation, as named typed values: each format writes the same.
//!
//! # What becomes of claims that end at a literal?
//!
//! A graph file has no edge without a second node. Such a claim is kept with the entity it starts from, twice:
//! every one of them as words in the list `statements`, with polarity, modality, speaker and quotes; and those
//! that are put forward as holding as bare values in a column of their own, `value_` and the predicate's words,
//! so that a program can compute with them.
//!
//! # What is left out?
//!
//! Offsets, mentions, language tags, the sources' dates and publishers: RDF and facts carry those.

mod claim;
mod literal;

use crate::graph::{Claim, Entity, KnowledgeGraph, Name, Object};
use crate::ontology::Ontology;
pub(super) use claim::{attribution, entity_label, evidence, told_by};
use literal::{LiteralColumn, literal_columns, literals_by_subject, statement};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A named column of nodes or edges.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Column {
    /// Letters, digits and `_` only; unique within its kind of table, letter case aside.
    pub(super) name: String,
    pub(super) kind: Kind,
}

/// What the values of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Number,
    Truth,
    /// Several texts.
    Texts,
    /// Several IRIs or web addresses.
    Addresses,
}

/// A value in a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    Text(String),
    /// A decimal number in digits, none lost.
    Number(String),
    Truth(bool),
    /// At least one.
    List(Vec<String>),
}

/// An entity as a row.
#[derive(Debug)]
pub(super) struct Node<'g> {
    /// Its IRI.
    pub(super) id: &'g Name,
    pub(super) label: &'g str,
    pub(super) entity: &'g Entity,
    /// One for each of [`Attributes::node_columns`].
    pub(super) values: Vec<Option<Value>>,
}

/// A relation between two entities as a row. Both are among the nodes.
#[derive(Debug)]
pub(super) struct Edge<'g> {
    /// The claim's IRI.
    pub(super) id: &'g Name,
    pub(super) source: &'g Name,
    pub(super) target: &'g Name,
    /// The words of the predicate.
    pub(super) label: &'g str,
    /// One for each of [`Attributes::edge_columns`].
    pub(super) values: Vec<Option<Value>>,
}

/// Columns and rows of a graph, in the order of the names.
pub(super) struct Attributes<'g> {
    graph: &'g KnowledgeGraph,
    ontology: &'g Ontology,
    pub(super) node_columns: Vec<Column>,
    pub(super) edge_columns: Vec<Column>,
    literal_columns: Vec<LiteralColumn<'g>>,
    literals: BTreeMap<&'g Name, Vec<&'g Claim>>,
}

const NODE_COLUMNS: [(&str, Kind); 6] = [
    ("type", Kind::Texts),
    ("type_iri", Kind::Addresses),
    ("aliases", Kind::Texts),
    ("codes", Kind::Texts),
    ("same_as", Kind::Addresses),
    ("statements", Kind::Texts),
];

impl<'g> Attributes<'g> {
    pub(super) fn new(graph: &'g KnowledgeGraph, ontology: &'g Ontology) -> Self {
        let literal_columns = literal_columns(graph, ontology);
        let mut node_columns: Vec<Column> = NODE_COLUMNS.map(column).into();
        node_columns.extend(literal_columns.iter().map(|literal| literal.column.clone()));
        Self {
            graph,
            ontology,
            node_columns,
            edge_columns: claim::COLUMNS.map(column).into(),
            literal_columns,
            literals: literals_by_subject(graph),
        }
    }

    pub(super) fn nodes(&self) -> impl Iterator<Item = Node<'g>> {
        self.graph.entities().map(|entity| Node {
            id: &entity.name,
            label: entity.label(),
            entity,
            values: self.node_values(entity),
        })
    }

    pub(super) fn edges(&self) -> impl Iterator<Item = Edge<'g>> {
        self.graph.claims().filter_map(|claim| {
            let Object::Entity(target) = &claim.object else {
                return None;
            };
            Some(Edge {
                id: &claim.name,
                source: &claim.subject,
                target,
                label: term_words(&claim.predicate, self.graph, self.ontology),
                values: claim::values(claim, self.graph),
            })
        })
    }

    /// The words for a class or property.
    pub(super) fn words(&self, term: &'g Name) -> &'g str {
        term_words(term, self.graph, self.ontology)
    }

    fn node_values(&self, entity: &Entity) -> Vec<Option<Value>> {
        let claims = self
            .literals
            .get(&entity.name)
            .map_or(&[][..], Vec::as_slice);
        let types = entity.types.iter();
        let words = types
            .clone()
            .map(|class| term_words(class, self.graph, self.ontology).to_owned());
        let statements = claims
            .iter()
            .map(|claim| statement(claim, self.graph, self.ontology));
        let mut values = vec![
            list(words),
            list(types.map(|class| class.as_str().to_owned())),
            list(aliases(entity)),
            list(entity.codes.iter().cloned()),
            list(entity.same_as.iter().cloned()),
            list(statements),
        ];
        values.extend(
            self.literal_columns
                .iter()
                .map(|column| column.value(claims)),
        );
        values
    }
}

fn column((name, kind): (&str, Kind)) -> Column {
    Column {
        name: name.to_owned(),
        kind,
    }
}

/// Each label but the one shown, once, whatever its language.
fn aliases(entity: &Entity) -> Vec<String> {
    let mut aliases: Vec<String> = Vec::new();
    for label in entity.all_labels() {
        if label != entity.label() && !aliases.iter().any(|known| known == label) {
            aliases.push(label.to_owned());
        }
    }
    aliases
}

fn list(texts: impl IntoIterator<Item = String>) -> Option<Value> {
    let texts: Vec<String> = texts.into_iter().collect();
    (!texts.is_empty()).then_some(Value::List(texts))
}

/// The words for a class or property: those of the ontology, else those it was given as.
fn term_words<'a>(term: &'a Name, graph: &'a KnowledgeGraph, ontology: &'a Ontology) -> &'a str {
    let open = || Some(graph.open_terms().get(term)?.labels.first()?.as_str());
    ontology
        .label(term.as_str())
        .or_else(open)
        .unwrap_or_else(|| term.local())
}

/// Letters and digits stay, all between becomes one `_`: such a name fits every format's header.
pub(super) fn as_name(words: &str) -> String {
    let parts = words.split(|letter: char| !letter.is_alphanumeric());
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    parts.join("_")
}

/// What stands between the items of a list where a format has no lists.
const BETWEEN_ITEMS: &str = " | ";

/// An item of such a list. A quote may hold a bar of its own: it has a backslash before it, and so has a
/// backslash, so that the list comes apart again as it was.
fn item(text: &str) -> Cow<'_, str> {
    if text.contains(['|', '\\']) {
        text.replace('\\', r"\\").replace('|', r"\|").into()
    } else {
        text.into()
    }
}

impl Value {
    /// The value as one text; a list's items are joined by ` | `, and a bar within one is `\|`.
    pub(super) fn as_text(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) | Self::Number(text) => text.into(),
            Self::Truth(true) => "true".into(),
            Self::Truth(false) => "false".into(),
            Self::List(items) => {
                let items: Vec<Cow<'_, str>> = items.iter().map(|text| item(text)).collect();
                items.join(BETWEEN_ITEMS).into()
            }
        }
    }
}

impl Kind {
    /// The name of the type in GraphML and GEXF, which agree.
    pub(super) fn xml_type(self) -> &'static str {
        match self {
            Self::Text | Self::Texts | Self::Addresses => "string",
            Self::Number => "double",
            Self::Truth => "boolean",
        }
    }
}
