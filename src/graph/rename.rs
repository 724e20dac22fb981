//! Several names become one: what is said under one of them is said under the other.

use crate::graph::records::merge_records;
use crate::graph::{Attribution, Claim, EntityView, Minter, Name, Object, Shard};
use std::collections::{BTreeMap, BTreeSet};

impl Shard {
    /// What each record says of an entity, records of one entity one behind the other, in no fixed order.
    pub fn entity_views(&self) -> impl Iterator<Item = (&Name, &EntityView)> {
        self.entities
            .iter()
            .flat_map(|records| records.iter().map(|(view, _)| (&records.name, view)))
    }

    /// The same with entities under other names: records, claims and attributions go along, and those whose
    /// content a name is a hash of are named anew. Nothing is lost: claims that say the same then are one, as if
    /// two inputs had said it.
    ///
    /// An IRI that was not minted here is kept as one of the same thing elsewhere.
    #[must_use]
    pub fn renamed(mut self, names: &BTreeMap<Name, Name>, minter: &Minter) -> Self {
        if names.is_empty() {
            return self;
        }
        let to = |name: &mut Name| {
            let other = names.get(name);
            other.map(|other| *name = other.clone()).is_some()
        };
        let mut renamed = Shard::default();
        for mut records in std::mem::take(&mut self.entities).into_items() {
            let before = records.name.clone();
            if to(&mut records.name) && !minter.is_minted(&before) {
                records.change(|view| {
                    view.same_as.insert(before.as_str().to_owned());
                });
            }
            let name = records.name.clone();
            if records
                .iter()
                .any(|(view, _)| view.same_as.contains(name.as_str()))
            {
                records.change(|view| {
                    let others = std::mem::take(&mut view.same_as).into_iter();
                    view.same_as = others.filter(|iri| iri != name.as_str()).collect();
                });
            }
            renamed.entities.add(records, merge_records);
        }
        let attributions = self.renamed_attributions(&to, minter);
        for attribution in self.attributions.iter() {
            let mut attribution = attribution.clone();
            if let Some(name) = attributions.get(&attribution.name) {
                to(&mut attribution.speaker);
                attribution.within = attribution
                    .within
                    .map(|within| attributions.get(&within).cloned().unwrap_or(within));
                attribution.name = name.clone();
            }
            renamed.add_attribution(attribution);
        }
        for mut claim in std::mem::take(&mut self.claims).into_items() {
            if rename_claim(&mut claim, &to, &attributions) {
                let before = claim.name.clone();
                claim = claim.named(minter);
                claim.former_names.insert(before);
            }
            renamed.add_claim(claim);
        }
        renamed.evidence = self.evidence;
        renamed.sources = self.sources;
        renamed.open_terms = self.open_terms;
        renamed
    }

    /// New names of attributions whose speaker, or one within whose word it stands, has another name.
    fn renamed_attributions(
        &self,
        to: &impl Fn(&mut Name) -> bool,
        minter: &Minter,
    ) -> BTreeMap<Name, Name> {
        let mut new: BTreeMap<Name, Name> = BTreeMap::new();
        let mut done: BTreeSet<&Name> = BTreeSet::new();
        for attribution in self.attributions.iter() {
            // From the outermost inwards: the name of the inner one depends on it.
            let mut chain: Vec<&Attribution> = Vec::new();
            let mut next = Some(attribution);
            while let Some(one) = next.filter(|one| done.insert(&one.name)) {
                chain.push(one);
                next = one
                    .within
                    .as_ref()
                    .and_then(|name| self.attributions.get(name));
            }
            for one in chain.into_iter().rev() {
                let mut changed = one.clone();
                let mut is_changed = to(&mut changed.speaker);
                if let Some(within) = &mut changed.within
                    && let Some(name) = new.get(within)
                {
                    *within = name.clone();
                    is_changed = true;
                }
                if is_changed {
                    new.insert(one.name.clone(), changed.named(minter).name);
                }
            }
        }
        new
    }
}

fn rename_claim(
    claim: &mut Claim,
    to: &impl Fn(&mut Name) -> bool,
    attributions: &BTreeMap<Name, Name>,
) -> bool {
    let mut is_changed = to(&mut claim.subject);
    if let Object::Entity(object) = &mut claim.object {
        is_changed |= to(object);
    }
    if let Some(place) = &mut claim.place {
        is_changed |= to(place);
    }
    if let Some(attribution) = &mut claim.attribution
        && let Some(name) = attributions.get(attribution)
    {
        *attribution = name.clone();
        is_changed = true;
    }
    is_changed
}
