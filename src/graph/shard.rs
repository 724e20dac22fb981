use crate::graph::knowledge_graph::KnowledgeGraph;
use crate::graph::name::as_compared;
use crate::graph::{Attribution, Claim, Entity, Evidence, Name, OpenTerm, Source};
use crate::model::{Fault, LanguageString, Place, quoted};
use crate::ontology::Ontology;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

/// What one record says of an entity, with all names resolved.
///
/// Records are kept apart until the graph is settled, so that each has one vote on the label however often
/// and in whichever order inputs are merged.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct EntityView {
    /// The label it gives.
    pub label: Option<LanguageString>,
    /// The other names it gives.
    pub aliases: BTreeSet<LanguageString>,
    /// The classes it gives.
    pub types: BTreeSet<Name>,
    /// The codes it gives.
    pub codes: BTreeSet<String>,
    /// The same thing elsewhere.
    pub same_as: BTreeSet<String>,
    /// The evidence that mentions the entity.
    pub mentions: BTreeSet<Name>,
}

/// What some inputs say, under global names. Merging is a union: associative, commutative and idempotent.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Shard {
    entities: BTreeMap<Name, BTreeMap<EntityView, Option<Place>>>,
    claims: BTreeMap<Name, Claim>,
    attributions: BTreeMap<Name, Attribution>,
    evidence: BTreeMap<Name, Evidence>,
    sources: BTreeMap<Name, Source>,
    open_terms: BTreeMap<Name, OpenTerm>,
}

impl Shard {
    /// Adds what a record says of an entity; `place` is for messages only.
    pub fn add_entity(&mut self, name: Name, view: EntityView, place: Option<Place>) {
        match self.entities.entry(name).or_default().entry(view) {
            Entry::Vacant(vacant) => {
                vacant.insert(place);
            }
            Entry::Occupied(mut known) => {
                // The first place, whatever the order of merging.
                let first = [known.get().clone(), place].into_iter().flatten().min();
                known.insert(first);
            }
        }
    }

    /// Adds a claim; where it is known, the higher confidence and all extractors stay.
    pub fn add_claim(&mut self, claim: Claim) {
        match self.claims.entry(claim.name.clone()) {
            Entry::Vacant(vacant) => {
                vacant.insert(claim);
            }
            Entry::Occupied(mut known) => {
                let known = known.get_mut();
                known.confidence = match (known.confidence, claim.confidence) {
                    (Some(left), Some(right)) => Some(left.max(right)),
                    (left, right) => left.or(right),
                };
                known.extractors.extend(claim.extractors);
            }
        }
    }

    /// Adds an attribution.
    pub fn add_attribution(&mut self, attribution: Attribution) {
        self.attributions
            .insert(attribution.name.clone(), attribution);
    }

    /// Adds evidence; where it is known, a failed check stays.
    pub fn add_evidence(&mut self, evidence: Evidence) {
        match self.evidence.entry(evidence.name.clone()) {
            Entry::Vacant(vacant) => {
                vacant.insert(evidence);
            }
            Entry::Occupied(mut known) => known.get_mut().unverified |= evidence.unverified,
        }
    }

    /// Adds a source; where it is known, what both say stays.
    pub fn add_source(&mut self, source: Source) {
        match self.sources.entry(source.name.clone()) {
            Entry::Vacant(vacant) => {
                vacant.insert(source);
            }
            Entry::Occupied(mut known) => {
                let known = known.get_mut();
                known.titles.extend(source.titles);
                known.urls.extend(source.urls);
                known.publishers.extend(source.publishers);
                known.published.extend(source.published);
                known.languages.extend(source.languages);
                known.sha256 = known.sha256.take().or(source.sha256);
                known.text = known.text.take().or(source.text);
            }
        }
    }

    /// Adds a property or class that the ontology does not have.
    pub fn add_open_term(&mut self, term: OpenTerm) {
        match self.open_terms.entry(term.name.clone()) {
            Entry::Vacant(vacant) => {
                vacant.insert(term);
            }
            Entry::Occupied(mut known) => {
                known.get_mut().labels.extend(term.labels);
                known.get_mut().kinds.extend(term.kinds);
            }
        }
    }

    /// Adds all that `other` says.
    pub fn merge(&mut self, other: Shard) {
        for (name, views) in other.entities {
            for (view, place) in views {
                self.add_entity(name.clone(), view, place);
            }
        }
        other
            .claims
            .into_values()
            .for_each(|claim| self.add_claim(claim));
        other
            .attributions
            .into_values()
            .for_each(|attribution| self.add_attribution(attribution));
        other
            .evidence
            .into_values()
            .for_each(|evidence| self.add_evidence(evidence));
        other
            .sources
            .into_values()
            .for_each(|source| self.add_source(source));
        other
            .open_terms
            .into_values()
            .for_each(|term| self.add_open_term(term));
    }

