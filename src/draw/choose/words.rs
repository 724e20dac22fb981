//! What the names in a choice stand for.

use crate::draw::choose::{ChoiceError, Kind};
use crate::draw::picture::term_label;
use crate::draw::wrap::cut_label;
use crate::graph::{Entity, KnowledgeGraph, Name, Source};
use crate::ontology::{Lookup, Ontology};
use crate::order::{CompactCollect, CompactSort};
use crate::spelling::nearest;
use petgraph::graph::NodeIndex;
use std::collections::{BTreeMap, BTreeSet};

/// The most names that are offered in place of one that is not there, and the longest of them in characters.
const MOST_OFFERED: usize = 3;
const LONGEST_OFFERED: usize = 80;
/// The fewest digits that may stand for a source's name.
const FEWEST_DIGITS: usize = 8;

/// Everything that a choice can name.
pub(super) struct Words<'a> {
    graph: &'a KnowledgeGraph,
    ontology: &'a Ontology,
    prefixes: &'a BTreeMap<String, String>,
}

impl<'a> Words<'a> {
    pub(super) fn of(
        graph: &'a KnowledgeGraph,
        ontology: &'a Ontology,
        prefixes: &'a BTreeMap<String, String>,
    ) -> Self {
        Self {
            graph,
            ontology,
            prefixes,
        }
    }

    /// The places of entities in the order of their names.
    pub(super) fn entities(&self, written: &[String]) -> Result<Vec<usize>, ChoiceError> {
        written.iter().map(|written| self.entity(written)).collect()
    }

    /// The place of an entity in the order of their names.
    pub(super) fn entity(&self, written: &str) -> Result<usize, ChoiceError> {
        let node = |name: &Name| self.graph.node(name).map(NodeIndex::index);
        if let Some(place) = self.expand(written).and_then(|name| node(&name)) {
            return Ok(place);
        }
        let found = self.graph.find(written);
        match found.as_slice() {
            [] if self.same_as(written).is_some() => {
                let same = self.same_as(written);
                same.and_then(|entity| node(&entity.name))
                    .ok_or(ChoiceError::Nothing)
            }
            [] => {
                let labels = self.graph.entities().flat_map(Entity::all_labels);
                let ids = self.graph.entities().map(|entity| entity.name.local());
                Err(unknown(Kind::Entity, written, labels.chain(ids).collect()))
            }
            [only] => node(&only.name).ok_or(ChoiceError::Nothing),
            several => {
                let describe = |entity: &&Entity| {
                    let types = entity.types.iter();
                    let types = types.map(|class| term_label(class, self.graph, self.ontology));
                    let words: Vec<&str> = std::iter::once(entity.label()).chain(types).collect();
                    self.candidate(&entity.name, &words.join(", "))
                };
                Err(ChoiceError::Ambiguous {
                    written: written.to_owned(),
                    candidates: several.iter().map(describe).collect(),
                })
            }
        }
    }

