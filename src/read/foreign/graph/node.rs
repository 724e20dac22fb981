use crate::model::{EntityRecord, Loss, Losses, OneOrMany, Place, WrittenLabel};
use crate::order::CompactCollect;
use crate::read::foreign::graph::{NodeGraph, values};
use crate::read::foreign::property::Properties;
use std::collections::{BTreeMap, BTreeSet};

/// Where programs keep the name that people read, in the order in which it is looked for.
const LABELS: [&str; 5] = ["label", "name", "shared name", "title", "display_name"];

/// Where they keep the class. `type_iri` is what our own exports add to the words.
const TYPES: [&str; 6] = [
    "type",
    "entity_type",
    "category",
    "class",
    "labels",
    "node_type",
];

/// Classes that say no more than that something is a node.
const MEANINGLESS: [&str; 4] = ["Node", "entity", "__Entity__", "__KGBuilder__"];

/// What all records of one node say together.
pub(super) struct Known {
    labels: BTreeMap<String, usize>,
    types: BTreeSet<String>,
    aliases: BTreeSet<String>,
    codes: BTreeSet<String>,
    same_as: BTreeSet<String>,
    /// Whether two records give it different types.
    differs: bool,
    pub(super) place: Place,
}

impl Known {
    /// The record of the entity: the label that is given most often, then the smallest.
    pub(super) fn into_record(
        self,
        id: String,
        is_label: impl Fn(&str) -> bool,
        losses: &mut Losses,
    ) -> EntityRecord {
        if self.differs {
            losses.add(
                Loss::Supposed,
                "entity of several types, which are taken for types of one thing",
            );
        }
        if self.labels.len() > 1 {
            losses.add(
                Loss::Supposed,
                "entity of several labels, of which the one given most often is taken (else the first by letters) and the others are aliases",
            );
        }
        let most = self
            .labels
            .iter()
            .max_by(|left, right| left.1.cmp(right.1).then_with(|| right.0.cmp(left.0)));
        let label = most.map_or_else(|| id.clone(), |(label, _)| label.clone());
        // A node without any other name is known by its name, as other programs' entities are; an IRI stays.
        let is_unlabelled = self.labels.keys().all(|label| *label == id);
        let is_mere_name = is_unlabelled && !id.contains("://") && !is_label(&id);
        let others = self.labels.into_keys().chain(self.aliases);
        let aliases: BTreeSet<String> = others.filter(|alias| *alias != label).into_set();
        EntityRecord {
            id: (!is_mere_name).then_some(id),
            types: self.types.into_iter().collect::<OneOrMany>(),
            label,
            language: None,
            aliases: aliases.into_iter().map(WrittenLabel::Plain).collect(),
            codes: self.codes.into_iter().collect(),
            same_as: self.same_as.into_iter().collect(),
            mentions: Vec::new(),
        }
    }
}

/// Ids by label: `None` where several nodes have the label.
pub(super) fn by_label(nodes: &BTreeMap<String, Known>) -> BTreeMap<String, Option<String>> {
    let mut found: BTreeMap<String, Option<String>> = BTreeMap::new();
    for (id, known) in nodes {
        for label in known.labels.keys() {
            found
                .entry(label.clone())
                .and_modify(|only| *only = None)
                .or_insert_with(|| Some(id.clone()));
        }
    }
    found
}

impl NodeGraph {
    /// A node. Properties that no part of an entity holds become claims that end at a literal.
    pub(in crate::read::foreign) fn node(
        &mut self,
        id: &str,
        mut properties: Properties,
        place: &Place,
    ) {
        let label = properties.take_text(&LABELS);
        let types = types(&mut properties);
        // What people read may stand under several names at once.
        let more: Vec<String> = ["name", "shared name"]
            .iter()
            .filter_map(|name| properties.take_text(&[name]))
            .collect();
        let aliases = properties.take_texts("aliases");
        let codes = properties.take_texts("codes");
        let same_as = properties.take_texts("same_as");
        let known = self.nodes.entry(id.to_owned()).or_insert_with(|| Known {
            labels: BTreeMap::new(),
            types: BTreeSet::new(),
            aliases: BTreeSet::new(),
            codes: BTreeSet::new(),
            same_as: BTreeSet::new(),
            differs: false,
            place: place.clone(),
        });
        if let Some(label) = label {
            *known.labels.entry(label).or_default() += 1;
        }
        known.differs |= !known.types.is_empty() && !types.is_empty() && known.types != types;
        known.types.extend(types);
        known.aliases.extend(aliases.into_iter().chain(more));
        known.codes.extend(codes);
        let mut no_iris = 0;
        for iri in same_as {
            if iri.contains(':') && !iri.contains(char::is_whitespace) {
                known.same_as.insert(iri);
            } else {
                no_iris += 1;
            }
        }
        self.file
            .losses
            .add_many(Loss::Dropped, "same_as of a node that is no IRI", no_iris);
        values::add(self, id, properties, place);
    }
}

/// The classes of a node: IRIs where our own export gave them, else words.
fn types(properties: &mut Properties) -> BTreeSet<String> {
    let iris = properties.take_texts("type_iri");
    let name = TYPES.iter().find(|name| properties.has(name));
    let words = name.map_or_else(Vec::new, |name| properties.take_texts(name));
    let types = if iris.is_empty() {
        words
    } else if iris.len() == words.len() {
        let pairs = iris.into_iter().zip(words);
        pairs
            .map(|(iri, words)| term(iri, words, "/class/"))
            .collect()
    } else {
        iris
    };
    let types = types.into_iter();
    types
        .filter(|class| !MEANINGLESS.contains(&class.as_str()))
        .into_set()
}

/// Our export writes a term that the ontology lacks as an IRI made of its words, beside the words. The words
/// give the same IRI again and are its label, which the IRI alone would lose.
pub(super) fn term(iri: String, words: String, folder: &str) -> String {
    let is_made_of_words = iri
        .rsplit_once(folder)
        .is_some_and(|(_, local)| local == words.replace(' ', "_"));
    if is_made_of_words { words } else { iri }
}
