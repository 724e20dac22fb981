use crate::graph::knowledge_graph::KnowledgeGraph;
use crate::graph::name::as_compared;
use crate::graph::records::{Records, merge_records, settle};
use crate::graph::table::Pool;
use crate::graph::{
    Attribution, Claim, Entity, Evidence, Name, OpenTerm, SortedSet, Source, giving_way,
};
use crate::model::{Fault, LanguageString, Place, quoted};
use crate::ontology::Ontology;
use crate::order::{CompactCollect, CompactSort};
use std::collections::BTreeSet;
use std::collections::btree_map::BTreeMap;

/// What one record says of an entity, with all names resolved.
///
/// Records are kept apart until the graph is settled, so that each has one vote on the label however often
/// and in whichever order inputs are merged.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct EntityView {
    /// The label it gives.
    pub label: Option<LanguageString>,
    /// The other names it gives.
    pub aliases: SortedSet<LanguageString>,
    /// The classes it gives.
    pub types: SortedSet<Name>,
    /// The codes it gives.
    pub codes: SortedSet<String>,
    /// The same thing elsewhere.
    pub same_as: SortedSet<String>,
    /// The evidence that mentions the entity.
    pub mentions: SortedSet<Name>,
}

/// What some inputs say, under global names. Merging is a union: associative, commutative and idempotent.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Shard {
    pub(super) entities: Pool<Records>,
    pub(super) claims: Pool<Claim>,
    pub(super) attributions: Pool<Attribution>,
    pub(super) evidence: Pool<Evidence>,
    pub(super) sources: Pool<Source>,
    pub(super) open_terms: Pool<OpenTerm>,
}

/// What a shard says, for whoever wants no graph of it.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    pub(crate) entities: Vec<Entity>,
    pub(crate) open_terms: Vec<OpenTerm>,
    pub(crate) claims: Vec<Claim>,
    pub(crate) attributions: Vec<Attribution>,
    pub(crate) evidence: Vec<Evidence>,
    pub(crate) sources: Vec<Source>,
}

impl Shard {
    /// Adds what a record says of an entity; `place` is for messages only.
    pub fn add_entity(&mut self, name: Name, view: EntityView, place: Option<Place>) {
        let records = Records {
            name,
            first: (view, place),
            others: BTreeMap::new(),
        };
        self.entities.add(records, merge_records);
    }

    /// The name of an entity of which a record says nothing that an earlier place has not said: that it has this
    /// label, without a language, or none.
    pub(super) fn known(&self, name: &Name, label: Option<&str>, place: &Place) -> Option<Name> {
        let records = self.entities.get(name)?;
        let (view, first) = &records.first;
        let text = view.label.as_ref().map(|label| label.text.as_str());
        let says_more = view.label.iter().any(|label| !label.language.is_empty())
            || !view.aliases.is_empty()
            || !view.types.is_empty()
            || !view.codes.is_empty()
            || !view.same_as.is_empty()
            || !view.mentions.is_empty();
        let is_known = text == label && !says_more;
        let is_later = first.as_ref().is_some_and(|first| first <= place);
        (is_known && is_later).then(|| records.name.clone())
    }

    /// Adds a claim; where it is known, the higher confidence, all extractors, their rules and all reviews stay.
    pub fn add_claim(&mut self, claim: Claim) {
        self.claims.add(claim, |known, claim| {
            known.confidence = match (known.confidence, claim.confidence) {
                (Some(left), Some(right)) => Some(left.max(right)),
                (left, right) => left.or(right),
            };
            known.extractors.extend(claim.extractors);
            known.rules.extend(claim.rules);
            known.reviews.extend(claim.reviews);
            known.former_names.extend(claim.former_names);
            known.is_inferred &= claim.is_inferred;
        });
    }

    /// The claims, in no fixed order.
    pub fn claims(&self) -> impl Iterator<Item = &Claim> {
        self.claims.iter()
    }

    /// The claim of a name.
    pub fn claim(&self, name: &Name) -> Option<&Claim> {
        self.claims.get(name)
    }

    /// Adds an attribution.
    pub fn add_attribution(&mut self, attribution: Attribution) {
        // Its name says all that there is to it.
        self.attributions.add(attribution, |_, _| ());
    }

    /// Adds evidence; where it is known, a failed check stays.
    pub fn add_evidence(&mut self, evidence: Evidence) {
        self.evidence.add(evidence, |known, evidence| {
            known.unverified |= evidence.unverified;
        });
    }

    /// Adds a source; where it is known, what both say stays.
    pub fn add_source(&mut self, source: Source) {
        self.sources.add(source, |known, source| {
            known.titles.extend(source.titles);
            known.urls.extend(source.urls);
            known.publishers.extend(source.publishers);
            known.published.extend(source.published);
            known.languages.extend(source.languages);
            known.sha256 = known.sha256.take().or(source.sha256);
            known.text = match (known.text.take(), source.text) {
                // Two texts of one hash: one changed since. Which of them stays must not depend on the order.
                (Some(left), Some(right)) if left.as_str() > right.as_str() => Some(right),
                (left, right) => left.or(right),
            };
        });
    }