    /// The first entity that is the same as what goes by an IRI or a prefixed name elsewhere.
    fn same_as(&self, written: &str) -> Option<&'a Entity> {
        let expanded = self.expand(written);
        let is_it = |iri: &String| {
            let name = expanded.as_ref().map(Name::as_str);
            iri == written || Some(iri.as_str()) == name
        };
        let mut entities = self.graph.entities();
        entities.find(|entity| entity.same_as.iter().any(is_it))
    }

    /// The label of an entity by its place.
    pub(super) fn label(&self, place: usize) -> &'a str {
        self.graph.entities().nth(place).map_or("", Entity::label)
    }

    /// The predicates or classes in use that are, or descend from, what goes by these names. A name that several
    /// terms have means all of them.
    pub(super) fn terms(
        &self,
        kind: Kind,
        written: &[String],
    ) -> Result<BTreeSet<&'a Name>, ChoiceError> {
        let used: BTreeSet<&'a Name> = match kind {
            Kind::Class => self
                .graph
                .entities()
                .flat_map(|entity| &entity.types)
                .collect(),
            _ => self.graph.claims().map(|claim| &claim.predicate).collect(),
        };
        let mut fitting = BTreeSet::new();
        for written in written {
            let meant = self.meant(kind, written, &used);
            if meant.is_empty() {
                // What the graph has is likelier to be meant than what the ontology knows beside.
                let in_use = used.iter().flat_map(|name| self.names(name)).collect();
                let offered = near(written, in_use);
                if !offered.is_empty() {
                    return Err(ChoiceError::Unknown {
                        kind,
                        written: written.clone(),
                        near: offered,
                    });
                }
                return Err(unknown(kind, written, self.known(kind)));
            }
            let descends = |name: &&&Name| {
                let mut lineage = self.lineage(kind, name).into_iter();
                lineage.any(|ancestor| meant.contains(ancestor))
            };
            fitting.extend(used.iter().filter(descends));
        }
        Ok(fitting)
    }

    /// The IRIs that a name for a predicate or a class stands for.
    fn meant(&self, kind: Kind, written: &str, used: &BTreeSet<&Name>) -> BTreeSet<String> {
        let iri = self.expand(written).unwrap_or_else(|| Name::new(written));
        let is_declared = self.ontology.label(iri.as_str()).is_some();
        if used.contains(&iri) || is_declared {
            return BTreeSet::from([iri.as_str().to_owned()]);
        }
        let found = match kind {
            Kind::Class => self.ontology.class(written),
            _ => self.ontology.property(written),
        };
        let mut meant: BTreeSet<String> = match found {
            Lookup::Found(iri) => BTreeSet::from([iri.to_owned()]),
            Lookup::Ambiguous(several) => several.iter().cloned().collect(),
            Lookup::Elsewhere(_) | Lookup::Unknown(_) => BTreeSet::new(),
        };
        let lower = written.to_lowercase();
        let is_name = |name: &str| name == written;
        let is_like = |name: &str| name.to_lowercase() == lower;
        let kinds: [&dyn Fn(&str) -> bool; 2] = [&is_name, &is_like];
        for fits in kinds {
            let named = used
                .iter()
                .filter(|name| self.names(name).into_iter().any(fits));
            meant.extend(named.map(|name| name.as_str().to_owned()));
            if !meant.is_empty() {
                break;
            }
        }
        meant
    }

    /// What a predicate or a class in use is called.
    fn names<'n>(&'n self, term: &'n Name) -> Vec<&'n str> {
        let open = self.graph.open_terms().get(term);
        let labels = open.into_iter().flat_map(|open| &open.labels);
        let own = [term.local(), term_label(term, self.graph, self.ontology)];
        own.into_iter().chain(labels.map(String::as_str)).collect()
    }

    /// What the ontology's predicates or classes are called.
    fn known(&self, kind: Kind) -> Vec<&'a str> {
        let iris: Vec<&'a String> = match kind {
            Kind::Class => self.ontology.classes().keys().collect(),
            _ => self.ontology.properties().keys().collect(),
        };
        let labels = iris.iter().filter_map(|iri| self.ontology.label(iri));
        labels.collect()
    }

    fn lineage<'n>(&'n self, kind: Kind, term: &'n Name) -> Vec<&'n str> {
        match kind {
            Kind::Class => self.ontology.lineage(term.as_str()),
            _ => self.ontology.property_lineage(term.as_str()),
        }
    }

    /// The names of sources, each by an IRI or the beginning of its last part, a title, or an address.
    pub(super) fn sources(&self, written: &[String]) -> Result<BTreeSet<&'a Name>, ChoiceError> {
        written.iter().map(|written| self.source(written)).collect()
    }

    fn source(&self, written: &str) -> Result<&'a Name, ChoiceError> {
        let expanded = self.expand(written);
        let lower = written.to_lowercase();
        let kinds: [&dyn Fn(&Source) -> bool; 3] = [
            &|source| source.name.as_str() == written || Some(&source.name) == expanded.as_ref(),
            &|source| source.titles.contains(written) || source.urls.contains(written),
            &|source| {
                let mut titles = source.titles.iter();
                let is_digits = written.len() >= FEWEST_DIGITS;
                is_digits && source.name.local().starts_with(&lower)
                    || titles.any(|title| title.to_lowercase() == lower)
            },
        ];
        for matches in kinds {
            let sources = self.graph.sources().values();
            let found: Vec<&'a Source> = sources.filter(|source| matches(source)).collect();
            match found.as_slice() {
                [] => {}
                [only] => return Ok(&only.name),
                several => {
                    let describe = |source: &&Source| {
                        let titles = source.titles.iter().chain(&source.urls).next();
                        self.candidate(&source.name, titles.map_or("", String::as_str))
                    };
                    return Err(ChoiceError::Ambiguous {
                        written: written.to_owned(),
                        candidates: several.iter().map(describe).collect(),
                    });
                }
            }
        }
        let sources = self.graph.sources().values();
        let names = sources.flat_map(|source| source.titles.iter().chain(&source.urls));
        let names = names.map(String::as_str).collect();
        Err(unknown(Kind::Source, written, names))
    }

    /// A prefixed name as the IRI that it stands for.
    fn expand(&self, written: &str) -> Option<Name> {
        let (prefix, local) = written.split_once(':')?;
        let ontology = self.ontology.prefixes();
        let namespace = self.prefixes.get(prefix).or_else(|| ontology.get(prefix))?;
        Some(Name::new(format!("{namespace}{local}")))
    }

    /// A name that nothing else goes by, and the words that people know it by.
    fn candidate(&self, name: &Name, words: &str) -> String {
        let prefixes = self.prefixes.iter().filter_map(|(prefix, namespace)| {
            let local = name.as_str().strip_prefix(namespace.as_str())?;
            Some((local.len(), format!("{prefix}:{local}")))
        });
        let shortest = prefixes.min();
        let name = shortest.map_or_else(|| name.as_str().to_owned(), |(_, name)| name);
        format!("{name} ({})", cut_label(words))
    }
}