    /// Entities whose records cannot be about one thing: no label in common, or classes of different kinds.
    ///
    /// Records agree when a chain of shared labels and related classes links them all, so the verdict does
    /// not depend on their order.
    pub fn conflicts(&self, ontology: &Ontology) -> Vec<Fault> {
        let mut faults = Vec::new();
        for (name, views) in &self.entities {
            let records: Vec<(&EntityView, &Place)> = views
                .iter()
                .filter_map(|(view, place)| Some((view, place.as_ref()?)))
                .collect();
            let labelled = records.iter().filter(|(view, _)| view.label.is_some());
            if let Some((one, other)) = split(labelled, share_a_label) {
                faults.push(conflict(
                    name,
                    one,
                    other,
                    "label",
                    &label_of(one.0),
                    &label_of(other.0),
                ));
            }
            let typed = records.iter().filter(|(view, _)| !view.types.is_empty());
            if let Some((one, other)) =
                split(typed, |left, right| share_a_class(left, right, ontology))
            {
                let classes = |view: &EntityView| {
                    let names = view
                        .types
                        .iter()
                        .map(|class| ontology.short_name(class.as_str()));
                    names.collect::<Vec<_>>().join(", ")
                };
                faults.push(conflict(
                    name,
                    one,
                    other,
                    "type",
                    &classes(one.0),
                    &classes(other.0),
                ));
            }
        }
        faults
    }

    /// Settles labels and lays out the graph.
    pub fn into_graph(self) -> KnowledgeGraph {
        let mut entities: BTreeMap<Name, Entity> = BTreeMap::new();
        for (name, views) in self.entities {
            let entity = settle(name.clone(), views.into_keys());
            entities.insert(name, entity);
        }
        KnowledgeGraph::new(
            entities,
            self.claims,
            self.attributions,
            self.evidence,
            self.sources,
            self.open_terms,
        )
    }
}

type Record<'a> = (&'a EntityView, &'a Place);

/// Two records, the first of each group, if the records fall into groups that nothing links.
fn split<'a>(
    records: impl Iterator<Item = &'a Record<'a>>,
    agree: impl Fn(&EntityView, &EntityView) -> bool,
) -> Option<(Record<'a>, Record<'a>)> {
    let mut apart: Vec<Record<'a>> = records.copied().collect();
    apart.sort_by_key(|(_, place)| *place);
    let first = *apart.first()?;
    let mut linked = vec![apart.remove(0)];
    while let Some((view, _)) = linked.pop() {
        let (near, far) = apart.into_iter().partition(|(other, _)| agree(view, other));
        linked.extend::<Vec<_>>(near);
        apart = far;
    }
    apart.first().map(|other| (first, *other))
}

fn share_a_label(left: &EntityView, right: &EntityView) -> bool {
    let names = |view: &EntityView| -> BTreeSet<String> {
        let all = view.label.iter().chain(&view.aliases);
        all.map(|label| as_compared(&label.text).to_lowercase())
            .collect()
    };
    !names(left).is_disjoint(&names(right))
}

fn share_a_class(left: &EntityView, right: &EntityView, ontology: &Ontology) -> bool {
    left.types.iter().any(|one| {
        right.types.iter().any(|other| {
            ontology.lineage(one.as_str()).contains(&other.as_str())
                || ontology.lineage(other.as_str()).contains(&one.as_str())
        })
    })
}

fn label_of(view: &EntityView) -> String {
    view.label
        .as_ref()
        .map_or_else(String::new, |label| quoted(&label.text))
}

fn conflict(
    name: &Name,
    (_, one): Record<'_>,
    (_, other): Record<'_>,
    what: &str,
    here: &str,
    there: &str,
) -> Fault {
    Fault::error(
        other.clone(),
        format!(
            "entity {} has {what} {there}, but at {one} it has {here}; one id is one thing over all inputs \
             (give an alias that both share, another id, or --ids per-file)",
            quoted(name.local())
        ),
    )
}

fn settle(name: Name, views: impl Iterator<Item = EntityView>) -> Entity {
    let mut entity = Entity {
        name,
        types: BTreeSet::new(),
        labels: BTreeMap::new(),
        codes: BTreeSet::new(),
        same_as: BTreeSet::new(),
        mentions: BTreeSet::new(),
    };
    let mut votes: BTreeMap<LanguageString, usize> = BTreeMap::new();
    let mut aliases = BTreeSet::new();
    for view in views {
        if let Some(label) = view.label {
            *votes.entry(label).or_default() += 1;
        }
        aliases.extend(view.aliases);
        entity.types.extend(view.types);
        entity.codes.extend(view.codes);
        entity.same_as.extend(view.same_as);
        entity.mentions.extend(view.mentions);
    }
    let mut most: BTreeMap<String, usize> = BTreeMap::new();
    // In the order of the labels, so that the smallest of those with most votes comes first and stays.
    for (label, count) in &votes {
        let labels = entity.labels.entry(label.language.clone()).or_default();
        let best = most.entry(label.language.clone()).or_default();
        if count > best {
            *best = *count;
            labels
                .others
                .extend(labels.preferred.replace(label.text.clone()));
        } else {
            labels.others.insert(label.text.clone());
        }
    }
    for alias in aliases {
        let labels = entity.labels.entry(alias.language).or_default();
        if labels.preferred.as_deref() != Some(alias.text.as_str()) {
            labels.others.insert(alias.text);
        }
    }
    entity
}
