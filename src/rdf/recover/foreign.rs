use crate::graph::{Claim, EntityView, Minter, Name, Object, Shard};
use crate::model::LanguageString;
use crate::ontology::vocabulary::{owl, rdf, rdfs, skos};
use crate::rdf::quads::{Quad, TermId};
use crate::rdf::recover::{Reader, views};
use crate::rdf::terms::{name, value};
use oxigraph::model::TermRef;
use std::collections::{BTreeMap, BTreeSet};

/// Properties whose literals are labels in RDF that is not ours, those that are preferred first.
const LABELS: [&str; 5] = [
    skos::PREF_LABEL,
    rdfs::LABEL,
    "https://schema.org/name",
    "http://schema.org/name",
    "http://xmlns.com/foaf/0.1/name",
];

/// What triples say of one node besides its relations.
#[derive(Default)]
struct Node {
    view: EntityView,
    /// Labels with the rank of the property that gives them.
    labels: BTreeSet<(usize, LanguageString)>,
}

impl Reader<'_> {
    pub(super) fn foreign(&mut self, minter: &Minter, shard: &mut Shard) {
        let index = self.index;
        // What we write of entities without claims is like what others write, but for these.
        self.open_terms(minter, shard);
        let labels: Vec<Option<TermId>> = LABELS.iter().map(|property| self.id(property)).collect();
        let mut nodes: BTreeMap<Name, Node> = BTreeMap::new();
        for (place, quad) in index.quads().enumerate() {
            if self.used[place] {
                continue;
            }
            let Some(subject) = name(index.term(quad.subject)) else {
                continue;
            };
            let node = nodes.entry(subject.clone()).or_default();
            if self.describes(&quad, &labels, node) {
                self.mark(&quad);
                continue;
            }
            let object = match index.term(quad.object) {
                TermRef::Literal(literal) => Object::Literal(value(literal)),
                term => match name(term) {
                    Some(name) => Object::Entity(name),
                    None => continue,
                },
            };
            if let Object::Entity(object) = &object {
                nodes.entry(object.clone()).or_default();
            }
            if let Some(predicate) = name(index.term(quad.predicate)) {
                shard.add_claim(
                    Claim::bare(Minter::unnamed(), subject, predicate, object).named(minter),
                );
                self.mark(&quad);
            }
        }
        for (name, node) in nodes {
            for view in views(node.view, preferred(node.labels)) {
                shard.add_entity(name.clone(), view, None);
            }
        }
    }

    /// Takes up a label, class, code or other name of a node; `false` for a relation.
    fn describes(&self, quad: &Quad, labels: &[Option<TermId>], node: &mut Node) -> bool {
        let is = |property: &str| self.id(property) == Some(quad.predicate);
        match self.index.term(quad.object) {
            TermRef::Literal(literal) => {
                let label = LanguageString {
                    text: literal.value().to_owned(),
                    language: literal.language().unwrap_or_default().to_owned(),
                };
                if let Some(rank) = labels
                    .iter()
                    .position(|label| *label == Some(quad.predicate))
                {
                    node.labels.insert((rank, label));
                    return true;
                }
                if is(skos::ALT_LABEL) {
                    node.view.aliases.insert(label);
                } else if is(skos::NOTATION) {
                    node.view.codes.insert(label.text);
                } else {
                    return false;
                }
                true
            }
            object @ (TermRef::NamedNode(_) | TermRef::BlankNode(_)) => {
                if is(rdf::TYPE) {
                    node.view.types.extend(name(object));
                } else if let (true, TermRef::NamedNode(same)) = (is(owl::SAME_AS), object) {
                    node.view.same_as.insert(same.as_str().to_owned());
                } else {
                    return false;
                }
                true
            }
            TermRef::Triple(_) => false,
        }
    }
}

/// The label of the best property in each language, then the others.
fn preferred(
    labels: BTreeSet<(usize, LanguageString)>,
) -> (Vec<LanguageString>, Vec<LanguageString>) {
    let mut languages = BTreeSet::new();
    let mut preferred = Vec::new();
    let mut others = Vec::new();
    for (_, label) in labels {
        if languages.insert(label.language.clone()) {
            preferred.push(label);
        } else {
            others.push(label);
        }
    }
    (preferred, others)
}