fn unknown(kind: Kind, written: &str, names: Vec<&str>) -> ChoiceError {
    ChoiceError::Unknown {
        kind,
        written: written.to_owned(),
        near: near(written, names),
    }
}

/// Names that may have been meant: the one that is spelt nearly so, and the shortest that hold what was typed.
fn near(written: &str, names: Vec<&str>) -> Vec<String> {
    let fits = |name: &&str| name.chars().nth(LONGEST_OFFERED).is_none();
    let names: BTreeSet<&str> = names.into_iter().filter(fits).into_set();
    let spelt = nearest(written, names.iter().copied());
    let lower = written.trim().to_lowercase();
    let mut holding: Vec<&str> = names
        .into_iter()
        .filter(|name| lower.chars().nth(1).is_some() && name.to_lowercase().contains(&lower))
        .collect();
    // Stable, so those of one length stay in the order of letters.
    holding.order_by_key(|name| name.chars().count());
    let holding = holding.into_iter().filter(|name| Some(*name) != spelt);
    let near = spelt.into_iter().chain(holding);
    near.take(MOST_OFFERED).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::choose::Choice;
    use crate::draw::choose::sample::{drawn, words};
    use crate::draw::sample::{Sample, plain};

    fn around(written: &str) -> Result<String, ChoiceError> {
        let graph = Sample::default()
            .entity_like("r%20u", "State", "Russia", |view| {
                view.aliases.extend([plain("Russian Federation")]);
            })
            .entity("g1", "State", "Georgia")
            .entity("g2", "Place", "Georgia")
            .entity("lavrov", "Person", "Sergey Lavrov: \"minister\"")
            .graph();
        let choice = Choice {
            around: words(&[written]),
            prefixes: BTreeMap::from([("e".to_owned(), "https://example.org/".to_owned())]),
            ..Choice::default()
        };
        drawn(&graph, &choice)
    }

    fn fault(written: &str) -> String {
        around(written).unwrap_err().to_string()
    }

    #[test]
    fn an_entity_goes_by_id_iri_prefixed_name_label_and_alias() {
        for written in [
            "r u",
            "r%20u",
            "e:r%20u",
            "https://example.org/r%20u",
            "Russia",
            "russia",
            "RUSSIAN FEDERATION",
        ] {
            assert_eq!(around(written).unwrap(), "Russia", "{written}");
        }
        assert_eq!(
            around("Sergey Lavrov: \"minister\"").unwrap(),
            "Sergey Lavrov: \"minister\""
        );
    }

    #[test]
    fn a_label_of_several_entities_lists_them_and_the_names_given_work() {
        assert_eq!(
            fault("Georgia"),
            r#""Georgia" may be e:g1 (Georgia, state) or e:g2 (Georgia, place); write which"#
        );
        assert_eq!(around("e:g2").unwrap(), "Georgia");
    }

    #[test]
    fn what_is_not_there_is_told_with_what_may_be_meant() {
        assert_eq!(
            fault("Rusia"),
            r#"no entity is called "Rusia"; did you mean "Russia"?"#
        );
        assert_eq!(
            fault("federation"),
            r#"no entity is called "federation"; did you mean "Russian Federation"?"#
        );
        for written in ["", " ", "x", "\u{1b}[31m", &"x".repeat(100_000), "e:", ":"] {
            let fault = fault(written);
            assert!(fault.starts_with("no entity is called \""), "{fault}");
            assert!(!fault.contains('\u{1b}') && fault.len() < 300, "{fault}");
        }
    }

    #[test]
    fn a_predicate_of_the_ontology_is_offered_where_the_graph_has_none_like_it() {
        let choice = Choice {
            predicates: words(&["trians"]),
            ..Choice::default()
        };
        let graph = Sample::default().entity("a", "State", "A").graph();
        assert_eq!(
            drawn(&graph, &choice).unwrap_err().to_string(),
            r#"no predicate is called "trians"; did you mean "trains"?"#
        );
    }
}