    /// Adds a property or class that the ontology does not have.
    pub fn add_open_term(&mut self, term: OpenTerm) {
        self.open_terms.add(term, |known, term| {
            known.labels.extend(term.labels);
            known.kinds.extend(term.kinds);
        });
    }

    /// Adds all that `other` says.
    pub fn merge(&mut self, other: Shard) {
        let Shard {
            entities,
            claims,
            attributions,
            evidence,
            sources,
            open_terms,
        } = other;
        for records in entities.into_items() {
            self.entities.add(records, merge_records);
        }
        claims
            .into_items()
            .into_iter()
            .for_each(|claim| self.add_claim(claim));
        attributions
            .into_items()
            .into_iter()
            .for_each(|attribution| self.add_attribution(attribution));
        evidence
            .into_items()
            .into_iter()
            .for_each(|evidence| self.add_evidence(evidence));
        sources
            .into_items()
            .into_iter()
            .for_each(|source| self.add_source(source));
        open_terms
            .into_items()
            .into_iter()
            .for_each(|term| self.add_open_term(term));
    }

    /// The same without some claims, and without the attributions and quotes that nothing else rests on.
    #[must_use]
    pub fn without_claims(self, unwanted: &BTreeSet<Name>) -> Self {
        let claims = self.claims.kept(|claim| !unwanted.contains(&claim.name));
        let mut said: BTreeSet<Name> = BTreeSet::new();
        for claim in claims.iter() {
            let mut next = claim.attribution.clone();
            // Who says that somebody says so is said too.
            while let Some(name) = next.filter(|name| !said.contains(name)) {
                next = self
                    .attributions
                    .get(&name)
                    .and_then(|one| one.within.clone());
                said.insert(name);
            }
        }
        let attributions = self.attributions.kept(|one| said.contains(&one.name));
        let mut cited: BTreeSet<&Name> = claims.iter().flat_map(|claim| &claim.evidence).into_set();
        cited.extend(
            attributions
                .iter()
                .filter_map(|one| one.cue_evidence.as_ref()),
        );
        for records in self.entities.iter() {
            cited.extend(records.iter().flat_map(|(view, _)| &view.mentions));
        }
        let evidence = self.evidence.kept(|one| cited.contains(&one.name));
        Self {
            claims,
            attributions,
            evidence,
            entities: self.entities,
            sources: self.sources,
            open_terms: self.open_terms,
        }
    }

    /// Entities whose records cannot be about one thing: no label in common, or classes of different kinds.
    ///
    /// Records agree when a chain of shared labels and related classes links them all, so the verdict does
    /// not depend on their order.
    pub fn conflicts(&self, ontology: &Ontology) -> Vec<Fault> {
        let mut faults = Vec::new();
        let several = self.entities.iter();
        let mut several: Vec<&Records> = several
            .filter(|records| !records.others.is_empty())
            .collect();
        several.order_by_key(|records| &records.name);
        for records in several {
            let name = &records.name;
            let records: Vec<(&EntityView, &Place)> = records
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

    /// How many names that other programs marked have types that nothing links, and the first of them with its
    /// types. They are one thing each, as a name is, and whoever reads the graph should know.
    pub(super) fn typed_apart(&self, ontology: &Ontology) -> Option<(usize, String)> {
        let nowhere = Place::input(&"".into());
        let mut apart: Vec<&Records> = Vec::new();
        for records in self
            .entities
            .iter()
            .filter(|records| !records.others.is_empty())
        {
            let is_placed = records.iter().all(|(_, place)| place.is_some());
            let typed = records.iter().filter(|(view, _)| !view.types.is_empty());
            let typed: Vec<Record<'_>> = typed.map(|(view, _)| (view, &nowhere)).collect();
            let agree =
                |left: &EntityView, right: &EntityView| share_a_class(left, right, ontology);
            if !is_placed && split(typed.iter(), agree).is_some() {
                apart.push(records);
            }
        }
        let first = apart.iter().min_by_key(|records| &records.name)?;
        let types = first.iter().flat_map(|(view, _)| view.types.iter());
        let types: BTreeSet<String> = types
            .map(|class| ontology.short_name(class.as_str()))
            .into_set();
        let types: Vec<String> = types.into_iter().collect();
        let example = format!("{} ({})", quoted(first.name.local()), types.join(", "));
        Some((apart.len(), example))
    }

    /// All of it, each kind in the order of its names, with labels settled.
    pub(crate) fn into_parts(self) -> Parts {
        let entities = self.entities.into_table().into_items();
        Parts {
            entities: giving_way(entities).map(settle).collect(),
            open_terms: self.open_terms.into_table().into_items(),
            claims: self.claims.into_table().into_items(),
            attributions: self.attributions.into_table().into_items(),
            evidence: self.evidence.into_table().into_items(),
            sources: self.sources.into_table().into_items(),
        }
    }

    /// Settles labels and lays out the graph.
    pub fn into_graph(self) -> KnowledgeGraph {
        let mut entities = Pool::default();
        for records in self.entities.into_items() {
            entities.add(settle(records), |_, _| ());
        }
        KnowledgeGraph::new(
            entities,
            self.claims.into_table(),
            self.attributions.into_table(),
            self.evidence.into_table(),
            self.sources.into_table(),
            self.open_terms.into_table(),
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
    apart.order_by_key(|(_, place)| *place);
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
